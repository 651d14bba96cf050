//! Somebody's words, and no way to find where they were said.

use std::collections::BTreeSet;
use std::ops::Range;

use derek_study::document::{Kind, Language, Paragraph, Quotation};
use derek_study::{Document, Reason, say};

use crate::{Objections, Reading, check};

check! {
    /// A quotation of eight words or more with no citation at it, in a text that
    /// otherwise cites.
    ///
    /// A citation counts when it stands in the sentences of the quotation; in the
    /// sentence before, when the quotation goes on with it; in the one after, when that
    /// takes the quotation up; and at the paragraph's end, when it is the only one there.
    /// Shorter quotations are mostly names and terms. A text that never cites is not
    /// asked to begin, and one that mostly quotes without a citation is not asked to change.
    ///
    /// ```text
    /// He resigned in 1917 [1]. Others stayed, as they wrote at the time [2]. A third
    /// group left for Omsk [3].
    ///
    /// The council then declared: ⟦“the fall of the government requires of us a new
    /// strategy”⟧. Nothing came of it for many months. The winter was hard.
    /// ```
    ///
    /// What the next sentence cites for another matter is not the quotation's source:
    ///
    /// ```text
    /// He resigned in 1917 [1]. Others stayed, as they wrote at the time [2]. A third
    /// group left for Omsk [3].
    ///
    /// The minutes are in Omsk [3]. A resolution of the council complained that ⟦“the ministers
    /// treat us as petitioners and not as a government of our own”⟧. Of 43 members 17 had been
    /// to a university [2].
    /// ```
    ///
    /// ```text
    /// He resigned in 1917 [1]. Others stayed, as they wrote at the time [2]. A third
    /// group left for Omsk [3].
    ///
    /// A petition said that “the railway will carry all of us to our ruin”. Nothing came of
    /// it. He added elsewhere that “nobody in the parish wants to be carried by steam” and
    /// left in May [2].
    ///
    /// The council then declared: “the fall of the government requires of us a new
    /// strategy” [4]. The newspaper “Voice of the Steppe” reported it.
    /// ```
    ///
    /// Titles, proverbs, a source named before, and a sentence that goes on and cites:
    ///
    /// ```text
    /// He resigned in 1917 [1]. Others stayed, as they wrote at the time [2]. A third
    /// group left for Omsk [3].
    ///
    /// This gave rise to the saying “let others wage their wars, but you, happy Austria, shall marry”. All knew it.
    ///
    /// His brother wrote to the emperor that “we have caught a lot of the culprits but have not got to the bottom of
    /// this business”. Nonetheless two officers were hanged, and numerous others were sentenced [2].
    ///
    /// In the article already quoted B. Bykhovsky gives these words of a friend: “when I was twenty there was no
    /// chair of this philosophy at any university”. It was so.
    ///
    /// Книга вышла с предисловием Владимира Дорошенко «Значение этой книги в истории развития национального сознания
    /// народа». Её читали все.
    /// ```
    ///
    /// ## Limits
    ///
    /// Whether the cited source has these words is asked by `misquotation`, in a
    /// study that holds the source.
    pub static QUOTATION_WITHOUT_CITATION = "quotation-without-citation" {
        room: "wording", level: Incomplete, since: "0.1.0",
        en: "a quotation without a citation",
        ru: "цитата без ссылки",
        kk: "сілтемесіз дәйексөз",
        find: find,
    }
}

/// Words of the shortest quotation that needs a source; Kazakh says the same in fewer.
const SHORTEST: usize = 8;
const SHORTEST_KAZAKH: usize = 6;
/// So many uncited quotations may outnumber the cited ones.
const FEW: usize = 2;

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        let cited: usize = document
            .paragraphs
            .iter()
            .filter(|one| one.kind != Kind::Reference)
            .map(|paragraph| paragraph.citations.len() + paragraph.references.len())
            .sum();
        if cited < 3 {
            continue;
        }
        let inside = inside_of_quotations(&document.paragraphs);
        let prose = document.paragraphs.iter().enumerate().filter(|(at, one)| {
            matches!(one.kind, Kind::Prose | Kind::Item) && !inside.contains(at)
        });
        let long = prose.flat_map(|(at, paragraph)| {
            paragraph.quotations.iter().map(move |quotation| (at, paragraph, quotation))
        });
        let (bare, with): (Vec<_>, Vec<_>) = long
            .filter(|(_, paragraph, quotation)| is_long(paragraph, quotation))
            .partition(|(at, paragraph, quotation)| {
                is_bare(paragraph, quotation, document.paragraphs.get(at + 1))
            });
        // Where most quotations go uncited, the text quotes as a story does.
        if bare.len() > with.len().max(FEW) {
            continue;
        }
        for (_, paragraph, quotation) in bare {
            if is_said_twice(document, paragraph.slice(quotation.inner.clone())) {
                continue;
            }
            objections.add(
                vec![document.place(paragraph, quotation.range.clone())],
                vec![Reason::shown(say!({ cited } en: "the text cites {cited} times, but not for this quotation", ru: "в тексте ссылок: {cited}, но для этой цитаты ни одной", kk: "мәтінде {cited} сілтеме бар, бірақ осы дәйексөзге берілмеген"))],
                say!(en: "say where these words stand: the source and the page or sheet", ru: "укажите, где стоят эти слова: источник и страницу или лист", kk: "бұл сөздердің қайда тұрғанын көрсетіңіз: дереккөзін, бетін не парағын"),
            );
        }
    }
}

/// Paragraphs within which a quotation that was opened before them may close.
const FURTHER: usize = 8;

/// The paragraphs in the middle and at the end of a quotation of several: what is
/// quoted there is quoted by somebody quoted.
fn inside_of_quotations(paragraphs: &[Paragraph]) -> BTreeSet<usize> {
    let balance =
        |one: &Paragraph| one.text.matches('«').count().cmp(&one.text.matches('»').count());
    let mut inside = BTreeSet::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let is_open = balance(paragraph).is_gt();
        let ahead = at + 1..paragraphs.len().min(at + 1 + FURTHER);
        let end = ahead.clone().find(|next| balance(&paragraphs[*next]).is_lt());
        if let Some(end) = end.filter(|_| is_open) {
            inside.extend(at + 1..=end);
        }
    }
    inside
}

/// Whether the words stand in the text more than once: the author's own, taken up again,
/// or a source's that are cited at the other place.
fn is_said_twice(document: &Document, inner: &str) -> bool {
    let words: Vec<&str> =
        derek_text::words(inner).take(SHORTEST).map(|range| &inner[range]).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let start = inner.find(first).unwrap_or(0);
    let end = inner.rfind(last).map_or(inner.len(), |at| at + last.len());
    let Some(wanted) = inner.get(start..end) else { return false };
    let times = |one: &Paragraph| one.text.matches(wanted).count();
    1 < document.paragraphs.iter().map(times).sum::<usize>()
}

fn is_long(paragraph: &Paragraph, quotation: &Quotation) -> bool {
    // A title is named, not quoted.
    const NAMING: &[&str] = &[
        "titled", "entitled", "called", "named", "headed", "like", "названием", "озаглавлен",
        "озаглавлена", "озаглавленная", "озаглавленный", "газета", "газете", "атты", "деген",
    ];
    let before = paragraph.slice(0..quotation.range.start);
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let inner = paragraph.slice(quotation.inner.clone());
    let shortest = match paragraph.language {
        Language::Kazakh => SHORTEST_KAZAKH,
        _ => SHORTEST,
    };
    let sentence = paragraph.sentence_at(quotation.range.start);
    let lead = paragraph.slice(sentence.start.min(quotation.range.start)..quotation.range.start);
    let after = paragraph.slice(quotation.range.end..paragraph.text.len());
    if names_title(lead, inner, after) || is_common_saying(lead) {
        return false;
    }
    let is_attribute = before.ends_with('=');
    // A quotation that is the whole paragraph is a motto or a heading.
    let is_whole = paragraph.text.len() <= quotation.range.len() + 2;
    let is_named = NAMING.contains(&last.as_str()) || is_title(inner);
    !is_attribute && !is_whole && !is_named && shortest <= derek_text::words(inner).count()
}

/// Whether a quotation is the title of a work: the noun of a work stands before it, with nothing
/// but its author between, or its year in brackets behind it: *с предисловием В. Дорошенко «…»*,
/// *«…» (2006)*.
fn names_title(lead: &str, inner: &str, after: &str) -> bool {
    const WORKS: &[&str] = &[
        "book", "novel", "article", "essay", "poem", "painting", "picture", "film", "song",
        "chapter", "pamphlet", "preface", "thesis", "стать", "книг", "роман", "повест", "рассказ",
        "пьес", "поэм", "стихотворени", "песн", "картин", "полотн", "фильм", "брошюр", "очерк",
        "глав", "сборник", "предислови", "послеслови", "приложени", "монографи", "диссертаци",
        "памфлет", "передмов", "додатк", "доклад", "кітаб", "кітап", "мақала", "өлең",
    ];
    const LONGEST: usize = 20;
    if !inner.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        || LONGEST < derek_text::words(inner).count()
        || inner.contains(['?', '!']) && inner.contains(". ")
    {
        return false;
    }
    let year = after.strip_prefix(" (").and_then(|rest| rest.split_once(')')).map(|(year, _)| year);
    let has_year =
        year.is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    let words: Vec<&str> = derek_text::words(lead).map(|range| &lead[range]).collect();
    let noun = words.iter().rev().find(|word| !derek_text::is_capitalised(word));
    let noun = noun.map(|word| word.to_lowercase()).unwrap_or_default();
    let is_work = WORKS.iter().any(|work| {
        noun.strip_prefix(work).is_some_and(|end| {
            end.chars().count() <= 3 && !work.is_ascii() || end == "s" || end.is_empty()
        })
    });
    has_year || is_work && !lead.trim_end().ends_with([':', ';', '.'])
}

/// Whether the words are said to be everybody's: a proverb, a motto.
fn is_common_saying(lead: &str) -> bool {
    const SAYINGS: &[&str] = &[
        "saying", "sayings", "proverb", "proverbs", "motto", "adage", "maxim", "slogan", "slogans",
        "пословица", "пословице", "пословицу", "пословицы", "поговорка", "поговорке", "поговорку",
        "поговорки", "девиз", "девизом", "лозунг", "лозунгом", "мақал", "мәтел", "ұран",
    ];
    const NEAR: usize = 5;
    let words: Vec<String> =
        derek_text::words(lead).map(|range| lead[range].to_lowercase()).collect();
    words.iter().rev().take(NEAR).any(|word| SAYINGS.contains(&word.as_str()))
}

/// Whether the words before say that their source was named above: *в уже цитированной статье*.
fn names_cited(sentence: &str) -> bool {
    const CITED: &[&str] = &[
        "already cited", "already quoted", "cited above", "quoted above", "just cited",
        "just quoted", "уже цитированн", "уже цитировавш", "цитированной выше",
        "цитированном выше", "выше цитированн", "упомянутой выше", "упомянутом выше",
        "вышеупомянут", "вышеназванн", "той же статье", "том же письме", "той же книге",
        "жоғарыда аталған",
    ];
    let sentence = sentence.to_lowercase();
    CITED.iter().any(|words| sentence.contains(words))
}

/// Most of the longer words have a capital, as in a title.
fn is_title(words: &str) -> bool {
    let long: Vec<&str> = derek_text::words(words)
        .map(|range| &words[range])
        .filter(|word| 4 <= word.chars().count())
        .collect();
    let capitals = long.iter().filter(|word| derek_text::is_capitalised(word)).count();
    long.len() * 7 <= capitals * 10
}

/// Whether nothing says where the quotation stands.
fn is_bare(paragraph: &Paragraph, quotation: &Quotation, next: Option<&Paragraph>) -> bool {
    let own = own_sentences(paragraph, &quotation.range);
    let marks: Vec<&Range<usize>> =
        paragraph.citations.iter().map(|mark| &mark.range).chain(&paragraph.references).collect();
    // The mark of the sentence before may stand behind its full stop, where this one begins.
    let is_in = |mark: &Range<usize>, range: &Range<usize>| {
        range.start < mark.start
            && mark.start <= range.end
            && !paragraph.slice(range.start..mark.start).trim().is_empty()
    };
    let is_near = |mark: &&Range<usize>| {
        is_in(mark, &own)
            // A mark may stand behind the full stop, where the next sentence seems to begin.
            || own.end < mark.start && paragraph.slice(own.end..mark.start).trim().is_empty()
    };
    let lead = paragraph.slice(own.start..quotation.range.start.max(own.start));
    if marks.iter().any(is_near) || names_cited(lead) || names_place(paragraph.slice(own.clone())) {
        return false;
    }
    // A quotation of several paragraphs is cited where it ends; one that ends in a colon,
    // where it goes on.
    let is_open = !paragraph.slice(quotation.range.clone()).ends_with(['»', '”', '"', '“', '’']);
    let goes_on = paragraph.text.ends_with(':')
        || next.is_some_and(|next| {
            quotation.range.end + 2 >= paragraph.text.len()
                && next.text.starts_with(['«', '“', '„', '"'])
        });
    // A work named in full in the words behind: *ed., The Summa Parisiensis (Toronto, 1952)*.
    let behind: String =
        paragraph.slice(quotation.range.end..paragraph.text.len()).chars().take(BEHIND).collect();
    if is_open || goes_on || names_work(&behind) {
        return false;
    }
    // One note at the end of a paragraph is of all that the paragraph says.
    let last = paragraph.sentences.last().map_or(0, |sentence| sentence.start);
    let ends_in_note = !marks.is_empty() && marks.iter().all(|mark| last <= mark.start);
    if ends_in_note && own.end <= marks.iter().map(|mark| mark.start).min().unwrap_or(0) {
        return false;
    }
    let before = sentence_before(paragraph, own.start);
    let after = sentence_after(paragraph, own.end);
    let has_mark = |range: &Range<usize>| marks.iter().any(|mark| is_in(mark, range));
    let ends_marked = marks.iter().any(|mark| {
        own.start <= mark.start && paragraph.slice(own.start..mark.start).trim().is_empty()
    });
    let names_place = |range: &Range<usize>| names_place(paragraph.slice(range.clone()));
    let told_before =
        ends_marked || before.as_ref().is_some_and(|range| has_mark(range) || names_place(range));
    let told_after = after.as_ref().is_some_and(|range| has_mark(range) || names_place(range));
    let is_said = quotation.speaker.is_some() || is_told(paragraph, quotation, &own);
    // Beside a sentence that cites, only words that somebody is said to have spoken are asked
    // for their own source, and only where the other sentence is of something else.
    let excused_before = told_before
        && (!is_said
            || before
                .is_some_and(|before| goes_on_from(paragraph, &before, &own, &quotation.range)));
    let excused_after =
        told_after && (!is_said || after.is_some_and(|after| leads_on(paragraph, &own, &after)));
    !excused_before && !excused_after
}

/// Characters behind a quotation in which its work may be named.
const BEHIND: usize = 400;

/// The sentences that a quotation stands in, from the first to the last.
fn own_sentences(paragraph: &Paragraph, quotation: &Range<usize>) -> Range<usize> {
    let sentences = &paragraph.sentences;
    let first = sentences.partition_point(|sentence| sentence.end <= quotation.start);
    let last = sentences.partition_point(|sentence| sentence.start < quotation.end);
    let start = sentences.get(first).map_or(0, |sentence| sentence.start);
    let end = last.checked_sub(1).and_then(|last| sentences.get(last));
    start.min(quotation.start)
        ..end.map_or(paragraph.text.len(), |sentence| sentence.end).max(quotation.end)
}

fn sentence_before(paragraph: &Paragraph, start: usize) -> Option<Range<usize>> {
    paragraph.sentences.iter().rfind(|one| one.end <= start).cloned()
}

fn sentence_after(paragraph: &Paragraph, end: usize) -> Option<Range<usize>> {
    paragraph.sentences.iter().find(|one| end <= one.start).cloned()
}

/// Whether some words name a page, a sheet or a number of a periodical.
fn names_place(words: &str) -> bool {
    const PAGES: &[&str] = &["[p.", "(p.", "[pp.", "(pp.", "(с.", "[с.", "(б.", "(л.", "[л.", "№ "];
    PAGES.iter().any(|page| {
        words.match_indices(page).any(|(at, _)| {
            words[at + page.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// Whether a bracket names where and when a book was printed.
fn names_work(words: &str) -> bool {
    words.split('(').skip(1).filter_map(|inside| inside.split_once(')')).any(|(inside, _)| {
        let year = inside.trim_end().rsplit([' ', ',', ':']).next().unwrap_or_default();
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        is_year && inside.contains([',', ':']) && inside.starts_with(char::is_uppercase)
    })
}

/// Whether words beside the quotation say that somebody spoke or wrote it.
fn is_told(paragraph: &Paragraph, quotation: &Quotation, own: &Range<usize>) -> bool {
    const SPEECH: &[&str] = &[
        "said", "says", "wrote", "writes", "complain", "declare", "report", "recall", "announc",
        "warn", "protest", "insist", "explain", "remark", "observ", "argu", "ask", "demand",
        "told", "stated", "states", "read", "letter", "telegram", "resolution", "petition",
        "diary", "сказа", "сказан", "писа", "говор", "заяв", "вспомин", "отмеч", "отмет", "сообщ",
        "утвержд", "требов", "жалов", "призна", "гласи", "восклик", "ответи", "письм", "телеграм",
        "постановлен", "резолюци", "дневник", "воспоминан", "жазды", "жазған", "жазады", "деді",
        "дейді", "деген", "делінген", "айтты", "айтқан", "хабарла", "мәлімде", "көрсет", "хат",
        "жеделхат", "қаулы", "шешім",
    ];
    let beside = [own.start..quotation.range.start, quotation.range.end..own.end];
    beside.into_iter().any(|range| {
        let words = paragraph.slice(range).to_lowercase();
        derek_text::words(&words)
            .any(|word| SPEECH.iter().any(|one| words[word.clone()].starts_with(one)))
    })
}

/// Pronouns that take up whom or what the sentence before names.
const PRONOUNS: &[&str] = &[
    "he", "she", "they", "it", "his", "her", "their", "its", "him", "them", "this", "these",
    "latter", "он", "она", "они", "оно", "его", "её", "ее", "их", "это", "этот", "эта", "эти",
    "этого", "этой", "там", "тот", "далее", "затем", "также", "ол", "олар", "оның", "олардың",
    "бұл", "осы", "сол", "мұнда", "онда", "одан", "it's", "again", "elsewhere", "further", "ему",
    "им", "ней", "нём", "нем", "әрі",
];

/// Whether the quotation goes on with what the sentence before tells: it brings no speaker
/// of its own.
fn goes_on_from(
    paragraph: &Paragraph,
    before: &Range<usize>,
    own: &Range<usize>,
    quotation: &Range<usize>,
) -> bool {
    let above = paragraph.slice(before.clone());
    let lead = paragraph.slice(own.start..quotation.start.max(own.start));
    let tail = paragraph.slice(quotation.end..own.end.max(quotation.end));
    let words = |text: &str| -> Vec<String> {
        derek_text::words(text).map(|range| text[range].to_lowercase()).collect()
    };
    let (first, last) = (words(lead), words(tail));
    let is_pronoun = |word: &String| PRONOUNS.contains(&word.as_str());
    let introduces = above.trim_end().ends_with(':');
    let is_alone = first.len() + last.len() <= 2;
    introduces
        || is_alone
        || first.iter().any(is_pronoun)
        || last.iter().take(3).any(is_pronoun)
        || shares_name(above, lead)
        || shares_name(above, tail)
}

/// Whether a sentence that cites is about what the quotation before it is about: it takes
/// it up by a pronoun, a name or a word of its own.
fn leads_on(paragraph: &Paragraph, own: &Range<usize>, after: &Range<usize>) -> bool {
    let (here, behind) = (paragraph.slice(own.clone()), paragraph.slice(after.clone()));
    let lower: Vec<String> =
        derek_text::words(behind).map(|range| behind[range].to_lowercase()).collect();
    let quotes = behind.contains(['«', '“', '"', '„']);
    const GOING_ON: &[&str] = &[
        "nonetheless", "nevertheless", "however", "but", "yet", "therefore", "thus", "still",
        "однако", "но", "поэтому", "тем", "всё-таки", "все-таки", "бірақ", "дегенмен", "алайда",
        "сондықтан",
    ];
    quotes
        || lower.first().is_some_and(|word| GOING_ON.contains(&word.as_str()))
        || lower.iter().take(10).any(|word| PRONOUNS.contains(&word.as_str()))
        || shares_name(here, behind)
        || shares_stem(here, &lower)
}

/// Whether a name stands in both.
fn shares_name(one: &str, other: &str) -> bool {
    let names = |text: &str| -> BTreeSet<String> {
        derek_text::words(text)
            .map(|range| &text[range])
            .filter(|word| derek_text::is_capitalised(word) && 4 <= word.chars().count())
            .map(derek_text::surname)
            .collect()
    };
    !names(one).is_disjoint(&names(other))
}

/// Letters of the beginning by which two longer words are held to be one.
const STEM: usize = 6;

fn shares_stem(one: &str, other: &[String]) -> bool {
    let stem = |word: &str| -> Option<String> {
        (STEM <= word.chars().count()).then(|| word.chars().take(STEM).collect())
    };
    let here: BTreeSet<String> =
        derek_text::words(one).filter_map(|range| stem(&one[range].to_lowercase())).collect();
    other.iter().filter_map(|word| stem(word)).any(|word| here.contains(&word))
}
