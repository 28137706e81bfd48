//! The texts whose lines are less even than typst's, one by one: that no breaks which the rules allow make them more even, and which rule is
//! the reason. What typst made of them stands in `tests/corpus/typst.csv`, which `benches/against` writes (`record`).

use super::*;
use crate::typeset::gaps::{CASE, TELEPHONE, UNIT, WEAK, YEAR};

/// How far less even a text is before it is called so: 0.005 em are seen by nobody.
const SEEN: f64 = 0.005;

/// A rule that a break is kept away by, or made dear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Keeps {
    /// A number and its unit, 第 and its number: 30日, 第08版.
    Unit,
    /// A case number but before and after its year.
    CaseNumber,
    /// A case number before and after its year.
    Year,
    /// A telephone number or an address at its marks.
    Telephone,
    /// A number, a sum, an account number.
    Number,
    /// Year, month and day of a date.
    Date,
    /// A last line of more than one character.
    LastLine,
    /// Marks at the start and the end of a line, and what stands together there.
    Marks,
    /// Nothing is stretched beside a sign that joins.
    Joins,
}

impl Keeps {
    const ALL: [Keeps; 9] = [
        Keeps::Unit,
        Keeps::CaseNumber,
        Keeps::Year,
        Keeps::Telephone,
        Keeps::Number,
        Keeps::Date,
        Keeps::LastLine,
        Keeps::Marks,
        Keeps::Joins,
    ];

    /// A paragraph without some rules.
    fn without(rules: &[Keeps], paragraph: &Paragraph) -> Paragraph {
        let mut free = paragraph.clone();
        for gap in free.gaps.iter_mut().skip(1) {
            let rule = match gap.cost {
                Break::Allowed(UNIT) => Keeps::Unit,
                Break::Allowed(CASE) => Keeps::CaseNumber,
                Break::Allowed(YEAR) => Keeps::Year,
                Break::Allowed(TELEPHONE) => Keeps::Telephone,
                Break::Allowed(WEAK) => Keeps::Date,
                Break::Word | Break::Edge => Keeps::Number,
                Break::Allowed(dear) if dear == 2 * CASE => Keeps::Number,
                Break::Never => Keeps::Marks,
                _ => continue,
            };
            if rules.contains(&rule) {
                gap.cost = Break::Allowed(0);
            }
        }
        if rules.contains(&Keeps::Joins) {
            for i in 1..free.atoms.len() {
                let joins = |atom: &crate::typeset::atoms::Atom| {
                    matches!(atom.first, '～' | '〜' | '／' | '-' | '–' | '/' | '—' | '―')
                };
                free.gaps[i].stretch |= joins(&free.atoms[i - 1]) || joins(&free.atoms[i]);
            }
        }
        free
    }
}

/// What typst made of a text at a width and a size of type, in em.
struct Theirs {
    of: String,
    number: usize,
    width: i64,
    size: TypeSize,
    worst: f64,
    deviation: f64,
}

fn theirs() -> Vec<Theirs> {
    let file = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/typst.csv"));
    let file = file.expect("what typst made");
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let &[of, number, width, pt, worst, deviation, _] = &cells[..] else { panic!("{line}") };
        let size = [TypeSize::XIAO_WU, TypeSize::LIU].into_iter().find(|size| size.as_pt().to_string() == pt);
        let number_of = |cell: &str| cell.parse::<f64>().expect("a number");
        Theirs {
            of: of.to_owned(),
            number: number.parse().expect("a number"),
            width: width.parse().expect("a width"),
            size: size.expect("a size"),
            worst: number_of(worst),
            deviation: number_of(deviation),
        }
    };
    file.lines().skip(1).map(row).collect()
}

/// A paragraph of an ad that is filled, as it was broken.
struct Filled {
    text: std::sync::Arc<rows::RowText>,
    measure: i32,
    indent: i32,
    lines: Vec<BrokenLine>,
}

/// The lines of an ad in the size of its body: those of its filled paragraphs, and how many others there are, none of which gapes.
fn filled(copy: &str, width: i64, size: TypeSize) -> (Vec<Filled>, usize) {
    let job = job(Kind::Notice, copy, Size::mm(width, 300));
    let styles = Styles::shipped();
    let style = job.style(&styles);
    let blocks = rows::blocks(&job, style, copy);
    let measure = rows::whole_ems(size, Length::mm(width - 4));
    let all = rows::rows(&blocks, style.lines, size, Length::mm(width - 4), BreakMode::Justified);
    let own = all.iter().filter(|row| row.size == size && row.role != trade::ad::LineRole::Title).count();
    let parts: Vec<Filled> = blocks
        .iter()
        .filter_map(|part| {
            let indent = match part.role {
                trade::ad::LineRole::Body | trade::ad::LineRole::Closing => 2 * EM,
                trade::ad::LineRole::Addressee if part.text.natural() >= 2 * measure => 0,
                _ => return None,
            };
            let lines = part.text.lines(measure, indent, BreakMode::Justified).to_vec();
            Some(Filled { text: std::sync::Arc::clone(&part.text), measure, indent, lines })
        })
        .collect();
    let lines: usize = parts.iter().map(|part| part.lines.len()).sum();
    (parts, own - lines)
}

/// What lines come to: how many, the sum of how wide they gape, and of the squares of that.
type Sums = (usize, i64, i64);

/// Of so many lines those whose gaps differ least have a large sum and small squares: what another has the better of in both is left out.
fn best(mut all: Vec<Sums>) -> Vec<Sums> {
    all.sort_unstable_by_key(|(count, sum, squares)| (*count, -sum, *squares));
    let mut kept: Vec<Sums> = Vec::new();
    for one in all {
        if kept.last().is_none_or(|last| last.0 != one.0 || one.2 < last.2) {
            kept.push(one);
        }
    }
    kept
}

impl Filled {
    fn trials<'p>(&self, paragraph: &'p Paragraph) -> Trials<'p> {
        Trials::new(paragraph, self.measure, self.indent)
    }

    /// How wide the widest of its lines gapes at least where some rules are not kept, in thousandths of an em.
    fn least_without(&self, rules: &[Keeps]) -> i64 {
        let free = Keeps::without(rules, &self.text.paragraph);
        let mut trials = self.trials(&free);
        trials.lone = rules.contains(&Keeps::LastLine);
        trials.narrowest()
    }

    /// What all lines come to of which none gapes wider than the widest of those taken, with breaks that weigh no more.
    fn all_as_even(&self) -> Vec<Sums> {
        let paragraph = &self.text.paragraph;
        let trials = self.trials(paragraph);
        let n = paragraph.atoms.len();
        let own: Vec<Trial> = self.lines.iter().map(|line| trials.line(line.atoms.start, line.atoms.end)).collect();
        let widest = own.iter().map(|line| line.gape).max().unwrap_or(0);
        let heaviest = own.iter().filter_map(|line| line.weight).max().unwrap_or(0);
        let han = |i: usize| is_han(paragraph.atoms[i].first);
        let mut pairs = vec![0; n + 1];
        (1..n).for_each(|i| pairs[i + 1] = pairs[i] + usize::from(han(i - 1) && han(i)));
        let mut all: Vec<Vec<Sums>> = vec![Vec::new(); n + 1];
        all[0].push((0, 0, 0));
        for to in 1..=n {
            let mut found = Vec::new();
            for from in (0..to).rev().filter(|from| !all[*from].is_empty()) {
                let line = trials.line(from, to);
                if line.over > 3 * EM {
                    break;
                }
                if line.over > 0 || line.gape > widest || line.weight.is_none_or(|weight| weight > heaviest) {
                    continue;
                }
                // Measured between Han characters.
                let gape = if pairs[to] > pairs[from + 1] { line.gape } else { 0 };
                found.extend(
                    all[from].iter().map(|(count, sum, squares)| (count + 1, sum + gape, squares + gape * gape)),
                );
            }
            all[to] = best(found);
        }
        all.remove(n)
    }
}

/// The least deviation of all lines of an ad of which none gapes wider than the widest that was taken in its paragraph, in em.
fn least_deviation(parts: &[Filled], others: usize) -> f64 {
    let mut all = vec![(others, 0, 0)];
    for part in parts {
        let own = part.all_as_even();
        let both = |a: &Sums| own.iter().map(|b| (a.0 + b.0, a.1 + b.1, a.2 + b.2)).collect::<Vec<_>>();
        all = best(all.iter().flat_map(both).collect());
    }
    let deviation = |(count, sum, squares): &Sums| {
        let (count, sum, squares) = (*count as f64, *sum as f64, *squares as f64);
        (squares / count - (sum / count).powi(2)).max(0.0).sqrt() / f64::from(EM)
    };
    all.iter().map(deviation).fold(f64::INFINITY, f64::min)
}

/// The rules that typst does not have, in the order in which they are looked at for the reason of a text.
const OURS: [Keeps; 7] =
    [Keeps::Unit, Keeps::Year, Keeps::CaseNumber, Keeps::Telephone, Keeps::Date, Keeps::LastLine, Keeps::Joins];

/// Of all texts at both widths and sizes, one by one, those whose worst line is wider than typst's, or whose lines are less even: the
/// worst line is the least that the breaks can give which the rules allow, and how many each rule is the reason of. What is less even is so
/// with a wider worst line alone.
#[test]
#[allow(clippy::print_stdout, reason = "the figures of docs/measured.md")]
fn what_is_less_even_than_with_typst_is_so_by_its_breaks() {
    let notices: Vec<String> = (1..=12).map(notice).collect();
    let made = made::made(&notices.iter().map(String::as_str).collect::<Vec<_>>());
    let (mut count, mut wider, mut uneven, mut nearly, mut beyond, mut broken) = (0, 0, 0, 0, 0, Vec::new());
    let mut reasons = std::collections::BTreeMap::<Option<Keeps>, usize>::new();
    let mut alone = std::collections::BTreeMap::<Keeps, usize>::new();
    for theirs in theirs() {
        count += 1;
        let copy = if theirs.of == "notice" { &notices[theirs.number - 1] } else { &made[theirs.number - 1] };
        let (parts, others) = filled(copy, theirs.width, theirs.size);
        let name = format!("{} {} at {} mm, {} pt", theirs.of, theirs.number, theirs.width, theirs.size.as_pt());
        let mut apart = vec![0.0; others];
        for part in &parts {
            apart.extend(each(&part.text.paragraph, &part.lines, part.measure));
        }
        let ours = Evenness::of(&apart);
        let least = |rules: &[Keeps]| {
            let each = parts.iter().map(|part| part.least_without(rules));
            each.max().unwrap_or(0) as f64 / f64::from(EM)
        };
        let is_wider = ours.worst > theirs.worst + SEEN;
        if is_wider {
            wider += 1;
            // Places are rounded to a thousandth.
            if ours.worst > least(&[]) + 0.0015 {
                broken.push(format!("{name}: {:.4}, the least is {:.4}", ours.worst, least(&[])));
            }
            let promise = |part: &Filled| part.trials(&part.text.paragraph).broken_promise(&part.lines);
            broken.extend(parts.iter().filter_map(promise).map(|said| format!("{name}: {said}")));
            if least(&[]) <= theirs.worst + SEEN {
                nearly += 1;
            } else {
                let is_reason = |rule: &&Keeps| least(&[**rule]) <= theirs.worst + SEEN;
                *reasons.entry(OURS.iter().find(is_reason).copied()).or_default() += 1;
                Keeps::ALL.iter().filter(is_reason).for_each(|rule| *alone.entry(*rule).or_default() += 1);
            }
        }
        if ours.deviation > theirs.deviation + SEEN {
            uneven += 1;
            let least = least_deviation(&parts, others);
            if ours.deviation > least + SEEN {
                println!("{name}: deviation {:.4}, typst {:.4}, least {least:.4}", ours.deviation, theirs.deviation);
                beyond += 1;
            }
            // Total fit looks at the sum of demerits: by so much at most that is not the least deviation.
            if ours.deviation > least + 0.010 || ours.deviation < least - 0.0015 {
                broken.push(format!("{name}: deviation {:.4}, the least is {least:.4}", ours.deviation));
            }
            if !is_wider {
                broken.push(format!("{name}: less even, though its worst line is no wider"));
            }
        }
    }
    println!(
        "{count} settings, {wider} wider, {nearly} of them by rounding; {uneven} less even, {beyond} beyond the least"
    );
    println!("the reason is {reasons:?}; without one rule alone they are as narrow as typst's: {alone:?}");
    assert!(broken.is_empty(), "{broken:#?}");
    assert_eq!((count, wider, nearly, uneven, beyond), (848, 108, 2, 72, 3));
    let expected = [
        (None, 8),
        (Some(Keeps::Unit), 87),
        (Some(Keeps::CaseNumber), 4),
        (Some(Keeps::Year), 5),
        (Some(Keeps::Telephone), 2),
    ];
    assert_eq!(reasons, std::collections::BTreeMap::from(expected));
}
