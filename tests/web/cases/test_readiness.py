"""What is missing before a decision is signed: on both pages and for programs, with where to go."""

from __future__ import annotations

from datetime import date

import pytest

from domain.directory.record import Discipline
from tests.playing import change_record, opened
from tests.web.api.conftest import Programs
from tests.web.site import form_of, plain

TASK = "/cases/BN-2026-0001/tasks/decision/1/governing_body"
LETTER = "Biên bản số 05-BB/TU, ngày 07/9/2026"


@pytest.fixture
def play(site):
    play = opened(site.app)
    play.until("decision")
    return play


def fields(reason, document):
    return {
        "outcome": "issue",
        "dated": "07/09/2026",
        "confirmed": reason,
        "document": document,
    }


def test_the_page_says_before_signing_what_blocks(site, play):
    serving = Discipline("state", "reprimand", date(2026, 6, 1))
    change_record(site.app, "ythongeban", disciplines=(serving,))
    signer = site.person("ymoaeban")
    page = signer.see(TASK)
    assert "Chưa ký được: Chưa đạt “Không đang thi hành kỷ luật”" in plain(page)
    assert "/people/ythongeban/record" not in page, "for who signs that page does not exist"
    checked = signer.send(TASK, f"{TASK}/check", fields("Đã họp", LETTER))
    assert "Chưa ký được" in plain(checked.text)
    refused = signer.client.post(f"{TASK}/answer", data=form_of(checked.text, f"{TASK}/answer"))
    assert "Chưa thực hiện được" in refused.text
    assert play.case.step == "decision"


def test_what_asks_is_answered_on_the_page_with_reason_and_document(site, play):
    signer = site.person("ymoaeban")
    assert "Phải nêu lý do: Văn bản còn chỗ trống" in plain(signer.see(TASK))
    checked = signer.send(TASK, f"{TASK}/check", fields("Đã họp", LETTER))
    assert LETTER in checked.text
    done = signer.client.post(f"{TASK}/answer", data=form_of(checked.text, f"{TASK}/answer"))
    assert "Đã ghi nhận" in plain(done.text)
    assert play.case.step == "announce"


def test_a_program_is_told_the_same_and_sends_reason_and_document(site, play):
    signer = Programs(site)("ymoaeban")
    asked = signer.get(TASK).json()
    (line,) = asked["missing"]
    assert (line["key"], line["blocks"], line["mend"]) == ("text_blanks", False, "draft")
    body = {"dated": "2026-09-07", "read": asked["drafts"]["decision_appoint"]}
    refused = signer.act(f"{TASK}/issue", body | {"confirmed": "Đã họp"})
    assert (refused.status_code, refused.json()["facts"]["gate"]) == (409, "document_owed")
    done = signer.act(f"{TASK}/issue", body | {"confirmed": "Đã họp", "document": LETTER})
    assert done.status_code == 200, done.text
