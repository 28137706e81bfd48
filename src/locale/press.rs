//! The words for the paper's press: profiles, and what it cannot print.

use super::Explanation;
use trade::refusal::{Fine, ProfileFlaw};
use trade::settings::Language;

/// Why a file is no profile of a press.
pub(super) fn profile(flaw: &ProfileFlaw, language: Language) -> Explanation {
    match language {
        Language::Chinese => profile_in_chinese(flaw),
        Language::English => profile_in_english(flaw),
    }
}

fn profile_in_chinese(flaw: &ProfileFlaw) -> Explanation {
    let said = match flaw {
        ProfileFlaw::None => "这不是 ICC 色彩特性文件".to_owned(),
        ProfileFlaw::Long { most } => format!("色彩特性文件超过 {} MB", most / 1024 / 1024),
        ProfileFlaw::Length { said, is } => format!("色彩特性文件不完整：文件头写 {said} 字节，实有 {is} 字节"),
        ProfileFlaw::Class { is } => format!("这个色彩特性文件不是印刷设备的（类别 {is}，应为 prtr）"),
        ProfileFlaw::Space { is } => format!("这个色彩特性文件不是 CMYK 的（色空间 {}）", is.trim()),
        ProfileFlaw::Version { is } => format!("色彩特性文件的版本 {is} 印厂读不了，应为 2 或 4"),
        ProfileFlaw::Tag { name } => format!("色彩特性文件缺少印刷所需的 {name} 部分"),
    };
    Explanation::new(said, "请向印厂要新闻纸的 CMYK 输出特性文件（.icc）；没有就不设，按登记的印刷条件出 PDF/X-1a")
}

fn profile_in_english(flaw: &ProfileFlaw) -> Explanation {
    let said = match flaw {
        ProfileFlaw::None => "This is no ICC profile".to_owned(),
        ProfileFlaw::Long { most } => format!("The profile is larger than {} MB", most / 1024 / 1024),
        ProfileFlaw::Length { said, is } => {
            format!("The profile is not whole: its header says {said} bytes, the file has {is}")
        }
        ProfileFlaw::Class { is } => format!("The profile is not that of a press (class {is}, not prtr)"),
        ProfileFlaw::Space { is } => format!("The profile is not for CMYK (colour space {})", is.trim()),
        ProfileFlaw::Version { is } => format!("Presses do not read version {is} of profiles, only 2 and 4"),
        ProfileFlaw::Tag { name } => format!("The profile lacks its {name}, without which no press can use it"),
    };
    Explanation::new(
        said,
        "Ask the printer for the CMYK output profile (.icc) of its newsprint, or set none: files are PDF/X-1a then",
    )
}

/// That an ad is finer than the press holds.
pub(super) fn too_fine(what: Fine, has: &str, least: &str, language: Language) -> Explanation {
    match (language, what) {
        (Language::Chinese, Fine::Rule) => Explanation::new(
            format!("广告里有 {has} 磅的线，印刷要求不细于 {least} 磅"),
            "请换一种线条粗些的样式，或核对设置里的“最细线条”",
        ),
        (Language::Chinese, Fine::Type) => Explanation::new(
            format!("广告里有 {has} 磅的字，印刷要求不小于 {least} 磅"),
            "请换大一档的规格或换样式，或核对设置里的“最小字号”",
        ),
        (Language::English, Fine::Rule) => Explanation::new(
            format!("The ad has a rule of {has} pt, and the press holds none below {least} pt"),
            "Choose a style with stronger rules, or check the thinnest rule in the settings",
        ),
        (Language::English, Fine::Type) => Explanation::new(
            format!("The ad has type of {has} pt, and the press holds none below {least} pt"),
            "Choose a larger size or another style, or check the smallest type in the settings",
        ),
    }
}
