//! Temporary.
#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let options = derek::server::Options {
        port: args.next().and_then(|p| p.parse().ok()),
        study: args.next().map(Into::into),
        texts: args.next().map(Into::into),
        lang: None,
    };
    if let Err(e) = derek::server::serve(options, |a| println!("http://{a}")).await {
        println!("{e}")
    }
}
