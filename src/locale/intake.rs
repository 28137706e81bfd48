//! The words for files of senders from which no text can be taken.

use super::Explanation;
use trade::legible::Field;
use trade::refusal::{Bound, IntakeTrouble, NoFile};

pub(super) fn chinese(file: &str, trouble: IntakeTrouble) -> Explanation {
    const PASTE: &str = "请在原程序里打开，复制文字粘贴过来";
    match trouble {
        IntakeTrouble::Unknown => Explanation::new(
            format!("“{file}”不是文本、Word 或 PDF 文件"),
            "请用 .txt、.docx、.rtf 或带文字的 .pdf，或复制文字粘贴",
        ),
        IntakeTrouble::Misnamed { is } => Explanation::new(
            format!("“{file}”的后缀与内容不符：里面是 .{is}"),
            format!("请核对文件，无误则把后缀改为 .{is} 再读入"),
        ),
        IntakeTrouble::OldWord => Explanation::new(
            format!("“{file}”是旧版 Word 或 WPS 文档"),
            "请在 Word 或 WPS 里另存为 .docx，或复制文字粘贴",
        ),
        IntakeTrouble::Locked => Explanation::new(format!("“{file}”有密码"), "请来稿人去掉密码，或打开后复制文字粘贴"),
        IntakeTrouble::Damaged => Explanation::new(format!("“{file}”已损坏，读不完整"), "请来稿人重发"),
        IntakeTrouble::TooLarge { bound } => {
            let (what, most) = bound_in_chinese(bound);
            Explanation::new(format!("“{file}”{what}超过上限 {most}，不像一页公告"), PASTE)
        }
        IntakeTrouble::NoText => Explanation::new(
            format!("“{file}”里没有文字：是扫描件，或无文字层"),
            "请来稿人发 Word 原件，或录入文字后粘贴",
        ),
        IntakeTrouble::Nameless => Explanation::new(
            format!("“{file}”的字体没有写明哪个字形是哪个字，取出来会是错字"),
            "请来稿人发 Word 原件，或重新导出 PDF；也可照原件录入",
        ),
        IntakeTrouble::CodePage => Explanation::new(
            format!("“{file}”所用的字符编码不在可读之列，取出来会是错字"),
            "请来稿人用 Word 或 WPS 打开，另存为 .docx；也可照原件录入",
        ),
    }
}

pub(super) fn english(file: &str, trouble: IntakeTrouble) -> Explanation {
    const PASTE: &str = "Open it where it was made, copy the text and paste it";
    match trouble {
        IntakeTrouble::Unknown => Explanation::new(
            format!("{file:?} is neither text nor a Word or PDF document"),
            "Use a .txt, a .docx, an .rtf or a .pdf with text, or paste the text",
        ),
        IntakeTrouble::Misnamed { is } => Explanation::new(
            format!("{file:?} is not what its ending says: it is a .{is}"),
            format!("Look at the file; if it is the right one, end its name in .{is}"),
        ),
        IntakeTrouble::OldWord => Explanation::new(
            format!("{file:?} is a document of the old Word or of WPS"),
            "Save it as .docx in Word or WPS, or copy the text and paste it",
        ),
        IntakeTrouble::Locked => Explanation::new(
            format!("{file:?} is locked by a password"),
            "Have the sender remove it, or open the file, copy the text and paste it",
        ),
        IntakeTrouble::Damaged => {
            Explanation::new(format!("{file:?} is damaged and does not read whole"), "Have the sender send it again")
        }
        IntakeTrouble::TooLarge { bound } => {
            Explanation::new(format!("{file:?} {}, more than any page of notices", bound_in_english(bound)), PASTE)
        }
        IntakeTrouble::NoText => Explanation::new(
            format!("{file:?} holds no text: it is a scan, or has no layer of text"),
            "Have the sender send the Word document, or type the text and paste it",
        ),
        IntakeTrouble::Nameless => Explanation::new(
            format!("The fonts of {file:?} do not say which shape is which character"),
            "Have the sender send the Word document or export the PDF anew; or type it from the original",
        ),
        IntakeTrouble::CodePage => Explanation::new(
            format!("The characters of {file:?} are written in a code page that is not read"),
            "Have the sender open it in Word or WPS and save it as .docx; or type it from the original",
        ),
    }
}

/// A size in bytes, in the largest unit that it fills.
fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KB", bytes / 1_024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}

fn bound_in_chinese(bound: Bound) -> (&'static str, String) {
    match bound {
        Bound::File(most) => ("的文件大小", bytes(most)),
        Bound::Unpacked(most) => ("展开后", bytes(most)),
        Bound::Characters(most) => ("的字数", format!("{most} 字")),
        Bound::Pages(most) => ("的页数", format!("{most} 页")),
        Bound::Steps(most) => ("的解读步数", format!("{most} 步")),
        Bound::Depth(most) => ("的嵌套层数", format!("{most} 层")),
        Bound::Seconds(most) => ("的解读时间", format!("{most} 秒")),
    }
}

fn bound_in_english(bound: Bound) -> String {
    match bound {
        Bound::File(most) => format!("is larger than {}", bytes(most)),
        Bound::Unpacked(most) => format!("is, unpacked, larger than {}", bytes(most)),
        Bound::Characters(most) => format!("has more than {most} characters"),
        Bound::Pages(most) => format!("has more than {most} pages"),
        Bound::Steps(most) => format!("takes more than {most} steps to read"),
        Bound::Depth(most) => format!("has parts within each other more than {most} deep"),
        Bound::Seconds(most) => format!("takes more than {most} s to read"),
    }
}

pub(super) fn no_file_in_chinese(path: &str, is: NoFile) -> Explanation {
    match is {
        NoFile::Folder => Explanation::new(format!("“{path}”是文件夹，不是文件"), "请选其中的文件"),
        NoFile::Endless => {
            Explanation::new(format!("“{path}”是设备或管道，读不到头"), "请先存成文件；文字也可用 - 从标准输入读入")
        }
    }
}

pub(super) fn no_file_in_english(path: &str, is: NoFile) -> Explanation {
    match is {
        NoFile::Folder => Explanation::new(format!("“{path}” is a folder, not a file"), "Name a file in it"),
        NoFile::Endless => Explanation::new(
            format!("“{path}” is a device or a pipe, which may never end"),
            "Save it as a file first; text can also be read from standard input as -",
        ),
    }
}

pub(super) fn too_large_in_chinese(path: &str, most: u64) -> Explanation {
    Explanation::new(format!("“{path}”超过上限 {}", bytes(most)), "请核对是否选错了文件；确要使用，请先缩小或拆开")
}

pub(super) fn too_large_in_english(path: &str, most: u64) -> Explanation {
    Explanation::new(
        format!("“{path}” is larger than {}", bytes(most)),
        "Check that it is the right file; if so, make it smaller or split it",
    )
}

/// What a person typed, by its name at the desk.
pub(super) const fn field_in_chinese(field: Field) -> &'static str {
    match field {
        Field::Customer => "姓名",
        Field::Payer => "付款人",
        Field::InvoiceTitle => "发票抬头",
        Field::Phone => "电话",
        Field::Person => "经办人",
        Field::Approver => "批准人",
        Field::Signer => "签字或确认人",
        Field::Reason => "理由",
        Field::When => "时间",
        Field::PaperSeen => "证件或档案号",
        Field::Serial => "流水号",
        Field::Attribute => "约定项",
        Field::PaperName => "报社名称",
    }
}

pub(super) const fn field_in_english(field: Field) -> &'static str {
    match field {
        Field::Customer => "customer's name",
        Field::Payer => "payer's name",
        Field::InvoiceTitle => "name on the invoice",
        Field::Phone => "telephone number",
        Field::Person => "name of the person at the counter",
        Field::Approver => "name of who approved it",
        Field::Signer => "name of who signed or confirmed",
        Field::Reason => "reason",
        Field::When => "time",
        Field::PaperSeen => "paper or its file number",
        Field::Serial => "serial number",
        Field::Attribute => "attribute",
        Field::PaperName => "paper's name",
    }
}
