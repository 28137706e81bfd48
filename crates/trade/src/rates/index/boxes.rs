//! Prices by the numbers between which they hold: a tree of bounding boxes, looked through in the order of the card.
//!
//! Each price is a box of [`SPANS`] intervals. A node is parted in the middle along the number by which its halves overlap least. Of n
//! prices that lie apart along one number the first that holds is found in O(log n); where prices lie on one another, the tree gives the
//! earliest first, so that those behind it are not looked at. Boxes that are made to lie across each other cost O(n) at worst.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::rates::spans::{SPANS, Spans};

/// A node with at most so many prices is not parted.
const LEAF: usize = 8;

/// Prices in a tree of bounding boxes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Boxes {
    /// Each price with its box, those of a node side by side.
    items: Vec<(Spans, u32)>,
    /// The nodes, the root first.
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Node {
    bounds: Spans,
    /// The first of its prices in the order of the card.
    first: u32,
    /// Where its prices stand among the items.
    items: (u32, u32),
    /// Its halves; none in a leaf.
    halves: Option<(u32, u32)>,
}

/// An ad as a point: its numbers, each none where it is not known and therefore decides nothing.
pub(super) type Point = [Option<i64>; SPANS];

fn holds(spans: &Spans, point: &Point) -> bool {
    spans.iter().zip(point).all(|((low, high), number)| number.is_none_or(|number| (*low..=*high).contains(&number)))
}

impl Boxes {
    pub(super) fn of(mut items: Vec<(Spans, u32)>) -> Boxes {
        let mut nodes = Vec::new();
        if !items.is_empty() {
            let many = items.len();
            part(&mut items, 0..many, &mut nodes);
        }
        Boxes { items, nodes }
    }
}

/// Makes the node of these items and, behind it, those of its halves; gives its place.
fn part(items: &mut [(Spans, u32)], range: std::ops::Range<usize>, nodes: &mut Vec<Node>) -> u32 {
    let own = &mut items[range.clone()];
    let mut bounds = own[0].0;
    for (spans, _) in own.iter() {
        for (bound, (low, high)) in bounds.iter_mut().zip(spans) {
            *bound = (bound.0.min(*low), bound.1.max(*high));
        }
    }
    let first = own.iter().map(|(_, at)| *at).min().unwrap_or(0);
    let place = nodes.len();
    let (start, end) = (range.start as u32, range.end as u32);
    nodes.push(Node { bounds, first, items: (start, end), halves: None });
    let middle = own.len() / 2;
    if own.len() > LEAF
        && let Some(along) = along(own)
    {
        own.sort_unstable_by_key(|(spans, at)| (spans[along], *at));
        let middle = range.start + middle;
        let left = part(items, range.start..middle, nodes);
        let right = part(items, middle..range.end, nodes);
        nodes[place].halves = Some((left, right));
    }
    place as u32
}

/// Along which number the halves overlap least; none where all boxes are the same.
fn along(own: &mut [(Spans, u32)]) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for number in 0..SPANS {
        if own.iter().all(|(spans, _)| spans[number] == own[0].0[number]) {
            continue;
        }
        let middle = own.len() / 2;
        let (_, (begins, _), _) = own.select_nth_unstable_by_key(middle, |(spans, _)| spans[number]);
        let begins = begins[number].0;
        let across = own[..middle].iter().filter(|(spans, _)| spans[number].1 >= begins).count();
        if best.is_none_or(|(least, _)| across < least) {
            best = Some((across, number));
        }
    }
    best.map(|(_, number)| number)
}

/// The prices of several trees that hold for an ad, each once, in the order of the card.
pub(in crate::rates) struct BoxSearch<'i> {
    point: Point,
    trees: Vec<&'i Boxes>,
    /// What is still to be looked at, the earliest first: the first price in it, its tree, and its node; [`ITEM`] for the price itself.
    open: BinaryHeap<Reverse<(u32, u32, u32)>>,
    last: Option<u32>,
}

const ITEM: u32 = u32::MAX;

impl<'i> BoxSearch<'i> {
    pub(super) fn new(point: Point) -> BoxSearch<'i> {
        BoxSearch { point, trees: Vec::new(), open: BinaryHeap::new(), last: None }
    }

    /// Looks through this tree too.
    pub(super) fn among(&mut self, tree: &'i Boxes) {
        if let Some(root) = tree.nodes.first().filter(|root| holds(&root.bounds, &self.point)) {
            self.open.push(Reverse((root.first, self.trees.len() as u32, 0)));
            self.trees.push(tree);
        }
    }
}

impl Iterator for BoxSearch<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            let Reverse((at, of, node)) = self.open.pop()?;
            if node == ITEM {
                // A price for two customers stands in the trees of both.
                if self.last.replace(at) == Some(at) {
                    continue;
                }
                return Some(at as usize);
            }
            let tree = self.trees[of as usize];
            let node = &tree.nodes[node as usize];
            match node.halves {
                Some((left, right)) => {
                    for half in [left, right] {
                        let own = &tree.nodes[half as usize];
                        if holds(&own.bounds, &self.point) {
                            self.open.push(Reverse((own.first, of, half)));
                        }
                    }
                }
                None => {
                    let own = &tree.items[node.items.0 as usize..node.items.1 as usize];
                    let holding = own.iter().filter(|(spans, _)| holds(spans, &self.point));
                    self.open.extend(holding.map(|(_, at)| Reverse((*at, of, ITEM))));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rates::spans::everywhere;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_tree_finds_what_a_look_at_every_box_finds_in_the_order_of_the_card(
            boxes in proptest::collection::vec(proptest::collection::vec((0i64..20, 0i64..20), SPANS), 0..80),
            other in 0usize..40, at in proptest::collection::vec(proptest::option::of(0i64..20), SPANS),
        ) {
            let spans: Vec<Spans> = boxes
                .iter()
                .map(|one| {
                    let mut spans = everywhere();
                    for (span, (a, b)) in spans.iter_mut().zip(one).take(3) {
                        *span = (*a.min(b), *a.max(b));
                    }
                    spans
                })
                .collect();
            let mut point: Point = [None; SPANS];
            point.iter_mut().zip(at).take(3).for_each(|(number, at)| *number = at);
            let slow: Vec<usize> = (0..spans.len()).filter(|at| holds(&spans[*at], &point)).collect();
            // In two trees, of which some boxes stand in both.
            let numbered: Vec<(Spans, u32)> = spans.iter().copied().zip(0..).collect();
            let other = other.min(numbered.len());
            let trees = [Boxes::of(numbered[other / 2..].to_vec()), Boxes::of(numbered[..other].to_vec())];
            let mut search = BoxSearch::new(point);
            trees.iter().for_each(|tree| search.among(tree));
            prop_assert_eq!(search.collect::<Vec<usize>>(), slow);
        }
    }

    #[test]
    fn of_boxes_that_lie_apart_few_are_looked_at() {
        let apart = (0..10_000).map(|at| {
            let mut spans = everywhere();
            spans[1] = (i64::from(at), i64::from(at));
            (spans, at)
        });
        let tree = Boxes::of(apart.collect());
        let mut search = BoxSearch::new([None, Some(7_000), None, None, None, None]);
        search.among(&tree);
        assert_eq!(search.next(), Some(7_000));
        assert!(search.open.len() < 32, "{}", search.open.len());
    }
}
