//! One fault each, put into clean notices.

use super::slots::{Random, identity, written};
use super::{Draft, Labelled, PUBLISHED};

/// How many notices get each fault at most.
const OF_EACH: usize = 12;

type Change = fn(&mut Draft, usize) -> bool;

/// What is done to a draft, the rule that must speak, and those that may.
struct Fault {
    rule: &'static str,
    allowed: &'static [&'static str],
    publish: &'static str,
    change: Change,
}

const fn fault(rule: &'static str, allowed: &'static [&'static str], change: Change) -> Fault {
    Fault { rule, allowed, publish: PUBLISHED, change }
}

/// Puts another value into a slot that the words have.
fn set(draft: &mut Draft, slot: &'static str, value: String) -> bool {
    draft.has(slot) && draft.slots.insert(slot, value).is_some()
}

/// Replaces words in the template, once.
fn swap(draft: &mut Draft, from: &str, to: &str) -> bool {
    let there = draft.words.contains(from);
    draft.words = draft.words.replacen(from, to, 1);
    there
}

/// The first of several words that the template has, replaced.
fn swap_any(draft: &mut Draft, pairs: &[(&str, &str)]) -> bool {
    pairs.iter().any(|(from, to)| swap(draft, from, to))
}

fn is_official(draft: &Draft) -> bool {
    draft.kind.starts_with("court_") || draft.kind.starts_with("arbitration_")
}

fn heard(draft: &mut Draft, date: &str, time: &str, n: usize) -> bool {
    set(draft, "开庭", format!("{}{time}", written(date, n % 2)))
}

/// Cuts the last lines off, which sign and date.
fn unsigned(draft: &mut Draft, lines: usize) -> bool {
    let all: Vec<&str> = draft.words.lines().collect();
    let kept = all.len().saturating_sub(lines);
    let signs = all[kept..].iter().all(|line| line.trim().starts_with('{'));
    let words = all[..kept].join("\n");
    draft.words = words;
    signs && kept > 1
}

const FAULTS: [Fault; 33] = [
    fault("hearing_before_service", &[], |d, n| {
        heard(d, ["2026-03-30", "2026-03-26", "2026-04-01"][n % 3], "上午9时30分", n)
    }),
    fault("hearing_too_soon", &[], |d, n| heard(d, ["2026-04-02", "2026-04-03"][n % 2], "14时30分", n)),
    fault("hearing_within_answer", &[], |d, n| {
        heard(d, ["2026-04-09", "2026-04-10", "2026-04-08"][n % 3], "上午9时", n)
    }),
    fault("hearing_on_day_off", &[], |d, n| {
        heard(d, ["2026-05-16", "2026-05-03", "2026-06-19", "2026-06-07"][n % 4], "上午10时", n)
    }),
    fault("hearing_out_of_hours", &[], |d, n| {
        heard(d, "2026-05-12", ["晚上7时30分", "19:30", "上午7时", "21时"][n % 4], n)
    }),
    fault("hearing_far", &[], |d, n| heard(d, ["2026-08-12", "2026-11-10"][n % 2], "上午9时", n)),
    fault("hearing_without_time", &["missing_fact"], |d, n| {
        heard(d, "2026-05-12", "", n) && d.kind.ends_with("summons")
    }),
    fault("wrong_weekday", &[], |d, n| {
        // 12 May 2026 is a Tuesday, 20 May a Wednesday.
        let said = ["2026年5月12日（星期三）上午9时", "2026年5月20日星期四14:30", "2026年5月12日(周一)下午2时"][n % 3];
        set(d, "开庭", said.to_owned())
    }),
    fault("no_such_date", &["missing_fact", "hearing_without_time"], |d, n| {
        let said = ["2026年4月31日上午9时", "2026年6月31日14时30分", "二〇二六年二月三十日上午九时"][n % 3];
        set(d, "开庭", said.to_owned())
    }),
    fault("no_such_date", &["missing_fact"], |d, n| {
        !d.has("开庭") && set(d, "日期", ["2026年2月30日", "2026年2月29日", "2026.2.30"][n % 3].to_owned())
    }),
    fault("period_too_short", &[], |d, n| is_official(d) && set(d, "期", ["20", "十五", "7", "25"][n % 4].to_owned())),
    fault("period_too_short", &[], |d, _| {
        swap_any(
            d,
            &[
                ("起45日内", "起30日内"),
                ("四十五日内", "二十日内"),
                ("起45天内", "起15天内"),
                ("起60日内", "起30日内"),
                ("起六十日内", "起三十日内"),
            ],
        )
    }),
    fault("missing_fact", &[], |d, _| {
        is_official(d) && unsigned(d, 2) && !d.words.contains("{仲裁委}") && !d.words.contains("{法院}")
    }),
    fault("missing_fact", &[], |d, _| {
        is_official(d)
            && d.words.contains("{期}日")
            && swap_any(
                d,
                &[
                    ("自本公告见报之日起{期}日，", ""),
                    ("自公告之日起{期}日", "期满"),
                    ("自公告发布之日起经过{期}日", "期满"),
                    ("自本公告发布之日起{期}日内", ""),
                    ("自公告之日起经过{期}日", "期满"),
                    ("自发出公告之日起,经过{期}日", "期满"),
                    ("公告之日起，经过{期}日", "期满"),
                ],
            )
    }),
    fault("missing_fact", &[], |d, _| {
        d.kind.starts_with("arbitration")
            && swap_any(d, &[("（{案号仲}）", ""), ("，案号为{案号仲}", ""), ("作出{案号仲}仲裁", "作出仲裁")])
    }),
    fault("missing_fact", &[], |d, _| {
        d.kind == "arbitration_summons"
            && swap_any(
                d,
                &[("本案定于{开庭}在", "本案将在"), ("本委决定于{开庭}开庭审理，", ""), ("开庭时间：{开庭}，", "")],
            )
    }),
    fault("missing_phrase", &[], |d, _| {
        d.kind == "arbitration_summons"
            && swap_any(
                d,
                &[
                    ("，本委将依法缺席裁决", ""),
                    ("，将作缺席裁决处理", ""),
                    ("，逾期不到庭将缺席裁决", ""),
                    ("，本委依法缺席裁决", ""),
                ],
            )
    }),
    fault("missing_phrase", &[], |d, _| {
        d.kind == "lost_and_void" && swap_any(d, &[("，声明作废", ""), ("，特此声明作废", ""), ("，现声明作废", "")])
    }),
    fault("dated_after_publication", &[], |d, n| {
        d.has("日期") && set(d, "日期", ["2026年3月12日", "二〇二六年五月二日", "2027年3月2日"][n % 3].to_owned())
    }),
    fault("placeholder", &["missing_fact"], |d, n| {
        is_official(d) && set(d, "人", ["××", "____", "XX"][n % 3].to_owned()) && d.words.contains("诉")
    }),
    fault("placeholder", &[], |d, _| {
        swap_any(d, &[("与你单位", "与你（单位）"), ("诉你公司", "诉你（公司）"), ("向你公告", "向你（单位）公告")])
    }),
    fault("placeholder", &["missing_fact", "no_such_date"], |d, n| {
        set(d, "日期", ["2026年  月  日", "2026年×月××日", "    年  月  日"][n % 3].to_owned())
    }),
    fault("duplicate_sentence", &[], |d, _| {
        let sentence = d
            .words
            .split_inclusive('。')
            .nth(1)
            .map(str::to_owned)
            .filter(|s| s.chars().count() > 14 && !s.contains('\n'));
        sentence.is_some_and(|sentence| swap(d, &sentence.clone(), &format!("{sentence}{sentence}")))
    }),
    fault("duplicate_sentence", &[], |d, _| {
        swap_any(
            d,
            &[
                ("现依法公告送达", "现依法公告送达现依法公告送达"),
                ("向你公告送达", "向你公告送达向你公告送达"),
                ("清算组申报债权", "清算组申报债权清算组申报债权"),
                ("声明作废", "特此声明作废特此声明作废"),
            ],
        )
    }),
    fault("unbalanced_marks", &["missing_fact", "case_number_conflict"], |d, n| {
        [("）", ""), ("（", ""), ("》", ""), (")", "")]
            .iter()
            .cycle()
            .skip(n % 4)
            .take(4)
            .any(|(from, to)| swap(d, from, to))
    }),
    fault("bad_credit_code", &[], |d, n| {
        let code = d.slots["信用代码"].clone();
        let last = code.chars().last().expect("a digit");
        let wrong = ["7", "K", "3"].iter().find(|c| !c.starts_with(last)).expect("another");
        let changed = if n % 3 == 2 { code[..17].to_owned() } else { format!("{}{wrong}", &code[..17]) };
        set(d, "信用代码", changed)
    }),
    fault("bad_identity_number", &["personal_data"], |d, n| {
        let good = identity(&mut Random::new(n as u64));
        let last = good.chars().last().expect("a digit");
        let wrong = if last == '4' { '5' } else { '4' };
        d.kind == "lost_and_void" && swap(d, "{人}", &format!("{{人}}（身份证号：{}{wrong}）", &good[..17]))
    }),
    fault("personal_data", &[], |d, n| {
        let good = identity(&mut Random::new(7 + n as u64));
        matches!(
            d.kind.as_str(),
            "missing_person" | "name_change" | "liquidation" | "apology" | "dismissal" | "lost_thing" | "obituary"
        ) && swap(d, "{人}", &format!("{{人}}（身份证号码{good}）"))
    }),
    fault("amounts_differ", &[], |d, _| {
        swap_any(
            d,
            &[
                ("（￥100,000.00）", "（￥10,000.00）"),
                ("壹仟万元（10,000,000元）", "壹仟万元（1,000,000元）"),
                ("减至人民币100万元", "减至人民币100万元（大写：壹仟万元整）"),
                ("票面金额50000元", "票面金额50000元（大写：伍仟元整）"),
                ("本金20万元", "本金20万元（大写贰万元整）"),
            ],
        )
    }),
    fault("lookalike", &["missing_fact"], |d, n| match n % 3 {
        0 => d.has("电话") && set(d, "电话", "0532-8876O123".to_owned()),
        1 => swap_any(
            d,
            &[
                ("申请人", "申请入"),
                ("公告之日", "公告之曰"),
                ("声明作废", "申明作废"),
                ("仲裁", "仲栽"),
                ("遗失", "遣失"),
            ],
        ),
        _ => d.has("期") && is_official(d) && set(d, "日期", "2O26年3月2日".to_owned()),
    }),
    Fault {
        rule: "not_determinable",
        allowed: &["hearing_before_service", "hearing_too_soon"],
        publish: "2026-12-14",
        change: |d, _| is_official(d) && d.has("期"),
    },
    fault("fact_differs", &[], |d, _| {
        d.kind == "found_child" && swap(d, "自公告之日起", "（与捡到人{人三}联系亦可），自公告之日起")
    }),
    fault("missing_fact", &[], |d, _| {
        d.kind == "found_child" && swap_any(d, &[("自公告之日起60日内", "尽快"), ("自即日起60日内", "尽快")])
    }),
];

/// Every fault in the notices that can have it.
pub fn all(drafts: &[Draft]) -> Vec<Labelled> {
    let mut all = Vec::new();
    for (n, fault) in FAULTS.iter().enumerate() {
        let mut made = 0;
        // Not always the same notices first.
        let turned = drafts.iter().cycle().skip(n * 17 % drafts.len()).take(drafts.len()).step_by(1);
        for draft in turned {
            let mut draft = draft.clone();
            if made < OF_EACH && (fault.change)(&mut draft, made) {
                all.push(Labelled {
                    kind: draft.kind.clone(),
                    text: draft.text(),
                    publish: fault.publish,
                    expected: Some(fault.rule),
                    allowed: fault.allowed,
                });
                made += 1;
            }
        }
        assert!(made > 0, "{} was put into no notice", fault.rule);
    }
    all.extend(pages(drafts));
    all
}

/// Faults that take two notices.
fn pages(drafts: &[Draft]) -> Vec<Labelled> {
    let mut pages = Vec::new();
    let mut page = |a: &Draft, b: &Draft, rule: &'static str, allowed: &'static [&'static str]| {
        let text = format!("{}\n\n{}", a.text(), b.text());
        pages.push(Labelled { kind: a.kind.clone(), text, publish: PUBLISHED, expected: Some(rule), allowed });
    };
    let cased: Vec<&Draft> = drafts.iter().filter(|d| d.has("案号仲") && d.has("公司")).collect();
    for pair in cased.windows(2).step_by(2) {
        let (a, mut b) = (pair[0].clone(), pair[1].clone());
        // Another case under the same number, in another's brackets.
        b.slots.insert(
            "案号仲",
            a.slots["案号仲"].replace(['〔', '（'], "[").replace(['〕', '）'], "]").replace('第', ""),
        );
        page(&a, &b, "case_number_conflict", &["signer_name_variant", "place_name_variant"]);
        let mut again = a.clone();
        again.slots.insert("电话", "0532-88000000".to_owned());
        page(&a, &again, "booked_already", &[]);
        // The next award of the same commission, under a name that is not quite its own.
        let mut other = a.clone();
        other.slots = pair[1].slots.clone();
        other.slots.insert("仲裁委", a.slots["仲裁委"].replace("劳动人事争议", "劳动争议"));
        let number = a.slots["案号仲"].trim_end_matches(|c: char| c == '号' || c.is_ascii_digit()).to_owned();
        other.slots.insert("案号仲", format!("{number}98765号"));
        page(&a, &other, "signer_name_variant", &["place_name_variant"]);
    }
    let plain: Vec<&Draft> = drafts.iter().filter(|d| !is_official(d)).collect();
    for draft in plain.iter().step_by(9) {
        page(draft, draft, "booked_already", &[]);
    }
    let named: Vec<&Draft> = drafts.iter().filter(|d| d.words.matches("{公司}").count() >= 2).collect();
    for (n, draft) in named.iter().step_by(4).enumerate() {
        let name = draft.slots["公司"].clone();
        let wrong = name.replacen(
            ["商贸", "工程", "管理", "物流", "科技", "制造", "开发", "资源", "传媒", "食品", "服务"]
                .iter()
                .find(|t| name.contains(**t))
                .expect("a trade"),
            "经济",
            1,
        );
        let mut slip: Vec<char> = name.chars().collect();
        slip[3] = if n % 2 == 0 { '涛' } else { '岭' };
        let slip: String = slip.into_iter().collect();
        assert_ne!(wrong, name);
        let text = draft.text();
        let at = text.rfind(&name).expect("named");
        let text = format!("{}{slip}{}", &text[..at], &text[at + name.len()..]);
        pages.push(Labelled {
            kind: draft.kind.clone(),
            text,
            publish: PUBLISHED,
            expected: Some("party_name_variant"),
            allowed: &["missing_fact", "fact_differs"],
        });
    }
    let placed: Vec<&Draft> = drafts.iter().filter(|d| d.kind == "arbitration_collect" && d.has("地址")).collect();
    for pair in placed.windows(2).step_by(2) {
        let (mut a, mut b) = (pair[0].clone(), pair[1].clone());
        a.slots.insert("地址", "青岛市西海岸新区双珠路166号机关西部办公中心2号楼0306室".to_owned());
        b.slots.insert("地址", "青岛市黄岛区双珠路166号西区机关办公中心二号楼0309室".to_owned());
        let text = format!("{}\n\n{}", a.text(), b.text());
        pages.push(Labelled {
            kind: a.kind.clone(),
            text,
            publish: PUBLISHED,
            expected: Some("place_name_variant"),
            allowed: &["signer_name_variant"],
        });
    }
    pages
}
