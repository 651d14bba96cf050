//! Names of places and bodies: the name apart from the word for what it is.
//!
//! *Сарлық ауылы* and *с. Сарлык* are one name and one kind of place; *Аягузский
//! уезд* and *Аягузский район* share the name only. That a place was renamed is
//! no matter of spelling and not known here.

/// What a place or a body is, as far as its type word says; words of Russian,
/// Kazakh and English that were used for one thing are one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the words in the table below say it")]
pub enum PlaceKind {
    Village,
    RuralDistrict,
    Settlement,
    City,
    CityArea,
    District,
    Region,
    Uezd,
    Volost,
    Governorate,
    Station,
    Wintering,
    Site,
    Plot,
    Farm,
    Siding,
    Forestry,
    Aul,
    River,
    Lake,
    Mountain,
    Republic,
    Committee,
    Council,
    Congress,
    Party,
    Newspaper,
    Government,
    Commissariat,
    Army,
    Union,
    University,
    School,
}

/// Type words in lower case, as sequences of words without full stops.
const KINDS: &[(PlaceKind, &str)] = &[
    (PlaceKind::Village, "с|село|а|ауыл|ауылы|а|деревня|д|дер|village|ауыл и"),
    (
        PlaceKind::RuralDistrict,
        "с о|с а|сельский округ|а о|а ә|ауылдық округ|ауылдық округі|rural district",
    ),
    (
        PlaceKind::Settlement,
        "п|пос|поселок|посёлок|к|кент|кенті|кенті|settlement|поселье|қонысы|п а|к ә",
    ),
    (PlaceKind::City, "г|гор|город|қ|қаласы|қала|city|town|шаары"),
    (PlaceKind::CityArea, "г а|қ ә"),
    (PlaceKind::District, "район|р-н|р-он|ауданы|ауд|district|raion"),
    (PlaceKind::Region, "область|обл|облысы|обл|облыс|oblast|region|province|край"),
    (PlaceKind::Uezd, "уезд|у|уезі|уездь|уѣздъ|uezd|uyezd|county"),
    (PlaceKind::Volost, "волость|вол|болыс|болысы|болыстық|болыстығы|volost"),
    (
        PlaceKind::Governorate,
        "губерния|губ|губернии|губернія|губерниясы|governorate|guberniya|gubernia",
    ),
    (PlaceKind::Station, "ст|станция|станица|станциясы|station|бекеті"),
    (PlaceKind::Wintering, "зимовка|қыстауы|қыстау|зим"),
    (PlaceKind::Site, "точка|мекені|мекен"),
    (PlaceKind::Plot, "уч|участок|учаскесі|участка"),
    (
        PlaceKind::Farm,
        "кр хоз|шарқож|шар қож|шаруа қожалығы|крестьянское хозяйство|ферма|фермасы|отг|отгон|ж|farm",
    ),
    (PlaceKind::Siding, "рзд|разъезд|разъезі|siding"),
    (PlaceKind::Forestry, "лесхоз|орманшар|лесничество"),
    (PlaceKind::Aul, "аул|аулы|aul|auyl"),
    (PlaceKind::River, "р|река|өзені|өзен|river"),
    (PlaceKind::Lake, "оз|озеро|көлі|көл|lake"),
    (PlaceKind::Mountain, "гора|горы|тауы|таулары|mountain|mountains"),
    (PlaceKind::Republic, "республика|республикасы|republic|асср|сср|ссср|кср"),
    (PlaceKind::Committee, "комитет|комитета|комитеті|committee"),
    (PlaceKind::Council, "совет|совета|кеңесі|кеңес|council|soviet"),
    (PlaceKind::Congress, "съезд|съезда|съезі|құрылтайы|congress"),
    (PlaceKind::Party, "партия|партии|партиясы|party"),
    (PlaceKind::Newspaper, "газета|газеты|газете|газеті|newspaper"),
    (PlaceKind::Government, "правительство|правительства|үкіметі|өкіметі|government"),
    (PlaceKind::Commissariat, "комиссариат|комиссариаты|commissariat"),
    (PlaceKind::Army, "армия|армии|армиясы|army"),
    (PlaceKind::Union, "союз|союза|одағы|union"),
    (PlaceKind::University, "университет|университеті|university"),
    (PlaceKind::School, "училище|школа|мектебі|school|семинария|семинариясы"),
];

/// Words that only say that a name was given in somebody's honour.
const HONOUR: [&str; 6] = ["им", "имени", "атын", "атындағы", "named", "after"];

/// Takes the type words off both sides of a name's words; what is left and what they say.
pub(crate) fn take_kind(words: &[String]) -> (std::ops::Range<usize>, Option<PlaceKind>) {
    let (mut start, mut end) = (0, words.len());
    let mut kind = None;
    loop {
        let left = &words[start..end];
        let said =
            KINDS.iter().flat_map(|(kind, said)| said.split('|').map(move |word| (*kind, word)));
        let mut best: Option<(usize, bool, PlaceKind)> = None;
        for (found, said) in said {
            let length = said.split(' ').count();
            if left.len() <= length || best.is_some_and(|(longest, _, _)| length <= longest) {
                continue;
            }
            if said.split(' ').eq(left[left.len() - length..].iter().map(String::as_str)) {
                best = Some((length, false, found));
            } else if said.split(' ').eq(left[..length].iter().map(String::as_str)) {
                best = Some((length, true, found));
            }
        }
        match best {
            Some((length, true, found)) => {
                start += length;
                kind = kind.or(Some(found));
            }
            Some((length, false, found)) => {
                end -= length;
                kind = kind.or(Some(found));
            }
            None if 1 < left.len()
                && left.first().is_some_and(|word| HONOUR.contains(&word.as_str())) =>
            {
                start += 1;
            }
            None if 1 < left.len()
                && left.last().is_some_and(|word| HONOUR.contains(&word.as_str())) =>
            {
                end -= 1;
            }
            None => return (start..end, kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, left: &str, kind: Option<PlaceKind>) {
        let words: Vec<String> =
            name.split([' ', '.']).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
        let (range, found) = take_kind(&words);
        assert_eq!((words[range].join(" ").as_str(), found), (left, kind), "{name}");
    }

    #[test]
    fn type_words_stand_before_or_after() {
        check("с.Сарлык", "сарлык", Some(PlaceKind::Village));
        check("Сарлық а.", "сарлық", Some(PlaceKind::Village));
        check("Конюховский с.о.", "конюховский", Some(PlaceKind::RuralDistrict));
        check("Аягузский уезд", "аягузский", Some(PlaceKind::Uezd));
        check("Semipalatinsk oblast", "semipalatinsk", Some(PlaceKind::Region));
    }

    #[test]
    fn a_name_is_left_even_of_type_words() {
        check("Аул", "аул", None);
        check("уезд", "уезд", None);
        check("с.им.Абая", "абая", Some(PlaceKind::Village));
    }
}
