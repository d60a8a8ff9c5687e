"""On its page a question is taken up, given, prepared for signing, and passed on."""

from __future__ import annotations

from tests.playing import at_opinions
from tests.web.site import plain
from web.kit.pages import task_address

CASE = "/cases/BN-2026-0001"
TASK = f"{CASE}/tasks/provincial_opinions/1/directing_body"
OTHER = f"{CASE}/tasks/provincial_opinions/1/inspection_committee"


def test_a11_who_holds_it_is_named_and_no_button_leads_into_a_refusal(site):
    play = at_opinions(site.app)
    head, officer = site.person("hlinhnie"), site.person("tranvanbinh")
    officer.send(TASK, f"{TASK}/assign", {"holder": "tranvanbinh"})
    assert play.case.find_task(play.task("BTGDVTU")).holder == "tranvanbinh"
    seen = plain(head.see(TASK))
    assert "Trần Văn Bình đang giữ việc này từ" in seen
    assert f"{TASK}/check" in head.see(TASK)
    assert "đang giữ: Trần Văn Bình" in plain(head.see("/inbox"))
    head.send(TASK, f"{TASK}/assign", {"holder": "hlinhnie", "give-why": "tôi trực tiếp làm"})
    page = officer.see(TASK)
    assert f"{TASK}/prepare" not in page
    assert f"{TASK}/assign" not in page
    assert "H'Linh Niê đang giữ việc này từ" in plain(page)
    assert "Cả việc đồng nghiệp đang giữ" in plain(officer.see("/inbox"))
    assert CASE.rpartition("/")[2] in plain(officer.see("/inbox?whole=1"))


def test_the_answer_an_officer_prepared_lies_ready_for_the_signer(site):
    play = at_opinions(site.app)
    head, officer = site.person("hlinhnie"), site.person("tranvanbinh")
    assert f"{TASK}/check" not in officer.see(TASK)
    fields = {"outcome": "agree", "reason": "hồ sơ đủ & hợp lệ"}
    officer.send(TASK, f"{TASK}/prepare", fields)
    page = head.see(TASK)
    assert "hồ sơ đủ & hợp lệ" in plain(page)
    assert 'value="agree" required checked' in page
    assert "Trần Văn Bình, Chuyên viên" in plain(page)
    play.sign("BTGDVTU")
    assert "Người soạn : Trần Văn Bình".replace(" :", ":") in plain(head.see(f"{CASE}/opinions"))


def test_a_question_is_passed_on_and_everybody_reads_where_it_is(site):
    play = at_opinions(site.app)
    signer, officer = site.person("phamquochung"), site.person("lethuha")
    assert f"{TASK}/forward" not in site.person("hlinhnie").see(TASK)
    fields = {"agency": "TU", "on-why": "không thuộc Ủy ban", "on-document": "Công văn số 9"}
    refused = signer.send(OTHER, f"{OTHER}/forward", fields | {"on-document": ""})
    assert "không thuộc Ủy ban" in plain(refused.text)
    signer.send(OTHER, f"{OTHER}/forward", fields)
    assert {t.agency for t in play.case.open_tasks} >= {"TU", "BTGDVTU"}
    assert "Đã chuyển cho" in plain(signer.see(OTHER))
    assert "đã chuyển cơ quan khác" in plain(officer.see(f"{CASE}/opinions"))
    assert "không thuộc Ủy ban" in plain(officer.see(f"{CASE}/diagram"))
    assert f"{CASE}/tasks/provincial_opinions/1/inspection_committee~2" in site.person(
        "ymoaeban"
    ).see("/inbox")


def test_an_answer_that_counts_no_more_says_so_in_words(site):
    """use.md M7: a taken-back answer read like a valid one."""
    from actions.cases.recall import recall
    from actions.execute import Act

    play = at_opinions(site.app)
    task = play.task("BTGDVTU")
    play.sign("BTGDVTU")
    recall(site.app, Act(act_id="r", case_id=play.id, person="hlinhnie"), task_id=task, reason="x")
    officer = site.person("lethuha")
    for page in (f"{CASE}/opinions", f"{CASE}/progress", TASK):
        assert "không còn tính" in plain(officer.see(page))


def test_more_time_is_asked_for_answered_and_shown_in_the_sum(site, lite):
    play = at_opinions(lite)
    task = task_address(play.task("UBKTTU"))
    signer, officer = site.person("phamquochung"), site.person("lethuha")
    wish = {"days": "5", "more-why": "chờ kết luận kiểm tra"}
    signer.send(task, f"{task}/ask-extension", wish)
    assert "Đang xin gia hạn thêm 5 ngày: “chờ kết luận kiểm tra” – Phạm Quốc Hưng" in plain(
        signer.see(task)
    )
    assert "Xin gia hạn Cơ quan thụ lý trả lời" not in plain(signer.see(task))
    officer.send(task, f"{task}/grant-extension", {"said-why": "nhất trí"})
    summed = (
        "10 ngày làm việc + 5 ngày làm việc gia hạn (“chờ kết luận kiểm tra”) kể từ 07/09/2026 "
        "(không tính ngày này) = 28/09/2026"
    )
    assert summed in plain(signer.see(task))
    assert summed in plain(officer.see(f"/cases/{play.id}/progress"))
    signer.send(task, f"{task}/ask-extension", wish)
    officer.send(task, f"{task}/refuse-extension", {"said-why": "đã gia hạn"})
    shown = plain(signer.see("/told"))
    assert "không đồng ý gia hạn ở bước “Các cơ quan cấp tỉnh thẩm định, cho ý kiến”" in shown
    assert "hạn vẫn là 28/09/2026. “đã gia hạn”" in shown
