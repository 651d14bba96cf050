//! Writes synthetic manuscripts, large tables and a synthetic study, for hyperfine.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "corpus".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("manuscript-1mb.txt"), derek_bench::manuscript(1_000_000))?;
    std::fs::write(folder.join("manuscript-100-pages.txt"), derek_bench::manuscript(250_000))?;
    std::fs::write(folder.join("manuscript-1000-pages.txt"), derek_bench::manuscript(2_500_000))?;
    derek_bench::tables(folder)?;
    derek_bench::study(&folder.join("study"), derek_bench::AIM)
}
