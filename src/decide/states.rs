//! The states of a card that facts speak for.

use crate::field::Field;
use crate::record::Lexicons;

/// The codes of the states that other facts speak for. The words of the field stand in order, the
/// worst last.
#[derive(Clone, Copy, Debug)]
pub(super) struct States {
    pub new: Option<i64>,
    pub used: Option<i64>,
    pub expired: Option<i64>,
    pub partly_used: Option<i64>,
    /// By what facts show: the worst state of which they do. Made once, since every record asks.
    worst_shown: [Option<i64>; 16],
}

/// What facts show of a card, beside the state that is given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    pub is_bound: bool,
    pub is_partly_used: bool,
    pub is_expired: bool,
    pub is_empty: bool,
}

impl Signs {
    fn bits(self) -> usize {
        let Self { is_bound, is_partly_used, is_expired, is_empty } = self;
        usize::from(is_bound)
            | usize::from(is_partly_used) << 1
            | usize::from(is_expired) << 2
            | usize::from(is_empty) << 3
    }
}

impl States {
    /// The codes, as the field has them.
    pub fn new(lexicons: &Lexicons) -> Self {
        let code = |id| lexicons.of(Field::State).code_of_id(id).map(i64::from);
        let [bound, partly_used, expired, used] = ["bound", "partially-used", "expired", "used"].map(code);
        // In the order of the bits of their signs.
        let shown = [bound, partly_used, expired, used];
        let worst =
            |bits: usize| (0..4).filter(|bit| bits >> bit & 1 == 1).filter_map(|bit| shown[bit]).max();
        Self { new: code("new"), used, expired, partly_used, worst_shown: std::array::from_fn(worst) }
    }

    /// The worst state that these signs speak for, if they do for any.
    pub fn shown_by(&self, signs: Signs) -> Option<i64> {
        self.worst_shown[signs.bits()]
    }
}
