#!/usr/bin/env python3
"""Kiểm tra gói hồ sơ này mà không cần mạng hay phần mềm nào khác ngoài Python 3.

    python3 verify.py [MÃ_BĂM_CUỐI]

MÃ_BĂM_CUỐI: mã băm cuối của hồ sơ biết từ nguồn khác (biên bản, bản niêm phong đã lưu).
Thoát với mã 0 khi mọi thứ khớp, 1 khi có chỗ không khớp.
"""

import hashlib
import json
import runpy
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
        told = json.loads(row["body"])
        pages = [page["content"] for page in told.get("pages", [])]
        for content in filter(None, [told.get("content"), *pages]):
            if content not in listed:
                yield f"dòng {row['version']}.{row['part']}: không có giấy tờ {content[:12]}"
    for paper in papers:
        kept = HERE / "papers" / paper["content"]
        if not kept.is_file():
            yield f"thiếu tệp của giấy tờ “{paper['name']}” ({paper['content'][:12]})"
        elif sha256(kept.read_bytes()) != paper["content"]:
            yield f"tệp của giấy tờ “{paper['name']}” đã bị sửa"


def wrong_seal(history):
    """Bản niêm phong: chữ ký đúng, gốc tính lại được từ đầu chuỗi, đầu chuỗi có trong lịch sử."""
    if not (HERE / "seal.json").is_file():
        return
    kept = json.loads((HERE / "seal.json").read_text(encoding="utf-8"))
    seal, head = kept["seal"], kept["head"]
    said = {name: value for name, value in seal.items() if name != "signature"}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False).encode()
    key, signature = bytes.fromhex(seal["public_key"]), bytes.fromhex(seal["signature"])
    if not signed(key, text, signature):
        yield "chữ ký của bản niêm phong không đúng"
    leaf = json.dumps([head["case_id"], head["version"], head["digest"]], ensure_ascii=False)
    node = hashlib.sha256(b"\x00" + leaf.encode()).digest()
    for side, other in kept["path"]:
        pair = bytes.fromhex(other) + node if side == "left" else node + bytes.fromhex(other)
        node = hashlib.sha256(b"\x01" + pair).digest()
    if node.hex() != seal["root"]:
        yield "hồ sơ không nằm trong bản niêm phong"
    rows = [(r["case_id"], r["version"], r["digest"]) for r in history]
    if (head["case_id"], head["version"], head["digest"]) not in rows:
        yield "lịch sử không còn dòng đã niêm phong"


# Ed25519 (RFC 8032), chỉ để kiểm tra chữ ký.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def added(a, b):
    """Cộng hai điểm, tọa độ mở rộng (X, Y, Z, T)."""
    left, right = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = right - left, z - t, z + t, right + left
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = added(total, point)
        point, number = added(point, point), number >> 1
    return total


def point_of(text):
    """Điểm viết trong 32 byte; None khi không phải điểm của đường cong."""
    number = int.from_bytes(text, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def signed(key, text, signature):
    """Chữ ký này có phải của khóa này trên văn bản này không?"""
    if len(key) != 32 or len(signature) != 64:
        return False
    public, first = point_of(key), point_of(signature[:32])
    number = int.from_bytes(signature[32:], "little")
    if public is None or first is None or number >= ORDER:
        return False
    hashed = hashlib.sha512(signature[:32] + key + text).digest()
    base = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    left = times(number, base)
    right = added(first, times(int.from_bytes(hashed, "little") % ORDER, public))
    same_x = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % P == 0


def check(known=""):
    manifest = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))
    history, papers = lines("history.jsonl"), lines("papers.jsonl")
    found = [
        *wrong_files(manifest),
        *wrong_rows(manifest, history),
        *wrong_papers(history, papers),
        *wrong_seal(history),
        *runpy.run_path(str(HERE / "ballots.py"))["wrong_ballots"](history),
    ]
    if known and not (len(known) >= 12 and manifest["head"].startswith(known.lower())):
        found.append("mã băm cuối không phải mã đã biết từ nguồn khác")
    return manifest, len(history), len(papers), found


def unseen():
    """Câu trả lời về một văn bản mà người ký không xem trang in."""
    answers = [json.loads(r["body"]) for r in lines("history.jsonl") if r["kind"] == "SignedOff"]
    return sum(bool(said.get("read")) and not said.get("pages_seen") for said in answers)


def main():
    manifest, rows, papers, found = check(*sys.argv[1:2])
    for fault in found:
        print(f"KHÔNG KHỚP: {fault}")
    if not found:
        print(f"NGUYÊN VẸN: hồ sơ {manifest['case']}, {rows} dòng lịch sử, {papers} giấy tờ.")
        print(f"Mã băm cuối: {manifest['head']}")
        print(f"Câu trả lời không xem trang in: {unseen()}.")
    return 1 if found else 0


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main())
