//! A run of a command that reads records: policy, words, moment, input, notices.

use std::io::Write;
use std::sync::Arc;

use crate::cli::args::RecordArgs;
use crate::cli::error::Failure;
use crate::cli::progress::Progress;
use crate::cli::receipt::HashedInputs;
use crate::command::Command;
use crate::decide::{Options, Plan};
use crate::input::{BatchReader, ColumnMap, Notices};
use crate::lang::{Lang, Text};
use crate::output::text::LeftOut;
use crate::policy::Pack;
use crate::record::Lexicons;

/// A run of a command that reads records, its input open.
pub(in crate::cli) struct Session<'s> {
    pub(in crate::cli) args: &'s RecordArgs,
    pub(in crate::cli) lang: Lang,
    pub(in crate::cli) pack: &'s Pack,
    pub(in crate::cli) lexicons: &'s Lexicons,
    pub(in crate::cli) notices: &'s Notices<'s>,
    pub(in crate::cli) feed: BatchReader<'s>,
    /// Whether INPUT or FIELD=VALUE was given.
    pub(in crate::cli) is_asked: bool,
    /// Whether standard input may hold something without being asked for.
    pub(in crate::cli) may_read_stdin: bool,
    pub(in crate::cli) map: &'s ColumnMap,
    pub(in crate::cli) progress: &'s Progress,
    pub(in crate::cli) names_of_inputs: Vec<String>,
    pub(super) hashed: HashedInputs,
    /// What layers make of the rules that ship, where there are any.
    pub(super) policy_note: Option<Text>,
    pub(super) left_out: Arc<LeftOut>,
    pub(super) out: Box<dyn Write + Send>,
}

impl<'s> Session<'s> {
    /// The plan of a command's rules.
    ///
    /// # Errors
    /// When the policy is larger than decisions can be made from.
    pub(in crate::cli) fn plan(&self, command: Command, options: Options) -> Result<Plan<'s>, Failure> {
        Plan::new(command, self.pack, self.lexicons, self.args.now, options).map_err(too_large)
    }
}

/// That a policy is larger than decisions can be made from.
pub(in crate::cli) fn too_large(what: String) -> Failure {
    Failure::new(format!("the policy has {what}"), format!("策略超出上限：{what}"))
}
