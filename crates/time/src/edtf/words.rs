//! What is wrong with a string that should be EDTF, in words.

use super::Wrong;
use crate::lang::Lang;

impl Wrong {
    /// Its name for pipelines: `missing-zero`.
    pub fn name(self) -> &'static str {
        self.said()[0]
    }

    /// What is wrong: lower case, no full stop.
    pub fn in_lang(self, lang: Lang) -> String {
        let [_, en, ru, kk] = self.said();
        let said = match lang {
            Lang::En => en,
            Lang::Ru => ru,
            Lang::Kk => kk,
        };
        match self {
            Wrong::LookAlike { meant, .. } => format!("{said} {meant}"),
            _ => said.to_owned(),
        }
    }

    /// The name, then the words in English, Russian and Kazakh.
    fn said(self) -> [&'static str; 4] {
        match self {
            Wrong::Empty => {
                ["empty", "nothing is written", "ничего не написано", "ештеңе жазылмаған"]
            }
            Wrong::TooLong => {
                ["too-long", "too long for a date", "слишком длинно для даты", "күн үшін тым ұзын"]
            }
            Wrong::NotEdtf => ["not-edtf", "this is not EDTF", "это не EDTF", "бұл EDTF емес"],
            Wrong::LookAlike { .. } => [
                "look-alike",
                "another character that only looks like",
                "другой знак, лишь похожий на",
                "басқа таңба, тек мынаған ұқсас:",
            ],
            Wrong::Space => {
                ["space", "EDTF has no spaces", "в EDTF нет пробелов", "EDTF-те бос орын болмайды"]
            }
            Wrong::SmallLetter => [
                "small-letter",
                "EDTF has capital letters here",
                "в EDTF здесь заглавная буква",
                "EDTF-те мұнда бас әріп жазылады",
            ],
            Wrong::OldUnspecified => [
                "old-unspecified",
                "in the draft of 2012 u was an unknown digit; now it is X",
                "в проекте 2012 года u значило неизвестную цифру, теперь X",
                "2012 жылғы жобада u белгісіз цифр еді, қазір X",
            ],
            Wrong::OldEnd => [
                "old-end",
                "an open end is written “..”, an unknown one is left empty",
                "открытый конец пишется «..», неизвестный остаётся пустым",
                "ашық шеті «..» деп жазылады, белгісізі бос қалады",
            ],
            Wrong::OldQualifier => [
                "old-qualifier",
                "one mark is enough: ? uncertain, ~ approximate, % both",
                "нужен один знак: ? неуверенно, ~ приблизительно, % и то и другое",
                "бір белгі жеткілікті: ? күмәнді, ~ шамамен, % екеуі де",
            ],
            Wrong::OldGroup => [
                "old-group",
                "parentheses were of the draft of 2012; now the mark stands at the part",
                "скобки были в проекте 2012 года, теперь знак ставится у части",
                "жақша 2012 жылғы жобада болған, қазір белгі бөліктің жанына қойылады",
            ],
            Wrong::OldPrecision => [
                "old-precision",
                "in the draft of 2012 p counted the significant digits; now it is S",
                "в проекте 2012 года значащие цифры обозначало p, теперь S",
                "2012 жылғы жобада мәнді цифрларды p білдірген, қазір S",
            ],
            Wrong::OldSuffix => [
                "old-suffix",
                "the suffix after ^ was of the draft of 2012",
                "приписка после ^ была в проекте 2012 года",
                "^ белгісінен кейінгі қосымша 2012 жылғы жобада болған",
            ],
            Wrong::Wildcard => [
                "wildcard",
                "an unknown digit is written X",
                "неизвестная цифра пишется X",
                "белгісіз цифр X деп жазылады",
            ],
            Wrong::BareDecade => [
                "bare-decade",
                "a decade is written with X: 193X",
                "десятилетие пишется с X: 193X",
                "онжылдық X арқылы жазылады: 193X",
            ],
            Wrong::BareCentury => [
                "bare-century",
                "a hundred years are written with XX: 19XX",
                "столетие пишется с XX: 19XX",
                "жүзжылдық XX арқылы жазылады: 19XX",
            ],
            Wrong::DecadeWithS => [
                "decade-with-s",
                "a decade is written with X: 199X",
                "десятилетие пишется с X: 199X",
                "онжылдық X арқылы жазылады: 199X",
            ],
            Wrong::MissingZero => [
                "missing-zero",
                "digits are missing: a year has four, a month and a day have two",
                "не хватает цифр: в годе их четыре, в месяце и дне по две",
                "цифр жетіспейді: жылда төртеу, ай мен күнде екіден",
            ],
            Wrong::ExtraZero => [
                "extra-zero",
                "there are zeros too many before the number",
                "перед числом лишние нули",
                "санның алдында артық нөл бар",
            ],
            Wrong::ShortYear => [
                "short-year",
                "the year needs four digits",
                "в годе должно быть четыре цифры",
                "жылда төрт цифр болуы керек",
            ],
            Wrong::PlusSign => [
                "plus-sign",
                "EDTF writes no plus before a year",
                "в EDTF перед годом нет плюса",
                "EDTF-те жылдың алдына плюс қойылмайды",
            ],
            Wrong::LongYearWithoutY => [
                "long-year-without-y",
                "a year of five digits or more begins with Y",
                "год из пяти и более цифр начинается с Y",
                "бес не одан көп цифрлы жыл Y әрпінен басталады",
            ],
            Wrong::ShortYearWithY => [
                "short-year-with-y",
                "Y is for years of five digits or more",
                "Y ставится только в годах из пяти и более цифр",
                "Y тек бес не одан көп цифрлы жылға қойылады",
            ],
            Wrong::TooFineForLongYear => [
                "too-fine-for-long-year",
                "EDTF has no months of years with more than four digits",
                "в EDTF у годов длиннее четырёх цифр нет месяцев",
                "EDTF-те төрт цифрдан ұзын жылдың айы болмайды",
            ],
            Wrong::NegativeZero => {
                ["negative-zero", "zero has no minus", "у нуля нет минуса", "нөлде минус болмайды"]
            }
            Wrong::NegativeUnspecified => [
                "negative-unspecified",
                "unknown digits before the year 0 are written as a set",
                "неизвестные цифры до года 0 пишутся множеством",
                "0 жылға дейінгі белгісіз цифрлар жиын болып жазылады",
            ],
            Wrong::SignificantDigits => [
                "significant-digits",
                "the year has not so many significant digits",
                "в годе нет стольких значащих цифр",
                "жылда мұнша мәнді цифр жоқ",
            ],
            Wrong::NoHyphens => [
                "no-hyphens",
                "EDTF writes the hyphens and colons",
                "EDTF пишется с дефисами и двоеточиями",
                "EDTF дефиспен және қос нүктемен жазылады",
            ],
            Wrong::OtherSeparator => [
                "other-separator",
                "year, month and day are joined by hyphens, dates of a set by commas, ends by /",
                "год, месяц и день соединяет дефис, даты множества запятая, концы /",
                "жыл, ай, күн дефиспен, жиын күндері үтірмен, шеттері / арқылы қосылады",
            ],
            Wrong::YearLast => {
                ["year-last", "the year stands first", "год стоит первым", "жыл бірінші тұрады"]
            }
            Wrong::OrderUnclear => [
                "order-unclear",
                "which number is the day and which the month is not clear",
                "неясно, какое число день, а какое месяц",
                "қай сан күн, қайсысы ай екені анық емес",
            ],
            Wrong::OrdinalDay => [
                "ordinal-day",
                "EDTF has no days counted from 1 January",
                "в EDTF нет дней, считанных от 1 января",
                "EDTF-те 1 қаңтардан саналған күн жоқ",
            ],
            Wrong::Week => ["week", "EDTF has no weeks", "в EDTF нет недель", "EDTF-те апта жоқ"],
            Wrong::NamedPart => [
                "named-part",
                "parts of a year are written as two digits",
                "части года пишутся двумя цифрами",
                "жылдың бөліктері екі цифрмен жазылады",
            ],
            Wrong::ShortEnd => [
                "short-end",
                "the end is written whole",
                "конец пишется полностью",
                "соңы толық жазылады",
            ],
            Wrong::Reversed => [
                "reversed",
                "the end stands before the beginning",
                "конец раньше начала",
                "соңы басынан бұрын тұр",
            ],
            Wrong::NoDatedEnd => [
                "no-dated-end",
                "neither end is a date",
                "ни один конец не дата",
                "екі шетінің бірде-бірі күн емес",
            ],
            Wrong::NoSlash => [
                "no-slash",
                "the ends of an interval are joined by /, of a range in a set by ..",
                "концы промежутка соединяет /, а в множестве ..",
                "аралықтың шеттерін / қосады, жиында ..",
            ],
            Wrong::ExtraSign => ["extra-sign", "a sign too many", "лишний знак", "артық белгі"],
            Wrong::Bracket => [
                "bracket", "the brackets do not match", "скобки не сходятся",
                "жақшалар сәйкес емес",
            ],
            Wrong::NoBrackets => [
                "no-brackets",
                "one of several dates is written in [ ], all of them in { }",
                "одна из нескольких дат пишется в [ ], все вместе в { }",
                "бірнеше күннің бірі [ ], бәрі { } ішінде жазылады",
            ],
            Wrong::EmptySet => [
                "empty-set", "there is no date in the brackets", "в скобках нет даты",
                "жақша ішінде күн жоқ",
            ],
            Wrong::NoSuchMonth => {
                ["no-such-month", "there is no such month", "нет такого месяца", "мұндай ай жоқ"]
            }
            Wrong::NoSuchDay => {
                ["no-such-day", "there is no such day", "нет такого дня", "мұндай күн жоқ"]
            }
            Wrong::ZeroPart => [
                "zero-part",
                "what is not known is left out, or written XX",
                "неизвестное опускается или пишется XX",
                "белгісізі жазылмайды немесе XX деп жазылады",
            ],
            Wrong::NoSuchTime => [
                "no-such-time",
                "there is no such time of day",
                "нет такого времени суток",
                "тәулікте мұндай уақыт жоқ",
            ],
            Wrong::NoSuchShift => [
                "no-such-shift",
                "no clock differs so much from UTC",
                "ни одни часы так не отстоят от UTC",
                "UTC-ден мұнша алшақ уақыт жоқ",
            ],
            Wrong::EndOfDay => [
                "end-of-day",
                "24:00 is written as 00:00 of the next day",
                "24:00 пишется как 00:00 следующего дня",
                "24:00 келесі күннің 00:00 уақыты болып жазылады",
            ],
            Wrong::PartsOfSecond => [
                "parts-of-second",
                "EDTF has no parts of a second",
                "в EDTF нет долей секунды",
                "EDTF-те секундтың бөлігі жоқ",
            ],
            Wrong::NoSeconds => [
                "no-seconds",
                "EDTF writes a time with its minutes and seconds",
                "время в EDTF пишется с минутами и секундами",
                "EDTF-те уақыт минуты және секундымен жазылады",
            ],
            Wrong::ShiftWithoutTime => [
                "shift-without-time",
                "a shift from UTC belongs to a time",
                "сдвиг от UTC бывает только у времени",
                "UTC-ден ығысу тек уақытта болады",
            ],
            Wrong::TimeAtOneEnd => [
                "time-at-one-end",
                "only one end has a time",
                "время только у одного конца",
                "уақыт тек бір шетінде",
            ],
            Wrong::Words => {
                ["words", "words are not EDTF", "слова не входят в EDTF", "сөз EDTF-ке жатпайды"]
            }
        }
    }
}
