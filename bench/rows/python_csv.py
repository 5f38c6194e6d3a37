#!/usr/bin/env python3
"""python_csv.py INPUT OUTPUT: the same decision over Python's csv module, 7 narrow columns."""

import csv
import sys

TODAY, LATE = "2026-11-22", "2026-11-19 10:00:00"
STATES = {"new": 1, "bound": 2, "partially-used": 3, "expired": 4, "used": 5}
JD_STATES = [None, ("high", "new"), ("medium", "bound"), ("low", "partial"), ("very-low", "expired"), ("", "used")]
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
    st = max(st, STATES.get(state, 0)) or (2 if bound else 0)
    if platform == "jd":
        rules = ["jd.route", "jd.documents"]
        if form == "electronic":
            rules.append("jd.documents.electronic")
        rules.append("jd.review")
        verdict, priority, is_late = "eligible", "", False
        if stage == "awaiting-confirmation":
            rules.append("jd.confirm")
            if since and since < LATE:
                is_late, verdict = True, "conditional"
                rules.append("jd.confirm.expired")
        if st:
            priority, name_of_state = JD_STATES[st]
            rules.append("jd.state." + name_of_state)
            if st in (3, 4):
                verdict = "conditional"
        violated = violations == "true"
        for matches, rule in (
            (real_name == "false", "jd.real-name"),
            (violated, "jd.violations"),
            (name == "false", "jd.name-mismatch"),
            (account == "frozen", "jd.frozen"),
            (order == "true", "jd.order-linked"),
            (promo == "true", "jd.promo-linked"),
            (transferred == "true", "jd.transferred"),
        ):
            if matches:
                verdict = "conditional"
                rules.append(rule)
        if verdict == "eligible" and papers:
            needed = ["id-photos", "id-handheld", "serial-screenshot"]
            if form == "electronic" or st == 2:
                needed.append("proof-of-purchase")
            if any(paper not in papers for paper in needed):
                verdict = "conditional"
        if st == 0:
            verdict = "unknown"
        if st == 5 or violated:
            verdict = "blocked"
        days = ("", "")
        if verdict in ("eligible", "conditional"):
            days = (6, 15) if is_late else REVIEWS.get(stage, (6, 15))
        return ident, verdict, "service-ticket", priority, *days, ";".join(rules)
    if platform == "taobao":
        if st >= 4:
            return ident, "unknown", "self-service", "", "", "", "taobao.route;taobao.review;taobao.silent"
        return ident, "eligible", "self-service", "", 1, 3, "taobao.route;taobao.review"
    if platform == "pdd":
        if st >= 4:
            return ident, "unknown", "delete", "", "", "", "pdd.route;pdd.instant;pdd.silent"
        return ident, "eligible", "delete", "", 0, 0, "pdd.route;pdd.instant"
    if platform == "jd-finance":
        return ident, "eligible", "self-service", "", 0, 0, "jdf.route;jdf.instant"
    if account in ("abnormal", "dormant"):
        rules = "kameng.route;kameng.account-abnormal;kameng.cooling-off"
        return ident, "conditional", "self-service", "", "", "", rules
    if account == "frozen":
        rules = "kameng.route;kameng.account-frozen;kameng.cooling-off"
        return ident, "conditional", "self-service", "", "", "", rules
    return ident, "eligible", "self-service", "", "", "", "kameng.route;kameng.cooling-off"


def main():
    with open(sys.argv[1], newline="") as source, open(sys.argv[2], "w", newline="") as target:
        rows = csv.reader(source)
        next(rows)
        out = csv.writer(target, lineterminator="\n")
        out.writerow("id verdict route priority days_min days_max rules".split())
        out.writerows(map(decide, rows))


if __name__ == "__main__":
    main()
