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
    if (st == 0 && $9 != "") st = 2
    priority = ""; min = ""; max = ""; verdict = "eligible"
    if (platform == "jd") {
        route = "service-ticket"
        rules = "jd.route;jd.documents"
        if (form == "electronic") rules = rules ";jd.documents.electronic"
        rules = rules ";jd.review"
        is_late = 0
        if (stage == "awaiting-confirmation") {
            rules = rules ";jd.confirm"
            if ($20 != "" && $20 < late) { is_late = 1; verdict = "conditional"; rules = rules ";jd.confirm.expired" }
        }
        if (st == 1) { priority = "high"; rules = rules ";jd.state.new" }
        else if (st == 2) { priority = "medium"; rules = rules ";jd.state.bound" }
        else if (st == 3) { priority = "low"; verdict = "conditional"; rules = rules ";jd.state.partial" }
        else if (st == 4) { priority = "very-low"; verdict = "conditional"; rules = rules ";jd.state.expired" }
        else if (st == 5) rules = rules ";jd.state.used"
        if ($10 == "false") { verdict = "conditional"; rules = rules ";jd.real-name" }
        if ($12 == "true") rules = rules ";jd.violations"
        if ($11 == "false") { verdict = "conditional"; rules = rules ";jd.name-mismatch" }
        if ($14 == "frozen") { verdict = "conditional"; rules = rules ";jd.frozen" }
        if ($15 == "true") { verdict = "conditional"; rules = rules ";jd.order-linked" }
        if ($16 == "true") { verdict = "conditional"; rules = rules ";jd.promo-linked" }
        if ($17 == "true") { verdict = "conditional"; rules = rules ";jd.transferred" }
        if (verdict == "eligible" && papers != "") {
            if (!index(papers, "id-photos") || !index(papers, "id-handheld") || !index(papers, "serial-screenshot"))
                verdict = "conditional"
            else if ((form == "electronic" || st == 2) && !index(papers, "proof-of-purchase")) verdict = "conditional"
        }
        if (st == 0) verdict = "unknown"
        if (st == 5 || $12 == "true") verdict = "blocked"
        if (verdict == "eligible" || verdict == "conditional") {
            min = 6; max = 15
            if (is_late) ;
            else if (stage == "second-review") { min = 5; max = 12 }
            else if (stage == "final-review") { min = 3; max = 7 }
            else if (stage == "awaiting-confirmation") { min = 0; max = 0 }
        }
    } else if (platform == "taobao") {
        route = "self-service"; rules = "taobao.route;taobao.review"
        if (st >= 4) { verdict = "unknown"; rules = rules ";taobao.silent" } else { min = 1; max = 3 }
    } else if (platform == "pdd") {
        route = "delete"; rules = "pdd.route;pdd.instant"
        if (st >= 4) { verdict = "unknown"; rules = rules ";pdd.silent" } else { min = 0; max = 0 }
    } else if (platform == "jd-finance") {
        route = "self-service"; rules = "jdf.route;jdf.instant"; min = 0; max = 0
    } else {
        route = "self-service"; rules = "kameng.route;kameng.cooling-off"
        if ($14 == "abnormal" || $14 == "dormant") { verdict = "conditional"; rules = "kameng.route;kameng.account-abnormal;kameng.cooling-off" }
        else if ($14 == "frozen") { verdict = "conditional"; rules = "kameng.route;kameng.account-frozen;kameng.cooling-off" }
    }
    print $1, verdict, route, priority, min, max, rules
}
