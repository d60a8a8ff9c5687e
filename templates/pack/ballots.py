"""Kiểm tra các cuộc bỏ phiếu kín trong lịch sử, chỉ bằng Python 3: nhóm ristretto255 (RFC 9496).

Mỗi người kiểm phiếu có khóa công khai và bằng chứng giữ khóa bí mật; phần mở của từng người phải
được tính bằng chính khóa ấy (Chaum–Pedersen); cộng lại, các tổng mở ra phải đúng là kết quả đã ghi.
"""

import hashlib
import json

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # căn bậc hai của -1
TAG = b"thamdinh/ballot/1"
NEUTRAL = (0, 1, 1, 0)
TELLERS = 3
BLANK, AGREE = "blank", "agree"


def even(number):
    """Số không âm theo RFC 9496: chẵn."""
    return P - number if number & 1 else number


def root_of_ratio(over, under):
    """(có căn không, căn của over/under hoặc của ROOT·over/under)."""
    root = over * pow(under, 3, P) * pow(over * pow(under, 7, P), (P - 5) // 8, P) % P
    check = under * root * root % P
    right, flipped, flipped_root = check == over % P, check == -over % P, check == -over * ROOT % P
    if flipped or flipped_root:
        root = root * ROOT % P
    return right or flipped, even(root)


INVERSE_ROOT = root_of_ratio(1, (-1 - D) % P)[1]


def decoded(text):
    """Điểm viết trong 32 byte. Raises ValueError khi không phải điểm của nhóm."""
    s = int.from_bytes(text, "little")
    if len(text) != 32 or s >= P or s & 1:
        raise ValueError("không phải điểm của nhóm")
    u1, u2 = (1 - s * s) % P, (1 + s * s) % P
    v = (-D * u1 * u1 - u2 * u2) % P
    square, inverse = root_of_ratio(1, v * u2 * u2 % P)
    den_x = inverse * u2 % P
    x, y = even(2 * s * den_x % P), u1 * inverse * den_x * v % P
    t = x * y % P
    if not square or t & 1 or y == 0:
        raise ValueError("không phải điểm của nhóm")
    return x, y, 1, t


def encoded(point):
    """Cách viết duy nhất của điểm: hai điểm bằng nhau khi viết giống nhau."""
    x, y, z, t = point
    u1, u2 = (z + y) * (z - y) % P, x * y % P
    inverse = root_of_ratio(1, u1 * u2 * u2 % P)[1]
    den1, den2 = inverse * u1 % P, inverse * u2 % P
    z_inverse = den1 * den2 * t % P
    den = den2
    if t * z_inverse % P & 1:
        x, y, den = y * ROOT % P, x * ROOT % P, den1 * INVERSE_ROOT % P
    if x * z_inverse % P & 1:
        y = -y % P
    return even(den * (z - y) % P).to_bytes(32, "little")


def added(a, b):
    left, right = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = right - left, z - t, z + t, right + left
    return e * f % P, g * h % P, f * g % P, e * h % P


def negative(a):
    return -a[0] % P, a[1], a[2], -a[3] % P


def times(number, point):
    total = NEUTRAL
    while number:
        if number & 1:
            total = added(total, point)
        point, number = added(point, point), number >> 1
    return total


BASE = decoded(bytes.fromhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"))


def hashed(purpose, *parts):
    said = (TAG, purpose.encode(), *parts)
    octets = b"".join(len(part).to_bytes(4, "big") + part for part in said)
    return int.from_bytes(hashlib.sha512(octets).digest(), "little") % ORDER


def proven(proof, key, points, parts, context):
    """Cùng một khóa bí mật đã tạo ra khóa công khai và mọi phần mở này?"""
    challenge, answer = (int.from_bytes(proof[at : at + 32], "little") for at in (0, 32))
    places = [BASE, *(decoded(point) for point in points)]
    made = [decoded(key), *(decoded(part) for part in parts)]
    marks = [
        added(times(answer, place), negative(times(challenge, image)))
        for place, image in zip(places, made)
    ]
    said = (encoded(BASE), *points, key, *parts, *(encoded(mark) for mark in marks))
    return len(proof) == 64 and hashed("proof", context.encode(), *said) == challenge


def count_of(second, parts, most):
    """Số phiếu của một lựa chọn; None khi không phải số từ 0 đến `most`."""
    point = decoded(second)
    for part in parts:
        point = added(point, negative(decoded(part)))
    wanted, running = encoded(point), NEUTRAL
    for number in range(most + 1):
        if encoded(running) == wanted:
            return number
        running = added(running, BASE)
    return None


def ballots_of(history):
    """Mỗi cuộc bỏ phiếu kín có tổ kiểm phiếu đã khép: các sự kiện của nó, theo loại."""
    held, running = {}, {}
    for row in history:
        fact = json.loads(row["body"])
        task = fact.get("task", "")
        if row["kind"] == "BallotOpened":
            held[task] = held.get(task, 0) + 1
            id_ = f"{task}#{held[task]}"
            running[task] = {"id": id_, "opened": fact, "keys": {}, "shares": {}}
        elif row["kind"] == "BallotVoided":
            running.pop(task, None)
        elif task in running:
            noted(running[task], row["kind"], fact)
            if row["kind"] == "BallotClosed" and running[task]["opened"].get("tellers"):
                yield running[task]


def noted(ballot, kind, fact):
    if kind in ("TellerKeyed", "ShareOpened"):
        name = "keys" if kind == "TellerKeyed" else "shares"
        ballot[name][fact["by"]["person"]] = fact
    elif kind in ("BallotSealed", "BallotClosed"):
        ballot["sealed" if kind == "BallotSealed" else "closed"] = fact


def wrong_ballots(history):
    """Chỗ không khớp của mỗi cuộc bỏ phiếu kín; dữ liệu không đọc được cũng là không khớp."""
    for ballot in ballots_of(history):
        try:
            yield from (f"bỏ phiếu {ballot['id']}: {why}" for why in wrong_in(ballot))
        except (KeyError, ValueError) as fault:
            yield f"bỏ phiếu {ballot['id']}: dữ liệu không đọc được ({fault})"


def wrong_in(ballot):
    opened, sealed, closed = ballot["opened"], ballot["sealed"], ballot["closed"]
    sums = bytes.fromhex(sealed["sums"])
    firsts = [sums[at : at + 32] for at in range(0, len(sums), 64)]
    seconds = [sums[at + 32 : at + 64] for at in range(0, len(sums), 64)]
    named = sorted(opened["tellers"])
    if (
        len(named) != TELLERS
        or named != sorted(ballot["keys"])
        or named != sorted(ballot["shares"])
    ):
        yield "không đủ ba người kiểm phiếu"
    parts = []
    for teller in sorted(ballot["shares"]):
        keyed, shared = ballot["keys"][teller], ballot["shares"][teller]
        key, context = bytes.fromhex(keyed["key"]), f"{ballot['id']}|{teller}"
        if not proven(bytes.fromhex(keyed["proof"]), key, [], [], context):
            yield f"bằng chứng giữ khóa của {teller} không đúng"
        part = [bytes.fromhex(text) for text in shared["parts"]]
        if len(part) != len(firsts):
            raise ValueError("số phần mở")
        if not proven(bytes.fromhex(shared["proof"]), key, firsts, part, context):
            yield f"phần mở của {teller} không được tính bằng khóa đã công bố"
        parts.append(part)
    most = len(sealed["voted"])
    counts = [count_of(second, own, most) for second, *own in zip(seconds, *parts)]
    if None in counts or sum(counts) != most or len(counts) != len(opened["choices"]):
        yield "tổng mở ra không phải số phiếu của những người đã bỏ phiếu"
    elif not same(dict(zip(opened["choices"], counts)), closed, sealed):
        yield "kết quả đã ghi không phải tổng mở ra"


def same(counts, closed, sealed):
    """Kết quả đã ghi có đúng là các tổng này không?"""
    tally, most = closed["tally"], len(sealed["voted"])
    valid, votes = most - counts.pop(BLANK, 0), dict(tally["votes"])
    if closed["voted"] != sealed["voted"] or (tally["returned"], tally["valid"]) != (most, valid):
        return False
    return votes == counts if votes else tally["in_favour"] == counts.get(AGREE, 0)
