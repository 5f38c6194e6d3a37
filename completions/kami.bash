_kami() {
    local i cur prev opts cmd
    COMPREPLY=()
    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
        cur="$2"
    else
        cur="${COMP_WORDS[COMP_CWORD]}"
    fi
    prev="$3"
    cmd=""
    opts=""

    for i in "${COMP_WORDS[@]:0:COMP_CWORD}"
    do
        case "${cmd},${i}" in
            ",$1")
                cmd="kami"
                ;;
            kami,cancel-window)
                cmd="kami__subcmd__cancel__subcmd__window"
                ;;
            kami,check-unbind)
                cmd="kami__subcmd__check__subcmd__unbind"
                ;;
            kami,compare-platforms)
                cmd="kami__subcmd__compare__subcmd__platforms"
                ;;
            kami,completions)
                cmd="kami__subcmd__completions"
                ;;
            kami,man)
                cmd="kami__subcmd__man"
                ;;
            kami,policy)
                cmd="kami__subcmd__policy"
                ;;
            kami,recycle-quote)
                cmd="kami__subcmd__recycle__subcmd__quote"
                ;;
            kami,schema)
                cmd="kami__subcmd__schema"
                ;;
            kami,verify)
                cmd="kami__subcmd__verify"
                ;;
            kami__subcmd__policy,check)
                cmd="kami__subcmd__policy__subcmd__check"
                ;;
            kami__subcmd__policy,diff)
                cmd="kami__subcmd__policy__subcmd__diff"
                ;;
            kami__subcmd__policy,export)
                cmd="kami__subcmd__policy__subcmd__export"
                ;;
            kami__subcmd__policy,list)
                cmd="kami__subcmd__policy__subcmd__list"
                ;;
            kami__subcmd__policy,show)
                cmd="kami__subcmd__policy__subcmd__show"
                ;;
            kami__subcmd__policy,test)
                cmd="kami__subcmd__policy__subcmd__test"
                ;;
            *)
                ;;
        esac
    done

    case "${cmd}" in
        kami)
            opts="-h -V --help --version --lang check-unbind cancel-window recycle-quote compare-platforms policy verify schema completions man"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 1 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__cancel__subcmd__window)
            opts="-f -o -q -v -h --from --columns --skip-lines --delimiter --encoding --at --sheet --all-sheets --max-record-size --max-unpacked --map --strict-columns --columns-report --na --tz --now --no-assume --policy --fail-on --threads --turn --until --format --output --receipt --only --summary --explain --steps --flag-duplicates --passthrough --bom --labels --wide --brief --record --lang --color --quiet --verbose --urgent-within --help id= card_no= channel=jd-official channel=jd-enterprise channel=jd-global channel=transfer channel=kaquanmao channel=duidui channel=suhuishou channel=paid-pilot channel=other face_value= balance= submitted_at= scheduled_at= order_stage=draft order_stage=submitted order_stage=verifying order_stage=verified order_stage=settled order_stage=failed client=app client=web discount_rate= payout=original payout=jd-balance payout=bank-card annual_purchases= cancelled_today= recipient_activated=true recipient_activated=false issue=duplicate issue=wrong-amount issue=theft issue=mistaken-transfer issue=system-fault issue=mistaken-order issue=late-payout issue=amount-mismatch issue=card-rejected evidence=notarised evidence=recording evidence=screenshot vip_level="
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --from)
                    COMPREPLY=($(compgen -W "auto csv tsv json jsonl xlsx" -- "${cur}"))
                    return 0
                    ;;
                --columns)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --skip-lines)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --delimiter)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --encoding)
                    COMPREPLY=($(compgen -W "auto utf-8 gb18030 gbk utf-16le utf-16be" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sheet)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-record-size)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-unpacked)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --map)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --na)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --tz)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --now)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --policy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "open urgent unknown closed invalid" -- "${cur}"))
                    return 0
                    ;;
                --threads)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --turn)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "table json jsonl csv tsv xlsx html markdown github junit" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "table json jsonl csv tsv xlsx html markdown github junit" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --receipt)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --record)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --urgent-within)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__check__subcmd__unbind)
            opts="-f -o -q -v -h --from --columns --skip-lines --delimiter --encoding --at --sheet --all-sheets --max-record-size --max-unpacked --map --strict-columns --columns-report --na --tz --now --no-assume --policy --fail-on --threads --turn --until --format --output --receipt --only --summary --explain --steps --flag-duplicates --passthrough --bom --labels --wide --brief --record --lang --color --quiet --verbose --letter --help id= card_no= platform=jd platform=taobao platform=pdd platform=jd-finance platform=kameng form=electronic form=physical state=new state=bound state=partially-used state=expired state=used face_value= balance= expires_on= bound_at= real_name_verified=true real_name_verified=false name_matches=true name_matches=false violations=true violations=false unusual_login=true unusual_login=false account_status=normal account_status=abnormal account_status=frozen account_status=dormant order_linked=true order_linked=false promo_linked=true promo_linked=false transferred=true transferred=false via_agent=true via_agent=false split_used=true split_used=false promo_ends_on= documents=id-photos documents=id-handheld documents=serial-screenshot documents=proof-of-purchase documents=name-proof documents=rights-transfer-agreement documents=address-and-device-history documents=closure-certificate stage=first-review stage=second-review stage=final-review stage=awaiting-confirmation stage_since= unsettled=true unsettled=false maintenance=true maintenance=false auto_debit=true auto_debit=false holder_matches=true holder_matches=false has_instalments=true has_instalments=false debt= pending_balance= card_status=normal card_status=frozen card_status=lost card_status=cancelled failed_attempts="
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --from)
                    COMPREPLY=($(compgen -W "auto csv tsv json jsonl xlsx" -- "${cur}"))
                    return 0
                    ;;
                --columns)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --skip-lines)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --delimiter)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --encoding)
                    COMPREPLY=($(compgen -W "auto utf-8 gb18030 gbk utf-16le utf-16be" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sheet)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-record-size)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-unpacked)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --map)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --na)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --tz)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --now)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --policy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "eligible conditional unknown blocked invalid" -- "${cur}"))
                    return 0
                    ;;
                --threads)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --turn)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "table json jsonl csv tsv xlsx html markdown github junit" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "table json jsonl csv tsv xlsx html markdown github junit" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --receipt)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --record)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__compare__subcmd__platforms)
            opts="-f -o -q -v -h --from --columns --skip-lines --delimiter --encoding --at --sheet --all-sheets --max-record-size --max-unpacked --map --strict-columns --columns-report --na --tz --now --no-assume --policy --threads --format --output --explain --steps --flag-duplicates --passthrough --bom --labels --wide --brief --record --lang --color --quiet --verbose --rank --topic --help id= card_no= platform=jd platform=taobao platform=pdd platform=jd-finance platform=kameng channel=jd-official channel=jd-enterprise channel=jd-global channel=transfer channel=kaquanmao channel=duidui channel=suhuishou channel=paid-pilot channel=other form=electronic form=physical state=new state=bound state=partially-used state=expired state=used face_value= balance= expires_on= bound_at= issuer=jd real_name_verified=true real_name_verified=false name_matches=true name_matches=false violations=true violations=false unusual_login=true unusual_login=false account_status=normal account_status=abnormal account_status=frozen account_status=dormant order_linked=true order_linked=false promo_linked=true promo_linked=false transferred=true transferred=false via_agent=true via_agent=false split_used=true split_used=false promo_ends_on= documents=id-photos documents=id-handheld documents=serial-screenshot documents=proof-of-purchase documents=name-proof documents=rights-transfer-agreement documents=address-and-device-history documents=closure-certificate stage=first-review stage=second-review stage=final-review stage=awaiting-confirmation stage_since= unsettled=true unsettled=false maintenance=true maintenance=false auto_debit=true auto_debit=false holder_matches=true holder_matches=false has_instalments=true has_instalments=false debt= pending_balance= card_status=normal card_status=frozen card_status=lost card_status=cancelled failed_attempts= submitted_at= scheduled_at= order_stage=draft order_stage=submitted order_stage=verifying order_stage=verified order_stage=settled order_stage=failed client=app client=web discount_rate= payout=original payout=jd-balance payout=bank-card annual_purchases= cancelled_today= recipient_activated=true recipient_activated=false issue=duplicate issue=wrong-amount issue=theft issue=mistaken-transfer issue=system-fault issue=mistaken-order issue=late-payout issue=amount-mismatch issue=card-rejected evidence=notarised evidence=recording evidence=screenshot vip_level= offered_rate= offered_price= deposit_requested=true deposit_requested=false"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --from)
                    COMPREPLY=($(compgen -W "auto csv tsv json jsonl xlsx" -- "${cur}"))
                    return 0
                    ;;
                --columns)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --skip-lines)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --delimiter)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --encoding)
                    COMPREPLY=($(compgen -W "auto utf-8 gb18030 gbk utf-16le utf-16be" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sheet)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-record-size)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-unpacked)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --map)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --na)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --tz)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --now)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --policy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --threads)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "table json jsonl csv tsv xlsx html markdown github junit" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "table json jsonl csv tsv xlsx html markdown github junit" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --record)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --rank)
                    COMPREPLY=($(compgen -W "net speed" -- "${cur}"))
                    return 0
                    ;;
                --topic)
                    COMPREPLY=($(compgen -W "unbind cancel recycle channel form remedy risk price trouble background" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__completions)
            opts="-h --lang --help bash elvish fish powershell zsh"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__man)
            opts="-h --lang --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__policy)
            opts="-h --lang --help list show check test diff export"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__policy__subcmd__check)
            opts="-o -q -h --policy --output --lang --color --quiet --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --policy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__policy__subcmd__diff)
            opts="-f -o -q -h --over --command --now --then --fail-on --format --threads --output --lang --color --quiet --from --columns --skip-lines --delimiter --encoding --at --sheet --all-sheets --max-record-size --max-unpacked --map --strict-columns --columns-report --na --tz --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --over)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --command)
                    COMPREPLY=($(compgen -W "check-unbind cancel-window recycle-quote" -- "${cur}"))
                    return 0
                    ;;
                --now)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --then)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "worse changed" -- "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "table json jsonl" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "table json jsonl" -- "${cur}"))
                    return 0
                    ;;
                --threads)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --from)
                    COMPREPLY=($(compgen -W "auto csv tsv json jsonl xlsx" -- "${cur}"))
                    return 0
                    ;;
                --columns)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --skip-lines)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --delimiter)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --encoding)
                    COMPREPLY=($(compgen -W "auto utf-8 gb18030 gbk utf-16le utf-16be" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sheet)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-record-size)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-unpacked)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --map)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --na)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --tz)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__policy__subcmd__export)
            opts="-o -q -h --policy --output --lang --color --quiet --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --policy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__policy__subcmd__list)
            opts="-f -o -q -h --command --source --grade --disputed --format --now --policy --output --lang --color --quiet --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --command)
                    COMPREPLY=($(compgen -W "check-unbind cancel-window recycle-quote" -- "${cur}"))
                    return 0
                    ;;
                --source)
                    COMPREPLY=($(compgen -W "jd-unbind jdf-bank-card kameng-credit ecard-cancel recycling-guide" -- "${cur}"))
                    return 0
                    ;;
                --grade)
                    COMPREPLY=($(compgen -W "claimed derived stated" -- "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "table json markdown" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "table json markdown" -- "${cur}"))
                    return 0
                    ;;
                --now)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --policy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__policy__subcmd__show)
            opts="-f -o -q -h --format --now --policy --output --lang --color --quiet --help jd.route jd.documents jd.documents.electronic jd.review jd.confirm jd.confirm.expired jd.state.new jd.state.bound jd.state.partial jd.state.expired jd.state.expired-partial jd.state.used jd.real-name jd.violations jd.name-mismatch jd.frozen jd.order-linked jd.promo-linked jd.transferred jd.unusual-login jd.account-abnormal jd.high-value jd.speed-up jd.after jd.step.before jd.step.1 jd.step.2 jd.step.3 taobao.route taobao.review taobao.source taobao.silent taobao.silent.account taobao.high-risk pdd.route pdd.instant pdd.split-used pdd.silent pdd.silent.account pdd.irreversible jdf.route jdf.instant jdf.delay jdf.unsettled jdf.debt jdf.failed jdf.silent.account jdf.silent.card jdf.before jdf.after jdf.step.1 jdf.step.2 jdf.step.3 jdf.step.4 jdf.step.5 jdf.step.6 jdf.step.7 jdf.step.8 jdf.step.9 jdf.step.10 kameng.route kameng.attempts kameng.account-abnormal kameng.account-frozen kameng.real-name kameng.name-mismatch kameng.debt kameng.holder kameng.card-cancelled kameng.card-frozen kameng.card-lost kameng.pending-balance kameng.auto-debit kameng.fault kameng.cooling-off kameng.no-force kameng.no-force.account kameng.official-only kameng.identity-check kameng.extra-check kameng.licence kameng.after.status kameng.after.bills kameng.after.settings kameng.after.credit-report kameng.after.security kameng.step.1 kameng.step.2 kameng.step.3 kameng.step.4 cancel.draft cancel.draft-channel cancel.failed cancel.final jd-official.window jd-official.verifying kaquanmao.window duidui.window suhuishou.window suhuishou.verified third-party.verified other.window other.strict third-party.strict paid-pilot.window paid-pilot.cap jd-global.never transfer.open transfer.closed enterprise.scheduled enterprise.bulk enterprise.bulk-hint jd-official.latency third-party.latency third-party.odds third-party.lenient cancel.check-notice cancel.never-spend jd-official.client jd-official.code-read remedy.fast-call remedy.duplicate remedy.wrong-amount remedy.theft remedy.mistaken-transfer remedy.system-fault remedy.trouble remedy.appeal remedy.late-appeal remedy.voucher remedy.payout.original remedy.payout.jd-balance remedy.vip remedy.evidence remedy.record prevent.second-confirm prevent.small-first prevent.screenshots prevent.t-plus-1 prevent.notarise quote.platform-a quote.platform-b quote.platform-c quote.issuer quote.unused quote.expired quote.minimum quote.physical quote.bound quote.aml quote.offer.too-high quote.offer.low quote.scam-signs quote.offer.deposit quote.electronic-rates quote.large-value quote.demand quote.no-official quote.platform-check quote.card-secret quote.keep-evidence quote.tax quote.strict-cancel quote.lenient-cancel quote.step.1 quote.step.2 quote.step.3 quote.step.4 quote.step.5"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "table json markdown" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "table json markdown" -- "${cur}"))
                    return 0
                    ;;
                --now)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --policy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__policy__subcmd__test)
            opts="-o -q -h --policy --output --lang --color --quiet --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --policy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__recycle__subcmd__quote)
            opts="-f -o -q -v -h --from --columns --skip-lines --delimiter --encoding --at --sheet --all-sheets --max-record-size --max-unpacked --map --strict-columns --columns-report --na --tz --now --no-assume --policy --fail-on --threads --turn --until --format --output --receipt --only --summary --explain --steps --flag-duplicates --passthrough --bom --labels --wide --brief --record --lang --color --quiet --verbose --rank --platform --all --help id= card_no= form=electronic form=physical state=new state=bound state=partially-used state=expired state=used face_value= balance= expires_on= bound_at= issuer=jd offered_rate= offered_price= deposit_requested=true deposit_requested=false"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --from)
                    COMPREPLY=($(compgen -W "auto csv tsv json jsonl xlsx" -- "${cur}"))
                    return 0
                    ;;
                --columns)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --skip-lines)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --delimiter)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --encoding)
                    COMPREPLY=($(compgen -W "auto utf-8 gb18030 gbk utf-16le utf-16be" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sheet)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-record-size)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-unpacked)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --map)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --na)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --tz)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --now)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --policy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "quoted flagged unknown rejected invalid" -- "${cur}"))
                    return 0
                    ;;
                --threads)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --turn)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "table json jsonl csv tsv xlsx html markdown github junit" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "table json jsonl csv tsv xlsx html markdown github junit" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -o)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --receipt)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --record)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                --rank)
                    COMPREPLY=($(compgen -W "net speed" -- "${cur}"))
                    return 0
                    ;;
                --platform)
                    COMPREPLY=($(compgen -W "platform-a platform-b platform-c" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__schema)
            opts="-h --output --policy --lang --help check-unbind cancel-window recycle-quote compare-platforms"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --policy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        kami__subcmd__verify)
            opts="-q -h --policy --lang --color --quiet --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --policy)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --lang)
                    COMPREPLY=($(compgen -W "auto en zh" -- "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
    esac
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _kami_words -o nosort -o bashdefault -o default kami
else
    complete -F _kami_words -o bashdefault -o default kami
fi

# bash breaks words at `=`, so that FIELD=VALUE comes in up to three of them.
_kami_words() {
    local at=$COMP_CWORD
    if [[ ${COMP_WORDS[at]} == "=" ]]; then
        _kami "$1" "${COMP_WORDS[at-1]}=" "$3"
    elif (( at > 1 )) && [[ ${COMP_WORDS[at-1]} == "=" ]]; then
        _kami "$1" "${COMP_WORDS[at-2]}=$2" "$3"
    else
        _kami "$@"
        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
        return 0
    fi
    COMPREPLY=("${COMPREPLY[@]#*=}")
}
