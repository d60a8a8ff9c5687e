"""A case shows that its way is proven, and where an article lets a property be missed."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.playing import opened
from tests.web.site import plain

CASE = "/cases/BN-2026-0001"
PROVEN = "Đường đi đã được chứng minh"


def test_officer_and_auditor_see_that_the_way_is_proven(site):
    opened(site.app)
    for person, page in (("lethuha", "/diagram"), ("trinhvanduc", "/audit")):
        shown = plain(site.person(person).see(f"{CASE}{page}"))
        assert PROVEN in shown
        assert "P3 – Mọi cơ quan tỉnh chọn đều được hỏi" in shown


def test_an_exemption_is_shown_with_its_article(site):
    opened(site.app, "discipline")
    shown = plain(site.person("lethuha").see("/cases/KL-2026-0001/diagram"))
    assert "miễn trừ có điều khoản" in shown
    assert "Điều 13.3" in shown


def test_a_case_of_a_text_never_proven_says_so(site, monkeypatch):
    monkeypatch.setattr("actions.cases.open_case.kept_proof", lambda *_: None)
    opened(site.app)
    shown = plain(site.person("lethuha").see(f"{CASE}/diagram"))
    assert PROVEN not in shown
    assert "chưa có chứng minh về đường đi" in shown


def test_a_proof_kept_is_never_changed(app):
    opened(app)
    for change in ("UPDATE law_proofs SET body = '{}'", "DELETE FROM law_proofs"):
        with pytest.raises(DBAPIError, match="append-only"), app.engine.begin() as connection:
            connection.execute(text(change))
