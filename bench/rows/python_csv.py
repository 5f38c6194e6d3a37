#!/usr/bin/env python3
"""python_csv.py INPUT OUTPUT: the same decision over Python's csv module, 7 narrow columns."""

import csv
import sys

TODAY, LATE = "2026-11-22", "2026-11-19 10:00:00"
STATES = {"new": 1, "bound": 2, "partially-used": 3, "expired": 4, "used": 5}
JD_STATES = [None, ("high", "new"), ("medium", "bound"), ("low", "partial"), ("very-low", "expired"), ("", "used")]
OTHERS = {
    "taobao": ("self-service", (1, 3), "taobao.route;taobao.review", "taobao.silent"),
    "pdd": ("delete", (0, 0), "pdd.route;pdd.instant", "pdd.silent"),
    "jd-finance": ("self-service", (0, 0), "jdf.route;jdf.instant", None),
}
REVIEWS = {"second-review": (5, 12), "final-review": (3, 7), "awaiting-confirmation": (0, 0)}


def decide(row):
    (ident, _, platform, form, state, value, balance, expires, bound, real_name, name, violations, _, account,
     order, promo, transferred, papers, stage, since) = row
    st = 0
    if balance and float(balance) == 0:
        st = 5
    elif expires and expires < TODAY:
        st = 4
    elif balance and value and float(balance) < float(value):
        st = 3
    st = max(st, STATES.get(state, 0), 2 if bound else 0)
    is_frozen = account == "frozen"
    if platform == "jd":
        rules = ["jd.route", "jd.documents"]
        if form == "electronic":
            rules.append("jd.documents.electronic")
        rules.append("jd.review")
        awaits = stage == "awaiting-confirmation"
        is_late = awaits and bool(since) and since < LATE
        asks_papers = is_late or stage in ("", "first-review")
        verdict, priority = "conditional" if is_late else "eligible", ""
        if awaits:
            rules.append("jd.confirm.expired" if is_late else "jd.confirm")
        if st:
            priority, name_of_state = JD_STATES[st]
            rules.append("jd.state." + name_of_state)
            if st in (3, 4):
                verdict = "conditional"
            if st == 4 and balance and value and float(balance) < float(value):
                rules.append("jd.state.expired-partial")
        violated = violations == "true"
        for matches, rule in (
            (real_name == "false", "jd.real-name"),
            (violated, "jd.violations"),
            (name == "false" and asks_papers, "jd.name-mismatch"),
            (is_frozen, "jd.frozen"),
            (order == "true", "jd.order-linked"),
            (promo == "true", "jd.promo-linked"),
            (transferred == "true", "jd.transferred"),
        ):
            if matches:
                verdict = "conditional"
                rules.append(rule)
        if verdict == "eligible" and papers and asks_papers:
            needed = ["id-photos", "id-handheld", "serial-screenshot"]
            if form == "electronic" or st == 2:
                needed.append("proof-of-purchase")
            if any(paper not in papers for paper in needed):
                verdict = "conditional"
        if st == 0 and (not awaits or is_late):
            verdict = "unknown"
        if st == 5 or violated:
            verdict = "blocked"
        days = ("", "")
        if verdict in ("eligible", "conditional"):
            days = (6, 15) if is_late else REVIEWS.get(stage, (6, 15))
        return ident, verdict, "service-ticket", priority, *days, ";".join(rules)
    if platform in OTHERS:
        route, days, rules, silent = OTHERS[platform]
        is_silent = silent and st >= 4
        if is_silent:
            rules += f";{silent}"
        if is_frozen:
            rules += f";{platform.replace('jd-finance', 'jdf')}.silent.account"
        if is_silent or is_frozen:
            return ident, "unknown", route, "", "", "", rules
        return ident, "eligible", route, "", *days, rules
    rules = ["kameng.route"]
    if account in ("abnormal", "dormant"):
        rules.append("kameng.account-abnormal")
    elif is_frozen:
        rules.append("kameng.account-frozen")
    if real_name == "false":
        rules.append("kameng.real-name")
    if name == "false":
        rules.append("kameng.name-mismatch")
    verdict = "conditional" if len(rules) > 1 else "eligible"
    rules.append("kameng.cooling-off")
    return ident, verdict, "self-service", "", "", "", ";".join(rules)


def main():
    with open(sys.argv[1], newline="") as source, open(sys.argv[2], "w", newline="") as target:
        rows = csv.reader(source)
        next(rows)
        out = csv.writer(target, lineterminator="\n")
        out.writerow("id verdict route priority days_min days_max rules".split())
        out.writerows(map(decide, rows))


if __name__ == "__main__":
    main()
