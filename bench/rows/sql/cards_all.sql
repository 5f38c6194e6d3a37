-- check-unbind, all columns of the contract. Numbering rows would cost the database its parallel
-- reading, so `record` and `source` are taken from the id, which counts the rows.
COPY (
    WITH {facts},
    -- The end of a stage that is under way counts from when it began, and nothing ends before today.
    dated AS (
        SELECT timed.*, own.after AS own_after, today.after,
            CASE WHEN platform = 'jd' AND is_possible AND stage IS NOT NULL AND NOT awaits THEN CASE stage
                WHEN 'first-review' THEN 1 WHEN 'second-review' THEN 2 WHEN 'final-review' THEN 3 END
            END AS own_min,
            CASE WHEN platform = 'jd' AND is_possible AND stage IS NOT NULL AND NOT awaits THEN CASE stage
                WHEN 'first-review' THEN 3 WHEN 'second-review' THEN 5 WHEN 'final-review' THEN 7 END
            END AS own_max,
            platform = 'jd' AND (st IN (3, 4) OR coalesce(NOT real_name_verified, false)
                OR coalesce(account_status = 'frozen', false) OR coalesce(order_linked, false)
                OR coalesce(promo_linked, false) OR coalesce(transferred, false)) AS is_open_ended
        FROM timed
        LEFT JOIN calendar AS own ON own.day = coalesce(CAST(stage_since AS DATE), {today})
        LEFT JOIN calendar AS today ON today.day = {today}
    ),
    ended AS (
        SELECT *,
            CASE WHEN own_after[own_min + 1] > {today} THEN own_after[days_min + 1]
                WHEN own_min IS NOT NULL THEN after[days_min - own_min + 1]
                ELSE after[days_min + 1] END AS earliest,
            CASE WHEN own_after[own_max + 1] > {today} THEN own_after[days_max + 1]
                WHEN own_max IS NOT NULL THEN after[days_max - own_max + 1]
                ELSE after[days_max + 1] END AS latest
        FROM dated
    ),
    papers AS (
        SELECT *,
            CASE platform
                WHEN 'jd' THEN CASE WHEN verdict <> 'blocked' THEN concat_ws(';',
                    CASE WHEN asks_papers THEN 'id-photos;id-handheld;serial-screenshot' END,
                    CASE WHEN asks_papers AND (form = 'electronic' OR st = 2) THEN 'proof-of-purchase' END,
                    CASE WHEN asks_papers AND NOT name_matches THEN 'name-proof' END,
                    CASE WHEN account_status = 'frozen' THEN 'address-and-device-history' END) END
                WHEN 'kameng' THEN
                    CASE WHEN account_status IN ('abnormal', 'dormant', 'frozen') THEN 'id-photos;id-handheld' END
            END AS documents_required,
            CASE platform
                WHEN 'jd' THEN CASE WHEN verdict <> 'blocked' THEN concat_ws(';',
                    CASE WHEN asks_papers THEN nullif(concat_ws(';',
                        CASE WHEN NOT contains(documents, 'id-photos') THEN 'id-photos' END,
                        CASE WHEN NOT contains(documents, 'id-handheld') THEN 'id-handheld' END,
                        CASE WHEN NOT contains(documents, 'serial-screenshot') THEN 'serial-screenshot' END,
                        CASE WHEN (form = 'electronic' OR st = 2) AND NOT contains(documents, 'proof-of-purchase')
                            THEN 'proof-of-purchase' END,
                        CASE WHEN NOT name_matches AND NOT contains(documents, 'name-proof') THEN 'name-proof' END), '')
                    END,
                    CASE WHEN account_status = 'frozen' AND NOT contains(documents, 'address-and-device-history')
                        THEN 'address-and-device-history' END) END
                WHEN 'kameng' THEN CASE WHEN account_status IN ('abnormal', 'dormant', 'frozen') THEN concat_ws(';',
                    CASE WHEN NOT contains(documents, 'id-photos') THEN 'id-photos' END,
                    CASE WHEN NOT contains(documents, 'id-handheld') THEN 'id-handheld' END) END
            END AS documents_missing
        FROM ended
    )
    SELECT
        CAST(substr(id, 2) AS BIGINT) AS record,
        '{name}:' || (CAST(substr(id, 2) AS BIGINT) + {header}) AS source,
        id,
        repeat('*', length(card_no) - 4) || right(card_no, 4) AS card_no,
        verdict,
        CASE platform
            WHEN 'jd' THEN CASE
                WHEN verdict = 'blocked' THEN 'blocked'
                WHEN is_concluded THEN CASE WHEN stage_since IS NULL THEN 'conditional' ELSE verdict END
                WHEN violations IS NULL OR st = 0 THEN 'blocked'
                WHEN verdict = 'conditional' OR real_name_verified IS NULL
                    OR account_status IS NULL OR order_linked IS NULL OR promo_linked IS NULL
                    OR transferred IS NULL OR (asks_papers AND (name_matches IS NULL OR documents IS NULL
                        OR (form IS NULL AND NOT contains(documents, 'proof-of-purchase')))) THEN 'conditional'
                ELSE 'eligible'
            END
            WHEN 'kameng' THEN 'conditional'
            WHEN 'taobao' THEN
                CASE WHEN verdict = 'unknown' OR st = 0 OR account_status IS NULL THEN 'unknown' ELSE 'conditional' END
            ELSE 'unknown'
        END AS at_worst,
        CASE platform
            WHEN 'jd' THEN CASE WHEN verdict IN ('conditional', 'unknown')
                AND (transferred OR (st = 4 AND balance < face_value)) THEN 'derived' ELSE 'stated' END
            WHEN 'kameng' THEN CASE WHEN verdict = 'conditional' AND coalesce(account_status <> 'frozen', true)
                AND coalesce(real_name_verified, true) THEN 'stated' ELSE 'derived' END
            ELSE CASE WHEN verdict = 'unknown' THEN 'derived' ELSE 'stated' END
        END AS confidence,
        CASE WHEN platform = 'jd' AND st IN (2, 3, 4) AND verdict <> 'blocked' THEN 'blocked' END AS disputed_verdict,
        platform,
        route,
        priority,
        days_min,
        days_max,
        earliest AS eta_earliest,
        CASE WHEN NOT is_open_ended THEN latest END AS eta_latest,
        CASE WHEN platform = 'jd' AND is_possible THEN CASE
            WHEN is_late THEN 'first-review:1-3;second-review:2-5;final-review:3-7'
            ELSE CASE stage
                WHEN 'second-review' THEN 'second-review:2-5;final-review:3-7'
                WHEN 'final-review' THEN 'final-review:3-7'
                WHEN 'awaiting-confirmation' THEN ''
                ELSE 'first-review:1-3;second-review:2-5;final-review:3-7'
            END
        END END AS stages,
        NULL AS not_before,
        documents_required,
        documents_missing,
        CASE platform
            WHEN 'jd' THEN CASE WHEN verdict = 'blocked' THEN CASE WHEN is_concluded THEN 'jd.confirm' END
            ELSE concat_ws(';',
                CASE WHEN is_concluded THEN 'jd.confirm' END,
                CASE WHEN is_late THEN 'jd.confirm.expired' END,
                CASE WHEN NOT real_name_verified THEN 'jd.real-name' END,
                CASE WHEN account_status = 'frozen' THEN 'jd.frozen' END,
                CASE WHEN order_linked THEN 'jd.order-linked' END,
                CASE WHEN promo_linked THEN 'jd.promo-linked' END,
                CASE WHEN is_late OR stage IS NULL THEN 'jd.route' END,
                CASE WHEN st = 4 THEN 'jd.state.expired' END,
                CASE WHEN asks_papers THEN 'jd.documents' END,
                CASE WHEN asks_papers AND form = 'electronic' THEN 'jd.documents.electronic' END,
                CASE WHEN asks_papers AND st = 2 THEN 'jd.state.bound' END,
                CASE WHEN asks_papers AND NOT name_matches THEN 'jd.name-mismatch' END,
                CASE WHEN NOT is_concluded THEN 'jd.review' END,
                CASE WHEN st = 3 THEN 'jd.state.partial' END,
                CASE WHEN st = 4 AND balance < face_value THEN 'jd.state.expired-partial' END,
                CASE WHEN transferred THEN 'jd.transferred' END) END
            WHEN 'taobao' THEN concat_ws(';',
                CASE WHEN st >= 4 THEN 'taobao.silent' END,
                CASE WHEN account_status = 'frozen' THEN 'taobao.silent.account' END,
                'taobao.route')
            WHEN 'pdd' THEN concat_ws(';',
                CASE WHEN st >= 4 THEN 'pdd.silent' END,
                CASE WHEN account_status = 'frozen' THEN 'pdd.silent.account' END,
                'pdd.route')
            WHEN 'jd-finance' THEN concat_ws(';',
                CASE WHEN account_status = 'frozen' THEN 'jdf.silent.account' END,
                'jdf.route')
            ELSE concat_ws(';',
                CASE
                    WHEN account_status IN ('abnormal', 'dormant') THEN 'kameng.account-abnormal'
                    WHEN account_status = 'frozen' THEN 'kameng.account-frozen'
                END,
                CASE WHEN NOT real_name_verified THEN 'kameng.real-name' END,
                CASE WHEN NOT name_matches THEN 'kameng.name-mismatch' END,
                'kameng.route')
        END AS actions,
        CASE platform
            WHEN 'jd' THEN CASE WHEN verdict <> 'blocked' THEN 'jd.after' END
            WHEN 'jd-finance' THEN 'jdf.after'
            WHEN 'kameng' THEN
                'kameng.after.status;kameng.after.bills;kameng.after.settings;kameng.after.security'
        END AS aftercare,
        CASE WHEN platform = 'jd' AND is_concluded
            THEN strftime(stage_since + INTERVAL 72 HOUR, '%Y-%m-%dT%H:%M:%S+08:00') END AS confirm_by,
        CASE WHEN platform = 'kameng' AND verdict = 'eligible' THEN '{revocable}' END AS revocable_until,
        NULL AS retry_after,
        rules,
        CASE platform
            WHEN 'jd' THEN concat_ws(';',
                CASE WHEN unusual_login THEN 'jd.unusual-login' END,
                CASE WHEN account_status IN ('abnormal', 'dormant') THEN 'jd.account-abnormal' END,
                CASE WHEN face_value >= 10000 THEN 'jd.high-value' END,
                CASE WHEN verdict <> 'blocked' AND NOT is_concluded
                    AND (is_late OR coalesce(stage <> 'final-review', true)) THEN 'jd.speed-up' END)
            WHEN 'taobao' THEN CASE WHEN unusual_login THEN 'taobao.high-risk' END
            WHEN 'pdd' THEN 'pdd.irreversible'
            WHEN 'jd-finance' THEN 'jdf.before'
            ELSE concat_ws(';',
                CASE WHEN account_status IN ('abnormal', 'dormant', 'frozen') THEN 'kameng.no-force.account' END,
                'kameng.official-only;kameng.identity-check',
                CASE WHEN unusual_login THEN 'kameng.extra-check' END,
                'kameng.licence')
        END AS notes,
        CASE platform
            WHEN 'jd' THEN CASE WHEN verdict = 'blocked' THEN NULL
            WHEN is_concluded THEN CASE WHEN stage_since IS NULL THEN 'stage_since' END
            ELSE concat_ws(';',
                CASE WHEN form IS NULL AND asks_papers AND st <> 2 THEN 'form' END,
                CASE WHEN real_name_verified IS NULL THEN 'real_name_verified' END,
                CASE WHEN name_matches IS NULL AND asks_papers THEN 'name_matches' END,
                CASE WHEN violations IS NULL THEN 'violations' END,
                CASE WHEN account_status IS NULL THEN 'account_status' END,
                CASE WHEN order_linked IS NULL THEN 'order_linked' END,
                CASE WHEN promo_linked IS NULL THEN 'promo_linked' END,
                CASE WHEN transferred IS NULL THEN 'transferred' END,
                CASE WHEN documents IS NULL AND (asks_papers OR account_status = 'frozen') THEN 'documents' END,
                CASE WHEN stage IS NOT NULL AND stage_since IS NULL THEN 'stage_since' END) END
            WHEN 'taobao' THEN concat_ws(';',
                CASE WHEN st = 0 THEN 'state' END,
                CASE WHEN account_status IS NULL THEN 'account_status' END,
                'via_agent')
            WHEN 'pdd' THEN concat_ws(';',
                CASE WHEN st = 0 THEN 'state' END,
                CASE WHEN account_status IS NULL THEN 'account_status' END,
                'split_used')
            WHEN 'jd-finance' THEN concat_ws(';',
                CASE WHEN account_status IS NULL THEN 'account_status' END,
                'unsettled;maintenance;debt;card_status;failed_attempts')
            ELSE concat_ws(';',
                CASE WHEN real_name_verified IS NULL THEN 'real_name_verified' END,
                CASE WHEN name_matches IS NULL THEN 'name_matches' END,
                CASE WHEN account_status IS NULL THEN 'account_status' END,
                CASE WHEN account_status IN ('abnormal', 'dormant', 'frozen') AND documents IS NULL THEN 'documents' END,
                'maintenance;auto_debit;holder_matches;debt;pending_balance;card_status;failed_attempts')
        END AS assumed,
        CASE WHEN verdict = 'unknown' AND platform = 'jd' THEN 'state' END AS missing,
        concat_ws(';',
            CASE WHEN platform IN ('jd', 'taobao', 'pdd') AND (
                (state = 'new' AND (bound_at IS NOT NULL OR balance = 0 OR balance < face_value))
                OR (state = 'partially-used' AND balance = face_value)
                OR (state = 'used' AND balance > 0)
                OR (state = 'expired' AND expires_on >= {today})) THEN 'state-contradicted' END,
            CASE WHEN own_after[own_max + 1] < {today} THEN 'overdue' END,
            CASE WHEN is_open_ended AND is_possible THEN 'open-ended' END,
            CASE WHEN platform IN ('jd', 'taobao') AND is_possible AND st <> 4 AND expires_on < latest
                THEN 'expires-first' END) AS warnings,
        NULL AS error
    FROM papers
) TO '{output}' (HEADER, DELIMITER ',')
