//! The examples of a page that tells of the rate card, as cards and as questions with their answers.

/// An example: its line on the page, the card, and what is asked of it with what comes of it.
pub struct Example {
    pub line: usize,
    pub card: String,
    pub asked: Vec<(String, String)>,
}

/// The examples of the page.
pub fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut block: Option<(usize, String)> = None;
    for (at, line) in page.lines().enumerate() {
        match (&mut block, line) {
            (None, "```toml") => block = Some((at + 1, String::new())),
            (Some(_), "```") => {
                let (line, card) = block.take().expect("open");
                examples.push(Example { line, card, asked: Vec::new() });
            }
            (Some((_, text)), line) => *text += &format!("{line}\n"),
            (None, line) => {
                let row = line.strip_prefix("- `").and_then(|row| row.split_once("` → "));
                let (Some((asked, says)), Some(example)) = (row, examples.last_mut()) else { continue };
                example.asked.push((asked.to_owned(), says.to_owned()));
            }
        }
    }
    examples
}

/// The card that an example stands for.
pub fn whole(part: &str) -> String {
    if part.contains("effective_from") {
        return part.to_owned();
    }
    let head = "id = \"x\"\nversion = \"1\"\nname = \"x\"\nsource = \"x\"\neffective_from = 2026-01-01\ncolumn = 7.2\ngutter = 0.2\n";
    let kind = if part.contains("[[kind]]") { "" } else { "\n[[kind]]\nid = \"notice\"\nname = \"公告\"\n" };
    let price = if part.contains("[[price]]") { "" } else { "\n[[price]]\nper = \"run\"\nprice = \"10.00\"\n" };
    format!("{head}{part}{kind}{price}")
}
