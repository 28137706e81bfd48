//! Names, numbers and days that fill the templates, the same on every run.

use std::collections::HashMap;

/// A small generator: the same seed gives the same notices.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|i| char::from(b'0' + if i == 0 { 1 + self.below(9) } else { self.below(10) } as u8)).collect()
    }
}

const SURNAMES: [&str; 20] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "欧阳",
];
const GIVEN: [&str; 20] = [
    "建华", "丽", "志强", "秀兰", "伟", "芳", "玉梅", "海涛", "敏", "国栋", "晓明", "静", "洪波", "桂英", "磊", "文博",
    "雪", "振宇", "凤霞", "俊杰",
];
const CITIES: [&str; 10] = ["青岛", "济南", "烟台", "苏州", "武汉", "成都", "长沙", "郑州", "潍坊", "厦门"];
const BRANDS: [&str; 16] = [
    "鑫隆", "海蓝", "恒泰", "德润", "盛源", "博远", "华诚", "金桥", "瑞丰", "安达", "天成", "永信", "嘉和", "宏图",
    "众邦", "启明",
];
const TRADES: [&str; 12] = [
    "商贸",
    "建筑工程",
    "餐饮管理",
    "物流",
    "信息科技",
    "装饰工程",
    "机械制造",
    "房地产开发",
    "人力资源",
    "文化传媒",
    "食品",
    "汽车服务",
];
const DISTRICTS: [(&str, &str); 6] = [
    ("青岛市崂山区", "鲁0212"),
    ("济南市历下区", "鲁0102"),
    ("苏州市虎丘区", "苏0505"),
    ("武汉市江岸区", "鄂0102"),
    ("成都市锦江区", "川0104"),
    ("烟台市芝罘区", "鲁0602"),
];
const COMMISSIONS: [(&str, &str); 6] = [
    ("青岛市崂山区劳动人事争议仲裁委员会", "青崂劳人仲案字"),
    ("济南市历下区劳动人事争议仲裁委员会", "济历下劳人仲案字"),
    ("苏州市虎丘区劳动人事争议仲裁委员会", "苏虎劳人仲案字"),
    ("武汉市江岸区劳动人事争议仲裁委员会", "武岸劳人仲字"),
    ("成都市锦江区劳动人事争议仲裁委员会", "成锦劳人仲委裁字"),
    ("烟台市芝罘区劳动人事争议仲裁院", "烟芝劳人仲案字"),
];
/// Working days that leave the time to answer after a publication on 2 March 2026 and are no more than 120 days away.
const HEARINGS: [&str; 6] = ["2026-04-22", "2026-04-28", "2026-05-12", "2026-05-20", "2026-06-03", "2026-06-10"];
const TIMES: [&str; 8] = ["上午9时", "9时30分", "下午2时", "14:30", "14时00分", "上午十时", "下午3点", "上午8:40"];

/// A day in one of the ways in which notices write it.
pub fn written(date: &str, way: usize) -> String {
    let parts: Vec<u32> = date.split('-').map(|part| part.parse().expect("a number")).collect();
    let [year, month, day] = parts[..] else { panic!("{date}") };
    let han = |n: u32| -> String {
        let figure = |n: u32| "〇一二三四五六七八九".chars().nth(n as usize).expect("a figure");
        match (n / 10, n % 10) {
            (0, n) => figure(n).to_string(),
            (1, 0) => "十".to_owned(),
            (1, n) => format!("十{}", figure(n)),
            (tens, 0) => format!("{}十", figure(tens)),
            (tens, n) => format!("{}十{}", figure(tens), figure(n)),
        }
    };
    match way {
        0 => format!("{year}年{month}月{day}日"),
        1 => format!("二〇二六年{}月{}日", han(month), han(day)),
        2 => format!("{year}.{month}.{day}"),
        _ => format!("２０２６年{month}月{day}日"),
    }
}

const CREDIT: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A 统一社会信用代码 whose check digit is right.
fn credit_code(random: &mut Random) -> String {
    let mut code = format!("91{}MA", random.digits(6));
    code.extend((0..7).map(|_| char::from(CREDIT.as_bytes()[random.below(31)])));
    let (mut weight, mut sum) = (1, 0);
    for c in code.chars() {
        sum += CREDIT.find(c).expect("in it") * weight;
        weight = weight * 3 % 31;
    }
    code.push(char::from(CREDIT.as_bytes()[(31 - sum % 31) % 31]));
    code
}

/// A 居民身份号码 whose check digit is right.
pub fn identity(random: &mut Random) -> String {
    let number = format!(
        "370202{}{:02}{:02}{}",
        1960 + random.below(40),
        1 + random.below(12),
        1 + random.below(28),
        random.digits(3)
    );
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number.chars().zip(weights).map(|(c, w)| c.to_digit(10).expect("a figure") * w).sum();
    format!("{number}{}", char::from(b"10X98765432"[(sum % 11) as usize]))
}

pub fn person(random: &mut Random) -> String {
    format!("{}{}", random.of(&SURNAMES), random.of(&GIVEN))
}

pub fn company(random: &mut Random) -> String {
    let (city, brand, trade) = (random.of(&CITIES), random.of(&BRANDS), random.of(&TRADES));
    format!("{city}{brand}{trade}有限公司")
}

/// What fills the slots of one notice.
pub fn fill(random: &mut Random) -> HashMap<&'static str, String> {
    let mut slots = HashMap::new();
    let mut put = |name: &'static str, value: String| slots.insert(name, value);
    let (district, court) = DISTRICTS[random.below(DISTRICTS.len())];
    let (commission, office) = COMMISSIONS[random.below(COMMISSIONS.len())];
    let kinds = ["民初", "民终", "执", "商初"];
    put("法院", format!("{district}人民法院"));
    put("案号法", format!("（2026）{court}{}{}号", random.of(&kinds), 100 + random.below(8_000)));
    put("仲裁委", commission.to_owned());
    let brackets = [("〔", "〕", "第"), ("[", "]", ""), ("（", "）", "第")][random.below(3)];
    put("案号仲", format!("{office}{}2026{}{}{}号", brackets.0, brackets.1, brackets.2, 100 + random.below(9_000)));
    let mut names = Vec::new();
    while names.len() < 3 {
        let name = person(random);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for (slot, name) in ["人", "人二", "人三"].into_iter().zip(names) {
        put(slot, name);
    }
    let first = company(random);
    let mut second = company(random);
    while second.chars().take(4).eq(first.chars().take(4)) {
        second = company(random);
    }
    put("公司", first);
    put("公司二", second);
    let (city, brand) = (random.of(&CITIES), random.of(&BRANDS));
    put("店", format!("{district}{brand}{}", random.of(&["小吃店", "烟酒店", "理发店", "建材经营部", "便利店"])));
    put("合作社", format!("{city}{brand}果蔬种植专业合作社"));
    put("大学", format!("{city}大学"));
    put(
        "银行",
        format!(
            "{}{city}分行",
            random.of(&["中国建设银行股份有限公司", "交通银行股份有限公司", "招商银行股份有限公司"])
        ),
    );
    put("律所", format!("山东{brand}律师事务所"));
    put("拍卖行", format!("{city}{brand}拍卖有限公司"));
    put("行政机关", format!("{district}人力资源和社会保障局"));
    put("民政局", format!("{district}民政局"));
    put("街道办", format!("{district}滨海街道办事处"));
    put("派出所", format!("{city}市公安局滨海派出所"));
    let hearing = random.of(&HEARINGS);
    put("开庭", format!("{}{}", written(hearing, random.below(2)), random.of(&TIMES)));
    let signed = random.of(&["2026-02-27", "2026-02-28", "2026-03-02"]);
    put("日期", written(signed, random.below(4)));
    put("期", random.of(&["30", "三十", "３０"]).to_owned());
    put("电话", format!("0532-8{}", random.digits(7)));
    put("手机", format!("139{}", random.digits(8)));
    let road = random.of(&["延安三路", "人民路", "长江中路", "文化东街", "解放大道", "海尔路"]);
    put("地址", format!("{district}{road}{}号{}室", 1 + random.below(300), 101 + random.below(800)));
    put("证号", random.digits(12));
    put("章号", random.digits(13));
    put("票号", random.digits(8));
    put("账号", random.digits(17));
    put("车号", random.digits(5));
    put("信用代码", credit_code(random));
    slots
}
