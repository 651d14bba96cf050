use std::time::Instant;
fn main(){ 
  let files=["/tmp/aid/article_numbered.txt","/tmp/prose.txt"];
  for f in files { let t=std::fs::read_to_string(f).unwrap(); let t=t.repeat(1+1_000_000/t.len()); let s=Instant::now(); let n=derek_time::find(&t).len(); println!("{f} {} B {n} dates {:?}", t.len(), s.elapsed()); let t=t.replace('\n'," "); let s=Instant::now(); let n=derek_time::find(&t).len(); println!("   one line {n} dates {:?}", s.elapsed()); }
  for unit in ["1","1917","1,","1917, ","1917 and ","5 December and ","5 December, ","(","5 (18) ","1–","1917–","from ","in 1917, 1918, ","January ","May ","до ","early ","с ","1917 жылдан ","XX–","5 декабря (","between 5 and ","a ","…","\n","no ","the ","circa ","5, ","in April and ","April, ", "1917 немесе ", "5-"] {
    let t=unit.repeat(3_000_000/unit.len()); let s=Instant::now(); let n=derek_time::find(&t).len(); let e=s.elapsed(); let s=Instant::now(); let _=derek_time::parse(&t); println!("{unit:?} {n} {e:?} parse {:?}", s.elapsed()); }
}
