"""The page of what waits for nobody, and the look ahead before a case is opened."""

from __future__ import annotations

from tests.playing import SIGNERS, at_opinions
from tests.web.site import plain

GONE = "UPDATE seats SET \"end\" = '2026-09-01' WHERE agency = 'UBKTTU'"
ADMIN, CLERK = "luonggiaminh", "lethuha"
REVIEW = (
    "/cases/new/review?procedure=appoint&press_agency=BPTTH&post=head&decided_on=01/12/2026"
    "&handler=BTCTU&subject=ythongeban"
)


def change(site, statement):
    with site.app.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_the_officer_finds_the_question_and_the_administrator_the_body(site):
    play = at_opinions(site.app)
    change(site, GONE)
    officer, admin = site.person(CLERK), site.person(ADMIN)
    shown = officer.see("/watch")
    assert "được hỏi mà chưa có người ký" in plain(shown)
    (question,) = [t for t in play.case.open_tasks if t.agency == "UBKTTU"]
    address = f"/cases/{play.id}/tasks/{question.id.partition('/')[2]}"
    assert f'href="{address}"' in shown
    assert "Ủy ban Kiểm tra" in plain(officer.see(address))
    shown = admin.see("/watch")
    assert 'href="/agencies/UBKTTU"' in shown
    assert play.id not in shown
    assert "Không có việc nào như vậy." in plain(site.person("buithanhmai").see("/watch"))
    assert 'href="/watch"' in admin.see("/today")


def test_for_who_can_mend_nothing_there_is_no_such_page(site):
    at_opinions(site.app)
    for person in ("trinhvanduc", "ythongeban"):
        assert site.person(person).client.get("/watch").status_code == 404


def test_the_look_ahead_names_who_signs_each_step_and_warns(site):
    for person in SIGNERS.values():
        site.person(person)
    officer = site.person(CLERK)
    shown = plain(officer.see(REVIEW))
    assert "người ký: Ngô Quang Huy" in shown
    assert "chưa có người ký" not in shown
    change(site, GONE)
    shown = plain(officer.see(REVIEW))
    assert "! được hỏi mà chưa có người ký" in shown
    assert "Các bước có nơi chưa trả lời được: 1" in shown
    change(site, f"UPDATE seats SET powers = 'prepare,sign' WHERE person = '{CLERK}'")
    change(site, "UPDATE seats SET powers = 'prepare' WHERE person = 'dangducthuan'")
    assert "người ký duy nhất là người đã mở hồ sơ" in plain(officer.see(REVIEW))
