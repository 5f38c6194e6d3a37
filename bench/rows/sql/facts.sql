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
        greatest(spoken_for, state_given, CASE WHEN bound_at IS NOT NULL THEN 2 ELSE 0 END) AS st,
        coalesce(stage = 'awaiting-confirmation', false) AS awaits,
        coalesce(stage = 'awaiting-confirmation' AND stage_since < {now} - INTERVAL 72 HOUR, false) AS is_late
    FROM given
),
-- The ticket that is under way: none once it has closed itself. Papers are asked for up to the first review.
staged AS (
    SELECT *,
        awaits AND NOT is_late AS is_concluded,
        is_late OR stage IS NULL OR stage = 'first-review' AS asks_papers
    FROM facts
),
judged AS (
    SELECT *,
        CASE platform
            WHEN 'jd' THEN CASE
                WHEN st = 5 OR violations THEN 'blocked'
                WHEN st = 0 AND NOT is_concluded THEN 'unknown'
                WHEN st IN (3, 4) OR NOT real_name_verified OR (NOT name_matches AND asks_papers)
                    OR account_status = 'frozen' OR order_linked OR promo_linked OR transferred OR is_late
                    THEN 'conditional'
                WHEN documents IS NOT NULL AND asks_papers AND (
                    NOT contains(documents, 'id-photos')
                    OR NOT contains(documents, 'id-handheld')
                    OR NOT contains(documents, 'serial-screenshot')
                    OR ((form = 'electronic' OR st = 2) AND NOT contains(documents, 'proof-of-purchase'))
                ) THEN 'conditional'
                ELSE 'eligible'
            END
            WHEN 'kameng' THEN
                CASE WHEN account_status IN ('abnormal', 'dormant', 'frozen') OR NOT real_name_verified
                    OR NOT name_matches THEN 'conditional' ELSE 'eligible' END
            WHEN 'jd-finance' THEN CASE WHEN account_status = 'frozen' THEN 'unknown' ELSE 'eligible' END
            ELSE CASE WHEN st >= 4 OR account_status = 'frozen' THEN 'unknown' ELSE 'eligible' END
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
                CASE WHEN is_concluded THEN 'jd.confirm' END,
                CASE WHEN is_late THEN 'jd.confirm.expired' END,
                CASE st
                    WHEN 1 THEN 'jd.state.new' WHEN 2 THEN 'jd.state.bound' WHEN 3 THEN 'jd.state.partial'
                    WHEN 4 THEN 'jd.state.expired' WHEN 5 THEN 'jd.state.used'
                END,
                CASE WHEN st = 4 AND balance < face_value THEN 'jd.state.expired-partial' END,
                CASE WHEN NOT real_name_verified THEN 'jd.real-name' END,
                CASE WHEN violations THEN 'jd.violations' END,
                CASE WHEN NOT name_matches AND asks_papers THEN 'jd.name-mismatch' END,
                CASE WHEN account_status = 'frozen' THEN 'jd.frozen' END,
                CASE WHEN order_linked THEN 'jd.order-linked' END,
                CASE WHEN promo_linked THEN 'jd.promo-linked' END,
                CASE WHEN transferred THEN 'jd.transferred' END)
            WHEN 'taobao' THEN concat_ws(';',
                'taobao.route;taobao.review',
                CASE WHEN st >= 4 THEN 'taobao.silent' END,
                CASE WHEN account_status = 'frozen' THEN 'taobao.silent.account' END)
            WHEN 'pdd' THEN concat_ws(';',
                'pdd.route;pdd.instant',
                CASE WHEN st >= 4 THEN 'pdd.silent' END,
                CASE WHEN account_status = 'frozen' THEN 'pdd.silent.account' END)
            WHEN 'jd-finance' THEN concat_ws(';',
                'jdf.route;jdf.instant',
                CASE WHEN account_status = 'frozen' THEN 'jdf.silent.account' END)
            ELSE concat_ws(';',
                'kameng.route',
                CASE
                    WHEN account_status IN ('abnormal', 'dormant') THEN 'kameng.account-abnormal'
                    WHEN account_status = 'frozen' THEN 'kameng.account-frozen'
                END,
                CASE WHEN NOT real_name_verified THEN 'kameng.real-name' END,
                CASE WHEN NOT name_matches THEN 'kameng.name-mismatch' END,
                'kameng.cooling-off')
        END AS rules
    FROM staged
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
