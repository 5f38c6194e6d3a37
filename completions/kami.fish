# Completion of kami for fish. What there is to offer the program itself says, so that fields, words, rules and the ids of
# your own policy (--policy, KAMI_POLICY) are those that it would read.

function __kami_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    for line in (command $before[1] __complete $before[2..-1] "$current" 2> /dev/null)
        if test "$line" = \t"files"
            set -l start (string match -r -- '^--[^=]*=' $current)
            for path in (__fish_complete_path (string replace -r -- '^--[^=]*=' '' $current))
                echo "$start$path"
            end
        else
            echo $line
        end
    end
end

complete -c kami -f -a '(__kami_complete)'
