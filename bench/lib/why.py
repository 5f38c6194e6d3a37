"""Why a target is not met: where the time goes, and what was tried."""

REASONS = {}


def of(work):
    """What is known of a target that is not met."""
    return REASONS.get(work, "not looked into yet; `bench/instructions --profile` says where the time goes")
