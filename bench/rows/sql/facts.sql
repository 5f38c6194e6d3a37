-- What the decision needs to know of each card. `st` is the state that the other facts speak for, or
-- the one given, whichever is worse.
given AS (
    SELECT *,
        CASE
            WHEN balance = 0 THEN 5
            WHEN expires_on < {today} THEN 4
            WHEN balance < face_value THEN 3
            ELSE 0
        END AS spoken_for,
        CASE state
            WHEN 'new' THEN 1 WHEN 'bound' THEN 2 WHEN 'partially-used' THEN 3
            WHEN 'expired' THEN 4 WHEN 'used' THEN 5 ELSE 0
        END AS state_given
    FROM {read}
),
facts AS (
    SELECT *,
        CASE
            WHEN greatest(spoken_for, state_given) > 0 THEN greatest(spoken_for, state_given)
            WHEN bound_at IS NOT NULL THEN 2
            ELSE 0
        END AS st,
        coalesce(stage = 'awaiting-confirmation', false) AS awaits,
        coalesce(stage = 'awaiting-confirmation' AND stage_since < {now} - INTERVAL 72 HOUR, false) AS is_late
    FROM given
),
judged AS (
    SELECT *,
        CASE platform
            WHEN 'jd' THEN CASE
                WHEN st = 5 OR violations THEN 'blocked'
                WHEN st = 0 THEN 'unknown'
                WHEN st IN (3, 4) OR NOT real_name_verified OR NOT name_matches OR account_status = 'frozen'
                    OR order_linked OR promo_linked OR transferred OR is_late THEN 'conditional'
                WHEN documents IS NOT NULL AND (
                    NOT contains(documents, 'id-photos')
                    OR NOT contains(documents, 'id-handheld')
                    OR NOT contains(documents, 'serial-screenshot')
                    OR ((form = 'electronic' OR st = 2) AND NOT contains(documents, 'proof-of-purchase'))
                ) THEN 'conditional'
                ELSE 'eligible'
            END
            WHEN 'kameng' THEN
                CASE WHEN account_status IN ('abnormal', 'dormant', 'frozen') THEN 'conditional' ELSE 'eligible' END
            WHEN 'jd-finance' THEN 'eligible'
            ELSE CASE WHEN st >= 4 THEN 'unknown' ELSE 'eligible' END
        END AS verdict,
        CASE platform
            WHEN 'jd' THEN 'service-ticket' WHEN 'pdd' THEN 'delete' ELSE 'self-service'
        END AS route,
        CASE WHEN platform = 'jd' THEN
            CASE st WHEN 1 THEN 'high' WHEN 2 THEN 'medium' WHEN 3 THEN 'low' WHEN 4 THEN 'very-low' END
        END AS priority,
        CASE platform
            WHEN 'jd' THEN concat_ws(';',
                'jd.route;jd.documents',
                CASE WHEN form = 'electronic' THEN 'jd.documents.electronic' END,
                'jd.review',
                CASE WHEN awaits THEN 'jd.confirm' END,
                CASE WHEN is_late THEN 'jd.confirm.expired' END,
                CASE st
                    WHEN 1 THEN 'jd.state.new' WHEN 2 THEN 'jd.state.bound' WHEN 3 THEN 'jd.state.partial'
                    WHEN 4 THEN 'jd.state.expired' WHEN 5 THEN 'jd.state.used'
                END,
                CASE WHEN NOT real_name_verified THEN 'jd.real-name' END,
                CASE WHEN violations THEN 'jd.violations' END,
                CASE WHEN NOT name_matches THEN 'jd.name-mismatch' END,
                CASE WHEN account_status = 'frozen' THEN 'jd.frozen' END,
                CASE WHEN order_linked THEN 'jd.order-linked' END,
                CASE WHEN promo_linked THEN 'jd.promo-linked' END,
                CASE WHEN transferred THEN 'jd.transferred' END)
            WHEN 'taobao' THEN
                CASE WHEN st >= 4 THEN 'taobao.route;taobao.review;taobao.silent' ELSE 'taobao.route;taobao.review' END
            WHEN 'pdd' THEN
                CASE WHEN st >= 4 THEN 'pdd.route;pdd.instant;pdd.silent' ELSE 'pdd.route;pdd.instant' END
            WHEN 'jd-finance' THEN 'jdf.route;jdf.instant'
            ELSE CASE
                WHEN account_status IN ('abnormal', 'dormant')
                    THEN 'kameng.route;kameng.account-abnormal;kameng.cooling-off'
                WHEN account_status = 'frozen' THEN 'kameng.route;kameng.account-frozen;kameng.cooling-off'
                ELSE 'kameng.route;kameng.cooling-off'
            END
        END AS rules
    FROM facts
),
timed AS (
    SELECT *,
        verdict IN ('eligible', 'conditional') AS is_possible,
        CASE WHEN verdict IN ('eligible', 'conditional') THEN CASE platform
            WHEN 'jd' THEN CASE
                WHEN is_late THEN 6
                ELSE CASE stage
                    WHEN 'second-review' THEN 5 WHEN 'final-review' THEN 3 WHEN 'awaiting-confirmation' THEN 0
                    ELSE 6
                END
            END
            WHEN 'taobao' THEN 1 WHEN 'pdd' THEN 0 WHEN 'jd-finance' THEN 0
        END END AS days_min,
        CASE WHEN verdict IN ('eligible', 'conditional') THEN CASE platform
            WHEN 'jd' THEN CASE
                WHEN is_late THEN 15
                ELSE CASE stage
                    WHEN 'second-review' THEN 12 WHEN 'final-review' THEN 7 WHEN 'awaiting-confirmation' THEN 0
                    ELSE 15
                END
            END
            WHEN 'taobao' THEN 3 WHEN 'pdd' THEN 0 WHEN 'jd-finance' THEN 0
        END END AS days_max
    FROM judged
)
