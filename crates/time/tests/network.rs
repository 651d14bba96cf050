//! The network against plain methods: all shortest paths by Floyd and Warshall,
//! all subsets of claims, all ways of choosing.

#![allow(clippy::unwrap_used)]

use derek_time::{
    Allen, Certainty, Choice, Claim, Conflict, Constraint, Day, Event, Exclusion, Interval, Link,
    Point, Shape, Solution, Span, Timeline, Trust, UnknownPoint,
};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A claim: its trust and its alternatives.
type Said = (Trust, Vec<Vec<Constraint>>);

/// The events and claims of a network, kept plainly.
#[derive(Clone, Debug)]
struct Net {
    /// Whether each event is of one day.
    days: Vec<bool>,
    claims: Vec<(u8, Vec<Vec<Part>>)>,
}

/// The ends of two events, or the origin, and a distance between them.
#[derive(Clone, Copy, Debug)]
struct Part {
    from: usize,
    to: usize,
    days: i64,
}

impl Net {
    fn timeline(&self) -> (Timeline, Vec<Event>) {
        let mut timeline = Timeline::new();
        let make = |day: &bool| if *day { timeline.day() } else { timeline.event() };
        let events = self.days.iter().map(make).collect();
        (timeline, events)
    }

    fn said(&self, events: &[Event]) -> Vec<Said> {
        let mut points = vec![Point::ORIGIN];
        points.extend(events.iter().flat_map(|event| [event.begin, event.end]));
        let point = |place: usize| points[place % points.len()];
        let constraint = |part: &Part| Constraint {
            from: point(part.from),
            to: point(part.to),
            days: part.days,
        };
        let alternatives = |alternatives: &Vec<Vec<Part>>| {
            alternatives.iter().map(|parts| parts.iter().map(constraint).collect()).collect()
        };
        self.claims
            .iter()
            .map(|(trust, parts)| {
                let trust = if *trust == 3 { Trust::Rule } else { Trust::Said(u32::from(*trust)) };
                (trust, alternatives(parts))
            })
            .collect()
    }

    fn built(&self) -> (Timeline, Vec<Event>, Vec<Said>) {
        let (mut timeline, events) = self.timeline();
        let said = self.said(&events);
        for (place, one) in said.iter().enumerate() {
            assert_eq!(add(&mut timeline, one), Claim(place as u32));
        }
        (timeline, events, said)
    }
}

fn add(timeline: &mut Timeline, (trust, alternatives): &Said) -> Claim {
    timeline.add_choice(*trust, alternatives.clone()).unwrap()
}

/// All shortest distances; `None` when they cannot all hold.
fn closed(events: &[Event], parts: &[Constraint]) -> Option<Closed> {
    let mut points = vec![Point::ORIGIN];
    points.extend(events.iter().flat_map(|event| [event.begin, event.end]));
    points.dedup();
    let place = |point: Point| points.iter().position(|other| *other == point).unwrap();
    let mut most = vec![vec![None; points.len()]; points.len()];
    let mut bound = |from: Point, to: Point, days: i64| {
        let most: &mut Option<i64> = &mut most[place(from)][place(to)];
        *most = Some(most.map_or(days, |most| most.min(days)));
    };
    points.iter().for_each(|point| bound(*point, *point, 0));
    events.iter().for_each(|event| bound(event.end, event.begin, 0));
    parts.iter().for_each(|part| bound(part.from, part.to, part.days));
    for middle in 0..points.len() {
        for from in 0..points.len() {
            for to in 0..points.len() {
                if let (Some(one), Some(two)) = (most[from][middle], most[middle][to]) {
                    let sum = one + two;
                    most[from][to] = Some(most[from][to].map_or(sum, |most: i64| most.min(sum)));
                }
            }
        }
        if (0..points.len()).any(|point| most[point][point].is_some_and(|days| days < 0)) {
            return None;
        }
    }
    Some(Closed { points, most })
}

struct Closed {
    points: Vec<Point>,
    most: Vec<Vec<Option<i64>>>,
}

impl Closed {
    fn most(&self, from: Point, to: Point) -> Option<i64> {
        let place = |point: Point| self.points.iter().position(|other| *other == point).unwrap();
        self.most[place(from)][place(to)]
    }
}

/// Whether claims can hold together in some way of choosing; a given alternative is taken for granted.
fn can_hold(events: &[Event], said: &[Said], claims: &[(Claim, Option<usize>)]) -> bool {
    fn go(
        events: &[Event],
        said: &[Said],
        claims: &[(Claim, Option<usize>)],
        parts: &mut Vec<Constraint>,
    ) -> bool {
        let Some(((claim, given), rest)) = claims.split_first() else {
            return closed(events, parts).is_some();
        };
        let alternatives = &said[claim.0 as usize].1;
        if alternatives.is_empty() {
            return go(events, said, rest, parts);
        }
        alternatives.iter().enumerate().any(|(number, alternative)| {
            if given.is_some_and(|given| given != number) {
                return false;
            }
            let before = parts.len();
            parts.extend(alternative);
            let can = go(events, said, rest, parts);
            parts.truncate(before);
            can
        })
    }
    go(events, said, claims, &mut Vec::new())
}

fn free(claims: impl IntoIterator<Item = Claim>) -> Vec<(Claim, Option<usize>)> {
    claims.into_iter().map(|claim| (claim, None)).collect()
}

/// The chain closes, sums up to less than nothing, and says what its claims say.
fn check_chain(events: &[Event], said: &[Said], chain: &[Link]) {
    assert!(chain.iter().map(|link| link.constraint.days).sum::<i64>() < 0, "{chain:?}");
    assert_eq!(chain.last().unwrap().constraint.to, chain[0].constraint.from);
    check_links(events, said, chain);
}

fn check_links(events: &[Event], said: &[Said], chain: &[Link]) {
    for pair in chain.windows(2) {
        assert_eq!(pair[0].constraint.to, pair[1].constraint.from);
    }
    for link in chain {
        let Constraint { from, to, days } = link.constraint;
        let Some(claim) = link.claim else {
            assert!(events.iter().any(|event| event.end == from && event.begin == to && days == 0));
            continue;
        };
        let alternatives = &said[claim.0 as usize].1;
        for (number, parts) in alternatives.iter().enumerate() {
            let says =
                parts.iter().any(|part| part.from == from && part.to == to && part.days <= days);
            let meant = link.alternative.is_none_or(|alternative| alternative == number);
            assert!(says || !meant, "{link:?} {alternatives:?}");
        }
    }
}

/// The claims cannot all hold, any of them taken away they can, and the chains say why.
fn check_conflict(events: &[Event], said: &[Said], conflict: &Conflict, kept: Option<Claim>) {
    let member = |claim: &Claim| {
        let given = conflict.given.iter().find(|(other, _)| other == claim);
        (*claim, given.map(|(_, given)| *given))
    };
    let members: Vec<_> = conflict.claims.iter().map(member).collect();
    assert!(!can_hold(events, said, &members), "{conflict:?}");
    for without in &members {
        if kept == Some(without.0) {
            continue;
        }
        let others: Vec<_> = members.iter().filter(|other| *other != without).copied().collect();
        assert!(can_hold(events, said, &others), "{without:?} is not needed in {conflict:?}");
    }
    assert!(!conflict.chains.is_empty());
    conflict.chains.iter().for_each(|chain| check_chain(events, said, chain));
    let spoken: BTreeSet<Claim> =
        conflict.chains.iter().flatten().filter_map(|link| link.claim).collect();
    assert!(spoken.iter().all(|claim| conflict.claims.contains(claim)));
    let least = conflict.claims.iter().map(|claim| said[claim.0 as usize].0).min();
    assert_eq!(Some(said[conflict.weakest.0 as usize].0), least);
    assert!(conflict.claims.contains(&conflict.weakest));
}

/// Everything that a solution says, compared with plain methods.
fn check_solution(solution: &Solution, events: &[Event], said: &[Said]) {
    let aside = solution.set_aside();
    let rest: Vec<Claim> =
        (0..said.len() as u32).map(Claim).filter(|claim| !aside.contains(claim)).collect();
    assert_eq!(aside.is_empty(), can_hold(events, said, &free((0..said.len() as u32).map(Claim))));
    assert!(can_hold(events, said, &free(rest.iter().copied())));
    for (place, conflict) in solution.conflicts.iter().enumerate() {
        assert!(conflict.given.is_empty());
        check_conflict(events, said, conflict, None);
        let before = solution.conflicts[..place].iter().map(|conflict| conflict.weakest);
        assert!(before.into_iter().all(|claim| !conflict.claims.contains(&claim)));
    }

    let mut parts: Vec<Constraint> = Vec::new();
    for claim in &rest {
        if let [only] = &said[claim.0 as usize].1[..] {
            parts.extend(only);
        }
    }
    for choice in &solution.choices {
        assert!(choice.decided);
        let alternatives = &said[choice.claim.0 as usize].1;
        for (number, alternative) in alternatives.iter().enumerate() {
            let mut members = free(rest.iter().copied());
            members.retain(|(claim, _)| *claim != choice.claim);
            members.push((choice.claim, Some(number)));
            let can = can_hold(events, said, &members);
            assert_eq!(choice.possible.contains(&number), can, "{number} of {:?}", choice.claim);
            assert_eq!(choice.excluded.iter().any(|one| one.alternative == number), !can);
            if choice.forced() == Some(number) {
                parts.extend(alternative);
            }
        }
    }
    for choice in &solution.choices {
        for exclusion in &choice.excluded {
            let because = &exclusion.because;
            assert!(because.given.contains(&(choice.claim, exclusion.alternative)));
            for (claim, given) in because.given.iter().filter(|(claim, _)| *claim != choice.claim) {
                let other = solution.choices.iter().find(|other| other.claim == *claim).unwrap();
                assert_eq!(other.forced(), Some(*given));
            }
            check_conflict(events, said, because, Some(choice.claim));
        }
    }

    let closed = closed(events, &parts).unwrap();
    let open = solution.choices.iter().any(|choice| choice.forced().is_none());
    for one in &closed.points {
        for two in &closed.points {
            let span = solution.distance(*one, *two);
            let expected = Span {
                at_least: closed.most(*two, *one).map(|days| -days),
                at_most: closed.most(*one, *two),
            };
            if open {
                let loose = |tight: Option<i64>, loose: Option<i64>| match (tight, loose) {
                    (Some(tight), Some(loose)) => tight <= loose,
                    (None, Some(_)) => false,
                    _ => true,
                };
                assert!(loose(span.at_most, expected.at_most));
            } else {
                assert_eq!(span, expected);
            }
            if let Some(days) = span.at_most {
                let constraint = Constraint { from: *one, to: *two, days };
                let chain = solution.why(&constraint).unwrap();
                check_links(events, said, &chain);
                assert_eq!(chain.iter().map(|link| link.constraint.days).sum::<i64>(), days);
                let ends = chain.first().zip(chain.last());
                assert!(ends.is_none_or(|(first, last)| {
                    first.constraint.from == *one && last.constraint.to == *two
                }));
                assert!(solution.why(&Constraint { days: days - 1, ..constraint }).is_none());
                assert!(solution.why(&Constraint { days: days + 5, ..constraint }).is_some());
            }
        }
        let number = |days: Option<i64>| days.map(|days| Day::new(days as i32));
        let bounds = solution.bounds(*one);
        let span = solution.distance(Point::ORIGIN, *one);
        assert_eq!(bounds.first_day(), number(span.at_least));
        assert_eq!(bounds.last_day(), number(span.at_most));
    }
    if open {
        return;
    }
    for one in events {
        for other in events.iter().filter(|other| *other != one) {
            check_relations(solution, events, &parts, *one, *other);
            check_questions(solution, events, &parts, *one, *other);
        }
    }
}

fn check_relations(
    solution: &Solution,
    events: &[Event],
    parts: &[Constraint],
    one: Event,
    other: Event,
) {
    let can = Allen::ALL.map(|relation| {
        let mut parts = parts.to_vec();
        parts.extend(one.stands(relation, other));
        closed(events, &parts).is_some()
    });
    let relations = solution.relations(one, other);
    for relation in Allen::ALL {
        let alone = can.iter().filter(|can| **can).count() == 1;
        let expected = match can[relation as usize] {
            false => Certainty::Cannot,
            true if alone => Certainty::Certain,
            true => Certainty::Possible,
        };
        assert_eq!(relations.certainty(relation), expected, "{relation:?}");
        assert_eq!(solution.certainty(&one.stands(relation, other)), expected, "{relation:?}");
        let why = solution.why_relation(one, relation, other);
        assert_eq!(why.is_some(), expected != Certainty::Possible, "{relation:?}");
    }
}

/// What is asked of two stretches by more than one part, or by one that is no relation of Allen's.
fn check_questions(
    solution: &Solution,
    events: &[Event],
    parts: &[Constraint],
    one: Event,
    other: Event,
) {
    let questions = [
        one.before(other),
        one.during(other),
        one.shares_days(other),
        one.near(other, 5),
        one.follows(other, Some(2), Some(9)),
        one.lasts(Some(3), Some(8)),
    ];
    for question in questions {
        let with = |more: &[Constraint]| closed(events, &[parts, more].concat()).is_some();
        let follows = question.iter().all(|part| !with(&[part.opposite()]));
        let expected = match (follows, with(&question)) {
            (true, _) => Certainty::Certain,
            (false, true) => Certainty::Possible,
            (false, false) => Certainty::Cannot,
        };
        assert_eq!(solution.certainty(&question), expected, "{question:?}");
        let why = solution.why_certainty(&question);
        assert_eq!(why.is_some(), expected != Certainty::Possible, "{question:?}");
    }
}

fn part(points: usize) -> impl Strategy<Value = Part> {
    (0..points, 0..points, -12..20_i64)
        .prop_filter("two points", |(from, to, _)| from != to)
        .prop_map(|(from, to, days)| Part { from, to, days })
}

fn net(
    events: usize,
    claims: usize,
    parts: usize,
    alternatives: usize,
) -> impl Strategy<Value = Net> {
    let points = 2 * events + 1;
    let one = vec(part(points), 1..=parts);
    let claim = (0..4_u8, vec(one, 1..=alternatives));
    (vec(any::<bool>(), events), vec(claim, 1..=claims))
        .prop_map(|(days, claims)| Net { days, claims })
}

fn check_net(net: &Net) {
    let (mut timeline, events, said) = net.built();
    check_solution(&timeline.solve(), &events, &said);
}

/// A conflict with other names for its claims.
fn renamed(conflict: &Conflict, name: impl Fn(Claim) -> Claim) -> Conflict {
    let link = |link: &Link| Link { claim: link.claim.map(&name), ..*link };
    Conflict {
        claims: conflict.claims.iter().map(|claim| name(*claim)).collect(),
        weakest: name(conflict.weakest),
        given: conflict.given.iter().map(|(claim, given)| (name(*claim), *given)).collect(),
        chains: conflict.chains.iter().map(|chain| chain.iter().map(link).collect()).collect(),
    }
}

/// Adds a claim when its turn comes, removes it when it comes again, and so on.
fn check_turns(net: &Net, turns: impl IntoIterator<Item = usize>) {
    let (mut timeline, events) = net.timeline();
    let said = net.said(&events);
    let mut there: Vec<(usize, Claim)> = Vec::new();
    for one in turns {
        match there.iter().position(|(other, _)| *other == one) {
            Some(place) => {
                let (_, claim) = there.remove(place);
                assert!(timeline.remove(claim));
                assert!(!timeline.remove(claim));
            }
            None => {
                let claim = add(&mut timeline, &said[one]);
                there.push((one, claim));
            }
        }
        let simple: Vec<_> = there
            .iter()
            .map(|(one, _)| Claim(*one as u32))
            .filter(|one| said[one.0 as usize].1.len() == 1)
            .collect();
        let consistent = timeline.is_consistent();
        if simple.len() == there.len() {
            assert_eq!(consistent, can_hold(&events, &said, &free(simple)));
        }
        // The same claims in the same order give the same, whatever was there before.
        let (mut cold, _) = net.timeline();
        let names: Vec<Claim> = there.iter().map(|(one, _)| add(&mut cold, &said[*one])).collect();
        let old = |claim: Claim| there[names.iter().position(|name| *name == claim).unwrap()].1;
        let (warm, cold) = (timeline.solve(), cold.solve());
        let told: Vec<Conflict> = cold.conflicts.iter().map(|one| renamed(one, old)).collect();
        assert_eq!(warm.conflicts, told);
        let told: Vec<Choice> = cold
            .choices
            .iter()
            .map(|one| Choice {
                claim: old(one.claim),
                excluded: one
                    .excluded
                    .iter()
                    .map(|one| Exclusion { because: renamed(&one.because, old), ..*one })
                    .collect(),
                ..one.clone()
            })
            .collect();
        assert_eq!(warm.choices, told);
        for event in &events {
            assert_eq!(warm.begins(*event), cold.begins(*event));
            assert_eq!(warm.ends(*event), cold.ends(*event));
        }
    }
}

/// The claim with two alternatives can be refuted in two ways.
#[test]
fn what_was_removed_does_not_choose_the_reason() {
    let part = |from, to, days| Part { from, to, days };
    let net = Net {
        days: vec![false; 4],
        claims: vec![
            (0, vec![vec![part(0, 1, 0)]]),
            (0, vec![vec![part(0, 1, 0)]]),
            (0, vec![vec![part(3, 8, 0), part(0, 4, 0)]]),
            (0, vec![vec![part(5, 7, 0)]]),
            (0, vec![vec![part(7, 6, -10)], vec![part(7, 0, -1)]]),
            (0, vec![vec![part(1, 7, 0)]]),
            (0, vec![vec![part(3, 5, 0)]]),
            (0, vec![vec![part(6, 1, 0)]]),
        ],
    };
    check_turns(&net, [0, 1, 2, 1, 3, 4, 5, 6, 0, 7]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn simple_claims(net in net(3, 10, 1, 1)) {
        check_net(&net);
    }

    #[test]
    fn claims_of_several_parts(net in net(4, 10, 4, 1)) {
        check_net(&net);
    }

    #[test]
    fn claims_with_alternatives(net in net(3, 7, 2, 3)) {
        check_net(&net);
    }

    #[test]
    fn the_first_conflict_has_the_fewest_claims(net in net(3, 11, 3, 1)) {
        let (mut timeline, events, said) = net.built();
        let found = timeline.solve().conflicts.first().map_or(usize::MAX, |one| one.claims.len());
        let all = 0..1_u32 << said.len();
        let claims = |set: u32| (0..said.len() as u32).filter(move |one| set >> one & 1 == 1).map(Claim);
        let fewest = all
            .filter(|set| (set.count_ones() as usize) < found)
            .find(|set| !can_hold(&events, &said, &free(claims(*set))));
        prop_assert_eq!(fewest, None);
    }

    #[test]
    fn claims_come_and_go(net in net(4, 16, 2, 2), turns in vec(any::<prop::sample::Index>(), 1..60)) {
        let turns = turns.iter().map(|turn| turn.index(net.claims.len()));
        check_turns(&net, turns);
    }

    #[test]
    fn no_number_can_hurt(parts in vec((0..7_usize, 0..7_usize, any::<i64>()), 0..20)) {
        let mut timeline = Timeline::new();
        let events = [timeline.event(), timeline.day(), timeline.event()];
        let mut points = vec![Point::ORIGIN];
        points.extend(events.iter().flat_map(|event| [event.begin, event.end]));
        for (from, to, days) in parts {
            let part = Constraint { from: points[from], to: points[to], days };
            timeline.add_choice(Trust::Said(1), [vec![part], vec![part.opposite()]]).unwrap();
            timeline.add(Trust::Said(1), [part]).unwrap();
            timeline.is_consistent();
        }
        let solution = timeline.solve();
        for event in events {
            let _ = (solution.begins(event), solution.ends(event), solution.why_not_later(event.end));
            let _ = solution.why(&Constraint { from: event.end, to: Point::ORIGIN, days: i64::MIN });
            let _ = solution.why(&Constraint { from: event.end, to: Point::ORIGIN, days: i64::MAX });
            let _ = solution.relations(event, events[0]);
        }
    }
}

#[test]
fn a_point_of_another_timeline_is_refused() {
    let mut other = Timeline::new();
    let events: Vec<Event> = (0..9).map(|_| other.event()).collect();
    let mut timeline = Timeline::new();
    let own = timeline.day();
    let refused =
        timeline.add(Trust::Rule, [own.before(events[0]), own.before(events[8])].concat());
    assert_eq!(refused, Err(UnknownPoint(events[8].begin)));
    let refused = timeline.add_choice(Trust::Rule, [own.before(own), events[8].before(own)]);
    assert_eq!(refused, Err(UnknownPoint(events[8].end)));
    assert!(timeline.is_consistent());
    let solution = timeline.solve();
    assert_eq!(solution.begins(events[8]), Interval::UNKNOWN);
    assert_eq!(solution.distance(own.begin, events[8].end), Span { at_least: None, at_most: None });
    assert!(solution.conflicts.is_empty());
    assert!(!timeline.remove(Claim(7)));
}

fn day(month: u8, day: u8) -> Day {
    Day::gregorian(1917, month, day).unwrap()
}

fn on(day: Day) -> Shape {
    Shape::Within(Interval::between(day, day))
}

#[test]
fn a_conflict_reads_as_a_chain() {
    let mut time = Timeline::new();
    let (congress, letter) = (time.event(), time.day());
    let closed = time
        .add(Trust::Said(5), congress.end.within(&Interval::between(day(12, 13), day(12, 20))))
        .unwrap();
    let after = time.add(Trust::Said(2), letter.after(congress)).unwrap();
    let dated = time
        .add(
            Trust::Said(3),
            letter.dated(&Shape::Within(Interval::between(day(12, 1), day(12, 5)))),
        )
        .unwrap();
    let solution = time.solve();
    let [conflict] = &solution.conflicts[..] else { panic!("{:?}", solution.conflicts) };
    assert_eq!((&conflict.claims[..], conflict.weakest), (&[closed, after, dated][..], after));
    let days = |day: Day| i64::from(day.number());
    let told: Vec<_> =
        conflict.chains[0].iter().map(|link| (link.claim.unwrap(), link.constraint)).collect();
    let link = |from, to, days| Constraint { from, to, days };
    assert_eq!(
        told,
        [
            (dated, link(Point::ORIGIN, letter.end, days(day(12, 5)))),
            (after, link(letter.begin, congress.end, -1)),
            (closed, link(congress.end, Point::ORIGIN, -days(day(12, 13)))),
        ]
    );
    assert_eq!(solution.begins(letter), Interval::between(day(12, 1), day(12, 5)));
}

#[test]
fn a_rule_is_given_up_last() {
    let mut time = Timeline::new();
    let (birth, act) = (time.day(), time.day());
    let born = time.add(Trust::Said(900), birth.dated(&on(day(5, 2)))).unwrap();
    time.add(Trust::Said(901), act.dated(&on(day(5, 1)))).unwrap();
    let rule = time.add(Trust::Rule, birth.before(act)).unwrap();
    let solution = time.solve();
    assert_eq!(solution.set_aside(), [born]);
    assert!(solution.conflicts[0].claims.contains(&rule));
}

#[test]
fn of_two_tenures_one_came_first() {
    let mut time = Timeline::new();
    let (one, other) = (time.event(), time.event());
    let month = |from, to| Interval::between(day(from, 1), day(to, 1));
    time.add(
        Trust::Said(1),
        one.dated(&Shape::Throughout { begins: month(1, 2), ends: month(6, 7) }),
    )
    .unwrap();
    time.add(
        Trust::Said(1),
        other.dated(&Shape::Throughout { begins: month(5, 8), ends: month(5, 9) }),
    )
    .unwrap();
    let apart = time.add_choice(Trust::Rule, [one.before(other), other.before(one)]).unwrap();
    let solution = time.solve();
    assert_eq!((solution.choices[0].claim, solution.choices[0].forced()), (apart, Some(0)));
    assert_eq!(solution.begins(other).first_day(), Some(day(6, 2)));
    assert_eq!(solution.relations(one, other).certainty(Allen::During), Certainty::Cannot);
    let why = solution.why_not_earlier(other.begin).unwrap();
    assert!(why.iter().any(|link| link.claim == Some(apart) && link.alternative == Some(0)));
}

#[test]
fn no_way_of_choosing() {
    let mut time = Timeline::new();
    let events: Vec<Event> = (0..3).map(|_| time.day()).collect();
    let two_days = Shape::Within(Interval::between(day(1, 1), day(1, 2)));
    for event in &events {
        time.add(Trust::Said(2), event.dated(&two_days)).unwrap();
    }
    let unrelated = time.event();
    time.add_choice(Trust::Said(0), [unrelated.before(events[0]), unrelated.after(events[0])])
        .unwrap();
    for (one, other) in [(0, 1), (1, 2), (0, 2)] {
        time.add_choice(
            Trust::Said(3),
            [events[one].before(events[other]), events[other].before(events[one])],
        )
        .unwrap();
    }
    let solution = time.solve();
    let [conflict] = &solution.conflicts[..] else { panic!("{:?}", solution.conflicts) };
    assert_eq!(conflict.claims, [0, 1, 2, 4, 5, 6].map(Claim));
    assert_eq!(conflict.weakest, Claim(2));
}

/// Numbers that look random, the same for every run.
struct Dice(u64);

impl Dice {
    fn between(&mut self, first: i64, last: i64) -> i64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        first + ((self.0 >> 33) as i64) % (last - first + 1)
    }
}

/// Letters with unmarked dates, and what is known of their order; the calendar of each is hidden.
struct Dossier {
    events: Vec<Event>,
    said: Vec<Said>,
    /// The claims that leave the calendar open, and the one that is true: 0 Gregorian, 1 Julian.
    hidden: Vec<(Claim, usize)>,
}

fn dossier(seed: u64) -> (Timeline, Dossier) {
    let mut dice = Dice(seed);
    dice.between(0, 1);
    let mut timeline = Timeline::new();
    let mut dossier = Dossier { events: Vec::new(), said: Vec::new(), hidden: Vec::new() };
    let mut days = Vec::new();
    let letters = dice.between(3, 9);
    for _ in 0..letters {
        let letter = timeline.day();
        let day = 2_421_500 + dice.between(0, 60);
        let at = |day: i64| letter.dated(&on(Day::new(day as i32)));
        let calendar = dice.between(0, 2);
        let alternatives = match calendar {
            2 => vec![at(day)],
            calendar => {
                dossier.hidden.push((Claim(dossier.said.len() as u32), calendar as usize));
                let written = day - 13 * calendar;
                vec![at(written), at(written + 13)]
            }
        };
        dossier.said.push((Trust::Said(1), alternatives));
        dossier.events.push(letter);
        days.push(day);
    }
    for _ in 0..dice.between(letters, 3 * letters) {
        let (one, other) =
            (dice.between(0, letters - 1) as usize, dice.between(0, letters - 1) as usize);
        let (a, b) = (dossier.events[one], dossier.events[other]);
        let apart = days[other] - days[one];
        let said = if 0 < apart && dice.between(0, 1) == 0 {
            a.before(b)
        } else {
            a.near(b, (apart.abs() + dice.between(0, 10)) as u32)
        };
        dossier.said.push((Trust::Said(2), vec![said]));
    }
    for said in &dossier.said {
        add(&mut timeline, said);
    }
    (timeline, dossier)
}

#[test]
fn hidden_calendars_are_found() {
    let (mut forced, mut open) = (0, 0);
    for seed in 0..200 {
        let (mut timeline, Dossier { events, said, hidden }) = dossier(seed);
        let mut models: Vec<Vec<usize>> = Vec::new();
        for choice in 0..1_usize << hidden.len() {
            let chosen = |place: usize| choice >> place & 1;
            let given =
                |claim: Claim| hidden.iter().position(|(other, _)| *other == claim).map(chosen);
            let claims = (0..said.len() as u32).map(Claim);
            let members: Vec<_> = claims.map(|claim| (claim, given(claim))).collect();
            if can_hold(&events, &said, &members) {
                models.push((0..hidden.len()).map(chosen).collect());
            }
        }
        let solution = timeline.solve();
        assert!(solution.conflicts.is_empty());
        assert_eq!(solution.choices.len(), hidden.len());
        for (place, (claim, truth)) in hidden.iter().enumerate() {
            let choice = &solution.choices[place];
            let possible: BTreeSet<usize> = models.iter().map(|model| model[place]).collect();
            assert_eq!((choice.claim, choice.decided), (*claim, true));
            assert_eq!(choice.possible, possible.into_iter().collect::<Vec<_>>(), "dossier {seed}");
            assert!(choice.possible.contains(truth));
            match choice.forced() {
                Some(_) => forced += 1,
                None => open += 1,
            }
            for exclusion in &choice.excluded {
                check_conflict(&events, &said, &exclusion.because, Some(*claim));
            }
        }
    }
    assert!(200 < forced && 200 < open, "{forced} forced, {open} open");
}

#[test]
fn many_false_claims_among_true_ones() {
    let mut told = 0;
    for seed in 0..12 {
        let mut dice = Dice(seed);
        let mut timeline = Timeline::new();
        let events: Vec<Event> = (0..25)
            .map(|number| if number % 2 == 0 { timeline.day() } else { timeline.event() })
            .collect();
        let days: Vec<i64> = events.iter().map(|_| dice.between(0, 300)).collect();
        let mut said: Vec<Said> = Vec::new();
        for number in 0..90_i64 {
            let (one, other) = (dice.between(0, 24) as usize, dice.between(0, 24) as usize);
            let wrong = if number % 9 == 0 { -dice.between(5, 60) } else { 0 };
            let slack = dice.between(0, 20) + wrong;
            let (a, b) = (events[one], events[other]);
            let part =
                |from: Point, to: Point, days: i64| Constraint { from, to, days: days + slack };
            let parts = match dice.between(0, 2) {
                0 => vec![
                    part(Point::ORIGIN, a.end, days[one]),
                    part(a.begin, Point::ORIGIN, -days[one]),
                ],
                _ if one == other => continue,
                _ => vec![part(a.end, b.begin, days[other] - days[one])],
            };
            said.push((Trust::Said(dice.between(0, 3) as u32), vec![parts]));
        }
        for one in &said {
            add(&mut timeline, one);
        }
        let solution = timeline.solve();
        let aside = solution.set_aside();
        let rest = (0..said.len() as u32).map(Claim).filter(|claim| !aside.contains(claim));
        assert!(can_hold(&events, &said, &free(rest)));
        for conflict in &solution.conflicts {
            check_conflict(&events, &said, conflict, None);
        }
        told += solution.conflicts.len();
    }
    assert!(30 < told, "{told} conflicts");
}

#[test]
fn fewer_claims_are_told_rather_than_a_shorter_chain() {
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1]] {
        let mut time = Timeline::new();
        let [a, b, c, d] = [(); 4].map(|()| time.day().begin);
        let part = |from, to, days| Constraint { from, to, days };
        let claims = [
            vec![part(Point::ORIGIN, a, 5), part(b, c, -5)],
            vec![part(a, b, -1), part(c, Point::ORIGIN, -1)],
            vec![part(a, d, -9)],
            vec![part(d, Point::ORIGIN, 0)],
        ];
        let trusts = [0, 7, 7, 7].map(Trust::Said);
        let mut names = [Claim(0); 4];
        for place in order {
            names[place] = time.add(trusts[place], claims[place].iter().copied()).unwrap();
        }
        let solution = time.solve();
        let mut two = vec![names[0], names[1]];
        two.sort();
        assert_eq!(solution.conflicts[0].claims, two, "{order:?}");
        assert_eq!(solution.set_aside(), [names[0]]);
    }
}
