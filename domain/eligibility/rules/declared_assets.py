"""The asset declaration: made in time, and read out at the vote of confidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from domain.eligibility.rules.candidate import CandidateFacts, Measured, unknown


def assets_declared_in_time(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
    """At least 10 days before the planned (re-)appointment (LPCTN 36.4a)."""
    last = on - timedelta(days=p["days"])
    required = f"kê khai chậm nhất {p['days']} ngày trước {on:%d/%m/%Y}, tức {last:%d/%m/%Y}"
    declared = facts.person.record.papers.get("asset_declaration")
    if declared is None:
        return unknown(required)
    return Measured(declared <= last, f"kê khai ngày {declared:%d/%m/%Y}", required)


def assets_read_out(facts: CandidateFacts, _: Mapping[str, int], on: date) -> Measured:
    """Published at the trust-vote meeting, in its minutes (LPCTN 39.2, ND130 Art 12)."""
    required = "công khai bản kê khai tại hội nghị lấy phiếu, có ghi biên bản"
    read = facts.person.record.papers.get("asset_publication")
    if read is None:
        return unknown(required)
    return Measured(read <= on, f"công khai ngày {read:%d/%m/%Y}", required)
