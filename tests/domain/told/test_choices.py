"""What the law wants told leaves at once, whatever its reader chose."""

from __future__ import annotations

from datetime import timedelta

from domain.effects.notices import Notice, NoticeKind
from domain.told.choices import SETTLE, MailChoices
from domain.told.kinds import When
from tests.conftest import CATALOGUE, MONDAY_NOON


def test_what_the_law_wants_told_is_neither_turned_off_nor_put_off():
    rules = CATALOGUE.mail
    chosen = MailChoices(dict.fromkeys(rules.groups, When.NEVER), quiet=(8, 7))
    served = Notice(key="k", kind=NoticeKind.SERVED, at=MONDAY_NOON)
    assert chosen.when(rules, served.kind) == When.AT_ONCE
    assert chosen.due(rules, served, MONDAY_NOON) == MONDAY_NOON + SETTLE
    heard = Notice(key="k", kind=NoticeKind.HEARD, at=MONDAY_NOON)
    assert chosen.when(rules, heard.kind) == When.NEVER
    assert chosen.due(rules, heard, MONDAY_NOON) > MONDAY_NOON + timedelta(hours=12)
