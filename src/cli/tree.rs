use clap::{Arg, ArgAction, Command as Clap, builder::PossibleValuesParser, value_parser};

use crate::command::Command;
use crate::lang::Lang;

/// The whole command line, with its help in a language.
pub fn tree(lang: Lang) -> Clap {
    super::help::dress(grammar(lang), lang, &crate::embedded::pack())
}

/// The command line without the larger part of its help, for reading arguments that are right.
pub(super) fn grammar(lang: Lang) -> Clap {
    let mut tree = Clap::new("kami")
        .version(env!("CARGO_PKG_VERSION"))
        .term_width(0)
        .about(lang.pick(
            "What can still be done with a gift card, bound bank card or recycling order",
            "判断礼品卡、绑定的银行卡或回收订单还能怎么处理，并给出依据",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(lang_option(lang));
    for command in Command::ALL {
        tree = tree.subcommand(deciding(command, lang));
    }
    tree.subcommand(super::policy::tree(lang))
        .subcommand(super::schema::tree(lang))
        .subcommand(super::completions::completions_tree(lang))
        .subcommand(super::completions::man_tree(lang))
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

fn deciding(command: Command, lang: Lang) -> Clap {
    let mut clap = Clap::new(command.name())
        .about(about(command, lang))
        .arg(Arg::new("input").value_name("INPUT|FIELD=VALUE").action(ArgAction::Append).help(lang.pick(
            "Files, `-` for standard input, or values for records that lack them",
            "文件、“-”（标准输入），或“字段=值”（补给没有该字段的记录）",
        )))
        .args(input_args(lang))
        .args(deciding_args(command, lang))
        .args(output_args(lang));
    clap = match command {
        Command::CancelWindow => clap.arg(
            option(
                "urgent-within",
                "DURATION",
                lang,
                "An order is urgent with this much time left, or less",
                "剩余时间不超过此值即为紧急",
            )
            .default_value("2m"),
        ),
        Command::RecycleQuote => clap
            .arg(rank(lang))
            .arg(
                option(
                    "platform",
                    "ID",
                    lang,
                    "Ask only this platform (repeatable)",
                    "只询价该平台（可重复）",
                )
                .action(ArgAction::Append),
            )
            .arg(flag("all", lang, "List the platforms that decline as well", "同时列出不收的平台")),
        Command::ComparePlatforms => clap.arg(rank(lang)).arg(
            option("topic", "TOPIC,…", lang, "What to compare", "对比的主题")
                .value_delimiter(',')
                .action(ArgAction::Append),
        ),
        Command::CheckUnbind => clap,
    };
    clap
}

/// The option that lays a policy of the user's own over the built-in one.
pub(super) fn policy_option(lang: Lang) -> Arg {
    option(
        "policy",
        "FILE",
        lang,
        "Lay a policy file over the built-in one (repeatable)",
        "叠加策略文件（可重复，后者优先）",
    )
    .action(ArgAction::Append)
}

/// The language of help, messages and what people read.
pub(super) fn lang_option(lang: Lang) -> Arg {
    let (en, zh) = ("Language of help and messages", "帮助和消息的语言");
    choice("lang", "LANG", &["auto", "en", "zh"], lang, en, zh).default_value("auto")
}

fn rank(lang: Lang) -> Arg {
    choice(
        "rank",
        "BY",
        &["net", "speed"],
        lang,
        "Rank by what is left or by arrival",
        "按到手金额或到账速度排序",
    )
    .default_value("net")
}

fn input_args(lang: Lang) -> Vec<Arg> {
    let heading = lang.pick("Input", "输入");
    let args = vec![
        choice(
            "from",
            "FORMAT",
            &["auto", "csv", "tsv", "json", "jsonl", "xlsx"],
            lang,
            "Format of the input",
            "输入格式",
        )
        .default_value("auto"),
        option("columns", "A,B,C", lang, "Names of the columns where there is no header", "没有表头时的列名")
            .value_delimiter(','),
        option("skip-lines", "N", lang, "Lines before the header to pass over", "表头之前要跳过的行数")
            .value_parser(value_parser!(u64))
            .default_value("0"),
        option(
            "delimiter",
            "CHAR",
            lang,
            "Character between cells (found by itself)",
            "分隔符（默认自动识别）",
        ),
        choice(
            "encoding",
            "ENCODING",
            &["auto", "utf-8", "gb18030", "gbk", "utf-16le", "utf-16be"],
            lang,
            "Encoding of the input",
            "输入编码",
        )
        .default_value("auto"),
        option("sheet", "NAME", lang, "Sheet of a workbook (default: the first)", "工作表名（默认第一张）"),
        option(
            "max-record-size",
            "SIZE",
            lang,
            "A larger record is invalid (default: 16M)",
            "超过此大小的记录视为无效（默认 16M）",
        ),
        option(
            "max-unpacked",
            "SIZE",
            lang,
            "Hold at most this much unpacked, as of a workbook; what is streamed has no limit (default: 1G)",
            "工作簿等解压后须留在内存的内容上限，流式读取的不限（默认 1G）",
        ),
        option(
            "map",
            "FIELD=COLUMN",
            lang,
            "Read a field from a column of any name (repeatable)",
            "指定字段取自哪一列（可重复）",
        )
        .action(ArgAction::Append),
        option("tz", "OFFSET", lang, "Zone of times that name none", "未写时区的时间按此时区读取")
            .default_value("+08:00")
            .allow_hyphen_values(true),
    ];
    args.into_iter().map(|arg| arg.help_heading(heading)).collect()
}

fn deciding_args(command: Command, lang: Lang) -> Vec<Arg> {
    let heading = lang.pick("Deciding", "判断");
    let args = vec![
        option(
            "now",
            "TIME",
            lang,
            "The moment to decide at (default: the clock)",
            "按哪个时刻判断（默认当前时间）",
        ),
        flag(
            "no-assume",
            lang,
            "Say unknown where a fact would have to be assumed",
            "缺少信息时不作假设，判为 unknown",
        ),
        policy_option(lang),
        option(
            "fail-on",
            "VERDICT,…",
            lang,
            "Exit with 1 if a record has such a verdict",
            "出现这些结论时以退出码 1 结束",
        )
        .value_delimiter(',')
        .action(ArgAction::Append),
        option(
            "threads",
            "N",
            lang,
            "Workers (default: the processors at hand)",
            "工作线程数（默认等于处理器数）",
        )
        .value_parser(value_parser!(usize)),
    ];
    // A comparison has no verdict of its own that a gate could wait for.
    let has = |arg: &Arg| arg.get_id() != "fail-on" || !command.verdicts().is_empty();
    args.into_iter().filter(has).map(|arg| arg.help_heading(heading)).collect()
}

fn output_args(lang: Lang) -> Vec<Arg> {
    let heading = lang.pick("Output", "输出");
    let formats = ["table", "json", "jsonl", "csv", "markdown", "github", "junit"];
    let args = vec![
        choice("format", "FORMAT", &formats, lang, "Format of the results", "结果格式")
            .short('f')
            .default_value("table"),
        option(
            "output",
            "FILE",
            lang,
            "Write to a file, whole or not at all",
            "写入文件（写完才替换，不留半截文件）",
        )
        .short('o'),
        flag("explain", lang, "Give every rule's message and source", "附上每条规则的说明和出处"),
        flag("steps", lang, "Give the guided steps", "附上分步指引"),
        flag(
            "flag-duplicates",
            lang,
            "Warn of a card_no (or id) that stood in an earlier record",
            "与前面记录的卡号（或编号）相同时给出警告",
        ),
        flag("passthrough", lang, "Put the input's own columns first", "在结果前保留输入的各列"),
        flag("bom", lang, "Begin CSV with a byte order mark, for Excel", "CSV 带 BOM，便于 Excel 打开"),
        flag("wide", lang, "All columns in tables", "表格显示全部列"),
        lang_option(lang),
        choice("color", "WHEN", &["auto", "always", "never"], lang, "Colours", "颜色").default_value("auto"),
        flag("quiet", lang, "Say nothing but errors", "只输出错误").short('q'),
        flag("verbose", lang, "Say more", "输出更多信息").short('v'),
    ];
    args.into_iter().map(|arg| arg.help_heading(heading)).collect()
}

pub(super) fn option(
    name: &'static str,
    value: &'static str,
    lang: Lang,
    en: &'static str,
    zh: &'static str,
) -> Arg {
    Arg::new(name).long(name).value_name(value).help(lang.pick(en, zh))
}

pub(super) fn flag(name: &'static str, lang: Lang, en: &'static str, zh: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(lang.pick(en, zh))
}

pub(super) fn choice(
    name: &'static str,
    value: &'static str,
    values: &[&'static str],
    lang: Lang,
    en: &'static str,
    zh: &'static str,
) -> Arg {
    let parser = PossibleValuesParser::new(values.iter().copied());
    option(name, value, lang, en, zh).value_parser(parser)
}
