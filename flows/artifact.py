"""What Prefect's page shows of a case beside its runs: the way it went so far, in one table."""

from __future__ import annotations

from datetime import date

from prefect.artifacts import create_markdown_artifact

import bootstrap
from actions.effects.route import Leg, Route, route_of
from notifications.words import initial, word

HEAD = "| Bước | Cơ quan | Hỏi ngày | Hạn | Trả lời | |\n|--|--|--|--|--|--|"


def publish_route(case_id: str) -> None:
    """A new version of the case's one artifact; earlier versions are kept beside it."""
    route = route_of(bootstrap.app(), case_id)
    create_markdown_artifact(
        markdown(route), key=artifact_key(case_id), description=f"{case_id} · {route.title}"
    )


def artifact_key(case_id: str) -> str:
    """Small letters, digits and dashes, as Prefect wants keys; its own for each installation."""
    return f"{bootstrap.settings().name}-{case_id}".lower()


def markdown(route: Route) -> str:
    page = f"{bootstrap.settings().address}/cases/{route.case_id}"
    lines = [f"**{route.title}** · [{route.case_id}]({page}) · {_word(route.status)}", "", HEAD]
    return "\n".join([*lines, *map(_row, route.legs)])


def _row(leg: Leg) -> str:
    step = leg.step if leg.round == 1 else f"{leg.step} (lần {leg.round})"
    cells = (step, leg.agency, _day(leg.asked), _day(leg.due), _day(leg.answered), _state(leg))
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _state(leg: Leg) -> str:
    """Waiting, late, or nothing to say."""
    if not leg.counts:
        return "không tính nữa"
    waiting = "" if leg.answered else "đang chờ"
    return ", ".join(filter(None, (waiting, "quá hạn" if leg.late else "")))


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _word(status: str) -> str:
    return initial(word("statuses", status))
