//! Pages of arguments, periods and comparisons, in each language.

use std::collections::BTreeMap;

use derek_check::{Reading, Report};
use derek_publish::{Accepting, Edition, argument, compare, periods};
use derek_reason::compare::{By, before_and_after, side_by_side};
use derek_reason::{Breaks, Debate, Diachrony, Happened, Standing, witnesses};
use derek_study::{Document, Lang, Study, fixture};
use derek_time::Day;

struct Read {
    study: Study,
    sources: BTreeMap<String, Document>,
    report: Report,
}

impl Read {
    fn of(cards: &str) -> Read {
        let study = fixture::study(cards);
        let report = derek_check::run(&Reading::of_study(&study, &BTreeMap::new(), &[]), &[]);
        Read { study, sources: BTreeMap::new(), report }
    }

    fn edition(&self, lang: Lang) -> Edition<'_> {
        Edition::of(&self.study, &self.sources, &[], &self.report, "/study", lang)
    }
}

const ARGUMENTS: &str = "
    //- cards/q.md
    ---
    kind: question
    name: Why
    asks: Why?
    ---
    //- cards/a.md
    ---
    kind: argument
    name: {en: They were trusted, ru: Им доверяли, kk: Оларға сенді}
    question: q
    concludes: {value: {en: trust, ru: доверие, kk: сенім}, cite: '@book, ¶9'}
    for:
      - pardoned [@book, ¶1]
      - trusted [@book, ¶9]
    against:
      - harassed [@book, ¶2]
      - {value: <b>no proof</b>, cite: '@book, ¶3', as: inference}
    replies: {value: posts, cite: '@book, ¶4', as: against 2}
    ---
    //- cards/b.md
    ---
    kind: argument
    name: Rival
    rebuts: a
    for: a letter [@book, ¶5]
    ---
    //- cards/c.md
    ---
    kind: argument
    name: Bare
    question: q
    concludes: so it was [@book, ¶9]
    for: so it was [@book, ¶9]
    ---
    ";

#[test]
fn an_argument_is_told_with_its_reasons() {
    let read = Read::of(ARGUMENTS);
    let sources = witnesses(&read.study);
    let debate = Debate::of(&read.study, &sources);
    let one = debate.argument("a").expect("an argument");
    assert_eq!(one.standing, Standing::Undecided);
    let told = argument::told(one, Lang::Ru);
    for words in [
        "Им доверяли (a): не решён",
        "Вывод: доверие [@book, ¶9]",
        "один свидетель",
        "лишь повторяет вывод",
        "против хода рассуждения, есть ответ",
        "Ответ: posts",
        "довод против №1 и вывод исключают друг друга",
        "«Rival»",
    ] {
        assert!(told.contains(words), "{words} in\n{told}");
    }
    let bare = debate.argument("c").expect("an argument");
    assert!(argument::told(bare, Lang::Kk).starts_with("Bare (c): тірексіз\n"));
    let json = argument::argument_json(one, Lang::En);
    assert_eq!(json["standing"], "undecided");
    assert_eq!(json["for"][1]["backing"], "conclusion");
    assert_eq!(json["against"][1]["label"], "out");
    assert_eq!(json["rivals"][0]["argument"], "b");
}

#[test]
fn the_page_of_arguments_escapes_and_draws() {
    let read = Read::of(ARGUMENTS);
    for lang in Lang::ALL {
        let page = read.edition(lang).arguments().into_string();
        assert!(!page.contains("<b>no proof"), "words of a study are no HTML");
        assert_eq!(page.matches("<article").count(), 3);
        assert_eq!(page.matches("<svg").count(), 2, "the one with nothing against it is not drawn");
    }
    let card = read.edition(Lang::Kk).card("a", Accepting::No).expect("a card").into_string();
    assert!(card.contains("Дәлелдің күйі") && card.contains("2-қарсы уәжге"));
    let page = Read::of("//- cards/x.md\n---\nkind: event\n---\n").edition(Lang::En).arguments();
    assert!(page.into_string().contains("makes no arguments"));
}

fn stages() -> String {
    let period = |id: &str, begins: &str, ends: &str| {
        format!(
            "//- cards/{id}.md\n---\nkind: period\nname: {id}\nscheme: s\nbegins: {begins}\nends: {ends}\n---\n"
        )
    };
    let mut cards =
        period("one", "January 1917", "April 1918") + &period("two", "July 1918", "1919");
    for month in 0..36 {
        let (year, number) = (1917 + month / 12, month % 12 + 1);
        for nth in 0..if month < 18 { 1 } else { 6 } {
            cards += &format!(
                "//- cards/e{month}-{nth}.md\n---\nkind: event\nwhen: {year}-{number:02}-{:02}\n---\n",
                nth * 4 + 2
            );
        }
    }
    cards
}

#[test]
fn periods_are_told_and_drawn() {
    let read = Read::of(&stages());
    let seen = Diachrony::of(&read.study);
    let told = periods::told(&seen, Lang::Ru);
    for words in [
        "разрыв — по меньшей мере 61 день",
        "здесь же и перелом около 1 июля 1918",
        "событий: точно 14",
    ] {
        assert!(told.contains(words), "{words} in\n{told}");
    }
    for lang in Lang::ALL {
        let page = read.edition(lang).periods().into_string();
        assert!(page.contains("class=\"band\"") && page.contains("class=\"sure\""), "{lang:?}");
    }
    let lines = periods::json_lines(&seen, Lang::En);
    assert_eq!(lines[0]["bounds"][0]["meeting"], "gap");
    assert_eq!(lines[1]["breaks"][0]["at"], "1918-07-01");
}

#[test]
fn a_break_is_told_with_what_changes() {
    let mut events = Vec::new();
    for month in 0..40 {
        let day = Day::gregorian(1917 + month / 12, (month % 12 + 1) as u8, 3).expect("a day");
        for nth in 0..6 {
            let kind = if (month < 20) == (nth < 5) { "meeting" } else { "battle" };
            events.push(Happened { first: day, last: day, kind: kind.to_owned() });
        }
    }
    let found = Breaks::of(&events).expect("events");
    let told = periods::breaks_told(&found, Lang::En);
    assert!(told.contains("a break about 1 September 1918"), "{told}");
    assert!(told.contains("battle 1.0 → 5.0") && told.contains("meeting 5.0 → 1.0"), "{told}");
}

const PROGRAMMES: &str = "
    //- cards/alash.md
    ---
    kind: document
    name: {en: Alash, ru: Алаш, kk: Алаш}
    says:
      - value: {en: '[[religion]]: free', ru: '[[religion]]: свободна', kk: '[[religion]]: еркін'}
        cite: '@book, 1'
      - '=cmd, \"quoted\" [@book, 3]'
    ---
    //- cards/lenin.md
    ---
    kind: document
    name: Lenin
    when: 1919 [@book, 1]
    ---
    //- cards/religion.md
    ---
    kind: concept
    name: {en: religion, ru: религия, kk: дін}
    ---
    ";

#[test]
fn a_comparison_in_every_form() {
    let read = Read::of(PROGRAMMES);
    let cards: Vec<_> = ["alash", "lenin"].iter().filter_map(|id| read.study.card(id)).collect();
    let table = side_by_side(&read.study, &cards, By::Matters);
    let told = compare::told(&read.study, &table, Lang::Kk);
    assert!(
        told.starts_with("дін\n  Алаш: еркін [@book, 1]\n  Lenin: (ештеңе айтылмаған)\n"),
        "{told}"
    );
    let csv = compare::csv(&read.study, &table, Lang::Ru);
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "\"\",\"Алаш\",\"Lenin\"");
    assert_eq!(lines[1], "\"религия\",\"свободна [@book, 1]\",\"(ничего не сказано)\"");
    assert!(lines[2].contains("\"'=cmd, \"\"quoted\"\" [@book, 3]\""), "{}", lines[2]);
    let json = compare::json_lines(&read.study, &table, Lang::En);
    assert_eq!(json[0]["cells"][0]["claims"][0]["text"], "free");
    assert_eq!(json[0]["cells"][1]["state"], "silent");
    let page = read.edition(Lang::Ru).comparison(&table).into_string();
    assert!(page.contains("data-head=\"Алаш\"") && page.contains("class=\"silent\""));
    let day = Day::gregorian(1919, 6, 1).expect("a day");
    let table = before_and_after(&read.study, &cards, day);
    let told = compare::told(&read.study, &table, Lang::Ru);
    assert!(told.contains("до 1 июня 1919") && told.contains("(возможно)"), "{told}");
}
