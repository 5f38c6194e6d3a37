# Completion of kami for Elvish. What there is to offer the program itself says, so that fields, words, rules and the ids
# of your own policy (--policy, KAMI_POLICY) are those that it would read.

use str

set edit:completion:arg-completer[kami] = {|@words|
    (external $words[0]) __complete (all $words[1..]) 2> /dev/null | from-lines | each {|line|
        if (eq $line "\tfiles") {
            edit:complete-filename $words[-1]
        } elif (not-eq $line '') {
            var parts = [(str:split &max=2 "\t" $line)]
            edit:complex-candidate $parts[0] &display=(str:join '  ' $parts)
        }
    }
}
