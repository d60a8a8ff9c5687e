"""`thamdinh verify`: do the histories hold? Names the first bad row of each case that does not."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.output import AsJson, console, print_json, table
from cli.session import load_case, look
from models import audit_log

WHY = {
    "edited": "nội dung dòng này đã bị sửa",
    "missing_before": "thiếu dòng đứng trước",
    "out_of_order": "dòng chèn thêm hoặc sai thứ tự",
    "tail_cut": "các dòng cuối đã bị cắt",
    "extra": "có dòng thừa ở cuối",
    "no_case": "hồ sơ đã bị xóa",
}


def verify(
    case: Annotated[str, typer.Argument(help="Mã hồ sơ; để trống: tất cả.")] = "",
    json: AsJson = False,
) -> None:
    """Kiểm tra chuỗi lịch sử; có dòng hỏng thì thoát với mã 5."""
    if case:
        load_case(case)
    bad = look(lambda uow: audit_log.verify(uow.connection, case or None))
    if json:
        print_json(bad)
    elif bad:
        rows = [(row.case_id, f"{row.version}.{row.part}", WHY[row.why]) for row in bad]
        table("Lịch sử không khớp", ("Hồ sơ", "Dòng", "Vì sao"), rows)
    else:
        console.print("Lịch sử nguyên vẹn.")
    if bad:
        raise typer.Exit(5)
