"""The papers this product drafts: name, code, who issues, who receives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Form = Literal["decision", "named", "letter", "minutes", "slip", "sheet"]


@dataclass(frozen=True, slots=True)
class PaperType:
    """`type_name` is printed on the paper, `code` in its number (a công văn has none).

    Forms (ND30 Appx III): minutes carry a number and no day (1.9) and are signed side by side by
    `signed_by`, else by secretary and chair; a slip is a form without number, day or signature; a
    sheet goes along with another paper and has no number of its own.

    `issuer` is "asked" (the agency asked in the step that prepares it) or a role.
    `addressees` are the roles it is addressed to, "decider" (who is asked in the next step) or
    "opinion_round" (all whose opinion is asked); empty: addressed to nobody in particular.
    `stays`: a sheet of the dossier, sent to nobody. `about` completes "về việc …" with the post and
    press agency of the case. `tells` the person: the subject stands first in Nơi nhận.
    """

    id: str
    title: str
    type_name: str
    code: str
    form: Form
    about: str
    issuer: str = "asked"
    addressees: tuple[str, ...] = ()
    stays: bool = False
    signed_by: tuple[str, ...] = ()
    tells: bool = False


def _all(*papers: PaperType) -> Mapping[str, PaperType]:
    return {paper.id: paper for paper in papers}


PAPERS = _all(
    PaperType(
        "policy_submission",
        "Tờ trình xin chủ trương",
        "TỜ TRÌNH",
        "TTr",
        "named",
        "xin chủ trương {verb} {post}",
        addressees=("governing_body",),
    ),
    PaperType(
        "personnel_submission",
        "Tờ trình nhân sự",
        "TỜ TRÌNH",
        "TTr",
        "named",
        "đề nghị {verb} {post}",
        addressees=("governing_body",),
    ),
    PaperType(
        "opinion_request",
        "Công văn đề nghị thẩm định, cho ý kiến",
        "CÔNG VĂN",
        "CV",
        "letter",
        "đề nghị thẩm định, cho ý kiến về nhân sự {verb} {post}",
        addressees=("opinion_round",),
    ),
    PaperType(
        "appraisal",
        "Báo cáo thẩm định",
        "BÁO CÁO",
        "BC",
        "named",
        "thẩm định nhân sự {verb} {post}",
        issuer="directing_body",
        addressees=("governing_body",),
    ),
    PaperType(
        "opinions_report",
        "Tờ trình và tổng hợp ý kiến",
        "TỜ TRÌNH",
        "TTr",
        "named",
        "đề nghị {verb} {post} và tổng hợp ý kiến của các cơ quan",
        addressees=("decider",),
    ),
    PaperType(
        "opinions_summary",
        "Báo cáo tổng hợp ý kiến",
        "BÁO CÁO",
        "BC",
        "named",
        "tổng hợp ý kiến {verb} {post}",
        addressees=("decider",),
    ),
    PaperType(
        "consent_request",
        "Công văn đề nghị thống nhất",
        "CÔNG VĂN",
        "CV",
        "letter",
        "đề nghị cho ý kiến thống nhất về việc {verb} {post}",
        addressees=("central_directing", "ministry"),
    ),
    PaperType(
        "consent_letter",
        "Văn bản thống nhất",
        "CÔNG VĂN",
        "CV",
        "letter",
        "cho ý kiến {verb} {post}",
        addressees=("governing_body",),
    ),
    PaperType(
        "cv_summary",
        "Trích ngang sơ yếu lý lịch",
        "TRÍCH NGANG SƠ YẾU LÝ LỊCH",
        "",
        "sheet",
        "nhân sự {verb} {post}",
    ),
    PaperType("dossier_list", "Bảng kê hồ sơ", "BẢNG KÊ HỒ SƠ", "", "sheet", "hồ sơ {verb} {post}"),
    PaperType("ballot_slip", "Phiếu lấy ý kiến", "PHIẾU LẤY Ý KIẾN", "", "slip", "{verb} {post}"),
    PaperType(
        "meeting_minutes", "Biên bản họp", "BIÊN BẢN", "BB", "minutes", "họp về việc {verb} {post}"
    ),
    # GTT is in no list of codes that was read: initials, as practice has them.
    PaperType(
        "summons",
        "Giấy triệu tập",
        "GIẤY TRIỆU TẬP",
        "GTT",
        "named",
        "{meeting} {post}",
        issuer="governing_body",
        tells=True,
    ),
    PaperType(
        "handover_minutes",
        "Biên bản bàn giao",
        "BIÊN BẢN",
        "BB",
        "minutes",
        "bàn giao công việc, hồ sơ, tài liệu, tài sản",
        issuer="press_agency",
        signed_by=("BÊN GIAO", "BÊN NHẬN"),
    ),
    PaperType(
        "eligibility_sheet",
        "Phiếu rà soát tiêu chuẩn",
        "PHIẾU RÀ SOÁT TIÊU CHUẨN",
        "PRS",
        "named",
        "rà soát tiêu chuẩn, điều kiện nhân sự {verb} {post}",
        stays=True,
    ),
    PaperType(
        "tally_record",
        "Biên bản kiểm phiếu",
        "BIÊN BẢN",
        "BB",
        "minutes",
        "kiểm phiếu {verb} {post}",
        signed_by=("THƯ KÝ", "TRƯỞNG BAN KIỂM PHIẾU"),
    ),
    PaperType("notice", "Thông báo", "THÔNG BÁO", "TB", "named", "{verb} {post}", tells=True),
    PaperType(
        "decision_appoint", "Quyết định bổ nhiệm", "QUYẾT ĐỊNH", "QĐ", "decision", "bổ nhiệm {post}"
    ),
    PaperType(
        "decision_reappoint",
        "Quyết định bổ nhiệm lại",
        "QUYẾT ĐỊNH",
        "QĐ",
        "decision",
        "bổ nhiệm lại {post}",
    ),
    PaperType(
        "decision_extend",
        "Quyết định kéo dài thời gian giữ chức vụ",
        "QUYẾT ĐỊNH",
        "QĐ",
        "decision",
        "kéo dài thời gian giữ chức vụ {post}",
    ),
    PaperType(
        "decision_dismiss",
        "Quyết định miễn nhiệm",
        "QUYẾT ĐỊNH",
        "QĐ",
        "decision",
        "miễn nhiệm {post}",
    ),
    PaperType(
        "decision_resign",
        "Quyết định cho thôi giữ chức vụ",
        "QUYẾT ĐỊNH",
        "QĐ",
        "decision",
        "cho thôi giữ chức vụ {post}",
    ),
    PaperType(
        "decision_discipline",
        "Quyết định kỷ luật",
        "QUYẾT ĐỊNH",
        "QĐ",
        "decision",
        "thi hành kỷ luật đối với {post}",
    ),
    PaperType(
        "decision_transfer",
        "Quyết định điều động, bổ nhiệm",
        "QUYẾT ĐỊNH",
        "QĐ",
        "decision",
        "điều động, bổ nhiệm {post}",
    ),
    PaperType(
        "decision_assign",
        "Quyết định giao thực hiện nhiệm vụ",
        "QUYẾT ĐỊNH",
        "QĐ",
        "decision",
        "giao thực hiện nhiệm vụ của {post}",
    ),
    PaperType(
        "decision_suspend",
        "Quyết định tạm đình chỉ",
        "QUYẾT ĐỊNH",
        "QĐ",
        "decision",
        "tạm đình chỉ chức vụ {post}",
    ),
    PaperType(
        "decision_complaint",
        "Quyết định giải quyết khiếu nại",
        "QUYẾT ĐỊNH",
        "QĐ",
        "decision",
        "giải quyết khiếu nại (lần đầu)",
    ),
    PaperType(
        "complaint_receipt",
        "Thông báo thụ lý khiếu nại",
        "THÔNG BÁO",
        "TB",
        "named",
        "thụ lý giải quyết khiếu nại (lần đầu)",
        tells=True,
    ),
    PaperType(
        "announcement",
        "Thông báo công khai kết quả giải quyết",
        "THÔNG BÁO",
        "TB",
        "named",
        "công khai kết quả giải quyết khiếu nại và khôi phục quyền lợi",
        tells=True,
    ),
    PaperType(
        "supervision_sheet",
        "Phiếu giám sát",
        "BÁO CÁO",
        "BC",
        "named",
        "giám sát việc thực hiện quy trình {verb} {post}",
    ),
    PaperType(
        "recommendation",
        "Văn bản kiến nghị",
        "CÔNG VĂN",
        "CV",
        "letter",
        "kiến nghị sau giám sát quy trình",
        addressees=("governing_body",),
    ),
    PaperType(
        "outside_proposal",
        "Văn bản đề nghị",
        "CÔNG VĂN",
        "CV",
        "letter",
        "đề nghị xem xét đối với {post}",
        addressees=("governing_body", "central_directing", "ministry"),
    ),
)
