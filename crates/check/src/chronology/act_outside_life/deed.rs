//! Which words tell a deed of the living.

use derek_study::document::Name;
use derek_text::words;

use crate::life::{Gender, gender};

/// What somebody living makes, after *was* and before *by*.
pub(super) const MADE: &[&str] = &[
    "drawn", "signed", "written", "composed", "drafted", "delivered", "made", "read", "opened",
    "founded", "presented", "proposed", "given", "submitted", "chaired", "led", "built", "sold",
    "bought", "organised", "organized", "edited", "painted", "designed",
];

/// What is done to the dead, or by others with them, or not at all.
pub(super) const BEYOND: &[&str] = &[
    "would", "if", "posthumous", "posthumously", "buried", "reburied", "memorial", "monument",
    "statue", "edition", "reprinted", "republished", "film", "opera", "novel", "play", "museum",
    "named", "exhibition", "anniversary", "legend", "legends", "translated", "biography", "ghost",
    "descendants", "family", "rehabilitated", "absentia", "не", "бы", "если", "посмертно",
    "посмертный", "похоронен", "похоронена", "перезахоронен", "реабилитирован", "реабилитирована",
    "памятник", "памятника", "музей", "музея", "имени", "переиздан", "переиздана", "издан",
    "издана", "опубликован", "опубликована", "юбилей", "годовщина", "фильм", "фильме", "опера",
    "опере", "роман", "романе", "спектакль", "биография", "потомки", "семья", "заочно", "емес",
    "егер", "ақталды", "ақталған", "ескерткіш", "ескерткіші", "мұражай", "мұражайы", "жерленді",
    "атында", "атындағы", "фильм", "туралы", "ұрпақтары",
];

/// Deeds of the living: verbs in the past.
pub(super) const DEEDS: &[&str] = &[
    "wrote", "signed", "said", "spoke", "met", "arrived", "led", "headed", "went", "returned",
    "joined", "telegraphed", "visited", "sent", "demanded", "declared", "left", "married",
    "studied", "travelled", "traveled", "became", "attended", "fought", "commanded", "fled",
    "complained", "resigned", "escaped", "taught", "worked", "served", "negotiated", "refused",
    "bought", "sold", "voted", "proposed", "protested", "confessed", "testified", "emigrated",
    "moved", "settled", "lectured", "delivered", "welcomed", "preached", "painted", "composed",
    "escribió", "firmó", "llegó", "viajó", "ушёл", "ушел", "ушла", "пришёл", "пришел", "пришла",
    "стал", "стала",
];

/// The same in Russian, of men; *-а* and *-ась* make them of women.
pub(super) const RUSSIAN_DEEDS: &[&str] = &[
    "написал", "писал", "подписал", "выступил", "выступал", "встретился", "прибыл", "возглавил",
    "возглавлял", "вернулся", "вступил", "телеграфировал", "посетил", "направил", "потребовал",
    "заявил", "женился", "бежал", "приехал", "уехал", "командовал", "участвовал", "работал",
    "служил", "преподавал", "учился", "руководил", "читал", "жил", "переехал", "эмигрировал",
    "отказался", "просил", "попросил", "жаловался", "говорил", "сказал", "предложил", "голосовал",
    "купил", "продал", "воевал", "лечился",
];

/// What is done to the living, after *was* or by itself in Russian.
pub(super) const SUFFERED: &[&str] = &[
    "arrested", "appointed", "elected", "ordained", "consulted", "questioned", "summoned", "fined",
    "received", "installed", "nominated", "commissioned", "hired", "employed", "exiled",
    "received", "installed", "tried", "sworn", "hanged", "beheaded", "taken", "sent", "forced",
    "brought", "seen", "given", "nominated", "commissioned", "hired", "employed", "exiled",
    "sentenced", "imprisoned", "deported", "dismissed", "wounded", "invited", "released",
    "promoted", "interrogated", "transferred", "expelled", "conscripted", "shot", "executed",
    "killed", "baptised", "baptized", "knighted", "married", "captured", "banished",
];

/// The same in Russian, of men.
pub(super) const RUSSIAN_SUFFERED: &[&str] = &[
    "арестован", "осуждён", "осужден", "выслан", "сослан", "избран", "назначен", "ранен",
    "расстрелян", "убит", "казнён", "казнен", "исключён", "исключен", "переведён", "переведен",
    "приговорён", "приговорен", "мобилизован", "освобождён", "освобожден", "уволен", "допрошен",
    "задержан", "приглашён", "приглашен", "депортирован", "заключён", "заключен",
];

/// What is done to the dead as well, after *was*.
pub(super) const DONE_TO_DEAD: &[&str] = &[
    "buried", "remembered", "honoured", "honored", "commemorated", "translated", "published",
    "printed", "quoted", "cited", "mentioned", "forgotten", "named", "called", "considered",
    "regarded", "rehabilitated", "celebrated", "depicted", "portrayed", "discovered", "exhumed",
    "canonised", "canonized", "beatified", "replaced", "succeeded", "followed", "mourned",
    "criticised", "criticized", "praised", "condemned", "blamed", "attributed", "associated",
    "identified", "described", "credited", "recognised", "recognized", "awarded", "listed",
    "rediscovered", "reinterred", "republished", "reprinted", "pardoned", "exonerated", "erected",
    "denounced", "idealised", "idealized", "erased", "removed", "restored", "inspired", "based",
    "related", "accused", "immortalised", "immortalized", "featured", "included", "added",
    "inducted", "revered", "glorified", "proclaimed", "declared", "displayed", "interpreted",
    "viewed", "labelled", "labeled", "characterised", "characterized", "represented", "played",
    "supposed", "attested", "recorded", "documented", "dated", "used", "finished", "completed",
];

/// Of a Russian short participle whether a woman is meant, when it is of what only the
/// living suffer.
pub(super) fn short_passive(word: &str) -> Option<bool> {
    const OF_DEAD: &[&str] = &[
        "похоронен", "забыт", "издан", "опубликован", "упомянут", "назван", "реабилитирован",
        "изображён", "изображен", "описан", "переведён", "переведен", "включён", "включен",
        "признан", "удостоен", "награждён", "награжден", "восстановлен", "известен", "связан",
        "поставлен", "установлен", "перенесён", "перенесен", "исключён", "исключен", "объявлен",
        "канонизирован", "причислен", "прославлен", "оправдан", "перезахоронен", "осуждён",
        "осужден", "посвящён", "посвящен", "создан", "открыт", "написан", "возведён", "возведен",
        "увековечен", "занесён", "занесен", "представлен", "оценён", "оценен", "лишён", "лишен",
    ];
    let man = word.strip_suffix('а').unwrap_or(word);
    let is_short = 6 <= word.chars().count()
        && ["ан", "ен", "ён", "ят"].iter().any(|end| man.ends_with(end))
        && word.chars().all(|c| c.is_lowercase() && !c.is_ascii());
    (is_short && !OF_DEAD.contains(&man)).then_some(word.len() != man.len())
}

/// Deeds that go on, after *was*.
pub(super) const GOING_ON: &[&str] = &[
    "writing", "living", "working", "serving", "studying", "teaching", "reading", "leading",
    "fighting", "travelling", "traveling", "negotiating", "preparing", "speaking", "commanding",
];

pub(super) fn is_deed(word: &str) -> bool {
    DEEDS.contains(&word) || suits_russian(word, RUSSIAN_DEEDS).is_some()
}

/// What the dead may do in a sentence: be somewhere, mean something, live on in what they left.
pub(super) const STILL: &[&str] = &[
    "remained", "influenced", "inspired", "appeared", "featured", "belonged", "continued",
    "existed", "deserved", "symbolised", "symbolized", "represented", "served", "died", "passed",
    "entered", "proved", "seemed", "showed", "caused", "gained", "turned", "attained", "reached",
    "earned", "occupied", "needed", "rested", "ranked", "figured", "emerged", "loomed", "followed",
    "survived", "haunted", "enjoyed", "owed", "based", "related", "named", "called", "considered",
    "dated", "regarded", "lived", "inherited", "played", "printed", "published", "mentioned",
    "quoted", "cited", "depicted", "portrayed", "reissued", "used", "helped", "provided",
    "contributed", "indeed", "formed", "exceeded", "ceased", "disappeared", "perished", "born",
    "был", "была", "было", "были", "лежал", "лежала", "принадлежал", "принадлежала",
    "принадлежали", "вошёл", "вошел", "вошла", "получил", "получила", "получили", "остался",
    "осталась", "остались", "оставался", "оставалась", "оказался", "оказалась", "считался",
    "считалась", "назывался", "называлась", "казался", "значил", "умер", "погиб", "погибла",
    "имел", "имела", "имели", "мог", "могла", "повлиял", "повлияла", "вдохновил", "послужил",
    "стоял", "стояла", "пользовался", "пользовалась", "умерла", "скончался", "скончалась",
    "оказал", "оказала", "дал", "дала", "стал", "стала", "стали", "играл", "сыграл", "значился",
    "числился", "появился", "появилась", "появились", "родился", "родилась", "исчез", "упоминался",
    "носил", "носила", "попал", "попала", "жил", "жила", "превратился", "предвосхитил", "после",
    "если", "возле", "подле", "ли", "или", "удостоился", "оставил", "оставила", "изображал",
    "произошли", "начались", "состоялись", "стояли", "шли", "были", "могли", "велись", "стала",
    "стало", "нашёл", "нашел", "нашла", "начал", "начала",
];

/// Past forms of English verbs that do not end in *-ed*.
pub(super) const IRREGULAR: &[&str] = &[
    "gave", "took", "made", "held", "came", "saw", "got", "sat", "ran", "drew", "built", "lent",
    "lost", "won", "paid", "told", "found", "began", "rode", "rose", "struck", "swore", "threw",
    "wore", "forbade", "broke", "chose", "drove", "felt", "heard", "knew", "laid", "put", "set",
    "sought", "spent", "thought", "withdrew", "undertook", "oversaw", "brought", "caught",
];

/// Whether an English word is a verb of the past that needs somebody alive.
pub(super) fn is_past(word: &str) -> bool {
    !STILL.contains(&word)
        && (IRREGULAR.contains(&word)
            || 5 <= word.len()
                && word.ends_with("ed")
                && word.bytes().all(|b| b.is_ascii_lowercase()))
}

/// Of a Russian verb of the past whether a woman is meant; `None` of other words and of
/// verbs that the dead have too.
pub(super) fn russian_past(word: &str) -> Option<bool> {
    let letters = word.chars().count();
    let is_small = word.chars().all(|c| c.is_lowercase() && !c.is_ascii());
    if STILL.contains(&word) || letters < 5 || !is_small {
        return None;
    }
    match () {
        () if word.ends_with("лся") => Some(false),
        () if word.ends_with("лась") => Some(true),
        () if ["ал", "ил", "ел", "ял", "ул", "ёл", "ыл"].iter().any(|end| word.ends_with(end)) => {
            Some(false)
        }
        () if ["ала", "ила", "ела", "яла", "ула", "шла"].iter().any(|end| word.ends_with(end)) => {
            Some(true)
        }
        () => None,
    }
}

/// Whether a name can be the subject of a verb of this gender by its own form.
pub(super) fn agrees(name: &Name, is_woman: bool) -> bool {
    const MEN: &[&str] = &["ов", "ев", "ёв", "ин", "ын", "ский", "цкий"];
    const WOMEN: &[&str] = &["ова", "ева", "ёва", "ина", "ына", "ская", "цкая"];
    let ends = |with: &[&str]| with.iter().any(|end| name.surname.ends_with(end));
    match () {
        () if ends(WOMEN) => is_woman,
        () if ends(MEN) => !is_woman,
        () => gender(name).suits(if is_woman { Gender::Woman } else { Gender::Man }),
    }
}

/// Of a Russian form whether it is a woman's; `None` of a word that is not among these.
pub(super) fn suits_russian(word: &str, men: &[&str]) -> Option<bool> {
    let of_man = word.strip_suffix("ась").map_or_else(
        || word.strip_suffix('а').map(str::to_owned),
        |stem| Some(format!("{stem}ся")),
    );
    match () {
        () if men.contains(&word) => Some(false),
        () if of_man.is_some_and(|form| men.contains(&form.as_str())) => Some(true),
        () => None,
    }
}

/// Participles of deeds, after *had*, that are no past forms.
const PERFECT: &[&str] = &[
    "come", "gone", "written", "taken", "seen", "begun", "known", "given", "ridden", "sworn",
    "drawn", "chosen", "driven", "run", "spoken", "risen",
];

/// Whether what follows a subject begins with any verb of the past: whoever is not yet born
/// does nothing at all.
pub(super) fn begins_with_any(after: &str, name: &Name) -> bool {
    const BEING: &[&str] = &[
        "born", "named", "called", "dated", "based", "related", "был", "была", "было", "были",
        "родился", "родилась", "если", "возле", "подле", "или", "после", "произошли", "начались",
        "состоялись", "стояли", "шли", "могли", "велись",
    ];
    let end = after.find([',', ';', ':', '(', '[', '—', '–']).unwrap_or(after.len());
    let first = words(&after[..end]).map(|range| &after[range]).find(|word| *word != "already");
    first.is_some_and(|word| {
        let is_small = word.chars().all(char::is_lowercase);
        let is_russian = STILL.contains(&word) && !word.is_ascii()
            || russian_past(word).is_some_and(|is_woman| agrees(name, is_woman));
        let is_english =
            word.is_ascii() && (STILL.contains(&word) && word.ends_with("ed") || is_past(word));
        is_small && !BEING.contains(&word) && (is_russian || is_english)
    })
}

/// Whether what follows a subject begins with a deed of the living.
pub(super) fn begins_with_deed(after: &str, name: &Name) -> bool {
    const ADVERBS: &[&str] = &[
        "and", "but", "then", "still", "later", "already", "also", "again", "soon", "himself",
        "herself", "even", "therefore", "once", "both", "и", "а", "но", "же", "уже", "ещё", "еще",
        "снова", "вновь", "затем", "тогда", "там", "сам", "сама", "вскоре", "часто", "лично",
        "тайно", "then",
    ];
    const NEAR: usize = 3;
    let end = after.find([',', ';', ':', '(', '[', '—', '–']).unwrap_or(after.len());
    // *Mithat Pasha wrote*, *Abdülhamid II signed*: a title behind the name.
    let mut rest = words(&after[..end])
        .map(|range| &after[range])
        .skip_while(|word| derek_text::is_capitalised(word))
        .filter(|word| !ADVERBS.contains(word));
    let suits = |is_woman: bool| agrees(name, is_woman);
    let first: Vec<&str> = rest.by_ref().take(NEAR).collect();
    match first.as_slice() {
        [] => false,
        ["was", "been" | "being", next, ..] => SUFFERED.contains(next),
        ["had", "been", next, ..] => {
            SUFFERED.contains(next)
                || GOING_ON.contains(next)
                || is_past(next) && next.ends_with("ed") && !DONE_TO_DEAD.contains(next)
        }
        ["had", next, ..] => is_past(next) || DEEDS.contains(next) || PERFECT.contains(next),
        ["was", next, ..] => {
            SUFFERED.contains(next)
                || GOING_ON.contains(next)
                || is_past(next) && next.ends_with("ed") && !DONE_TO_DEAD.contains(next)
        }
        ["был" | "была", rest @ ..] => rest.iter().any(|word| {
            suits_russian(word, RUSSIAN_SUFFERED).or_else(|| short_passive(word)).is_some_and(suits)
        }),
        [verb, ..] if is_past(verb) || russian_past(verb).is_some_and(suits) => true,
        [verb, next, ..] if !is_deed(verb) => {
            suits_russian(verb, RUSSIAN_SUFFERED).is_some_and(suits)
                || suits_russian(next, RUSSIAN_DEEDS).is_some_and(suits)
        }
        [verb, ..] => DEEDS.contains(verb) || suits_russian(verb, RUSSIAN_DEEDS).is_some_and(suits),
    }
}

/// Whether a Kazakh clause ends in a deed of the living; where nobody else is named any
/// verb of the past is one that is not passive.
pub(super) fn ends_in_deed(said: &str, is_alone: bool) -> bool {
    const DEEDS: &[&str] = &[
        "жазды", "жазған", "келді", "келген", "кездесті", "кездескен", "басқарды", "басқарған",
        "қайтты", "барды", "барған", "сөйледі", "аттанды", "қатысты", "қатысқан", "үйленді",
        "оқыды", "оқыған", "оқытты", "сотталды", "сотталған", "тұтқындалды", "тұтқындалған",
        "ұсталды", "тағайындалды", "тағайындалған", "сайланды", "сайланған", "айдалды", "қашты",
        "оралды", "көшті", "шақырылды", "атылды", "айтты", "жіберілді", "жіберілген", "кірісті",
        "аттандырылды",
    ];
    const AFTER: &[&str] = &["еді", "болатын", "тұрды", "жүрді", "болды", "екен", "отырды"];
    let end = said.find(['[', '(', ';']).unwrap_or(said.len());
    let told: Vec<&str> = words(&said[..end]).map(|range| &said[range]).collect();
    // *Ел жинамақ болды*: he meant to.
    if let [.., meant, "болды"] = told.as_slice()
        && ["мақ", "мек", "пақ", "пек", "бақ", "бек"].iter().any(|end| meant.ends_with(end))
    {
        return true;
    }
    let mut back = told.into_iter().rev().skip_while(|word| AFTER.contains(word));
    back.next().is_some_and(|last| DEEDS.contains(&last) || is_alone && is_kazakh_past(last))
}

pub(super) fn is_kazakh_past(word: &str) -> bool {
    const PAST: &[&str] = &["ды", "ді", "ты", "ті", "ған", "ген", "қан", "кен"];
    const PASSIVE: &[&str] = &["ыл", "іл", "ын", "ін", "л"];
    const STILL: &[&str] = &[
        "болды", "болған", "қалды", "қалған", "өлді", "өлген", "туды", "туған", "еді", "кірді",
        "шықты", "шыққан", "деген", "атты", "жатты", "жатқан", "кетті", "табылды", "алды", "көрді",
        "жетті", "айналды", "бастады", "басталды", "түсті", "жылғы", "алтыншы", "қайтты", "аталды",
    ];
    let verb = PAST.iter().find_map(|end| word.strip_suffix(end));
    verb.is_some_and(|verb| {
        3 <= verb.chars().count() - usize::from(verb.ends_with('а') || verb.ends_with('е'))
            && !PASSIVE.iter().any(|passive| verb.ends_with(passive))
    }) && !STILL.contains(&word)
}
