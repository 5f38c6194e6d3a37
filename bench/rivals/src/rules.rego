# Unbinding a JD gift card: the rules of policy/check-unbind/jd.toml that say something of records
# with these fields, for the moment 2026-11-22 10:00.
package jd

import rego.v1

default spoken_for := 0

spoken_for := 5 if {
	to_number(input.balance) == 0
} else := 4 if {
	input.expires_on < "2026-11-22"
} else := 3 if {
	to_number(input.balance) < to_number(input.face_value)
}

default given := 0

given := {"new": 1, "bound": 2, "partially-used": 3, "expired": 4, "used": 5}[input.state]

default bound := 0

bound := 2 if input.bound_at

st := max([spoken_for, given, bound])

default concluded := false

concluded if {
	input.stage == "awaiting-confirmation"
	not late
}

# Papers are asked for up to the first review, and anew once the ticket has closed itself.
asks_papers if late

asks_papers if not input.stage

asks_papers if input.stage == "first-review"

matched contains "jd.route"

matched contains "jd.documents"

matched contains "jd.documents.electronic" if input.form == "electronic"

matched contains "jd.review"

matched contains "jd.confirm" if concluded

matched contains "jd.confirm.expired" if late

matched contains ["jd.state.new", "jd.state.bound", "jd.state.partial", "jd.state.expired", "jd.state.used"][st - 1] if st > 0

matched contains "jd.state.expired-partial" if expired_partial

matched contains "jd.real-name" if input.real_name_verified == false

matched contains "jd.violations" if input.violations == true

matched contains "jd.name-mismatch" if mismatch

matched contains "jd.frozen" if input.account_status == "frozen"

matched contains "jd.order-linked" if input.order_linked == true

matched contains "jd.promo-linked" if input.promo_linked == true

matched contains "jd.transferred" if input.transferred == true

expired_partial if {
	st == 4
	to_number(input.balance) < to_number(input.face_value)
}

mismatch if {
	input.name_matches == false
	asks_papers
}

late if {
	input.stage == "awaiting-confirmation"
	input.stage_since < "2026-11-19 10:00:00"
}

conditional if st in [3, 4]

conditional if input.real_name_verified == false

conditional if mismatch

conditional if input.account_status == "frozen"

conditional if input.order_linked == true

conditional if input.promo_linked == true

conditional if input.transferred == true

conditional if late

conditional if {
	asks_papers
	some paper in ["id-photos", "id-handheld", "serial-screenshot"]
	not contains(input.documents, paper)
	input.documents
}

conditional if {
	asks_papers
	input.form == "electronic"
	input.documents
	not contains(input.documents, "proof-of-purchase")
}

conditional if {
	asks_papers
	st == 2
	input.documents
	not contains(input.documents, "proof-of-purchase")
}

blocked if st == 5

blocked if input.violations == true

verdict := "blocked" if {
	blocked
} else := "unknown" if {
	st == 0
	not concluded
} else := "conditional" if {
	conditional
} else := "eligible"

decision := {"verdict": verdict, "rules": matched}
