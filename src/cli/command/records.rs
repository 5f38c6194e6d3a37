//! The commands that read records.

use clap::{Arg, ArgAction, Command as Clap, value_parser};

use super::option::{Opt, one_of};
use super::shared;
use crate::command::Command;
use crate::decide::Rank;
use crate::input;
use crate::lang::Lang;
use crate::output::Format;

pub(super) fn command(command: Command, lang: Lang) -> Clap {
    let clap = Clap::new(command.name())
        .about(about(command, lang))
        .arg(
            Opt::Input
                .positional(
                    "INPUT|FIELD=VALUE",
                    lang,
                    "Files, `-` for standard input, or FIELD=VALUE for records that lack the field",
                    "文件、“-”（标准输入），或“字段=值”（补给没有该字段的记录）",
                )
                .action(ArgAction::Append),
        )
        .args(input(lang))
        .args(deciding(command, lang))
        .args(output(command, lang));
    match command {
        Command::CancelWindow => clap.arg(
            Opt::UrgentWithin
                .value(
                    "DURATION",
                    lang,
                    "Call an order urgent when this much time or less is left",
                    "剩余时间不超过此值即为紧急",
                )
                .default_value("2m"),
        ),
        Command::RecycleQuote => clap
            .arg(rank(lang))
            .arg(
                Opt::Platform
                    .value("ID", lang, "Quote only this platform (repeatable)", "只询价该平台（可重复）")
                    .action(ArgAction::Append),
            )
            .arg(Opt::All.flag(lang, "Also list the platforms that decline", "同时列出不收的平台")),
        Command::ComparePlatforms => clap
            .arg(rank(lang))
            .arg(Opt::Topic.value("TOPIC,…", lang, "What to compare", "对比的主题").value_delimiter(',')),
        Command::CheckUnbind => clap.arg(
            Opt::Letter
                .flag(
                    lang,
                    "Add the text of a support ticket for each record that needs customer service",
                    "为必须走客服的记录附上可贴进工单的文字",
                )
                .help_heading(output_heading(lang)),
        ),
    }
}

fn about(command: Command, lang: Lang) -> &'static str {
    match command {
        Command::CheckUnbind => lang.pick(
            "Can this card be unbound, how, by when, with which papers",
            "这张卡能否解绑、怎么办、多久、要哪些材料",
        ),
        Command::CancelWindow => lang.pick(
            "Can this order still be cancelled, until when, at what cost",
            "回收订单还能否取消、截止何时、费用多少",
        ),
        Command::RecycleQuote => lang
            .pick("What is this card worth, where, after fees", "这张卡回收值多少、去哪里、扣费后到手多少"),
        Command::ComparePlatforms => lang
            .pick("The platforms side by side, for a topic or for each card", "按主题或按每张卡对比各平台"),
    }
}

fn rank(lang: Lang) -> Arg {
    Opt::Rank
        .value(
            "BY",
            lang,
            "Rank by the money you receive or by how soon it arrives",
            "按到手金额或到账速度排序",
        )
        .value_parser(one_of([("net", Rank::Net), ("speed", Rank::Speed)]))
        .default_value("net")
}

/// The names of an option that finds the value by itself unless one is named.
fn or_auto<T: Copy, const N: usize>(
    named: [(&'static str, T); N],
) -> impl Iterator<Item = (&'static str, Option<T>)> {
    std::iter::once(("auto", None)).chain(named.into_iter().map(|(name, value)| (name, Some(value))))
}

/// How inputs are read.
pub(super) fn input(lang: Lang) -> Vec<Arg> {
    let heading = lang.pick("Input", "输入");
    let args = vec![
        Opt::From
            .value("FORMAT", lang, "Format of the input", "输入格式")
            .value_parser(one_of(or_auto(input::Format::ALL)))
            .default_value("auto"),
        Opt::Columns
            .value("A,B,C", lang, "Column names, for input without a header", "没有表头时的列名")
            .value_delimiter(','),
        Opt::SkipLines
            .value("N", lang, "Lines to skip before the header", "表头之前要跳过的行数")
            .value_parser(value_parser!(u64))
            .default_value("0"),
        Opt::Delimiter.value("CHAR", lang, "Column separator (default: detected)", "分隔符（默认自动识别）"),
        Opt::Encoding
            .value("ENCODING", lang, "Encoding of the input", "输入编码")
            .value_parser(one_of(or_auto(input::Encoding::ALL)))
            .default_value("auto"),
        Opt::At.value(
            "MEMBER",
            lang,
            "Read the records in this member of a JSON object; may be a path, such as data.list",
            "读取 JSON 对象中这个成员里的各个对象，可写路径，如 data.list",
        ),
        Opt::Sheet
            .value(
                "NAME",
                lang,
                "Sheet of a workbook to read (default: the first visible one; repeatable)",
                "要读取的工作表（默认第一张可见的；可重复）",
            )
            .action(ArgAction::Append),
        Opt::AllSheets.flag(lang, "Read all visible sheets of a workbook", "读取工作簿中所有可见的工作表"),
        Opt::MaxRecordSize.value(
            "SIZE",
            lang,
            "Treat larger records as invalid (default: 16M)",
            "超过此大小的记录视为无效（默认 16M）",
        ),
        Opt::MaxUnpacked.value(
            "SIZE",
            lang,
            "Limit on what is unpacked into memory, as from a workbook; streams have none (default: 1G)",
            "工作簿等解压后须留在内存的内容上限，流式读取的不限（默认 1G）",
        ),
        Opt::Map
            .value(
                "FIELD=COLUMN",
                lang,
                "Read a field from the column of this name (repeatable)",
                "指定字段取自哪一列（可重复）",
            )
            .action(ArgAction::Append),
        Opt::StrictColumns.flag(lang, "Refuse input with unknown columns", "有不认识的列就报错，不读取"),
        Opt::ColumnsReport.flag(
            lang,
            "Show which field each column is read as, with samples, and decide nothing",
            "只列出每一列读作哪个字段并附样例，不作判断",
        ),
        Opt::Na
            .value(
                "TEXT,…",
                lang,
                "More spellings of a missing value, besides -, N/A and the like (repeatable)",
                "除 -、N/A、暂无 等之外，还表示空缺的写法（可重复）",
            )
            .value_delimiter(',')
            .allow_hyphen_values(true)
            .action(ArgAction::Append),
        Opt::Tz
            .value("OFFSET", lang, "Time zone of times written without one", "未写时区的时间按此时区读取")
            .default_value("+08:00")
            .allow_hyphen_values(true),
    ];
    args.into_iter().map(|arg| arg.help_heading(heading)).collect()
}

fn deciding(command: Command, lang: Lang) -> Vec<Arg> {
    let heading = lang.pick("Deciding", "判断");
    let mut args = vec![
        Opt::Now.value(
            "TIME",
            lang,
            "Decide as of this time (default: now)",
            "按哪个时刻判断（默认当前时间）",
        ),
        Opt::NoAssume.flag(
            lang,
            "Answer unknown instead of assuming that missing facts are fine",
            "缺少信息时不作假设，判为 unknown",
        ),
        shared::policy(lang),
        Opt::Threads
            .value("N", lang, "Number of threads (default: all CPUs)", "线程数（默认等于处理器数）")
            .value_parser(value_parser!(usize)),
    ];
    // A comparison has no verdict of its own that a gate could wait for.
    if !command.verdicts().is_empty() {
        let gate = Opt::FailOn
            .value(
                "WHAT,…",
                lang,
                "Exit with 1 if a record matches any of these",
                "出现这些结论时以退出码 1 结束",
            )
            .value_delimiter(',');
        args.insert(3, gate);
        args.push(Opt::Turn.value(
            "VERDICT",
            lang,
            "Show the fewest changes of facts that would make the verdict this one or better",
            "给出最少要改变哪几项情况，结论才能达到这一档或更好",
        ));
        args.push(Opt::Until.value(
            "SPAN",
            lang,
            "Show when the result changes by itself within this time, such as 30d or 2h",
            "给出在这段时间内（如 30d、2h），结果何时会因时间推移而变化",
        ));
        let off = Opt::Off
            .value("RULE", lang, "Decide without this rule (repeatable)", "判断时关闭某条规则（可重复）")
            .action(ArgAction::Append);
        args.insert(3, off);
    }
    args.into_iter().map(|arg| arg.help_heading(heading)).collect()
}

const fn output_heading(lang: Lang) -> &'static str {
    lang.pick("Output", "输出")
}

fn output(command: Command, lang: Lang) -> Vec<Arg> {
    let heading = output_heading(lang);
    let mut args = vec![
        Opt::Format
            .value(
                "FORMAT",
                lang,
                "Output format; default: by extension of -o, or table",
                "结果格式，默认看 -o 的扩展名，否则 table",
            )
            .value_parser(one_of(Format::ALL.map(|format| (format.name(), format))))
            .short('f'),
        shared::output(lang),
        Opt::Explain.flag(lang, "Show the message and source of every rule", "附上每条规则的说明和出处"),
        Opt::Steps.flag(lang, "Add step-by-step guidance", "附上分步指引"),
        Opt::FlagDuplicates.flag(
            lang,
            "Warn about a card_no (or id) seen in an earlier record",
            "与前面记录的卡号（或编号）相同时给出警告",
        ),
        Opt::Passthrough.flag(lang, "Put the input's own columns first", "在结果前保留输入的各列"),
        Opt::Bom.flag(
            lang,
            "Start CSV with a byte order mark and protect long numbers, for Excel",
            "CSV 带 BOM 并保护长数字，便于 Excel 打开",
        ),
        Opt::Labels.flag(
            lang,
            "Write headings and codes in CSV and TSV as words",
            "CSV、TSV 的表头和代码写成文字",
        ),
        Opt::Wide.flag(
            lang,
            "Show all columns; on a terminal, as one block of lines per record",
            "显示全部列；在终端上每条记录一段，逐行列出",
        ),
        Opt::Brief.flag(
            lang,
            "Show only the verdict and what to do on a card, only the rows of a table",
            "卡片只给结论和要做的事，表格只给各行",
        ),
        Opt::NoPager.flag(
            lang,
            "Do not page; by default a card taller than the terminal goes to KAMI_PAGER or PAGER",
            "卡片再长也直接显示；否则超出屏幕时由 KAMI_PAGER 或 PAGER 分页",
        ),
        Opt::Ascii.flag(
            lang,
            "Use ASCII characters only, for terminals that show others badly",
            "符号和横线只用 ASCII，适合显示不了其他符号的终端",
        ),
        Opt::Record
            .value("N", lang, "Show only the Nth record, as a card", "把第 N 条记录显示为卡片")
            .value_parser(value_parser!(u64).range(1..)),
        shared::lang(lang),
        shared::color(lang),
        shared::quiet(lang),
        Opt::Verbose.flag(lang, "Print every message in full", "逐条输出全部消息").short('v'),
    ];
    // A comparison decides nothing that could be verified, has no verdicts to choose among and none to
    // count.
    let receipt = Opt::Receipt.value(
        "FILE",
        lang,
        "Write a receipt (hashes only) for kami verify",
        "写入凭证（只含哈希），供 kami verify 核验",
    );
    if !command.verdicts().is_empty() {
        let only = Opt::Only
            .value("VERDICT,…", lang, "Write only results with these verdicts", "只写出这些结论的结果")
            .value_delimiter(',');
        let summary =
            Opt::Summary.flag(lang, "Write a summary instead of the results", "只写汇总，不写逐条结果");
        args.splice(2..2, [receipt, only, summary]);
    }
    args.into_iter().map(|arg| arg.help_heading(heading)).collect()
}
