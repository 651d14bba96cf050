//! Something said in each of derek's languages.

use derek_time::{Date, Day, Fault, Interval, Lang};

/// One message in Kazakh, Russian and English.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Said {
    en: String,
    ru: String,
    kk: String,
}

impl Said {
    /// A message from its three wordings.
    pub fn new(en: impl Into<String>, ru: impl Into<String>, kk: impl Into<String>) -> Said {
        Said { en: en.into(), ru: ru.into(), kk: kk.into() }
    }

    /// Words that are the same in every language: a name, a quotation.
    pub fn verbatim(words: impl Into<String>) -> Said {
        let words = words.into();
        Said { en: words.clone(), ru: words.clone(), kk: words }
    }

    /// The message in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ru => &self.ru,
            Lang::Kk => &self.kk,
        }
    }
}

/// What can stand inside a message and is worded by language: a date, a count.
pub trait InLang {
    /// The words in `lang`.
    fn in_lang(&self, lang: Lang) -> String;
}

impl<T: InLang + ?Sized> InLang for &T {
    fn in_lang(&self, lang: Lang) -> String {
        (**self).in_lang(lang)
    }
}

impl InLang for str {
    fn in_lang(&self, _: Lang) -> String {
        self.to_owned()
    }
}

impl InLang for String {
    fn in_lang(&self, _: Lang) -> String {
        self.clone()
    }
}

impl InLang for Said {
    fn in_lang(&self, lang: Lang) -> String {
        self.get(lang).to_owned()
    }
}

/// A count of days, worded: *1 day*, *2 дня*, *5 дней*, *5 күн*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days(pub i32);

impl InLang for Days {
    fn in_lang(&self, lang: Lang) -> String {
        let days = self.0;
        let word = match lang {
            Lang::En if days == 1 => "day",
            Lang::En => "days",
            Lang::Ru => match (days % 10, days % 100) {
                (1, last) if last != 11 => "день",
                (2..=4, last) if !(12..=14).contains(&last) => "дня",
                _ => "дней",
            },
            Lang::Kk => "күн",
        };
        format!("{days} {word}")
    }
}

macro_rules! in_lang_by_itself {
    ($($number:ty),*) => {$(
        impl InLang for $number {
            fn in_lang(&self, _: Lang) -> String {
                self.to_string()
            }
        }
    )*};
}
in_lang_by_itself!(u32, i32, i64, usize, f64);

impl InLang for Date {
    fn in_lang(&self, lang: Lang) -> String {
        Date::in_lang(self, lang)
    }
}

impl InLang for Day {
    fn in_lang(&self, lang: Lang) -> String {
        Day::in_lang(*self, lang)
    }
}

impl InLang for Fault {
    fn in_lang(&self, lang: Lang) -> String {
        Fault::in_lang(self, lang)
    }
}

impl InLang for Interval {
    fn in_lang(&self, lang: Lang) -> String {
        Interval::in_lang(self, lang)
    }
}

/// Says something in three languages, with values worded in each.
///
/// ```
/// use derek_study::{Lang, say};
/// let days = 13usize;
/// let said = say!({ days } en: "{days} days", ru: "{days} дней", kk: "{days} күн");
/// assert_eq!(said.get(Lang::Kk), "13 күн");
/// ```
#[macro_export]
macro_rules! say {
    (en: $en:literal, ru: $ru:literal, kk: $kk:literal $(,)?) => {
        $crate::Said::new($en, $ru, $kk)
    };
    ({ $($name:ident $(= $value:expr)?),+ $(,)? } en: $en:literal, ru: $ru:literal, kk: $kk:literal $(,)?) => {{
        $($(let $name = $value;)?)+
        $crate::Said::new(
            { $(let $name = $crate::InLang::in_lang(&$name, $crate::Lang::En);)+ format!($en) },
            { $(let $name = $crate::InLang::in_lang(&$name, $crate::Lang::Ru);)+ format!($ru) },
            { $(let $name = $crate::InLang::in_lang(&$name, $crate::Lang::Kk);)+ format!($kk) },
        )
    }};
}
