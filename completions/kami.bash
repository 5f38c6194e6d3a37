# Completion of kami for bash. What there is to offer the program itself says, so that fields, words, rules and the ids of
# your own policy (--policy, KAMI_POLICY) are those that it would read.

_kami() {
    local word glued='' line cut='' files=''
    local -a words=()
    # bash may break words at `=` and `:`, so that FIELD=VALUE comes in several; here they are whole again.
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        if ((${#words[@]})) && [[ $glued || $word == [=:] ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        [[ $word == [=:] ]] && glued=1 || glued=''
    done
    ((COMP_CWORD)) && ((${#words[@]})) || words=('')
    local current=${words[${#words[@]} - 1]}
    # What bash takes for a word of its own is not offered again.
    [[ $current == *=* && $COMP_WORDBREAKS == *=* ]] && cut=${current%"${current##*=}"}
    [[ ${current#"$cut"} == *:* && $COMP_WORDBREAKS == *:* ]] && cut=${current%"${current##*:}"}
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == $'\tfiles' ]]; then
            files=1
        elif [[ $line ]]; then
            line=${line%%$'\t'*}
            [[ $line == *[=:] ]] && compopt -o nospace 2> /dev/null
            COMPREPLY+=("${line#"$cut"}")
        fi
    done < <("${COMP_WORDS[0]}" __complete "${words[@]}" 2> /dev/null)
    if [[ $files ]]; then
        # Names of files are quoted and marked as such; beside fields that would spoil their `=`.
        ((${#COMPREPLY[@]})) || compopt -o filenames 2> /dev/null
        while IFS= read -r line; do
            COMPREPLY+=("$line")
        done < <(compgen -f -- "${current#"$cut"}")
    fi
}

complete -F _kami kami
