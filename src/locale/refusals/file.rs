//! The words of files that are not read or not written.

use crate::locale::{Explanation, intake};
use trade::refusal::FileTrouble;

pub fn chinese(why: &FileTrouble) -> Explanation {
    match why {
        FileTrouble::PartOfTheBooks { path } => {
            Explanation::new(format!("{path} 是账册自己的文件，不写"), "请另取一个文件名，或写到账册文件夹以外")
        }
        FileTrouble::NotAPlainFile { path } => Explanation::new(
            format!("{path} 不是普通文件，不写"),
            "请写出一个文件名；要交给别的程序，用 -o -（标准输出）",
        ),
        FileTrouble::FileThere { path } => {
            Explanation::new(format!("{path} 已经有了，内容不同，没有写"), "要替换它请写明 -o 文件，或另取一个名字")
        }
        FileTrouble::NotReplaced { file } => Explanation::new(
            format!("不能把备份写到 {file}：那里不是本账册的旧备份，或属于账册目录"),
            "请换一个文件名，或不写文件名，备份放进 backups 目录",
        ),
        FileTrouble::NotAFile { path, is } => intake::no_file_in_chinese(path, *is),
        FileTrouble::FileTooLarge { path, most } => intake::too_large_in_chinese(path, *most),
    }
}

pub fn english(why: &FileTrouble) -> Explanation {
    match why {
        FileTrouble::PartOfTheBooks { path } => Explanation::new(
            format!("{path} belongs to the books and is not written over"),
            "Name another file, or one outside the folder of the books",
        ),
        FileTrouble::NotAPlainFile { path } => Explanation::new(
            format!("{path} is no plain file, and nothing was written"),
            "Name a file; to hand it to another program, use -o - (standard output)",
        ),
        FileTrouble::FileThere { path } => Explanation::new(
            format!("{path} is there already, holds something else, and was left as it is"),
            "To replace it, name it with -o; or name another file",
        ),
        FileTrouble::NotReplaced { file } => Explanation::new(
            format!("No copy is written to {file}: it is no earlier copy of these books, or belongs to their folder"),
            "Name another file, or none: then the copy stands in backups",
        ),
        FileTrouble::NotAFile { path, is } => intake::no_file_in_english(path, *is),
        FileTrouble::FileTooLarge { path, most } => intake::too_large_in_english(path, *most),
    }
}
