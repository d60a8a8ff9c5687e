"""An issued decision stands: its buttons are gone, and a form kept open over it is refused."""

from __future__ import annotations

from tests.playing import opened
from tests.web.site import form_of, plain

CASE = "/cases/BN-2026-0001"
DECISION = f"{CASE}/tasks/decision/1/governing_body"
STANDS = "Quyết định số 01-QĐ/TU đã ban hành ngày 07/09/2026"


def test_a_form_kept_open_over_the_issue_is_refused_and_its_button_is_gone(site):
    play = opened(site.app)
    play.until("decision")
    officer = site.person("lethuha")
    withdrawal = form_of(officer.see(CASE), f"{CASE}/withdraw")
    assert f"{CASE}/dossier/attach" in officer.see(f"{CASE}/dossier")
    play.past("decision")

    refused = officer.client.post(f"{CASE}/withdraw", data=withdrawal | {"why": "xin rút"})
    assert STANDS in plain(refused.text)
    assert "/withdraw" not in officer.see(CASE)
    kinds = (
        officer.see(f"{CASE}/dossier").partition('<select id="kind"')[2].partition("</select>")[0]
    )
    assert kinds.count("<option") == 3
    assert "decision_appoint/upload" not in officer.see(f"{CASE}/dossier")


def test_the_signer_of_a_decision_is_offered_no_recall(site):
    play = opened(site.app)
    play.until("decision")
    signer = site.person("ymoaeban")
    form = form_of(signer.see(DECISION), f"{DECISION}/check")
    play.past("decision")
    assert "/recall" not in signer.see(f"{DECISION}/done")
    refused = signer.client.post(f"{DECISION}/recall", data=form | {"why": "nhầm"})
    assert STANDS in plain(refused.text)
    assert play.case.step == "announce"


def test_a_fresh_answer_may_still_be_taken_back(site):
    play = opened(site.app)
    task = f"{CASE}/tasks/policy_request/1/press_agency"
    play.sign("BPTTH", "submitted")
    assert f"{task}/recall" in site.person("ngoquanghuy").see(f"{task}/done")
