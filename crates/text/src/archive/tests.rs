//! Archival references as people write them, with invented numbers.

use proptest::prelude::*;

use super::*;

/// What a line is understood as: the archive, then each unit's levels.
fn check(line: &str, understood: &str) {
    let said = match parse(line, &Archives::default()) {
        Ok(reference) => shown(&reference),
        Err(why) => format!("no: {why}"),
    };
    assert_eq!(said, understood, "{line}");
}

fn shown(reference: &Reference) -> String {
    let holder = match &reference.holder {
        Holder::Archive(archive) => archive.written.clone(),
        Holder::AsBefore => "the same".to_owned(),
        Holder::Unsaid => "?".to_owned(),
    };
    let units = reference.units.iter().map(|unit| {
        let levels = Level::ALL
            .into_iter()
            .filter_map(|level| Some(format!("{} {}", level.name(), unit.numbers(level)?)));
        let note = unit.note.iter().map(|note| format!("({note})"));
        levels.chain(note).collect::<Vec<_>>().join(", ")
    });
    format!("{holder}: {}", units.collect::<Vec<_>>().join("; "))
}

#[test]
fn russian_with_full_stops_and_with_commas() {
    let understood = "ЦГА РК: fond 17, opis 1, delo 5, list 3об.";
    check("ЦГА РК. Ф. 17. Оп. 1. Д. 5. Л. 3об.", understood);
    check("ЦГА РК, ф. 17, оп. 1, д. 5, л. 3 об.", understood);
    check("ЦГА РК ф.17 оп.1 д.5 л.3об", understood);
    check("ЦГА РК: фонд 17, опись 1, дело 5, лист 3 (об.)", understood);
    check("ЦГА РК. ФОНД № 17 ОПИСЬ № 1 ДЕЛО № 5 ЛИСТ 3 оборот", understood);
    check("ЦГА РК, л. 3-об., д. 5, оп. 1, ф. 17", understood);
    check("ЦГА РК – Ф. 17 – Оп. 1 – Ед. хр. 5 – Л. 3 об.", understood);
    check("ЦГА РК ф17оп1д5л3об", understood);
}

#[test]
fn kazakh_number_first_and_word_first() {
    let understood = "ҚР ОМА: fond 17, opis 1, delo 5, list 3об.";
    check("ҚР ОМА, 17-қор, 1-тізбе, 5-іс, 3-парақтың сырты", understood);
    check("ҚР ОМА. 17-қ. 1-т. 5-і. 3-п. сырты", understood);
    check("ҚР ОМА. 17 қор, 1 тізбе, 5 іс, 3 сырты парақ", understood);
    check("ҚР ОМА. Қ. 17. Т. 1. І. 5. П. 3 сырты", understood);
    check("ҚР ОМА. 17-қордың 1-тізімдемесі, 5-ісі, 3-парағының сыртқы беті", understood);
    check("ҚР ОМА. 17 қ. 1 т. 5 і. 3 п. (сырты)", understood);
    check("Сонда, 7-п.", "the same: list 7");
    check("9-қорда, 2-тізбеде, 31-нөмірмен", "?: fond 9, opis 2, delo 31");
}

#[test]
fn ukrainian_and_english() {
    check(
        "ЦДІАК України, ф. 31, оп. 2, спр. 14, арк. 7 зв.",
        "ЦДІАК України: fond 31, opis 2, delo 14, list 7об.",
    );
    check(
        "GARF, f. R-930, op. 1, d. 5, ll. 3ob.–5",
        "GARF: fond Р-930, opis 1, delo 5, list 3об.–5",
    );
    check(
        "GARF, fond 9, opis' 1, delo 5a, list 3 verso",
        "GARF: fond 9, opis 1, delo 5а, list 3об.",
    );
    check("RGASPI 19/3/45, l. 2", "RGASPI: fond 19, opis 3, delo 45, list 2");
    check("RGASPI, 19/3/45/6-8ob", "RGASPI: fond 19, opis 3, delo 45, list 6–8об.");
    check("Ibid., l. 8", "the same: list 8");
}

#[test]
fn several_units_take_over_what_stands_above() {
    check(
        "ГАОО. Ф. 35. Оп. 7. Д. 42, 45–47; Оп. 8. Д. 94; Ф. 20. Оп. 1. Д. 2. Т. 1",
        "ГАОО: fond 35, opis 7, delo 42, 45–47; fond 35, opis 8, delo 94; fond 20, opis 1, delo 2, volume 1",
    );
    check(
        "АВП. Ф. 4. Оп. 1. Т. 2. Папка 3. Д. 4",
        "АВП: fond 4, opis 1, opis-volume 2, folder 3, delo 4",
    );
}

#[test]
fn letters_supplements_and_files_without_a_number() {
    check("АП РК. Ф. П-708. Оп. 1 доп. Д. 5а", "АП РК: fond П-708, opis 1 доп., delo 5а");
    check("АП РК. Ф. П 708. Оп. 1 (доп.). Д. 27-А", "АП РК: fond П-708, opis 1 доп., delo 27-А");
    check("РГВИА. Ф. ВУА. Д. 1/2", "РГВИА: fond ВУА, delo 1/2");
    check("ГА. Ф. Р. - 30. Оп. 2 ос, № 18", "ГА: fond Р-30, opis 2 ос, delo 18");
    check("ОГАЧО. Р-74. Оп. 3. Д. 9. Л. 1а, 2", "ОГАЧО: fond Р-74, opis 3, delo 9, list 1а, 2");
    check("АРАН. Ф. 2. Оп. 1-1917. Д. 4", "АРАН: fond 2, opis 1-1917, delo 4");
    check("ОР РНБ. Ф. 73. № 5", "ОР РНБ: fond 73, delo 5");
    // A Latin P typed in a Russian reference is the Russian letter.
    check("ГА. Ф. P-5. Оп. 1. Д. б/н", "ГА: fond Р-5, opis 1, delo б/н");
}

#[test]
fn titles_notes_and_years() {
    let reference = parse(
        "Письмо соседу // ОР РГБ. Ф. 3. Картон 4. Д. 5. Л. 8. (Письма, 1920-е гг.).",
        &Archives::default(),
    )
    .expect("it is a reference");
    assert_eq!(reference.title.as_deref(), Some("Письмо соседу"));
    assert_eq!(shown(&reference), "ОР РГБ: fond 3, carton 4, delo 5, list 8, (Письма, 1920-е гг.)");
    check("РГИА, ф. 7, оп. 1, д. 5, 1826 г.", "РГИА: fond 7, opis 1, delo 5");
    check("РГИА, ф. 7, оп. 1, д. 5, л. 3, 1826", "РГИА: fond 7, opis 1, delo 5, list 3");
    check(
        "РГИА, ф. 7, оп. 1, д. 5, л. 3; дело 1835–1838 годов",
        "РГИА: fond 7, opis 1, delo 5, list 3",
    );
    check("РГИА, ф. 7, оп. 1, д. 5, 9 л.", "РГИА: fond 7, opis 1, delo 5, (9 л.)");
    check("Л. 5 и об., 7 с об., 9", "?: list 5–5об., 7–7об., 9");
}

#[test]
fn shelf_marks_of_other_systems_stay_whole() {
    for line in [
        "TNA FO 371/3963",
        "TNA, FO 371/3963, f. 12",
        "BNF Ms. or. 123, f. 5v",
        "BArch R 58/219, Bl. 5",
        "NARA, RG 59, box 3, folder 2",
        "British Library, IOR/L/PS/10/836, ff. 3–5",
    ] {
        check(line, &format!("no: not of the fond system: {line}"));
    }
    check("просто слова", "no: no fond, opis, delo or sheet is named");
    check(" ", "no: no words");
    check("ГАРФ. Ф. 17. Оп. Д. 5", "no: the opis has no number");
}

#[test]
fn a_known_archive_has_its_key() {
    let archives: Archives =
        [("ЦГАОР СССР", "garf"), ("ГАРФ", "garf"), ("ГА РФ", "garf")].into_iter().collect();
    for line in ["ЦГАОР СССР. Ф. 9. Оп. 1", "См.: ГА РФ, ф. 9, оп. 1", "ГАРФ Ф. 9. Оп. 1"]
    {
        let reference = parse(line, &archives).expect("it is a reference");
        assert_eq!(reference.archive().and_then(|archive| archive.key.as_deref()), Some("garf"));
        assert_eq!(reference.title, None);
    }
}

#[test]
fn what_is_missing() {
    let missing =
        |line: &str| parse(line, &Archives::default()).expect("it is a reference").missing();
    assert_eq!(missing("ГАРФ. Ф. 9. Оп. 1. Д. 3. Л. 4"), []);
    assert_eq!(missing("ГАРФ. Ф. 9. Д. 3. Л. 4"), []);
    assert_eq!(missing("ГАРФ. Ф. 9. Оп. 1. Л. 4"), [Level::Delo]);
    assert_eq!(missing("ГАРФ. Оп. 1. Д. 4"), [Level::Fond]);
    assert_eq!(missing("Там же. Л. 4"), []);
}

#[test]
fn the_same_place_is_taken_from_the_reference_before() {
    let archives = Archives::default();
    let first = parse("ГАРФ. Ф. 9. Оп. 1. Д. 3. Л. 4", &archives).expect("it is a reference");
    let next = parse("Там же. Д. 5. Л. 6", &archives).expect("it is a reference");
    assert_eq!(shown(&next.after(&first)), "ГАРФ: fond 9, opis 1, delo 5, list 6");
    let sheet = parse("Там же. Л. 6", &archives).expect("it is a reference");
    assert_eq!(shown(&sheet.after(&first)), "ГАРФ: fond 9, opis 1, delo 3, list 6");
}

/// The marked words are the references of a text.
fn check_text(marked: &str) {
    let text = marked.replace(['⟦', '⟧'], "");
    let mut found = String::new();
    let mut from = 0;
    for mention in find(&text, &Archives::default()) {
        found.push_str(&text[from..mention.range.start]);
        found.push('⟦');
        found.push_str(&text[mention.range.clone()]);
        found.push('⟧');
        from = mention.range.end;
    }
    found.push_str(&text[from..]);
    assert_eq!(found, marked);
}

#[test]
fn in_running_text() {
    check_text("Он писал об этом (⟦ЦГА РК. Ф. 17. Оп. 1. Д. 5. Л. 3об.⟧), а позже умер в 1920 г.");
    check_text("Дело хранится в ⟦ф. 76, оп. 11, д. 17⟧. Оно велико.");
    check_text(
        "См.: ⟦РГВИА: ф. 14, оп. 1, д. 20 (1854), д. 35⟧. ⟦ГАКК: ф. 353, оп. 1, д. 10⟧ (список 1862)",
    );
    check_text("⟦Государственный архив Российской Федерации, ф. 5, оп. 1⟧; ⟦Там же. Л. 5⟧.");
    check_text("Бұл туралы ⟦ҚР ОМА, 17-қор, 1-тізбе, 5-іс, 3-парақ⟧ бетінде айтылған.");
    check_text("Documents survive (⟦GARF, f. 9, op. 1, d. 5, ll. 3–5⟧) from that year.");
}

#[test]
fn what_is_no_reference_in_running_text() {
    for text in [
        "Жил он в д. 5, кв. 3, а в 1920 г. ему было 30 л. и 5 месяцев.",
        "Весом 3 ф. 20 зол., длиной 2 ф. 5 д. ровно; т. 3, ч. 2, с. 15.",
        "Соч. в 5 т. Т. 3. Ч. 1. М., 1930. С. 12. Л. 1930.",
        "Gretchen am Spinnrade, Op. 2, D. 118, and Op. 1, D. 328.",
        "Op. 27, No. 2 was finished; see vol. 3, pt. 2, p. 5.",
        "The manuscript, f. 12v, l. 3, and Ms. Add. 123, ff. 5–7.",
        "См.: Там же. С. 5. Ibid., p. 7; Ibid., f. 12.",
        "С. Д. 5 мая и Л. 3 июня; д. Ивановка, 5 дворов. Ф. 5 человек.",
        "HE WAS VERY FOND OF IT and of Inventory II.",
        "5 іс-шара өтті, 3 том шықты, 2-бөлім басталды.",
    ] {
        check_text(text);
    }
}

/// What an archive of the fond system may have: the words of the archive and of
/// the title are of the language, numbers are of the archive.
fn reference(archive: &'static str, title: &'static str) -> impl Strategy<Value = Reference> {
    let holder = prop_oneof![
        8 => archive.prop_map(|written| {
            let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
            Holder::Archive(Archive { written, key: None })
        }),
        1 => Just(Holder::AsBefore),
        1 => Just(Holder::Unsaid),
    ];
    (proptest::option::weighted(0.2, title), holder, proptest::collection::vec(unit(), 1..4))
        .prop_map(|(title, holder, mut units)| {
            // Two units that part only in their sheets are one.
            let above = |unit: &Unit| {
                unit.levels
                    .range(..Level::Sheet)
                    .map(|(level, of)| (*level, of.clone()))
                    .collect::<Vec<_>>()
            };
            units.dedup_by(|one, other| above(one) == above(other));
            Reference { title, holder, units, rest: None }
        })
}

fn unit() -> impl Strategy<Value = Unit> {
    let some = |level, weight: f64| {
        let numbers = proptest::collection::vec(span(level), 1..3);
        proptest::option::weighted(weight, numbers).prop_map(move |spans| Some((level, spans?)))
    };
    let one = |level, numbers: BoxedStrategy<Number>| {
        numbers.prop_map(move |first| Some((level, vec![Span { first, last: None }])))
    };
    (
        one(Level::Fond, number(true)),
        one(Level::Opis, number(false)),
        some(Level::OpisVolume, 0.1),
        some(Level::OpisPart, 0.1),
        prop_oneof![
            5 => Just(None),
            1 => one(Level::Carton, number(false)),
            1 => one(Level::Folder, number(false)),
            1 => one(Level::Bundle, number(false)),
        ],
        proptest::collection::vec(span(Level::Delo), 1..4)
            .prop_map(|spans| Some((Level::Delo, spans))),
        some(Level::Volume, 0.2),
        some(Level::Part, 0.2),
        some(Level::Sheet, 0.7),
        proptest::option::weighted(0.2, "(Дело|File|1926) [а-яa-z]{3,8}"),
    )
        .prop_map(
            |(fond, opis, volume, part, held, delo, of_delo, part_of_delo, sheet, note)| {
                let levels = [fond, opis, volume, part, held, delo, of_delo, part_of_delo, sheet];
                Unit { levels: levels.into_iter().flatten().collect(), note }
            },
        )
}

fn number(is_fond: bool) -> BoxedStrategy<Number> {
    let forms = prop_oneof![
        6 => if is_fond { "(Р-|П-|И-|)[1-9][0-9]{0,4}" } else { "[1-9][0-9]{0,4}" },
        1 => "[1-9][0-9]{0,2}[абвгс]",
        1 => "[1-9][0-9]{0,2}-[АБВГ]",
        1 => "[1-9][0-9]{0,2} доп\\.",
        1 => "[1-9][0-9]{0,2}/[1-9][0-9]?",
    ];
    forms.prop_map(|text| Number { text, side: Side::Face }).boxed()
}

fn span(level: Level) -> impl Strategy<Value = Span> {
    let side = match level {
        Level::Sheet => prop_oneof![Just(Side::Face), Just(Side::Back)].boxed(),
        _ => Just(Side::Face).boxed(),
    };
    let single = match level {
        Level::Sheet => {
            "[1-9][0-9]{0,2}[аб]?".prop_map(|text| Number { text, side: Side::Face }).boxed()
        }
        _ => number(false),
    };
    let range = (1..400u32, 1..40u32, side.clone());
    prop_oneof![
        2 => (single, side.clone()).prop_map(|(number, side)| {
            Span { first: Number { side, ..number }, last: None }
        }),
        1 => (range, side).prop_map(|((from, more, one), other)| Span {
            first: Number { text: from.to_string(), side: one },
            last: Some(Number { text: (from + more).to_string(), side: other }),
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_in_russian_is_read_again(reference in reference(
        "(ЦГА РК|ГАРФ|ОР РГБ|РГАСПИ|ЦГА Республики Коми|Государственный архив Омской области)",
        "[А-Я][а-я]{2,9} [а-я]{3,9}",
    )) {
        for style in [Style::Gost, Style::Chicago, Style::Kazakh] {
            let printed = print(&reference, style, Tongue::Russian);
            let read = parse(&printed, &Archives::default());
            prop_assert_eq!(read.as_ref(), Ok(&reference), "{}", printed);
        }
    }

    #[test]
    fn what_is_printed_in_kazakh_is_read_again(reference in reference(
        "(ҚР ОМА|ҚР ПА|ҚР ОММ|Қазақстан Республикасының Орталық мемлекеттік мұрағаты)",
        "[А-Я][а-я]{2,9} [а-я]{3,9}",
    )) {
        for style in [Style::Gost, Style::Chicago, Style::Kazakh] {
            let printed = print(&reference, style, Tongue::Kazakh);
            let read = parse(&printed, &Archives::default());
            prop_assert_eq!(read.as_ref(), Ok(&reference), "{}", printed);
        }
    }

    #[test]
    fn what_is_printed_in_english_is_read_again(reference in reference(
        "(GARF|RGASPI|TsGA RK|RGVA|State Archive of the Russian Federation)",
        "[A-Z][a-z]{2,9} [a-z]{3,9}",
    )) {
        for style in [Style::Gost, Style::Chicago, Style::Kazakh] {
            let printed = print(&reference, style, Tongue::English);
            let read = parse(&printed, &Archives::default());
            prop_assert_eq!(read.as_ref(), Ok(&reference), "{}", printed);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "([ФфОопДдЛл]{1,2}|[0-9]{1,3}|[ .,;:/()–-]|қор|іс|об|ГАРФ|Там же|[a-z]{1,3}){0,40}") {
        for mention in find(&text, &Archives::default()) {
            prop_assert!(text.get(mention.range.clone()).is_some());
        }
        let _ = parse(&text, &Archives::default());
    }
}
