//! What answers weigh, in words: each line of a ledger, each reason for grouping, the least change.

use derek_reason::weigh::{
    Answer, Change, Entry, Group, Line, LineName, Standing, Tie, TieReason, Weighed,
};
use derek_reason::{Disputed, disputes};
use derek_study::vocabulary::{Arity, Takes};
use derek_study::{Card, Field, Said, Study, Value, say};
use maud::{Markup, html};

use crate::address;
use crate::edition::Edition;
use crate::words::Word;

/// How an answer stands, in a sentence without an end.
pub fn standing_said(standing: Standing) -> Said {
    match standing {
        Standing::Attested => {
            say!(en: "attested by one witness, against a lesser voice", ru: "засвидетельствовано одним источником, вопреки более слабому голосу", kk: "бір куәгер растайды, оған қарсы дауыс әлсізірек")
        }
        Standing::Corroborated(count) => {
            say!({ count } en: "corroborated by {count} independent witnesses", ru: "подтверждено независимыми свидетелями: {count}", kk: "{count} тәуелсіз куәгер растайды")
        }
        Standing::Contested => say!(en: "contested", ru: "спорно", kk: "даулы"),
        Standing::SingleWitness => {
            say!(en: "a single witness", ru: "единственный свидетель", kk: "жалғыз куәгер")
        }
        Standing::Inferred => {
            say!(en: "inferred: nobody says it in so many words", ru: "выведено: прямо этого никто не говорит", kk: "қорытылған: мұны ешкім тура айтпайды")
        }
        Standing::Refuted => say!(en: "refuted", ru: "опровергнуто", kk: "теріске шығарылған"),
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
    let nothing =
        || say!(en: "nothing would be left", ru: "не осталось бы ничего", kk: "ештеңе қалмас еді");
    let then = |answer: &Option<Answer>| answer.as_ref().map_or_else(nothing, shown);
    let sources = change.without.iter().map(|source| format!("“{source}”")).collect::<Vec<_>>();
    let (sources, left) = (sources.join(", "), then(&change.then));
    let mut said = vec![
        say!({ sources, left } en: "without {sources}: {left}", ru: "без {sources}: {left}", kk: "{sources} болмаса: {left}"),
    ];
    if let Some(line) = &change.line {
        let name = line_name(line.line);
        let (source, by, left) = (&line.source, line.by.to_string(), then(&line.then));
        said.push(say!({ source, name, by, left } en: "if the line “{name}” of “{source}” changed by {by}: {left}", ru: "если бы строка «{name}» у «{source}» изменилась на {by}: {left}", kk: "«{source}» дереккөзінің «{name}» жолы {by} мөлшеріне өзгерсе: {left}"));
    }
    said
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
        return say!(en: "it holds", ru: "довод держится", kk: "дәлел орнында");
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

/// The name of a card in each language.
fn name_said(card: &Card) -> Said {
    use derek_study::Lang::{En, Kk, Ru};
    Said::new(card.name(En), card.name(Ru), card.name(Kk))
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
        let lang = self.lang;
        let get = |said: Said| said.get(lang).to_owned();
        Some(html! {
            @if let Some(card) = card { p class="of-place" { (self.link_to(card)) } }
            p class="hint" { (get(say!(en: "Each line is in decibans and can be changed: grade a document on its card (reliability, access, freedom, interest), or set its weight there. Sources that go back to one another count once. Judgements stand apart and add nothing.", ru: "Каждая строка — в децибанах, и её можно изменить: оцените документ в его карточке (reliability, access, freedom, interest) или задайте там weight. Источники, восходящие друг к другу, считаются один раз. Суждения стоят отдельно и ничего не прибавляют.", kk: "Әр жол децибанмен берілген, оны өзгертуге болады: құжатты өз карточкасында бағалаңыз (reliability, access, freedom, interest) не сонда weight қойыңыз. Бір-біріне тірелетін дереккөздер бір рет саналады. Пайымдар бөлек тұрады, ештеңе қоспайды."))) }
            @if asked.is_empty() {
                p class="all-clear" { (get(say!(en: "Nothing to weigh: no sources disagree here.", ru: "Взвешивать нечего: источники здесь не расходятся.", kk: "Таразылайтын ештеңе жоқ: мұнда дереккөздер қайшы келмейді."))) }
            }
            @for disputed in asked { (self.disputed(disputed)) }
        })
    }

    fn disputed(&self, disputed: &Disputed<'_>) -> Markup {
        let lang = self.lang;
        let get = |said: Said| said.get(lang).to_owned();
        let shown = |answer: &Answer| answer_said(self.study, disputed, answer);
        let Weighed { winner, standing, ledgers, change, tied, .. } = &disputed.weighed;
        html! {
            section class="weighed" {
                h2 { a href=(address::card(self.root, &disputed.card.id)) { (get(asked_said(self.study, disputed))) } }
                p {
                    @if let Some(winner) = winner { strong dir="auto" { (get(shown(winner))) } " — " }
                    (get(standing_said(*standing)))
                    @if !tied.is_empty() { "; " (get(say!(en: "as heavy", ru: "столько же весит", kk: "салмағы бірдей"))) ": " @for (at, answer) in tied.iter().enumerate() { @if 0 < at { ", " } span dir="auto" { (get(shown(answer))) } } }
                }
                @for ledger in ledgers {
                    table {
                        caption { span dir="auto" { (get(shown(&ledger.answer))) } " · " (ledger.decibans.to_string()) }
                        tbody {
                            @for entry in &ledger.favour { (self.entry(entry, &shown)) }
                            @if !ledger.against.is_empty() {
                                tr { th colspan="3" scope="rowgroup" { (get(say!(en: "against", ru: "против", kk: "қарсы"))) } }
                                @for entry in &ledger.against { (self.entry(entry, &shown)) }
                            }
                        }
                    }
                }
                (self.groups(&disputed.groups))
                @if let Some(change) = change {
                    h3 class="small-label" { (get(say!(en: "What would turn it", ru: "Что изменило бы вывод", kk: "Қорытындыны не өзгертер еді"))) }
                    ul { @for said in change_said(change, &shown) { li dir="auto" { (get(said)) } } }
                }
                (self.judgements(disputed.field, &disputed.judged))
            }
        }
    }

    fn entry(&self, entry: &Entry, shown: &dyn Fn(&Answer) -> Said) -> Markup {
        let get = |said: Said| said.get(self.lang).to_owned();
        let source =
            || html! { a href=(address::source(self.root, &entry.source)) { (entry.source) } };
        html! {
            tr {
                td { (source()) @if !entry.copies.is_empty() { " " span class="quiet" { (get(say!(en: "and, counted no more", ru: "и без отдельного счёта", kk: "және бөлек саналмайтын"))) ": " (entry.copies.join(", ")) } } }
                td {
                    @if let Some(says) = &entry.says { span class="quiet" dir="auto" { "“" (get(shown(says))) "” · " } }
                    @for (at, line) in entry.lines.iter().enumerate() {
                        @if 0 < at { "; " }
                        (get(line_said(line))) " " (line.decibans.to_string())
                    }
                }
                td { (entry.decibans.to_string()) }
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
                            (value.text)
                            @if let Some(because) = &value.because { ": " (because) }
                            @if let Some(by) = &value.by { " (" (by) ")" }
                        }
                    }
                }
            }
        }
    }
}
