//! Examples for every command; a test holds that the program takes each. Those of the acts on a booking stand with each of them.

use crate::command::acts::HELP;

/// Examples of a command, by its path; empty for the program itself.
pub(super) fn of(path: &str) -> &'static [&'static str] {
    let act = || HELP.iter().find(|act| act.command == path).map(|act| act.examples);
    EXAMPLES.iter().find(|(known, _)| *known == path).map(|(_, examples)| *examples).or_else(act).unwrap_or_default()
}

/// Every command that has examples.
#[cfg(test)]
pub(super) fn paths() -> impl Iterator<Item = &'static str> {
    EXAMPLES.iter().map(|(path, _)| *path).chain(HELP.iter().map(|act| act.command))
}

const EXAMPLES: &[(&str, &[&str])] = &[
    ("", &["qishi", "qishi --data practice init --practice", "qishi day --json", "qishi help book"]),
    (
        "quote",
        &[
            "qishi quote --kind notice --size 7.2x10 --runs 2026-01-22,2026-01-23",
            "qishi quote --kind blessing --category wedding --size 7.2x5 --discount 10 --reason 老客户 --approved-by 李主任",
            "qishi quote --card next-year.toml --kind display --size 10x10 --set page=2",
        ],
    ),
    (
        "fit",
        &["qishi fit --kind notice --copy notice.txt", "qishi fit --kind blessing --category birthday --copy - --json"],
    ),
    ("rates", &["qishi rates show", "qishi rates check next-year.toml"]),
    ("rates check", &["qishi rates check next-year.toml"]),
    ("rates show", &["qishi rates show", "qishi rates show --on 2026-03-01 --json"]),
    ("rates import", &["qishi rates import next-year.toml --from 2027-01-01"]),
    ("rates withdraw", &["qishi rates withdraw 2027-01"]),
    ("rates replace", &["qishi rates replace 2027-01 mended.toml --reason 补上缺的字段"]),
    ("rates poster", &["qishi rates poster -o poster.pdf"]),
    ("rates export", &["qishi rates export -o card.toml"]),
    ("calendar", &["qishi calendar show", "qishi calendar check calendar.toml"]),
    ("calendar check", &["qishi calendar check calendar.toml"]),
    ("calendar show", &["qishi calendar show --on 2026-02-10 --days 21"]),
    ("calendar import", &["qishi calendar import calendar.toml --from 2026-03-01"]),
    ("calendar withdraw", &["qishi calendar withdraw 2"]),
    ("calendar replace", &["qishi calendar replace 2 mended.toml --reason 补上缺的字段"]),
    ("calendar export", &["qishi calendar export -o calendar.toml", "qishi calendar export --edition 2"]),
    ("kinds", &["qishi kinds show", "qishi kinds check exchange_demand.toml"]),
    ("kinds check", &["qishi kinds check exchange_demand.toml"]),
    ("kinds show", &["qishi kinds show", "qishi kinds show --on 2026-03-01 --json"]),
    ("kinds import", &["qishi kinds import exchange_demand.toml --from 2026-03-01"]),
    ("kinds withdraw", &["qishi kinds withdraw 2"]),
    ("kinds replace", &["qishi kinds replace 2 mended.toml --reason 补上缺的字段"]),
    ("kinds export", &["qishi kinds export debt_transfer -o own.toml"]),
    ("styles", &["qishi styles show", "qishi styles check triple_frame.toml"]),
    ("styles check", &["qishi styles check triple_frame.toml"]),
    ("styles show", &["qishi styles show", "qishi styles show --on 2026-03-01 --json"]),
    ("styles import", &["qishi styles import triple_frame.toml --from 2026-03-01"]),
    ("styles withdraw", &["qishi styles withdraw 1"]),
    ("styles replace", &["qishi styles replace 1 mended.toml --reason 补上缺的字段"]),
    ("styles export", &["qishi styles export ruled -o own.toml"]),
    ("read", &["qishi read page.docx --publish 2026-01-22", "qishi read page.docx --json > page.json"]),
    (
        "book",
        &[
            "qishi book --kind notice --copy lost.txt --runs 2026-01-22 --customer 王敏 --phone 17600000013 --dry-run",
            "qishi book --kind notice --copy lost.txt --runs 2026-01-22 --customer 王敏 --phone 17600000013 --pay wechat:299:4200001",
            "qishi book --kind blessing --category wedding --size 7.2x5 --copy - --runs 2026-01-22 --phone 17600000013 --pay cash:600",
            "qishi book --kind notice --copy set-right.txt --runs 2026-01-26 --phone 17600000013 --corrects 0120-0007 --fault paper",
            "qishi book --batch page.json --runs 2026-01-22 --customer 仲裁委 --phone 0532-88187720 --request page-0122",
        ],
    ),
    (
        "proof",
        &[
            "qishi proof 0007",
            "qishi proof 0007 --version 1 -o before.pdf",
            "qishi proof 0007 --ad-only --png -o ad.png",
            "qishi proof 0007 --printer ipp://localhost:631/printers/Canon",
        ],
    ),
    ("statement", &["qishi statement 0007", "qishi statement 0007 0008 --by payer -o statement.pdf"]),
    ("slip", &["qishi slip 0007", "qishi slip 0120-0007 --number 2 -o slip.pdf"]),
    ("questions", &["qishi questions page.docx --sender 法院", "qishi questions 0007 0008"]),
    ("receipt", &["qishi receipt 0007 0008"]),
    ("specimens", &["qishi specimens --red -o specimens.pdf"]),
    ("queue", &["qishi queue", "qishi queue send", "qishi queue drop 1 --reason 重复"]),
    ("queue send", &["qishi queue send", "qishi queue send 2 --printer ipp://localhost:631/printers/Canon"]),
    ("queue drop", &["qishi queue drop 1 --reason 重复"]),
    ("day", &["qishi day", "qishi day 2026-01-20 --json"]),
    ("customer", &["qishi customer 13800000466", "qishi customer qdyf --limit 3 --json"]),
    ("account", &["qishi account list", "qishi account ageing --json"]),
    (
        "account set",
        &[
            "qishi account set 青岛蓝湾传媒有限公司 --phone 0532-88187720 --limit 20000.00 --days 30 --contract 2026-08",
            "qishi account set 蓝湾 --limit 30000.00 --reason 续签",
        ],
    ),
    ("account end", &["qishi account end 蓝湾 --reason 合同到期"]),
    ("account list", &["qishi account list --all"]),
    ("account ageing", &["qishi account ageing"]),
    ("account pay", &["qishi account pay 蓝湾 transfer:5000.00:20260120-88"]),
    ("account statement", &["qishi account statement 蓝湾 --from 2026-01-01 --to 2026-01-31 -o statement.pdf"]),
    (
        "find",
        &[
            "qishi find 0466",
            "qishi find zqyf 营业执照 --from 2026-01-01",
            "qishi find （2026）鲁0203民初2110号 --json",
        ],
    ),
    ("show", &["qishi show B20260120-0007", "qishi show 0007", "qishi show 0120-0007"]),
    (
        "pay",
        &[
            "qishi pay 0007 cash:300",
            "qishi pay 0007 wechat:199:4200001 cash:100",
            "qishi pay 0007 0008 transfer:1998:20260120-88",
            "qishi pay 0007 wechat:300:4200001 --overpaid",
        ],
    ),
    ("sign", &["qishi sign 0007 wechat --who 王敏"]),
    ("see", &["qishi see 0007 identity:001X:2026-3 licence"]),
    ("review", &["qishi review 0007 0008"]),
    (
        "approve",
        &["qishi approve 0007 --reason 已电话核实", "qishi approve 0007 --rule duplicate_sentence --reason 原文如此"],
    ),
    (
        "settle",
        &[
            "qishi settle 0007 hearing_far --seen",
            "qishi settle 0007 read_back --confirmed-by 王建国 --how telephone",
            "qishi settle 0007 missing_fact --by 李主任 --reason 法院坚持原文",
        ],
    ),
    ("till", &["qishi till", "qishi till --till 2 --json", "qishi till --day 2026-01-20"]),
    ("till open", &["qishi till open --float 300", "qishi till open --float 200 --till 2"]),
    (
        "till count",
        &[
            "qishi till count cash:799 wechat:520",
            "qishi till count --notes 100x7,50x1,10x4,5x1,1x4 wechat:520 --day 2026-01-20",
        ],
    ),
    ("till bank", &["qishi till bank 1000", "qishi till bank --notes 100x10 --till 2"]),
    ("till import", &["qishi till import 微信账单.csv --dry-run", "qishi till import 微信账单.csv"]),
    ("till match", &["qishi till match", "qishi till match 42000026 0006"]),
    ("till claim", &["qishi till claim 20260120-88 0006 0007"]),
    ("till release", &["qishi till release 20260120-88 --reason 认错了客户"]),
    ("till aside", &["qishi till aside 20260120-88 --reason 房租"]),
    ("till unclaimed", &["qishi till unclaimed", "qishi till unclaimed --day 2026-01-20 --json"]),
    ("till close", &["qishi till close", "qishi till close --explain 找零多给一元"]),
    (
        "close",
        &[
            "qishi close",
            "qishi close 2026-01-20",
            "qishi close 2026-01-20 --reopen --reason 漏收一笔 --approved-by 李主任",
        ],
    ),
    ("verify", &["qishi verify", "qishi verify --full"]),
    ("backup", &["qishi backup", "qishi backup /media/stick/qishi.db", "qishi backup --second-place /media/stick"]),
    ("restore", &["qishi restore backup.db --dry-run", "qishi restore backup.db --reason 硬盘损坏"]),
    ("doctor", &["qishi doctor"]),
    ("init", &["qishi --data practice init --practice"]),
    (
        "paper",
        &[
            "qishi paper",
            "qishi paper --name 某某日报 --tax-number 91350100M000100Y43 --vat 6",
            "qishi paper --newsprint",
        ],
    ),
    ("people", &["qishi people list", "qishi people rights"]),
    ("people list", &["qishi people list --json"]),
    ("people add", &["qishi people add 张主任", "qishi people add 王敏 --role clerk --person 张主任"]),
    ("people change", &["qishi people change 王敏 --pin --person 王敏", "qishi people change 李强 --role supervisor"]),
    ("people retire", &["qishi people retire 王敏 --reason 离职"]),
    ("people sign-in", &["qishi people sign-in", "qishi people sign-in on --reason 开始使用口令 --person 张主任"]),
    ("people rights", &["qishi people rights", "qishi people rights clerk late=yes refund=500.00 below=10"]),
    ("people recover", &["qishi people recover 张主任 --reason 忘了口令"]),
    ("clock", &["qishi clock --reason 春节停刊之后第一天"]),
    ("void", &["qishi void --reason 硬盘损坏 --last B20260120-0042"]),
    ("list", &["qishi list kinds", "qishi list categories", "qishi list styles --json"]),
    ("licences", &["qishi licences"]),
    ("help", &["qishi help", "qishi help rates import"]),
    ("completion", &["qishi completion bash > ~/.local/share/bash-completion/completions/qishi"]),
];
