#!/usr/bin/env python3
"""Ký số văn bản của Thẩm Định tại máy của người ký. Khóa riêng không rời thiết bị.

Chỉ cần Python 3.8 trở lên (Windows cũng được) và thư viện PKCS#11 của nơi cấp thiết bị, không cần
mạng.

    python ky_so.py VÉ.json --thu-vien THƯ_VIỆN [--thiet-bi NHÃN] [--chung-thu NHÃN]

VÉ.json tải từ trang ký số của văn bản. Chương trình ghi tệp PDF sẽ ký ra cạnh vé để xem, nói sẽ ký
gì, hỏi lại, hỏi mã PIN, rồi ghi tệp trả lời .p7s: gửi tệp đó lên đúng trang đã tải vé.
THƯ_VIỆN là tệp .dll hoặc .so của thiết bị, viết cả đường dẫn.

Chữ ký theo RFC 5652 (CMS) với thuộc tính signing-certificate-v2 (RFC 5035), như PAdES đòi hỏi.
"""

import argparse
import base64
import ctypes
import getpass
import hashlib
import json
import re
import sys
from datetime import datetime, timezone
from pathlib import Path

FORM = "thamdinh-ticket/1"
RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
SAYS = {
    "case": "Hồ sơ",
    "paper": "Văn bản",
    "symbol": "Số, ký hiệu",
    "of": "Chữ ký",
    "signer": "Người ký",
    "pages": "Số trang",
}


class Refused(Exception):
    """Không ký được; câu nói rõ vì sao."""


# Vé: tệp PDF để trống chỗ của chữ ký. Chương trình tự tính lấy điều mình ký, không tin lời vé.
def read_ticket(text, now):
    try:
        ticket = json.loads(text)
        pdf = base64.b64decode(ticket["pdf"], validate=True)
        until = datetime.fromisoformat(ticket["until"])
        said, says = ticket["sha256"], dict(ticket["says"])
        known = ticket["form"] == FORM and until.tzinfo is not None
    except (ValueError, KeyError, TypeError) as wrong:
        raise Refused("tệp này không phải vé ký số") from wrong
    if not known:
        raise Refused("vé theo dạng khác; hãy tải lại chương trình này từ trang ký số")
    digest = digest_of(pdf)
    if digest.hex() != said:
        raise Refused("tệp PDF trong vé đã bị thay đổi sau khi vé được lập")
    if now > until:
        raise Refused(f"vé đã hết hạn lúc {until:%H:%M ngày %d/%m/%Y}; hãy lập vé mới")
    return pdf, digest, until, says


def digest_of(pdf):
    """SHA-256 của cả tệp trừ chỗ để trống: đúng điều sẽ ký."""
    found = RANGE.findall(pdf)
    if not found:
        raise Refused("tệp PDF trong vé không có chỗ để ký")
    first, start, end, rest = (int(number) for number in found[-1])
    place = pdf[start:end]
    if first or end + rest != len(pdf) or not re.fullmatch(rb"<0*>", place):
        raise Refused("chỗ để ký trong tệp PDF không đúng dạng")
    return hashlib.sha256(pdf[:start] + pdf[end:]).digest()


# DER: đủ để đọc một chứng thư và viết một chữ ký CMS.
def der(tag, *parts):
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body


def oid(text):
    first, second, *rest = (int(part) for part in text.split("."))
    out = bytearray([first * 40 + second])
    for number in rest:
        digits = [number & 127]
        while number > 127:
            number >>= 7
            digits.insert(0, number & 127 | 128)
        out += bytes(digits)
    return der(6, bytes(out))


def whole(number):
    return der(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def pieces(content):
    """Các phần tử DER nối nhau: nhãn, thân, cả phần tử."""
    place = 0
    while place < len(content):
        tag, size, start = content[place], content[place + 1], place + 2
        if size & 128:
            length = size & 127
            size, start = int.from_bytes(content[start : start + length], "big"), start + length
        yield tag, content[start : start + size], content[place : start + size]
        place = start + size


def issuer_and_serial(certificate):
    """Tên nơi cấp và số của chứng thư, nguyên như trong chứng thư."""
    try:
        ((_, body, _),) = pieces(certificate)
        fields = [piece for piece in pieces(next(pieces(body))[1]) if piece[0] != 0xA0]
        return fields[2][2], fields[0][2]
    except (ValueError, IndexError, StopIteration) as wrong:
        raise Refused("không đọc được chứng thư trên thiết bị") from wrong


DATA, SIGNED_DATA = oid("1.2.840.113549.1.7.1"), oid("1.2.840.113549.1.7.2")
SHA256 = der(0x30, oid("2.16.840.1.101.3.4.2.1"), b"\x05\x00")
RSA, EC = 0, 3  # kiểu khóa của PKCS#11
ALGORITHM = {
    RSA: der(0x30, oid("1.2.840.113549.1.1.11"), b"\x05\x00"),
    EC: der(0x30, oid("1.2.840.10045.4.3.2")),
}


def attribute(kind, value):
    return der(0x30, oid(kind), der(0x31, value))


def signed_attributes(digest, certificate):
    """Nội dung, giá trị băm của nó, và chứng thư: điều mà thiết bị ký."""
    issuer, serial = issuer_and_serial(certificate)
    name = der(0x30, der(0x30, der(0xA4, issuer)), serial)
    about = der(0x30, der(4, hashlib.sha256(certificate).digest()), name)
    return sorted(
        [
            attribute("1.2.840.113549.1.9.3", DATA),
            attribute("1.2.840.113549.1.9.4", der(4, digest)),
            attribute("1.2.840.113549.1.9.16.2.47", der(0x30, der(0x30, about))),
        ]
    )


def signature(digest, certificate, kind, signed):
    """Tệp trả lời; `signed(băm)` là chữ ký của thiết bị trên giá trị băm SHA-256."""
    attributes = signed_attributes(digest, certificate)
    mark = signed(hashlib.sha256(der(0x31, *attributes)).digest())
    issuer, serial = issuer_and_serial(certificate)
    signer = der(
        0x30,
        whole(1),
        der(0x30, issuer, serial),
        SHA256,
        der(0xA0, *attributes),
        ALGORITHM[kind],
        der(4, mark),
    )
    content = der(
        0x30,
        whole(1),
        der(0x31, SHA256),
        der(0x30, DATA),
        der(0xA0, certificate),
        der(0x31, signer),
    )
    return der(0x30, SIGNED_DATA, der(0xA0, content))


# Thiết bị (PKCS#11 2.40). Trên Windows số dài 4 byte và cấu trúc không có chỗ đệm.
Number = ctypes.c_ulong
PACK = 1 if sys.platform == "win32" else 0
CALLS = {  # chỗ trong bảng hàm, đếm từ sau phiên bản
    "C_Initialize": 0,
    "C_Finalize": 1,
    "C_GetSlotList": 4,
    "C_GetTokenInfo": 6,
    "C_OpenSession": 12,
    "C_CloseSession": 13,
    "C_Login": 18,
    "C_GetAttributeValue": 24,
    "C_FindObjectsInit": 26,
    "C_FindObjects": 27,
    "C_FindObjectsFinal": 28,
    "C_SignInit": 42,
    "C_Sign": 43,
}
CLASS, LABEL, VALUE, KEY_TYPE, ID = 0x0, 0x3, 0x11, 0x100, 0x102
CERTIFICATE, PRIVATE_KEY = 1, 3
MECHANISM = {RSA: 0x1, EC: 0x1041}
DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
INITIALIZED, OPEN, USER, ALREADY = 0x400, 0x4, 1, (0x191, 0x100)
FAULTS = {
    0xA0: "mã PIN không đúng; nhập sai nhiều lần thiết bị sẽ tự khóa",
    0xA1: "mã PIN không đúng; nhập sai nhiều lần thiết bị sẽ tự khóa",
    0xA2: "mã PIN không đúng độ dài",
    0xA4: "thiết bị đã khóa vì nhập sai mã PIN; hãy liên hệ nơi cấp",
    0xE0: "thiết bị không còn cắm vào máy",
    0x102: "thiết bị chưa đặt mã PIN; hãy liên hệ nơi cấp",
}


class Attribute(ctypes.Structure):
    _pack_ = PACK
    _fields_ = [("type", Number), ("value", ctypes.c_void_p), ("size", Number)]


class Mechanism(ctypes.Structure):
    _pack_ = PACK
    _fields_ = [("type", Number), ("parameter", ctypes.c_void_p), ("size", Number)]


class Device:
    """Thư viện của thiết bị; mỗi lời gọi hỏng thành một câu nói vì sao."""

    def __init__(self, path):
        try:
            library = ctypes.CDLL(path)
            table = ctypes.c_void_p()
            library.C_GetFunctionList(ctypes.byref(table))
        except (OSError, AttributeError) as wrong:
            raise Refused(f"không nạp được thư viện “{path}” của thiết bị ký số") from wrong
        self.first = table.value + (2 if PACK else ctypes.sizeof(ctypes.c_void_p))
        self.session = Number()
        self.call("C_Initialize", None)

    def call(self, name, *arguments):
        place = self.first + CALLS[name] * ctypes.sizeof(ctypes.c_void_p)
        function = ctypes.CFUNCTYPE(Number)(ctypes.c_void_p.from_address(place).value)
        fault = function(*arguments)
        if fault and fault not in ALREADY:
            raise Refused(FAULTS.get(fault, f"thiết bị ký số báo lỗi 0x{fault:x} ({name})"))

    def close(self):
        if self.session.value:
            self.call("C_CloseSession", self.session)
        self.call("C_Finalize", None)

    def labels(self):
        """Nhãn → khe của các thiết bị đang cắm."""
        count = Number()
        self.call("C_GetSlotList", ctypes.c_byte(1), None, ctypes.byref(count))
        slots = (Number * count.value)()
        self.call("C_GetSlotList", ctypes.c_byte(1), slots, ctypes.byref(count))
        found = {}
        for slot in slots:
            info = ctypes.create_string_buffer(512)
            self.call("C_GetTokenInfo", Number(slot), info)
            flags = int.from_bytes(info.raw[96 : 96 + ctypes.sizeof(Number)], sys.byteorder)
            if flags & INITIALIZED:
                found[info.raw[:32].decode("utf-8", "replace").strip()] = slot
        return found

    def open(self, slot, pin):
        nothing = ctypes.c_void_p()
        session = ctypes.byref(self.session)
        self.call("C_OpenSession", Number(slot), Number(OPEN), nothing, nothing, session)
        typed = pin.encode()
        self.call("C_Login", self.session, Number(USER), typed, Number(len(typed)))

    def objects(self, kind):
        wanted = Number(kind)
        template = Attribute(CLASS, ctypes.addressof(wanted), ctypes.sizeof(wanted))
        self.call("C_FindObjectsInit", self.session, ctypes.byref(template), Number(1))
        found, count = (Number * 64)(), Number()
        self.call("C_FindObjects", self.session, found, Number(64), ctypes.byref(count))
        self.call("C_FindObjectsFinal", self.session)
        return list(found[: count.value])

    def read(self, thing, kind):
        attribute = Attribute(kind, None, 0)
        asked = ctypes.byref(attribute)
        self.call("C_GetAttributeValue", self.session, Number(thing), asked, Number(1))
        kept = ctypes.create_string_buffer(attribute.size)
        attribute.value = ctypes.addressof(kept)
        self.call("C_GetAttributeValue", self.session, Number(thing), asked, Number(1))
        return kept.raw

    def sign(self, key, kind, digest):
        """RSA: chữ ký PKCS#1 trên giá trị băm. EC: r và s của thiết bị viết lại theo DER."""
        mechanism = Mechanism(MECHANISM[kind], None, 0)
        self.call("C_SignInit", self.session, ctypes.byref(mechanism), Number(key))
        text = DIGEST_INFO + digest if kind == RSA else digest
        out, size = ctypes.create_string_buffer(1024), Number(1024)
        self.call("C_Sign", self.session, text, Number(len(text)), out, ctypes.byref(size))
        mark = out.raw[: size.value]
        if kind == RSA:
            return mark
        half = len(mark) // 2
        numbers = (int.from_bytes(part, "big") for part in (mark[:half], mark[half:]))
        return der(0x30, *map(whole, numbers))


def one_of(found, wanted, what, option):
    """Cái được nêu tên, hoặc cái duy nhất."""
    fitting = [name for name in found if wanted in ("", name)]
    if len(fitting) != 1:
        seen = ", ".join(sorted(found)) or "không có"
        raise Refused(f"không xác định được một {what} (đang có: {seen}); nêu nhãn bằng {option}")
    return found[fitting[0]]


def key_of(device, wanted):
    """Khóa riêng, kiểu khóa và chứng thư đi cùng nhau."""
    keys = {device.read(key, ID): key for key in device.objects(PRIVATE_KEY)}
    held = {}
    for thing in device.objects(CERTIFICATE):
        known = device.read(thing, ID)
        if known in keys:
            label = device.read(thing, LABEL).decode("utf-8", "replace")
            held[label] = (keys[known], device.read(thing, VALUE))
    key, certificate = one_of(held, wanted, "chứng thư", "--chung-thu")
    kind = int.from_bytes(device.read(key, KEY_TYPE), sys.byteorder)
    if kind not in MECHANISM:
        raise Refused(f"khóa trên thiết bị thuộc kiểu {kind}, không phải RSA hay EC")
    return key, kind, certificate


def answer(digest, library, token, certificate, pin):
    """Tệp trả lời, ký bằng thiết bị đang cắm."""
    device = Device(library)
    try:
        device.open(one_of(device.labels(), token, "thiết bị", "--thiet-bi"), pin())
        key, kind, held = key_of(device, certificate)
        return signature(digest, held, kind, lambda text: device.sign(key, kind, text))
    finally:
        device.close()


def typed(question):
    print(question, end=" ", flush=True)
    return sys.stdin.readline().strip()


def typed_pin():
    return getpass.getpass("Mã PIN: ") if sys.stdin.isatty() else typed("Mã PIN:")


def run(words):
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("ve", type=Path, metavar="VÉ.json")
    asked.add_argument("--thu-vien", required=True, help="thư viện PKCS#11 của thiết bị")
    asked.add_argument("--thiet-bi", default="", help="nhãn thiết bị, khi cắm nhiều thiết bị")
    asked.add_argument("--chung-thu", default="", help="nhãn chứng thư, khi thiết bị có nhiều")
    chosen = asked.parse_args(words)
    now = datetime.now(timezone.utc)
    pdf, digest, until, says = read_ticket(chosen.ve.read_text("utf-8-sig"), now)
    shown = chosen.ve.with_suffix(".pdf")
    shown.write_bytes(pdf)
    for name, title in SAYS.items():
        print(f"{title + ':':14}{says.get(name, '')}")
    print(f"{'SHA-256:':14}{digest.hex()}\n{'Vé có hạn:':14}{until:%H:%M ngày %d/%m/%Y}")
    print(f"Xem tệp sẽ ký: {shown}\nĐối chiếu SHA-256 với trang ký số.")
    if typed("Gõ KY rồi Enter để ký, gõ khác để thôi:").upper() not in ("KY", "KÝ"):
        raise Refused("người ký thôi không ký")
    made = answer(digest, chosen.thu_vien, chosen.thiet_bi, chosen.chung_thu, typed_pin)
    reply = chosen.ve.with_suffix(".p7s")
    reply.write_bytes(made)
    print(f"Đã ký. Gửi tệp này lên trang ký số: {reply}")


def main():
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        run(sys.argv[1:])
    except (Refused, OSError) as wrong:
        print(f"KHÔNG KÝ: {wrong}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
