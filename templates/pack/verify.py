#!/usr/bin/env python3
"""Kiểm tra gói hồ sơ này mà không cần mạng hay phần mềm nào khác ngoài Python 3.

    python3 verify.py [MÃ_BĂM_CUỐI]

MÃ_BĂM_CUỐI: mã băm cuối của hồ sơ biết từ nguồn khác (biên bản, bản niêm phong đã lưu).
Thoát với mã 0 khi mọi thứ khớp, 1 khi có chỗ không khớp.
"""

import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
GENESIS = "0" * 64
FIELDS = ("case_id", "version", "part", "act_id", "kind", "at", "body")


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def lines(name):
    with (HERE / name).open(encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]


def wrong_files(manifest):
    """Mỗi tệp đúng như lúc gói; không thừa, không thiếu."""
    there = {p.relative_to(HERE).as_posix() for p in HERE.rglob("*") if p.is_file()}
    there = {name for name in there if "__pycache__" not in name} - {"manifest.json"}
    for name in sorted(set(manifest["files"]) | there):
        if name not in there:
            yield f"thiếu tệp {name}"
        elif name not in manifest["files"]:
            yield f"tệp lạ {name}"
        elif sha256((HERE / name).read_bytes()) != manifest["files"][name]:
            yield f"tệp {name} đã bị sửa"


def wrong_rows(manifest, history):
    """Mỗi dòng nối đúng dòng trước; dòng cuối là dòng mà hồ sơ ghi."""
    previous, last = GENESIS, (0, -1)
    for row in history:
        place = (row["version"], row["part"])
        name = f"dòng {place[0]}.{place[1]}"
        if place not in ((last[0], last[1] + 1), (last[0] + 1, 0)):
            yield f"{name}: thiếu dòng đứng trước hoặc sai thứ tự"
        if row["case_id"] != manifest["case"]:
            yield f"{name}: thuộc hồ sơ khác"
        if row["previous"] != previous:
            yield f"{name}: không nối với dòng trước"
        said = json.dumps([row["previous"], *(row[f] for f in FIELDS)], ensure_ascii=False)
        if sha256(said.encode()) != row["digest"]:
            yield f"{name}: nội dung đã bị sửa"
        previous, last = row["digest"], place
    if last[0] != manifest["version"] or previous != manifest["head"]:
        yield "các dòng cuối đã bị cắt hoặc thêm"


def wrong_papers(history, papers):
    """Mỗi giấy tờ trong lịch sử có trong danh sách, và tệp đúng mã băm."""
    listed = {paper["content"] for paper in papers}
    for row in history:
        content = json.loads(row["body"]).get("content")
        if content and content not in listed:
            yield f"dòng {row['version']}.{row['part']}: không có giấy tờ {content[:12]}"
    for paper in papers:
        kept = HERE / "papers" / paper["content"]
        if not kept.is_file():
            yield f"thiếu tệp của giấy tờ “{paper['name']}” ({paper['content'][:12]})"
        elif sha256(kept.read_bytes()) != paper["content"]:
            yield f"tệp của giấy tờ “{paper['name']}” đã bị sửa"


def check(known=""):
    manifest = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))
    history, papers = lines("history.jsonl"), lines("papers.jsonl")
    found = [
        *wrong_files(manifest),
        *wrong_rows(manifest, history),
        *wrong_papers(history, papers),
    ]
    if known and not (len(known) >= 12 and manifest["head"].startswith(known.lower())):
        found.append("mã băm cuối không phải mã đã biết từ nguồn khác")
    return manifest, len(history), len(papers), found


def main():
    manifest, rows, papers, found = check(*sys.argv[1:2])
    for fault in found:
        print(f"KHÔNG KHỚP: {fault}")
    if not found:
        print(f"NGUYÊN VẸN: hồ sơ {manifest['case']}, {rows} dòng lịch sử, {papers} giấy tờ.")
        print(f"Mã băm cuối: {manifest['head']}")
    return 1 if found else 0


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main())
