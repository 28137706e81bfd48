//! The channels' own files, as scripts work with them.

use std::path::Path;

use encoding_rs::GB18030;
use serde_json::{Value, json};

use crate::command::{Counter, Gave, refused};
use crate::outside::tool;

fn done(gave: Gave) -> Gave {
    assert_eq!(gave.status, 0, "{} {}", gave.json, gave.errors);
    gave
}

/// Takes an ad of ¥999 of a customer, with what is paid of it; gives its number.
fn booked(counter: &Counter, name: &str, phone: &str, more: &[&str]) -> String {
    let copy = counter.copy("新婚快乐");
    let asked = ["book", "--kind", "blessing", "--category", "wedding", "--size", "7.2x10", "--runs", "2026-01-25"];
    let customer = ["--copy", copy.as_str(), "--customer", name, "--phone", phone];
    let gave = done(counter.run(&[&asked[..], &customer[..], more].concat()));
    gave.json["booking"].as_str().expect("a number").to_owned()
}

fn file(counter: &Counter, name: &str, bytes: &[u8]) -> String {
    let path = counter.home.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    path.display().to_string()
}

const WECHAT: &str = "\u{feff}微信支付账单明细,,,,,,,,,,\n微信昵称：[胶州湾晚报],,,,,,,,,,\n起始时间：[2026-01-20 00:00:00] 终止时间：[2026-01-20 23:59:59],,,,,,,,,,\n共3笔记录,,,,,,,,,,\n收入：3笔 2297.00元,,,,,,,,,,\n支出：0笔 0.00元,,,,,,,,,,\n中性交易：0笔 0.00元,,,,,,,,,,\n----------------------微信支付账单明细列表--------------------,,,,,,,,,,\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n2026-01-20 09:41:08,二维码收款,*敏,\"/\",收入,¥999.00,/,已收钱,\"4200001\t\",\"/\",\"/\"\n2026-01-20 10:00:40,二维码收款,*雪,\"/\",收入,¥999.00,/,已收钱,\"4200002\t\",\"/\",\"/\"\n2026-01-20 11:30:00,转账,陌生人,\"/\",收入,¥299.00,零钱,已存入零钱,\"4200003\t\",\"/\",\"/\"\n";

const BANK: &str = "账号,3702\n交易日期,交易时间,借方发生额,贷方发生额,余额,对方户名,摘要,交易流水号\n20260120,09:00:00,,\"1,998.00\",\"1,998.00\",胶州城投资产有限公司,公告费,T-1\n20260120,15:00:00,35.00,,\"1,963.00\",青岛银行,手续费,T-2\n合计,,35.00,\"1,998.00\",,,,\n";

fn method<'a>(stands: &'a Value, method: &str) -> &'a Value {
    let all = stands["channels"].as_array().expect("a list");
    all.iter().find(|one| one["method"] == method).unwrap_or_else(|| panic!("{method}: {stands}"))
}

#[test]
fn a_day_is_matched_with_the_files_of_three_channels() {
    let counter = Counter::practice();
    done(counter.run(&["till", "open", "--float", "300"]));
    let one = booked(&counter, "王敏", "17600000013", &["--pay", "wechat:999:4200001"]);
    let two = booked(&counter, "李雪", "17600000014", &["--pay", "wechat:999"]);
    let three = booked(&counter, "胶州城投资产有限公司", "17600000015", &[]);
    let four = booked(&counter, "胶州城投资产有限公司", "17600000015", &[]);
    let wechat = file(&counter, "微信账单.csv", WECHAT.as_bytes());
    let tried = done(counter.run(&["till", "import", &wechat, "--dry-run"])).json;
    assert_eq!((&tried["form"], &tried["new"], &tried["dry_run"]), (&json!("wechat_shop"), &json!(3), &json!(true)));
    let read = done(counter.run(&["till", "import", &wechat])).json;
    assert_eq!((&read["new"], &read["known"], &read["matched"]), (&json!(3), &json!(0), &json!(1)));
    let again = done(counter.run(&["till", "import", &wechat])).json;
    assert_eq!((&again["new"], &again["known"]), (&json!(0), &json!(3)));
    // A bank writes GBK.
    let bank = file(&counter, "银行.csv", &GB18030.encode(BANK).0);
    assert_eq!(done(counter.run(&["till", "import", &bank])).json["amount"], "1963.00");

    let stands = done(counter.run(&["till", "unclaimed"])).json;
    let waits: Vec<(&Value, &Value)> = stands["unclaimed"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (&one["serial"], &one["likely"][0]["bookings"]))
        .collect();
    let of = |serial: &str| waits.iter().find(|(own, _)| *own == serial).unwrap_or_else(|| panic!("{waits:?}")).1;
    assert_eq!(of("4200002")[0]["booking"], two);
    // One transfer is of two bookings together.
    assert_eq!((&of("T-1")[0]["booking"], &of("T-1")[1]["booking"]), (&json!(three), &json!(four)));
    assert_eq!((of("4200003"), of("T-2")), (&Value::Null, &Value::Null));
    done(counter.run(&["till", "match", "4200002", &two]));
    refused(&counter.run(&["till", "match", "4200002", &one]), "no_such_money");
    refused(&counter.run(&["till", "match", "4200003", &one]), "no_such_money");
    let claimed = done(counter.run(&["till", "claim", "T-1", &three, &four, "--request", "c-1"])).json;
    assert_eq!((&claimed["waits"], &claimed["claimed_for"][1]["amount"]), (&json!("0.00"), &json!("999.00")));
    assert_eq!(done(counter.run(&["till", "claim", "T-1", &three, &four, "--request", "c-1"])).json, claimed);
    // The same id for something else is no answer to it.
    refused(&counter.run(&["till", "release", "T-1", "--reason", "认错", "--request", "c-1"]), "request_reused");
    refused(&counter.run(&["till", "aside", "T-2", "--reason", "手续费", "--request", "c-1"]), "request_reused");
    refused(&counter.run(&["till", "match", "T-1", &three, "--request", "c-1"]), "request_reused");
    refused(&counter.run(&["till", "claim", "T-9", &three]), "no_such_receipt");
    refused(&counter.run(&["till", "claim", "4200003", &three]), "nothing_owed");
    refused(&counter.run(&["till", "aside", "T-2"]), "no_reason");
    done(counter.run(&["till", "aside", "T-2", "--reason", "账户管理费"]));
    let stands = done(counter.run(&["till", "match"])).json;
    assert_eq!(method(&stands, "wechat")["difference"], "299.00");
    assert_eq!(
        (&method(&stands, "transfer")["difference"], &method(&stands, "transfer")["set_aside"]["amount"]),
        (&json!("-35.00"), &json!("-35.00"))
    );

    // Given back, what it paid is owed again; claimed anew by the end of its number.
    done(counter.run(&["till", "release", "T-1", "--reason", "认错"]));
    assert_eq!(done(counter.run(&["show", &three])).json["owing"], "999.00");
    done(counter.run(&["till", "claim", "T-1", &three, &four]));
    done(counter.run(&["till", "count", "cash:300", "wechat:1998", "transfer:1998"]));
    done(counter.run(&["till", "close"]));
    let closed = done(counter.run(&["close"])).json;
    assert_eq!(done(counter.run(&["verify"])).json["ok"], true);
    if tool("pdftotext").is_some() {
        let sheet = closed["sheet"].as_str().expect("a path");
        let text = std::process::Command::new("pdftotext").args(["-layout", sheet, "-"]).output().expect("runs").stdout;
        let text = String::from_utf8_lossy(&text).replace([' ', '\n', '\u{3000}'], "");
        for words in ["渠道对账", "待认领1笔299.00", "不认领-35.00", "账户管理费"] {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
    // Of a closed day nothing is paid; what waits is money of the day on which it is claimed.
    let five = done(counter.run_at(
        "2026-01-21T09:00:00",
        &[
            "book",
            "--kind",
            "blessing",
            "--category",
            "wedding",
            "--size",
            "7.2x3",
            "--runs",
            "2026-01-26",
            "--copy",
            &counter.copy("新婚快乐"),
            "--customer",
            "陌生人",
            "--phone",
            "17600000016",
        ],
    ));
    let five = five.json["booking"].as_str().expect("a number").to_owned();
    refused(&counter.run_at("2026-01-20T18:00:00", &["till", "claim", "4200003", &five]), "clock_back");
    done(counter.run_at("2026-01-21T09:01:00", &["till", "claim", "0003", &five]));
    let today = done(counter.run_at("2026-01-21T09:02:00", &["till", "unclaimed"])).json;
    assert_eq!((&today["unclaimed"], &method(&today, "wechat")["books"]), (&json!([]), &json!("299.00")));
}

#[test]
fn what_is_no_file_of_a_channel_is_refused_and_says_why() {
    let counter = Counter::practice();
    done(counter.run(&["till", "open", "--float", "0"]));
    for (name, bytes, rule) in [
        ("a.xlsx", &b"PK\x03\x04...."[..], "bill_not_csv"),
        ("b.csv", b"a,b,c\n1,2,3\n", "not_a_bill"),
        ("c.csv", WECHAT.replace("交易单号", "单号").as_bytes(), "not_a_bill"),
        ("d.csv", WECHAT.replace("¥299.00", "¥299.005").as_bytes(), "bill_unreadable"),
        ("e.csv", &WECHAT.as_bytes()[..WECHAT.find("2026-01-20 11:30").expect("there")], "bill_sums_differ"),
        ("f.csv", WECHAT.replace("¥299.00", "¥298.00").as_bytes(), "bill_sums_differ"),
        ("g.csv", "交易日期,贷方,借方,流水号\n".as_bytes(), "bill_of_nothing"),
        ("h.csv", &[0xe9, 0x81, 0x97, 0xff], "not_utf8"),
    ] {
        let path = file(&counter, name, bytes);
        refused(&counter.run(&["till", "import", &path]), rule);
    }
    assert!(counter.run(&["till", "import", &Path::new("/").join("no-such").display().to_string()]).status >= 1);
    let wrong =
        counter.run(&["till", "import", &file(&counter, "d.csv", WECHAT.replace("¥299.00", "¥299.005").as_bytes())]);
    let message = wrong.json["refused"]["message"].as_str().expect("words");
    assert!(message.contains("第 12 行") && message.contains("金额(元)") && message.contains("¥299.005"), "{message}");
    assert_eq!(done(counter.run(&["till", "unclaimed"])).json["unclaimed"], json!([]));
}
