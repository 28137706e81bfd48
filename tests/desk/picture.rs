//! The ad as a picture for WeChat: on the clipboard, or as a file.

use iced_test::core::keyboard::key::Named;
use trade::refusal::Fault;

use super::Hand;
use super::day::three;
use super::taking::lost_notice;

/// The size of a PNG in pixels; it is not blank.
fn size(file: &[u8]) -> (u32, u32) {
    let seen = image::load_from_memory_with_format(file, image::ImageFormat::Png).expect("a PNG").into_luma8();
    assert!(seen.pixels().any(|pixel| pixel.0[0] < 20), "it is blank");
    seen.dimensions()
}

#[test]
fn a_booked_ad_is_copied_and_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl("w");
    assert_eq!(*hand.clipboard.lock().expect("sound"), None, "nothing is booked yet");
    hand.ctrl_key(Named::Enter);
    hand.ctrl("w");
    let copied = hand.clipboard.lock().expect("sound").clone().expect("a picture");
    // 7.2 × 3 cm at 300 pixels to the inch.
    assert_eq!(size(&copied), (850, 354));
    assert!(hand.shows("图样已复制，可粘贴到微信；Ctrl+Shift+W 存成文件"));
    hand.ctrl_shift("w");
    let path = folder.path().join("papers/B20260120-0001-ad.png");
    assert_eq!(std::fs::read(&path).expect("saved"), copied);
    assert!(hand.shows("已存 papers/B20260120-0001-ad.png"));
    hand.ctrl("p");
    assert!(hand.shows("已存 papers/B20260120-0001-ad.png"), "each paper has a place of its own");
}

#[test]
fn the_ad_of_the_row_looked_at_is_copied_and_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    hand.key(Named::ArrowDown);
    hand.ctrl("w");
    assert!(hand.clipboard.lock().expect("sound").is_some());
    assert!(hand.shows("图样已复制，可粘贴到微信；Ctrl+Shift+W 存成文件"));
    hand.ctrl_shift("w");
    assert!(folder.path().join("papers/B20260120-0002-ad.png").is_file());
}

#[test]
fn a_machine_without_a_clipboard_says_so_and_the_way_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    *hand.viewerless.lock().expect("sound") = Some(Fault::Clipboard { what: "no display".to_owned() });
    hand.ctrl("w");
    assert!(hand.shows("剪贴板不可用（no display）。请按 Ctrl+Shift+W 存成图片，再从文件发送"));
    hand.ctrl_shift("w");
    assert!(folder.path().join("papers/B20260120-0003-ad.png").is_file());
}
