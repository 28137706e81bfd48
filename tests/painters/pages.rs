//! Pages of a PDF as poppler draws them, a page at a time.

use std::io::{BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::outside;

/// A page in grey.
pub struct Drawn {
    /// In pixels.
    pub width: usize,
    /// Row by row.
    pub grey: Vec<u8>,
}

impl Drawn {
    /// The light of a pixel; what lies off the page is white.
    pub fn at(&self, x: usize, y: usize) -> u8 {
        if x < self.width { self.grey.get(y * self.width + x).copied().unwrap_or(255) } else { 255 }
    }
}

/// Poppler drawing pages from `first` to `last`, one after the other as they are asked for.
pub struct Pages {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Pages {
    /// Starts it; `None` where it is not installed.
    pub fn draw(path: &Path, dpi: u32, first: usize, last: usize) -> Option<Pages> {
        let mut child = Command::new(outside::tool("pdftoppm")?)
            .args(["-gray", "-r", &dpi.to_string(), "-f", &first.to_string(), "-l", &last.to_string()])
            .arg(path)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let output = BufReader::new(child.stdout.take().expect("its output"));
        Some(Pages { child, output })
    }

    /// The next page.
    pub fn page(&mut self) -> Drawn {
        assert_eq!(self.word(), "P5", "a grey page");
        let [width, height, most] = [(); 3].map(|()| self.word().parse::<usize>().expect("a number"));
        assert_eq!(most, 255);
        let mut grey = vec![0; width * height];
        self.output.read_exact(&mut grey).expect("a whole page");
        Drawn { width, grey }
    }

    fn word(&mut self) -> String {
        let mut word = String::new();
        loop {
            let mut byte = [0];
            self.output.read_exact(&mut byte).expect("a page");
            match char::from(byte[0]) {
                c if !c.is_ascii_whitespace() => word.push(c),
                _ if word.is_empty() => {}
                _ => return word,
            }
        }
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
