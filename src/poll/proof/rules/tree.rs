//! The tree of RFC 6962 over a poll's leaves, and what can be shown of it: its root, that a leaf is in it,
//! that a longer tree begins with a shorter one.
//!
//! Whoever appends keeps the right edge only ([`Edge`]). Proofs are made from the leaves' hashes, of
//! which whole blocks may be replaced by their own hash ([`Known`]).

use sha2::{Digest, Sha256};

/// A node of the tree: SHA-256.
pub type Hash = [u8; HASH_BYTES];
/// Its length.
pub const HASH_BYTES: usize = 32;
/// Leaves under a block's node: proofs need a block's hash where they do not lead into it.
pub const BLOCK_LEAVES: u64 = 1 << BLOCK_LEVEL;
const BLOCK_LEVEL: u32 = 8;

/// The hash of a leaf.
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Sha256::new().chain_update([0x00]).chain_update(leaf).finalize().into()
}

/// The hash of two nodes together.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([0x01]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of a tree without leaves.
pub fn empty_root() -> Hash {
    Sha256::digest(b"").into()
}

/// A tree as one needs it to append: how many leaves it has, and the roots of its perfect subtrees from
/// the largest, which is the leftmost, to the smallest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    peaks: Vec<Hash>,
}

impl Edge {
    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// One leaf more. If it is the last of a block, that block's hash.
    pub fn append(&mut self, leaf: Hash) -> Option<Hash> {
        let (mut node, mut block) = (leaf, None);
        for level in 0..self.size.trailing_ones() {
            // For each trailing one there is a peak.
            let Some(left) = self.peaks.pop() else { break };
            node = node_hash(&left, &node);
            if level + 1 == BLOCK_LEVEL {
                block = Some(node);
            }
        }
        self.peaks.push(node);
        self.size += 1;
        block
    }

    /// The root.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return empty_root() };
        peaks.fold(*last, |right, left| node_hash(left, &right))
    }

    /// The peaks one after another, to be kept beside the size.
    pub fn bytes(&self) -> Vec<u8> {
        self.peaks.concat()
    }

    /// A tree of that size with these peaks, if there can be one.
    pub fn read(size: u64, peaks: &[u8]) -> Option<Edge> {
        let (peaks, rest) = peaks.as_chunks::<HASH_BYTES>();
        let fits = rest.is_empty() && peaks.len() == size.count_ones() as usize;
        fits.then(|| Edge { size, peaks: peaks.to_vec() })
    }
}

impl FromIterator<Hash> for Edge {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Edge {
        let mut edge = Edge::default();
        for leaf in leaves {
            edge.append(leaf);
        }
        edge
    }
}

/// What is known of a tree: the hash over the leaves from `from` up to `to`, where somebody kept it. Every
/// single leaf that a proof leads to has to be known.
pub trait Known {
    /// That hash.
    fn over(&self, from: u64, to: u64) -> Option<Hash>;
}

impl Known for [Hash] {
    fn over(&self, from: u64, to: u64) -> Option<Hash> {
        (to - from == 1).then(|| self.get(usize::try_from(from).ok()?).copied()).flatten()
    }
}

/// The root of the first `size` leaves; nothing if too little is known.
pub fn root(known: &(impl Known + ?Sized), size: u64) -> Option<Hash> {
    if size == 0 { Some(empty_root()) } else { over(known, 0, size) }
}

fn over(known: &(impl Known + ?Sized), from: u64, to: u64) -> Option<Hash> {
    if let Some(hash) = known.over(from, to) {
        return Some(hash);
    }
    let middle = from + split(to - from)?;
    Some(node_hash(&over(known, from, middle)?, &over(known, middle, to)?))
}

/// The largest power of two below `leaves`; none for one leaf.
fn split(leaves: u64) -> Option<u64> {
    (leaves > 1).then(|| 1 << (leaves - 1).ilog2())
}

/// The proof that the leaf at `index` is in the tree of the first `size`: RFC 6962, 2.1.1.
pub fn inclusion(known: &(impl Known + ?Sized), index: u64, size: u64) -> Option<Vec<Hash>> {
    if index >= size {
        return None;
    }
    let (mut from, mut to, mut path) = (0, size, Vec::new());
    while let Some(left) = split(to - from) {
        let middle = from + left;
        if index < middle {
            path.push(over(known, middle, to)?);
            to = middle;
        } else {
            path.push(over(known, from, middle)?);
            from = middle;
        }
    }
    path.reverse();
    Some(path)
}

/// The proof that the tree of the first `new` leaves begins with the one of the first `old`: RFC 6962,
/// 2.1.2.
pub fn consistency(known: &(impl Known + ?Sized), old: u64, new: u64) -> Option<Vec<Hash>> {
    if old == 0 || old > new {
        return None;
    }
    let (mut from, mut to, mut whole, mut path) = (0, new, true, Vec::new());
    while old != to {
        let middle = from + split(to - from)?;
        if old <= middle {
            path.push(over(known, middle, to)?);
            to = middle;
        } else {
            path.push(over(known, from, middle)?);
            (from, whole) = (middle, false);
        }
    }
    if !whole {
        path.push(over(known, from, to)?);
    }
    path.reverse();
    Some(path)
}

/// Whether `path` shows that the leaf at `index` is in the tree of `size` leaves with that root.
pub fn includes(index: u64, size: u64, leaf: &Hash, path: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (inner, border) = steps(index, size);
    if path.len() != inner + border {
        return false;
    }
    let (below, beside) = path.split_at(inner);
    along_border(inner_hash(*leaf, below, index), beside) == *root
}

/// Whether `path` shows that the tree of `new.0` leaves with the root `new.1` begins with the tree
/// `old`. Of a tree without leaves nothing can be shown.
pub fn agrees(old: (u64, &Hash), new: (u64, &Hash), path: &[Hash]) -> bool {
    let ((size, root), (size_new, root_new)) = (old, new);
    if size == 0 || size > size_new {
        return false;
    }
    if size == size_new {
        return path.is_empty() && root == root_new;
    }
    let shift = size.trailing_zeros();
    let (inner, border) = steps(size - 1, size_new);
    let inner = inner - shift as usize;
    // A perfect tree is a node of the larger one; else the proof begins with the node to begin with.
    let (seed, path) = match path.split_first() {
        _ if size.is_power_of_two() => (root, path),
        Some((seed, path)) => (seed, path),
        None => return false,
    };
    if path.len() != inner + border {
        return false;
    }
    let (below, beside) = path.split_at(inner);
    let index = (size - 1) >> shift;
    let right = below.iter().enumerate().filter(|(level, _)| (index >> level) & 1 == 1).map(|(_, left)| left);
    let old = right.fold(*seed, |node, left| node_hash(left, &node));
    along_border(old, beside) == *root && along_border(inner_hash(*seed, below, index), beside) == *root_new
}

/// How many steps of a path lead up inside the tree, and how many along its right border.
fn steps(index: u64, size: u64) -> (usize, usize) {
    let inner = u64::BITS - (index ^ (size - 1)).leading_zeros();
    let border = index.checked_shr(inner).unwrap_or(0).count_ones();
    (inner as usize, border as usize)
}

fn inner_hash(leaf: Hash, path: &[Hash], index: u64) -> Hash {
    path.iter().enumerate().fold(leaf, |node, (level, sibling)| match (index >> level) & 1 {
        0 => node_hash(&node, sibling),
        _ => node_hash(sibling, &node),
    })
}

fn along_border(node: Hash, path: &[Hash]) -> Hash {
    path.iter().fold(node, |node, left| node_hash(left, &node))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn leaves(count: u64) -> Vec<Hash> {
        (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
    }

    /// The definition of RFC 6962, 2.1, word for word.
    fn defined(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty_root(),
            [leaf] => *leaf,
            _ => {
                let mut k = 1;
                while k * 2 < leaves.len() {
                    k *= 2;
                }
                node_hash(&defined(&leaves[..k]), &defined(&leaves[k..]))
            }
        }
    }

    /// Blocks by their hash; single leaves only of one block and of the incomplete end.
    struct Blocks {
        whole: Vec<Hash>,
        leaves: Vec<Hash>,
        open: u64,
    }

    impl Known for Blocks {
        fn over(&self, from: u64, to: u64) -> Option<Hash> {
            let block = from / BLOCK_LEAVES;
            if to - from == BLOCK_LEAVES && from.is_multiple_of(BLOCK_LEAVES) {
                return self.whole.get(block as usize).copied();
            }
            let may = block == self.open || block >= self.whole.len() as u64;
            (may && to - from == 1).then(|| self.leaves[from as usize])
        }
    }

    #[test]
    fn every_small_tree_has_the_root_of_its_definition() {
        let mut edge = Edge::default();
        for count in 0..80 {
            assert_eq!(edge.size(), count);
            assert_eq!(edge.root(), defined(&leaves(count)), "{count}");
            assert_eq!(root(leaves(count).as_slice(), count), Some(edge.root()));
            assert_eq!(Edge::read(count, &edge.bytes()).as_ref(), Some(&edge));
            edge.append(leaf_hash(&count.to_be_bytes()));
        }
        assert!(Edge::read(3, &[0; 32]).is_none() && Edge::read(1, &[0; 33]).is_none());
    }

    #[test]
    fn every_proof_of_every_small_tree_holds_and_no_other_does() {
        for size in 1..=33 {
            let (all, root_of) = (leaves(size), |size: u64| root(leaves(size).as_slice(), size).unwrap());
            for index in 0..size {
                let path = inclusion(all.as_slice(), index, size).unwrap();
                let leaf = &all[index as usize];
                assert!(includes(index, size, leaf, &path, &root_of(size)));
                assert!(!includes((index + 1) % size.max(2), size, leaf, &path, &root_of(size)));
                assert!(!includes(index, size, leaf, &[path.as_slice(), &[*leaf]].concat(), &root_of(size)));
            }
            for old in 1..=size {
                let path = consistency(all.as_slice(), old, size).unwrap();
                assert!(agrees((old, &root_of(old)), (size, &root_of(size)), &path), "{old} {size}");
                assert!(!agrees((old, &root_of(size + 1)), (size, &root_of(size)), &path));
                assert!(!agrees((old, &root_of(old)), (size, &root_of(size + 1)), &path));
            }
        }
    }

    proptest! {
        #[test]
        fn blocks_and_single_leaves_prove_the_same(size in 1u64..1500, index: u64, old: u64) {
            let (index, old) = (index % size, old % size + 1);
            let (mut edge, mut whole, all) = (Edge::default(), Vec::new(), leaves(size));
            for leaf in &all {
                whole.extend(edge.append(*leaf));
            }
            prop_assert_eq!(whole.len() as u64, size / BLOCK_LEAVES);
            let blocks = Blocks { whole, leaves: all.clone(), open: index / BLOCK_LEAVES };
            prop_assert_eq!(root(&blocks, size), Some(edge.root()));
            let path = inclusion(&blocks, index, size).unwrap();
            prop_assert_eq!(&path, &inclusion(all.as_slice(), index, size).unwrap());
            prop_assert!(includes(index, size, &all[index as usize], &path, &edge.root()));
            let begun: Edge = all[..old as usize].iter().copied().collect();
            let path = consistency(all.as_slice(), old, size).unwrap();
            prop_assert!(agrees((old, &begun.root()), (size, &edge.root()), &path));
        }

        #[test]
        fn a_changed_step_proves_nothing(size in 2u64..300, index: u64, step: usize, bit in 0usize..256) {
            let (index, all) = (index % size, leaves(size));
            let root_now = root(all.as_slice(), size).unwrap();
            let mut path = inclusion(all.as_slice(), index, size).unwrap();
            let at = step % path.len();
            path[at][bit / 8] ^= 1 << (bit % 8);
            prop_assert!(!includes(index, size, &all[index as usize], &path, &root_now));
        }

        #[test]
        fn nothing_that_comes_in_makes_it_panic(index: u64, size: u64, other: u64, path in proptest::collection::vec(any::<[u8; 32]>(), 0..70), root: [u8; 32]) {
            prop_assert!(!includes(index, size, &root_of(&path), &path, &root) || index < size);
            let _ = agrees((size, &root), (other, &root), &path);
        }
    }

    fn root_of(path: &[Hash]) -> Hash {
        path.first().copied().unwrap_or([7; 32])
    }
}
