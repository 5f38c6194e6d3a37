//! The built-in policy pack, as it was read at build time.

use crate::command::Command;
use crate::policy::Pack;

/// A pack that the build wrote.
macro_rules! written {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".bin"))
    };
}

/// The built-in pack.
///
/// # Panics
/// Never: the bytes are those that the build wrote, and a test reads them.
pub fn pack() -> Pack {
    read(written!("pack"))
}

/// The built-in pack without the [rules that decide nothing](Pack::only_for) for a command, which is
/// read in less time.
///
/// # Panics
/// Never, as above.
pub fn pack_for(command: Command) -> Pack {
    match command {
        Command::CheckUnbind => read(written!("check-unbind")),
        Command::CancelWindow => read(written!("cancel-window")),
        Command::RecycleQuote => read(written!("recycle-quote")),
        // It looks at the rules of all others.
        Command::ComparePlatforms => pack(),
    }
}

fn read(bytes: &'static [u8]) -> Pack {
    postcard::from_bytes(bytes).expect("the pack that was built in can be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_for_a_command_is_the_pack_with_its_rules() {
        for command in Command::ALL {
            let read = pack_for(command);
            let whole = pack();
            let own = |pack: &Pack| -> Vec<String> {
                let rules = pack.rules.iter().filter(|rule| rule.counts_for(command));
                rules.map(|rule| format!("{rule:?}")).collect()
            };
            assert_eq!(own(&read), own(&whole), "{command:?}");
            let beside = |pack: Pack| format!("{:?}", Pack { rules: Vec::new(), ..pack });
            assert_eq!(beside(read), beside(whole), "{command:?}");
        }
    }

    #[test]
    fn what_its_rules_wait_for_is_there() {
        for command in Command::DECIDING {
            let pack = pack_for(command);
            let awaited = pack.rules.iter().filter_map(|rule| rule.effect.waits_for.as_deref());
            for id in awaited {
                assert!(pack.versions(id).next().is_some(), "{command:?} {id}");
            }
        }
        assert!(pack_for(Command::CancelWindow).rules.len() < pack().rules.len());
    }
}
