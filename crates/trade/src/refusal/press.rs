//! Why a press cannot take what it is given.

/// What is wrong with a printing profile (.icc).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProfileFlaw {
    /// It is no profile at all: the signature of one is missing.
    None,
    /// It has more bytes than are taken.
    Long {
        /// The most bytes that are taken.
        most: u64,
    },
    /// Its header says another length than the file has: it was cut off, or something was added.
    Length {
        /// What the header says, in bytes.
        said: usize,
        /// What the file has.
        is: usize,
    },
    /// It is of another class than an output device, such as a monitor's (`mntr`).
    Class {
        /// The signature of its class.
        is: String,
    },
    /// It is of another colour space than CMYK.
    Space {
        /// The signature of the space.
        is: String,
    },
    /// It is of a version of the format that presses do not read.
    Version {
        /// The major version in its header.
        is: u8,
    },
    /// It lacks something that the profile of a press must have, or that reaches beyond the file.
    Tag {
        /// The signature of what is missing.
        name: String,
    },
}

/// What of an ad is finer than its press holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fine {
    /// A rule or the line of a frame.
    Rule,
    /// The smallest type of the ad.
    Type,
}
