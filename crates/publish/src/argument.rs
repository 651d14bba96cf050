//! An argument in words: how it stands, and what that comes of.

mod drawing;

use derek_reason::{
    Aim, Argument, Backing, Counter, Debate, Framework, LARGEST, Label, Labelling, Misread,
    Premise, Rival, Standing, Written, Wrong,
};
use derek_study::vocabulary::Takes;
use derek_study::{Card, Lang, Said, Value, say};
use maud::{Markup, html};
use serde_json::json;

use crate::address;
use crate::edition::{Edition, name_tag};

/// What a label is called.
pub fn label_said(label: Label) -> Said {
    match label {
        Label::In => say!(en: "accepted", ru: "принят", kk: "қабылданды"),
        Label::Out => say!(en: "defeated", ru: "не устоял", kk: "құлады"),
        Label::Undecided => say!(en: "undecided", ru: "не решён", kk: "шешілмеді"),
    }
}

/// How an argument stands, in a word.
pub fn standing_said(standing: Standing) -> Said {
    match standing {
        Standing::Accepted => label_said(Label::In),
        Standing::Defeated => label_said(Label::Out),
        Standing::Undecided => label_said(Label::Undecided),
        Standing::Unsupported => say!(en: "unsupported", ru: "без опоры", kk: "тірексіз"),
    }
}

/// What is wrong with a file of arguments and attacks.
pub fn misread_said(misread: &Misread) -> Said {
    let line = misread.line;
    match &misread.wrong {
        Wrong::Empty => say!(en: "it says nothing", ru: "в нём ничего нет", kk: "онда ештеңе жоқ"),
        Wrong::Words(words) => {
            say!({ line, words } en: "line {line} is neither an argument nor an attack: “{words}”", ru: "строка {line} — не довод и не атака: «{words}»", kk: "{line}-жол дәлел де, шабуыл да емес: «{words}»")
        }
        Wrong::Unknown(name) => {
            say!({ line, name } en: "line {line} names “{name}”, which is no argument of the file", ru: "в строке {line} назван «{name}», а такого довода в файле нет", kk: "{line}-жолда «{name}» аталған, ал файлда ондай дәлел жоқ")
        }
        Wrong::TooMany => {
            say!({ line, most = LARGEST } en: "line {line}: more than {most} arguments are not read", ru: "строка {line}: больше {most} доводов не читается", kk: "{line}-жол: {most} дәлелден көбі оқылмайды")
        }
    }
}

/// How many attackers of one argument are told.
const TOLD: usize = 8;

/// One argument of a framework: its label, and why.
pub fn framework_line(
    written: &Written,
    labelling: &Labelling,
    argument: u32,
    lang: Lang,
) -> String {
    let name = written.name(argument);
    let label = labelling.label(argument);
    let why = deciding(&written.framework, labelling, argument);
    let more = why.len().saturating_sub(TOLD);
    let told = why.iter().take(TOLD).map(|attack| {
        let attacker = written.name(attack.attacker);
        let said = match (attack.label, attack.defeated_by.map(|by| written.name(by))) {
            (Label::Out, Some(by)) => say!({ attacker, by }
                en: "{attacker} attacks it, and {by} defeats {attacker}",
                ru: "{attacker} атакует его, но сам опровергнут: {by}",
                kk: "{attacker} оған қарсы, бірақ оны {by} теріске шығарады"),
            (Label::In, _) => say!({ attacker }
                en: "{attacker} attacks it and is accepted",
                ru: "{attacker} атакует его и принят",
                kk: "{attacker} оған қарсы және қабылданған"),
            _ => say!({ attacker }
                en: "{attacker} attacks it and is undecided",
                ru: "{attacker} атакует его, и о нём не решено",
                kk: "{attacker} оған қарсы, ол туралы шешілмеген"),
        };
        said.get(lang).to_owned()
    });
    let mut told: Vec<String> = told.collect();
    if told.is_empty() {
        let said =
            say!(en: "nobody attacks it", ru: "его никто не атакует", kk: "оған ешкім қарсы емес");
        told.push(said.get(lang).to_owned());
    }
    if 0 < more {
        told.push(format!("… +{more}"));
    }
    format!("{name}: {} — {}\n", label_said(label).get(lang), told.join("; "))
}

/// The same for a pipeline: `argument`, `label`, `because`.
pub fn framework_json(
    written: &Written,
    labelling: &Labelling,
    argument: u32,
) -> serde_json::Value {
    let why = deciding(&written.framework, labelling, argument);
    let because = why.iter().take(TOLD).map(|attack| {
        json!({
            "attacker": written.name(attack.attacker),
            "label": attack.label.name(),
            "defeated_by": attack.defeated_by.map(|by| written.name(by)),
        })
    });
    json!({
        "argument": written.name(argument),
        "label": labelling.label(argument).name(),
        "attackers": written.framework.attackers(argument).len(),
        "because": because.collect::<Vec<_>>(),
    })
}

/// The attacks that decide a label: of a defeated argument the accepted attacker that came
/// first, of an undecided one those that are undecided, of an accepted one all.
fn deciding(
    framework: &Framework,
    labelling: &Labelling,
    argument: u32,
) -> Vec<derek_reason::Attack> {
    let mut why = framework.why(labelling, argument);
    let label = labelling.label(argument);
    match label {
        Label::In => why,
        Label::Undecided => {
            why.retain(|attack| attack.label == label);
            why
        }
        Label::Out => {
            let accepted = why.into_iter().filter(|attack| attack.label == Label::In);
            let step = |attacker: u32| labelling.steps.get(attacker as usize).copied();
            accepted.min_by_key(|attack| step(attack.attacker)).into_iter().collect()
        }
    }
}

/// Why an argument stands as it does, sentence by sentence.
pub fn why(argument: &Argument<'_>) -> Vec<Said> {
    let mut why = Vec::new();
    if argument.rests_on_itself {
        why.push(say!(en: "it rests on itself, by way of what it rests on", ru: "он опирается сам на себя через то, на чём держится", kk: "ол сүйенгендері арқылы өзіне-өзі сүйенеді"));
    }
    if argument.standing == Standing::Unsupported {
        why.push(match argument.reasons.is_empty() {
            true => say!(en: "no reason is given for it", ru: "ни одного основания не приведено", kk: "бірде-бір негіз келтірілмеген"),
            false => say!(en: "no reason for it goes beyond the passage that states the conclusion", ru: "ни одно основание не выходит за пределы места, где сделан сам вывод", kk: "бірде-бір негіз қорытындының өзі айтылған жерден әрі шықпайды"),
        });
        return why;
    }
    let bearing = || argument.reasons.iter().filter(|reason| reason.backing.bears());
    let least = bearing().map(|reason| reason.label).min();
    match least {
        Some(Label::Out) => why.push(say!(en: "no reason for it stands any more", ru: "ни одно основание не устояло", kk: "бірде-бір негізі орнында қалмады")),
        Some(Label::Undecided) => why.push(say!(en: "every reason for it is disputed", ru: "каждое основание оспорено", kk: "әр негізі даулы")),
        Some(Label::In) | None => {}
    }
    for need in &argument.needs {
        let name = card_name(need);
        match need.label {
            Label::In => {}
            Label::Out => why.push(say!({ name } en: "it rests on “{name}”, which has fallen", ru: "он опирается на довод «{name}», а тот не устоял", kk: "ол «{name}» дәліліне сүйенеді, ал ол дәлел құлады")),
            Label::Undecided => why.push(say!({ name } en: "it rests on “{name}”, which is undecided", ru: "он опирается на довод «{name}», а тот не решён", kk: "ол «{name}» дәліліне сүйенеді, ал ол шешілмеген")),
        }
    }
    for (at, counter) in argument.counters.iter().enumerate() {
        let nth = at + 1;
        match (counter.aim, counter.label) {
            (_, Label::Out) | (Aim::Reason(_), _) => {}
            (Aim::Conclusion, Label::Undecided) => why.push(say!({ nth } en: "claim {nth} against it and its conclusion exclude each other, and nothing decides between them", ru: "довод против №{nth} и вывод исключают друг друга, и решить между ними нечем", kk: "{nth}-қарсы уәж бен қорытынды бірін-бірі жоққа шығарады, араларын шешетін ештеңе жоқ")),
            (Aim::Conclusion, Label::In) => why.push(say!({ nth } en: "claim {nth} against its conclusion stands", ru: "довод против №{nth}, направленный против вывода, в силе", kk: "қорытындыға қарсы {nth}-уәж күшінде")),
            (Aim::Inference, _) => why.push(say!({ nth } en: "claim {nth} against it stands: the reasons do not bear the conclusion out", ru: "довод против №{nth} в силе: из оснований вывод не следует", kk: "{nth}-қарсы уәж күшінде: негіздерден бұл қорытынды шықпайды")),
        }
    }
    for rival in &argument.rivals {
        let name = card_name(rival);
        match rival.label {
            Label::Out => {}
            Label::In => why.push(say!({ name } en: "“{name}” speaks against it and is accepted", ru: "против него — довод «{name}», и тот принят", kk: "оған «{name}» дәлелі қарсы, ал ол қабылданған")),
            Label::Undecided => why.push(say!({ name } en: "“{name}” speaks against it, and nothing decides between them", ru: "против него — довод «{name}», и решить между ними нечем", kk: "оған «{name}» дәлелі қарсы, араларын шешетін ештеңе жоқ")),
        }
    }
    if why.is_empty() {
        let is_alone = argument.counters.is_empty() && argument.rivals.is_empty();
        why.push(match is_alone {
            true => say!(en: "the study holds nothing against it", ru: "в исследовании против него нет ничего", kk: "зерттеуде оған қарсы ештеңе жоқ"),
            false => say!(en: "all that speaks against it is answered", ru: "на всё, что против него, есть ответ", kk: "оған қарсы айтылғанның бәріне жауап бар"),
        });
    }
    why
}

fn card_name(rival: &Rival<'_>) -> Said {
    let [en, ru, kk] = [Lang::En, Lang::Ru, Lang::Kk].map(|lang| rival.card.name(lang));
    Said::new(en, ru, kk)
}

/// What is weak in a reason; `None` when nothing is.
pub fn weakness(reason: &Premise<'_>) -> Option<Said> {
    match reason.backing {
        Backing::Conclusion => Some(
            say!(en: "only says the conclusion again", ru: "лишь повторяет вывод", kk: "қорытындының өзін қайталайды"),
        ),
        Backing::Nothing => {
            Some(say!(en: "without a citation", ru: "без ссылки", kk: "сілтемесіз"))
        }
        Backing::Judgement => Some(
            say!(en: "a historian’s judgement", ru: "суждение историка", kk: "тарихшының пайымы"),
        ),
        Backing::Passage if reason.label == Label::Out => {
            Some(say!(en: "has fallen", ru: "не устояло", kk: "құлады"))
        }
        Backing::Passage if reason.label == Label::Undecided => {
            Some(say!(en: "disputed", ru: "оспорено", kk: "даулы"))
        }
        Backing::Passage if reason.witnesses.len() < 2 => {
            Some(say!(en: "a single witness", ru: "один свидетель", kk: "жалғыз куәгер"))
        }
        Backing::Passage => None,
    }
}

/// What is to be known of a claim against an argument: at what it aims, what is left of it.
fn remark(counter: &Counter<'_>) -> Said {
    let aim = aim_in_words(counter.aim);
    let left = match counter.label {
        Label::In => say!(en: "stands", ru: "в силе", kk: "күшінде"),
        Label::Out if counter.replies.is_empty() => {
            say!(en: "does not count", ru: "не в счёт", kk: "есепке алынбайды")
        }
        Label::Out => say!(en: "answered", ru: "есть ответ", kk: "жауабы бар"),
        Label::Undecided => say!(en: "in the balance", ru: "не решено", kk: "шешілмеген"),
    };
    say!({ aim, left } en: "{aim}, {left}", ru: "{aim}, {left}", kk: "{aim}, {left}")
}

fn aim_in_words(aim: Aim) -> Said {
    match aim {
        Aim::Conclusion => {
            say!(en: "against the conclusion", ru: "против вывода", kk: "қорытындыға қарсы")
        }
        Aim::Inference => {
            say!(en: "against the inference", ru: "против хода рассуждения", kk: "пайымдау жолына қарсы")
        }
        Aim::Reason(Some(nth)) => {
            say!({ nth } en: "against reason {nth}", ru: "против основания {nth}", kk: "{nth}-негізге қарсы")
        }
        Aim::Reason(None) => {
            say!(en: "against the reasons", ru: "против оснований", kk: "негіздерге қарсы")
        }
    }
}

/// What `as:` says of a claim on an argument's card; `None` when it is no such word.
pub(crate) fn aim_said(role: &str) -> Option<Said> {
    let (word, nth) = role.split_once(' ').unwrap_or((role, ""));
    let number = nth.trim().parse::<usize>().ok();
    match (word, number) {
        ("inference", None) => Some(aim_in_words(Aim::Inference)),
        ("conclusion", None) => Some(aim_in_words(Aim::Conclusion)),
        ("reason", nth) => Some(aim_in_words(Aim::Reason(nth))),
        ("against", Some(nth)) => Some(
            say!({ nth } en: "to claim {nth} against", ru: "на довод против №{nth}", kk: "{nth}-қарсы уәжге"),
        ),
        _ => None,
    }
}

/// The words of a value in a language.
pub(crate) fn words_of(value: &Value, lang: Lang) -> &str {
    value.in_lang(lang)
}

/// Where a value is said, as cards write it.
pub(crate) fn cited(value: &Value) -> String {
    let all = value.citations.iter().map(|one| match one.locator.is_empty() {
        true => format!("@{}", one.key),
        false => format!("@{}, {}", one.key, one.locator),
    });
    let all: Vec<String> = all.collect();
    if all.is_empty() { String::new() } else { format!(" [{}]", all.join("; ")) }
}

fn heading(which: &str) -> Said {
    match which {
        "concludes" => say!(en: "Conclusion", ru: "Вывод", kk: "Қорытынды"),
        "warrant" => say!(en: "Why it follows", ru: "Почему это следует", kk: "Неге осылай шығады"),
        "for" => say!(en: "For", ru: "За", kk: "Жақтайды"),
        "against" => say!(en: "Against", ru: "Против", kk: "Қарсы"),
        "rivals" => {
            say!(en: "Other arguments against", ru: "Другие доводы против", kk: "Қарсы басқа дәлелдер")
        }
        "rests-on" => {
            say!(en: "Rests on the arguments", ru: "Опирается на доводы", kk: "Мына дәлелдерге сүйенеді")
        }
        "reply" => say!(en: "Reply", ru: "Ответ", kk: "Жауап"),
        _ => say!(en: "Why so", ru: "Почему так", kk: "Неге олай"),
    }
}

/// An argument for a reader of the terminal.
pub fn told(argument: &Argument<'_>, lang: Lang) -> String {
    let card = argument.card;
    let head = |which: &str| heading(which).get(lang).to_owned();
    let standing = standing_said(argument.standing);
    let mut out = format!("{} ({}): {}\n", card.name(lang), card.id, standing.get(lang));
    if let Some(value) = argument.conclusion {
        out += &format!("  {}: {}{}\n", head("concludes"), words_of(value, lang), cited(value));
    }
    for value in &argument.warrants {
        out += &format!("  {}: {}{}\n", head("warrant"), words_of(value, lang), cited(value));
    }
    if !argument.reasons.is_empty() {
        out += &format!("  {}\n", head("for"));
    }
    for (at, reason) in argument.reasons.iter().enumerate() {
        let weak = weakness(reason).map(|said| format!(" · {}", said.get(lang)));
        let (nth, words) = (at + 1, words_of(reason.value, lang));
        out += &format!("    {nth}. {words}{}{}\n", cited(reason.value), weak.unwrap_or_default());
    }
    if !argument.counters.is_empty() {
        out += &format!("  {}\n", head("against"));
    }
    for (at, counter) in argument.counters.iter().enumerate() {
        let (nth, words) = (at + 1, words_of(counter.value, lang));
        let remark = remark(counter);
        out += &format!("    {nth}. {words}{} · {}\n", cited(counter.value), remark.get(lang));
        for reply in &counter.replies {
            out +=
                &format!("       {}: {}{}\n", head("reply"), words_of(reply, lang), cited(reply));
        }
    }
    for (which, others) in [("rests-on", &argument.needs), ("rivals", &argument.rivals)] {
        if !others.is_empty() {
            out += &format!("  {}\n", head(which));
        }
        for other in others {
            let (name, label) = (other.card.name(lang), label_said(other.label));
            out += &format!("    · {name} ({}): {}\n", other.card.id, label.get(lang));
        }
    }
    out += &format!("  {}\n", head("why"));
    for said in why(argument) {
        out += &format!("    · {}\n", said.get(lang));
    }
    out
}

/// An argument for a pipeline.
pub fn argument_json(argument: &Argument<'_>, lang: Lang) -> serde_json::Value {
    let citations = |value: &Value| -> Vec<serde_json::Value> {
        let all = value.citations.iter();
        all.map(|one| json!({ "key": one.key, "locator": one.locator })).collect()
    };
    let claim = |value: &Value| {
        json!({
            "text": words_of(value, lang), "citations": citations(value),
            "by": value.by, "judged": value.judged,
        })
    };
    let with = |mut value: serde_json::Value, more: serde_json::Value| {
        if let (Some(object), serde_json::Value::Object(more)) = (value.as_object_mut(), more) {
            object.extend(more);
        }
        value
    };
    let reasons = argument.reasons.iter().map(|reason| {
        let more = json!({
            "backing": reason.backing.name(), "label": reason.label.name(),
            "witnesses": reason.witnesses,
        });
        with(claim(reason.value), more)
    });
    let counters = argument.counters.iter().map(|counter| {
        let more = json!({
            "aim": counter.aim.name(),
            "of_reason": match counter.aim { Aim::Reason(nth) => nth, _ => None },
            "label": counter.label.name(), "witnesses": counter.witnesses,
            "replies": counter.replies.iter().map(|reply| claim(reply)).collect::<Vec<_>>(),
        });
        with(claim(counter.value), more)
    });
    let others = |others: &[Rival<'_>]| -> Vec<serde_json::Value> {
        let all = others.iter();
        all.map(|one| json!({ "argument": one.card.id, "aim": one.aim.name(), "label": one.label.name() }))
            .collect()
    };
    json!({
        "argument": argument.card.id,
        "name": argument.card.name(lang),
        "questions": argument.questions.iter().map(|card| card.id.as_str()).collect::<Vec<_>>(),
        "standing": argument.standing.name(),
        "conclusion": argument.conclusion.map(claim),
        "warrants": argument.warrants.iter().map(|value| claim(value)).collect::<Vec<_>>(),
        "for": reasons.collect::<Vec<_>>(),
        "against": counters.collect::<Vec<_>>(),
        "rests_on": others(&argument.needs),
        "rivals": others(&argument.rivals),
        "rests_on_itself": argument.rests_on_itself,
        "because": why(argument).iter().map(|said| said.get(lang)).collect::<Vec<_>>(),
    })
}

impl<'a> Edition<'a> {
    /// Every argument of the study, under the question that it answers.
    pub fn arguments(&self) -> Markup {
        let lang = self.lang;
        let witnesses = derek_reason::witnesses(self.study);
        let debate = Debate::of(self.study, &witnesses);
        let questions = self.study.cards.iter().filter(|card| card.kind == "question");
        let of = |id: &str| -> Vec<&Argument<'_>> {
            let is_of = |one: &&Argument<'_>| one.questions.iter().any(|card| card.id == id);
            debate.arguments.iter().filter(is_of).collect()
        };
        let stray: Vec<&Argument<'_>> =
            debate.arguments.iter().filter(|one| one.questions.is_empty()).collect();
        html! {
            @if debate.arguments.is_empty() {
                p class="all-clear" { (say!(en: "The study makes no arguments.", ru: "В исследовании нет доводов.", kk: "Зерттеуде дәлел жоқ.").get(lang)) }
                p class="quiet" { (say!(en: "An argument is a card of the kind argument: what it concludes, what is for it and what against.", ru: "Довод — карточка вида argument: вывод, что за него и что против.", kk: "Дәлел — argument түріндегі карточка: қорытындысы, жақтайтыны және қарсысы.").get(lang)) }
            } @else {
                p class="quiet" { (say!(en: "An argument is accepted when all that speaks against it is answered, and unsupported when its reasons only repeat it.", ru: "Довод принят, если на всё, что против него, есть ответ; он без опоры, если его основания лишь повторяют вывод.", kk: "Қарсы айтылғанның бәріне жауап болса, дәлел қабылданады; негіздері қорытындыны қайталай берсе, тірексіз қалады.").get(lang)) }
                (drawing::legend(lang))
            }
            @for question in questions {
                @let arguments = of(&question.id);
                @if !arguments.is_empty() {
                    section class="of-question" {
                        h2 id=(address::segment(&question.id)) { (self.link_to(question)) }
                        @for argument in arguments { (self.argument(argument)) }
                    }
                }
            }
            @for argument in stray { (self.argument(argument)) }
        }
    }

    /// The arguments that answer a question, each with how it stands; nothing when there are none.
    pub(crate) fn answers_to(&self, question: &Card) -> Markup {
        let lang = self.lang;
        let witnesses = derek_reason::witnesses(self.study);
        let debate = Debate::of(self.study, &witnesses);
        let is_of = |one: &&Argument<'_>| one.questions.iter().any(|card| card.id == question.id);
        let answers: Vec<&Argument<'_>> = debate.arguments.iter().filter(is_of).collect();
        let none = say!(en: "No argument answers this question yet: make a card of the kind argument with a line “question:” that names it.", ru: "На этот вопрос ещё не отвечает ни один довод: заведите карточку вида argument со строкой «question:», где назван этот вопрос.", kk: "Бұл сұраққа әзірге бірде-бір дәлел жауап бермейді: осы сұрақ аталған «question:» жолы бар argument түріндегі карточка ашыңыз.");
        html! {
            section aria-labelledby="answers" {
                h2 id="answers" class="small-label" { (say!(en: "Arguments that answer it", ru: "Доводы в ответ на этот вопрос", kk: "Осы сұраққа жауап беретін дәлелдер").get(lang)) }
                @if answers.is_empty() { p class="quiet" { (none.get(lang)) } }
                @else {
                    ul class="effects" {
                        @for argument in &answers {
                            li {
                                (self.link_to(argument.card)) " "
                                span class={ "verdict" } { strong class={ "is-" (argument.standing.name()) } { (standing_said(argument.standing).get(lang)) } }
                                @if let Some(value) = argument.conclusion { div { (self.claimed(value)) } }
                            }
                        }
                    }
                    p { a href={ (self.root) "/arguments#" (address::segment(&question.id)) } { (say!(en: "What is for and against each of them", ru: "Что за каждый из них и что против", kk: "Әрқайсысын не жақтайды, неге қарсы").get(lang)) } }
                }
            }
        }
    }

    /// How an argument's card stands, for its page; nothing when it is no argument.
    pub(crate) fn standing_of(&self, id: &str) -> Markup {
        let witnesses = derek_reason::witnesses(self.study);
        let debate = Debate::of(self.study, &witnesses);
        let label = say!(en: "How it stands", ru: "Как он стоит", kk: "Дәлелдің күйі");
        html! {
            @if let Some(argument) = debate.argument(id) {
                section class="standing" aria-labelledby="standing" {
                    h2 id="standing" class="small-label" { (label.get(self.lang)) }
                    (self.stands(argument))
                    @let drawn = drawing::drawing(argument, self.lang);
                    @if !drawn.0.is_empty() { (drawn) (drawing::legend(self.lang)) }
                }
            }
        }
    }

    /// A claim in the page's language, with who says it and where.
    pub(crate) fn claimed(&self, value: &Value) -> Markup {
        html! {
            (self.text_of(value, Takes::Text))
            @if let Some(by) = &value.by { " " span class="qualifier" dir="auto" { "— " (self.speaker(by)) } }
            " " span class="citations" {
                @for (at, citation) in value.citations.iter().enumerate() {
                    @if 0 < at { "; " }
                    (self.citation(citation))
                }
            }
        }
    }

    /// Who speaks: the name of the card that is meant, else the words.
    pub(crate) fn speaker(&self, by: &str) -> String {
        let card = self.study.resolve(by, self.base).card();
        card.map_or(by, |card| card.name(self.lang)).to_owned()
    }

    fn stands(&self, argument: &Argument<'_>) -> Markup {
        let lang = self.lang;
        html! {
            p class="verdict" { strong class={ "is-" (argument.standing.name()) } { (standing_said(argument.standing).get(lang)) } }
            ul class="because" { @for said in why(argument) { li { (said.get(lang)) } } }
        }
    }

    fn argument(&self, argument: &Argument<'_>) -> Markup {
        let lang = self.lang;
        let head = |which: &str| heading(which).get(lang).to_owned();
        html! {
            article class="argument" id=(address::segment(&argument.card.id)) {
                h3 lang=[name_tag(argument.card, lang)] { (self.link_to(argument.card)) }
                (self.stands(argument))
                @if let Some(value) = argument.conclusion {
                    p class="conclusion" { span class="small-label" { (head("concludes")) } " " (self.claimed(value)) }
                }
                @for value in &argument.warrants {
                    p { span class="small-label" { (head("warrant")) } " " (self.claimed(value)) }
                }
                div class="sides" {
                    section {
                        h4 class="small-label" { (head("for")) }
                        ol { @for reason in &argument.reasons {
                            li class={ "is-" (reason.label.name()) } {
                                (self.claimed(reason.value))
                                @if let Some(said) = weakness(reason) { " " span class="tag" { (said.get(lang)) } }
                            }
                        } }
                    }
                    @if !argument.counters.is_empty() {
                        section {
                            h4 class="small-label" { (head("against")) }
                            ol { @for counter in &argument.counters {
                                li class={ "is-" (counter.label.name()) } {
                                    (self.claimed(counter.value)) " " span class="tag" { (remark(counter).get(lang)) }
                                    @for reply in &counter.replies {
                                        p class="reply" { span class="small-label" { (head("reply")) } " " (self.claimed(reply)) }
                                    }
                                }
                            } }
                        }
                    }
                }
                @for (which, others) in [("rests-on", &argument.needs), ("rivals", &argument.rivals)] {
                    @if !others.is_empty() {
                        p class="others" {
                            span class="small-label" { (head(which)) } " "
                            @for (at, other) in others.iter().enumerate() {
                                @if 0 < at { " · " }
                                (self.link_to(other.card)) " " span class="tag" { (label_said(other.label).get(lang)) }
                            }
                        }
                    }
                }
                (drawing::drawing(argument, lang))
            }
        }
    }
}
