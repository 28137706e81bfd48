//! What the desk says of printing.

use super::Words;
use crate::locale::printout;
use books::booking::Printout;

impl Words {
    /// So many jobs wait for a printer.
    pub fn jobs_wait(&self, count: usize) -> String {
        if self.zh() { format!("{count} 份待打印") } else { format!("{count} to print") }
    }

    /// A print is being made.
    pub fn printing(&self, paper: Printout) -> String {
        let name = printout(paper, self.language);
        if self.zh() { format!("正在打印{name}…") } else { format!("{name} being printed…") }
    }

    /// The name of a paper that was made; a second print of a statement or a slip says so.
    pub fn made(&self, paper: Printout, copy: Option<u32>) -> String {
        let name = printout(paper, self.language);
        match (paper, copy) {
            (Printout::Statement | Printout::Refund(_), Some(copy @ 2..)) if self.zh() => {
                format!("{name}（补打，第 {copy} 次）")
            }
            (Printout::Statement | Printout::Refund(_), Some(copy @ 2..)) => format!("{name} (again, print {copy})"),
            _ => name.to_owned(),
        }
    }

    /// A printer took a paper under this number.
    pub fn taken_by_printer(&self, name: &str, number: i32) -> String {
        if self.zh() {
            format!("{name}已送打印机，任务 {number}")
        } else {
            format!("{name} sent to the printer, job {number}")
        }
    }

    /// No printer took a paper, and why; it waits.
    pub fn waits_for_printer(&self, name: &str, why: &str) -> String {
        if self.zh() {
            format!("{name}没有印出：{why}。已记入待打印，F8 重送")
        } else {
            format!("{name} not printed: {why}. It waits; F8 sends it again")
        }
    }

    /// A printer took the page that tries it, or a job that waited.
    pub fn tried_printer(&self, number: i32) -> String {
        if self.zh() {
            format!("打印机已收下，任务 {number}")
        } else {
            format!("The printer took it, job {number}")
        }
    }

    /// The ad is on the clipboard.
    pub fn picture_copied(&self) -> &'static str {
        if self.zh() {
            "图样已复制，可粘贴到微信；Ctrl+Shift+W 存成文件"
        } else {
            "Image copied, to be pasted; Ctrl+Shift+W saves it"
        }
    }
}
