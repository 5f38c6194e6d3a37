-- check-unbind, all columns of the contract. Numbering rows would cost the database its parallel
-- reading, so `record` and `source` are taken from the id, which counts the rows.
COPY (
    WITH {facts},
    dated AS (
        SELECT timed.*, calendar.after,
            CASE WHEN platform = 'jd' AND is_possible AND stage IS NOT NULL AND NOT awaits THEN 1 ELSE 0 END
                AS is_under_way
        FROM timed LEFT JOIN calendar ON calendar.day = CASE
            WHEN platform = 'jd' AND is_possible AND stage IS NOT NULL AND NOT awaits
                THEN coalesce(CAST(stage_since AS DATE), {today})
            ELSE {today}
        END
    ),
    papers AS (
        SELECT *,
            CASE platform
                WHEN 'jd' THEN concat_ws(';',
                    'id-photos;id-handheld;serial-screenshot',
                    CASE WHEN form = 'electronic' OR st = 2 THEN 'proof-of-purchase' END,
                    CASE WHEN NOT name_matches THEN 'name-proof' END,
                    CASE WHEN st = 3 OR transferred THEN 'rights-transfer-agreement' END,
                    CASE WHEN account_status = 'frozen' THEN 'address-and-device-history' END)
                WHEN 'kameng' THEN
                    CASE WHEN account_status IN ('abnormal', 'dormant') THEN 'id-photos;id-handheld' END
            END AS documents_required,
            CASE platform
                WHEN 'jd' THEN concat_ws(';',
                    CASE WHEN NOT contains(documents, 'id-photos') THEN 'id-photos' END,
                    CASE WHEN NOT contains(documents, 'id-handheld') THEN 'id-handheld' END,
                    CASE WHEN NOT contains(documents, 'serial-screenshot') THEN 'serial-screenshot' END,
                    CASE WHEN (form = 'electronic' OR st = 2) AND NOT contains(documents, 'proof-of-purchase')
                        THEN 'proof-of-purchase' END,
                    CASE WHEN NOT name_matches AND NOT contains(documents, 'name-proof') THEN 'name-proof' END,
                    CASE WHEN (st = 3 OR transferred) AND NOT contains(documents, 'rights-transfer-agreement')
                        THEN 'rights-transfer-agreement' END,
                    CASE WHEN account_status = 'frozen' AND NOT contains(documents, 'address-and-device-history')
                        THEN 'address-and-device-history' END)
                WHEN 'kameng' THEN CASE WHEN account_status IN ('abnormal', 'dormant') THEN concat_ws(';',
                    CASE WHEN NOT contains(documents, 'id-photos') THEN 'id-photos' END,
                    CASE WHEN NOT contains(documents, 'id-handheld') THEN 'id-handheld' END) END
            END AS documents_missing
        FROM dated
    )
    SELECT
        CAST(substr(id, 2) AS BIGINT) AS record,
        '{name}:' || (CAST(substr(id, 2) AS BIGINT) + {header}) AS source,
        id,
        repeat('*', length(card_no) - 4) || right(card_no, 4) AS card_no,
        verdict,
        CASE platform
            WHEN 'jd' THEN CASE
                WHEN verdict = 'blocked' OR violations IS NULL OR st = 0 THEN 'blocked'
                WHEN verdict = 'conditional' OR real_name_verified IS NULL OR name_matches IS NULL
                    OR account_status IS NULL OR order_linked IS NULL OR promo_linked IS NULL
                    OR transferred IS NULL OR documents IS NULL OR (awaits AND stage_since IS NULL)
                    OR (form IS NULL AND NOT contains(documents, 'proof-of-purchase')) THEN 'conditional'
                ELSE 'eligible'
            END
            WHEN 'kameng' THEN 'blocked'
            WHEN 'jd-finance' THEN 'conditional'
            ELSE CASE WHEN st >= 4 OR st = 0 THEN 'unknown' ELSE 'conditional' END
        END AS at_worst,
        CASE platform
            WHEN 'jd' THEN
                CASE WHEN transferred AND verdict IN ('conditional', 'unknown') THEN 'derived' ELSE 'stated' END
            WHEN 'jd-finance' THEN 'stated'
            WHEN 'kameng' THEN
                CASE WHEN account_status IN ('abnormal', 'dormant') THEN 'stated' ELSE 'derived' END
            ELSE CASE WHEN verdict = 'unknown' THEN 'derived' ELSE 'stated' END
        END AS confidence,
        CASE WHEN platform = 'jd' AND st IN (2, 3) AND verdict <> 'blocked' THEN 'blocked' END AS disputed_verdict,
        platform,
        route,
        priority,
        days_min,
        days_max,
        CASE WHEN days_min IS NOT NULL THEN greatest(after[days_min + 1], {today}) END AS eta_earliest,
        CASE WHEN days_min IS NOT NULL THEN greatest(after[days_max + 1], {today}) END AS eta_latest,
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
            WHEN 'jd' THEN concat_ws(';',
                'jd.documents',
                CASE WHEN form = 'electronic' THEN 'jd.documents.electronic' END,
                CASE WHEN awaits THEN 'jd.confirm' END,
                CASE WHEN is_late THEN 'jd.confirm.expired' END,
                CASE st
                    WHEN 2 THEN 'jd.state.bound' WHEN 3 THEN 'jd.state.partial' WHEN 4 THEN 'jd.state.expired'
                END,
                CASE WHEN NOT real_name_verified THEN 'jd.real-name' END,
                CASE WHEN NOT name_matches THEN 'jd.name-mismatch' END,
                CASE WHEN account_status = 'frozen' THEN 'jd.frozen' END,
                CASE WHEN order_linked THEN 'jd.order-linked' END,
                CASE WHEN promo_linked THEN 'jd.promo-linked' END,
                CASE WHEN transferred THEN 'jd.transferred' END)
            WHEN 'kameng' THEN CASE
                WHEN account_status IN ('abnormal', 'dormant') THEN 'kameng.account-abnormal'
                WHEN account_status = 'frozen' THEN 'kameng.account-frozen'
            END
        END AS actions,
        CASE platform
            WHEN 'jd' THEN 'jd.after'
            WHEN 'jd-finance' THEN 'jdf.after'
            WHEN 'kameng' THEN
                'kameng.after.status;kameng.after.bills;kameng.after.settings;kameng.after.security'
        END AS aftercare,
        CASE WHEN platform = 'jd' AND awaits
            THEN strftime(stage_since + INTERVAL 72 HOUR, '%Y-%m-%dT%H:%M:%S+08:00') END AS confirm_by,
        CASE WHEN platform = 'kameng' AND is_possible THEN '{revocable}' END AS revocable_until,
        NULL AS retry_after,
        rules,
        CASE platform
            WHEN 'jd' THEN concat_ws(';',
                CASE WHEN unusual_login THEN 'jd.unusual-login' END,
                CASE WHEN face_value >= 10000 THEN 'jd.high-value' END,
                'jd.speed-up')
            WHEN 'taobao' THEN CASE WHEN unusual_login THEN 'taobao.high-risk' END
            WHEN 'pdd' THEN 'pdd.irreversible'
            WHEN 'jd-finance' THEN 'jdf.before'
            ELSE CASE
                WHEN unusual_login
                    THEN 'kameng.official-only;kameng.identity-check;kameng.extra-check;kameng.licence'
                ELSE 'kameng.official-only;kameng.identity-check;kameng.licence'
            END
        END AS notes,
        CASE platform
            WHEN 'jd' THEN CASE WHEN verdict <> 'blocked' THEN concat_ws(';',
                CASE WHEN form IS NULL THEN 'form' END,
                CASE WHEN real_name_verified IS NULL THEN 'real_name_verified' END,
                CASE WHEN name_matches IS NULL THEN 'name_matches' END,
                CASE WHEN violations IS NULL THEN 'violations' END,
                CASE WHEN account_status IS NULL THEN 'account_status' END,
                CASE WHEN order_linked IS NULL THEN 'order_linked' END,
                CASE WHEN promo_linked IS NULL THEN 'promo_linked' END,
                CASE WHEN transferred IS NULL THEN 'transferred' END,
                CASE WHEN documents IS NULL THEN 'documents' END,
                CASE WHEN stage IS NOT NULL AND stage_since IS NULL THEN 'stage_since' END) END
            WHEN 'taobao' THEN CASE WHEN st = 0 THEN 'state;via_agent' ELSE 'via_agent' END
            WHEN 'pdd' THEN CASE WHEN st = 0 THEN 'state;split_used' ELSE 'split_used' END
            WHEN 'jd-finance' THEN 'unsettled;maintenance;debt;failed_attempts'
            ELSE concat_ws(';',
                CASE WHEN account_status IS NULL THEN 'account_status' END,
                CASE WHEN account_status IN ('abnormal', 'dormant') AND documents IS NULL THEN 'documents' END,
                'maintenance;auto_debit;holder_matches;debt;pending_balance;card_status;failed_attempts')
        END AS assumed,
        CASE WHEN verdict = 'unknown' AND platform = 'jd' THEN 'state' END AS missing,
        concat_ws(';',
            CASE WHEN is_under_way = 1 AND after[days_max + 1] < {today} THEN 'overdue' END,
            CASE WHEN state_given > 0 AND spoken_for > state_given THEN 'state-contradicted' END) AS warnings,
        NULL AS error
    FROM papers
) TO '{output}' (HEADER, DELIMITER ',')
