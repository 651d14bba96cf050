//! Networks: figures held to their definitions, ranks to their intervals, layers to their claims.

use std::collections::BTreeSet;

use derek_reason::network::{Exactness, Graph, Intervals, Layer, Measure, Network, Ties, Weights};
use derek_reason::structure::Certainty;
use derek_reason::{Times, derive};
use derek_study::fixture;
use proptest::prelude::*;

type Edge = (u32, u32, f64);

/// Distances and numbers of shortest ways by relaxing every tie until nothing changes.
fn all_pairs(nodes: usize, edges: &[Edge]) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
    let mut distance = vec![vec![f64::INFINITY; nodes]; nodes];
    for (node, row) in distance.iter_mut().enumerate() {
        row[node] = 0.0;
    }
    for &(a, b, weight) in edges {
        let (a, b) = (a as usize, b as usize);
        distance[a][b] = distance[a][b].min(weight);
        distance[b][a] = distance[a][b];
    }
    let tie = distance.clone();
    for via in 0..nodes {
        for one in 0..nodes {
            for other in 0..nodes {
                let way = distance[one][via] + distance[via][other];
                if way < distance[one][other] {
                    distance[one][other] = way;
                }
            }
        }
    }
    let mut count = vec![vec![0.0; nodes]; nodes];
    for start in 0..nodes {
        let mut order: Vec<usize> =
            (0..nodes).filter(|node| distance[start][*node].is_finite()).collect();
        order.sort_by(|a, b| distance[start][*a].total_cmp(&distance[start][*b]));
        count[start][start] = 1.0;
        for &node in order.iter().skip(1) {
            count[start][node] = (0..nodes)
                .filter(|before| {
                    *before != node
                        && distance[start][*before] + tie[*before][node] == distance[start][node]
                })
                .map(|before| count[start][before])
                .sum();
        }
    }
    (distance, count)
}

fn edges() -> impl Strategy<Value = (usize, Vec<Edge>)> {
    (3..12_usize).prop_flat_map(|nodes| {
        let most = nodes as u32;
        // Whole weights, so that sums are exact and equal ways are equal.
        let edge =
            (0..most, 0..most, 1..4_u32).prop_map(|(a, b, weight)| (a, b, f64::from(weight)));
        (Just(nodes), proptest::collection::vec(edge, 1..30))
    })
}

/// Of several ties between two the heaviest counts, and loops do not.
fn single(edges: &[Edge]) -> Vec<Edge> {
    let mut kept: Vec<Edge> = Vec::new();
    for &(a, b, weight) in edges.iter().filter(|(a, b, _)| a != b) {
        let (a, b) = (a.min(b), a.max(b));
        match kept.iter_mut().find(|edge| (edge.0, edge.1) == (a, b)) {
            Some(edge) => edge.2 = edge.2.max(weight),
            None => kept.push((a, b, weight)),
        }
    }
    kept
}

proptest! {
    #[test]
    fn ways_are_those_of_trying_all((nodes, edges) in edges(), is_weighted in any::<bool>()) {
        let graph = Graph::of(nodes, edges.iter().copied());
        let mut plain = single(&edges);
        let weights = if is_weighted { Weights::Used } else { Weights::Unused };
        if !is_weighted {
            plain.iter_mut().for_each(|edge| edge.2 = 1.0);
        }
        let (distance, count) = all_pairs(nodes, &plain);
        let starts: Vec<u32> = (0..nodes as u32).collect();
        let ways = graph.ways(&starts, weights);
        for node in 0..nodes {
            let mut between = 0.0;
            for one in (0..nodes).filter(|one| *one != node) {
                for other in (0..nodes).filter(|other| *other != node && *other != one) {
                    let through = distance[one][node] + distance[node][other] == distance[one][other];
                    if through && distance[one][other].is_finite() {
                        between += count[one][node] * count[node][other] / count[one][other];
                    }
                }
            }
            let between = between / ((nodes - 1) * (nodes - 2)) as f64;
            prop_assert!((ways.betweenness[node] - between).abs() < 1e-12);
            let reached: Vec<f64> = distance[node].iter().copied().filter(|far| far.is_finite() && 0.0 < *far).collect();
            let total: f64 = reached.iter().sum();
            let near = if reached.is_empty() { 0.0 } else { (reached.len() as f64 / total) * reached.len() as f64 / (nodes - 1) as f64 };
            prop_assert!((ways.closeness[node] - near).abs() < 1e-12);
        }
    }

    #[test]
    fn an_eigenvector_is_one((nodes, edges) in edges()) {
        let graph = Graph::of(nodes, edges.iter().copied());
        let Some(vector) = graph.eigenvector(Weights::Unused) else {
            prop_assert_eq!(graph.ties(), 0);
            return Ok(());
        };
        let image: Vec<f64> = (0..nodes as u32).map(|node| graph.neighbours(node).map(|(next, _)| vector[next as usize]).sum()).collect();
        let value: f64 = image.iter().zip(&vector).map(|(a, b)| a * b).sum();
        let length: f64 = vector.iter().map(|part| part * part).sum();
        prop_assert!((length - 1.0).abs() < 1e-12);
        for (image, part) in image.iter().zip(&vector) {
            prop_assert!((image - value * part).abs() < 1e-9 && -1e-12 < *part);
        }
        // No smaller than any that another beginning leads to.
        let mean = 2.0 * graph.ties() as f64 / nodes as f64;
        prop_assert!(mean <= value + 1e-9);
    }

    #[test]
    fn a_bridge_is_what_parts_the_network((nodes, edges) in edges()) {
        let plain = single(&edges);
        let graph = Graph::of(nodes, plain.iter().copied());
        let parts = |graph: &Graph| graph.components().into_iter().collect::<BTreeSet<_>>().len();
        let bridges = graph.bridges();
        for edge in &plain {
            let without = Graph::of(nodes, plain.iter().copied().filter(|other| other != edge));
            prop_assert_eq!(parts(&graph) < parts(&without), bridges.contains(&(edge.0, edge.1)));
        }
    }

    /// Whatever figure in its interval each node really has, its rank lies in what is said.
    #[test]
    fn a_rank_holds_whatever_is_true(
        (nodes, edges) in edges(),
        sources in proptest::collection::vec(0..3_u32, 30),
        shares in proptest::collection::vec(0.0..=1.0_f64, 12),
    ) {
        let mut network = Network::new(nodes, 3);
        for ((a, b, weight), source) in edges.iter().zip(&sources) {
            network.tie(*a, *b, *weight, vec![*source]);
        }
        let centrality = network.centrality(Weights::Unused);
        for figures in centrality.figures.values() {
            let truth: Vec<f64> = figures.iter().zip(&shares).map(|(figure, share)| figure.low + share * (figure.high - figure.low)).collect();
            for (figure, value) in figures.iter().zip(&truth) {
                prop_assert!(figure.low <= figure.value && figure.value <= figure.high);
                let rank = 1 + truth.iter().filter(|other| value + 1e-9 < **other).count();
                prop_assert!(figure.best <= rank && rank <= figure.worst);
            }
        }
    }

    #[test]
    fn groups_hang_together_and_cover_all((nodes, edges) in edges()) {
        let graph = Graph::of(nodes, edges.iter().copied());
        let (groups, parts) = (graph.communities(), graph.components());
        prop_assert_eq!(groups.len(), nodes);
        for one in 0..nodes {
            for other in 0..nodes {
                prop_assert!(groups[one] != groups[other] || parts[one] == parts[other]);
            }
        }
    }
}

#[test]
fn two_cliques_and_a_bridge() {
    let mut edges: Vec<Edge> = Vec::new();
    for from in [0, 5] {
        for a in from..from + 5 {
            edges.extend((a + 1..from + 5).map(|b| (a, b, 1.0)));
        }
    }
    edges.push((4, 5, 1.0));
    let graph = Graph::of(10, edges);
    assert_eq!(graph.bridges(), [(4, 5)]);
    assert_eq!(graph.communities(), [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
}

#[test]
fn a_figure_has_the_interval_of_its_sources() {
    // A star that one source tells of, and one tie of it that another tells of as well.
    let mut network = Network::new(4, 2);
    for leaf in 1..4 {
        assert!(network.tie(0, leaf, 1.0, vec![0]));
    }
    assert!(network.tie(0, 1, 1.0, vec![1]));
    assert!(
        !network.tie(2, 2, 1.0, vec![])
            && !network.tie(0, 9, 1.0, vec![])
            && !network.tie(0, 1, 0.0, vec![])
    );
    let centrality = network.centrality(Weights::Unused);
    assert_eq!(
        (centrality.exactness, centrality.intervals),
        (Exactness::Exact, Intervals::Dropped(2))
    );
    let degree = &centrality.figures[&Measure::Degree];
    let close = |one: f64, other: f64| assert!((one - other).abs() < 1e-12, "{one} {other}");
    close(degree[0].value, 1.0);
    close(degree[0].low, 1.0 / 3.0);
    close(degree[1].low, 1.0 / 3.0);
    close(degree[2].low, 0.0);
    assert_eq!(degree[2].rank(), None);
    assert_eq!(
        (degree[0].best, degree[0].worst),
        (1, 4),
        "without the first source it is no more than another"
    );
}

#[test]
fn ranks_where_intervals_part() {
    let mut network = Network::new(5, 3);
    for leaf in 1..5 {
        network.tie(0, leaf, 1.0, vec![]);
    }
    network.tie(1, 2, 1.0, vec![0]);
    network.tie(3, 4, 1.0, vec![1]);
    let centrality = network.centrality(Weights::Unused);
    let degree = &centrality.figures[&Measure::Degree];
    assert_eq!(degree[0].rank(), Some(1));
    assert_eq!((degree[1].best, degree[1].worst), (2, 5));
}

#[test]
fn estimates_from_some_nodes_are_near() {
    // Hubs of hubs, and ties across.
    let nodes = 900_u32;
    let edges: Vec<Edge> = (1..nodes)
        .flat_map(|node| [(node, node / 7, 1.0), (node, (node * 379) % nodes, 1.0)])
        .collect();
    let graph = Graph::of(nodes as usize, edges);
    let all: Vec<u32> = (0..nodes).collect();
    let some: Vec<u32> = (0..nodes).step_by(3).collect();
    let (exact, near) = (graph.ways(&all, Weights::Unused), graph.ways(&some, Weights::Unused));
    let off = |one: &[f64], other: &[f64]| {
        let apart: f64 = one.iter().zip(other).map(|(one, other)| (one - other).abs()).sum();
        apart / one.iter().sum::<f64>()
    };
    let (closeness, betweenness) =
        (off(&exact.closeness, &near.closeness), off(&exact.betweenness, &near.betweenness));
    assert!(closeness < 0.01, "{closeness}");
    assert!(0.0 < betweenness && betweenness < 0.3, "{betweenness}");
    // Each estimate errs on either side, so that their sum is much nearer.
    let sum = |ways: &[f64]| ways.iter().sum::<f64>();
    let ratio = sum(&near.betweenness) / sum(&exact.betweenness);
    assert!((ratio - 1.0).abs() < 0.03, "{ratio}");
}

const STUDY: &str = "
    //- cards/a.md
    ---
    kind: person
    office: {value: council, from: '1917', until: '1919', cite: '@one, 1'}
    kin: b [@one, 2]
    ---
    //- cards/b.md
    ---
    kind: person
    office: {value: council, from: '1918', until: '1920', cite: '@two, 1'}
    allegiance: {value: council, from: '1918', cite: '@copy, 4'}
    ---
    //- cards/c.md
    ---
    kind: person
    member: {value: council, from: '1925', cite: '@one, 3'}
    ---
    //- cards/council.md
    ---
    kind: organ
    ---
    //- cards/letter.md
    ---
    kind: document
    when: 1918-05-01
    author:
      - a [@one, 5]
      - c [@one, 5]
    addressee: b [@two, 5; @one, 6]
    ---
    //- cards/copy.md
    ---
    kind: document
    derived-from: two
    ---
    //- cards/meeting.md
    ---
    kind: event
    when: 1919
    party: a
    ---
";

#[test]
fn layers_and_their_times() {
    let study = fixture::study(STUDY);
    let times = Times::of(&study);
    let ties = Ties::of(&study, &times);
    let told: Vec<(&str, &str, &str)> = ties
        .ties
        .iter()
        .map(|tie| (tie.layer.name(), tie.one.id.as_str(), tie.other.id.as_str()))
        .collect();
    let expected = [
        ("kin", "a", "b"),
        ("office", "a", "council"),
        ("office", "b", "council"),
        ("membership", "c", "council"),
        ("co-membership", "a", "b"),
        ("correspondence", "a", "b"),
        ("correspondence", "b", "c"),
        ("co-signature", "a", "c"),
        ("allegiance", "b", "council"),
    ];
    assert_eq!(told, expected, "c came after both had left");
    let day = derek_time::parse("1919-01-15").expect("a day").bounds();
    let together: Vec<Certainty> = ties
        .at(Some(&day))
        .into_iter()
        .filter(|(tie, _)| tie.layer == Layer::Together)
        .map(|(_, certainty)| certainty)
        .collect();
    assert_eq!(together, [Certainty::Possible], "the one may have left by then");
    let day = derek_time::parse("1921-01-15").expect("a day").bounds();
    assert!(ties.at(Some(&day)).iter().all(|(tie, _)| tie.layer != Layer::Together));
}

#[test]
fn a_tie_falls_with_the_source_that_it_needs() {
    let study = fixture::study(STUDY);
    let (times, derived) = (Times::of(&study), derive(&study));
    let ties = Ties::of(&study, &times);
    let all: Vec<_> = ties.ties.iter().collect();
    let (network, cards) = Ties::network(&all, &derived.witnesses);
    let place = |id: &str| cards.iter().position(|card| card.id == id).expect(id) as u32;
    // Sources in their order: one, two; the copy counts as the second.
    let has = |graph: &Graph, one: &str, other: &str| {
        graph.neighbours(place(one)).any(|(next, _)| next == place(other))
    };
    let (without_one, without_two) = (network.graph(Some(0)), network.graph(Some(1)));
    assert!(!has(&without_one, "a", "council") && has(&without_two, "a", "council"));
    assert!(has(&without_one, "b", "council") && !has(&without_two, "b", "council"));
    assert!(!has(&without_one, "a", "b"), "that a wrote to b needs the claim that a wrote");
    assert!(has(&without_two, "b", "c"), "the addressee has two witnesses");
}

#[test]
fn a_crowd_is_not_tied_two_by_two() {
    let mut text = String::from("//- cards/congress.md\n---\nkind: event\nparty:\n");
    (0..100).for_each(|at| text.push_str(&format!("  - p{at}\n")));
    text.push_str("---\n");
    (0..100).for_each(|at| text.push_str(&format!("//- cards/p{at}.md\n---\nkind: person\n---\n")));
    let study = fixture::study(&text);
    let ties = Ties::of(&study, &Times::of(&study));
    assert!(ties.ties.is_empty());
    assert_eq!(
        ties.crowds.iter().map(|(card, count)| (card.id.as_str(), *count)).collect::<Vec<_>>(),
        [("congress", 100)]
    );
}
