"""`thamdinh verify`: do the histories hold? Names the first bad row of each case that does not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from actions.audit_pack import pack_case
from cli.output import AsJson, console, print_json, table
from cli.session import load_case, look, ready
from models import audit_log

WHY = {
    "edited": "nội dung dòng này đã bị sửa",
    "missing_before": "thiếu dòng đứng trước",
    "out_of_order": "dòng chèn thêm hoặc sai thứ tự",
    "tail_cut": "các dòng cuối đã bị cắt",
    "extra": "có dòng thừa ở cuối",
    "no_case": "hồ sơ đã bị xóa",
}


def pack(
    case_id: str,
    to: Annotated[Path, typer.Option("--to", help="Tệp .zip sẽ ghi.")],
    json: AsJson = False,
) -> None:
    """Ghi gói kiểm tra của một hồ sơ: lịch sử, giấy tờ, chương trình tự kiểm tra không cần mạng."""
    made = pack_case(ready(), case_id)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(made)
    if json:
        print_json({"case": case_id, "file": str(to), "size": len(made)})
        return
    console.print(f"Đã ghi {to}. Giải nén rồi chạy: python3 verify.py", soft_wrap=True)


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
