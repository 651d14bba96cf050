//! What can be wrong with a rule, in words.

use std::ops::Range;

use derek_time::Lang;

use super::RuleFile;
use super::grammar::Grammar;
use crate::doubt::{Doubt, DoubtKind, Doubts};
use crate::finding::Level;
use crate::said::Said;
use crate::say;

pub(crate) fn doubt(file: &str, range: Range<usize>, said: Said, help: Said) -> Doubt {
    Doubt { kind: DoubtKind::BrokenRule, file: file.to_owned(), range, said, help }
}

fn add(range: Range<usize>, said: Said, help: Said, doubts: &mut Doubts) {
    doubts.add(DoubtKind::BrokenRule, range, said, help);
}

pub(crate) fn no_rule(range: Range<usize>, doubts: &mut Doubts) {
    let said = say!(en: "there is no rule here", ru: "здесь нет правила", kk: "мұнда ереже жоқ");
    let help = say!(
        en: "write the rule between the lines ```rule and ```: `rule name`, `if …`, `and …`, `then …`, `because \"…\"`",
        ru: "напишите правило между строками ```правило и ```: `правило имя`, `если …`, `и …`, `то …`, `потому что \"…\"`",
        kk: "ережені ```ереже және ``` жолдарының арасына жазыңыз: `ереже аты`, `егер …`, `және …`, `онда …`, `өйткені \"…\"`",
    );
    add(range.start..range.start, said, help, doubts);
}

pub(crate) fn no_language(range: Range<usize>, doubts: &mut Doubts) {
    let said = say!(
        en: "this rule does not begin as one",
        ru: "это правило начинается не так, как правило",
        kk: "бұл ереже ережеше басталмайды",
    );
    let help = say!(
        en: "begin with `rule` or `if`",
        ru: "начните со слова `правило` или `если`",
        kk: "`ереже` не `егер` сөзінен бастаңыз",
    );
    add(range, said, help, doubts);
}

pub(crate) fn unclosed(range: Range<usize>, doubts: &mut Doubts) {
    let said = say!(
        en: "a quotation mark or a bracket is not closed",
        ru: "кавычка или скобка не закрыта",
        kk: "тырнақша не жақша жабылмаған",
    );
    let help = say!(
        en: "close it; inside quotation marks, write \\\" for a quotation mark",
        ru: "закройте её; внутри кавычек пишите \\\" вместо кавычки",
        kk: "оны жабыңыз; тырнақша ішінде тырнақшаны \\\" деп жазыңыз",
    );
    add(range, said, help, doubts);
}

pub(crate) fn expected(range: Range<usize>, what: &str, doubts: &mut Doubts) {
    let said = say!({ what } en: "here `{what}` belongs", ru: "здесь должно стоять `{what}`", kk: "мұнда `{what}` тұруы керек");
    let help = say!(
        en: "a rule is: `rule name \"title\"`, `if …`, `and …`, `then …`, `because \"…\"`, `unless …`",
        ru: "правило пишут так: `правило имя \"название\"`, `если …`, `и …`, `то …`, `потому что \"…\"`, `кроме случая, когда …`",
        kk: "ереже былай жазылады: `ереже аты \"атауы\"`, `егер …`, `және …`, `онда …`, `өйткені \"…\"`, `мына жағдайдан басқа: …`",
    );
    add(range, said, help, doubts);
}

pub(crate) fn leftover(range: Range<usize>, doubts: &mut Doubts) {
    let said = say!(
        en: "these words stand after the end of the rule",
        ru: "эти слова стоят после конца правила",
        kk: "бұл сөздер ереже аяқталған соң тұр",
    );
    let help = say!(
        en: "after `then …` only `because \"…\"`, `unless …` or another `rule` can stand",
        ru: "после `то …` могут стоять только `потому что \"…\"`, `кроме случая, когда …` или следующее `правило`",
        kk: "`онда …` дегеннен кейін тек `өйткені \"…\"`, `мына жағдайдан басқа: …` не келесі `ереже` тұра алады",
    );
    add(range, said, help, doubts);
}

pub(crate) fn exception(range: Range<usize>, doubts: &mut Doubts) {
    let said = say!(
        en: "an exception must be something that is said, not its absence and not a comparison",
        ru: "исключением может быть только то, что сказано, а не отсутствие этого и не сравнение",
        kk: "ерекше жағдай айтылған нәрсе болуы керек: оның жоқтығы да, салыстыру да бола алмайды",
    );
    let help = say!(
        en: "put it among the conditions, with `and`",
        ru: "поставьте это среди условий, после `и`",
        kk: "оны шарттардың арасына, `және` сөзінен кейін қойыңыз",
    );
    add(range, said, help, doubts);
}

pub(crate) fn conclusion(range: Range<usize>, doubts: &mut Doubts) {
    let said = say!(
        en: "this cannot be concluded: it is a comparison, or says what is not so",
        ru: "этого нельзя заключить: это сравнение или отрицание",
        kk: "мұны қорытындылауға болмайды: бұл салыстыру не теріске шығару",
    );
    let help = say!(
        en: "conclude a predicate that the file declares, or `report …`",
        ru: "заключайте предикат, объявленный в файле, или пишите `сообщить …`",
        kk: "файлда жарияланған предикатты қорытындылаңыз немесе `хабарла …` деп жазыңыз",
    );
    add(range, said, help, doubts);
}

pub(crate) fn level(range: Range<usize>, lang: Lang, doubts: &mut Doubts) {
    let levels: Vec<String> =
        Level::ALL.iter().map(|level| level.label().get(lang).to_owned()).collect();
    let levels = levels.join(", ");
    let said = say!(
        en: "it is not said how grave the report is",
        ru: "не сказано, насколько серьёзно сообщение",
        kk: "хабардың қаншалықты маңызды екені айтылмаған",
    );
    let help = say!({ levels } en: "write one of: {levels}", ru: "напишите одно из: {levels}", kk: "мыналардың бірін жазыңыз: {levels}");
    add(range, said, help, doubts);
}

pub(crate) fn ambiguous(range: Range<usize>, names: &[&str], doubts: &mut Doubts) {
    let names = names.join(", ");
    let said = say!(
        { names }
        en: "this can be read in several ways: {names}",
        ru: "это можно прочесть по-разному: {names}",
        kk: "мұны бірнеше түрлі оқуға болады: {names}",
    );
    let help = say!(
        en: "write the relation with its terms in brackets, `name(?a, ?b)`, or change one of the sentences in the vocabulary",
        ru: "напишите отношение с терминами в скобках, `имя(?a, ?b)`, или измените одно из предложений словаря",
        kk: "қатынасты терминдерімен жақшада жазыңыз, `аты(?a, ?b)`, немесе сөздіктегі сөйлемдердің бірін өзгертіңіз",
    );
    add(range, said, help, doubts);
}

/// No template fits: the nearest ones are shown.
pub(crate) fn unread(
    range: Range<usize>,
    words: &[String],
    grammar: &Grammar,
    lang: Lang,
    doubts: &mut Doubts,
) {
    let near = nearest_sentences(words, grammar, lang);
    let said = say!(
        en: "no sentence of the vocabulary is said so",
        ru: "в словаре нет такого предложения",
        kk: "сөздікте мұндай сөйлем жоқ",
    );
    let help = match near.is_empty() {
        true => say!(
            en: "`derek fmt --sentences` lists the sentences; names of things begin with `?`, cards stand in [[…]], words in \"…\"",
            ru: "список предложений: `derek fmt --sentences`; имена предметов начинаются с `?`, карточки стоят в [[…]], слова в \"…\"",
            kk: "сөйлемдер тізімі: `derek fmt --sentences`; нәрселердің аты `?` белгісінен басталады, карточкалар [[…]] ішінде, сөздер \"…\" ішінде тұрады",
        ),
        false => {
            let near = near.join(" | ");
            say!({ near } en: "the nearest: {near}", ru: "ближайшие: {near}", kk: "ең жақындары: {near}")
        }
    };
    add(range, said, help, doubts);
}

fn nearest_sentences(words: &[String], grammar: &Grammar, lang: Lang) -> Vec<String> {
    // More words than a sentence has would only cost time.
    let words = words.get(..words.len().min(24)).unwrap_or_default();
    let mut scored: Vec<(usize, &str)> = grammar
        .sentences(lang)
        .filter_map(|(_, written)| {
            let needed = written.split('[').next().unwrap_or(written);
            let own: Vec<String> = needed
                .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '{' && c != '}')
                .filter(|word| !word.is_empty() && !word.starts_with('{'))
                .map(str::to_lowercase)
                .collect();
            let is_near = |word: &String| {
                words.iter().any(|said| said == word)
                    || crate::doubt::nearest(word, words.iter().map(String::as_str))
                        .is_some_and(|near| 3 < near.chars().count() && 3 < word.chars().count())
            };
            let common = own.iter().filter(|word| is_near(word)).count();
            let share = 200 * common / (own.len() + words.len());
            (60 <= share).then_some((share, written))
        })
        .collect();
    scored.sort_by(|one, other| other.cmp(one));
    scored.into_iter().take(3).map(|(_, written)| format!("`{written}`")).collect()
}

pub(crate) fn taken(file: &str, text: &str, name: &str) -> Doubt {
    let start = text.find(&format!("{name}:")).unwrap_or(0);
    let said = say!(
        { name }
        en: "`{name}` means something already",
        ru: "`{name}` уже что-то значит",
        kk: "`{name}` бұрыннан бір нәрсені білдіреді",
    );
    let help = say!(
        en: "give what the rules conclude a name of its own",
        ru: "дайте выводу правил собственное имя",
        kk: "ережелердің қорытындысына өз атын беріңіз",
    );
    doubt(file, start..start + name.len(), said, help)
}

pub(crate) fn same_words(
    files: &[(RuleFile, String)],
    lang: Lang,
    [one, other]: [&str; 2],
    words: &str,
) -> Doubt {
    let declares = |name: &str| {
        files.iter().find(|(file, _)| file.predicates.iter().any(|(own, _)| own == name))
    };
    let file = declares(other).or_else(|| declares(one));
    let (file, range) = match file {
        Some((file, text)) => {
            let start = text.find(&format!("{other}:")).unwrap_or(0);
            (file.file.as_str(), start..start + other.len().min(text.len() - start))
        }
        None => ("vocabulary.yaml", 0..0),
    };
    let tag = lang.tag();
    let said = say!(
        { one, other, words, tag }
        en: "`{one}` and `{other}` are said with the same words ({tag}): {words}",
        ru: "`{one}` и `{other}` выражены одними словами ({tag}): {words}",
        kk: "`{one}` мен `{other}` бірдей сөздермен айтылады ({tag}): {words}",
    );
    let help = say!(
        en: "change the sentence of one of the two",
        ru: "измените предложение одного из двух",
        kk: "екеуінің бірінің сөйлемін өзгертіңіз",
    );
    doubt(file, range, said, help)
}
