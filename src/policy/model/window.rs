//! Until when an order can be cancelled, and at what cost.

use serde::{Deserialize, Serialize};

use super::condition::Clause;
use super::due::Due;
use crate::field::Field;
use crate::value::{Money, Rate, Span};

/// A window in which an order can be cancelled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Window {
    /// Its end.
    pub due: Due,
    /// How long after the fact it counts from it becomes urgent, from that moment on; at once if 0.
    pub urgent_from: Option<Span>,
    /// It is urgent where this holds, too.
    pub urgent_when: Vec<Clause>,
    /// A time that ends it earlier, where it is given.
    pub no_later_than: Option<Field>,
    /// Whether it can only lengthen the time: while undecided it worsens nothing.
    pub only_lengthens: bool,
}

/// What cancelling costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Fee {
    /// A sum an order.
    Amount(Money),
    /// A share of the face value.
    Share(Rate),
}
