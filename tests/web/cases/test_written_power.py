"""On pages whoever acts on written power is named as what they are, and by whose power."""

from __future__ import annotations

from datetime import date

from domain.directory.actors import Delegation
from models.unit_of_work import transaction
from tests.playing import at_opinions
from tests.web.site import plain

CASE = "/cases/BN-2026-0001"
TASK = f"{CASE}/tasks/provincial_opinions/1/directing_body"
WRITTEN = "Trần Văn Bình, Chuyên viên, TUQ. Trưởng Ban H'Linh Niê, 13-GUQ"


def test_before_sending_and_wherever_the_answer_is_read(site):
    """use.md M3: an officer stood in the history as the head whose power they had."""
    lent = Delegation(
        "hlinhnie", "tranvanbinh", "BTGDVTU", "13-GUQ", date(2026, 9, 1), date(2026, 10, 1)
    )
    transaction(site.app.engine, lambda uow: uow.directory.add_delegation(lent))
    play = at_opinions(site.app)
    officer = site.person("tranvanbinh")
    checked = officer.send(TASK, f"{TASK}/check", {"outcome": "agree", "reason": "đủ"})
    assert WRITTEN in plain(checked.text)
    play.sign("BTGDVTU", person="tranvanbinh")
    for page in (f"{CASE}/opinions", f"{CASE}/progress"):
        assert WRITTEN in plain(officer.see(page))
    assert WRITTEN.partition(", ")[2] in plain(officer.see("/account"))
