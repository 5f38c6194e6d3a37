//! The plans that cases are decided by, one for each command, moment and choice of platforms.

use crate::decide::{Options, Plan};
use crate::policy::{Case, Pack};
use crate::record::Lexicons;

/// The plans of a policy that cases are decided by, made when they are first needed.
#[derive(Default)]
pub(super) struct Plans<'p> {
    plans: Vec<Plan<'p>>,
}

fn is_for(plan: &Plan<'_>, case: &Case) -> bool {
    plan.command == case.command && plan.now == case.now && plan.options.platforms == case.platforms
}

impl<'p> Plans<'p> {
    pub(super) fn of(
        &mut self,
        case: &Case,
        pack: &'p Pack,
        lexicons: &'p Lexicons,
    ) -> Result<&Plan<'p>, String> {
        let place = match self.plans.iter().position(|plan| is_for(plan, case)) {
            Some(place) => place,
            None => {
                let options =
                    Options { urgent_within_s: 120, platforms: case.platforms.clone(), ..Options::default() };
                self.plans.push(Plan::new(case.command, pack, lexicons, case.now, options)?);
                self.plans.len() - 1
            }
        };
        Ok(&self.plans[place])
    }
}
