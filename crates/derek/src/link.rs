//! `derek link`: which rows of a table are one person.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_desk::Error;
use derek_study::{Lang, Said, say};
use derek_text::linkage::{Agreement, Column, Linkage, Tie, cells, link};
use serde_json::{Value, json};

use crate::cli::Form;

/// What was asked about a table.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The table: cells parted by commas, semicolons or tabs, a heading in the first row.
    pub table: String,
    /// What columns tell, where their headings do not say it: `HEADING=KIND`.
    pub columns: Vec<String>,
    /// How to print.
    pub form: Form,
}

/// The subcommand, in a language.
pub fn command(lang: Lang, template: &str) -> Command {
    let t = |said: Said| said.get(lang).to_owned();
    Command::new("link")
        .about(t(say!(en: "which rows of a table are one person", ru: "какие строки таблицы об одном человеке", kk: "кестенің қай жолдары бір адам туралы")))
        .help_template(template.to_owned())
        .arg(Arg::new("table").value_name("FILE").required(true).help(t(say!(en: "a table (CSV) with headings in its first row", ru: "таблица (CSV) с заголовками в первой строке", kk: "бірінші жолында тақырыптары бар кесте (CSV)"))))
        .arg(Arg::new("column").long("column").value_name("HEADING=KIND").action(ArgAction::Append).help(t(say!(en: "what a column is: given, surname, name, date, place, code, class or other", ru: "что в столбце: given, surname, name, date, place, code, class или other", kk: "бағанда не бар: given, surname, name, date, place, code, class не other"))))
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(t(say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан"))))
}

/// Reads the subcommand.
pub fn read(of: &ArgMatches) -> Asked {
    Asked {
        table: of.get_one::<String>("table").cloned().unwrap_or_default(),
        columns: of.get_many::<String>("column").into_iter().flatten().cloned().collect(),
        form: if of.get_flag("json") { Form::Json } else { Form::Human },
    }
}

/// What is said of the rows of a table; a row is numbered as a spreadsheet does it, the
/// heading being the first.
///
/// # Errors
///
/// When it is no table, a column is named that it does not have, or none can be compared.
pub fn told(asked: &Asked, bytes: &[u8], lang: Lang) -> Result<String, Error> {
    let refused = |cause: Said, hint: Said| Error {
        attempted: say!(en: "reading the table", ru: "читаю таблицу", kk: "кестені оқу:"),
        path: Path::new(&asked.table).to_owned(),
        cause,
        hint,
    };
    let (text, encoding) = decoded(bytes).ok_or_else(|| {
        refused(
            say!(en: "it is not in UTF-8 or another encoding that can be told", ru: "она не в UTF-8 и не в другой узнаваемой кодировке", kk: "ол UTF-8 де, танылатын басқа кодтама да емес"),
            say!(en: "save it as CSV UTF-8", ru: "сохраните её как CSV UTF-8", kk: "оны CSV UTF-8 ретінде сақтаңыз"),
        )
    })?;
    let mut rows = cells(text.trim_start_matches('\u{feff}')).ok_or_else(|| {
        refused(
            say!(en: "a quotation mark is opened and not closed", ru: "кавычка открыта и не закрыта", kk: "тырнақша ашылып, жабылмаған"),
            say!(en: "a quotation mark inside a cell is written twice", ru: "кавычка внутри ячейки пишется дважды", kk: "ұяшық ішіндегі тырнақша екі рет жазылады"),
        )
    })?;
    if rows.is_empty() {
        rows.push(Vec::new());
    }
    let headings = rows.remove(0);
    if let Some(at) = rows.iter().position(|row| headings.len() < row.len()) {
        let (row, many, few) = (at + 2, rows[at].len(), headings.len());
        return Err(refused(
            say!({ row, many, few }
                en: "row {row} has {many} cells, and there are {few} headings",
                ru: "в строке {row} ячеек {many}, а заголовков {few}",
                kk: "{row}-жолда {many} ұяшық бар, ал тақырып {few}"
            ),
            say!(en: "put a cell with a separator in quotation marks", ru: "ячейку с разделителем возьмите в кавычки", kk: "бөлгіші бар ұяшықты тырнақшаға алыңыз"),
        ));
    }
    let mut columns: Vec<Column> =
        headings.iter().map(|heading| Column::of_heading(heading)).collect();
    let kinds = Column::ALL.map(Column::id).join(", ");
    for given in &asked.columns {
        let said = given.rsplit_once('=').and_then(|(heading, kind)| {
            let at = headings.iter().position(|known| known.trim() == heading.trim())?;
            Some((at, Column::ALL.into_iter().find(|known| known.id() == kind)?))
        });
        let Some((at, kind)) = said else {
            let known = headings.join(", ");
            return Err(refused(
                say!({ given = given.as_str() } en: "“{given}” names no column and kind of it", ru: "«{given}» не называет столбец и его вид", kk: "«{given}» баған мен оның түрін атамайды"),
                say!({ known, kinds }
                    en: "write HEADING=KIND; headings: {known}; kinds: {kinds}",
                    ru: "пишите ЗАГОЛОВОК=ВИД; заголовки: {known}; виды: {kinds}",
                    kk: "ТАҚЫРЫП=ТҮР деп жазыңыз; тақырыптар: {known}; түрлер: {kinds}"
                ),
            ));
        };
        columns[at] = kind;
    }
    if columns.iter().all(|kind| *kind == Column::Other) {
        let known = headings.join(", ");
        return Err(refused(
            say!({ known } en: "no heading is understood: {known}", ru: "ни один заголовок не понят: {known}", kk: "бірде-бір тақырып түсініксіз: {known}"),
            say!({ kinds }
                en: "say what a column is with --column HEADING=KIND; kinds: {kinds}",
                ru: "скажите, что в столбце: --column ЗАГОЛОВОК=ВИД; виды: {kinds}",
                kk: "бағанда не барын айтыңыз: --column ТАҚЫРЫП=ТҮР; түрлер: {kinds}"
            ),
        ));
    }
    let linked = link(&columns, &rows);
    Ok(match asked.form {
        Form::Json => in_json(&headings, &columns, &linked, encoding),
        Form::Human => {
            let read = match encoding {
                UTF_8 => String::new(),
                _ => format!(
                    "{}: {encoding}\n",
                    say!(en: "encoding", ru: "кодировка", kk: "кодтама").get(lang)
                ),
            };
            read + &in_words(&headings, &columns, &rows, &linked, lang)
        }
    })
}

const UTF_8: &str = "UTF-8";

/// The text of a table and its encoding, told by its letters where it is not UTF-8; `None`
/// when that cannot be told, or it is no plain text.
fn decoded(bytes: &[u8]) -> Option<(String, &'static str)> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some((text.to_owned(), UTF_8));
    }
    let document = derek_desk::read_text("table.txt", bytes).ok()?;
    document.source.is_none().then_some((document.text, document.encoding))
}

/// Ties by the group that they hold together.
fn by_group(linked: &Linkage) -> Vec<(&Vec<usize>, Vec<&Tie>)> {
    let mut of_row = BTreeMap::new();
    for (at, group) in linked.groups.iter().enumerate() {
        of_row.extend(group.iter().map(|row| (*row, at)));
    }
    let mut ties: BTreeMap<usize, Vec<&Tie>> = BTreeMap::new();
    for tie in &linked.joined {
        ties.entry(of_row.get(&tie.one).copied().unwrap_or_default()).or_default().push(tie);
    }
    ties.into_iter().filter_map(|(at, ties)| Some((linked.groups.get(at)?, ties))).collect()
}

/// A row's number as a spreadsheet counts it: from 1, and the heading is the first.
fn number(row: usize) -> usize {
    row + 2
}

fn in_json(headings: &[String], columns: &[Column], linked: &Linkage, encoding: &str) -> String {
    let tie = |tie: &Tie| {
        let reasons: Vec<Value> = tie
            .reasons
            .iter()
            .map(|(column, agreement, bits)| {
                json!({ "column": headings.get(*column), "agreement": agreement.id(), "bits": rounded(*bits) })
            })
            .collect();
        json!({
            "one": number(tie.one),
            "other": number(tie.other),
            "bits": rounded(tie.bits()),
            "prior": rounded(tie.prior),
            "reasons": reasons,
        })
    };
    let understood: Vec<Value> = headings
        .iter()
        .zip(columns)
        .enumerate()
        .map(|(at, (heading, kind))| {
            json!({ "column": heading, "is": kind.id(), "compared": linked.compared.contains(&at) })
        })
        .collect();
    let mut out = String::new();
    let _ = writeln!(out, "{}", json!({ "columns": understood, "encoding": encoding }));
    for (group, ties) in by_group(linked) {
        let rows: Vec<usize> = group.iter().map(|row| number(*row)).collect();
        let ties: Vec<Value> = ties.into_iter().map(tie).collect();
        let _ = writeln!(out, "{}", json!({ "rows": rows, "ties": ties }));
    }
    for asked in &linked.asked {
        let _ = writeln!(out, "{}", json!({ "asked": tie(asked) }));
    }
    out
}

fn rounded(bits: f32) -> f64 {
    (f64::from(bits) * 100.0).round() / 100.0
}

fn in_words(
    headings: &[String],
    columns: &[Column],
    rows: &[Vec<String>],
    linked: &Linkage,
    lang: Lang,
) -> String {
    let mut out = String::new();
    for kind in Column::ALL {
        let of_kind = |at: &usize| {
            let is_compared = linked.compared.contains(at);
            if kind == Column::Other { !is_compared } else { is_compared && columns[*at] == kind }
        };
        let named: Vec<&str> =
            (0..headings.len()).filter(of_kind).map(|at| headings[at].as_str()).collect();
        if !named.is_empty() {
            let _ = writeln!(out, "{}: {}", kind_said(kind).get(lang), named.join(", "));
        }
    }
    let row_said = |row: usize| {
        let cells = linked.compared.iter().filter_map(|column| rows.get(row)?.get(*column));
        let cells: Vec<&str> =
            cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        format!("{:>6}  {}", number(row), cells.join(" · "))
    };
    let why = |tie: &Tie| {
        let reasons: Vec<String> = tie
            .reasons
            .iter()
            .map(|(column, agreement, bits)| {
                let heading = headings.get(*column).map_or("", String::as_str);
                format!("{heading} {} {bits:+.1}", agreement_said(*agreement).get(lang))
            })
            .collect();
        let (one, other) = (number(tie.one), number(tie.other));
        format!("        {one} = {other}: {}", reasons.join(", "))
    };
    for (group, ties) in by_group(linked) {
        out.push('\n');
        for row in group {
            let _ = writeln!(out, "{}", row_said(*row));
        }
        for tie in ties {
            let _ = writeln!(out, "{}", why(tie));
        }
    }
    if !linked.asked.is_empty() {
        let said = say!(en: "the same person?", ru: "один ли это человек?", kk: "бір адам ба?");
        let _ = writeln!(out, "\n{}", said.get(lang));
    }
    for tie in &linked.asked {
        let _ = writeln!(out, "\n{}\n{}\n{}", row_said(tie.one), row_said(tie.other), why(tie));
    }
    let (all, people) = (rows.len(), linked.groups.len());
    let said = say!({ all, people }
        en: "rows: {all}; people, as far as they can be told: {people}",
        ru: "строк: {all}; людей, насколько их можно различить: {people}",
        kk: "жол: {all}; ажыратуға болатын адам: {people}"
    );
    let _ = writeln!(out, "\n{}", said.get(lang));
    out
}

fn kind_said(kind: Column) -> Said {
    match kind {
        Column::Given => say!(en: "given names", ru: "имена", kk: "есімдер"),
        Column::Surname => say!(en: "surnames", ru: "фамилии", kk: "тектер"),
        Column::Name => say!(en: "names", ru: "имена с фамилиями", kk: "аты-жөндері"),
        Column::Date => say!(en: "dates", ru: "даты", kk: "күндер"),
        Column::Place => say!(en: "places", ru: "места", kk: "жерлер"),
        Column::Code => {
            say!(en: "codes and numbers", ru: "коды и номера", kk: "кодтар мен нөмірлер")
        }
        Column::Class => say!(en: "one of a few", ru: "одно из немногих", kk: "санаулының бірі"),
        Column::Other => say!(en: "not compared", ru: "не сравниваются", kk: "салыстырылмайды"),
    }
}

fn agreement_said(agreement: Agreement) -> Said {
    match agreement {
        Agreement::Same => say!(en: "the same", ru: "то же", kk: "дәл өзі"),
        Agreement::Near => say!(en: "near", ru: "близко", kk: "жақын"),
        Agreement::Partly => say!(en: "partly", ru: "отчасти", kk: "ішінара"),
        Agreement::Differs => say!(en: "differs", ru: "другое", kk: "басқа"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(columns: &[&str]) -> Asked {
        Asked {
            table: "people.csv".to_owned(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            form: Form::Json,
        }
    }

    const TABLE: &str = "№;Фамилия;Имя;Год рождения\n1;Байтурсынов;Ахмет;1872\n2;\"Шоқай\";Мұстафа;1890\r\n3;Baitursynov;Akhmet;1872\n\n";

    #[test]
    fn rows_of_one_person_are_told_with_their_columns() {
        let told = told(&asked(&[]), TABLE.as_bytes(), Lang::En).expect("a table");
        let lines: Vec<Value> =
            told.lines().map(|line| serde_json::from_str(line).expect("json")).collect();
        assert_eq!(
            lines[0]["columns"][1],
            json!({ "column": "Фамилия", "is": "surname", "compared": true })
        );
        assert_eq!(lines[0]["columns"][0]["compared"], json!(false));
        assert_eq!(lines[1]["rows"], json!([2, 4]));
        let tie = &lines[1]["ties"][0];
        let bits = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
        let reasons = tie["reasons"].as_array().expect("reasons");
        let sum = bits(&tie["prior"]) + reasons.iter().map(|one| bits(&one["bits"])).sum::<f64>();
        assert!((sum - bits(&tie["bits"])).abs() < 0.05);
    }

    #[test]
    fn a_table_of_windows_is_read_and_its_encoding_told() {
        let letter = |c: char| match c {
            'а'..='я' => (u32::from(c) - u32::from('а')) as u8 + 0xe0,
            'А'..='Я' => (u32::from(c) - u32::from('А')) as u8 + 0xc0,
            _ => c as u8,
        };
        let table = "Фамилия;Имя;Год рождения;Место рождения\nБайтурсынов;Ахмет;1872;Тургайский уезд\nБукейханов;Алихан;1866;Каркаралинский уезд\nБайтурсунов;Ахмет;1872;Тургайский уезд\n";
        let bytes: Vec<u8> = table.chars().map(letter).collect();
        let told = told(&asked(&[]), &bytes, Lang::En).expect("a table");
        let first: Value =
            serde_json::from_str(told.lines().next().expect("a line")).expect("json");
        assert_eq!(first["encoding"], json!("windows-1251"));
        assert!(told.contains("[2,4]"), "{told}");
    }

    #[test]
    fn what_is_no_table_is_refused_with_a_reason() {
        for (table, columns, said) in [
            (&b"\xff\xd8\xff\xe0"[..], &[][..], "UTF-8"),
            (b"name,dob\n\"Ivan,1872", &[], "quotation mark"),
            (b"name,dob\nIvan,1872,x\n", &[], "row 2 has 3 cells"),
            (b"a,b\n1,2\n", &[], "no heading"),
            (b"", &[], "no heading"),
            (b"a,b\n1,2\n", &["c=date"], "“c=date”"),
            (b"a,b\n1,2\n", &["a=birthday"], "“a=birthday”"),
        ] {
            let refused = told(&asked(columns), table, Lang::En).expect_err(said).in_lang(Lang::En);
            assert!(refused.contains(said), "{refused}");
        }
        assert!(told(&asked(&["a=date"]), b"a,b\n1,2\n", Lang::Kk).is_ok());
    }
}
