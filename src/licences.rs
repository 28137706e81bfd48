//! The licences of the program and of everything inside it.

/// Each part and the text of its licence: the program's own two, the faces', and the libraries'.
pub fn all() -> Vec<(&'static str, &'static str)> {
    let mut all = vec![
        ("Qishi (MIT)", include_str!("../LICENSE-MIT")),
        ("Qishi (Apache-2.0)", include_str!("../LICENSE-APACHE")),
    ];
    all.extend(qishi_faces::LICENCES);
    all.push(("Libraries", include_str!("../assets/licences/libraries.txt")));
    all
}
