//! What was taken out of a copy, and what was put in.

/// A stretch of words that only one of two copies has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// What was taken out; empty where something was only put in.
    pub out: String,
    /// What was put in; empty where something was only taken out.
    pub into: String,
}

/// Beyond so many comparisons what lies between the common ends counts as one change.
const MOST: usize = 1_000_000;

/// What changed from one copy to another, in order. Characters are compared; a longest common subsequence stays.
pub fn changes(before: &str, after: &str) -> Vec<TextChange> {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    let whole = || vec![TextChange { out: old.iter().collect(), into: new.iter().collect() }];
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(new.len()) > MOST {
        return whole();
    }
    // longest[i][j]: of what follows place i in the one and j in the other.
    let width = new.len() + 1;
    let mut longest = vec![0_u16; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i * width + j] = if old[i] == new[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut changes = Vec::new();
    let mut here = TextChange { out: String::new(), into: String::new() };
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            if !here.out.is_empty() || !here.into.is_empty() {
                changes.push(std::mem::replace(&mut here, TextChange { out: String::new(), into: String::new() }));
            }
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
            here.out.push(old[i]);
            i += 1;
        } else {
            here.into.push(new[j]);
            j += 1;
        }
    }
    if !here.out.is_empty() || !here.into.is_empty() {
        changes.push(here);
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> Vec<(String, String)> {
        changes(before, after).into_iter().map(|change| (change.out, change.into)).collect()
    }

    fn one(out: &str, into: &str) -> (String, String) {
        (out.to_owned(), into.to_owned())
    }

    #[test]
    fn what_was_taken_out_and_put_in_is_told_place_by_place() {
        assert_eq!(told("遗失声明", "遗失声明"), []);
        assert_eq!(told("王敏遗失身份证", "王民遗失身份证"), [one("敏", "民")]);
        assert_eq!(
            told("公章一枚；财务章一枚，营业执照正、副本", "公章一枚，营业执照副本"),
            [one("；财务章一枚", ""), one("正、", ""),]
        );
        assert_eq!(told("", "作废"), [one("", "作废")]);
        assert_eq!(told("甲乙丙", "甲丙丁"), [one("乙", ""), one("", "丁")]);
    }

    #[test]
    fn long_copies_that_differ_throughout_are_one_change() {
        let (before, after) = ("甲".repeat(1_100), "乙".repeat(1_100));
        assert_eq!(told(&before, &after), [(before.clone(), after.clone())]);
    }
}
