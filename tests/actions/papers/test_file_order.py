"""No file is opened before the right to act was asked, and none while the database waits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.directory.import_people import import_people
from actions.hearing.hearing import serve_paper
from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.give_paper import give_paper
from actions.papers.own_templates import keep_template
from actions.papers.upload_draft import EditedDraft, upload_draft
from actions.papers.use_template import TemplateUse, use_template
from actions.signing.keep_signed_copy import SignedCopy, keep_signed_copy
from documents.guarded import guarded as guard
from documents.intake.sent_file import SentFile
from domain.errors import CaseworkError
from domain.hearing.hearing import Serving
from tests.actions.papers.test_every_door import DAY, DOORS, act, verdict
from tests.actions.papers.test_upload_draft import at_decision
from tests.actions.signing.test_sign_paper import PAPER, issued_one
from tests.documents.intake.corpus import FILES
from tests.playing import opened

SENT = SentFile("to-trinh.pdf", FILES["to-trinh.pdf"][0]())
STRANGER = "luonggiaminh"  # administers accounts, has no part in a case
DECISION = "decision_appoint"


def served(app):
    play = opened(app, "discipline")
    serving = Serving(what="accusation", on=DAY, proof="ký nhận", meeting=None)
    upload = Upload(kind="served_paper", file=SENT)
    return lambda: serve_paper(app, act(play, "a", STRANGER), serving, upload)


def dossier(app):
    play = opened(app)
    return lambda: attach_paper(app, act(play, "a", STRANGER), Upload(kind="other", file=SENT))


def own(app):
    play = opened(app)
    return lambda: give_paper(app, act(play, "a", STRANGER), Upload(kind="other", file=SENT))


def signed(app):
    play = issued_one(app)
    copy = SignedCopy(paper=PAPER, file=SENT)
    return lambda: keep_signed_copy(app, act(play, "a", STRANGER), copy)


def draft(app):
    play = at_decision(app)
    base = play.case.draft(DECISION)
    edited = EditedDraft(paper=DECISION, file=replace(SENT, name="a.docx"), based_on=base)
    return lambda: upload_draft(app, act(play, "a", STRANGER), edited)


def filled(app):
    play = at_decision(app)
    use = TemplateUse(paper=DECISION, file=SENT, based_on=play.case.draft(DECISION))
    return lambda: use_template(app, act(play, "a", STRANGER), use)


STRANGERS = {
    "dossier": dossier,
    "own paper": own,
    "served paper": served,
    "signed copy": signed,
    "draft": draft,
    "filled template": filled,
    "kept template": lambda app: lambda: keep_template(app, "TU", DECISION, SENT, person="lethuha"),
    "import": lambda app: lambda: import_people(app, SENT, by="lethuha"),
}


@pytest.mark.parametrize("which", STRANGERS)
def test_a_stranger_has_no_file_opened(lite, which, monkeypatch):
    knock = STRANGERS[which](lite)
    opened_files = []
    monkeypatch.setattr(guard, "_asked", lambda *_: opened_files.append(which) or b"")
    with pytest.raises(CaseworkError):
        knock()
    assert opened_files == []


@pytest.mark.parametrize("which", DOORS)
def test_no_transaction_waits_for_a_file(lite, which, monkeypatch):
    door, names = DOORS[which][0](lite), ("to-trinh.pdf", "sua.docx", "bang.xlsx", "macro.docx")
    asked, waiting = guard._asked, []

    def watched(limits, job):
        waiting.append(lite.engine.pool.checkedout())
        return asked(limits, job)

    monkeypatch.setattr(guard, "_asked", watched)
    for number, name in enumerate(names):
        verdict(door, SentFile(name, FILES[name][0]()), f"act{number}")
    assert waiting
    assert set(waiting) == {0}
