use derek_time::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    if a[1] == "p" {
        for t in &a[2..] {
            match parse(t) { Ok(d) => println!("{t} => {:?} {:?} cal {:?} {:?} ap{} un{} faults {:?}\n    steps {:?}\n    {} | {} | {} || {:?}", d.bounds().first_day().map(Day::iso), d.bounds().last_day().map(Day::iso), d.calendar, d.precision, d.approximate, d.uncertain, d.faults, d.steps, d.in_lang(Lang::En), d.in_lang(Lang::Ru), d.in_lang(Lang::Kk), d.edtf()),
            Err(e) => println!("{t} => ERR stopped {} after {:?}", e.stopped, e.understood.map(|d| d.edtf())) }
        }
    } else if a[1] == "f" {
        let text = std::fs::read_to_string(&a[2]).unwrap();
        for para in text.split("\n\n") { show(para); }
    } else { for t in &a[2..] { show(t); } }
}
fn show(para: &str) {
    for m in find(para) {
        let s = m.range.start; let e = m.range.end;
        let pre: String = para[..s].chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
        let post: String = para[e..].chars().take(25).collect();
        let y = match &m.year { Year::Stated => "".into(), Year::Carried(r) => format!("<{}>", &para[r.clone()]), Year::Missing => "MISSING".into() };
        println!("{:?} [{}] {} {} {:?}    …{}⟦{}⟧{}…", m.date.edtf().unwrap_or("-".into()), y, if m.date.uncertain {"?"} else {""}, if m.date.approximate {"~"} else {""}, m.date.faults, pre.replace('\n'," "), &para[s..e], post.replace('\n'," "));
    }
}
