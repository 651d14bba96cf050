//! A date by itself: typed, and explained at once.

use axum::extract::Query;
use axum::response::Response;
use derek_publish::Word;
use derek_publish::understanding::answer;
use maud::html;
use serde::Deserialize;

use crate::web::page::{self, Part, page};
use crate::web::visit::Visit;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    text: String,
}

/// The longest writing that is read as one date, in bytes; a form may send more.
const LONGEST: usize = 2000;

impl Typed {
    fn text(&self) -> &str {
        let end = (0..=LONGEST).rev().find(|end| self.text.is_char_boundary(*end));
        match self.text.len() <= LONGEST {
            true => &self.text,
            false => self.text.get(..end.unwrap_or(0)).unwrap_or_default(),
        }
    }
}

/// The page on which a date is typed.
pub(crate) async fn date(visit: Visit, Query(typed): Query<Typed>) -> Response {
    let (lang, text) = (visit.lang, typed.text());
    let title = Word::DateAlone.get(lang);
    let main = html! {
        div class="study-page date-page" {
            h1 { (title) }
            p class="lead" { (Word::DateLead.get(lang)) }
            form method="get" action="/date" role="search" data-date="/date/piece.js" {
                label for="date" { (Word::DateField.get(lang)) }
                div class="row-of-fields" {
                    input id="date" name="text" type="text" value=(text) autocomplete="off" spellcheck="false" dir="auto" maxlength=(LONGEST) aria-describedby="date-answer";
                    button type="submit" { (Word::DateExplain.get(lang)) }
                }
            }
            // Short words for those who hear the page; the whole answer would be read out at each letter.
            p class="unseen" role="status" id="date-status" {}
            div id="date-answer" class="date-answer" { (answer(text, lang)) }
        }
    };
    page(&visit, Part::Start, title, &main)
}

/// The answer alone, for the script that asks as one types.
pub(crate) async fn piece(visit: Visit, Query(typed): Query<Typed>) -> Response {
    page::piece(answer(typed.text(), visit.lang))
}
