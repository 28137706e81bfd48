//! The words of the twelve notices.

/// The notices of 2026-01-22, in the order of the page.
pub const NOTICES: [&str; 12] = [
    include_str!("notices/01.txt"),
    include_str!("notices/02.txt"),
    include_str!("notices/03.txt"),
    include_str!("notices/04.txt"),
    include_str!("notices/05.txt"),
    include_str!("notices/06.txt"),
    include_str!("notices/07.txt"),
    include_str!("notices/08.txt"),
    include_str!("notices/09.txt"),
    include_str!("notices/10.txt"),
    include_str!("notices/11.txt"),
    include_str!("notices/12.txt"),
];
