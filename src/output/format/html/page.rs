//! The frame of a page: what stands before and behind its body, and how it looks.

use std::fmt::Write as _;

use super::super::document::Run;
use crate::command::Command;
use crate::lang::Lang;
use crate::output::human::Screen;
use crate::output::text::{in_html, time_text};
use crate::policy::Pack;
use crate::value::Moment;

/// How it looks, in light and dark, wide and narrow.
const STYLE: &str = include_str!("page.css");

/// The frame of a page.
pub(super) struct Page<'p> {
    pub screen: Screen,
    command: Command,
    pack: &'p Pack,
    now: Moment,
}

impl<'p> Page<'p> {
    pub(super) fn new(run: &Run<'p>, screen: Screen) -> Self {
        Self { screen, command: run.command, pack: run.pack, now: run.now }
    }

    /// What stands before the body.
    pub(super) fn head(&self) -> String {
        let lang = self.screen.lang;
        let title = title(self.command, lang);
        let code = lang.pick("en", "zh-CN");
        format!(
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        )
    }

    /// What stands behind the body: when it was decided, and by which policy.
    pub(super) fn foot(&self) -> String {
        let lang = self.screen.lang;
        let now = time_text(self.now);
        let layers: Vec<&str> = self.pack.layers.iter().map(|layer| layer.name.as_str()).collect();
        let layers = in_html(&layers.join(" + "));
        let version = in_html(&self.pack.version);
        let mut out = String::from("</main>\n<footer>");
        // Writing to a text cannot fail.
        let _ = match lang {
            Lang::En => write!(out, "Decided for {now}, China time, by policy {layers} {version}"),
            Lang::Zh => write!(out, "按 {now}（北京时间）判断，策略 {layers} {version}"),
        };
        out.push_str("</footer>\n</body>\n</html>\n");
        out
    }
}

/// What the page is about.
fn title(command: Command, lang: Lang) -> &'static str {
    match command {
        Command::CheckUnbind => lang.pick("Unbinding cards", "卡片解绑"),
        Command::CancelWindow => lang.pick("Cancelling recycling orders", "取消回收订单"),
        Command::RecycleQuote => lang.pick("What cards are worth", "卡片回收报价"),
        Command::ComparePlatforms => lang.pick("Platforms compared", "平台对比"),
    }
}
