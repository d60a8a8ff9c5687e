"""What a procedure does, as papers say it: the verb between who decides and the post."""

from __future__ import annotations

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
