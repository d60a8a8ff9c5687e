"""What a case is about, as papers say it: what is done, and the post by its titles of the day."""

from __future__ import annotations

from domain.law.routing import press_titles
from domain.papers.case_file import CaseFile
from domain.state.case import PostKind


def verb_of(file: CaseFile) -> str:
    """What is being done; a supervision says what is done in the case it looks at."""
    kind = file.law.kind
    looks_on = file.about and kind.supervision
    return (file.law.kinds[file.about.procedure] if file.about and looks_on else kind).verb


def post_name(file: CaseFile) -> str:
    """ "Giám đốc Báo và Phát thanh, Truyền hình Đắk Lắk", by the titles in force that day.

    The post of a body that ended stays the post of that body: no text moves to its successor.
    """
    case = file.case
    agency = file.law.agencies.get(case.press_agency)
    titles = press_titles(agency, file.day)
    title = titles.deputy if case.post == PostKind.DEPUTY else titles.head
    if case.post == PostKind.ACTING_HEAD:
        title = f"Phụ trách ({title})"
    return f"{title} {agency.name(file.day).full}"
