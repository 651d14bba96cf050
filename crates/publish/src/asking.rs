//! What a study can be asked: each page of what follows, with one line that says what for.

use derek_study::{Said, say};
use maud::{Markup, html};

use crate::edition::Edition;
use crate::words::Word;

/// What a page of this name below a study is for; `None` of a page without such a line.
pub fn lead_said(page: &str) -> Option<Said> {
    Some(match page {
        "structure" => {
            say!(en: "Which bodies there were on a day, with their parts, people, functions and allies, and what of it is certain.", ru: "Какие органы были в такой-то день: их части, люди, функции и союзники, и что из этого достоверно.", kk: "Белгілі бір күні қандай органдар болған: бөліктері, адамдары, қызметтері мен одақтастары, соның қайсысы анық.")
        }
        "causes" => {
            say!(en: "What led to an event, by whose word, and where that chain is weakest.", ru: "Что привело к событию, с чьих слов это известно и где эта цепь слабее всего.", kk: "Оқиғаға не алып келді, бұл кімнің сөзінен белгілі және тізбектің ең әлсіз жері қайсы.")
        }
        "network" => {
            say!(en: "Who was tied to whom, by what passage, and who stood in the middle.", ru: "Кто с кем был связан, по какому фрагменту это видно и кто стоял в центре.", kk: "Кім кіммен байланысты болған, ол қай үзіндіден көрінеді және ортада кім тұрған.")
        }
        "arguments" => {
            say!(en: "What is said for and against each conclusion, and which conclusions stand.", ru: "Что говорит за каждый вывод и против него и какие выводы устояли.", kk: "Әр қорытындыны не жақтайды, оған не қарсы және қай қорытынды орнында тұр.")
        }
        "periods" => {
            say!(en: "Whether the stages fit the events: gaps, overlaps, and where the events themselves change pace.", ru: "Согласуются ли этапы с событиями: разрывы, наложения и где меняется темп самих событий.", kk: "Кезеңдер оқиғаларға сай ма: алшақтық, қабысу және оқиғалардың өз қарқыны қай жерде өзгереді.")
        }
        "compare" => {
            say!(en: "Two programmes, stages or people side by side, each cell with its passage.", ru: "Две программы, два этапа, два лица рядом, у каждой ячейки — фрагмент.", kk: "Екі бағдарлама, екі кезең, екі тұлға қатар тұрады, әр ұяшықтың үзіндісі бар.")
        }
        "weigh" => {
            say!(en: "Where sources give different answers: which answer they bear out, and what would change it.", ru: "Где источники отвечают по-разному: какой ответ они подтверждают и что могло бы его изменить.", kk: "Дереккөздер әртүрлі жауап беретін жерде: қай жауапты растайды және оны не өзгерте алар еді.")
        }
        "rules" => {
            say!(en: "What follows from the claims by rules that you can read, with its proof.", ru: "Что следует из утверждений по правилам, которые можно прочесть, и с доказательством.", kk: "Оқуға болатын ережелер бойынша тұжырымдардан не шығады, дәлелдемесімен.")
        }
        "timeline" => {
            say!(en: "Everything dated, drawn with its uncertainty.", ru: "Всё, что датировано, вместе с неопределённостью дат.", kk: "Күні бар нәрсенің бәрі, күндерінің белгісіздігімен бірге.")
        }
        "findings" => {
            say!(en: "What a careful reader would object to.", ru: "На что возразил бы внимательный читатель.", kk: "Ұқыпты оқырман неге қарсы сұрақ қояр еді.")
        }
        _ => return None,
    })
}

impl Edition<'_> {
    /// The pages of what can be asked, a line each; nothing of a study without cards.
    pub fn asking(&self, pages: &[(&str, Word)]) -> Markup {
        let lang = self.lang;
        html! {
            @if !self.study.cards.is_empty() {
                section class="asking" aria-labelledby="asking" {
                    h2 id="asking" { (Word::AskIt.get(lang)) }
                    dl {
                        @for (page, word) in pages {
                            div {
                                dt { a href={ (self.root) "/" (page) } { (word.get(lang)) } }
                                dd { @if let Some(lead) = lead_said(page) { (lead.get(lang)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
