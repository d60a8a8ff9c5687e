"""What a duty leaves for the operator to see; no Prefect is needed to carry one out."""

from __future__ import annotations

import pytest

import bootstrap
from actions.backup import backups_in
from actions.status import status
from bootstrap.settings import Settings
from domain.audit.errors import BackupFailed
from flows.duties import BACKUP, DUTIES, MAIL, duties
from tests.playing import opened
from tests.posting import deliver_settled, gets_mail


@pytest.fixture
def backed_up(lite, tmp_path, monkeypatch):
    """An installation whose settings name a folder for two backups."""
    ours = Settings(home=tmp_path, backup_folder=tmp_path / "kept", backup_keep=2)
    monkeypatch.setattr(bootstrap, "app", lambda: lite)
    monkeypatch.setattr(bootstrap, "settings", lambda: ours)
    return lite


def test_a_backup_is_a_duty_only_where_the_settings_name_a_folder(backed_up, monkeypatch):
    assert duties() == (*DUTIES, BACKUP)
    monkeypatch.setattr(bootstrap, "settings", Settings)
    assert duties() == DUTIES


def test_nightly_backups_are_kept_as_many_as_the_settings_say(backed_up, tmp_path, clock):
    opened(backed_up)
    for _ in range(3):
        BACKUP.act()
        clock.forward(days=1)
    made = backups_in(tmp_path / "kept")
    assert len(made) == 2
    assert made[-1].position.cases == 1
    (duty,) = status(backed_up).duties
    assert (duty.name, duty.error) == ("back_up", "")


def test_mail_is_a_duty_only_where_the_settings_name_a_server_and_is_sent_by_it(
    mailing, office, tmp_path, monkeypatch
):
    sender = "Thẩm Định <thamdinh@example.vn>"
    ours = Settings(home=tmp_path, smtp_host="127.0.0.1", smtp_sender=sender)
    monkeypatch.setattr(bootstrap, "app", lambda: mailing)
    monkeypatch.setattr(bootstrap, "settings", lambda: ours)
    assert duties() == (*DUTIES, MAIL)
    gets_mail(mailing, "ngoquanghuy")
    opened(mailing)
    deliver_settled(mailing)
    assert len(office.taken) == 1
    office.taken.clear()
    opened(mailing, act_id="other")
    mailing.clock.forward(hours=1)
    assert MAIL.act() == 1
    (duty,) = status(mailing).duties
    assert (duty.name, duty.error) == ("deliver_mail", "")


def test_a_backup_that_fails_is_seen(backed_up, tmp_path):
    (tmp_path / "kept").write_text("a file is no folder")
    with pytest.raises(BackupFailed):
        BACKUP.act()
    (duty,) = status(backed_up).duties
    assert duty.done_at is None
    assert "BackupFailed" in duty.error
