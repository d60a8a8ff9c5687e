"""A small invented law and its people, so that a domain test reads in one screen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from domain.calendar.workdays import WorkCalendar
from domain.cases.attempt import Attempt
from domain.cases.sign_off import SignOff, decide_sign_off
from domain.cases.steps import open_step
from domain.directory.actors import Actor, Power
from domain.facts.fact import Fact, evolve
from domain.law.agencies import Agencies, Agency
from domain.law.case_law import Law
from domain.law.options import Outcome
from domain.law.procedure import Procedure, ProcedureKind
from domain.state.case import Case, PostKind

KINDS = {
    "appoint": ProcedureKind(
        name="appoint",
        title="Bổ nhiệm",
        title_en="Appointment",
        prefix="BN",
        verb="bổ nhiệm",
        flow="appoint_leader",
        candidate=True,
    )
}
NOON = datetime(2026, 9, 7, 5, 0, tzinfo=UTC)  # Monday 12:00 in Đắk Lắk
BASIS = {"instrument": "QD101", "article": "4.1a", "confidence": "S"}
DAY = timedelta(days=1)

OPINION = {
    "id": "O-opinion",
    "options": [
        {"outcome": "agree", "vi": "đồng ý", "en": "agree"},
        {"outcome": "ask_supplement", "vi": "bổ sung", "en": "supplement", "reason": True},
        {"outcome": "disagree", "vi": "không đồng ý", "en": "disagree", "reason": True},
    ],
}
SUBMIT = {"id": "O-submit", "options": [{"outcome": "submitted", "vi": "gửi", "en": "submit"}]}
VOTE = {
    "id": "O-vote",
    "options": [
        {"outcome": "passed", "vi": "đạt", "en": "passed"},
        {"outcome": "tied", "vi": "50 %", "en": "tied"},
        {"outcome": "failed", "vi": "không đạt", "en": "failed"},
    ],
}
FINAL = {
    "id": "O-final",
    "options": [
        {"outcome": "issue", "vi": "ban hành", "en": "issue", "issues": True},
        {"outcome": "send_back", "vi": "trả lại", "en": "send back", "reason": True},
        {"outcome": "stop", "vi": "dừng", "en": "stop", "reason": True},
    ],
}


def step(step_id: str, kind: str, asks: list[str], options: dict[str, Any], **more: Any) -> Any:
    return {
        "id": step_id,
        "kind": kind,
        "title": step_id,
        "title_en": step_id,
        "row": f"X/{step_id}",
        "asks": asks,
        "options": options,
        "basis": [BASIS],
        "deadline": {"not_found": "không có"},
        "then": "end",
    } | more


def procedure(*steps: Any) -> Procedure:
    return Procedure.model_validate(
        {
            "id": "101/appoint.party",
            "name": "appoint",
            "regime": "QD101",
            "variant": "party",
            "title": "Bổ nhiệm",
            "title_en": "Appoint",
            "status": "read",
            "basis": [BASIS],
            "start": steps[0]["id"],
            "steps": list(steps),
            "from": "2023-02-28",
        }
    ).on(NOON.date())


def agency(code: str, *roles: str, **more: Any) -> Agency:
    return Agency.model_validate(
        {
            "code": code,
            "names": [{"full": code, "short": code}],
            "level": "province",
            "layout": "party",
            "roles": [{"role": role, "confidence": "S"} for role in roles],
            "confidence": "S",
        }
        | more
    )


def agencies(*extra: Agency) -> Agencies:
    press = {
        "variant": "party",
        "governing": [{"agency": "TU", "confidence": "S"}],
        "titles": [{"head": "Giám đốc", "deputy": "Phó Giám đốc"}],
    }
    all_ = [
        agency("TU"),
        agency("BTC", "organization_board"),
        agency("BTG", "directing_body"),
        agency("UBKT", "inspection_committee"),
        agency("SO", "state_management"),
        agency("BAO", press=press),
        *extra,
    ]
    return Agencies({a.code: a for a in all_})


def law(*steps: Any, bodies: Agencies | None = None) -> Law:
    return Law(procedure(*steps), bodies or agencies(), WorkCalendar(), kinds=KINDS)


def opened(law_: Law, *, post: PostKind = PostKind.HEAD, at: datetime = NOON) -> Case:
    case = Case(
        id="BN-2026-0001",
        procedure=law_.procedure.id,
        law_digest="d",
        law_day=at.date(),
        subject="an",
        press_agency="BAO",
        post=post,
        handler="BTC",
        started_by="officer",
        opened_at=at,
    )
    return evolve(case, open_step(case, law_, law_.procedure.start, at=at))


def signer(agency_code: str, person: str = "", **more: Any) -> Actor:
    return Actor(
        person or f"head-{agency_code}", agency_code, "Trưởng ban", frozenset({Power.SIGN}), **more
    )


def officer(agency_code: str = "BTC", person: str = "officer") -> Actor:
    return Actor(person, agency_code, "Chuyên viên", frozenset({Power.PREPARE}))


def task_of(case: Case, role: str) -> str:
    """Id of the open task of `role`."""
    return next(task.id for task in case.open_tasks if task.role == role)


def sign(case: Case, law_: Law, role: str, outcome: str, **more: Any) -> tuple[Case, list[Fact]]:
    """Answer the open task of `role` by the head of the body asked."""
    at = more.pop("at", NOON)
    task = next(t for t in case.open_tasks if t.role == role)
    actor = more.pop("actor", signer(task.agency))
    act = SignOff(
        act_id="act",
        case_id=case.id,
        task_id=task.id,
        outcome=Outcome(outcome),
        reason=more.pop("reason", "vì sao"),
        **more,
    )
    facts = decide_sign_off(Attempt(case, law_, actor, at), act)
    return evolve(case, facts), facts


TWO = ["directing_body", "inspection_committee"]
SILENCE = {"working_days": 15, "basis": BASIS | {"confidence": "I"}}


def two_opinions() -> Law:
    return law(step("opinions", "consultation", TWO, OPINION))


def dossier_then_opinions() -> Law:
    """A dossier is sent in, two bodies give opinions, a third decides."""
    return law(
        step("dossier", "submission", ["organization_board"], SUBMIT, then="opinions"),
        step("opinions", "consultation", TWO, OPINION, then="last", silence=SILENCE),
        step("last", "decision", ["state_management"], OPINION),
    )


def at_opinions(law_: Law) -> Case:
    case, _ = sign(opened(law_), law_, "organization_board", "submitted")
    return case
