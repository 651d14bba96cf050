//! Dates for other programs: CIDOC CRM, OWL-Time, OxCal, Linked Places, PeriodO.
//!
//! Nothing is exported as surer than it is. The days cover every honest reading;
//! "about" and "perhaps" are said where a format has words for them, and where
//! it has none the date is not exported at all. Years are those of the proleptic
//! Gregorian calendar, 1 BC being the year 0000 (XSD 1.1, ISO 8601).

use crate::date::{Calendar, Date, End, Interval, Moment, Said, Shape, Unit};
use crate::day::Day;

/// A form that other programs read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Export {
    /// EDTF, ISO 8601-2: see [`Date::edtf`], and with both readings where there are two.
    Edtf,
    /// A time-span of the CIDOC CRM in Turtle, with its four points.
    Crm,
    /// A temporal entity of OWL-Time in Turtle.
    OwlTime,
    /// A command of OxCal's chronological query language.
    OxCal,
    /// The `when` of the Linked Places format, in JSON.
    LinkedPlaces,
    /// The `start` and `stop` of a PeriodO definition, in JSON; years only.
    PeriodO,
}

/// Between which days something begins and ends, as the CIDOC CRM counts them.
///
/// Each is `None` when nobody knows it, when there is no such end, or when the
/// readings of the date leave it open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FourPoints {
    /// P82a, begin of the begin: the first day on which it may have begun.
    pub begin_of_the_begin: Option<Day>,
    /// P81a, end of the begin: from this day on it surely lasted.
    pub end_of_the_begin: Option<Day>,
    /// P81b, begin of the end: until this day it surely lasted.
    pub begin_of_the_end: Option<Day>,
    /// P82b, end of the end: the last day on which it may have lasted.
    pub end_of_the_end: Option<Day>,
}

impl Export {
    /// Every form, in the order in which they are offered.
    pub const ALL: [Export; 6] = [
        Export::Edtf,
        Export::Crm,
        Export::OwlTime,
        Export::OxCal,
        Export::LinkedPlaces,
        Export::PeriodO,
    ];

    /// Its name on the command line: `edtf`, `crm`, `owl-time`.
    pub fn name(self) -> &'static str {
        match self {
            Export::Edtf => "edtf",
            Export::Crm => "crm",
            Export::OwlTime => "owl-time",
            Export::OxCal => "oxcal",
            Export::LinkedPlaces => "linked-places",
            Export::PeriodO => "periodo",
        }
    }

    /// Its name as it is printed: `EDTF`, `CIDOC CRM`.
    pub fn title(self) -> &'static str {
        match self {
            Export::Edtf => "EDTF",
            Export::Crm => "CIDOC CRM",
            Export::OwlTime => "OWL-Time",
            Export::OxCal => "OxCal",
            Export::LinkedPlaces => "Linked Places",
            Export::PeriodO => "PeriodO",
        }
    }

    /// The form of this name; `None` when there is none.
    pub fn from_name(name: &str) -> Option<Export> {
        Export::ALL.into_iter().find(|export| export.name() == name)
    }
}

impl Date {
    /// The four points of the CIDOC CRM, over every honest reading.
    ///
    /// A moment that lies somewhere within has no inner points: nobody knows that
    /// it lasted. Those of a stretch are kept only when they lie in order in every
    /// reading.
    pub fn four_points(&self) -> FourPoints {
        let outer = self.hull();
        let inner = self.shaped_readings().into_iter().map(|shape| match shape {
            Shape::Throughout { begins, ends } => begins.last_day().zip(ends.first_day()),
            Shape::Within(_) => None,
        });
        let inner = inner
            .reduce(|one, other| {
                let (one, other) = (one?, other?);
                Some((one.0.max(other.0), one.1.min(other.1)))
            })
            .flatten()
            .filter(|(begun, lasting)| begun <= lasting);
        FourPoints {
            begin_of_the_begin: outer.first_day(),
            end_of_the_begin: inner.map(|(begun, _)| begun),
            begin_of_the_end: inner.map(|(_, lasting)| lasting),
            end_of_the_end: outer.last_day(),
        }
    }

    /// The date in a form that another program reads.
    ///
    /// `None` when nothing of it is known that the form could say, or when the
    /// form could say it only as surer than it is: OxCal has no "about" without
    /// a number.
    ///
    /// ```
    /// # use derek_time::{Export, parse};
    /// let date = parse("25 October (7 November) 1917").unwrap();
    /// let oxcal = date.export(Export::OxCal).unwrap();
    /// assert_eq!(oxcal, "Date(\"25 October (7 November) 1917\", U(1917.8470, 1917.8498));");
    /// ```
    pub fn export(&self, export: Export) -> Option<String> {
        if !self.faults.is_empty() {
            return None;
        }
        match export {
            Export::Edtf => self.edtf_of_readings(),
            Export::Crm => self.crm(),
            Export::OwlTime => self.owl_time(),
            Export::OxCal => self.oxcal(),
            Export::LinkedPlaces => self.linked_places(),
            Export::PeriodO => self.periodo(),
        }
    }

    /// EDTF that keeps a second reading: one day of a set, or a stretch with a doubt.
    fn edtf_of_readings(&self) -> Option<String> {
        let mut readings = self.readings();
        if readings.len() < 2 {
            return self.edtf();
        }
        readings.sort_by_key(Interval::first_day);
        let days: Vec<Day> = readings
            .iter()
            .filter(|reading| reading.days() == Some(1))
            .filter_map(Interval::first_day)
            .collect();
        if days.len() == readings.len() {
            let days: Vec<String> =
                days.into_iter().filter_map(|day| Date::from(day).edtf()).collect();
            return Some(format!("[{}]", days.join(",")));
        }
        Date { uncertain: true, ..self.clone() }.edtf()
    }

    /// Whether its words doubt it, beyond the readings that are counted in.
    fn is_doubted(&self) -> bool {
        let is_counted_in = match &self.wording {
            Some(wording) if matches!(wording.said, Said::Either(..)) => true,
            _ => 1 < self.readings().len(),
        };
        self.approximate || (self.uncertain && !is_counted_in)
    }

    /// A time-span in Turtle.
    ///
    /// Names and directions of the four properties: RDFS implementation of the
    /// CIDOC CRM 7.1.1 (policies D1 and D2), where P81a and P81b bound what is
    /// "ongoing throughout" (P81) and P82a and P82b "at some time within" (P82).
    /// What the words doubt is said by P79 and P80, which qualify the two ends.
    fn crm(&self) -> Option<String> {
        let points = self.four_points();
        let point = |property: &str, day: Option<Day>, time: &str| {
            let day = day?;
            Some(format!(" ;\n    crm:{property} \"{}T{time}\"^^xsd:dateTime", xsd_date(day)))
        };
        let (first, last) = ("00:00:00", "23:59:59");
        let said: String = [
            point("P82a_begin_of_the_begin", points.begin_of_the_begin, first),
            point("P81a_end_of_the_begin", points.end_of_the_begin, last),
            point("P81b_begin_of_the_end", points.begin_of_the_end, first),
            point("P82b_end_of_the_end", points.end_of_the_end, last),
        ]
        .into_iter()
        .flatten()
        .collect();
        if said.is_empty() {
            return None;
        }
        let qualified = match (self.approximate, self.is_doubted()) {
            (true, _) => Some("approximate"),
            (false, true) => Some("uncertain"),
            (false, false) => None,
        };
        let qualified = qualified.map_or_else(String::new, |how| {
            format!(
                " ;\n    crm:P79_beginning_is_qualified_by \"{how}\" ;\n    crm:P80_end_is_qualified_by \"{how}\""
            )
        });
        Some(format!(
            "@prefix crm: <http://www.cidoc-crm.org/cidoc-crm/> .\n\
             @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
             @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\n\
             [] a crm:E52_Time-Span{}{said}{qualified} .",
            self.label()
        ))
    }

    /// A temporal entity in Turtle, by the Time Ontology in OWL (W3C, 2017 and
    /// its draft of 2022).
    ///
    /// A moment lies in (`time:intervalIn`) an interval, a stretch has a
    /// beginning and an end, each of which is known to the day, the month or the
    /// year, or lies after one day and before another. The ontology has no word for doubt: a date that its
    /// words doubt is only named, as a nominal position in EDTF.
    fn owl_time(&self) -> Option<String> {
        let entity = if self.is_doubted() {
            self.doubtful_owl_time()?
        } else {
            let mut shapes = self.shaped_readings().into_iter();
            let shape = shapes.next()?;
            let shape = shapes.fold(shape, covering);
            self.certain_owl_time(shape)?
        };
        Some(format!(
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
             @prefix time: <http://www.w3.org/2006/time#> .\n\
             @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\n{entity}"
        ))
    }

    fn doubtful_owl_time(&self) -> Option<String> {
        let label = self.label();
        let position = |date: &Date| {
            Some(format!(
                "time:inTimePosition [ a time:TimePosition ;\n        \
                 time:hasTRS <http://id.loc.gov/datatypes/edtf> ;\n        time:nominalPosition {} ]",
                quoted(&date.edtf()?)
            ))
        };
        let Shape::Throughout { begins, ends } = self.shape else {
            return Some(format!("[] a time:Instant{label} ;\n    {} .", position(self)?));
        };
        let ends = [("hasBeginning", begins), ("hasEnd", ends)].map(|(property, interval)| {
            let doubted = Date {
                approximate: self.approximate,
                uncertain: self.uncertain,
                ..interval.into()
            };
            Some(format!(" ;\n    time:{property} [ a time:Instant ; {} ]", position(&doubted)?))
        });
        let said: String = ends.into_iter().flatten().collect();
        (!said.is_empty()).then(|| format!("[] a time:ProperInterval{label}{said} ."))
    }

    fn certain_owl_time(&self, shape: Shape) -> Option<String> {
        let label = self.label();
        match shape {
            Shape::Within(interval) => {
                let interval = owl_interval(interval)?;
                Some(format!("[] a time:ProperInterval{label} ;\n    time:intervalIn {interval} ."))
            }
            Shape::Throughout { begins, ends } => {
                let ends =
                    [("hasBeginning", begins), ("hasEnd", ends)].map(|(property, interval)| {
                        let instant = owl_instant(interval)?;
                        Some(format!(" ;\n    time:{property} {instant}"))
                    });
                let said: String = ends.into_iter().flatten().collect();
                (!said.is_empty()).then(|| format!("[] a time:ProperInterval{label}{said} ."))
            }
        }
    }

    /// A command of OxCal: the date is spread evenly over its days, because
    /// nothing says that one is likelier.
    ///
    /// OxCal's own scale counts Gregorian years of 365.2425 days, 1 being the
    /// first moment of 1 January AD 1 (manual, Analysis, Information,
    /// "Definition of time-scale"). Four decimals are an hour.
    fn oxcal(&self) -> Option<String> {
        if self.is_doubted() {
            return None;
        }
        // OxCal's manual has no way to write this mark inside a name.
        let name = quoted(&self.named().replace(['"', '\\'], "'"));
        let mut shapes = self.shaped_readings().into_iter();
        let shape = shapes.next()?;
        let even = |interval: Interval| {
            let (first, last) = (interval.first_day()?, interval.last_day()?);
            Some(format!("U({:.4}, {:.4})", oxcal_year(first), oxcal_year(last.plus(1))))
        };
        match shapes.fold(shape, covering) {
            Shape::Within(interval) => match (interval.first, interval.last) {
                (End::Day(_), End::Day(_)) => Some(format!("Date({name}, {});", even(interval)?)),
                (_, End::Day(last)) => {
                    Some(format!("Before({name}) {{ Date({:.4}); }};", oxcal_year(last.plus(1))))
                }
                (End::Day(first), _) => {
                    Some(format!("After({name}) {{ Date({:.4}); }};", oxcal_year(first)))
                }
                _ => None,
            },
            Shape::Throughout { begins, ends } => Some(format!(
                "Sequence({name}) {{ Date(\"begins\", {}); Date(\"ends\", {}); }};",
                even(begins)?,
                even(ends)?
            )),
        }
    }

    /// The `when` of Linked Places 1.2: `start` and `end` are `in` one unit of
    /// the calendar, or lie between `earliest` and `latest`.
    fn linked_places(&self) -> Option<String> {
        let mut shapes = self.shaped_readings().into_iter();
        let shape = shapes.next()?;
        let side = |interval: Interval| -> Option<String> {
            if let Some(unit) = iso_unit(interval) {
                return Some(format!("{{\"in\":{}}}", quoted(&unit)));
            }
            let earliest = interval.first_day().map(|day| ("earliest", day));
            let latest = interval.last_day().map(|day| ("latest", day));
            let ends: Vec<String> = [earliest, latest]
                .into_iter()
                .flatten()
                .map(|(name, day)| format!("\"{name}\":{}", quoted(&xsd_date(day))))
                .collect();
            (!ends.is_empty()).then(|| format!("{{{}}}", ends.join(",")))
        };
        let timespan = match shapes.fold(shape, covering) {
            Shape::Within(interval) if iso_unit(interval).is_some() => {
                format!("{{\"start\":{}}}", side(interval)?)
            }
            Shape::Within(Interval { first, last }) => {
                let start = side(Interval { first, last: End::Unknown });
                let end = side(Interval { first: End::Unknown, last });
                timespan(start, end)?
            }
            Shape::Throughout { begins, ends } => timespan(side(begins), side(ends))?,
        };
        let certainty = match (self.uncertain, self.approximate) {
            (true, _) => "uncertain",
            (false, true) => "less-certain",
            (false, false) => "certain",
        };
        Some(format!(
            "{{\"timespans\":[{timespan}],\"label\":{},\"certainty\":\"{certainty}\"}}",
            quoted(&self.named())
        ))
    }

    /// `start` and `stop` as PeriodO has them: labels, and years of the four points.
    fn periodo(&self) -> Option<String> {
        if self.is_doubted() {
            return None;
        }
        let mut shapes = self.shaped_readings().into_iter();
        let shape = shapes.next()?;
        let (begins, ends) = match shapes.fold(shape, covering) {
            Shape::Within(interval) => (interval, interval),
            Shape::Throughout { begins, ends } => (begins, ends),
        };
        let name = quoted(&self.named());
        let side = |interval: Interval| {
            let year = |day: Option<Day>| Some(quoted(&xsd_year(day?.to_gregorian().0)));
            let (first, last) = (year(interval.first_day())?, year(interval.last_day())?);
            let years = match first == last {
                true => format!("{{\"year\":{first}}}"),
                false => format!("{{\"earliestYear\":{first},\"latestYear\":{last}}}"),
            };
            Some(format!("{{\"label\":{name},\"in\":{years}}}"))
        };
        Some(format!("{{\"start\":{},\"stop\":{}}}", side(begins)?, side(ends)?))
    }

    /// What a reader may call it: the writing, else its own words.
    fn named(&self) -> String {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        match text.is_empty() {
            true => self.in_lang(crate::Lang::En),
            false => text,
        }
    }

    fn label(&self) -> String {
        format!(" ;\n    rdfs:label {}", quoted(&self.named()))
    }
}

/// What both readings allow. A moment and a stretch have only their days in common.
fn covering(one: Shape, other: Shape) -> Shape {
    match (one, other) {
        (
            Shape::Throughout { begins, ends },
            Shape::Throughout { begins: others_begins, ends: others_ends },
        ) => {
            Shape::Throughout { begins: begins.hull(&others_begins), ends: ends.hull(&others_ends) }
        }
        _ => Shape::Within(one.bounds().hull(&other.bounds())),
    }
}

fn timespan(start: Option<String>, end: Option<String>) -> Option<String> {
    let named = |name: &str, side: Option<String>| side.map(|side| format!("\"{name}\":{side}"));
    let sides: Vec<String> =
        [named("start", start), named("end", end)].into_iter().flatten().collect();
    (!sides.is_empty()).then(|| format!("{{{}}}", sides.join(",")))
}

/// An instant somewhere in an interval; `None` when there need not be one, or nothing is known of it.
fn owl_instant(interval: Interval) -> Option<String> {
    if interval.first == End::Open || interval.last == End::Open {
        return None;
    }
    let said = match gregorian_unit(interval) {
        Some(Unit::Year(year)) => {
            format!(" ; time:inXSDgYear \"{}\"^^xsd:gYear", xsd_year(year))
        }
        Some(Unit::Month { year: Some(year), month }) => {
            let year = xsd_year(year);
            format!(" ; time:inXSDgYearMonth \"{year}-{month:02}\"^^xsd:gYearMonth")
        }
        Some(_) => {
            format!(" ; time:inXSDDate \"{}\"^^xsd:date", xsd_date(interval.first_day()?))
        }
        None => {
            let beside = |relation: &str, day: Option<Day>, step: i32| {
                let day = xsd_date(day?.plus(step));
                Some(format!(
                    " ;\n        time:{relation} [ a time:Instant ; time:inXSDDate \"{day}\"^^xsd:date ]"
                ))
            };
            let after = beside("after", interval.first_day(), -1);
            let before = beside("before", interval.last_day(), 1);
            [after, before].into_iter().flatten().collect()
        }
    };
    (!said.is_empty()).then(|| format!("[ a time:Instant{said} ]"))
}

/// An interval as a node; `None` when nothing of it is known.
fn owl_interval(interval: Interval) -> Option<String> {
    if let Some(unit) = gregorian_unit(interval) {
        let (unit_type, parts) = match unit {
            Unit::Year(year) => ("unitYear", gregorian(year, None, None)),
            Unit::Month { year: Some(year), month } => {
                ("unitMonth", gregorian(year, Some(month), None))
            }
            Unit::Day { year: Some(year), month, day } => {
                ("unitDay", gregorian(year, Some(month), Some(day)))
            }
            _ => return None,
        };
        return Some(format!(
            "[ a time:DateTimeInterval ;\n        time:hasDateTimeDescription [ a time:DateTimeDescription ;\n            \
             time:unitType time:{unit_type} ;\n            \
             time:hasTRS <http://www.opengis.net/def/uom/ISO-8601/0/Gregorian>{parts} ] ]"
        ));
    }
    let end = |property: &str, day: Option<Day>| {
        let day = xsd_date(day?);
        Some(format!(
            " ;\n        time:{property} [ a time:Instant ; time:inXSDDate \"{day}\"^^xsd:date ]"
        ))
    };
    let ends: String =
        [end("hasBeginning", interval.first_day()), end("hasEnd", interval.last_day())]
            .into_iter()
            .flatten()
            .collect();
    (!ends.is_empty()).then(|| format!("[ a time:ProperInterval{ends} ]"))
}

fn gregorian(year: i32, month: Option<u8>, day: Option<u8>) -> String {
    let part = |property: &str, value: String, kind: &str| {
        format!(" ;\n            time:{property} \"{value}\"^^xsd:{kind}")
    };
    let month = month.map(|month| part("month", format!("--{month:02}"), "gMonth"));
    let day = day.map(|day| part("day", format!("---{day:02}"), "gDay"));
    [Some(part("year", xsd_year(year), "gYear")), month, day].into_iter().flatten().collect()
}

/// The year, month or day of the Gregorian calendar that has exactly these days.
fn gregorian_unit(interval: Interval) -> Option<Unit> {
    let (year, month, day) = interval.first_day()?.to_gregorian();
    [
        Unit::Year(year),
        Unit::Month { year: Some(year), month },
        Unit::Day { year: Some(year), month, day },
    ]
    .into_iter()
    .find(|unit| Moment::from(*unit).span(Calendar::Gregorian) == Some(interval))
}

fn iso_unit(interval: Interval) -> Option<String> {
    match gregorian_unit(interval)? {
        Unit::Year(year) => Some(xsd_year(year)),
        Unit::Month { year: Some(year), month } => Some(format!("{}-{month:02}", xsd_year(year))),
        _ => interval.first_day().map(xsd_date),
    }
}

/// A year as XSD writes it: four digits at least, no plus sign.
fn xsd_year(year: i32) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}

fn xsd_date(day: Day) -> String {
    let (year, month, day) = day.to_gregorian();
    format!("{}-{month:02}-{day:02}", xsd_year(year))
}

/// The first moment of a day on OxCal's scale.
fn oxcal_year(day: Day) -> f64 {
    /// 1 January AD 1 of the Gregorian calendar.
    const EPOCH: f64 = 1_721_426.0;
    const YEAR: f64 = 365.2425;
    1.0 + (f64::from(day.number()) - EPOCH) / YEAR
}

/// Words in quotation marks, as Turtle and JSON both read them.
fn quoted(words: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in words.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            letter if letter.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(letter)));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
