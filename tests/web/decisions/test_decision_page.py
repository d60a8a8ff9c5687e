"""Changing a decision in the browser: the text is read, then signed; pages say what holds."""

from __future__ import annotations

import pytest

from actions.execute import Act
from actions.hearing.hearing import serve_paper
from domain.hearing.hearing import Serving
from tests.playing import opened
from tests.web.site import form_of, plain

CASE = "/cases/BN-2026-0001"
PAGE = f"{CASE}/decision"
SAID = {
    "how": "revoke",
    "dated": "07/9/2026",
    "reason": "sai thẩm quyền",
    "document": "Kết luận số 12-KL/TU, ngày 07/9/2026",
}


@pytest.fixture
def play(site):
    found = opened(site.app)
    found.until("decision")
    found.past("decision")
    found.follow()
    return found


def sent(site, **more):
    """The signer goes through both pages; what the second one shows."""
    signer = site.person("ymoaeban")
    form = form_of(signer.see(PAGE), f"{PAGE}/check")
    return signer, signer.client.post(f"{PAGE}/check", data=form | SAID | more)


def confirmed(site, **more):
    signer, second = sent(site, **more)
    form = form_of(second.text, f"{PAGE}/change")
    return plain(signer.client.post(f"{PAGE}/change", data=form).text)


def test_the_text_is_read_before_it_is_signed_then_numbered_and_told_on_every_page(site, play):
    signer, second = sent(site)
    assert "sai thẩm quyền" in plain(second.text)
    text = plain(signer.see(f"{PAGE}/text"))
    assert "Thu hồi Quyết định số 01-QĐ/TU" in text
    assert "02-QĐ/TU" not in text

    form = form_of(second.text, f"{PAGE}/change")
    shown = plain(signer.client.post(f"{PAGE}/change", data=form).text)
    told = "đã bị thu hồi bởi 02-QĐ/TU"
    assert told in shown
    assert "✓ đang có hiệu lực" not in shown
    officer = site.person("lethuha")
    for address in (CASE, f"/people/{play.case.subject}"):
        assert told in plain(officer.see(address))
    book = plain(site.person("nguyenthilan").see("/registers/TU:QĐ:2025-2030"))
    assert told in book
    assert "Thu hồi Quyết định số 01-QĐ/TU" in book
    assert "Quyết định thu hồi" in plain(officer.see(f"{CASE}/dossier"))


def test_what_was_typed_is_kept_when_it_is_refused(site, play):
    _, again = sent(site, how="replace")
    assert "“nội dung mới” phải được nhập" in plain(again.text)
    assert "sai thẩm quyền" in again.text


@pytest.mark.parametrize("person", ["lethuha", "nguyenthilan"])
def test_who_may_not_sign_is_offered_no_form_and_refused_when_they_send_one(site, play, person):
    visitor = site.person(person)
    page = visitor.see(PAGE)
    assert f"{PAGE}/check" not in page
    form = form_of(visitor.see("/account"), "/sign-out")
    refused = visitor.client.post(f"{PAGE}/change", data=form | SAID | {"act": "x", "page": PAGE})
    assert "Chưa thực hiện được" in plain(refused.text)
    assert "02-QĐ/TU" not in visitor.see(PAGE)


def test_there_is_no_such_page_before_a_decision_and_for_who_does_not_see_the_case(site):
    opened(site.app)
    site.person("lethuha").see(PAGE, status=404)
    site.person("ythongeban").see(PAGE, status=404)


def test_the_person_concerned_reads_it_once_it_is_served(site, play):
    confirmed(site)
    mine = site.person(play.case.subject)
    assert "02-QĐ/TU" not in mine.see("/mine/BN-2026-0001")
    act = Act(act_id="s", case_id=play.id, person="lethuha")
    serve_paper(site.app, act, Serving(what="decision", on=site.app.today(), proof="ký nhận"))
    page = mine.see("/mine/BN-2026-0001")
    assert "Đã bị thu hồi bởi 02-QĐ/TU" in plain(page)
    files = [part.partition('"')[0] for part in page.split('href="/mine/BN-2026-0001/files/')[1:]]
    assert len(files) == 2
    for one in files:
        assert mine.client.get(f"/mine/BN-2026-0001/files/{one}").status_code == 200
