#!/usr/bin/env python3
"""polars_cards.py INPUT OUTPUT: the same decision in Polars' streaming engine, 7 narrow columns.

Prints the seconds that it took, without those for starting Python and loading Polars.
"""

import datetime
import sys
import time

import polars as pl

TODAY = datetime.date(2026, 11, 22)
LATE = datetime.datetime(2026, 11, 19, 10)
TEXT, FLAG, MONEY = pl.String, pl.Boolean, pl.Decimal(12, 2)
SCHEMA = {
    "id": TEXT, "card_no": TEXT, "platform": TEXT, "form": TEXT, "state": TEXT, "face_value": MONEY,
    "balance": MONEY, "expires_on": pl.Date, "bound_at": TEXT, "real_name_verified": FLAG,
    "name_matches": FLAG, "violations": FLAG, "unusual_login": FLAG, "account_status": TEXT,
    "order_linked": FLAG, "promo_linked": FLAG, "transferred": FLAG, "documents": TEXT, "stage": TEXT,
    "stage_since": pl.Datetime,
}  # fmt: skip
col, lit, when = pl.col, pl.lit, pl.when


def no(expr):
    """False where it is false or missing."""
    return expr.fill_null(False)


def rule(condition, name):
    return when(no(condition)).then(lit(";" + name)).otherwise(lit(""))


def lacks(paper):
    return ~col("documents").str.contains(paper, literal=True)


def plan(source):
    spoken_for = (
        when(col("balance") == 0).then(5)
        .when(col("expires_on") < TODAY).then(4)
        .when(col("balance") < col("face_value")).then(3)
        .otherwise(0)
    )  # fmt: skip
    states = {"new": 1, "bound": 2, "partially-used": 3, "expired": 4, "used": 5}
    given = col("state").replace_strict(states, default=0, return_dtype=pl.Int32)
    bound = when(col("bound_at").is_not_null()).then(2).otherwise(0)
    st = pl.max_horizontal(spoken_for, given, bound)
    awaits = no(col("stage") == "awaiting-confirmation")
    frame = pl.scan_csv(source, schema=SCHEMA)
    frame = frame.with_columns(st=st, awaits=awaits, is_late=awaits & no(col("stage_since") < LATE))
    asks_papers = col("is_late") | col("stage").is_null() | no(col("stage") == "first-review")
    frame = frame.with_columns(
        is_concluded=col("awaits") & ~col("is_late"),
        asks_papers=asks_papers,
        is_partial=no(col("balance") < col("face_value")),
    )

    platform, account = col("platform"), col("account_status")
    st, is_late = col("st"), col("is_late")
    jd, kameng = platform == "jd", platform == "kameng"
    lacking = lacks("id-photos") | lacks("id-handheld") | lacks("serial-screenshot")
    lacking |= (no(col("form") == "electronic") | (st == 2)) & lacks("proof-of-purchase")
    is_open = no(~col("real_name_verified")) | (no(~col("name_matches")) & col("asks_papers")) | no(account == "frozen")
    is_open |= no(col("order_linked")) | no(col("promo_linked")) | no(col("transferred")) | is_late
    lacking &= col("asks_papers")
    silent = (platform.is_in(["taobao", "pdd"]) & (st >= 4)) | (~jd & ~kameng & no(account == "frozen"))
    verdict = (
        when(jd & ((st == 5) | no(col("violations")))).then(lit("blocked"))
        .when((jd & (st == 0) & ~col("is_concluded")) | silent).then(lit("unknown"))
        .when(jd & (st.is_in([3, 4]) | is_open | no(lacking))).then(lit("conditional"))
        .when(kameng & no(account.is_in(["abnormal", "dormant", "frozen"]))).then(lit("conditional"))
        .when(kameng & (no(~col("real_name_verified")) | no(~col("name_matches")))).then(lit("conditional"))
        .otherwise(lit("eligible"))
    )  # fmt: skip
    ids = ["jd.state.new", "jd.state.bound", "jd.state.partial", "jd.state.expired", "jd.state.used"]
    by_state = lit("")
    for number, name in enumerate(ids, 1):
        by_state = when(st == number).then(lit(";" + name)).otherwise(by_state)
    jd_rules = pl.concat_str(
        lit("jd.route;jd.documents"),
        rule(col("form") == "electronic", "jd.documents.electronic"),
        lit(";jd.review"),
        rule(col("is_concluded"), "jd.confirm"),
        rule(is_late, "jd.confirm.expired"),
        by_state,
        rule((st == 4) & col("is_partial"), "jd.state.expired-partial"),
        rule(~col("real_name_verified"), "jd.real-name"),
        rule(col("violations"), "jd.violations"),
        rule(~col("name_matches") & col("asks_papers"), "jd.name-mismatch"),
        rule(account == "frozen", "jd.frozen"),
        rule(col("order_linked"), "jd.order-linked"),
        rule(col("promo_linked"), "jd.promo-linked"),
        rule(col("transferred"), "jd.transferred"),
    )
    kameng_rules = pl.concat_str(
        lit("kameng.route"),
        rule(account.is_in(["abnormal", "dormant"]), "kameng.account-abnormal"),
        rule(account == "frozen", "kameng.account-frozen"),
        rule(~col("real_name_verified"), "kameng.real-name"),
        rule(~col("name_matches"), "kameng.name-mismatch"),
        lit(";kameng.cooling-off"),
    )

    def silent_rules(first, name, has_states=True):
        states = [rule(st >= 4, f"{name}.silent")] if has_states else []
        return pl.concat_str(lit(first), *states, rule(account == "frozen", f"{name}.silent.account"))

    rules = (
        when(jd).then(jd_rules)
        .when(platform == "taobao").then(silent_rules("taobao.route;taobao.review", "taobao"))
        .when(platform == "pdd").then(silent_rules("pdd.route;pdd.instant", "pdd"))
        .when(platform == "jd-finance").then(silent_rules("jdf.route;jdf.instant", "jdf", False))
        .otherwise(kameng_rules)
    )  # fmt: skip
    route = when(jd).then(lit("service-ticket")).when(platform == "pdd").then(lit("delete"))
    names = {1: "high", 2: "medium", 3: "low", 4: "very-low"}
    priority = when(jd).then(st.replace_strict(names, default=None, return_dtype=TEXT))

    def days(full, second, final, taobao):
        stage = col("stage")
        staged = (
            when(is_late).then(full)
            .when(stage == "second-review").then(second)
            .when(stage == "final-review").then(final)
            .when(col("awaits")).then(0)
            .otherwise(full)
        )  # fmt: skip
        counted = when(jd).then(staged).when(platform == "taobao").then(taobao).when(~kameng).then(0)
        return when(col("verdict").is_in(["eligible", "conditional"])).then(counted)

    frame = frame.with_columns(verdict=verdict)
    return frame.select(
        "id",
        "verdict",
        route=route.otherwise(lit("self-service")),
        priority=priority,
        days_min=days(6, 5, 3, 1),
        days_max=days(15, 12, 7, 3),
        rules=rules,
    )


def main():
    frame = plan(sys.argv[1])
    start = time.perf_counter()
    frame.sink_csv(sys.argv[2], engine="streaming")
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main()
