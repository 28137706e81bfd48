//! The press of the paper, on the settings screen.

use std::path::Path;

use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message as Desk;
use qishi::desk::screens::settings::press::Message;
use qishi::desk::screens::settings::{self, PartMessage as Part, paper};
use trade::settings::{Paper, Press, Second};

use super::Hand;
use super::hand::{books, ten_o_clock};

fn kept(folder: &Path) -> Paper {
    books(folder).folder_state(ten_o_clock().date_naive()).expect("read").paper
}

#[test]
fn the_press_is_set_with_its_profile_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F9);
    let account = paper::Message::Account("工商银行青岛分行 3803 0001".to_owned());
    hand.say(Desk::from(settings::Message::Part(Box::new(Part::Paper(account)))));
    hand.ctrl_key(Named::Enter);
    hand.ctrl("8");
    let say =
        |hand: &mut Hand, told: Message| hand.say(Desk::from(settings::Message::Part(Box::new(Part::Press(told)))));
    assert!(hand.shows("单独的广告文件为 PDF/X-1a:2003，印刷条件 IFRA26"));
    say(&mut hand, Message::Condition("CGATS21-2-CRPC1".to_owned()));
    say(&mut hand, Message::Second(2));
    say(&mut hand, Message::Spot("Red 032".to_owned()));
    say(&mut hand, Message::Gain("26%".to_owned()));
    say(&mut hand, Message::Rule("9".to_owned()));
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("最细线条（0.25 至 2 磅）不能是“9”。请更正后再保存"));
    assert_eq!(kept(folder.path()).press, Press::default(), "what is refused changes nothing");
    say(&mut hand, Message::Rule("0.5".to_owned()));
    say(&mut hand, Message::Type("7.5 pt".to_owned()));
    // What is no profile is said where its path was typed; a profile is read by the path of its file.
    let file = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name).display().to_string();
    say(&mut hand, Message::Path(file("corpus/notices/01.txt")));
    say(&mut hand, Message::Take);
    assert!(hand.shows(
        "这不是 ICC 色彩特性文件。请向印厂要新闻纸的 CMYK 输出特性文件（.icc）；没有就不设，按登记的印刷条件出 PDF/X-1a"
    ));
    say(&mut hand, Message::Path(file("lint/newsprint.icc")));
    say(&mut hand, Message::Take);
    assert!(hand.shows("单独的广告文件为 PDF/X-4，印刷条件 Newsprint 1"));
    hand.ctrl_key(Named::Enter);
    let paper = kept(folder.path());
    assert_eq!(paper.account, "工商银行青岛分行 3803 0001");
    let press = &paper.press;
    assert_eq!((press.condition.as_str(), &press.second), ("CGATS21-2-CRPC1", &Second::Spot("Red 032".to_owned())));
    assert_eq!((press.picture_gain, press.least_rule, press.least_type), (26, 50, 75));
    assert_eq!(press.profile.as_ref().map(|profile| profile.described()), Some("Newsprint 1"));
    // The preset is what Chinese newspapers publish; the account is no business of the press.
    say(&mut hand, Message::Preset);
    hand.ctrl_key(Named::Enter);
    let paper = kept(folder.path());
    assert_eq!((&paper.press, paper.account.as_str()), (&Press::default(), "工商银行青岛分行 3803 0001"));
    // One key gives the press back as it was, with its profile.
    hand.ctrl("z");
    assert_eq!(
        kept(folder.path()).press.profile.map(|profile| profile.described().to_owned()).as_deref(),
        Some("Newsprint 1")
    );
}
