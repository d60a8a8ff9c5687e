#!/usr/bin/env python3
"""Nhân chứng của sổ Thẩm Định: ký xác nhận rằng sổ chỉ dài thêm, không bị sửa, cắt hay tráo.

Chỉ cần Python 3.8 trở lên, chạy trên máy của chính cơ quan (Windows cũng được), không cần mạng.

    python witness.py init TÊN KHÓA_CỦA_SỔ     tạo khóa của cơ quan; in ra khóa công khai để gửi đi
    python witness.py sign YÊU_CẦU TRẢ_LỜI     kiểm tra yêu cầu, ghi tệp trả lời có dòng ký
    python witness.py show                     bản ghi gần nhất đã ký

Tệp yêu cầu và tệp trả lời đi bằng USB, thư điện tử hay văn thư đều được: không có gì mật.
Khóa và bản ghi gần nhất nằm trong thư mục “nhan-chung” cạnh chương trình này: giữ kỹ, không chép đi
nơi khác. Mất thư mục này thì xin thay khóa mới, không dựng lại từ bản cũ.

Dạng tệp theo C2SP: tlog-checkpoint, tlog-cosignature, tlog-witness; cây băm theo RFC 9162.
"""

import base64
import hashlib
import json
import os
import sys
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent / "nhan-chung"
LOG_KEY, WITNESS_KEY = 1, 4  # kiểu khóa của C2SP: chữ ký của sổ, chữ ký của nhân chứng


class Refused(Exception):
    """Không ký được; câu nói rõ vì sao."""


# Ed25519 (RFC 8032).
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def added(a, b):
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


def text_of(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def hashed(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % ORDER


def _secret(seed):
    wide = hashlib.sha512(seed).digest()
    number = int.from_bytes(wide[:32], "little") & ((1 << 254) - 8) | 1 << 254
    return number, wide[32:]


def public_key(seed):
    return text_of(times(_secret(seed)[0], BASE))


def signature(seed, text):
    number, prefix = _secret(seed)
    key, once = text_of(times(number, BASE)), hashed(prefix, text)
    first = text_of(times(once, BASE))
    second = (once + hashed(first, key, text) * number) % ORDER
    return first + second.to_bytes(32, "little")


def signed(key, text, mark):
    """Chữ ký này có phải của khóa này trên văn bản này không?"""
    if len(key) != 32 or len(mark) != 64:
        return False
    public, first = point_of(key), point_of(mark[:32])
    number = int.from_bytes(mark[32:], "little")
    if public is None or first is None or number >= ORDER:
        return False
    left = times(number, BASE)
    right = added(first, times(hashed(mark[:32], key, text), public))
    same_x = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % P == 0


# Khóa, bản ghi và dòng ký (C2SP signed-note).
def key_id(name, kind, key):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + key).digest()[:4]


def written_key(name, kind, key):
    coded = base64.b64encode(bytes([kind]) + key).decode()
    return f"{name}+{key_id(name, kind, key).hex()}+{coded}"


def read_key(text, kind):
    try:
        name, known, coded = text.strip().split("+", 2)
        raw = base64.b64decode(coded, validate=True)
    except ValueError as wrong:
        raise Refused("khóa viết không đúng dạng") from wrong
    if not name or len(raw) != 33 or raw[0] != kind or key_id(name, kind, raw[1:]).hex() != known:
        raise Refused("khóa viết không đúng dạng")
    return name, raw[1:]


def parts_of(note):
    """Phần được ký và các dòng ký (tên, byte)."""
    body, blank, lines = note.partition("\n\n")
    marks = []
    for line in lines.splitlines():
        dash, name, coded = [*line.split(" "), "", ""][:3]
        try:
            marks.append((name, base64.b64decode(coded, validate=True)))
        except ValueError as wrong:
            raise Refused("dòng ký không đúng dạng") from wrong
        if dash != "\u2014":
            raise Refused("dòng ký không đúng dạng")
    if not blank or not marks:
        raise Refused("bản ghi không có chữ ký")
    return body + "\n", marks


def read_body(body):
    """Tên sổ, số dòng và gốc cây."""
    lines = body.split("\n")
    try:
        origin, size, root = lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True)
    except (IndexError, ValueError) as wrong:
        raise Refused("bản ghi không đúng dạng") from wrong
    if not origin or size < 0 or str(size) != lines[1] or len(root) != 32:
        raise Refused("bản ghi không đúng dạng")
    return origin, size, root


def checked_note(note, log):
    """Số dòng và gốc của một bản ghi do đúng sổ này ký."""
    name, key = read_key(log, LOG_KEY)
    body, marks = parts_of(note)
    origin, size, root = read_body(body)
    own = [m[4:] for n, m in marks if n == name and m[:4] == key_id(name, LOG_KEY, key)]
    if origin != name or not any(signed(key, body.encode(), mark) for mark in own):
        raise Refused("bản ghi không do sổ này ký")
    return size, root


# Cây băm: bản mới có phải bản cũ dài thêm không (RFC 9162, mục 2.1.4.2).
def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def grown(old, new, old_root, new_root, proof):
    if old == new:
        return old_root == new_root and not proof
    if old == 0:
        return not proof
    if not 0 < old < new:
        return False
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    return bool(path) and climbed(old - 1, new - 1, path) == (old_root, new_root)


def climbed(first, last, path):
    """Hai gốc mà bằng chứng dẫn tới; None khi bằng chứng thừa hay thiếu."""
    while first & 1:
        first, last = first >> 1, last >> 1
    before = after = path[0]
    for other in path[1:]:
        if last == 0:
            return None
        if first & 1 or first == last:
            before, after = node(other, before), node(other, after)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            after = node(after, other)
        first, last = first >> 1, last >> 1
    return (before, after) if last == 0 else None


def read_request(text):
    """Số dòng đã biết, bằng chứng và bản ghi mới (C2SP tlog-witness, add-checkpoint)."""
    head, blank, note = text.partition("\n\n")
    lines = head.split("\n")
    try:
        word, old = lines[0].split(" ")
        proof = [base64.b64decode(line, validate=True) for line in lines[1:]]
        if (
            word != "old"
            or not old.isdecimal()
            or not blank
            or len(proof) > 63
            or any(len(p) != 32 for p in proof)
        ):
            raise ValueError(word)
        return int(old), proof, note
    except ValueError as wrong:
        raise Refused("tệp yêu cầu không đúng dạng") from wrong


def cosigned(state, seed, request, now):
    """Trạng thái mới và dòng ký. Refused thì không có gì thay đổi."""
    old, proof, note = read_request(request)
    size, root = checked_note(note, state["log"])
    known, known_root = 0, b""
    if state["note"]:
        known, known_root = checked_note(state["note"], state["log"])
    if size < known:
        raise Refused(f"sổ ngắn đi: đã ký {known} dòng, nay chỉ còn {size} dòng")
    if old != known:
        raise Refused(f"cần bằng chứng tính từ {known} dòng, tệp này tính từ {old} dòng")
    if not grown(known, size, known_root, root, proof):
        raise Refused(f"sổ KHÁC với bản đã ký ở {known} dòng: có dòng bị sửa, cắt hoặc tráo")
    body = parts_of(note)[0]
    text = f"cosignature/v1\ntime {now}\n{body}".encode()
    key = public_key(seed)
    mark = key_id(state["name"], WITNESS_KEY, key) + now.to_bytes(8, "big") + signature(seed, text)
    line = f"\u2014 {state['name']} {base64.b64encode(mark).decode()}\n"
    return {**state, "note": note}, line


def kept(path, content):
    """Ghi trọn rồi mới thay: mất điện giữa chừng không làm hỏng bản cũ."""
    new = path.with_name(path.name + ".moi")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def init(home, name, log):
    if not name or "+" in name or name.split() != [name]:
        raise Refused("tên không có dấu cách, không có dấu +")
    read_key(log, LOG_KEY)
    if (home / "khoa").exists():
        raise Refused(f"đã có khóa trong {home}")
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    seed = os.urandom(32)
    kept(home / "khoa", seed.hex().encode())
    state = {"name": name, "log": log.strip(), "note": ""}
    kept(home / "ban-ghi.json", json.dumps(state, ensure_ascii=False).encode("utf-8"))
    return written_key(name, WITNESS_KEY, public_key(seed))


def opened(home):
    try:
        seed = bytes.fromhex((home / "khoa").read_text("ascii"))
        return json.loads((home / "ban-ghi.json").read_text("utf-8")), seed
    except (OSError, ValueError) as wrong:
        raise Refused("chưa có khóa, hãy chạy init; hoặc thư mục nhan-chung bị hỏng") from wrong


def sign(home, request, answer, now):
    """Trạng thái được giữ trước, dòng ký được đưa ra sau. Hai lần chạy cùng lúc: một lần thôi."""
    lock = home / "dang-ky"
    state, seed = opened(home)
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError as busy:
        raise Refused(f"đang có lần ký khác; nếu không phải, xóa tệp {lock}") from busy
    try:
        after, line = cosigned(state, seed, request.read_text("utf-8-sig"), now)
        kept(home / "ban-ghi.json", json.dumps(after, ensure_ascii=False).encode("utf-8"))
        kept(answer, (after["note"].rstrip("\n") + "\n" + line).encode("utf-8"))
    finally:
        lock.unlink()
    return read_body(parts_of(after["note"])[0])


def run(words, home=HOME):
    if words[:1] == ["init"] and len(words) == 3:
        print(f"Khóa công khai, gửi cho nơi quản lý sổ:\n{init(home, words[1], words[2])}")
    elif words[:1] == ["sign"] and len(words) == 3:
        origin, size, _ = sign(home, Path(words[1]), Path(words[2]), int(time.time()))
        print(f"Đã ký: {origin}, {size} dòng. Gửi lại tệp {words[2]}.")
    elif words == ["show"]:
        print(opened(home)[0]["note"] or "Chưa ký bản ghi nào.")
    else:
        print(__doc__)
        return 2
    return 0


def main():
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        return run(sys.argv[1:])
    except (Refused, OSError) as wrong:
        print(f"KHÔNG KÝ: {wrong}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
