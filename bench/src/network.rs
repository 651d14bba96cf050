//! Networks of made-up events, the same for every run.

use derek_time::{Constraint, Day, Event, Interval, Shape, Timeline, Trust};

/// Numbers that look random (SplitMix64, Steele, Lea and Flood 2014).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`, which is not 0.
    pub fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    /// A number from one to another, both included.
    pub fn between(&mut self, first: i64, last: i64) -> i64 {
        first + self.below((last - first + 1).max(1) as u64) as i64
    }
}

/// Events, and claims about them that were true of the days they were made up with.
pub struct Network {
    /// The events, whose claims are still to be added.
    pub timeline: Timeline,
    /// What is claimed, and how far it is trusted.
    pub claims: Vec<(Trust, Vec<Constraint>)>,
    /// How many constraints that makes.
    pub constraints: usize,
}

impl Network {
    /// Each event has a day, a month, a season or a year as evidence, and three
    /// relations to events near it in time: earlier, within so many days, no later.
    pub fn new(events: usize, seed: u64) -> Network {
        let mut dice = Dice(seed);
        let first = i64::from(Day::gregorian(1900, 1, 1).map_or(0, Day::number));
        let span = (events as i64 / 8).clamp(4_000, 36_500);
        let mut days: Vec<(i64, i64)> = (0..events)
            .map(|_| {
                let begin = first + dice.between(0, span);
                let length = if dice.below(2) == 0 { 0 } else { dice.between(0, 40) };
                (begin, begin + length)
            })
            .collect();
        days.sort_unstable();
        let mut timeline = Timeline::new();
        let made: Vec<Event> = days.iter().map(|_| timeline.event()).collect();
        let mut claims = Vec::new();
        for one in 0..events {
            let (begin, end) = days[one];
            let margin = [0, 30, 90, 365][dice.below(4) as usize];
            let day = |number: i64| Day::new(number as i32);
            let dated = Shape::Within(Interval::between(
                day(begin - dice.between(0, margin)),
                day(end + dice.between(0, margin)),
            ));
            let trust = Trust::Said(dice.below(10) as u32);
            claims.push((trust, made[one].dated(&dated)));
            for _ in 0..3 {
                let near = (one as i64 + dice.between(-20, 20)).clamp(0, events as i64 - 1) as usize;
                let (other, event) = (days[near], made[near]);
                let said = if end < other.0 {
                    match dice.below(3) {
                        0 => made[one].near(event, (other.0 - end + dice.between(0, 5)) as u32),
                        _ => made[one].before(event),
                    }
                } else if other.1 < begin {
                    let most = (dice.below(3) == 0).then_some(begin - other.1 + dice.between(0, 9));
                    made[one].follows(event, most.is_none().then_some(1), most)
                } else {
                    made[one.min(near)].begins_by(made[one.max(near)])
                };
                claims.push((Trust::Said(dice.below(10) as u32), said));
            }
        }
        let constraints = claims.iter().map(|(_, said)| said.len()).sum();
        Network { timeline, claims, constraints }
    }

    /// Adds so many false claims, each against one that is there.
    pub fn contradict(&mut self, times: usize) {
        for place in 0..times {
            let victim = (2 * place + 1) * self.claims.len() / (2 * times);
            let victim = self.claims[victim - victim % 4 + 1].1.first().copied();
            if let Some(Constraint { from, to, days }) = victim {
                let opposite = Constraint { from: to, to: from, days: -days - 3 };
                self.claims.push((Trust::Said(4), vec![opposite]));
            }
        }
    }

    /// The timeline with all claims added.
    pub fn told(self) -> Timeline {
        let mut timeline = self.timeline;
        for (trust, said) in self.claims {
            timeline.add(trust, said).expect("own points");
        }
        timeline
    }
}

/// Letters that name no calendar, of which each answers the one before, in chains of `length`.
pub fn unmarked(letters: usize, length: usize, seed: u64) -> Timeline {
    let mut dice = Dice(seed);
    let mut timeline = Timeline::new();
    let mut before: Option<(Event, i64)> = None;
    for number in 0..letters {
        let letter = timeline.day();
        let exact = |day: i64| {
            let day = Day::new(day as i32);
            letter.dated(&Shape::Within(Interval::between(day, day)))
        };
        let true_day = match before {
            Some((earlier, day)) if number % length != 0 => {
                let later = day + dice.between(1, 12);
                let limit = dice.between(later - day, 24);
                let said = letter.follows(earlier, Some(1), Some(limit));
                timeline.add(Trust::Said(1), said).expect("own points");
                later
            }
            _ => 2_421_000 + dice.between(0, 400),
        };
        let old = dice.below(2) == 0;
        let written = if old { true_day - 13 } else { true_day };
        let said = [exact(written), exact(written + 13)];
        timeline.add_choice(Trust::Said(1), said).expect("own points");
        before = Some((letter, true_day));
    }
    timeline
}

/// Letters that name no calendar, each said to be near, or later than, a few of the letters written about then.
pub fn woven(letters: usize, seed: u64) -> Timeline {
    let mut dice = Dice(seed);
    let mut timeline = Timeline::new();
    let mut days: Vec<i64> = (0..letters).map(|_| 2_421_000 + dice.between(0, 2 * letters as i64)).collect();
    days.sort_unstable();
    let events: Vec<Event> = days.iter().map(|_| timeline.day()).collect();
    for (number, (letter, true_day)) in events.iter().zip(&days).enumerate() {
        let exact = |day: i64| {
            let day = Day::new(day as i32);
            letter.dated(&Shape::Within(Interval::between(day, day)))
        };
        let written = if dice.below(2) == 0 { true_day - 13 } else { *true_day };
        timeline.add_choice(Trust::Said(1), [exact(written), exact(written + 13)]).expect("own points");
        for _ in 0..2 {
            let other = (number as i64 - dice.between(1, 12)).max(0) as usize;
            let apart = true_day - days[other];
            let said = match dice.below(2) {
                0 if 0 < apart => letter.after(events[other]),
                _ => letter.near(events[other], (apart + dice.between(4, 16)) as u32),
            };
            timeline.add(Trust::Said(1), said).expect("own points");
        }
    }
    timeline
}

/// More days' work than days: so many events of one day in a stretch that is a day too short, none at the same time.
pub fn crowded(events: usize) -> Timeline {
    let mut timeline = Timeline::new();
    let made: Vec<Event> = (0..events).map(|_| timeline.day()).collect();
    let short = Interval::between(Day::new(0), Day::new(events as i32 - 2));
    for (number, one) in made.iter().enumerate() {
        timeline.add(Trust::Said(1), one.dated(&Shape::Within(short))).expect("own points");
        for other in &made[..number] {
            let apart = [one.before(*other), other.before(*one)];
            timeline.add_choice(Trust::Rule, apart).expect("own points");
        }
    }
    timeline
}
