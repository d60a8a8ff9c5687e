"""Each command as a person types it: what it says, in JSON too, and how it refuses."""

from __future__ import annotations

import json

import pytest

from bootstrap.demonstration.scans import scan as a_pdf
from domain.errors import NotYourTask
from notifications.wording import Wording
from tests.cli.typing_commands import OPEN, TASK, answer
from tests.conftest import CATALOGUE
from tests.playing import opened


def test_a_case_is_opened_and_says_who_is_asked(terminal):
    code, out, _ = terminal(*OPEN)
    assert code == 0
    assert "BN-2026-0001" in out
    assert "Báo và Phát thanh, Truyền hình Đắk Lắk" in out


def test_opening_twice_opens_once(terminal):
    answer(terminal, *OPEN)
    assert answer(terminal, *OPEN)["repeated"] is True


def test_the_same_command_typed_twice_says_it_was_recorded_before(terminal):
    answer(terminal, *OPEN)
    words = (
        "sign",
        "BN-2026-0001/policy_request/1/press_agency",
        "submitted",
        "--as",
        "ngoquanghuy",
    )
    terminal(*words)
    assert "đã được ghi nhận trước đó" in terminal(*words)[1]


def test_a_whole_case_by_commands_alone(terminal, lite, tmp_path):
    play = opened(lite)
    play.until("central_appraisal")
    scan = tmp_path / "tra-loi.pdf"
    scan.write_bytes(a_pdf("reply"))
    for agency in ("BTGDVTW", "BVHTTDL"):
        answer(
            terminal,
            "record-reply",
            play.task(agency),
            "consented",
            "--as",
            "lethuha",
            "--number",
            f"9-CV/{agency}",
            "--dated",
            "07/9/2026",
            "--received",
            "2026-09-07",
            "--scan",
            str(scan),
        )
    answer(terminal, "documents", "make", play.id)
    papers = answer(terminal, "documents", "list", play.id)
    read = next(p["content"] for p in papers if p["kind"] == "decision_appoint")
    asked = ("issue", play.task("TU"), "--as", "ymoaeban", "--read", read[:12])
    _, seen, _ = terminal(*asked, "--check")
    assert "Phải nêu lý do: Hồ sơ chưa đủ: Tờ trình" in " ".join(seen.split())
    assert answer(terminal, "documents", "list", play.id) == papers
    play.story().gather_dossier()
    reason = ("--confirm", "Cuộc họp đã xem xét", "--document", "05-BB/TU")
    answer(terminal, *asked, *reason)
    answer(terminal, "sign", play.task("TU"), "submitted", "--as", "ymoaeban")
    answer(terminal, "documents", "make", play.id)

    assert answer(terminal, "case", "show", play.id)["status"] == "done"
    assert [c["status"] for c in answer(terminal, "case", "list")] == ["done"]
    written = answer(terminal, "documents", "export", play.id, "--to", str(tmp_path / "out"))
    assert any(path.endswith("decision_appoint_final.docx") for path in written)
    history = answer(terminal, "case", "history", play.id)
    assert history[0]["kind"] == "CaseOpened"
    assert "DecisionIssued" in {row["kind"] for row in history}
    assert answer(terminal, "verify") == []


def test_return_recall_withdraw_and_attach(terminal, lite, tmp_path):
    play = opened(lite)
    play.until("provincial_opinions")
    task = play.task("BTGDVTU")
    answer(terminal, "return", task, "--as", "hlinhnie", "--reason", "thiếu", "--to", "dossier_in")
    back = play.task("TU")
    answer(terminal, "sign", back, "submitted", "--as", "ymoaeban")
    answer(terminal, "recall", back, "--as", "ymoaeban", "--reason", "nhầm")
    file = tmp_path / "khám.pdf"
    file.write_bytes(a_pdf("a paper"))
    answer(terminal, "attach", play.id, "health_certificate", str(file), "--as", "lethuha")
    answer(terminal, "withdraw", play.id, "--as", "lethuha", "--reason", "xin rút")
    assert answer(terminal, "case", "show", play.id)["status"] == "withdrawn"


REFUSALS = {
    "unknown agency": (("agency", "show", "NO"), 3, "agency list"),
    "unknown person": (("person", "show", "no"), 3, "person list"),
    "unknown case": (("case", "show", "BN-1999-0001"), 3, "BN-1999-0001"),
    "unknown procedure": (("law", "show", "101/promote"), 3, "law list"),
    "step not open": (
        ("sign", "BN-2026-0001/decision/1/governing_body", "issue", "--as", "ymoaeban"),
        3,
        "Không có việc",
    ),
    "not your task": (
        ("sign", TASK, "submitted", "--as", "buithanhmai"),
        1,
        "Báo và Phát thanh, Truyền hình Đắk Lắk",
    ),
    "answer not offered": (("sign", TASK, "agree", "--as", "ngoquanghuy"), 1, "đã gửi"),
    "date before the law": (("law", "show", "101/appoint", "--on", "2023-02-27"), 4, "27/02/2023"),
    "not a date": (("law", "show", "101/appoint", "--on", "hôm nay"), 1, "25/11/2026"),
    "no such file": (
        ("attach", "BN-2026-0001", "cv", "/no/such.pdf", "--as", "lethuha"),
        1,
        "/no/such.pdf",
    ),
    "unknown kind of paper": (
        ("attach", "BN-2026-0001", "poem", __file__, "--as", "lethuha"),
        1,
        "health_certificate",
    ),
    "bad file": (("attach", "BN-2026-0001", "cv", __file__, "--as", "lethuha"), 1, "tệp chữ trơn"),
    "case opened by no officer": ((*OPEN[:2], "dismiss", *OPEN[3:-1], "hlinhnie"), 1, "lập hồ sơ"),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_says_what_is_wrong_and_leaves_with_its_code(terminal, what):
    words, code, named = REFUSALS[what]
    terminal(*OPEN)
    left, _, err = terminal(*words)
    assert left == code
    assert named in " ".join(err.split())


def test_a_refusal_in_json_carries_code_and_sentence(terminal):
    code, out, _ = terminal("agency", "show", "NO", "--json")
    said = json.loads(out)
    assert (code, said["error"]) == (3, "not_found")
    assert "NO" in said["message"]


def test_wrong_use_leaves_with_two(terminal):
    assert terminal("sign")[0] == 2


def test_the_procedure_of_a_day_is_printed_with_its_actors(terminal):
    code, out, _ = terminal("law", "show", "101/appoint", "--on", "2026-09-01")
    flat = " ".join(out.split())
    assert code == 0
    assert "Ban Tuyên giáo và Dân vận" in flat
    assert "10 ngày làm việc" in flat
    assert "101-QĐ/TW" in flat


def test_the_reconstruction_is_marked_and_cites_no_article_of_75(terminal):
    _, out, _ = terminal("law", "show", "75/appoint", "--on", "2022-11-14")
    assert "Tái dựng" in out


def test_two_procedures_stand_side_by_side(terminal):
    rows = answer(terminal, "law", "compare", "75/appoint", "101/appoint")["rows"]
    assert {
        "step": "waiver",
        "left": "",
        "right": "Xem xét trường hợp đặc cách",
        "changed": [],
    } in rows


def test_the_law_checks_clean(terminal):
    assert terminal("law", "check")[0] == 0


def test_a_deadline_is_explained_day_by_day(terminal):
    due = answer(terminal, "calendar", "explain", "30/12/2025", "5")
    assert due["day"] == "2026-01-08"
    assert ["2026-01-02", "nghỉ hoán đổi Tết Dương lịch"] in due["skipped"]


@pytest.mark.parametrize(
    "words",
    [
        ("case", "findings", "BN-2026-0001"),
        ("law", "list"),
        ("law", "instruments", "--on", "2026-09-01"),
        ("agency", "list"),
        ("agency", "show", "BTGTU"),
        ("person", "list", "--words", "y thong"),
        ("person", "show", "hlinhnie"),
        ("case", "list"),
        ("inbox", "--as", "hlinhnie"),
        ("notices", "--as", "hlinhnie"),
        ("verify",),
        ("law", "show", "101/discipline.association"),
        ("case", "show", "BN-2026-0001"),
        ("case", "history", "BN-2026-0001"),
        ("documents", "list", "BN-2026-0001"),
    ],
    ids=" ".join,
)
def test_every_read_answers_people_and_programs(terminal, words):
    terminal(*OPEN)
    code, out, _ = terminal(*words)
    assert code == 0
    assert out.strip() or words[1] == "findings"  # no check has run yet
    assert answer(terminal, *words) is not None


def test_a_broken_history_leaves_with_five_and_names_the_row(terminal, lite):
    opened(lite)
    with lite.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER events_no_update")
        connection.exec_driver_sql("UPDATE events SET body = '{}' WHERE part = 1")
    code, out, _ = terminal("verify")
    assert code == 5
    assert "1.1" in out
    assert "bị sửa" in out


def test_a_database_nobody_can_read_is_told_in_words(terminal, lite, tmp_path):
    opened(lite)
    lite.engine.dispose()
    path = tmp_path / "thamdinh.db"
    path.write_bytes(b"\xff" * 100 + path.read_bytes()[100:])
    code, out, err = terminal("verify")
    assert code == 5
    assert "không đọc được" in out
    assert "Traceback" not in out + err


def test_an_issued_decision_stands_at_the_terminal_too(terminal, lite):
    play = opened(lite)
    play.until("announce")
    task = f"{play.id}/decision/1/governing_body"
    for words in (
        ("recall", task, "--as", "ymoaeban", "--reason", "nhầm"),
        ("withdraw", play.id, "--as", "lethuha", "--reason", "xin rút"),
        (
            "return",
            play.case.open_tasks[0].id,
            "--as",
            "ymoaeban",
            "--to",
            "dossier_in",
            "--reason",
            "làm lại",
        ),
    ):
        code, out, err = terminal(*words)
        assert code == 1
        assert "01-QĐ/TU" in out + err
    assert play.case.step == "announce"


@pytest.mark.parametrize("verb", [("sign", TASK, "agree"), ("withdraw", "BN-2026-0001")])
def test_somebody_who_is_not_there_is_not_found(terminal, verb):
    answer(terminal, *OPEN)
    code, _, err = terminal(*verb, "--as", "nobody", "--reason", "thử")
    assert (code, "“nobody”" in err) == (3, True)


def test_where_a_case_may_go_back_to_is_said_by_titles(terminal, lite):
    play = opened(lite)
    play.until("provincial_opinions")
    task = play.task("BTGDVTU")
    words = ("return", task, "--to", "nowhere", "--as", "hlinhnie", "--reason", "thử")
    code, _, err = terminal(*words)
    first = CATALOGUE.find("appoint", "BPTTH", lite.today()).step("policy_request")
    assert (code, f"{first.title} (--to {first.id})" in " ".join(err.split())) == (1, True)


def test_a_task_of_the_person_concerned_names_no_code(terminal, lite):
    play = opened(lite, "dismiss")
    play.until("explanation")
    task = next(t.id for t in play.case.open_tasks if t.role == "subject")
    code, _, err = terminal("return", task, "--to", "x", "--as", "lethuha", "--reason", "thử")
    assert (code, "người được xem xét" in err) == (1, True)
    assert not {"subject", "lethuha"} & set(err.split())


def test_who_is_to_act_is_named_as_of_today(lite):
    """The propaganda commission was merged: a task of then is for the body of now."""
    words = Wording(CATALOGUE.agencies, CATALOGUE.instruments, lite.today(), {})
    said = words.refusal(NotYourTask(task="x", needs="BTGTU", has="BTCTU"))
    assert CATALOGUE.agencies.get("BTGDVTU").name(lite.today()).full in said
    assert "Ban Tuyên giáo Tỉnh ủy" not in said
