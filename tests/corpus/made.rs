//! Texts made of the clauses of the twelve notices in another order, the same at every run: what is set is measured on more than the
//! notices themselves. Used by the tests of the setter and by `benches/against`.

/// So many texts are made.
pub const MADE: usize = 200;

/// The texts, each a title, a body of 6 to 19 clauses and a date.
pub fn made(notices: &[&str]) -> Vec<String> {
    let mut clauses: Vec<&str> = Vec::new();
    for copy in notices {
        let body = copy.lines().max_by_key(|line| line.len()).unwrap_or_default();
        clauses.extend(body.split_inclusive(['，', ',', '。', '；', ';']));
    }
    let mut seed = 20_260_122u64;
    let mut next = |most: usize| {
        // Knuth, MMIX.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % most
    };
    (0..MADE)
        .map(|_| {
            let count = 6 + next(14);
            let body: String = (0..count).map(|_| clauses[next(clauses.len())]).collect();
            let body = body.trim_end_matches(|c: char| !c.is_alphanumeric());
            format!("公告\n{body}。\n2026年1月22日")
        })
        .collect()
}
