//! Files in the headings in which the channels write them.

use super::*;
use crate::money::Money;
use crate::refusal::{BillFlaw, SumSaid};
use proptest::prelude::*;

const MERCHANT: &str = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\n\
`2026-01-20 09:41:08,`wx1,`1900,`0,`,`4200002600202601200941000001,`M1,`oUpF8,`NATIVE,`SUCCESS,`OTHERS,`CNY,`299.00,`0.00,`0,`0,`0.00,`0.00,`,`,`广告费,`,`1.79000,`0.60%,`299.00,`0.00,`\n\
`2026-01-20 15:02:10,`wx1,`1900,`0,`,`4200002600202601191500000007,`M0,`oUpF8,`NATIVE,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`50000000012026012001,`R1,`221.00,`0.00,`ORIGINAL,`SUCCESS,`广告费,`,`-1.33000,`0.60%,`0.00,`221.00,`\n\
总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\n\
`2,`299.00,`221.00,`0.00,`0.46000,`299.00,`221.00\n";

const SHOP: &str = "\u{feff}微信支付账单明细,,,,,,,,\n微信昵称：[胶州湾晚报],,,,,,,,\n起始时间：[2026-01-20 00:00:00] 终止时间：[2026-01-20 23:59:59],,,,,,,,\n导出类型：[全部],,,,,,,,\n导出时间：[2026-01-20 17:35:00],,,,,,,,\n,,,,,,,,\n共3笔记录,,,,,,,,\n收入：2笔 819.00元,,,,,,,,\n支出：0笔 0.00元,,,,,,,,\n中性交易：1笔 500.00元,,,,,,,,\n注：,,,,,,,,\n1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易,,,,,,,,\n2. 本明细仅展示当前账单中的交易,,,,,,,,\n,,,,,,,,\n----------------------微信支付账单明细列表--------------------,,,,,,,,\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n\
2026-01-20 09:41:08,二维码收款,*达财税,\"收款方备注:二维码收款\",收入,¥299.00,/,已收钱,\"1000049901202601200100\t\",\"/\",\"遗失声明\"\n\
2026-01-20 10:00:00,转账,\"王,敏\",\"/\",收入,\"¥520.00\",零钱,已存入零钱,=\"1000049901202601200101\",\"/\",\"/\"\n\
2026-01-20 17:00:00,零钱提现,青岛银行,\"/\",/,¥500.00,青岛银行,提现已到账,1000049901202601200102,\"/\",\"服务费¥0.50\"\n";

const TRADES: &str = "支付宝交易记录明细查询\n账号:[ad@paper.cn]\n起始日期:[2026-01-20 00:00:00]    终止日期:[2026-01-21 00:00:00]\n---------------------------------交易记录明细列表------------------------------------\n交易号                  ,商家订单号               ,交易创建时间              ,付款时间                ,最近修改时间              ,交易来源地     ,类型              ,交易对方            ,商品名称                ,金额（元）   ,收/支     ,交易状态    ,服务费（元）   ,成功退款（元）  ,备注                  ,资金状态     ,\n\
2026012022001400001 \t,M5 \t,2026-01-20 09:30:00 ,2026-01-20 09:30:05 ,2026-01-20 09:30:05 ,其他（包括阿里巴巴和外部商家）,即时到账交易 ,林海 ,广告费 ,1299.00 ,收入 ,交易成功 ,0.00 ,0.00 , ,已收入 ,\n\
2026012022001400002 \t,M6 \t,2026-01-20 11:00:00 ,2026-01-20 11:00:09 ,2026-01-20 11:00:09 ,其他,即时到账交易 ,陈佩兰 ,广告费 ,299.00 ,收入 ,交易成功 ,0.00 ,0.00 , ,已收入 ,\n\
2026012022001400003 \t,M7 \t,2026-01-20 11:30:00 , ,2026-01-20 12:00:09 ,其他,即时到账交易 ,高峰 ,广告费 ,520.00 , ,交易关闭 ,0.00 ,0.00 , , ,\n\
2026012022001400001_R1 \t,M5 \t,2026-01-20 16:00:00 ,2026-01-20 16:00:01 ,2026-01-20 16:00:01 ,其他,退款 ,林海 ,退款-广告费 ,221.00 ,支出 ,退款成功 ,0.00 ,0.00 , ,已支出 ,\n\
------------------------------------------------------------------------------------\n共4笔记录\n已收入:2笔,1598.00元\n待收入:0笔,0.00元\n已支出:1笔,221.00元\n待支出:0笔,0.00元\n导出时间:[2026-01-20 17:40:00]    用户:胶州湾晚报\n";

const BUSINESS: &str = "#支付宝业务明细查询\n#账号：[20880000000000000156]\n#起始日期：[2026年01月20日 00:00:00]   终止日期：[2026年01月21日 00:00:00]\n#-----------------------------------------业务明细列表----------------------------------------\n支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注\n\
2026012022001400011\t,M11\t,交易,广告费,2026-01-20 09:00:00,2026-01-20 09:00:09,,,,,*海(138****0000),520.00,519.00,0.00,0.00,0.00,1.00,0.00,,0.00,0.00,,0.00,0.00,\n\
2026012022001400011\t,M11\t,退款,广告费,2026-01-20 15:00:00,2026-01-20 15:00:09,,,,,*海(138****0000),-20.00,-20.00,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,RF1,0.00,0.00,\n\
#-----------------------------------------业务明细列表结束------------------------------------\n#交易合计：1笔，商家实收共519.00元，商家优惠共1.00元\n#退款合计：1笔，商家实收退款共-20.00元，商家优惠退款共0.00元\n#导出时间：[2026年01月20日 17:40:00]\n";

const LEDGER: &str = "#支付宝账务明细查询\n#账号：[2088]\n#-----账务明细列表-----\n账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注\n\
9001\t,2026012022001400021\t,M21\t,广告费\t,2026-01-20 09:00:09\t,林海(138)\t,520.00\t,0.00,1520.00,支付宝,在线支付,\n\
9002\t,2026012022001400021\t,M21\t,\t,2026-01-20 09:00:09\t,支付宝(中国)\t,0.00,-3.12,1516.88,支付宝,收费,\n\
#-----账务明细列表结束-----\n#支出合计：1笔，共-3.12元\n#收入合计：1笔，共520.00元\n";

const TWO_SIDES: &str = "账号,\"3702 0001\",,,,,,\n户名,胶州湾晚报社,,,,,,\n交易日期,交易时间,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,交易流水号\n\
20260120,094108,,\"2,559.00\",\"12,559.00\",胶州城投资产有限公司,\t6222000,转账 公告费,T1\n\
20260120,15:00:00,35.00,0.00,\"12,524.00\",青岛银行,,手续费,T2\n\
合计,,35.00,\"2,559.00\",,,,,\n";

fn seen(bill: &Bill) -> Vec<(String, String, String)> {
    bill.lines.iter().map(|line| (line.at.to_string(), line.amount.to_string(), line.serial.clone())).collect()
}

fn of(all: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    all.iter().map(|(at, amount, serial)| (at.to_string(), amount.to_string(), serial.to_string())).collect()
}

#[test]
fn a_merchants_bill_of_wechat_is_read_with_its_refunds() {
    let bill = read(MERCHANT).expect("read");
    assert_eq!(bill.form, BillForm::WechatMerchant);
    let lines = [
        ("2026-01-20 09:41:08", "299.00", "4200002600202601200941000001"),
        ("2026-01-20 15:02:10", "-221.00", "50000000012026012001"),
    ];
    assert_eq!(seen(&bill), of(&lines));
    assert_eq!(bill.lines[0].remark, "广告费 M1");
    assert_eq!(read(&MERCHANT.replace('\n', "\r\n")), Ok(bill));
}

#[test]
fn a_shops_list_of_wechat_is_read_behind_its_head() {
    let bill = read(SHOP).expect("read");
    assert_eq!(bill.form, BillForm::WechatShop);
    let lines = [
        ("2026-01-20 09:41:08", "299.00", "1000049901202601200100"),
        ("2026-01-20 10:00:00", "520.00", "1000049901202601200101"),
    ];
    assert_eq!(seen(&bill), of(&lines));
    assert_eq!((bill.lines[0].payer.as_str(), bill.lines[1].payer.as_str()), ("*达财税", "王,敏"));
    assert_eq!(bill.left_out, [LeftOut { line: 19, why: WhyLeftOut::Neutral }]);
}

#[test]
fn the_lists_of_alipay_are_read() {
    let trades = read(TRADES).expect("read");
    let lines = [
        ("2026-01-20 09:30:05", "1299.00", "2026012022001400001"),
        ("2026-01-20 11:00:09", "299.00", "2026012022001400002"),
        ("2026-01-20 16:00:01", "-221.00", "2026012022001400001_R1"),
    ];
    assert_eq!((trades.form, seen(&trades)), (BillForm::AlipayTrades, of(&lines)));
    assert_eq!(trades.left_out, [LeftOut { line: 8, why: WhyLeftOut::NotPaid("交易关闭".to_owned()) }]);
    let business = read(BUSINESS).expect("read");
    let lines = [("2026-01-20 09:00:09", "520.00", "2026012022001400011"), ("2026-01-20 15:00:09", "-20.00", "RF1")];
    assert_eq!((business.form, seen(&business)), (BillForm::AlipayBusiness, of(&lines)));
    let ledger = read(LEDGER).expect("read");
    let lines = [
        ("2026-01-20 09:00:09", "520.00", "2026012022001400021"),
        ("2026-01-20 09:00:09", "-3.12", "2026012022001400021"),
    ];
    assert_eq!((ledger.form, seen(&ledger)), (BillForm::AlipayLedger, of(&lines)));
}

#[test]
fn a_bank_writes_its_list_as_it_likes() {
    let two = read(TWO_SIDES).expect("read");
    let lines = [("2026-01-20 09:41:08", "2559.00", "T1"), ("2026-01-20 15:00:00", "-35.00", "T2")];
    assert_eq!((two.form, seen(&two)), (BillForm::Bank, of(&lines)));
    assert_eq!((two.lines[0].payer.as_str(), two.lines[0].remark.as_str()), ("胶州城投资产有限公司", "转账 公告费"));
    // Without serial numbers two lines of one amount are told apart by their order.
    let plain = "交易时间\t收入\t支出\t对方名称\t附言\n2026/1/20 9:41\t299\t\t王敏\t\n2026/1/20 9:41\t299.0\t\t李雪\t\n2026/1/20\t\t1.5\t\t\n";
    let bill = read(plain).expect("read");
    let lines = [
        ("2026-01-20 09:41:00", "299.00", "20260120-094100:299.00"),
        ("2026-01-20 09:41:00", "299.00", "20260120-094100:299.00-2"),
        ("2026-01-20 00:00:00", "-1.50", "20260120-000000:-1.50"),
    ];
    assert_eq!(seen(&bill), of(&lines));
    let signed =
        "记账日期,发生额,对方户名,凭证号\n2026年1月20日 09:41:08,+299.00,王敏,0\n2026年1月20日 09:42:08,-1.00,,000\n";
    assert_eq!(read(signed).expect("read").sum(), Money::fen(29_800));
}

#[test]
fn what_cannot_be_read_is_said_with_line_and_column() {
    let flaws = |text: &str| match read(text) {
        Err(ChannelTrouble::Mistakes { mistakes, .. }) => {
            mistakes.into_iter().map(|one| (one.line, one.column, one.value, one.flaw)).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    let amount = |value: &str| (18, "金额(元)".to_owned(), value.to_owned(), BillFlaw::NotAnAmount);
    for value in ["¥520.005", "5.2E+02", "五百二十", "", "52,0.00"] {
        let text = SHOP.replace("\"¥520.00\"", &format!("\"{value}\""));
        assert_eq!(flaws(&text), [amount(value)], "{value}");
    }
    let time = SHOP.replace("2026-01-20 10:00:00", "2026-01-32 10:00:00");
    assert_eq!(flaws(&time)[0].3, BillFlaw::NotATime);
    let way = SHOP.replace("/\",收入", "/\",也许");
    assert_eq!(flaws(&way)[0].3, BillFlaw::NoDirection);
    let both = TWO_SIDES.replace("15:00:00,35.00,0.00", "15:00:00,35.00,1.00");
    assert_eq!(flaws(&both)[0].3, BillFlaw::BothWays);
    let none = SHOP.replace("=\"1000049901202601200101\"", "/");
    assert_eq!(flaws(&none)[0].3, BillFlaw::NoSerial);
    let same = SHOP.replace("1000049901202601200101", "1000049901202601200100");
    assert_eq!(flaws(&same)[0].3, BillFlaw::SameSerial { other: 17 });
    let open = SHOP.replace("\"王,敏\"", "\"王,敏");
    assert!(matches!(flaws(&open)[0].3, BillFlaw::QuoteNotClosed | BillFlaw::TooFewCells { .. }), "{:?}", flaws(&open));
}

#[test]
fn a_file_that_was_cut_off_is_not_taken_for_a_whole_one() {
    for text in [MERCHANT, SHOP, TRADES, BUSINESS, LEDGER] {
        let lines: Vec<&str> = text.lines().collect();
        let headings = lines
            .iter()
            .position(|line| line.contains("交易时间,") || line.contains("商户订单号") || line.contains("商家订单号"));
        for upto in headings.expect("headings") + 1..lines.len() - 1 {
            let cut = lines[..upto].join("\n");
            // Where only sentences of the foot are gone, every line of money is there, and is counted.
            let whole = read(&cut).is_ok_and(|bill| bill.lines == read(text).expect("whole").lines);
            assert!(read(&cut).is_err() || whole, "cut behind line {upto}: {cut}");
        }
        // In the middle of a line.
        let half: String = text.chars().take(text.chars().count() * 2 / 3).collect();
        assert!(read(&half).is_err(), "{half}");
    }
    let changed = TRADES.replace(",1299.00 ,", ",1298.00 ,");
    let differ = ChannelTrouble::SumsDiffer {
        form: BillForm::AlipayTrades,
        what: SumSaid::CameIn,
        said: "2:1598.00".to_owned(),
        listed: "2:1597.00".to_owned(),
    };
    assert_eq!(read(&changed), Err(differ));
    assert!(matches!(
        read(&TWO_SIDES.replace("\"2,559.00\",\"12", "\"2,558.00\",\"12")),
        Err(ChannelTrouble::SumsDiffer { .. })
    ));
    let half = "交易日期,贷方,借方,对方户名,流水号\n2026-01-20,299.00,,王敏,1\n2026-01-20,52";
    assert!(matches!(read(half), Err(ChannelTrouble::Mistakes { .. })));
}

#[test]
fn other_files_are_named_by_what_they_have_and_what_they_lack() {
    let missing = SHOP.replace("交易单号", "单号");
    let Err(ChannelTrouble::NotABill { form, found, missing }) = read(&missing) else { panic!("read") };
    assert_eq!((form, missing), (Some(BillForm::WechatShop), vec!["交易单号".to_owned()]));
    assert!(found.contains(&"单号".to_owned()));
    for text in ["", "a,b,c\n1,2,3\n", "遗失声明\n张三遗失收据", "\u{0}\u{1}"] {
        assert!(matches!(read(text), Err(ChannelTrouble::NotABill { form: None, .. })), "{text:?}");
    }
    let none = "交易日期,贷方,借方,流水号\n";
    assert_eq!(read(none), Err(ChannelTrouble::Nothing { form: BillForm::Bank, left_out: 0 }));
}

proptest! {
    #[test]
    fn no_text_stops_the_reader(text in "[交易日期时间金额贷方借流水号收/支,\"`=\t\n0-9.¥+-]{0,300}") {
        let _ = read(&text);
    }

    #[test]
    fn every_line_is_counted_or_named(rows in proptest::collection::vec((0u32..3, 1i64..500_000, 0u32..5), 1..40)) {
        let mut text = "交易日期,贷方,借方,对方户名,流水号\n".to_owned();
        let mut sum = 0;
        for (n, (way, fen, payer)) in rows.iter().enumerate() {
            let amount = Money::fen(*fen);
            let (came, went) = if *way == 0 { (String::new(), amount.grouped()) } else { (amount.grouped(), String::new()) };
            sum += if *way == 0 { -fen } else { *fen };
            text.push_str(&format!("2026-01-20,\"{came}\",\"{went}\",人{payer},S{n}\n"));
        }
        let bill = read(&text).expect("read");
        prop_assert_eq!(bill.lines.len(), rows.len());
        prop_assert_eq!(bill.sum(), Money::fen(sum));
    }
}
