//! The words for files of senders from which no text can be taken.

use super::Said;
use trade::refusal::IntakeTrouble;

pub(super) fn chinese(file: &str, trouble: IntakeTrouble) -> Said {
    const PASTE: &str = "请在原程序里打开，复制文字粘贴过来";
    match trouble {
        IntakeTrouble::Unknown => {
            Said::new(format!("“{file}”不是文本、Word 或 PDF 文件"), "请用 .txt、.docx 或带文字的 .pdf，或复制文字粘贴")
        }
        IntakeTrouble::Misnamed { is } => Said::new(
            format!("“{file}”的后缀与内容不符：里面是 .{is}"),
            format!("请核对文件，无误则把后缀改为 .{is} 再读入"),
        ),
        IntakeTrouble::OldWord => {
            Said::new(format!("“{file}”是旧版 Word 或 WPS 文档"), "请在 Word 或 WPS 里另存为 .docx，或复制文字粘贴")
        }
        IntakeTrouble::Locked => Said::new(format!("“{file}”有密码"), "请来稿人去掉密码，或打开后复制文字粘贴"),
        IntakeTrouble::Damaged => Said::new(format!("“{file}”已损坏，读不完整"), "请来稿人重发"),
        IntakeTrouble::TooLarge => Said::new(format!("“{file}”展开后过大，不像一页公告"), PASTE),
        IntakeTrouble::NoText => {
            Said::new(format!("“{file}”里没有文字：是扫描件，或无文字层"), "请来稿人发 Word 原件，或录入文字后粘贴")
        }
        IntakeTrouble::Nameless => Said::new(
            format!("“{file}”的字体没有写明哪个字形是哪个字，取出来会是错字"),
            "请来稿人发 Word 原件，或重新导出 PDF；也可照原件录入",
        ),
    }
}

pub(super) fn english(file: &str, trouble: IntakeTrouble) -> Said {
    const PASTE: &str = "Open it where it was made, copy the text and paste it";
    match trouble {
        IntakeTrouble::Unknown => Said::new(
            format!("{file:?} is neither text nor a Word or PDF document"),
            "Use a .txt, a .docx or a .pdf with text, or paste the text",
        ),
        IntakeTrouble::Misnamed { is } => Said::new(
            format!("{file:?} is not what its ending says: it is a .{is}"),
            format!("Look at the file; if it is the right one, end its name in .{is}"),
        ),
        IntakeTrouble::OldWord => Said::new(
            format!("{file:?} is a document of the old Word or of WPS"),
            "Save it as .docx in Word or WPS, or copy the text and paste it",
        ),
        IntakeTrouble::Locked => Said::new(
            format!("{file:?} is locked by a password"),
            "Have the sender remove it, or open the file, copy the text and paste it",
        ),
        IntakeTrouble::Damaged => {
            Said::new(format!("{file:?} is damaged and does not read whole"), "Have the sender send it again")
        }
        IntakeTrouble::TooLarge => Said::new(format!("{file:?} is, unpacked, larger than any page of notices"), PASTE),
        IntakeTrouble::NoText => Said::new(
            format!("{file:?} holds no text: it is a scan, or has no layer of text"),
            "Have the sender send the Word document, or type the text and paste it",
        ),
        IntakeTrouble::Nameless => Said::new(
            format!("The fonts of {file:?} do not say which shape is which character"),
            "Have the sender send the Word document or export the PDF anew; or type it from the original",
        ),
    }
}
