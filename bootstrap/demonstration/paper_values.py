"""Invented content for the papers of a played case: what officers would type on the task pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from actions.app import App
from actions.execute import Act
from actions.papers.enter_fields import AskedField, asked_fields, enter_fields, fields_to_enter
from documents.content.known import known
from documents.content.paper_fields import FIELDS, task_of
from domain.papers.case_file import CaseFile
from domain.papers.fields import FieldKind, PaperField
from domain.state.task import Task
from models.unit_of_work import reading

SAID = {
    "need": (
        "Cơ quan đang thiếu một vị trí lãnh đạo; khối lượng công việc tăng sau khi sắp xếp tổ chức"
        " bộ máy.\nViệc kiện toàn là cần thiết để bảo đảm công tác chỉ đạo, điều hành."
    ),
    "assignment": "Phụ trách chung; trực tiếp chỉ đạo công tác nội dung và tổ chức, cán bộ",
    "enclosures": "Sơ yếu lý lịch\nBản tự kiểm điểm\nBiên bản, kết quả các hội nghị",
    "ground": "Không hoàn thành nhiệm vụ của chức vụ được giao trong hai năm liên tiếp",
    "breach_act": "Duyệt đăng thông tin sai sự thật khi chưa kiểm chứng nguồn tin",
    "breach_when": "ngày 12/3/2026",
    "breach_rule": "quy định về cung cấp, đăng, phát thông tin của pháp luật về báo chí",
    "powers": "quy định về chức năng, nhiệm vụ, quyền hạn và quy chế làm việc hiện hành",
    "submission_number": "45-TTr/BTC",
    "answer_number": "128/TL",
    "consent_opinion": "thống nhất với đề nghị tại Công văn nêu trên",
    "consent_number": "210-CV/TU",
    "complaint_verified": "Trình tự, thẩm quyền ban hành quyết định đúng quy định",
    "complaint_dialogue": "Các bên đã trao đổi; người khiếu nại giữ nguyên nội dung khiếu nại",
    "complaint_content": "Đề nghị xem xét lại hình thức kỷ luật đã áp dụng",
    "restored": "Khôi phục chức vụ, phụ cấp và các quyền lợi khác kể từ ngày bị kỷ luật",
    "supervision_remarks": "Các bước của quy trình được thực hiện đúng thứ tự và thẩm quyền",
    "supervision_proposal": "Đề nghị tiếp tục thực hiện quy trình theo quy định",
    "finding": "Quy trình lấy ý kiến chưa bảo đảm thành phần theo quy định",
    "meeting_place": "Phòng họp số 1, trụ sở cơ quan",
    "count_place": "Phòng họp số 1, trụ sở cơ quan",
    "attendees": "Triệu tập: 21; có mặt: 20; vắng mặt: 01 (có lý do: đi công tác)",
    "explanation": "Người được xem xét đã trình bày bản kiểm điểm và trả lời các câu hỏi",
    "discussion": "Các ý kiến phát biểu đều thống nhất với nội dung được trình bày",
    "meeting_conclusion": "Cuộc họp thống nhất với nội dung trên, tỷ lệ 20/20 người dự họp",
    "receiver_post": "Phó Giám đốc",
    "witness_post": "Chánh Văn phòng",
    "handover_remarks": "Hai bên thống nhất với nội dung bàn giao",
    "count_members": "Lê Thị Mẫu\nPhạm Văn Thử",
}
HOURS = {"meeting_end": "10:30", "handover_end": "16:00", "count_hour": "10:00"}
PEOPLE = {"chair": "Nguyễn Văn Mẫu", "count_head": "Nguyễn Văn Mẫu", "receiver": "Y Thử Niê"}
MONTHS_OFF = timedelta(days=180)


def fill_fields(app: App, file: CaseFile, task: Task, people: Sequence[str]) -> None:
    """Every field that the task asks and that nobody has entered, each by the first of these
    people from whom it is taken."""
    left = {asked.field.id: asked for asked in asked_fields(file, task.id) if not asked.entered}
    for person in people:
        with reading(app) as uow:
            taken = fields_to_enter(app, uow, file, task, person=person)
        names = [asked.field.id for asked in taken if asked.field.id in left]
        said = {name: _said(left.pop(name), app.today()) for name in names}
        if typed := {name: value for name, value in said.items() if value}:
            act_id = f"fields:{task.id}:{file.case.version}:{person}"
            act = Act(act_id=act_id, case_id=file.case.id, person=person)
            enter_fields(app, act, task.id, typed)


def _said(asked: AskedField, today: date) -> str:
    return SAID.get(asked.field.id) or asked.value or value_of(asked.field, today)


def with_values(file: CaseFile, paper: str, step: str) -> CaseFile:
    """The file of a case in which everything `paper` is to say was entered, for looking at papers
    of steps that the case did not take."""
    told = known(file, file.law.procedure.step(step))
    task = task_of(file, file.law.procedure.step(step))
    wanted = {(f.id, f.about(task)): f for f in FIELDS.values() if paper in f.papers}
    open_ = {key: f for key, f in wanted.items() if key not in file.fields and f.id not in told}
    invented = {key: value_of(field, file.day) for key, field in open_.items()}
    return replace(file, fields={**file.fields, **{k: v for k, v in invented.items() if v}})


def value_of(field: PaperField, today: date) -> str:
    match field.kind:
        case FieldKind.DAY if not field.required:
            return ""
        case FieldKind.DAY if field.id == "last_day":
            return (today + MONTHS_OFF).isoformat()
        case FieldKind.DAY:
            return today.isoformat()
        case FieldKind.HOUR:
            return HOURS.get(field.id, "08:00")
        case FieldKind.CHOICE:
            return field.choices[0].value
        case FieldKind.PERSON:
            return PEOPLE.get(field.id, "Trần Thị Ví Dụ")
        case _:
            return SAID[field.id]
