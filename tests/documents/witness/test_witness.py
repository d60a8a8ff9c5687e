"""The program an agency runs: its arithmetic against kept libraries, and what it never signs."""

from __future__ import annotations

import base64
import json
import runpy

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import settings as sized
from hypothesis import strategies as st

from domain.audit.merkle import Growing, consistency, leaf_of
from domain.audit.notes import LOG, Mark, Note, NoteKey, cosigned_text, read_key, read_note, request
from domain.audit.sealing import root
from templates import TEMPLATES

W = runpy.run_path(str(TEMPLATES / "witness" / "witness.py"))
SERVER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LOG_KEY = NoteKey("thamdinh-x", LOG, SERVER.public_key().public_bytes_raw())
LEAVES = [leaf_of("events", "BN-2026-0001", n, 0, "x") for n in range(40)]
NOW = 1_790_000_000


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100))
@sized(max_examples=10)
def test_its_signatures_are_those_of_a_kept_library(seed, text):
    kept = Ed25519PrivateKey.from_private_bytes(seed)
    public = kept.public_key().public_bytes_raw()
    assert W["public_key"](seed) == public
    made = W["signature"](seed, text)
    assert made == kept.sign(text)
    assert W["signed"](public, text, made)
    assert not W["signed"](public, text + b"x", made)
    assert not W["signed"](public, text, made[:-1] + bytes([made[-1] ^ 1]))


# RFC 8032 section 7.1, tests 1 to 3: seed, public key, text, signature.
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("seed", "public", "text", "mark"), VECTORS)
def test_the_vectors_of_the_standard(seed, public, text, mark):
    seed, public, text, mark = map(bytes.fromhex, (seed, public, text, mark))
    assert W["public_key"](seed) == public
    assert W["signature"](seed, text) == mark
    assert W["signed"](public, text, mark)


def test_every_growth_is_believed_and_no_other():
    for new in range(1, 40):
        after = root(LEAVES[:new])
        for old in range(new + 1):
            before, proof = root(LEAVES[:old]), consistency(LEAVES[:new], old)
            assert W["grown"](old, new, before, after, proof), (old, new)
            assert len(proof) <= 2 * new.bit_length()
            if old > 0:
                forged = root([leaf_of("x"), *LEAVES[1:old]])
                assert not W["grown"](old, new, forged, after, proof), (old, new)


@given(st.integers(1, 300))
def test_a_tree_that_grows_has_the_root_of_the_whole(size):
    leaves, tree = [leaf_of(n) for n in range(size)], Growing()
    for leaf in leaves:
        tree.add(leaf)
    assert (tree.size, tree.root()) == (size, root(leaves))


def asked(leaves, old, key=SERVER):
    note = Note(LOG_KEY.name, len(leaves), root(leaves))
    mark = Mark(LOG_KEY.name, LOG_KEY.id, key.sign(note.body.encode()))
    signed = Note(note.origin, note.size, note.root, (mark,))
    return request(old, consistency(leaves, old), signed)


class Agency:
    """A folder with the program's key, on some machine."""

    def __init__(self, folder):
        self.folder = folder
        self.home = folder / "nhan-chung"
        self.key = read_key(W["init"](self.home, "btctu", str(LOG_KEY)))

    def sign(self, text):
        (self.folder / "in").write_text(text, "utf-8")
        W["sign"](self.home, self.folder / "in", self.folder / "out", NOW)
        return read_note((self.folder / "out").read_text("utf-8"))

    def kept(self):
        return json.loads((self.home / "ban-ghi.json").read_text("utf-8"))["note"]


@pytest.fixture
def agency(tmp_path):
    return Agency(tmp_path)


def test_it_cosigns_what_only_grew(agency):
    for old, new in ((0, 3), (3, 3), (3, 20), (20, 33)):
        note = agency.sign(asked(LEAVES[:new], old))
        mark = note.marks[-1]
        assert (mark.name, mark.key_id) == ("btctu", agency.key.id)
        time = int.from_bytes(mark.signature[:8], "big")
        text = cosigned_text(note, time)
        Ed25519PublicKey.from_public_bytes(agency.key.key).verify(mark.signature[8:], text)
        assert (note.size, time) == (new, NOW)


FORGED = [LEAVES[0], leaf_of("forged"), *LEAVES[2:]]


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("KHÁC", asked(FORGED[:30], 20)),
        ("KHÁC", asked(FORGED[:20], 20)),
        ("ngắn đi", asked(LEAVES[:19], 19)),
        ("cần bằng chứng", asked(LEAVES[:30], 10)),
        ("không do sổ này ký", asked(LEAVES[:30], 20, Ed25519PrivateKey.generate())),
        ("không đúng dạng", "old x\n\n"),
        ("không đúng dạng", "old -1\n\n" + asked(LEAVES[:30], 20).partition("\n\n")[2]),
        ("không có chữ ký", "old 20\n\nthamdinh-x\n30\n" + base64.b64encode(bytes(32)).decode()),
    ],
)
def test_what_it_never_signs_though_the_servers_key_was_stolen(agency, why, text):
    agency.sign(asked(LEAVES[:20], 0))
    before = agency.kept()
    with pytest.raises(W["Refused"], match=why):
        agency.sign(text)
    assert agency.kept() == before


def test_two_runs_at_once_do_not_sign_two_histories(agency):
    (agency.home / "dang-ky").touch()
    with pytest.raises(W["Refused"], match="đang có lần ký khác"):
        agency.sign(asked(LEAVES[:20], 0))


def test_a_key_is_made_once_and_for_our_user_alone(agency):
    with pytest.raises(W["Refused"], match="đã có khóa"):
        W["init"](agency.home, "btctu", str(LOG_KEY))
    assert (agency.home / "khoa").stat().st_mode & 0o077 == 0


def test_it_needs_nothing_but_python(agency):
    text = (TEMPLATES / "witness" / "witness.py").read_text("utf-8")
    lines = text.splitlines()
    imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert imported <= {"base64", "hashlib", "json", "os", "sys", "time", "pathlib"}


def test_as_people_run_it(agency, capsys):
    assert W["run"](["show"], agency.home) == 0
    (agency.folder / "in").write_text(asked(LEAVES[:3], 0), "utf-8")
    words = ["sign", str(agency.folder / "in"), str(agency.folder / "out")]
    assert W["run"](words, agency.home) == 0
    assert "thamdinh-x, 3 dòng" in capsys.readouterr().out
    assert W["run"]([], agency.home) == 2
