"""In a real browser: whole procedures by role, and what people do to pages that nobody planned."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.playing import OFFICERS, at_opinions, opened
from tests.web.browsing import (
    DESKTOP,
    PHONE,
    BrowserStory,
    big_pdf,
    choose,
    chromium,
    decide,
    faults_of,
    window,
)
from tests.web.every_page import PAGES, stage

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine")
TASK = "/cases/BN-2026-0001/tasks/provincial_opinions/1/directing_body"
PROCEDURES = ("appoint", "discipline")
LONGER = (pytest.param(name, marks=pytest.mark.long) for name in ("reappoint", "dismiss", "resign"))


@pytest.fixture
def play(site):
    return at_opinions(site.app)


@pytest.mark.slow
@pytest.mark.parametrize("procedure", [*PROCEDURES, *LONGER])
def test_a_whole_procedure_is_carried_in_the_browser_by_role(site, chrome, procedure):
    play = opened(site.app, procedure)
    officer = OFFICERS[play.case.handler]
    story = BrowserStory(
        site.app,
        play.id,
        officer,
        before_act=play.follow,
        wait=play.wait,
        browser=chrome,
        site=site,
    )
    case = story.play()
    assert case.status == "done"
    page = window(chrome, site, officer)
    page.goto(f"/cases/{play.id}")
    assert "đã hoàn thành" in page.inner_text("main")
    page.context.close()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_page_is_clean_for_axe_fits_the_screen_and_the_finger(site, chrome):
    stage(site.app)
    people = dict.fromkeys(person for person, _ in PAGES)
    windows = {person: window(chrome, site, person) for person in people}
    assert [fault for person, path in PAGES for fault in looked_at(windows[person], path)] == []


def looked_at(page, path):
    """What is wrong with one page, opened once and seen at both widths."""
    answer = page.goto(path)
    wanted = 404 if "khong-co" in path else 200
    if answer.status != wanted:
        yield f"{path}: {answer.status}"
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        yield from (f"{path} {width}: {fault}" for fault in faults_of(page, width))


def test_a11_who_comes_second_is_told_who_answered_and_loses_no_word(site, chrome, play):
    first, second = (window(chrome, site, "hlinhnie") for _ in range(2))
    choose(first, TASK, "agree", "Nhất trí.")
    choose(second, TASK, "disagree", "Không nhất trí vì thiếu hồ sơ.")
    first.click("button:text-is('Gửi')")
    second.click("button:text-is('Gửi')")
    told = second.inner_text("main")
    assert "H'Linh Niê" in told
    assert "đã trả lời" in told
    assert second.input_value("#unsent") == "Không nhất trí vì thiếu hồ sơ."
    assert play.case.find_task(TASK[7:].replace("/tasks", "")).outcome == "agree"


def test_the_back_button_after_sending_changes_nothing(site, chrome, play):
    page = window(chrome, site, "hlinhnie")
    decide(page, TASK, "agree", "Nhất trí.")
    version = play.case.version
    for _ in range(2):
        page.go_back()
        assert "Việc này đã khép" in page.inner_text("main")
    assert play.case.version == version


def test_a_double_click_is_one_act(site, chrome, play):
    page = window(chrome, site, "hlinhnie")
    choose(page, TASK, "agree", "Nhất trí.")
    version = play.case.version
    page.dblclick("button:text-is('Gửi')")
    # Asked again until it holds: a second click breaks off the answer to the first.
    expect(page.locator("main")).to_contain_text("Đã ghi nhận")
    assert play.case.version == version + 1


def test_edit_brings_back_what_was_typed(site, chrome, play):
    page = window(chrome, site, "hlinhnie")
    choose(page, TASK, "agree_with_remarks", "Đề nghị bổ sung <nhận xét> & “ảnh”.")
    page.click("text=Sửa lại")
    assert page.input_value("#reason") == "Đề nghị bổ sung <nhận xét> & “ảnh”."
    assert page.is_checked("input[value=agree_with_remarks]")


def test_a_session_that_ends_while_typing_loses_nothing(site, chrome, play, clock):
    page = window(chrome, site, "hlinhnie")
    page.goto(TASK)
    page.check("input[value=agree]")
    page.fill("#reason", "Một đoạn dài đã gõ trong hai giờ.")
    clock.forward(hours=2)
    page.click(".decide button.primary")
    assert "Phiên làm việc đã hết hạn" in page.inner_text("main")
    page.fill("#person", "hlinhnie")
    page.fill("#password", "một câu đủ dài để nhớ")
    page.click("main button")
    assert page.input_value("#reason") == "Một đoạn dài đã gõ trong hai giờ."


def test_an_answer_by_keyboard_alone(site, chrome, play):
    page = window(chrome, site, "hlinhnie")
    page.goto(TASK)
    page.focus("input[name=outcome]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Nhất trí.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Kiểm tra trước khi gửi")
    page.focus("button:text-is('Gửi')")
    page.keyboard.press("Enter")
    # Asked again until it holds: a second click breaks off the answer to the first.
    expect(page.locator("main")).to_contain_text("Đã ghi nhận")


@pytest.mark.parametrize(
    ("size", "told"), [(50 * 1024 * 1024, "lon.pdf"), (50 * 1024 * 1024 + 1, "lớn hơn 50 MB")]
)
def test_a_file_of_fifty_megabytes_is_taken_and_a_larger_one_is_refused(
    site, chrome, play, tmp_path, size, told
):
    page = window(chrome, site, "lethuha")
    page.goto("/cases/BN-2026-0001/dossier")
    page.set_input_files("#file", big_pdf(tmp_path, size))
    page.click("text=Thêm vào hồ sơ")
    page.wait_for_load_state()
    assert told in page.inner_text("main")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("trống.pdf", b"", "tệp rỗng"),
        ("chương trình.exe", b"MZ", "không nhận loại tệp này"),
        ("giả.pdf", b"hello", "tệp chữ trơn"),
        ("TỐI MẬT.pdf", b"%PDF-1.4\n%%EOF", "mật"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(site, chrome, play, name, content, told):
    page = window(chrome, site, "lethuha")
    page.goto("/cases/BN-2026-0001/dossier")
    page.set_input_files(
        "#file", {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.click("text=Thêm vào hồ sơ")
    assert told in page.inner_text("[role=alert]")
