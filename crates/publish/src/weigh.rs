//! What answers weigh, in words: each line of a ledger, each reason for grouping, the least change.

use std::collections::BTreeSet;

use derek_reason::weigh::{
    Answer, Change, Decibans, Entry, Group, Line, LineName, Standing, Tie, TieReason, Weighed,
};
use derek_reason::{Disputed, disputes};
use derek_study::vocabulary::{Arity, Takes};
use derek_study::{Card, Citation, Field, Lang, Polarity, Said, Study, Value, say};
use maud::{Markup, html};

use crate::address;
use crate::edition::Edition;
use crate::words::{Word, capital, quoted};

/// How an answer stands, in a sentence without an end.
pub fn standing_said(standing: Standing) -> Said {
    match standing {
        Standing::Attested => {
            say!(en: "one witness says so, against a weaker one", ru: "так говорит один свидетель, против него — более слабый", kk: "бір куәгер солай дейді, қарсысы әлсізірек")
        }
        Standing::Corroborated(count) => {
            say!({ count } en: "corroborated by {count} independent witnesses", ru: "подтверждено независимыми свидетелями: {count}", kk: "{count} тәуелсіз куәгер растайды")
        }
        Standing::Contested => {
            say!(en: "not settled", ru: "не решено", kk: "шешілмеген")
        }
        Standing::SingleWitness => {
            say!(en: "a single witness", ru: "единственный свидетель", kk: "жалғыз куәгер")
        }
        Standing::Inferred => {
            say!(en: "inferred: nobody says it in so many words", ru: "выведено: прямо этого никто не говорит", kk: "қорытылған: мұны ешкім тура айтпайды")
        }
        Standing::Refuted => {
            say!(en: "what is against every answer weighs more", ru: "против каждого ответа сказано больше, чем за него", kk: "әр жауапқа қарсы айтылғаны жақтап айтылғаннан ауыр")
        }
    }
}

/// What a line of the ledger is for, with the word or the figures it goes by.
pub fn line_said(line: &Line) -> Said {
    let by = grade_said(&line.by);
    match line.name {
        LineName::Speaks => {
            say!(en: "a witness speaks", ru: "слово свидетеля", kk: "куәгердің сөзі")
        }
        LineName::Reliability => {
            say!({ by } en: "reliability: {by}", ru: "надёжность: {by}", kk: "сенімділігі: {by}")
        }
        LineName::Access => {
            say!({ by } en: "access: {by}", ru: "близость к событиям: {by}", kk: "оқиғаға жақындығы: {by}")
        }
        LineName::Interest => {
            say!({ by } en: "has a stake in “{by}”", ru: "заинтересован: «{by}»", kk: "мүдделі: «{by}»")
        }
        LineName::Freedom => {
            say!({ by } en: "freedom to speak: {by}", ru: "свобода высказывания: {by}", kk: "сөз еркіндігі: {by}")
        }
        LineName::Mode => {
            say!({ by } en: "how it is said: {by}", ru: "как сказано: {by}", kk: "қалай айтылған: {by}")
        }
        LineName::Reading => {
            say!({ by } en: "how surely it was read: {by}", ru: "уверенность прочтения: {by}", kk: "оқылу сенімділігі: {by}")
        }
        LineName::Agreement => {
            say!({ by } en: "bears out independent others elsewhere: {by}", ru: "согласие с независимыми источниками в других случаях: {by}", kk: "басқа жерде тәуелсіз дереккөздермен сәйкестігі: {by}")
        }
        LineName::Set => {
            say!(en: "set by hand on its card", ru: "задано вручную в карточке", kk: "карточкасында қолмен қойылған")
        }
        LineName::Floor => {
            say!(en: "a word never counts against what it says", ru: "слово не может говорить против самого себя", kk: "сөз өзі айтқанына қарсы саналмайды")
        }
    }
}

/// A word that a line goes by; a grade's letter and figures stay as they are.
fn grade_said(by: &str) -> Said {
    match by {
        "participant" => say!(en: "took part", ru: "участник", kk: "қатысушы"),
        "contemporary" => say!(en: "a contemporary", ru: "современник", kk: "замандас"),
        "later" => {
            say!(en: "a later witness", ru: "позднее свидетельство", kk: "кейінгі айғақ")
        }
        "free" => say!(en: "spoke freely", ru: "говорил свободно", kk: "еркін айтқан"),
        "censored" => say!(en: "under censorship", ru: "под цензурой", kk: "цензурамен"),
        "under-duress" => say!(en: "under duress", ru: "под принуждением", kk: "мәжбүрлікпен"),
        "hearsay" => say!(en: "from hearsay", ru: "с чужих слов", kk: "естуінше"),
        "doubts" => {
            say!(en: "doubts it only", ru: "лишь сомневается", kk: "тек күмәнданады")
        }
        "probable" => say!(en: "probable", ru: "вероятное чтение", kk: "ықтимал оқылу"),
        "conjectural" => {
            say!(en: "conjectural", ru: "предположительное чтение", kk: "болжамды оқылу")
        }
        other => Said::verbatim(other),
    }
}

/// Why two sources are one witness.
pub fn tie_said(tie: &Tie) -> Said {
    let (one, other) = (&tie.one, &tie.other);
    match &tie.reason {
        TieReason::Declared => {
            say!({ one, other } en: "“{one}” goes back to “{other}”, as its card says", ru: "«{one}» восходит к «{other}»: так сказано в карточке", kk: "«{one}» дереккөзі «{other}» дереккөзіне барып тіреледі: карточкасында солай айтылған")
        }
        TieReason::Passages(count) => {
            say!({ one, other, count } en: "“{one}” and “{other}” share passages: {count}", ru: "у «{one}» и «{other}» общие фрагменты: {count}", kk: "«{one}» мен «{other}» мәтіндерінде ортақ үзінділер бар: {count}")
        }
        TieReason::SharedErrors { errors, truths, differ, .. } => {
            let (errors, truths, differ) = (errors.len(), *truths, *differ);
            say!({ one, other, errors, truths, differ } en: "“{one}” and “{other}” share rare errors: {errors} (answers in common that are borne out: {truths}; they differ in: {differ})", ru: "у «{one}» и «{other}» общие редкие ошибки: {errors} (общих подтверждённых ответов: {truths}; расходятся в: {differ})", kk: "«{one}» мен «{other}» сирек қателері ортақ: {errors} (расталған ортақ жауаптар: {truths}; айырмашылықтар: {differ})")
        }
    }
}

/// The least that would turn an answer, a sentence for each way; `shown` words an answer.
pub fn change_said(change: &Change, shown: &dyn Fn(&Answer) -> Said) -> Vec<Said> {
    let sources = Said::new(
        listed(&change.without, Lang::En),
        listed(&change.without, Lang::Ru),
        listed(&change.without, Lang::Kk),
    );
    let mut said = vec![match &change.then {
        Some(answer) => {
            let left = shown(answer);
            say!({ sources, left } en: "without {sources} the answer would be: {left}", ru: "без {sources} ответ был бы таким: {left}", kk: "{sources} болмаса, жауап мынау болар еді: {left}")
        }
        None => {
            say!({ sources } en: "without {sources} nobody would say anything of it", ru: "без {sources} об этом не говорил бы никто", kk: "{sources} болмаса, бұл туралы ешкім ештеңе айтпас еді")
        }
    }];
    if let Some(line) = &change.line {
        let name = line_name(line.line);
        let source = &line.source;
        let by = Decibans(line.by.0.saturating_abs()).to_string();
        let by = by.trim_start_matches('+');
        let then = match &line.then {
            Some(answer) => shown(answer),
            None => {
                say!(en: "no answer would stand", ru: "не устоял бы ни один ответ", kk: "бірде-бір жауап орнында қалмас еді")
            }
        };
        said.push(match line.by.0 < 0 {
            true => say!({ source, name, by, then } en: "if the line “{name}” of “{source}” weighed {by} less: {then}", ru: "если бы строка «{name}» у «{source}» весила на {by} меньше: {then}", kk: "«{source}» дереккөзінің «{name}» жолы {by} кем тартса: {then}"),
            false => say!({ source, name, by, then } en: "if the line “{name}” of “{source}” weighed {by} more: {then}", ru: "если бы строка «{name}» у «{source}» весила на {by} больше: {then}", kk: "«{source}» дереккөзінің «{name}» жолы {by} артық тартса: {then}"),
        });
    }
    said
}

/// Names of sources one after another, each between the marks of the language.
fn listed(sources: &[String], lang: Lang) -> String {
    sources.iter().map(|source| quoted(source, lang)).collect::<Vec<_>>().join(", ")
}

/// What comes out of a weighing: the answer with how it stands, or that there is none yet.
///
/// An answer that does not outweigh what stands against it twice over is no result.
pub fn verdict_said(weighed: &Weighed, shown: &dyn Fn(&Answer) -> Said) -> Said {
    let Some(winner) = &weighed.winner else { return standing_said(weighed.standing) };
    let own = shown(winner);
    if weighed.standing != Standing::Contested {
        let standing = standing_said(weighed.standing);
        return say!({ own, standing } en: "{own} — {standing}", ru: "{own} — {standing}", kk: "{own} — {standing}");
    }
    let alike: Vec<Said> = weighed.tied.iter().map(shown).collect();
    if alike.is_empty() {
        return say!({ own } en: "not settled; it leans to: {own}", ru: "не решено; перевес в пользу ответа: {own}", kk: "шешілмеген; басымырақ жауап: {own}");
    }
    let all = |lang: Lang| {
        let rest = alike.iter().map(|answer| quoted(answer.get(lang), lang));
        [quoted(own.get(lang), lang)].into_iter().chain(rest).collect::<Vec<_>>().join(", ")
    };
    let all = Said::new(all(Lang::En), all(Lang::Ru), all(Lang::Kk));
    say!({ all } en: "not settled; alike in weight: {all}", ru: "не решено; весят поровну: {all}", kk: "шешілмеген; салмағы тең: {all}")
}

/// What comes out of weighing what is for and against an argument.
pub fn argument_said(weighed: &Weighed) -> Said {
    match weighed.standing {
        Standing::Contested => {
            say!(en: "not settled: neither side outweighs the other", ru: "не решено: ни одна сторона не перевешивает", kk: "шешілмеген: екі жақтың бірі де баспайды")
        }
        Standing::Refuted => {
            say!(en: "what is against it weighs more", ru: "то, что против, весит больше", kk: "қарсы айтылғаны ауырырақ")
        }
        standing => {
            let standing = standing_said(standing);
            say!({ standing } en: "what is for it weighs more; {standing}", ru: "то, что за, весит больше; {standing}", kk: "жақтап айтылғаны ауырырақ; {standing}")
        }
    }
}

/// Whether one witness says all that is said, so that there is nothing to lay against it.
pub fn is_one_voice(disputed: &Disputed<'_>) -> bool {
    let entries = disputed
        .weighed
        .ledgers
        .iter()
        .flat_map(|ledger| ledger.favour.iter().chain(&ledger.against));
    let voices: BTreeSet<&str> = entries.map(|entry| entry.source.as_str()).collect();
    voices.len() < 2
}

/// What one voice says on both sides, in a line: `when: December 1918, 1919`.
pub fn one_voice_said(study: &Study, disputed: &Disputed<'_>) -> Said {
    let asked = asked_said(study, disputed);
    if disputed.field.is_none() {
        return say!({ asked } en: "{asked}: both for and against", ru: "{asked}: и за, и против", kk: "{asked}: әрі жақтап, әрі қарсы");
    }
    let answers = |lang: Lang| {
        let ledgers = disputed.weighed.ledgers.iter();
        let words =
            ledgers.map(|ledger| answer_said(study, disputed, &ledger.answer).get(lang).to_owned());
        words.collect::<Vec<_>>().join(" / ")
    };
    let answers = Said::new(answers(Lang::En), answers(Lang::Ru), answers(Lang::Kk));
    say!({ asked, answers } en: "{asked}: {answers}", ru: "{asked}: {answers}", kk: "{asked}: {answers}")
}

/// The heading of what one source says on both sides.
pub fn one_voice_title() -> Said {
    say!(en: "One witness on both sides", ru: "Один свидетель на обеих сторонах", kk: "Екі жақта да бір куәгер")
}

/// Why nothing is weighed there, and what would help.
pub fn one_voice_help() -> Said {
    say!(en: "Here one and the same witness stands for every answer, so there is nothing to weigh. A second, independent source would help, or your judgement on the card, with its reason.", ru: "Здесь за каждым ответом стоит один и тот же свидетель, и взвешивать нечего. Поможет второй, независимый источник или ваше суждение на карточке с обоснованием.", kk: "Мұнда әр жауаптың артында бір ғана куәгер тұр, сондықтан таразылайтын ештеңе жоқ. Екінші, тәуелсіз дереккөз не карточкадағы негізделген пайымыңыз көмектеседі.")
}

/// What a line is called.
pub fn line_name(name: LineName) -> Said {
    match name {
        LineName::Speaks => {
            say!(en: "word of a witness", ru: "слово свидетеля", kk: "куәгердің сөзі")
        }
        LineName::Reliability => say!(en: "reliability", ru: "надёжность", kk: "сенімділігі"),
        LineName::Access => say!(en: "access", ru: "близость к событиям", kk: "оқиғаға жақындығы"),
        LineName::Interest => say!(en: "stake", ru: "заинтересованность", kk: "мүдделілігі"),
        LineName::Freedom => {
            say!(en: "freedom to speak", ru: "свобода высказывания", kk: "сөз еркіндігі")
        }
        LineName::Mode => say!(en: "how it is said", ru: "как сказано", kk: "қалай айтылған"),
        LineName::Reading => say!(en: "reading", ru: "прочтение", kk: "оқылуы"),
        LineName::Agreement => {
            say!(en: "agreement elsewhere", ru: "согласие в других случаях", kk: "басқа жердегі сәйкестік")
        }
        LineName::Set => say!(en: "set by hand", ru: "задано вручную", kk: "қолмен қойылған"),
        LineName::Floor => say!(en: "floor", ru: "нижняя граница", kk: "төменгі шек"),
    }
}

/// An answer of a study, as its readers know it: a card by its name.
pub fn answer_said(study: &Study, disputed: &Disputed<'_>, answer: &Answer) -> Said {
    if disputed.field.is_none() {
        return say!(en: "for it", ru: "за", kk: "жақтайды");
    }
    let dated = disputed.field.and_then(|field| {
        let said = field.values.iter().find(|value| value.text == answer.words)?;
        said.date.as_ref()
    });
    if let Some(date) = dated {
        let [en, ru, kk] = [Lang::En, Lang::Ru, Lang::Kk].map(|lang| date.in_lang(lang));
        return Said::new(en, ru, kk);
    }
    let takes = disputed.field.and_then(|field| study.vocabulary.predicate(&field.predicate));
    match study
        .card(&answer.words)
        .filter(|_| takes.is_some_and(|takes| takes.takes == Takes::Card))
    {
        Some(card) => name_said(card),
        None => Said::verbatim(answer.words.clone()),
    }
}

fn for_said() -> Said {
    say!(en: "for", ru: "за", kk: "жақтап")
}

fn against_said() -> Said {
    say!(en: "against", ru: "против", kk: "қарсы")
}

fn sum(entries: &[Entry]) -> Decibans {
    Decibans(entries.iter().fold(0, |sum: i32, entry| sum.saturating_add(entry.decibans.0)))
}

/// The name of a card in each language.
fn name_said(card: &Card) -> Said {
    Said::new(card.name(Lang::En), card.name(Lang::Ru), card.name(Lang::Kk))
}

/// What is weighed: the card and the field, or the argument.
pub fn asked_said(study: &Study, disputed: &Disputed<'_>) -> Said {
    let card = name_said(disputed.card);
    let Some(field) = disputed.field else { return card };
    let label =
        study.vocabulary.predicate(&field.predicate).map(|predicate| predicate.label.clone());
    let label = label.unwrap_or_else(|| Said::verbatim(field.predicate.clone()));
    say!({ card, label } en: "{card}: {label}", ru: "{card}: {label}", kk: "{card}: {label}")
}

/// The arguments on a question, or the fields and arguments of a card, or all that is disputed.
pub fn asked_of<'d, 'a>(
    study: &Study,
    disputes: &'d [Disputed<'a>],
    card: Option<&Card>,
) -> Vec<&'d Disputed<'a>> {
    let Some(card) = card else {
        return disputes.iter().filter(|disputed| disputed.is_disputed).collect();
    };
    let is_on = |disputed: &&Disputed<'_>| {
        let mut questions = disputed.card.values("question");
        let is_question = |value: &Value| {
            study.resolve(&value.text, &[]).card().is_some_and(|found| found.id == card.id)
        };
        disputed.card.id == card.id || disputed.field.is_none() && questions.any(is_question)
    };
    disputes.iter().filter(is_on).collect()
}

impl Edition<'_> {
    /// Whether a source says anything of a card that is weighed.
    pub(crate) fn can_be_weighed(&self, card: &Card) -> bool {
        let is_single = |field: &Field| {
            let predicate = self.study.vocabulary.predicate(&field.predicate);
            predicate.is_some_and(|predicate| predicate.single == Arity::One)
                && field.values.iter().any(|value| !value.judged && !value.citations.is_empty())
        };
        matches!(card.kind.as_str(), "question" | "argument") || card.fields.iter().any(is_single)
    }

    /// Everything disputed in the study, or what is weighed of one card or question; `None` when
    /// there is no such card.
    pub fn weighing(&self, id: Option<&str>) -> Option<Markup> {
        let card = match id {
            Some(id) => Some(self.study.card(id)?),
            None => None,
        };
        let all = disputes(self.study, &[]);
        let asked = asked_of(self.study, &all, card);
        let get = |said: Said| said.get(self.lang).to_owned();
        let (alone, weighed): (Vec<&Disputed<'_>>, Vec<&Disputed<'_>>) =
            asked.iter().copied().partition(|disputed| is_one_voice(disputed));
        let (alone, undisputed): (Vec<&Disputed<'_>>, Vec<&Disputed<'_>>) =
            alone.into_iter().partition(|disputed| disputed.is_disputed);
        Some(html! {
            @if let Some(card) = card { p class="of-place" { (self.link_to(card)) } }
            @if asked.is_empty() {
                p class="all-clear" { (get(say!(en: "Nothing to weigh: no sources disagree here.", ru: "Взвешивать нечего: источники здесь не расходятся.", kk: "Таразылайтын ештеңе жоқ: мұнда дереккөздер қайшы келмейді."))) }
                p class="quiet" { (get(say!(en: "A dispute appears as soon as two sources give a card different answers, each with its citation.", ru: "Спор появится, как только два источника дадут карточке разные ответы, каждый со ссылкой.", kk: "Екі дереккөз бір карточкаға әртүрлі жауап берсе, әрқайсысы сілтемесімен, дау осында шығады."))) }
            } @else {
                details class="how-read" {
                    summary { (get(say!(en: "How it is counted, and how to change it", ru: "Как это считается и как изменить", kk: "Бұл қалай есептеледі және қалай өзгертуге болады"))) }
                    p { (get(say!(en: "Points say only which side is heavier; they are no probabilities. A word of a witness gives +3; the grades that you put on the source’s card add or take away: how reliable it is (reliability), how near it stood (access), how freely it could speak (freedom), what it had at stake (interest). weight on the card sets the sum by hand. An answer counts as borne out when it weighs more than twice what stands against it.", ru: "Баллы показывают лишь, какая сторона тяжелее; это не вероятности. Слово свидетеля даёт +3; оценки на карточке источника прибавляют или убавляют: надёжность (reliability), близость к событиям (access), свобода высказывания (freedom), заинтересованность (interest). Строка weight на карточке задаёт сумму вручную. Ответ считается подтверждённым, если весит больше чем вдвое против того, что ему противоречит.", kk: "Ұпай қай жақтың ауыр екенін ғана көрсетеді; бұл ықтималдық емес. Куәгердің сөзі +3 береді; дереккөз карточкасындағы бағаларыңыз қосады не азайтады: сенімділігі (reliability), оқиғаға жақындығы (access), сөз еркіндігі (freedom), мүдделілігі (interest). Карточкадағы weight жолы қосындыны қолмен белгілейді. Жауап өзіне қарсы айтылғаннан екі еседен артық тартса, расталған деп саналады."))) }
                    p { (get(say!(en: "Sources that go back to one another count once. Your judgements stand beside and add nothing.", ru: "Источники, восходящие друг к другу, считаются один раз. Ваши суждения стоят рядом и ничего не прибавляют.", kk: "Бір-біріне тірелетін дереккөздер бір рет саналады. Пайымдарыңыз қатар тұрады, ештеңе қоспайды."))) }
                }
            }
            @for disputed in weighed { (self.disputed(disputed)) }
            @for disputed in undisputed { (self.disputed(disputed)) }
            @if !alone.is_empty() {
                section class="weighed" {
                    h2 { (get(one_voice_title())) " " span class="count" { (alone.len()) } }
                    p class="quiet" { (get(one_voice_help())) }
                    ul class="effects" { @for disputed in alone { li { (self.one_voice(disputed)) } } }
                }
            }
        })
    }

    /// A dispute of a witness with himself: each answer with its passages.
    fn one_voice(&self, disputed: &Disputed<'_>) -> Markup {
        let get = |said: Said| said.get(self.lang).to_owned();
        let answers = disputed.weighed.ledgers.iter();
        html! {
            (self.link_to(disputed.card))
            @match disputed.field {
                Some(field) => {
                    ", " (self.label(field)) ": "
                    @for (at, ledger) in answers.enumerate() {
                        @if 0 < at { " / " }
                        span dir="auto" { (get(answer_said(self.study, disputed, &ledger.answer))) } " "
                        @for entry in &ledger.favour { (self.passages(disputed, &ledger.answer, &entry.source, true)) }
                    }
                }
                None => {
                    @for ledger in answers {
                        @for (entries, is_for, word) in [(&ledger.favour, true, for_said()), (&ledger.against, false, against_said())] {
                            @if !entries.is_empty() { " · " span class="quiet" { (get(word)) } " " }
                            @for entry in entries { (self.passages(disputed, &ledger.answer, &entry.source, is_for)) }
                        }
                    }
                }
            }
        }
    }

    fn label(&self, field: &Field) -> String {
        let predicate = self.study.vocabulary.predicate(&field.predicate);
        predicate.map_or(field.predicate.as_str(), |own| own.label.get(self.lang)).to_owned()
    }

    /// Where a source says an answer, or speaks for or against an argument; the source alone
    /// when no such place is known.
    fn passages(
        &self,
        disputed: &Disputed<'_>,
        answer: &Answer,
        source: &str,
        is_for: bool,
    ) -> Markup {
        let is_meant = |value: &&Value| {
            let is_same = value.text == answer.words
                || self
                    .study
                    .resolve(&value.text, &[])
                    .card()
                    .is_some_and(|card| card.id == answer.words);
            !value.judged && is_same && is_for == (value.polarity == Polarity::Affirms)
        };
        let values: Vec<&Value> = match disputed.field {
            Some(field) => field.values.iter().filter(is_meant).collect(),
            None => disputed.card.values(if is_for { "for" } else { "against" }).collect(),
        };
        let mut citations: Vec<&Citation> = Vec::new();
        for citation in values.iter().flat_map(|value| &value.citations) {
            let is_new = !citations.iter().any(|known| known.locator == citation.locator);
            if citation.key == source && is_new {
                citations.push(citation);
            }
        }
        html! {
            span class="citations" {
                @if citations.is_empty() { a class="citation" href=(address::source(self.root, source)) { (source) } }
                @for (at, citation) in citations.iter().enumerate() { @if 0 < at { "; " } (self.citation(citation)) }
            }
        }
    }

    fn disputed(&self, disputed: &Disputed<'_>) -> Markup {
        let get = |said: Said| said.get(self.lang).to_owned();
        let shown = |answer: &Answer| answer_said(self.study, disputed, answer);
        let weighed = &disputed.weighed;
        let verdict = match disputed.field {
            Some(_) => verdict_said(weighed, &shown),
            None => argument_said(weighed),
        };
        let is_settled = weighed.standing != Standing::Contested;
        html! {
            section class="weighed" {
                h2 { (self.link_to(disputed.card)) @if let Some(field) = disputed.field { ": " (self.label(field)) } }
                p dir="auto" { @if is_settled { strong { (capital(&get(verdict))) } } @else { (capital(&get(verdict))) } }
                div class="table" tabindex="0" role="region" aria-label=(Word::Weighed.get(self.lang)) { table {
                    @for ledger in &weighed.ledgers {
                        @let sides = [(&ledger.favour, true, shown(&ledger.answer)), (&ledger.against, false, against_said())];
                        @for (entries, is_for, head) in sides {
                            @if !entries.is_empty() {
                                tbody {
                                    tr {
                                        th colspan="2" scope="rowgroup" dir="auto" { (get(head)) }
                                        td class="points" { strong { (sum(entries).to_string()) } }
                                    }
                                    @for entry in entries { (self.entry(disputed, &ledger.answer, entry, is_for)) }
                                }
                            }
                        }
                    }
                } }
                (self.groups(&disputed.groups))
                @if let Some(change) = weighed.change.as_ref().filter(|_| is_settled && disputed.is_disputed && disputed.field.is_some()) {
                    h3 class="small-label" { (get(say!(en: "What would turn it", ru: "Что изменило бы вывод", kk: "Қорытындыны не өзгертер еді"))) }
                    ul { @for said in change_said(change, &shown) { li dir="auto" { (get(said)) } } }
                }
                (self.judgements(disputed.field, &disputed.judged))
            }
        }
    }

    fn entry(
        &self,
        disputed: &Disputed<'_>,
        answer: &Answer,
        entry: &Entry,
        is_for: bool,
    ) -> Markup {
        let get = |said: Said| said.get(self.lang).to_owned();
        html! {
            tr {
                td {
                    (self.passages(disputed, entry.says.as_ref().unwrap_or(answer), &entry.source, is_for))
                    @if !entry.copies.is_empty() { " " span class="quiet" { (get(say!(en: "and, counted no more", ru: "и без отдельного счёта", kk: "және бөлек саналмайтын"))) ": " (entry.copies.join(", ")) } }
                }
                td {
                    @if let Some(says) = &entry.says { span class="quiet" dir="auto" { (quoted(&get(answer_said(self.study, disputed, says)), self.lang)) " · " } }
                    @for (at, line) in entry.lines.iter().enumerate() {
                        @if 0 < at { "; " }
                        (get(line_said(line))) " " (line.decibans.to_string())
                    }
                }
                td class="points" { (entry.decibans.to_string()) }
            }
        }
    }

    fn groups(&self, groups: &[Group]) -> Markup {
        let get = |said: Said| said.get(self.lang).to_owned();
        html! {
            @for group in groups {
                details {
                    summary { (get(say!(en: "One witness", ru: "Один свидетель", kk: "Бір куәгер"))) ": " (group.sources.join(", ")) }
                    ul {
                        @for tie in &group.ties {
                            li {
                                (get(tie_said(tie)))
                                @if let TieReason::SharedErrors { errors, .. } = &tie.reason {
                                    ul { @for error in errors { li dir="auto" { (error.question) " — " (error.answer.words) " · " (error.decibans.to_string()) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn judgements(&self, field: Option<&Field>, judged: &[&Value]) -> Markup {
        html! {
            @if field.is_some() && !judged.is_empty() {
                h3 class="small-label" { (Word::Judgement.get(self.lang)) }
                ul {
                    @for value in judged {
                        li dir="auto" {
                            (value.in_lang(self.lang))
                            @if let Some(because) = &value.because { ": " (because) }
                            @if let Some(by) = &value.by { " (" (by) ")" }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use derek_study::fixture;

    use super::*;

    const SOURCES: &str = "//- bibliography.bib\n@book{one, title = {One}}\n@book{two, title = {Two}}\n@book{three, title = {Three}}\n";

    fn verdicts(values: &str, lang: Lang) -> Vec<(String, bool)> {
        let card =
            format!("//- cards/people/a.md\n---\nkind: person\nname: A\nborn:\n{values}---\n");
        let study = fixture::study(&format!("{SOURCES}{card}"));
        let all = disputes(&study, &[]);
        let told = |disputed: &Disputed<'_>| {
            let shown = |answer: &Answer| answer_said(&study, disputed, answer);
            let verdict = verdict_said(&disputed.weighed, &shown);
            (verdict.get(lang).to_owned(), is_one_voice(disputed))
        };
        all.iter().map(told).collect()
    }

    #[test]
    fn one_witness_against_himself_is_no_weighing() {
        let told = verdicts("  - 1888 [@one, p. 1]\n  - 1890 [@one, p. 2]\n", Lang::En);
        assert!(matches!(told.as_slice(), [(_, true)]), "{told:?}");
        let told = verdicts("  - 1888 [@one, p. 1]\n  - 1890 [@two, p. 2]\n", Lang::En);
        assert!(matches!(told.as_slice(), [(_, false)]), "{told:?}");
    }

    #[test]
    fn what_is_not_settled_names_no_winner() {
        let even = "  - 1888 [@one, p. 1]\n  - 1890 [@two, p. 2]\n";
        assert_eq!(verdicts(even, Lang::Ru)[0].0, "не решено; весят поровну: «1888 г.», «1890 г.»");
        let settled = format!("{even}  - 1888 [@three, p. 3]\n  - 1888 [@four, p. 4]\n");
        let said = &verdicts(&settled, Lang::En)[0].0;
        assert!(said.starts_with("1888 — corroborated by 3"), "{said}");
    }

    #[test]
    fn a_turn_of_the_answer_is_said_as_more_or_less() {
        let line = derek_reason::weigh::LineChange {
            source: "one".to_owned(),
            line: LineName::Speaks,
            by: Decibans(-51),
            then: None,
        };
        let change = Change { without: vec!["one".to_owned()], then: None, line: Some(line) };
        let said = change_said(&change, &|answer| Said::verbatim(answer.words.clone()));
        assert_eq!(said[0].get(Lang::Ru), "без «one» об этом не говорил бы никто");
        assert!(said[1].get(Lang::En).ends_with("weighed 5.1 less: no answer would stand"));
    }
}
