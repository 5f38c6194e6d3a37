# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_kami_global_optspecs
    string join \n h/help V/version lang= color=
end

function __fish_kami_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_kami_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_kami_using_subcommand
    set -l cmd (__fish_kami_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c kami -n "__fish_kami_needs_command" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_needs_command" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_needs_command" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_needs_command" -s V -l version -d 'Version'
complete -c kami -n "__fish_kami_needs_command" -f -a "check-unbind" -d 'Can this card be unbound, how, by when, with which papers'
complete -c kami -n "__fish_kami_needs_command" -f -a "cancel-window" -d 'Can this order still be cancelled, until when, at what cost'
complete -c kami -n "__fish_kami_needs_command" -f -a "recycle-quote" -d 'What is this card worth, where, after fees'
complete -c kami -n "__fish_kami_needs_command" -f -a "compare-platforms" -d 'The platforms side by side, for a topic or for each card'
complete -c kami -n "__fish_kami_needs_command" -f -a "ask" -d 'Which missing fact to ask for next'
complete -c kami -n "__fish_kami_needs_command" -f -a "policy" -d 'The rules themselves: read, check, test, export'
complete -c kami -n "__fish_kami_needs_command" -f -a "verify" -d 'Decide again what a receipt says was decided, and compare'
complete -c kami -n "__fish_kami_needs_command" -f -a "template" -d 'An empty sheet to fill in'
complete -c kami -n "__fish_kami_needs_command" -f -a "schema" -d 'JSON Schema of an input record, a result or policy files'
complete -c kami -n "__fish_kami_needs_command" -f -a "completions" -d 'Completion script for a shell'
complete -c kami -n "__fish_kami_needs_command" -f -a "man" -d 'Manual page, in the format of man'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l from -d 'Format of the input (auto, csv, tsv, json, …)' -r -f -a "auto\t''
csv\t''
tsv\t''
json\t''
jsonl\t''
xlsx\t''
xls\t''
ods\t''"
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l columns -d 'Names of the columns where there is no header' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l skip-lines -d 'Lines before the header to pass over (default 0)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l delimiter -d 'Character between cells (found by itself)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l encoding -d 'Encoding of the input (auto, utf-8, gb18030, …)' -r -f -a "auto\t''
utf-8\t''
gb18030\t''
gbk\t''
utf-16le\t''
utf-16be\t''"
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l at -d 'Read the objects in this member of a JSON object, which may be a path such as data.list' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l sheet -d 'Sheet of a workbook to read (default: the first visible one; repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l max-record-size -d 'A larger record is invalid (default: 16M)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l max-unpacked -d 'Hold at most this much unpacked, as of a workbook; what is streamed has no limit (default: 1G)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l map -d 'Read a field from a column of any name (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l na -d 'More texts that stand for a missing value, beside -, N/A and the like (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l tz -d 'Zone of times that name none (default +08:00)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l now -d 'The moment to decide at (default: the clock)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l off -d 'Decide without a rule (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l fail-on -d 'Exit with 1 if a record has such a verdict' -r -f -a "eligible\t''
conditional\t''
unknown\t''
blocked\t''
invalid\t''"
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l threads -d 'Number of threads (default: all CPUs)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l turn -d 'Say which least changes of facts would make the verdict this one, or better' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l until -d 'Say when the result turns by time alone within this span, such as 30d or 2h' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -s f -l format -d 'Format (default: by the ending of -o, or table)' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
xlsx\t''
html\t''
markdown\t''
github\t''
junit\t''
ics\t''"
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l receipt -d 'Write a receipt of hashes, for kami verify' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l only -d 'Write results of these verdicts only (eligible, …)' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l record -d 'Show the Nth record of many as a card' -r
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l all-sheets -d 'Read all visible sheets of a workbook'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l strict-columns -d 'Refuse an input with a column that is not known'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l columns-report -d 'Say which field each column is read as, with samples, and decide nothing'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l no-assume -d 'Say unknown where a fact would have to be assumed'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l summary -d 'Write a summary in place of the results'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l explain -d 'Give every rule\'s message and source'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l steps -d 'Give the guided steps'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l flag-duplicates -d 'Warn of a card_no (or id) that stood in an earlier record'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l passthrough -d 'Put the input\'s own columns first'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l bom -d 'Begin CSV with a byte order mark and guard long numbers, for Excel'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l labels -d 'Words for headings and codes in CSV and TSV'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l wide -d 'Show all columns; on a terminal a block of lines for each record'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l brief -d 'Of a card show the verdict and what to do, of a table the rows alone'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l no-pager -d 'Show a card as it is, however high; else KAMI_PAGER or PAGER shows one higher than the terminal'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l ascii -d 'Signs and rules in ASCII, for terminals that show others too wide or not at all'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -s v -l verbose -d 'Print more'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -l letter -d 'Give a text for the ticket of each record that has to go through customer service'
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l from -d 'Format of the input (auto, csv, tsv, json, …)' -r -f -a "auto\t''
csv\t''
tsv\t''
json\t''
jsonl\t''
xlsx\t''
xls\t''
ods\t''"
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l columns -d 'Names of the columns where there is no header' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l skip-lines -d 'Lines before the header to pass over (default 0)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l delimiter -d 'Character between cells (found by itself)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l encoding -d 'Encoding of the input (auto, utf-8, gb18030, …)' -r -f -a "auto\t''
utf-8\t''
gb18030\t''
gbk\t''
utf-16le\t''
utf-16be\t''"
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l at -d 'Read the objects in this member of a JSON object, which may be a path such as data.list' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l sheet -d 'Sheet of a workbook to read (default: the first visible one; repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l max-record-size -d 'A larger record is invalid (default: 16M)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l max-unpacked -d 'Hold at most this much unpacked, as of a workbook; what is streamed has no limit (default: 1G)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l map -d 'Read a field from a column of any name (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l na -d 'More texts that stand for a missing value, beside -, N/A and the like (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l tz -d 'Zone of times that name none (default +08:00)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l now -d 'The moment to decide at (default: the clock)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l off -d 'Decide without a rule (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l fail-on -d 'Exit with 1 if a record has such a verdict' -r -f -a "open\t''
urgent\t''
unknown\t''
closed\t''
invalid\t''"
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l threads -d 'Number of threads (default: all CPUs)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l turn -d 'Say which least changes of facts would make the verdict this one, or better' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l until -d 'Say when the result turns by time alone within this span, such as 30d or 2h' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -s f -l format -d 'Format (default: by the ending of -o, or table)' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
xlsx\t''
html\t''
markdown\t''
github\t''
junit\t''
ics\t''"
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l receipt -d 'Write a receipt of hashes, for kami verify' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l only -d 'Write results of these verdicts only (open, …)' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l record -d 'Show the Nth record of many as a card' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l urgent-within -d 'An order is urgent with this much time left, or less' -r
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l all-sheets -d 'Read all visible sheets of a workbook'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l strict-columns -d 'Refuse an input with a column that is not known'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l columns-report -d 'Say which field each column is read as, with samples, and decide nothing'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l no-assume -d 'Say unknown where a fact would have to be assumed'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l summary -d 'Write a summary in place of the results'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l explain -d 'Give every rule\'s message and source'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l steps -d 'Give the guided steps'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l flag-duplicates -d 'Warn of a card_no (or id) that stood in an earlier record'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l passthrough -d 'Put the input\'s own columns first'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l bom -d 'Begin CSV with a byte order mark and guard long numbers, for Excel'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l labels -d 'Words for headings and codes in CSV and TSV'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l wide -d 'Show all columns; on a terminal a block of lines for each record'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l brief -d 'Of a card show the verdict and what to do, of a table the rows alone'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l no-pager -d 'Show a card as it is, however high; else KAMI_PAGER or PAGER shows one higher than the terminal'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -l ascii -d 'Signs and rules in ASCII, for terminals that show others too wide or not at all'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -s v -l verbose -d 'Print more'
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l from -d 'Format of the input (auto, csv, tsv, json, …)' -r -f -a "auto\t''
csv\t''
tsv\t''
json\t''
jsonl\t''
xlsx\t''
xls\t''
ods\t''"
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l columns -d 'Names of the columns where there is no header' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l skip-lines -d 'Lines before the header to pass over (default 0)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l delimiter -d 'Character between cells (found by itself)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l encoding -d 'Encoding of the input (auto, utf-8, gb18030, …)' -r -f -a "auto\t''
utf-8\t''
gb18030\t''
gbk\t''
utf-16le\t''
utf-16be\t''"
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l at -d 'Read the objects in this member of a JSON object, which may be a path such as data.list' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l sheet -d 'Sheet of a workbook to read (default: the first visible one; repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l max-record-size -d 'A larger record is invalid (default: 16M)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l max-unpacked -d 'Hold at most this much unpacked, as of a workbook; what is streamed has no limit (default: 1G)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l map -d 'Read a field from a column of any name (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l na -d 'More texts that stand for a missing value, beside -, N/A and the like (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l tz -d 'Zone of times that name none (default +08:00)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l now -d 'The moment to decide at (default: the clock)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l off -d 'Decide without a rule (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l fail-on -d 'Exit with 1 if a record has such a verdict' -r -f -a "quoted\t''
flagged\t''
unknown\t''
rejected\t''
invalid\t''"
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l threads -d 'Number of threads (default: all CPUs)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l turn -d 'Say which least changes of facts would make the verdict this one, or better' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l until -d 'Say when the result turns by time alone within this span, such as 30d or 2h' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -s f -l format -d 'Format (default: by the ending of -o, or table)' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
xlsx\t''
html\t''
markdown\t''
github\t''
junit\t''
ics\t''"
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l receipt -d 'Write a receipt of hashes, for kami verify' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l only -d 'Write results of these verdicts only (quoted, …)' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l record -d 'Show the Nth record of many as a card' -r
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l rank -d 'Rank by what is left or by arrival (net, speed)' -r -f -a "net\t''
speed\t''"
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l platform -d 'Ask only this platform (repeatable) (platform-a, …)' -r -f -a "platform-a\t''
platform-b\t''
platform-c\t''"
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l all-sheets -d 'Read all visible sheets of a workbook'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l strict-columns -d 'Refuse an input with a column that is not known'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l columns-report -d 'Say which field each column is read as, with samples, and decide nothing'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l no-assume -d 'Say unknown where a fact would have to be assumed'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l summary -d 'Write a summary in place of the results'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l explain -d 'Give every rule\'s message and source'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l steps -d 'Give the guided steps'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l flag-duplicates -d 'Warn of a card_no (or id) that stood in an earlier record'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l passthrough -d 'Put the input\'s own columns first'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l bom -d 'Begin CSV with a byte order mark and guard long numbers, for Excel'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l labels -d 'Words for headings and codes in CSV and TSV'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l wide -d 'Show all columns; on a terminal a block of lines for each record'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l brief -d 'Of a card show the verdict and what to do, of a table the rows alone'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l no-pager -d 'Show a card as it is, however high; else KAMI_PAGER or PAGER shows one higher than the terminal'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l ascii -d 'Signs and rules in ASCII, for terminals that show others too wide or not at all'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -s v -l verbose -d 'Print more'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -l all -d 'List the platforms that decline as well'
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l from -d 'Format of the input (auto, csv, tsv, json, …)' -r -f -a "auto\t''
csv\t''
tsv\t''
json\t''
jsonl\t''
xlsx\t''
xls\t''
ods\t''"
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l columns -d 'Names of the columns where there is no header' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l skip-lines -d 'Lines before the header to pass over (default 0)' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l delimiter -d 'Character between cells (found by itself)' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l encoding -d 'Encoding of the input (auto, utf-8, gb18030, …)' -r -f -a "auto\t''
utf-8\t''
gb18030\t''
gbk\t''
utf-16le\t''
utf-16be\t''"
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l at -d 'Read the objects in this member of a JSON object, which may be a path such as data.list' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l sheet -d 'Sheet of a workbook to read (default: the first visible one; repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l max-record-size -d 'A larger record is invalid (default: 16M)' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l max-unpacked -d 'Hold at most this much unpacked, as of a workbook; what is streamed has no limit (default: 1G)' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l map -d 'Read a field from a column of any name (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l na -d 'More texts that stand for a missing value, beside -, N/A and the like (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l tz -d 'Zone of times that name none (default +08:00)' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l now -d 'The moment to decide at (default: the clock)' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l threads -d 'Number of threads (default: all CPUs)' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -s f -l format -d 'Format (default: by the ending of -o, or table)' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
xlsx\t''
html\t''
markdown\t''
github\t''
junit\t''
ics\t''"
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l record -d 'Show the Nth record of many as a card' -r
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l rank -d 'Rank by what is left or by arrival (net, speed)' -r -f -a "net\t''
speed\t''"
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l topic -d 'What to compare (unbind, cancel, recycle, …)' -r -f -a "unbind\t''
cancel\t''
recycle\t''
channel\t''
form\t''
remedy\t''
risk\t''
price\t''
trouble\t''
background\t''"
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l all-sheets -d 'Read all visible sheets of a workbook'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l strict-columns -d 'Refuse an input with a column that is not known'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l columns-report -d 'Say which field each column is read as, with samples, and decide nothing'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l no-assume -d 'Say unknown where a fact would have to be assumed'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l explain -d 'Give every rule\'s message and source'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l steps -d 'Give the guided steps'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l flag-duplicates -d 'Warn of a card_no (or id) that stood in an earlier record'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l passthrough -d 'Put the input\'s own columns first'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l bom -d 'Begin CSV with a byte order mark and guard long numbers, for Excel'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l labels -d 'Words for headings and codes in CSV and TSV'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l wide -d 'Show all columns; on a terminal a block of lines for each record'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l brief -d 'Of a card show the verdict and what to do, of a table the rows alone'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l no-pager -d 'Show a card as it is, however high; else KAMI_PAGER or PAGER shows one higher than the terminal'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -l ascii -d 'Signs and rules in ASCII, for terminals that show others too wide or not at all'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -s v -l verbose -d 'Print more'
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand ask; and not __fish_seen_subcommand_from check-unbind cancel-window recycle-quote" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and not __fish_seen_subcommand_from check-unbind cancel-window recycle-quote" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and not __fish_seen_subcommand_from check-unbind cancel-window recycle-quote" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand ask; and not __fish_seen_subcommand_from check-unbind cancel-window recycle-quote" -f -a "check-unbind" -d 'What to ask about a card to unbind'
complete -c kami -n "__fish_kami_using_subcommand ask; and not __fish_seen_subcommand_from check-unbind cancel-window recycle-quote" -f -a "cancel-window" -d 'What to ask about an order to cancel'
complete -c kami -n "__fish_kami_using_subcommand ask; and not __fish_seen_subcommand_from check-unbind cancel-window recycle-quote" -f -a "recycle-quote" -d 'What to ask about a card to sell'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l from -d 'Format of the input (auto, csv, tsv, json, …)' -r -f -a "auto\t''
csv\t''
tsv\t''
json\t''
jsonl\t''
xlsx\t''
xls\t''
ods\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l columns -d 'Names of the columns where there is no header' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l skip-lines -d 'Lines before the header to pass over (default 0)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l delimiter -d 'Character between cells (found by itself)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l encoding -d 'Encoding of the input (auto, utf-8, gb18030, …)' -r -f -a "auto\t''
utf-8\t''
gb18030\t''
gbk\t''
utf-16le\t''
utf-16be\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l at -d 'Read the objects in this member of a JSON object, which may be a path such as data.list' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l sheet -d 'Sheet of a workbook to read (default: the first visible one; repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l max-record-size -d 'A larger record is invalid (default: 16M)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l max-unpacked -d 'Hold at most this much unpacked, as of a workbook; what is streamed has no limit (default: 1G)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l map -d 'Read a field from a column of any name (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l na -d 'More texts that stand for a missing value, beside -, N/A and the like (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l tz -d 'Zone of times that name none (default +08:00)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l now -d 'The moment to decide at (default: the clock)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l off -d 'Decide without a rule (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l fail-on -d 'Exit with 1 if a record has such a verdict' -r -f -a "eligible\t''
conditional\t''
unknown\t''
blocked\t''
invalid\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l threads -d 'Number of threads (default: all CPUs)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l turn -d 'Say which least changes of facts would make the verdict this one, or better' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l until -d 'Say when the result turns by time alone within this span, such as 30d or 2h' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l receipt -d 'Write a receipt of hashes, for kami verify' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l only -d 'Write results of these verdicts only (eligible, …)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l record -d 'Show the Nth record of many as a card' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -s f -l format -d 'Format (default: by the ending of -o, or table)' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
xlsx\t''
html\t''
markdown\t''
github\t''
junit\t''
ics\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l all-sheets -d 'Read all visible sheets of a workbook'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l strict-columns -d 'Refuse an input with a column that is not known'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l columns-report -d 'Say which field each column is read as, with samples, and decide nothing'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l no-assume -d 'Say unknown where a fact would have to be assumed'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l summary -d 'Write a summary in place of the results'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l explain -d 'Give every rule\'s message and source'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l steps -d 'Give the guided steps'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l flag-duplicates -d 'Warn of a card_no (or id) that stood in an earlier record'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l passthrough -d 'Put the input\'s own columns first'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l bom -d 'Begin CSV with a byte order mark and guard long numbers, for Excel'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l labels -d 'Words for headings and codes in CSV and TSV'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l wide -d 'Show all columns; on a terminal a block of lines for each record'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l brief -d 'Of a card show the verdict and what to do, of a table the rows alone'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l no-pager -d 'Show a card as it is, however high; else KAMI_PAGER or PAGER shows one higher than the terminal'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l ascii -d 'Signs and rules in ASCII, for terminals that show others too wide or not at all'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -s v -l verbose -d 'Print more'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -l letter -d 'Give a text for the ticket of each record that has to go through customer service'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from check-unbind" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l from -d 'Format of the input (auto, csv, tsv, json, …)' -r -f -a "auto\t''
csv\t''
tsv\t''
json\t''
jsonl\t''
xlsx\t''
xls\t''
ods\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l columns -d 'Names of the columns where there is no header' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l skip-lines -d 'Lines before the header to pass over (default 0)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l delimiter -d 'Character between cells (found by itself)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l encoding -d 'Encoding of the input (auto, utf-8, gb18030, …)' -r -f -a "auto\t''
utf-8\t''
gb18030\t''
gbk\t''
utf-16le\t''
utf-16be\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l at -d 'Read the objects in this member of a JSON object, which may be a path such as data.list' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l sheet -d 'Sheet of a workbook to read (default: the first visible one; repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l max-record-size -d 'A larger record is invalid (default: 16M)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l max-unpacked -d 'Hold at most this much unpacked, as of a workbook; what is streamed has no limit (default: 1G)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l map -d 'Read a field from a column of any name (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l na -d 'More texts that stand for a missing value, beside -, N/A and the like (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l tz -d 'Zone of times that name none (default +08:00)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l now -d 'The moment to decide at (default: the clock)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l off -d 'Decide without a rule (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l fail-on -d 'Exit with 1 if a record has such a verdict' -r -f -a "open\t''
urgent\t''
unknown\t''
closed\t''
invalid\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l threads -d 'Number of threads (default: all CPUs)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l turn -d 'Say which least changes of facts would make the verdict this one, or better' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l until -d 'Say when the result turns by time alone within this span, such as 30d or 2h' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l receipt -d 'Write a receipt of hashes, for kami verify' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l only -d 'Write results of these verdicts only (open, …)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l record -d 'Show the Nth record of many as a card' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l urgent-within -d 'An order is urgent with this much time left, or less' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -s f -l format -d 'Format (default: by the ending of -o, or table)' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
xlsx\t''
html\t''
markdown\t''
github\t''
junit\t''
ics\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l all-sheets -d 'Read all visible sheets of a workbook'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l strict-columns -d 'Refuse an input with a column that is not known'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l columns-report -d 'Say which field each column is read as, with samples, and decide nothing'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l no-assume -d 'Say unknown where a fact would have to be assumed'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l summary -d 'Write a summary in place of the results'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l explain -d 'Give every rule\'s message and source'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l steps -d 'Give the guided steps'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l flag-duplicates -d 'Warn of a card_no (or id) that stood in an earlier record'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l passthrough -d 'Put the input\'s own columns first'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l bom -d 'Begin CSV with a byte order mark and guard long numbers, for Excel'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l labels -d 'Words for headings and codes in CSV and TSV'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l wide -d 'Show all columns; on a terminal a block of lines for each record'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l brief -d 'Of a card show the verdict and what to do, of a table the rows alone'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l no-pager -d 'Show a card as it is, however high; else KAMI_PAGER or PAGER shows one higher than the terminal'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -l ascii -d 'Signs and rules in ASCII, for terminals that show others too wide or not at all'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -s v -l verbose -d 'Print more'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from cancel-window" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l from -d 'Format of the input (auto, csv, tsv, json, …)' -r -f -a "auto\t''
csv\t''
tsv\t''
json\t''
jsonl\t''
xlsx\t''
xls\t''
ods\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l columns -d 'Names of the columns where there is no header' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l skip-lines -d 'Lines before the header to pass over (default 0)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l delimiter -d 'Character between cells (found by itself)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l encoding -d 'Encoding of the input (auto, utf-8, gb18030, …)' -r -f -a "auto\t''
utf-8\t''
gb18030\t''
gbk\t''
utf-16le\t''
utf-16be\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l at -d 'Read the objects in this member of a JSON object, which may be a path such as data.list' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l sheet -d 'Sheet of a workbook to read (default: the first visible one; repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l max-record-size -d 'A larger record is invalid (default: 16M)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l max-unpacked -d 'Hold at most this much unpacked, as of a workbook; what is streamed has no limit (default: 1G)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l map -d 'Read a field from a column of any name (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l na -d 'More texts that stand for a missing value, beside -, N/A and the like (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l tz -d 'Zone of times that name none (default +08:00)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l now -d 'The moment to decide at (default: the clock)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l off -d 'Decide without a rule (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l fail-on -d 'Exit with 1 if a record has such a verdict' -r -f -a "quoted\t''
flagged\t''
unknown\t''
rejected\t''
invalid\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l threads -d 'Number of threads (default: all CPUs)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l turn -d 'Say which least changes of facts would make the verdict this one, or better' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l until -d 'Say when the result turns by time alone within this span, such as 30d or 2h' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l receipt -d 'Write a receipt of hashes, for kami verify' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l only -d 'Write results of these verdicts only (quoted, …)' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l record -d 'Show the Nth record of many as a card' -r
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l rank -d 'Rank by what is left or by arrival (net, speed)' -r -f -a "net\t''
speed\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l platform -d 'Ask only this platform (repeatable) (platform-a, …)' -r -f -a "platform-a\t''
platform-b\t''
platform-c\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -s f -l format -d 'Format (default: by the ending of -o, or table)' -r -f -a "table\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
xlsx\t''
html\t''
markdown\t''
github\t''
junit\t''
ics\t''"
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l all-sheets -d 'Read all visible sheets of a workbook'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l strict-columns -d 'Refuse an input with a column that is not known'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l columns-report -d 'Say which field each column is read as, with samples, and decide nothing'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l no-assume -d 'Say unknown where a fact would have to be assumed'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l summary -d 'Write a summary in place of the results'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l explain -d 'Give every rule\'s message and source'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l steps -d 'Give the guided steps'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l flag-duplicates -d 'Warn of a card_no (or id) that stood in an earlier record'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l passthrough -d 'Put the input\'s own columns first'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l bom -d 'Begin CSV with a byte order mark and guard long numbers, for Excel'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l labels -d 'Words for headings and codes in CSV and TSV'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l wide -d 'Show all columns; on a terminal a block of lines for each record'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l brief -d 'Of a card show the verdict and what to do, of a table the rows alone'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l no-pager -d 'Show a card as it is, however high; else KAMI_PAGER or PAGER shows one higher than the terminal'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l ascii -d 'Signs and rules in ASCII, for terminals that show others too wide or not at all'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -s v -l verbose -d 'Print more'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -l all -d 'List the platforms that decline as well'
complete -c kami -n "__fish_kami_using_subcommand ask; and __fish_seen_subcommand_from recycle-quote" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand policy; and not __fish_seen_subcommand_from list show check test diff graph export" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and not __fish_seen_subcommand_from list show check test diff graph export" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and not __fish_seen_subcommand_from list show check test diff graph export" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand policy; and not __fish_seen_subcommand_from list show check test diff graph export" -f -a "list" -d 'The rules, with conditions, effects and sources'
complete -c kami -n "__fish_kami_using_subcommand policy; and not __fish_seen_subcommand_from list show check test diff graph export" -f -a "show" -d 'All that is known of a rule'
complete -c kami -n "__fish_kami_using_subcommand policy; and not __fish_seen_subcommand_from list show check test diff graph export" -f -a "check" -d 'What is wrong in policy files, before anything is decided by them'
complete -c kami -n "__fish_kami_using_subcommand policy; and not __fish_seen_subcommand_from list show check test diff graph export" -f -a "test" -d 'Decide the [[case]] tables of policy files and show what differs'
complete -c kami -n "__fish_kami_using_subcommand policy; and not __fish_seen_subcommand_from list show check test diff graph export" -f -a "diff" -d 'What two policies differ in, and which records they decide differently'
complete -c kami -n "__fish_kami_using_subcommand policy; and not __fish_seen_subcommand_from list show check test diff graph export" -f -a "graph" -d 'From conditions to outcomes, as a graph of a command, platform or channel'
complete -c kami -n "__fish_kami_using_subcommand policy; and not __fish_seen_subcommand_from list show check test diff graph export" -f -a "export" -d 'The built-in policy as one file to start from'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -l command -d 'Rules of this command only (check-unbind, …)' -r -f -a "check-unbind\t''
cancel-window\t''
recycle-quote\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -l source -d 'Rules of this source only' -r -f -a "jd-unbind\t''
jdf-bank-card\t''
kameng-credit\t''
ecard-cancel\t''
recycling-guide\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -l grade -d 'Rules of this grade only (claimed, derived, stated)' -r -f -a "claimed\t''
derived\t''
stated\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -s f -l format -d 'Format (table, json, markdown; default table)' -r -f -a "table\t''
json\t''
markdown\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -l now -d 'The moment to judge age at (default: the clock)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -l disputed -d 'Disputed rules only'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -l changed -d 'Only rules that a layer adds, changes or switches off'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from list" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from show" -s f -l format -d 'Format (table, json, markdown; default table)' -r -f -a "table\t''
json\t''
markdown\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from show" -l now -d 'The moment to judge age at (default: the clock)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from show" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from show" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from show" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from show" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from show" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from check" -s f -l format -d 'Format (table, json, github, junit, sarif)' -r -f -a "table\t''
json\t''
github\t''
junit\t''
sarif\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from check" -l stale -d 'Find sources that rules rest on and that are older, or undated' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from check" -l now -d 'The moment to judge age at (default: the clock)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from check" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from check" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from check" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from check" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from check" -l witness -d 'Find rules that others shadow and words without rules, with commands that show it'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from check" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from test" -s f -l format -d 'Format (table, json, github, junit; default table)' -r -f -a "table\t''
json\t''
github\t''
junit\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from test" -l fail-under -d 'Exit with 1 if fewer of the changes are noticed' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from test" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from test" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from test" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from test" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from test" -l coverage -d 'Say of which clauses no case shows both sides'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from test" -l mutate -d 'Change rules one thing at a time, and say what no case notices'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from test" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from test" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l over -d 'Decide these records by both (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l command -d 'What the records are for (check-unbind, …)' -r -f -a "check-unbind\t''
cancel-window\t''
recycle-quote\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l now -d 'The moment to decide at (default: the clock)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l then -d 'Decide by NEW at this later moment; OLD alone will do' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l fail-on -d 'Exit with 1 if a verdict is worse, or anything has changed' -r -f -a "worse\t''
changed\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -s f -l format -d 'Format (table, json, jsonl; default table)' -r -f -a "table\t''
json\t''
jsonl\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l threads -d 'Number of threads (default: all CPUs)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l from -d 'Format of the input (auto, csv, tsv, json, …)' -r -f -a "auto\t''
csv\t''
tsv\t''
json\t''
jsonl\t''
xlsx\t''
xls\t''
ods\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l columns -d 'Names of the columns where there is no header' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l skip-lines -d 'Lines before the header to pass over (default 0)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l delimiter -d 'Character between cells (found by itself)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l encoding -d 'Encoding of the input (auto, utf-8, gb18030, …)' -r -f -a "auto\t''
utf-8\t''
gb18030\t''
gbk\t''
utf-16le\t''
utf-16be\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l at -d 'Read the objects in this member of a JSON object, which may be a path such as data.list' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l sheet -d 'Sheet of a workbook to read (default: the first visible one; repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l max-record-size -d 'A larger record is invalid (default: 16M)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l max-unpacked -d 'Hold at most this much unpacked, as of a workbook; what is streamed has no limit (default: 1G)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l map -d 'Read a field from a column of any name (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l na -d 'More texts that stand for a missing value, beside -, N/A and the like (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l tz -d 'Zone of times that name none (default +08:00)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l witness -d 'Without records, make one for each changed rule whose result differs'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l all-sheets -d 'Read all visible sheets of a workbook'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l strict-columns -d 'Refuse an input with a column that is not known'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -l columns-report -d 'Say which field each column is read as, with samples, and decide nothing'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from diff" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from graph" -s f -l format -d 'Format (mermaid, dot; default mermaid)' -r -f -a "mermaid\t''
dot\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from graph" -l now -d 'The moment whose rules are drawn (default: the clock)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from graph" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from graph" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from graph" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from graph" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from graph" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from graph" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from export" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from export" -s o -l output -d 'Write to a file, whole or not at all' -r
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from export" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from export" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from export" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand verify" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand verify" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand verify" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand verify" -s q -l quiet -d 'Print nothing but errors'
complete -c kami -n "__fish_kami_using_subcommand verify" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand template" -s o -l output -d 'A .xlsx or .csv file to write' -r
complete -c kami -n "__fish_kami_using_subcommand template" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand template" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand template" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand template" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand schema" -l policy -d 'Lay a policy file over the built-in one (repeatable)' -r
complete -c kami -n "__fish_kami_using_subcommand schema" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand schema" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand schema" -l output -d 'Of its result, a line of -f jsonl'
complete -c kami -n "__fish_kami_using_subcommand schema" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand completions" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand completions" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand completions" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand man" -l lang -d 'Language of help and messages (auto, en, zh)' -r -f -a "auto\t''
en\t''
zh\t''"
complete -c kami -n "__fish_kami_using_subcommand man" -l color -d 'Colours (auto, always, never; default auto)' -r -f -a "auto\t''
always\t''
never\t''"
complete -c kami -n "__fish_kami_using_subcommand man" -s h -l help -d 'Help; -h is shorter'
complete -c kami -n "__fish_kami_using_subcommand check-unbind; and string match -q '*=*' -- (commandline -ct)" -f
complete -c kami -n "__fish_kami_using_subcommand check-unbind" -a "id= card_no= platform=jd platform=taobao platform=pdd platform=jd-finance platform=kameng form=electronic form=physical state=new state=bound state=partially-used state=expired state=used face_value= balance= expires_on= bound_at= real_name_verified=true real_name_verified=false name_matches=true name_matches=false violations=true violations=false unusual_login=true unusual_login=false account_status=normal account_status=abnormal account_status=frozen account_status=dormant order_linked=true order_linked=false promo_linked=true promo_linked=false transferred=true transferred=false via_agent=true via_agent=false split_used=true split_used=false promo_ends_on= documents=id-photos documents=id-handheld documents=serial-screenshot documents=proof-of-purchase documents=name-proof documents=rights-transfer-agreement documents=address-and-device-history documents=closure-certificate stage=first-review stage=second-review stage=final-review stage=awaiting-confirmation stage_since= unsettled=true unsettled=false maintenance=true maintenance=false auto_debit=true auto_debit=false holder_matches=true holder_matches=false has_instalments=true has_instalments=false debt= pending_balance= card_status=normal card_status=frozen card_status=lost card_status=cancelled failed_attempts="
complete -c kami -n "__fish_kami_using_subcommand cancel-window; and string match -q '*=*' -- (commandline -ct)" -f
complete -c kami -n "__fish_kami_using_subcommand cancel-window" -a "id= card_no= channel=jd-official channel=jd-enterprise channel=jd-global channel=transfer channel=kaquanmao channel=duidui channel=suhuishou channel=paid-pilot channel=other face_value= balance= submitted_at= scheduled_at= order_stage=draft order_stage=submitted order_stage=verifying order_stage=verified order_stage=settled order_stage=failed client=app client=web discount_rate= payout=original payout=jd-balance payout=bank-card annual_purchases= cancelled_today= recipient_activated=true recipient_activated=false issue=duplicate issue=wrong-amount issue=theft issue=mistaken-transfer issue=system-fault issue=mistaken-order issue=late-payout issue=amount-mismatch issue=card-rejected evidence=notarised evidence=recording evidence=screenshot vip_level="
complete -c kami -n "__fish_kami_using_subcommand recycle-quote; and string match -q '*=*' -- (commandline -ct)" -f
complete -c kami -n "__fish_kami_using_subcommand recycle-quote" -a "id= card_no= form=electronic form=physical state=new state=bound state=partially-used state=expired state=used face_value= balance= expires_on= bound_at= issuer=jd offered_rate= offered_price= deposit_requested=true deposit_requested=false"
complete -c kami -n "__fish_kami_using_subcommand compare-platforms; and string match -q '*=*' -- (commandline -ct)" -f
complete -c kami -n "__fish_kami_using_subcommand compare-platforms" -a "id= card_no= platform=jd platform=taobao platform=pdd platform=jd-finance platform=kameng channel=jd-official channel=jd-enterprise channel=jd-global channel=transfer channel=kaquanmao channel=duidui channel=suhuishou channel=paid-pilot channel=other form=electronic form=physical state=new state=bound state=partially-used state=expired state=used face_value= balance= expires_on= bound_at= issuer=jd real_name_verified=true real_name_verified=false name_matches=true name_matches=false violations=true violations=false unusual_login=true unusual_login=false account_status=normal account_status=abnormal account_status=frozen account_status=dormant order_linked=true order_linked=false promo_linked=true promo_linked=false transferred=true transferred=false via_agent=true via_agent=false split_used=true split_used=false promo_ends_on= documents=id-photos documents=id-handheld documents=serial-screenshot documents=proof-of-purchase documents=name-proof documents=rights-transfer-agreement documents=address-and-device-history documents=closure-certificate stage=first-review stage=second-review stage=final-review stage=awaiting-confirmation stage_since= unsettled=true unsettled=false maintenance=true maintenance=false auto_debit=true auto_debit=false holder_matches=true holder_matches=false has_instalments=true has_instalments=false debt= pending_balance= card_status=normal card_status=frozen card_status=lost card_status=cancelled failed_attempts= submitted_at= scheduled_at= order_stage=draft order_stage=submitted order_stage=verifying order_stage=verified order_stage=settled order_stage=failed client=app client=web discount_rate= payout=original payout=jd-balance payout=bank-card annual_purchases= cancelled_today= recipient_activated=true recipient_activated=false issue=duplicate issue=wrong-amount issue=theft issue=mistaken-transfer issue=system-fault issue=mistaken-order issue=late-payout issue=amount-mismatch issue=card-rejected evidence=notarised evidence=recording evidence=screenshot vip_level= offered_rate= offered_price= deposit_requested=true deposit_requested=false"
complete -c kami -n "__fish_kami_using_subcommand policy; and __fish_seen_subcommand_from show" -f -a "jd.route jd.documents jd.documents.electronic jd.review jd.confirm jd.confirm.expired jd.state.new jd.state.bound jd.state.partial jd.state.expired jd.state.expired-partial jd.state.used jd.real-name jd.violations jd.name-mismatch jd.frozen jd.order-linked jd.promo-linked jd.transferred jd.unusual-login jd.account-abnormal jd.high-value jd.speed-up jd.after jd.step.before jd.step.1 jd.step.2 jd.step.3 taobao.route taobao.review taobao.source taobao.silent taobao.silent.account taobao.high-risk pdd.route pdd.instant pdd.split-used pdd.silent pdd.silent.account pdd.irreversible jdf.route jdf.instant jdf.delay jdf.unsettled jdf.debt jdf.failed jdf.silent.account jdf.silent.card jdf.before jdf.after jdf.step.1 jdf.step.2 jdf.step.3 jdf.step.4 jdf.step.5 jdf.step.6 jdf.step.7 jdf.step.8 jdf.step.9 jdf.step.10 kameng.route kameng.attempts kameng.account-abnormal kameng.account-frozen kameng.real-name kameng.name-mismatch kameng.debt kameng.holder kameng.card-cancelled kameng.card-frozen kameng.card-lost kameng.pending-balance kameng.auto-debit kameng.fault kameng.cooling-off kameng.no-force kameng.no-force.account kameng.official-only kameng.identity-check kameng.extra-check kameng.licence kameng.after.status kameng.after.bills kameng.after.settings kameng.after.credit-report kameng.after.security kameng.step.1 kameng.step.2 kameng.step.3 kameng.step.4 cancel.draft cancel.draft-channel cancel.failed cancel.final jd-official.window jd-official.verifying kaquanmao.window duidui.window suhuishou.window suhuishou.verified third-party.verified other.window other.strict third-party.strict paid-pilot.window paid-pilot.cap jd-global.never transfer.open transfer.closed enterprise.scheduled enterprise.bulk enterprise.bulk-hint jd-official.latency third-party.latency third-party.odds third-party.lenient cancel.check-notice cancel.never-spend jd-official.client jd-official.code-read remedy.fast-call remedy.duplicate remedy.wrong-amount remedy.theft remedy.mistaken-transfer remedy.system-fault remedy.trouble remedy.appeal remedy.late-appeal remedy.voucher remedy.payout.original remedy.payout.jd-balance remedy.vip remedy.evidence remedy.record prevent.second-confirm prevent.small-first prevent.screenshots prevent.t-plus-1 prevent.notarise quote.platform-a quote.platform-b quote.platform-c quote.issuer quote.unused quote.expired quote.minimum quote.physical quote.bound quote.aml quote.offer.too-high quote.offer.low quote.scam-signs quote.offer.deposit quote.electronic-rates quote.large-value quote.demand quote.no-official quote.platform-check quote.card-secret quote.keep-evidence quote.tax quote.strict-cancel quote.lenient-cancel quote.step.1 quote.step.2 quote.step.3 quote.step.4 quote.step.5"
complete -c kami -n "__fish_kami_using_subcommand schema" -f -a "check-unbind cancel-window recycle-quote compare-platforms"
complete -c kami -n "__fish_kami_using_subcommand completions" -f -a "bash elvish fish powershell zsh"
