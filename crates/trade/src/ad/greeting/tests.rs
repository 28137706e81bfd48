//! What is told of the lines of blessings as they come.

use super::LineRole::{Achievement, Addressee, Body, Couplet, Date, Greeting, Names, Signer, Wish};
use super::*;
use crate::ad::{Kind, blocks};

fn cut_up(copy: &str) -> Vec<(LineRole, String)> {
    let blocks = blocks(Kind::Blessing, copy);
    pieces(copy, &blocks).into_iter().map(|piece| (piece.role, copy[piece.range].to_owned())).collect()
}

fn roles(copy: &str) -> Vec<LineRole> {
    cut_up(copy).into_iter().map(|(role, _)| role).collect()
}

#[test]
fn the_commonest_copies() {
    for (copy, expected) in [
        ("新婚快乐\n李默然 王诗涵\n百年好合", vec![Greeting, Names, Wish]),
        ("新婚快乐\n李默然、王昳珺\n百年好合\n爸爸妈妈 敬贺\n2026年1月22日", vec![Greeting, Names, Wish, Signer, Date]),
        ("李默然 王诗涵\n新婚快乐\n百年好合", vec![Names, Greeting, Wish]),
        ("恭贺新婚\n张明远 Catherine Wong\n永结同心", vec![Greeting, Names, Wish]),
        ("Happy Birthday, Emma!", vec![Greeting, Names, Greeting]),
        ("祝贺刘一鸣考入北京大学\n爸爸妈妈为你骄傲", vec![Greeting, Names, Achievement, Signer]),
        ("祝李雪、周伟新婚快乐\n爸爸妈妈 敬贺", vec![Greeting, Names, Greeting, Signer]),
        ("祝奶奶八十大寿\n福如东海，寿比南山\n全体儿孙", vec![Greeting, Names, Greeting, Couplet, Signer]),
        ("妞妞七岁生日快乐\n爸爸妈妈爱你", vec![Names, Greeting, Signer]),
        ("贺高子涵金榜题名\n爷爷奶奶", vec![Greeting, Names, Greeting, Signer]),
        ("小雨：\n嫁给我吧\n永远爱你的 阿哲", vec![Addressee, Wish, Signer]),
        (
            "亲爱的陈可：\n遇见你是我最美的时光。余生很长，愿与你一起看遍山海。\n爱你的小林",
            vec![Addressee, Body, Signer],
        ),
        (
            "致我们的女儿\n林晓雨 周子航\n桃之夭夭 灼灼其华\n之子于归 宜其室家\n爸爸妈妈同贺",
            vec![Addressee, Names, Couplet, Couplet, Signer],
        ),
        ("新春快乐\n王建军 赵敏\n率全家给您拜年", vec![Greeting, Names, Signer]),
        ("新春大吉\n天增岁月人增寿\n春满乾坤福满门\n王雁老师", vec![Greeting, Couplet, Couplet, Names]),
        ("青岛一中96届\n毕业三十周年\n归来仍是少年", vec![Names, Greeting, Wish]),
        ("生日快乐", vec![Greeting]),
        ("祝福你", vec![Wish]),
    ] {
        assert_eq!(roles(copy), expected, "{copy}");
    }
}

#[test]
fn no_character_is_lost_but_what_parts_names() {
    for copy in ["祝李雪、周伟新婚快乐", "Happy Birthday, Emma!", "妞妞七岁生日快乐", "祝贺刘一鸣考入北京大学"]
    {
        let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect::<String>();
        assert_eq!(cut_up(copy).iter().map(|(_, text)| plain(text)).collect::<String>(), plain(copy));
    }
}

#[test]
fn names_are_told_from_wishes() {
    for line in [
        "李默然 王诗涵",
        "欧阳晓雪",
        "果果",
        "Emma",
        "Catherine Wong",
        "王雁老师",
        "爸爸妈妈",
        "李雪和周伟",
        "刘桂兰奶奶",
        "张明远 & 黄嘉怡",
        "青岛一中96届",
        "阿哲",
        "迪丽热巴·迪力木拉提",
    ] {
        assert!(names(line, false).is_some(), "{line}");
    }
    for line in [
        "百年好合",
        "龙马精神",
        "金玉满堂",
        "白头偕老",
        "万事如意",
        "马到成功",
        "花好月圆 永结同心",
        "祝福",
        "新婚快乐",
        "嫁给我吧",
        "一生一世",
        "执子之手，与子偕老",
        "爸爸妈妈爱你",
    ] {
        assert!(names(line, false).is_none(), "{line}");
    }
    let line = "李雪和周伟";
    let tokens: Vec<&str> = names(line, false).expect("names").into_iter().map(|range| &line[range]).collect();
    assert_eq!(tokens, ["李雪", "周伟"]);
}

#[test]
fn years_are_read() {
    for (copy, expected) in [
        ("金婚志喜", Some(50)),
        ("结婚二十周年", Some(20)),
        ("祝奶奶八十大寿", Some(80)),
        ("毕业30周年", Some(30)),
        ("结婚十周年", Some(10)),
        ("生日快乐", None),
        ("2026年1月", None),
        ("一百零一岁", Some(101)),
    ] {
        assert_eq!(years(copy), expected, "{copy}");
    }
}
