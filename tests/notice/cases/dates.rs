//! Periods and dates, published 2026-05-11 (a Monday): thirty days of service end on 2026-06-10, and 2026-06-19 to 21 are off.

use trade::ad::Severity;
use trade::ids::Rule;
use trade::notice::Notice;

use super::super::read_for;
use super::{day, fact};

/// A notice that is published on 2026-05-11.
fn read(text: &str) -> Notice {
    let mut page = read_for(text, Some("2026-05-11"));
    assert_eq!(page.notices.len(), 1, "{text}");
    page.notices.remove(0)
}

/// A court's notice that serves a summons, with these words about periods and hearing.
fn summons(words: &str) -> Notice {
    read(&format!(
        "公告\n周启明：\n本院受理原告青岛景泰塑业有限公司诉你买卖合同纠纷一案，现依法向你公告送达起诉状副本、应诉通知书、举证通知书及开庭传票。\
         自公告之日起经过30日即视为送达。{words}逾期将依法缺席裁判。\n青岛市崂山区人民法院\n2026年5月11日"
    ))
}

fn rules(notice: &Notice, severity: Severity) -> Vec<Rule> {
    notice.findings.iter().filter(|finding| finding.severity == severity).map(|finding| finding.rule()).collect()
}

fn has(notice: &Notice, rule: &str, severity: Severity) -> bool {
    rules(notice, severity).iter().any(|spoke| *spoke == rule)
}

#[test]
fn a_hearing_is_counted_from_the_period_that_is_stated() {
    let both = summons("答辩期和举证期均为公告期满后15日内。定于举证期满后第3日上午9时在本院第五法庭开庭审理。");
    assert_eq!(fact(&both, "hearing"), "2026-06-28T09:00");
    assert_eq!(day(&both, "evidence_ends").as_deref(), Some("2026-06-25"));
    assert!(has(&both, "hearing_on_day_off", Severity::Warning), "{:?}", both.findings);
    let chained = summons(
        "答辩期为公告期满后15日内，举证期限为答辩期满后的10日内。定于举证期满后第3日上午9时（遇节假日顺延）在本院第五法庭开庭审理。",
    );
    assert_eq!(day(&chained, "answer_ends").as_deref(), Some("2026-06-25"));
    assert_eq!(day(&chained, "evidence_ends").as_deref(), Some("2026-07-06"));
    assert_eq!(fact(&chained, "hearing"), "2026-07-09T09:00");
    let next = summons("答辩期和举证期均为公告期满后15日内。定于举证期届满后次日起第3日9时在本院第五法庭开庭审理。");
    assert_eq!(fact(&next, "hearing"), "2026-06-28T09:00");
}

#[test]
fn a_hearing_within_the_time_for_evidence_and_a_time_that_is_too_short() {
    let within = summons("答辩期和举证期分别为公告期满后15日和30日内。定于2026年7月6日上午9时在本院第五法庭开庭审理。");
    assert_eq!(day(&within, "evidence_ends").as_deref(), Some("2026-07-10"));
    assert!(has(&within, "hearing_within_evidence", Severity::Warning), "{:?}", within.findings);
    let after = summons("答辩期和举证期分别为公告期满后15日和30日内。定于2026年7月13日上午9时在本院第五法庭开庭审理。");
    assert!(!has(&after, "hearing_within_evidence", Severity::Warning));
    let short = "举证期为公告期满后10日内。定于2026年7月13日上午9时在本院第五法庭开庭审理。";
    assert!(has(&summons(short), "evidence_too_short", Severity::Warning));
    let simple = summons(&format!("本案适用简易程序。{short}"));
    assert!(!has(&simple, "evidence_too_short", Severity::Warning), "the summary procedure may give less");
}

#[test]
fn a_foreign_defendant_has_the_days_that_are_stated() {
    let abroad = read(
        "公告\n安德森·李：\n本院受理原告青岛景泰塑业有限公司诉你买卖合同纠纷一案，现依法向你公告送达起诉状副本及应诉通知书。\
         自公告之日起经过60日即视为送达。提出答辩状的期限为公告期满后30日内。\n青岛市中级人民法院\n2026年5月11日",
    );
    assert_eq!(day(&abroad, "answer_ends").as_deref(), Some("2026-08-10"));
}

#[test]
fn a_time_of_day_that_does_not_exist_is_an_error_and_not_silence() {
    for time in ["9时70分", "25时", "上午9:75", "25:30"] {
        let notice = summons(&format!("定于2026年7月13日{time}在本院第五法庭开庭审理。"));
        assert!(has(&notice, "no_such_time", Severity::Error), "{time}: {:?}", notice.findings);
        assert!(!has(&notice, "hearing_without_time", Severity::Error), "{time}");
    }
    assert!(!has(&summons("定于2026年7月13日9时30分在本院第五法庭开庭审理。"), "no_such_time", Severity::Error));
}

#[test]
fn a_lost_bill_is_claimed_until_fifteen_days_after_it_falls_due() {
    let bill = |due: &str| {
        read(&format!(
            "公示催告公告\n申请人青岛景泰塑业有限公司因遗失银行承兑汇票一张，向本院申请公示催告，本院已受理。该票据号码00186612，\
             票面金额50000元，出票日期2026年1月15日，汇票到期日{due}。自公告之日起60日内，利害关系人应向本院申报权利。\
             届时无人申报，本院将依法作出判决，宣告上述票据无效。\n青岛市崂山区人民法院\n2026年5月11日"
        ))
    };
    let early = bill("2026年7月15日");
    assert_eq!(day(&early, "period_ends").as_deref(), Some("2026-07-10"));
    assert!(has(&early, "period_too_short", Severity::Error), "{:?}", early.findings);
    assert!(!has(&bill("2026年6月20日"), "period_too_short", Severity::Error));
}

#[test]
fn a_death_is_declared_after_a_year_but_for_an_accident_that_nobody_survives() {
    let missing = |why: &str| {
        read(&format!(
            "公告\n本院于2026年5月6日立案受理申请人于得水申请宣告周启明死亡一案。{why}现发出寻人公告，公告期间为三个月。\
             公告期间届满，本院将依法判决。\n青岛市崂山区人民法院\n2026年5月11日"
        ))
    };
    let plain = missing("周启明，男，1980年3月2日出生，自2020年5月起下落不明已满四年。");
    assert!(has(&plain, "period_too_short", Severity::Error), "{:?}", plain.findings);
    let accident = missing("周启明因海难意外事故下落不明，经有关机关证明不可能生存。");
    assert!(!has(&accident, "period_too_short", Severity::Error), "{:?}", accident.findings);
}

#[test]
fn the_claims_of_a_bankruptcy() {
    let claims = |words: &str| {
        read(&format!(
            "公告\n（2026）鲁0212破18号\n本院根据青岛景泰塑业有限公司的申请，裁定受理青岛远洋冷链有限公司破产清算一案，\
             并指定山东海蓝律师事务所为管理人。{words}\n青岛市崂山区人民法院\n2026年5月11日"
        ))
    };
    let long = claims("债权人应自公告之日起120日内向管理人申报债权。");
    assert!(has(&long, "period_too_long", Severity::Error), "{:?}", long.findings);
    let soon = claims("债权人应于2026年5月27日前向管理人申报债权。");
    assert_eq!(fact(&soon, "claims_until"), "2026-05-27");
    assert!(has(&soon, "period_too_short", Severity::Error), "{:?}", soon.findings);
    let late = claims(
        "债权人应于2026年7月10日前向管理人申报债权。第一次债权人会议定于2026年8月6日上午9时30分在本院第一法庭召开。",
    );
    assert!(has(&late, "meeting_late", Severity::Warning), "{:?}", late.findings);
    let well = claims(
        "债权人应于2026年7月10日前向管理人申报债权。第一次债权人会议定于2026年7月22日上午9时30分在本院第一法庭召开。",
    );
    for rule in ["meeting_late", "period_too_short", "period_too_long"] {
        assert!(!well.findings.iter().any(|finding| finding.rule() == rule), "{rule}: {:?}", well.findings);
    }
}

#[test]
fn the_time_to_appeal_is_the_laws() {
    let served = |document: &str, days: u32| {
        read(&format!(
            "公告\n周启明：\n本院受理原告青岛景泰塑业有限公司诉你买卖合同纠纷一案，已审理终结。现依法向你公告送达{document}。\
             自公告之日起经过30日即视为送达。如不服，可在公告期满后{days}日内，向本院递交上诉状及副本。\n\
             青岛市崂山区人民法院\n2026年5月11日"
        ))
    };
    assert!(has(&served("（2026）鲁0212民初12号民事判决书", 10), "appeal_period", Severity::Error));
    assert!(has(&served("（2026）鲁0212民初12号民事裁定书", 15), "appeal_period", Severity::Error));
    assert!(!has(&served("（2026）鲁0212民初12号民事判决书", 15), "appeal_period", Severity::Error));
    assert!(!has(&served("（2026）鲁0212民初12号民事裁定书", 10), "appeal_period", Severity::Error));
}

#[test]
fn a_last_day_for_claims_that_is_off_has_two_readings() {
    let text = "减资公告\n青岛景泰塑业有限公司（统一社会信用代码：91350200MA2YJ1XR9G）经股东会决议，拟将注册资本从5000万元减至3000万元。\
                请债权人自本公告之日起45日内向本公司提出清偿债务或者提供相应担保的请求。联系人：于得水，电话：0532-88000188。\n\
                青岛景泰塑业有限公司";
    let mut page = read_for(text, Some("2026-08-17"));
    let notice = page.notices.remove(0);
    assert_eq!(day(&notice, "period_ends").as_deref(), Some("2026-10-01"));
    assert_eq!(day(&notice, "period_ends_rolled").as_deref(), Some("2026-10-08"));
    assert!(has(&notice, "period_ends_on_day_off", Severity::Note), "{:?}", notice.findings);
}

#[test]
fn the_days_say_whether_their_period_was_stated() {
    use trade::notice::Basis;
    let stated = summons("答辩期为公告期满后15日内。定于2026年7月13日上午9时在本院第五法庭开庭审理。");
    assert_eq!(stated.dates.basis("answer_ends"), Some(Basis::Stated));
    let silent = summons("定于2026年7月13日上午9时在本院第五法庭开庭审理。");
    assert_eq!(silent.dates.basis("answer_ends"), Some(Basis::Law));
    assert_eq!(silent.dates.basis("served"), Some(Basis::Stated));
}
