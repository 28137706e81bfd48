//! The words that every kind shares (`assets/notice/words.toml`): roles in a case, endings of companies, family names, titles, what
//! is no notice, what a clerk must look at.

use std::borrow::Cow;

use super::phrases::Phrases;
use super::text::ends_with;
use super::word_list::{CharacterIndex, CharacterSet, WordList, WordPairs};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words of `assets/notice/words.toml`, by what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(super) struct NoticeWords {
    #[allow(dead_code, reason = "read so that a list without a source is refused")]
    source: Cow<'static, str>,
    /// 你, 你单位, 贵公司: the one addressed.
    pub(super) selves: WordList,
    /// 原告, 被申请人, …: what stands before a name.
    pub(super) roles: WordList,
    /// Endings of the names of shops, read as such only where a name is looked for.
    pub(super) shops: WordList,
    /// 先生, 女士: what is said behind a name.
    pub(super) honorifics: WordList,
    /// Endings of the names of companies and offices.
    pub(super) offices: WordList,
    /// Endings of the names of courts, commissions and other authorities.
    pub(super) authorities: WordList,
    /// Family names of one character, in one string.
    surnames: CharacterSet,
    /// Family names of two.
    double_surnames: WordList,
    /// With what the name of a dispute begins.
    pub(super) causes: WordList,
    /// With what a title ends.
    pub(super) titles: WordList,
    /// With what a line begins that closes a notice.
    pub(super) closings: WordList,
    /// What stands in no notice: the paper's own lines, prices, hotlines.
    pub(super) aside: WordList,
    /// What a line begins with that follows a signature.
    pub(super) tails: WordList,
    /// What ends with a colon and is no addressee.
    pub(super) labels: WordList,
    /// Endings of the names of documents.
    pub(super) documents: WordList,
    /// 驾驶员, 职工, 商户, 法定继承人: what somebody is, between where he is it and his name.
    pub(super) posts: WordList,
    /// Things that are lost, longest first where one is part of another.
    pub(super) things: WordList,
    /// 妻子, 之兄, 居民: what stands before a person's own name.
    pub(super) relations: WordList,
    /// What a form leaves to be filled in.
    pub(super) placeholders: WordList,
    /// Words that are written for others by mistake, each with the right one.
    pub(super) mistaken: WordPairs,
    /// Words that 广告法 art. 9 forbids in an advertisement.
    pub(super) superlatives: Cow<'static, [Cow<'static, str>]>,
    /// The endings of companies, offices and authorities.
    #[cfg_attr(test, serde(skip))]
    endings: WordList,
}

impl NoticeWords {
    /// Those that the program brings along, as the build laid them out.
    pub(super) const fn shipped() -> &'static NoticeWords {
        &SHIPPED
    }

    /// Reads the file as it is written; the error says what is no TOML of this form, or that a word is empty.
    #[cfg(test)]
    pub(super) fn read(text: &str) -> Result<NoticeWords, String> {
        toml::from_str(text).map_err(|error| error.to_string()).and_then(NoticeWords::checked)
    }

    #[cfg(test)]
    fn checked(mut words: NoticeWords) -> Result<NoticeWords, String> {
        let lists = [
            &words.selves,
            &words.roles,
            &words.shops,
            &words.honorifics,
            &words.offices,
            &words.authorities,
            &words.titles,
            &words.documents,
            &words.things,
            &words.relations,
            &words.posts,
        ];
        if lists.iter().any(|list| list.iter().any(str::is_empty)) {
            return Err("words.toml: an empty word".to_owned());
        }
        words.endings =
            words.offices.iter().chain(words.authorities.iter()).map(str::to_owned).collect::<Vec<_>>().into();
        Ok(words)
    }

    /// How many characters the family name has with which a text begins.
    pub(super) fn surname(&self, chars: &[char]) -> Option<usize> {
        if self.double_surnames.at_start(chars, 0).is_some() {
            return Some(2);
        }
        chars.first().filter(|c| self.surnames.has(**c)).map(|_| 1)
    }

    /// Whether a text is the name of a company, an office or an authority.
    pub(super) fn is_office(&self, chars: &[char]) -> bool {
        let plain = without_brackets(chars);
        chars.len() >= 4
            && plain.len() >= 3
            && self.ends_as_office(plain)
            && !plain.iter().any(|c| matches!(c, ':' | '。' | ',' | ';' | '!' | '?' | '\n' | '、'))
    }

    /// Whether a name ends as an authority's does and not, by a longer ending, as that of a shop: 某某餐厅.
    pub(super) fn is_authority(&self, chars: &[char]) -> bool {
        let longest =
            |list: &WordList| list.iter().find(|word| ends_with(chars, word)).map_or(0, |word| word.chars().count());
        let own = longest(&self.authorities);
        own > 0 && own >= longest(&self.offices)
    }

    /// Whether a line that stands alone names a part of a company or an office: 某某集团有限公司青岛站, 某某协会秘书处.
    pub(super) fn is_department(&self, chars: &[char]) -> bool {
        const PARTS: &str = "处站部科室队所会组厂店院校库段课";
        let whole = chars.len() >= 6 && chars.iter().all(|c| super::text::is_han(*c) || matches!(c, '(' | ')'));
        whole
            && chars.last().is_some_and(|last| PARTS.contains(*last))
            && !self.may_be_clause(chars)
            && (4..chars.len()).any(|end| chars.len() - end <= 8 && self.is_office(&chars[..end]))
    }

    /// Whether words stand in it that no name holds.
    pub(super) fn may_be_clause(&self, chars: &[char]) -> bool {
        CLAUSES.within(chars)
    }

    /// Whether it ends as the name of a company, an office or an authority does.
    fn ends_as_office(&self, chars: &[char]) -> bool {
        self.endings.at_end(chars)
    }

    /// Whether a text is the name of a person: two to four Han characters with a family name in front, or names of nationalities
    /// with a point between them, or letters.
    pub(super) fn is_person(&self, chars: &[char]) -> bool {
        let han = |c: &char| super::text::is_han(*c);
        if chars.iter().any(|c| matches!(c, '·' | '•')) {
            return chars.len() <= 24 && chars.iter().all(|c| han(c) || matches!(c, '·' | '•'));
        }
        let letters = chars.len() >= 4 && chars.iter().all(|c| c.is_ascii_alphabetic() || *c == '.' || *c == '-');
        let longest = if self.surname(chars) == Some(2) { 4 } else { 3 };
        let plain = chars.iter().all(|c| han(c) || matches!(c, '某' | '*'));
        let named = letters || ((2..=longest).contains(&chars.len()) && plain && self.surname(chars).is_some());
        named && !self.titles.has(chars) && !self.labels.has(chars)
    }
}

/// What no name holds: verbs and words of a clause.
static OF_CLAUSES: Phrases = Phrases::of(&[
    "因",
    "根据",
    "依据",
    "经",
    "由于",
    "鉴于",
    "于",
    "将",
    "已",
    "被",
    "并",
    "的",
    "是",
    "为",
    "在",
    "自",
    "及",
    "或",
    "如",
    "凡",
    "应",
    "须",
    "请",
    "现",
    "拟",
    "不慎",
    "遗失",
    "丢失",
    "声明",
    "公告",
    "通知",
    "送达",
    "受理",
    "办理",
    "申请",
    "决定",
    "关于",
    "本院",
    "本委",
    "我",
    "你",
    "您",
    "其",
    "该",
    "此",
    "上述",
    "以下",
    "如下",
    "联系",
    "电话",
    "地址",
    "日期",
    "时间",
    "号码",
    "编号",
    "身份证",
    "管理需要",
    "备案",
    "到期",
    "变更",
    "说明",
    "要求",
]);

/// The same for a name of some length, in which 经 or 自 may be a part.
static CLAUSES: Phrases = Phrases::of(&[
    "根据",
    "依据",
    "由于",
    "鉴于",
    "不慎",
    "遗失",
    "丢失",
    "声明",
    "公告",
    "通知",
    "送达",
    "受理",
    "申请",
    "决定",
    "本院",
    "本委",
    "你",
    "您",
    "我",
    "其",
    "联系",
    "电话",
    "地址",
    "到期",
    "管理需要",
    "备案",
    "的",
    "位于",
    "如下",
]);

impl NoticeWords {
    /// Whether a text names people by what they are and no name: 某某小区业主, 张三的继承人, 某某房屋的实际占有人.
    pub(super) fn is_collective(&self, chars: &[char]) -> bool {
        const PEOPLE: [&str; 30] = [
            "业主",
            "居民",
            "商户",
            "住户",
            "用户",
            "客户",
            "会员",
            "股东",
            "债权人",
            "家长",
            "被征收人",
            "坟主",
            "村民",
            "学生",
            "毕业生",
            "朋友",
            "市民",
            "乘客",
            "读者",
            "商家",
            "经营户",
            "继承人",
            "占有人",
            "使用人",
            "利害关系人",
            "家属",
            "近亲属",
            "校友",
            "租户",
            "顾客",
        ];
        (3..=50).contains(&chars.len())
            && PEOPLE.iter().any(|word| ends_with(chars, word) && chars.len() > word.chars().count())
            && !chars.iter().any(|c| matches!(c, ',' | '。' | ';' | ':' | '(' | '你' | '您' | '请'))
            && !["如", "若", "凡", "由", "对", "向", "因"].iter().any(|word| super::text::starts_with(chars, 0, word))
    }

    /// A name without 先生, 女士 behind it.
    pub(super) fn plain_name<'a>(&self, chars: &'a [char]) -> &'a [char] {
        let honour = self.honorifics.iter().find(|word| ends_with(chars, word)).map_or(0, |word| word.chars().count());
        let bare = &chars[..chars.len() - honour];
        if bare.len() >= 2 { bare } else { chars }
    }

    /// Whether a text that stands where a name stands can be one, though no list knows it: a few Han characters, or a shop's name by
    /// its bracket or its ending; no clause.
    pub(super) fn may_be_name(&self, chars: &[char]) -> bool {
        let bare = without_brackets(chars);
        let plain = bare
            .iter()
            .all(|c| super::text::is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, '(' | ')' | '·' | '&' | '-'));
        if !plain || bare.len() < 2 || self.labels.has(bare) || self.titles.has(bare) || self.things.has(bare) {
            return false;
        }
        let clause = OF_CLAUSES.within(bare);
        // A shop may be called 新经济区某某店: only what no name holds makes a clause of it.
        let begun = matches!(bare[0], '因' | '经' | '于' | '在' | '自' | '将' | '据' | '凡' | '如' | '请' | '现');
        let told = begun || CLAUSES.within(bare);
        let short = bare.len() <= 4 && bare.iter().all(|c| super::text::is_han(*c));
        let shop = (4..=40).contains(&bare.len()) && self.shops.at_end(bare);
        let bracket: String = chars[bare.len()..].iter().collect();
        let registered = ["个体", "合伙", "集团", "筹"].iter().any(|word| bracket.contains(word));
        (short && !clause) || ((shop || registered) && !told)
    }
}

/// A name without a bracket behind it: 某某店(个体工商户).
pub(super) fn without_brackets(chars: &[char]) -> &[char] {
    if chars.last() == Some(&')')
        && let Some(open) = chars.iter().rposition(|c| *c == '(')
        && open > 0
    {
        return &chars[..open];
    }
    chars
}
