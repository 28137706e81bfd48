//! Forms of offices and companies that were not read when they were first seen, each by itself.

use trade::notice::{FactName, FactValue, Notice};

use super::{read_for, whole};

/// The one notice of a text.
fn one(text: &str) -> Notice {
    let page = read_for(text, Some("2026-05-11"));
    whole(text, &page);
    let [notice] = &page.notices[..] else { panic!("{} notices: {text}", page.notices.len()) };
    notice.clone()
}

/// The values of a fact, with `|` between.
fn said(notice: &Notice, name: FactName) -> String {
    let word = |value: &FactValue| match value {
        FactValue::Text(text) => text.clone(),
        FactValue::Case(case) => case.text.clone(),
        FactValue::Date(Some(date)) => date.to_string(),
        other => format!("{other:?}"),
    };
    notice.facts.all(name).iter().map(|fact| word(&fact.value)).collect::<Vec<_>>().join("|")
}

#[test]
fn an_office_that_stands_at_the_head_speaks_and_signs() {
    for (text, kind, signer) in [
        (
            "青岛市公安局交通警察支队\n我单位依法扣押正三轮摩托车一辆，请车辆所有人自本公告之日起六十日内持合法证明文件到青岛市市北区黑龙江南路2号认领，逾期无人认领的，将依法进行处理。",
            "other",
            "青岛市公安局交通警察支队",
        ),
        (
            "平度市人民法院原告武翠芬诉被告佴海离婚纠纷一案（案号：（2026）鲁0283民初1188号）。本院已受理，请被告依法应诉。",
            "court_notice",
            "平度市人民法院",
        ),
        (
            "青岛仲裁委员会（2026）青仲民字第88号\n申请人凌玉芬与被申请人詹立军因民间借贷纠纷一案，现依法向被申请人送达仲裁申请书副本及证据材料。自本公告见报之日起六十日内被申请人未提出答辩的，本委将依法缺席裁决。",
            "commercial_arbitration",
            "青岛仲裁委员会",
        ),
    ] {
        let notice = one(text);
        assert_eq!((notice.kind.as_str(), said(&notice, FactName::Signer).as_str()), (kind, signer), "{text}");
    }
}

#[test]
fn who_is_addressed_is_read_behind_a_label_and_in_the_third_person() {
    for (text, addressed) in [
        (
            "青岛市城阳区人民法院原告平安海泰财产保险股份有限公司诉被告弓长友（身份证号：3702********0718）保险人代位求偿权纠纷一案（案号：（2026）鲁0214民初2618号）。本院已受理，请被告依法应诉。",
            "弓长友",
        ),
        (
            "债权转让通知书\n致：青岛德隆混凝土有限公司\n通知人：青岛运达砂石有限公司\n本公司已将对你方享有的全部债权依法转让给青岛聚力商贸有限公司。\n受让人信息：\n名称：青岛聚力商贸有限公司\n青岛运达砂石有限公司\n2026年5月11日",
            "青岛德隆混凝土有限公司",
        ),
        (
            "平度市人力资源和社会保障局\n当事人青岛万瑞建安有限公司：你在规定期限内未履行本局作出的《行政处罚决定书》（平人社监罚决字〔2026〕3号）所确定的罚款义务，现依法向你发出催告。自收到本催告书之日起十日内仍未履行义务的，本局将依法申请人民法院强制执行。",
            "青岛万瑞建安有限公司",
        ),
        (
            "表扬信\n青岛市市立医院心外科全体医护人员：\n家父在贵科住院期间得到精心治疗和护理，特登报致谢。\n患者家属：瞿明\n2026年5月11日",
            "青岛市市立医院心外科全体医护人员",
        ),
        (
            "（民事案件起诉状副本）严素珍：本院受理鲍民诉严素珍买卖合同纠纷一案，现依法向你公告送达起诉状副本。自公告之日起，经过30日，即视为送达。\n胶州市人民法院",
            "严素珍",
        ),
    ] {
        assert_eq!(said(&one(text), FactName::Addressees), addressed, "{text}");
    }
}

#[test]
fn a_date_stands_under_any_label_but_that_of_a_last_day() {
    for (text, date, signer) in [
        (
            "清算公告\n青岛东润咨询有限公司经决议，本公司已成立清算组，请各债权人自本公告发布之日起45日内向清算组申报债权。\n特此公告。\n公告日期：2026年5月11日",
            "2026-05-11",
            "",
        ),
        (
            "招聘公告\n青岛海蓝船舶配件有限公司现面向社会公开招聘焊工，有意者请致电0532-86821126详询。\n报名截止日期：2026年6月1日\n特此公告。",
            "",
            "",
        ),
        (
            "判决书送达公告\n茹康：\n原告扬帆诉你追偿权纠纷一案，本院作出的（2025）鲁0202民初9126号民事判决书，现依法向你公告送达。自本公告发出之日起，经过30日即视为送达。\n青岛市市南区人民法院立案庭\n二0二六年五月十一日",
            "2026-05-11",
            "青岛市市南区人民法院立案庭",
        ),
        (
            "迁坟公告\n请有坟墓在项目用地范围内的亲属，自本公告公布之日起30日内到坟墓所在地村委会办理坟墓迁移相关手续。\n特此公告。平度市人民政府2026年5月11日\n（联系人及联系电话：黄启源，13807791126；郭冠修，13878951126）",
            "2026-05-11",
            "平度市人民政府",
        ),
    ] {
        let notice = one(text);
        assert_eq!(
            (said(&notice, FactName::Date).as_str(), said(&notice, FactName::Signer).as_str()),
            (date, signer),
            "{text}"
        );
    }
}

#[test]
fn the_heads_and_items_of_its_parts_do_not_cut_a_notice() {
    for text in [
        "青岛建邦小额贷款有限公司\n关于葛振国债权债务联合公告\n一、债权转让通知\n本公告通知人依法将本方对债务人葛振国享有的债权转让给青岛华融信用管理有限公司。\n二、债务催收通知\n现再次公告催收，限其自本公告见报之日起十五日内清偿全部欠款。\n青岛建邦小额贷款有限公司（转让人）\n青岛华融信用管理有限公司（受让人）\n2026年5月11日",
        "青岛汇金融资租赁有限公司\n本公司依法将以下债权转让给受让方房志刚，并就原债务一并催告：\n债务人：慕海燕\n原欠款金额：人民币98000元\n请债务人自本公告见报之日起十五日内清偿全部债务，逾期依法追究。\n青岛汇金融资租赁有限公司\n2026年5月11日",
        "即墨区龙泉街道莲花社区股份经济合作社\n本集体组织拟对旧厂房一处进行处置，现依法进行公告，请全体社员于2026年6月12日前到居委会进行权利登记，逾期未登记者视为无异议。联系电话：0532-87561126。",
    ] {
        assert!(!said(&one(text), FactName::Signer).is_empty(), "{text}");
    }
}

#[test]
fn the_days_of_a_notice_are_those_that_it_counts_itself() {
    let received = one(
        "青岛市市南区卫生健康局\n当事人宿敏：本局依法作出《行政处罚决定书》（青南卫医罚字〔2026〕8号）。现依法公告送达，限你自收到本公告之日起十五日内缴纳罚款。",
    );
    assert_eq!(said(&received, FactName::PeriodDays), "");
    let collected = one(
        "烟台仲裁委员会\n被申请人青岛驰远物流有限公司：申请人依据合同中的仲裁条款向本委提起仲裁申请（2026烟仲字第216号）。本委依法向你方送达仲裁文书，请于30日内到本委领取，逾期视为送达。",
    );
    assert_eq!(said(&collected, FactName::PeriodDays), "Count(30)");
    assert_eq!(said(&collected, FactName::CaseNumber), "2026烟仲字第216号");
}

/// What looks like a signature and was not read as one is told.
#[test]
fn a_signature_that_was_not_read_is_told() {
    let notice = one("通告\n因施工需要，决定对辽源路实施封闭管理，请过往车辆绕行。\n市北大队交通秩序科：王");
    assert_eq!(said(&notice, FactName::Signer), "");
    let told = |notice: &Notice| notice.findings.iter().any(|finding| finding.rule() == "fact_not_read");
    assert!(told(&notice), "{:?}", notice.findings);
    let spoken = one(
        "告知书\n因房屋租赁合同到期，现通知你单位于2026年5月31日前腾空房屋，逾期未办理的，将依法采取相应措施。\n青岛香江物业管理有限公司\n2026年5月11日",
    );
    assert!(told(&spoken), "{:?}", spoken.findings);
}

#[test]
fn every_number_of_a_notice_has_its_key() {
    let notice = one(
        "邓昆：本院受理（2026）鲁0212民初3356、3357号两案，现依法向你公告送达起诉状副本。自公告之日起经过30日即视为送达。\n青岛市崂山区人民法院",
    );
    assert_eq!(notice.facts.case_keys(), ["(2026)鲁0212民初3356号", "(2026)鲁0212民初3357号"]);
    assert!(one("通告\n本店即日起装修，请会员知悉。\n青岛听海书店有限公司").facts.case_keys().is_empty());
}
