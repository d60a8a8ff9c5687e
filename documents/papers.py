"""The papers this product drafts: name, code, who issues, who receives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Form = Literal["decision", "named", "letter"]


@dataclass(frozen=True, slots=True)
class PaperType:
    """`type_name` is printed on the paper, `code` in its number (a công văn has none).

    `issuer` is "asked" (the agency asked in the step that prepares it) or a role.
    `addressees` are the roles it is addressed to; empty: addressed to nobody in particular.
    `stays`: a sheet of the dossier, sent to nobody.
    `about` completes "về việc …" with the post and press agency of the case.
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


def _all(*papers: PaperType) -> Mapping[str, PaperType]:
    return {paper.id: paper for paper in papers}


PAPERS = _all(
    PaperType("policy_submission", "Tờ trình xin chủ trương", "TỜ TRÌNH", "TTr", "named",
              "xin chủ trương {verb} {post}", addressees=("governing_body",)),
    PaperType("personnel_submission", "Tờ trình nhân sự", "TỜ TRÌNH", "TTr", "named",
              "đề nghị {verb} {post}", addressees=("governing_body",)),
    PaperType("opinion_request", "Công văn đề nghị thẩm định, cho ý kiến", "CÔNG VĂN", "CV",
              "letter", "đề nghị thẩm định, cho ý kiến về nhân sự {verb} {post}",
              addressees=("provincial_opinions",)),
    PaperType("appraisal", "Báo cáo thẩm định", "BÁO CÁO", "BC", "named",
              "thẩm định nhân sự {verb} {post}", issuer="directing_body",
              addressees=("governing_body",)),
    PaperType("opinions_report", "Tờ trình và tổng hợp ý kiến", "TỜ TRÌNH", "TTr", "named",
              "đề nghị {verb} {post} và tổng hợp ý kiến của các cơ quan",
              addressees=("decider",)),
    PaperType("consent_request", "Công văn đề nghị thống nhất", "CÔNG VĂN", "CV", "letter",
              "đề nghị cho ý kiến thống nhất về việc {verb} {post}",
              addressees=("central_directing", "ministry")),
    PaperType("eligibility_sheet", "Phiếu rà soát tiêu chuẩn", "PHIẾU RÀ SOÁT TIÊU CHUẨN", "PRS",
              "named", "rà soát tiêu chuẩn, điều kiện nhân sự {verb} {post}", stays=True),
    PaperType("tally_record", "Biên bản kiểm phiếu", "BIÊN BẢN", "BB", "named",
              "kiểm phiếu {verb} {post}", stays=True),
    PaperType("notice", "Thông báo", "THÔNG BÁO", "TB", "named", "{verb} {post}"),
    PaperType("decision_appoint", "Quyết định bổ nhiệm", "QUYẾT ĐỊNH", "QĐ", "decision",
              "bổ nhiệm {post}"),
    PaperType("decision_reappoint", "Quyết định bổ nhiệm lại", "QUYẾT ĐỊNH", "QĐ", "decision",
              "bổ nhiệm lại {post}"),
    PaperType("decision_extend", "Quyết định kéo dài thời gian giữ chức vụ", "QUYẾT ĐỊNH", "QĐ",
              "decision", "kéo dài thời gian giữ chức vụ {post}"),
    PaperType("decision_dismiss", "Quyết định miễn nhiệm", "QUYẾT ĐỊNH", "QĐ", "decision",
              "miễn nhiệm {post}"),
    PaperType("decision_resign", "Quyết định cho thôi giữ chức vụ", "QUYẾT ĐỊNH", "QĐ", "decision",
              "cho thôi giữ chức vụ {post}"),
    PaperType("decision_discipline", "Quyết định kỷ luật", "QUYẾT ĐỊNH", "QĐ", "decision",
              "thi hành kỷ luật đối với {post}"),
    PaperType("decision_transfer", "Quyết định điều động, bổ nhiệm", "QUYẾT ĐỊNH", "QĐ", "decision",
              "điều động, bổ nhiệm {post}"),
    PaperType("decision_assign", "Quyết định giao thực hiện nhiệm vụ", "QUYẾT ĐỊNH", "QĐ",
              "decision", "giao thực hiện nhiệm vụ của {post}"),
    PaperType("decision_suspend", "Quyết định tạm đình chỉ", "QUYẾT ĐỊNH", "QĐ", "decision",
              "tạm đình chỉ chức vụ {post}"),
    PaperType("decision_complaint", "Quyết định giải quyết khiếu nại", "QUYẾT ĐỊNH", "QĐ",
              "decision", "giải quyết khiếu nại (lần đầu)"),
    PaperType("complaint_receipt", "Thông báo thụ lý khiếu nại", "THÔNG BÁO", "TB", "named",
              "thụ lý giải quyết khiếu nại (lần đầu)"),
    PaperType("announcement", "Thông báo công khai kết quả giải quyết", "THÔNG BÁO", "TB", "named",
              "công khai kết quả giải quyết khiếu nại và khôi phục quyền lợi"),
    PaperType("supervision_sheet", "Phiếu giám sát", "BÁO CÁO", "BC", "named",
              "giám sát việc thực hiện quy trình {verb} {post}"),
    PaperType("recommendation", "Văn bản kiến nghị", "CÔNG VĂN", "CV", "letter",
              "kiến nghị sau giám sát quy trình", addressees=("governing_body",)),
    PaperType("outside_proposal", "Văn bản đề nghị", "CÔNG VĂN", "CV", "letter",
              "đề nghị xem xét đối với {post}",
              addressees=("governing_body", "central_directing", "ministry")),
)  # fmt: skip

VERBS = {
    "appoint": "bổ nhiệm",
    "reappoint": "bổ nhiệm lại",
    "dismiss": "miễn nhiệm",
    "resign": "cho thôi giữ chức vụ",
    "discipline": "xử lý kỷ luật đối với",
    "transfer": "điều động, bổ nhiệm",
    "assign": "giao thực hiện nhiệm vụ của",
    "remind": "nghiêm khắc nhắc nhở",
    "suspend": "tạm đình chỉ chức vụ",
    "complain": "giải quyết khiếu nại của",
    "supervise": "giám sát quy trình đối với",
    "propose": "xem xét đối với",
}
