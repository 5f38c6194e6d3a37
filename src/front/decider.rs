//! The decider: a policy, and what is asked of every decision.

use std::time::Duration;

use super::answer::{Answer, Details, answer};
use super::cancellation::Cancellation;
use super::error::Error;
use super::facts;
use super::now::Now;
use super::policy::Policy;
use super::quotation::Quotation;
use super::unbinding::Unbinding;
use crate::command::Command;
use crate::decide::{Options, Plan, Rank};
use crate::embedded;
use crate::input::Place;
use crate::lang::Lang;
use crate::output::{RecordMeta, View};
use crate::policy::{Pack, builtin_layer, load};
use crate::questions::Answers;
use crate::record::{Lexicons, Reading};
use crate::value::CHINA;

/// Decides what can still be done with a card or an order, by a policy.
///
/// A decider is made once and used for any number of decisions, also by several threads at a time.
/// It reads no clock, no file and no environment: the same facts, policy and moment always give
/// the same answer.
///
/// Facts are pairs of a field's name and its value as text, in every spelling that the program
/// reads: names in English or Chinese, amounts such as `500` or `1.5万`, rates such as `95%` or
/// `95折`. An empty value is a missing one. `kami check-unbind --help` and its like list the fields.
///
/// ```
/// use kami::{Decider, Verdict};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let decider = Decider::builtin()?;
/// let now = kami::chrono::DateTime::parse_from_rfc3339("2026-11-22T10:00:00+08:00")?;
/// let answer = decider.check_unbind([("platform", "jd"), ("state", "used")], now)?;
///
/// assert_eq!(answer.verdict, Verdict::Blocked);
/// for rule in &answer.rules {
///     println!("[{}] {} ({})", rule.id, rule.message, rule.source);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Decider {
    pack: Pack,
    lexicons: Lexicons,
    options: Options,
    lang: Lang,
}

impl Decider {
    /// A decider by the policy that is built in.
    ///
    /// # Errors
    /// None with the policy as it ships; the type leaves room for one that is too large.
    pub fn builtin() -> Result<Self, Error> {
        Self::of(embedded::pack())
    }

    /// A decider by the built-in policy with further policies over it, each over those before it.
    ///
    /// ```
    /// use kami::{Decider, Policy};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let mine = Policy::from_toml("mine.toml", r#"off = ["pdd.silent"]"#);
    /// let decider = Decider::with_policies([mine])?;
    ///
    /// // What is wrong in a policy is told with its place.
    /// let wrong = Policy::from_toml("mine.toml", r#"off = ["pdd.silen"]"#);
    /// let error = Decider::with_policies([wrong]).unwrap_err();
    /// assert!(error.to_string().contains("mine.toml:1:8"));
    /// # let _ = decider;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Policy`] with everything that is wrong in any of them.
    pub fn with_policies(policies: impl IntoIterator<Item = Policy>) -> Result<Self, Error> {
        let layers: Vec<_> =
            std::iter::once(builtin_layer()).chain(policies.into_iter().map(Policy::into_layer)).collect();
        Self::of(load(&layers).map_err(Error::of_problems)?)
    }

    fn of(pack: Pack) -> Result<Self, Error> {
        let lexicons = Lexicons::new(&pack);
        let options = Options { urgent_within_s: 120, ..Options::default() };
        Ok(Self { pack, lexicons, options, lang: Lang::En })
    }

    /// The same, with messages in a language; English unless this is said.
    #[must_use]
    pub fn language(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    /// The same, but where a fact is missing that would be taken for good, the verdict is
    /// [`Unknown`](crate::Verdict::Unknown) instead.
    #[must_use]
    pub fn without_assumptions(mut self) -> Self {
        self.options.no_assume = true;
        self
    }

    /// The same, but an order is [`Urgent`](crate::Verdict::Urgent) with no more than this time
    /// left; two minutes unless this is said.
    #[must_use]
    pub fn urgent_within(mut self, left: Duration) -> Self {
        self.options.urgent_within_s = i64::try_from(left.as_secs()).unwrap_or(i64::MAX);
        self
    }

    /// The same, but the best quote is the one whose money arrives first, not the highest.
    #[must_use]
    pub fn soonest_first(mut self) -> Self {
        self.options.rank = Rank::Speed;
        self
    }

    /// Whether a card can be unbound.
    ///
    /// # Errors
    /// [`Error::Fact`] for a name that is no field, a value that cannot be read, or a missing
    /// `platform`.
    pub fn check_unbind<N: AsRef<str>, V: AsRef<str>>(
        &self,
        facts: impl IntoIterator<Item = (N, V)>,
        now: impl Into<Now>,
    ) -> Result<Answer<Unbinding>, Error> {
        self.decide(Command::CheckUnbind, facts, now.into())
    }

    /// Whether a recycling order can still be cancelled, and until when.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use kami::{Decider, Verdict};
    ///
    /// let now = kami::chrono::DateTime::parse_from_rfc3339("2026-11-22T10:00:00+08:00")?;
    /// let order = [("channel", "kaquanmao"), ("submitted_at", "2026-11-22 09:58")];
    /// let answer = Decider::builtin()?.cancel_window(order, now)?;
    ///
    /// assert_eq!(answer.verdict, Verdict::Open);
    /// let deadline = answer.details.deadline.ok_or("it has a deadline")?;
    /// assert_eq!(answer.details.remaining_s, Some((deadline - now).num_seconds()));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Fact`] for a name that is no field, a value that cannot be read, or a missing
    /// `channel`.
    pub fn cancel_window<N: AsRef<str>, V: AsRef<str>>(
        &self,
        facts: impl IntoIterator<Item = (N, V)>,
        now: impl Into<Now>,
    ) -> Result<Answer<Cancellation>, Error> {
        self.decide(Command::CancelWindow, facts, now.into())
    }

    /// What the recycling platforms pay for a card.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let now = std::time::SystemTime::now();
    /// let answer = kami::Decider::builtin()?.recycle_quote([("face_value", "500")], now)?;
    /// let best = answer.details.best().ok_or("somebody buys it")?;
    ///
    /// assert!(best.net_mid.fen() <= 500_00);
    /// println!("{} pays about {} yuan", best.platform, best.net_mid);
    /// // The whole answer as the program's own JSON.
    /// println!("{}", answer.to_json());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Fact`] for a name that is no field or a value that cannot be read.
    pub fn recycle_quote<N: AsRef<str>, V: AsRef<str>>(
        &self,
        facts: impl IntoIterator<Item = (N, V)>,
        now: impl Into<Now>,
    ) -> Result<Answer<Quotation>, Error> {
        self.decide(Command::RecycleQuote, facts, now.into())
    }

    fn decide<D: Details, N: AsRef<str>, V: AsRef<str>>(
        &self,
        command: Command,
        facts: impl IntoIterator<Item = (N, V)>,
        now: Now,
    ) -> Result<Answer<D>, Error> {
        let now = now.moment()?;
        let plan = Plan::new(command, &self.pack, &self.lexicons, now, self.options.clone())
            .map_err(Error::of_size)?;
        let reading = Reading { lexicons: &self.lexicons, now, offset: CHINA };
        let record = facts::record(&reading, command, facts, self.lang)?;
        let (decision, computed) = plan.decide(&record.facts);
        let meta =
            RecordMeta { number: 1, input: "", is_plain_input: true, place: Place::Args, record: &record };
        let view = View {
            plan: &plan,
            meta,
            earlier: None,
            decision: &decision,
            computed: &computed,
            answers: &Answers::NONE,
        };
        Ok(answer(&view, command, self.lang))
    }
}
