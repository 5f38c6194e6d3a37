//! Did you mean.

use crate::lang::Lang;

/// The known name that a mistyped one most likely stands for.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    crate::value::nearest(name, known)
}

/// The question whether that was meant, to be put behind a message.
pub(crate) fn did_you_mean(near: Option<&str>, lang: Lang) -> String {
    match (near, lang) {
        (None, _) => String::new(),
        (Some(near), Lang::En) => format!("; did you mean `{near}`?"),
        (Some(near), Lang::Zh) => format!("；是否想写“{near}”？"),
    }
}
