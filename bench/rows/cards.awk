# The same decision in awk, 7 narrow columns. Cells are taken to hold no quotes and no commas.
BEGIN { FS = ","; OFS = ","; today = "2026-11-22"; late = "2026-11-19 10:00:00" }
NR == 1 { print "id,verdict,route,priority,days_min,days_max,rules"; next }
{
    platform = $3; form = $4; value = $6; balance = $7; papers = $18; stage = $19
    given = $5 == "new" ? 1 : $5 == "bound" ? 2 : $5 == "partially-used" ? 3 : $5 == "expired" ? 4 : $5 == "used" ? 5 : 0
    st = 0
    if (balance != "" && balance + 0 == 0) st = 5
    else if ($8 != "" && $8 < today) st = 4
    else if (balance != "" && value != "" && balance + 0 < value + 0) st = 3
    if (given > st) st = given
    if (st < 2 && $9 != "") st = 2
    is_frozen = $14 == "frozen"
    priority = ""; min = ""; max = ""; verdict = "eligible"
    if (platform == "jd") {
        route = "service-ticket"
        rules = "jd.route;jd.documents"
        if (form == "electronic") rules = rules ";jd.documents.electronic"
        rules = rules ";jd.review"
        awaits = stage == "awaiting-confirmation"
        is_late = awaits && $20 != "" && $20 < late
        asks_papers = is_late || stage == "" || stage == "first-review"
        if (is_late) { verdict = "conditional"; rules = rules ";jd.confirm.expired" }
        else if (awaits) rules = rules ";jd.confirm"
        if (st == 1) { priority = "high"; rules = rules ";jd.state.new" }
        else if (st == 2) { priority = "medium"; rules = rules ";jd.state.bound" }
        else if (st == 3) { priority = "low"; verdict = "conditional"; rules = rules ";jd.state.partial" }
        else if (st == 4) { priority = "very-low"; verdict = "conditional"; rules = rules ";jd.state.expired"
            if (balance != "" && value != "" && balance + 0 < value + 0) rules = rules ";jd.state.expired-partial" }
        else if (st == 5) rules = rules ";jd.state.used"
        if ($10 == "false") { verdict = "conditional"; rules = rules ";jd.real-name" }
        if ($12 == "true") rules = rules ";jd.violations"
        if ($11 == "false" && asks_papers) { verdict = "conditional"; rules = rules ";jd.name-mismatch" }
        if (is_frozen) { verdict = "conditional"; rules = rules ";jd.frozen" }
        if ($15 == "true") { verdict = "conditional"; rules = rules ";jd.order-linked" }
        if ($16 == "true") { verdict = "conditional"; rules = rules ";jd.promo-linked" }
        if ($17 == "true") { verdict = "conditional"; rules = rules ";jd.transferred" }
        if (verdict == "eligible" && papers != "" && asks_papers) {
            if (!index(papers, "id-photos") || !index(papers, "id-handheld") || !index(papers, "serial-screenshot"))
                verdict = "conditional"
            else if ((form == "electronic" || st == 2) && !index(papers, "proof-of-purchase")) verdict = "conditional"
        }
        if (st == 0 && (!awaits || is_late)) verdict = "unknown"
        if (st == 5 || $12 == "true") verdict = "blocked"
        if (verdict == "eligible" || verdict == "conditional") {
            min = 6; max = 15
            if (is_late) ;
            else if (stage == "second-review") { min = 5; max = 12 }
            else if (stage == "final-review") { min = 3; max = 7 }
            else if (stage == "awaiting-confirmation") { min = 0; max = 0 }
        }
    } else if (platform == "kameng") {
        route = "self-service"; rules = "kameng.route"
        if ($14 == "abnormal" || $14 == "dormant") rules = rules ";kameng.account-abnormal"
        else if (is_frozen) rules = rules ";kameng.account-frozen"
        if ($10 == "false") rules = rules ";kameng.real-name"
        if ($11 == "false") rules = rules ";kameng.name-mismatch"
        if (rules != "kameng.route") verdict = "conditional"
        rules = rules ";kameng.cooling-off"
    } else {
        if (platform == "taobao") { route = "self-service"; rules = "taobao.route;taobao.review"; min = 1; max = 3; own = "taobao" }
        else if (platform == "pdd") { route = "delete"; rules = "pdd.route;pdd.instant"; min = 0; max = 0; own = "pdd" }
        else { route = "self-service"; rules = "jdf.route;jdf.instant"; min = 0; max = 0; own = "jdf" }
        if (st >= 4 && own != "jdf") { verdict = "unknown"; rules = rules ";" own ".silent" }
        if (is_frozen) { verdict = "unknown"; rules = rules ";" own ".silent.account" }
        if (verdict == "unknown") { min = ""; max = "" }
    }
    print $1, verdict, route, priority, min, max, rules
}
