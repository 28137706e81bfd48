//! A setter sets ads and the words of papers, and caches what it shaped.
//!
//! A keystroke changes one paragraph of a copy and asks for five sizes, so that nearly everything was shaped and broken just before. The
//! cache belongs to the setter: what sets much at once (a batch, the proofs of a day) makes a setter of its own, so that it neither fills
//! another's cache nor holds its locks. Making one is cheap.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use qishi_faces::Face;

use super::faces::Shapes;
use super::memory::MemoTable;
use super::rows::{Manner, RowText, ShapedBlock};
use super::upright::Setting;
use super::{Fit, Job, Measured, Styles, blessing, notice, style::Style};
use trade::ad::{Kind, Roles};

/// The most paragraphs that are cached between keystrokes; beyond that the cache begins anew.
const PARAGRAPHS_KEPT: usize = 512;

/// The copies that were asked for last are cached as blocks, so many of them: a keystroke asks for the same at every size.
const COPIES_KEPT: usize = 4;

/// What a shaped paragraph hangs on: its face, how its lines run, whether it is spaced out, whether its figures lie, its words.
type TextKey = (Face, Setting, bool, bool, Box<str>);

/// Sets ads and the words of papers, and caches shaped words, broken paragraphs and the blocks of recent copies.
///
/// It may be shared between threads: its locks are held for a lookup or to put one value in, and never while something is set.
pub struct Setter {
    pub(super) shapes: Shapes,
    pub(super) texts: MemoTable<TextKey, Arc<RowText>>,
    pub(super) copies: Copies<Manner, Arc<[ShapedBlock]>>,
    pub(super) readings: Copies<Kind, Arc<blessing::BlessingReading>>,
}

impl Setter {
    /// A setter with an empty cache.
    pub fn new() -> Setter {
        Setter {
            shapes: Shapes::new(),
            texts: MemoTable::new(PARAGRAPHS_KEPT),
            copies: Copies::new(),
            readings: Copies::new(),
        }
    }

    /// How many shaped paragraphs it has cached.
    pub fn paragraphs(&self) -> usize {
        self.texts.len()
    }

    /// Measures an ad at a size, without drawing it: what is asked of the sizes that are not chosen.
    pub fn measure(&self, styles: &Styles, job: &Job) -> Measured {
        let chosen = job.style(styles);
        let first = self.measure_in(job, chosen);
        if first.fits && first.picture_fits {
            return first;
        }
        let plain = job.plainer(styles, chosen).map(|style| self.measure_in(job, style));
        plain.filter(|plain| plain.holds() > first.holds()).unwrap_or(first)
    }

    fn measure_in(&self, job: &Job, style: &Style) -> Measured {
        match job.kind {
            Kind::Notice => notice::measure(self, job, style),
            Kind::Blessing => blessing::measure(self, job, style),
        }
    }

    /// Sets an ad at a size.
    ///
    /// A copy of up to 5,000 characters is set to its end; of a longer one only so much is (more at a size larger than any of the
    /// card), and what comes after it counts as over, spaces included. So any copy is answered at once.
    pub fn set(&self, styles: &Styles, job: &Job) -> Fit {
        let chosen = job.style(styles);
        let first = self.set_in(job, chosen);
        if first.fits && first.picture_fits {
            return first;
        }
        let plain = job.plainer(styles, chosen).map(|style| self.set_in(job, style));
        plain.filter(|plain| plain.measured().holds() > first.measured().holds()).unwrap_or(first)
    }

    fn set_in(&self, job: &Job, style: &Style) -> Fit {
        match job.kind {
            Kind::Notice => notice::set(self, job, style),
            Kind::Blessing => blessing::set(self, job, style),
        }
    }
}

impl Default for Setter {
    fn default() -> Setter {
        Setter::new()
    }
}

impl std::fmt::Debug for Setter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Setter")
    }
}

/// What was made of the last copies, the newest first.
pub(super) struct Copies<M, V>(Mutex<VecDeque<CachedCopy<M, V>>>);

/// The manner in which something was made of a copy, what was said of its lines, the copy, and what was made.
type CachedCopy<M, V> = (M, Roles, Box<str>, V);

impl<M: Copy + PartialEq, V: Clone> Copies<M, V> {
    fn new() -> Copies<M, V> {
        Copies(Mutex::new(VecDeque::new()))
    }

    /// What is made of a copy, made where it is not remembered; the lock is not held meanwhile.
    pub(super) fn get_or(&self, manner: M, roles: &Roles, copy: &str, make: impl FnOnce() -> V) -> V {
        let same = |known: &&CachedCopy<M, V>| known.0 == manner && *known.2 == *copy && known.1 == *roles;
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., made)) = lock().iter().find(same) {
            return made.clone();
        }
        let value = make();
        let made = (manner, roles.clone(), Box::from(copy), value.clone());
        let forgotten = {
            let mut known = lock();
            known.push_front(made);
            (known.len() > COPIES_KEPT).then(|| known.split_off(COPIES_KEPT))
        };
        drop(forgotten);
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;
    use std::time::Duration;
    use trade::ad::{CategoryId, Look};
    use trade::measure::Size;

    const NOTICE: &str = "遗失声明\n张三遗失身份证一张，证号末四位1234，声明作废。";

    fn job(copy: &str) -> Job<'_> {
        let (size, look) = (Size::mm(72, 50), Look::plain());
        static LOST: CategoryId = CategoryId::known("lost_and_void");
        Job { kind: Kind::Notice, category: &LOST, copy, picture: None, size, look }
    }

    /// As many notices as asked, no two alike.
    fn batch(count: usize) -> Vec<String> {
        (0..count).map(|n| NOTICE.replace("1234", &format!("{n:04}"))).collect()
    }

    /// In the midst of working out what is remembered, another ad is set whole by the same setter. Were a lock held meanwhile, this
    /// would never end.
    #[test]
    fn no_lock_is_held_while_something_is_set() {
        let (ended, end) = channel();
        std::thread::spawn(move || {
            let (setter, styles) = (Setter::new(), Styles::shipped());
            let whole = || assert!(setter.set(&styles, &job(NOTICE)).fits);
            let (face, setting) = (Face::Song, Setting::Horizontal);
            let text = || {
                whole();
                Setter::new().text(face, "甲", setting, false)
            };
            setter.texts.get_or((face, setting, false, false, "甲".into()), text);
            let other = job("公告\n甲乙丙丁。");
            let style = other.style(&styles);
            let blocks = || {
                whole();
                Setter::new().blocks(&other, style, other.copy)
            };
            let manner = (Kind::Notice, [face; 3], setting);
            assert_eq!(setter.copies.get_or(manner, &Roles::default(), other.copy, blocks).len(), 2);
            ended.send(()).expect("awaited");
        });
        end.recv_timeout(Duration::from_secs(120)).expect("a lock is held while something is set");
    }

    /// A batch and keystrokes at once, by one setter and by two: each ad comes out as it does alone.
    #[test]
    fn a_batch_and_a_keystroke_beside_it_come_out_as_alone() {
        let styles = Styles::shipped();
        let (batch, typed) = (batch(60), NOTICE.chars().collect::<Vec<_>>());
        let typed: Vec<String> = (8..typed.len()).map(|n| typed[..n].iter().collect()).collect();
        let all = |setter: &Setter, copies: &[String]| -> Vec<Fit> {
            copies.iter().map(|copy| setter.set(&styles, &job(copy))).collect()
        };
        let alone = (all(&Setter::new(), &batch), all(&Setter::new(), &typed));
        let (shared, other) = (Setter::new(), Setter::new());
        for beside in [&shared, &other] {
            let together = std::thread::scope(|threads| {
                let set = threads.spawn(|| all(&shared, &batch));
                let keys = all(beside, &typed);
                (set.join().expect("set"), keys)
            });
            assert!(together == alone);
        }
    }
}
