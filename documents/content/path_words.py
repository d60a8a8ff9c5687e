"""The words for the path a case took: used by the supervision sheet and on screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from domain.cases.conformance import Remark, Row

STATES = {
    "done": "xong",
    "open": "đang thực hiện",
    "broken_off": "dừng giữa chừng",
    "passed_over": "không áp dụng cho hồ sơ này",
    "not_taken": "không đi qua",
    "ahead": "chưa tới",
}
SAID = {
    "late": "{agency} trả lời ngày {on}, quá hạn {due}",
    "late_own": "{agency} trả lời ngày {on}, quá mục tiêu nội bộ {due}",
    "paper_before_asked": "văn bản của {agency} đề ngày {dated}, trước ngày được hỏi",
    "silent": "ghi nhận không trả lời: {why}",
    "recalled": "thu hồi ý kiến: {why}",
    "returned": "trả hồ sơ: {why}",
    "confirmed": "người có thẩm quyền xác nhận đi tiếp: {why}",
    "same_person": "{person} cũng đã trả lời ở bước khác",
    "skip": "bỏ qua, nêu căn cứ: {why}",
    "disagree": "{agency} không đồng ý: {why}",
}
Name = Callable[[str], str]


def remark_text(remark: Remark, agency: Name, people: Mapping[str, str], said: Name = str) -> str:
    """One remark as a person reads it; `said` puts it into another language.

    Raises KeyError for a code without words.
    """
    facts = {name: _shown(value) for name, value in remark.facts.items()}
    if "agency" in facts:
        facts["agency"] = agency(facts["agency"])
    if "person" in facts:
        facts["person"] = people.get(facts["person"], facts["person"])
    return said(SAID[remark.code]).format(**facts)


def remarks_text(row: Row, agency: Name, people: Mapping[str, str], said: Name = str) -> str:
    return "; ".join(remark_text(remark, agency, people, said) for remark in row.remarks)


def _shown(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value).rstrip(". ")
