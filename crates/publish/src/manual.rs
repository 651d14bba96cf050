//! Manual pages and notes: Markdown laid out, with nothing in it that acts.

use derek_check::{CHECKS, Check};
use derek_study::Lang;
use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{
    BrokenLink, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use crate::address;
use crate::edition::Edition;
use crate::finding;
use crate::words::{Word, since};

/// The list of all checks by the part of source criticism they belong to.
pub fn register(lang: Lang) -> Markup {
    let mut rooms: Vec<(&str, Vec<&Check>)> = Vec::new();
    for check in CHECKS.iter().copied() {
        match rooms.iter_mut().find(|(room, _)| *room == check.room) {
            Some((_, checks)) => checks.push(check),
            None => rooms.push((check.room, vec![check])),
        }
    }
    html! {
        p class="lead" { (Word::ChecksLead.get(lang)) }
        @for (room, checks) in &rooms {
            section class="kind" aria-labelledby={ "room-" (room) } {
                h2 id={ "room-" (room) } { (room_name(room, lang)) }
                ul class="register" {
                    @for check in checks {
                        li {
                            a href=(address::check(check.name)) { (check.headline(lang)) }
                            " " (finding::level(check.level, lang))
                            " " code { (check.name) }
                        }
                    }
                }
            }
        }
    }
}

/// A check's manual page, headed in three languages.
pub fn manual(check: &Check, lang: Lang) -> Markup {
    let others: Vec<Lang> = Lang::ALL.into_iter().filter(|other| *other != lang).collect();
    html! {
        p class="kicker" { code { (check.name) } " " (finding::level(check.level, lang)) " " span class="quiet" { (since(check.since, lang)) } }
        h1 { (check.headline(lang)) }
        @for other in others { p class="other-name" lang=(other.tag()) { (check.headline(other)) } }
        @if lang != Lang::En { p class="quiet" { (Word::ManualInEnglish.get(lang)) } }
        div class="prose" lang="en" { (markdown(check.manual, HeadingLevel::H2, &|_| None, &|_| None)) }
    }
}

fn room_name(room: &str, lang: Lang) -> &str {
    let (en, ru, kk) = match room {
        "provenance" => ("Provenance", "Происхождение", "Шығу тегі"),
        "wording" => ("Wording", "Слова и цитаты", "Сөз бен дәйексөз"),
        "chronology" => ("Chronology", "Хронология", "Хронология"),
        "structure" => ("Structure", "Строение", "Құрылым"),
        "testimony" => ("Testimony", "Свидетельства", "Айғақтар"),
        "argument" => ("Argument", "Доводы", "Дәлелдер"),
        "method" => ("Method", "Метод", "Әдіс"),
        other => (other, other, other),
    };
    match lang {
        Lang::En => en,
        Lang::Ru => ru,
        Lang::Kk => kk,
    }
}

impl Edition<'_> {
    /// A card's notes: Markdown in which `[[links]]` and `[@citations]` lead somewhere.
    pub(crate) fn notes(&self, prose: &str) -> Markup {
        let name = |target: &str| {
            let card = self.study.resolve(target, self.base).card()?;
            Some(card.name(self.lang).to_owned())
        };
        markdown(prose, HeadingLevel::H3, &|reference| self.lead(reference), &name)
    }

    /// Where `[[target]]` or `[@key, locator]` leads; `None` when it is neither.
    fn lead(&self, reference: &str) -> Option<String> {
        match reference.strip_prefix('@') {
            Some(cited) => {
                let first = cited.split(';').next().unwrap_or(cited);
                let (key, locator) = first.split_once(',').unwrap_or((first, ""));
                let page = address::source(self.root, key.trim());
                Some(match address::numbered(locator) {
                    Some(number) => format!("{page}#p{number}"),
                    None => page,
                })
            }
            None => {
                let resolution = self.study.resolve(reference, self.base);
                let card = resolution.card()?;
                match self.study.card(&card.id).is_some_and(|own| std::ptr::eq(own, card)) {
                    true => Some(address::card(self.root, &card.id)),
                    false => {
                        let base = self.base.iter().find(|study| study.card(&card.id).is_some())?;
                        Some(address::card(&format!("/{}", base.name), &card.id))
                    }
                }
            }
        }
    }
}

/// Markdown as HTML; raw HTML in it is shown, not obeyed.
///
/// Its highest heading becomes one of rank `top`. `lead` says where a wiki link
/// or a citation leads, `name` what a wiki link without words of its own is called.
fn markdown(
    source: &str,
    top: HeadingLevel,
    lead: &dyn Fn(&str) -> Option<String>,
    name: &dyn Fn(&str) -> Option<String>,
) -> Markup {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_WIKILINKS | Options::ENABLE_STRIKETHROUGH;
    let citation = |link: BrokenLink<'_>| {
        let cited = link.reference.strip_prefix('@').is_some();
        let address = cited.then(|| lead(&link.reference)).flatten()?;
        Some((CowStr::from(address), CowStr::from("")))
    };
    let headings = Parser::new_ext(source, options).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level as usize),
        _ => None,
    });
    let highest = headings.min().unwrap_or(1);
    let ranked = |level: HeadingLevel| {
        let rank = (level as usize + top as usize).saturating_sub(highest).min(6);
        HeadingLevel::try_from(rank).unwrap_or(HeadingLevel::H6)
    };
    let mut named: Option<String> = None;
    let events =
        Parser::new_with_broken_link_callback(source, options, Some(citation)).map(|event| {
            match event {
                Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
                Event::Start(Tag::Link {
                    link_type: link_type @ LinkType::WikiLink { has_pothole },
                    dest_url,
                    title,
                    id,
                }) => {
                    named = if has_pothole { None } else { name(&dest_url) };
                    let dest_url = lead(&dest_url).map_or(CowStr::from("#"), CowStr::from);
                    Event::Start(Tag::Link { link_type, dest_url, title, id })
                }
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    let is_own = dest_url.starts_with('/') && !dest_url.starts_with("//");
                    let is_harmless =
                        is_own || dest_url.starts_with('#') || finding::is_web(&dest_url);
                    let dest_url = if is_harmless { dest_url } else { CowStr::from("#") };
                    Event::Start(Tag::Link { link_type, dest_url, title, id })
                }
                // An image would be a request to somewhere else: its words stay.
                Event::Start(Tag::Image { .. }) => Event::Start(Tag::Emphasis),
                Event::End(TagEnd::Image) => Event::End(TagEnd::Emphasis),
                Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                    Event::Start(Tag::Heading { level: ranked(level), id, classes, attrs })
                }
                Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(ranked(level))),
                Event::Text(words) => Event::Text(named.take().map_or(words, CowStr::from)),
                other => other,
            }
        });
    let mut page = String::with_capacity(source.len() * 2);
    pulldown_cmark::html::push_html(&mut page, events);
    PreEscaped(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let lead = |reference: &str| Some(format!("/to/{}", address::segment(reference)));
        let name = |target: &str| (target == "kolchak").then(|| "Admiral Kolchak".to_owned());
        assert_eq!(markdown(source, HeadingLevel::H3, &lead, &name).into_string().trim(), expected);
    }

    #[test]
    fn nothing_in_notes_acts() {
        check("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
        check("[x](javascript:alert(1))", "<p><a href=\"#\">x</a></p>");
        check("![far](https://example.org/a.png)", "<p><em>far</em></p>");
    }

    #[test]
    fn headings_stand_below_those_of_the_page() {
        check("# One\n## Two", "<h3>One</h3>\n<h4>Two</h4>");
        check("###### Six", "<h3>Six</h3>");
    }

    #[test]
    fn links_and_citations_lead_somewhere() {
        check("see [[alash-orda]]", "<p>see <a href=\"/to/alash-orda\">alash-orda</a></p>");
        check("[[kolchak]] came", "<p><a href=\"/to/kolchak\">Admiral Kolchak</a> came</p>");
        check("[[kolchak|he]] came", "<p><a href=\"/to/kolchak\">he</a> came</p>");
        check(
            "so [@article, ¶39]",
            "<p>so <a href=\"/to/%40article%2C%20%C2%B639\">@article, ¶39</a></p>",
        );
    }
}
