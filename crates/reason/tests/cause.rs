//! Chains of causes: what is found, how strong it is called, and what a circle does.

use std::fmt::Write;

use derek_reason::cause::{Bond, Causes, Direction, Strength};
use derek_reason::derive;
use derek_study::{Study, fixture};

const STUDY: &str = "
    //- cards/war.md
    ---
    kind: event
    when: 1914
    ---
    //- cards/collapse.md
    ---
    kind: event
    when: 1917
    caused-by:
      - war [@first, ¶1; @second, p. 3]
      - {value: hunger, cite: '@first, ¶2', mode: hearsay}
    ---
    //- cards/hunger.md
    ---
    kind: event
    ---
    //- cards/rising.md
    ---
    kind: event
    when: 1918
    caused-by: collapse [@first, ¶3]
    occasioned-by: {judged: decree, because: it is told just before}
    motivated-by: freedom
    prevented-by: late [@first, ¶4]
    enabled-by: late [@first, ¶4]
    reason: {value: land, cite: '@first, ¶5'}
    ---
    //- cards/decree.md
    ---
    kind: event
    ---
    //- cards/freedom.md
    ---
    kind: concept
    ---
    //- cards/late.md
    ---
    kind: event
    when: 1925
    ---
    //- cards/copy.md
    ---
    kind: document
    derived-from: first
    ---
    //- cards/aftermath.md
    ---
    kind: event
    caused-by: rising [@first, ¶6; @copy, ¶6]
    ---
";

fn with<R>(text: &str, of: impl FnOnce(&Study, &Causes<'_>) -> R) -> R {
    let study = fixture::study(text);
    let derived = derive(&study);
    let causes = Causes::of(&study, &derived.chronology, &derived.witnesses);
    of(&study, &causes)
}

fn strength(causes: &Causes<'_>, effect: &str, bond: Bond) -> Strength {
    let link = causes.links.iter().find(|link| link.effect.id == effect && link.bond == bond);
    link.unwrap_or_else(|| panic!("{effect} {bond:?}")).strength
}

#[test]
fn how_strong_each_link_is() {
    with(STUDY, |_, causes| {
        assert_eq!(strength(causes, "collapse", Bond::Cause), Strength::Several(2));
        assert_eq!(strength(causes, "rising", Bond::Cause), Strength::Single);
        assert_eq!(strength(causes, "rising", Bond::Occasion), Strength::Judged);
        assert_eq!(strength(causes, "rising", Bond::Motive), Strength::Untold);
        assert_eq!(strength(causes, "rising", Bond::Reason), Strength::Single);
        // What makes possible comes first; what prevents need not.
        assert_eq!(strength(causes, "rising", Bond::Condition), Strength::AgainstTime);
        assert_eq!(strength(causes, "rising", Bond::Prevention), Strength::Single);
        // A copy is no second witness.
        assert_eq!(strength(causes, "aftermath", Bond::Cause), Strength::Single);
        let heard = causes
            .links
            .iter()
            .find(|link| link.cause.card().is_some_and(|card| card.id == "hunger"));
        assert_eq!(heard.map(|link| link.strength), Some(Strength::Doubtful));
    });
}

#[test]
fn a_chain_leads_back_and_forward() {
    with(STUDY, |study, causes| {
        let card = study.card("aftermath").expect("aftermath");
        let chain = causes.chain(card, Direction::Back);
        let told: Vec<(usize, &str)> = chain
            .steps
            .iter()
            .map(|step| {
                (step.depth, step.link.cause.card().map_or("(words)", |card| card.id.as_str()))
            })
            .collect();
        let expected = [
            (0, "rising"),
            (1, "collapse"),
            (2, "war"),
            (2, "hunger"),
            (1, "decree"),
            (1, "late"),
            (1, "freedom"),
            (1, "late"),
            (1, "(words)"),
        ];
        assert_eq!(told, expected);
        let weakest = chain.weakest().expect("a link");
        assert_eq!(weakest.link.strength, Strength::AgainstTime);
        let to_war = chain.ways.iter().find(|way| {
            way.links.last().and_then(|link| link.cause.card()).is_some_and(|card| card.id == "war")
        });
        let to_war = to_war.expect("a way to the war");
        assert_eq!(to_war.links.len(), 3);
        assert_eq!(to_war.weakest.effect.id, "aftermath", "of equals the nearest to the beginning");
        assert_eq!(chain.ends, 6);

        let forward = causes.chain(study.card("war").expect("war"), Direction::Forward);
        let effects: Vec<&str> =
            forward.steps.iter().map(|step| step.link.effect.id.as_str()).collect();
        assert_eq!(effects, ["collapse", "rising", "aftermath"]);
        assert!(causes.links.iter().any(|link| link.effect.id == "aftermath" && link.is_only));
        assert!(causes.links.iter().all(|link| link.effect.id != "rising" || !link.is_only));
    });
}

#[test]
fn a_way_is_the_best_borne_out_one() {
    let study = "
        //- cards/a.md
        ---
        kind: event
        caused-by: [b, c [@s, 1]]
        ---
        //- cards/b.md
        ---
        kind: event
        caused-by: d [@s, 1]
        ---
        //- cards/c.md
        ---
        kind: event
        caused-by: e [@s, 2]
        ---
        //- cards/e.md
        ---
        kind: event
        caused-by: d [@s, 3]
        ---
        //- cards/d.md
        ---
        kind: event
        ---
    ";
    with(
        &study.replace("[b, c [@s, 1]]", "\n          - b\n          - c [@s, 1]"),
        |study, causes| {
            let chain = causes.chain(study.card("a").expect("a"), Direction::Back);
            assert_eq!(chain.ways.len(), 1);
            let way: Vec<&str> =
                chain.ways[0].links.iter().map(|link| link.effect.id.as_str()).collect();
            assert_eq!(way, ["a", "c", "e"], "longer, and cited all the way");
            assert_eq!(chain.ways[0].weakest.strength, Strength::Single);
            assert_eq!(chain.weakest().map(|step| step.link.strength), Some(Strength::Untold));
        },
    );
}

#[test]
fn a_circle_is_named_and_ends() {
    let study = "
        //- cards/a.md
        ---
        kind: event
        caused-by: b [@s, 1]
        ---
        //- cards/b.md
        ---
        kind: event
        caused-by: c [@s, 1]
        ---
        //- cards/c.md
        ---
        kind: event
        caused-by: b [@s, 1]
        ---
        //- cards/self.md
        ---
        kind: event
        caused-by: self [@s, 1]
        ---
    ";
    with(study, |study, causes| {
        let chain = causes.chain(study.card("a").expect("a"), Direction::Back);
        assert_eq!(chain.steps.len(), 3);
        assert!(chain.steps[2].again);
        let circle: Vec<&str> = chain.circles[0].iter().map(|card| card.id.as_str()).collect();
        assert_eq!(circle, ["b", "c"]);
        let own = causes.chain(study.card("self").expect("self"), Direction::Back);
        assert_eq!((own.steps.len(), own.circles.len()), (1, 1));
    });
}

#[test]
fn a_chain_of_twenty_thousand_links_is_followed_quickly() {
    let count = 20_000;
    let mut text = String::new();
    for at in 0..count {
        let next = (at + 1) % count;
        let _ = write!(
            text,
            "//- cards/e{at}.md\n---\nkind: event\nmotivated-by:\n  - e{next} [@s, {at}]\n  - e0\n---\n"
        );
    }
    with(&text, |study, causes| {
        let chain = causes.chain(study.card("e5").expect("e5"), Direction::Back);
        assert_eq!(chain.steps.len(), 2 * count - 1, "e{} has one cause, named twice", count - 1);
        assert_eq!(chain.circles.len(), 1);
    });
}
