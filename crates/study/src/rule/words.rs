//! The words of a rule that are not its predicates', in each language.

use derek_logic::program::{AggregateKind, Comparison};
use derek_time::Lang;

/// The fixed words of a rule in one language; each a sequence of words and signs.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) rule: &'static str,
    pub(crate) condition: &'static str,
    pub(crate) and: &'static str,
    pub(crate) not: &'static str,
    pub(crate) then: &'static str,
    pub(crate) because: &'static str,
    pub(crate) unless: &'static str,
    pub(crate) report: &'static str,
    pub(crate) at: &'static str,
    pub(crate) says: &'static str,
    /// Longest first where one begins with another.
    pub(crate) comparisons: [(Comparison, &'static str); 6],
    /// What stands before the term, and between it and the bracket.
    pub(crate) aggregates: [(AggregateKind, &'static str, &'static str); 6],
    /// How many cases there are, whatever is counted.
    pub(crate) cases: &'static str,
}

use AggregateKind::{Count, Different, Greatest, Least, Mean, Sum};
use Comparison::{AtLeast, AtMost, Equal, Greater, Less, Unequal};

static EN: Words = Words {
    rule: "rule",
    condition: "if",
    and: "and",
    not: "not",
    then: "then",
    because: "because",
    unless: "unless",
    report: "report",
    at: "at",
    says: "says",
    comparisons: [
        (AtLeast, "is at least"),
        (AtMost, "is at most"),
        (Greater, "is more than"),
        (Less, "is less than"),
        (Unequal, "is not"),
        (Equal, "is"),
    ],
    aggregates: [
        (Different, "the number of different", "where"),
        (Count, "the number of", "where"),
        (Sum, "the sum of", "where"),
        (Least, "the least", "where"),
        (Greatest, "the greatest", "where"),
        (Mean, "the mean of", "where"),
    ],
    cases: "the number of cases where",
};

static RU: Words = Words {
    rule: "правило",
    condition: "если",
    and: "и",
    not: "неверно, что",
    then: "то",
    because: "потому что",
    unless: "кроме случая, когда",
    report: "сообщить",
    at: "при",
    says: "сообщает:",
    comparisons: [
        (AtLeast, "— не меньше, чем"),
        (AtMost, "— не больше, чем"),
        (Greater, "— больше, чем"),
        (Less, "— меньше, чем"),
        (Unequal, "— не"),
        (Equal, "— это"),
    ],
    aggregates: [
        (Different, "число разных", "в случаях"),
        (Count, "число", "в случаях"),
        (Sum, "сумма всех", "в случаях"),
        (Least, "наименьшее из", "в случаях"),
        (Greatest, "наибольшее из", "в случаях"),
        (Mean, "среднее из", "в случаях"),
    ],
    cases: "число случаев",
};

static KK: Words = Words {
    rule: "ереже",
    condition: "егер",
    and: "және",
    not: "мынадай мәлімет жоқ:",
    then: "онда",
    because: "өйткені",
    unless: "мына жағдайдан басқа:",
    report: "хабарла",
    at: "орны:",
    says: "бойынша:",
    comparisons: [
        (AtLeast, "мынадан кем емес:"),
        (AtMost, "мынадан артық емес:"),
        (Greater, "мынадан артық:"),
        (Less, "мынадан кем:"),
        (Unequal, "мынаған тең емес:"),
        (Equal, "мынаған тең:"),
    ],
    aggregates: [
        (Different, "әртүрлісінің саны:", "мына жағдайларда"),
        (Count, "саны:", "мына жағдайларда"),
        (Sum, "қосындысы:", "мына жағдайларда"),
        (Least, "ең кішісі:", "мына жағдайларда"),
        (Greatest, "ең үлкені:", "мына жағдайларда"),
        (Mean, "орташасы:", "мына жағдайларда"),
    ],
    cases: "жағдайлар саны:",
};

impl Words {
    pub(crate) fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::En => &EN,
            Lang::Ru => &RU,
            Lang::Kk => &KK,
        }
    }

    /// The words between which the parts of a rule lie, and after which a broken part is given up.
    pub(crate) fn bounds(&self) -> [&'static str; 5] {
        [self.and, self.then, self.unless, self.because, self.rule]
    }
}
