"""The page of signing: a ticket out, an answer in, what the signatures are worth, for whom."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64decode

import pytest

from tests.actions.decisions.test_void_number import issued_one
from tests.actions.signing.elsewhere import (
    LEADER,
    NAMES,
    PAPER,
    PERSON,
    answered,
    name_of,
    signed_outside,
)
from tests.documents.keys import SoftKey, certified, signature_png
from tests.web.site import form_of, plain

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice on this machine"
)
PAGE = f"/cases/BN-2026-0001/papers/{PAPER}/signing"


@pytest.fixture
def play(site):
    return issued_one(site.app)


@pytest.fixture(scope="module")
def key():
    return SoftKey(certified(NAMES[PERSON]))


def send(visitor, action, fields, **files):
    page = visitor.see(PAGE)
    files = {name: (name_of(content), content) for name, content in files.items()}
    data = form_of(page, action) | fields
    return visitor.client.post(action, data=data, files=files or None)


def test_the_leader_signs_by_a_ticket_and_everybody_sees_what_it_is_worth(site, play, key):
    leader, officer, auditor = (site.person(p) for p in (LEADER, "lethuha", "trinhvanduc"))
    assert f'href="{PAGE}"' in officer.see("/cases/BN-2026-0001/dossier")
    assert "chỉ người đó được ký số" in plain(officer.see(PAGE))
    assert "/prepare" not in officer.see(PAGE)
    program = leader.client.get("/signing/program")
    assert program.content.startswith(b"#!/usr/bin/env python3")

    send(leader, f"{PAGE}/person/prepare", {"way": "ticket"}, image=signature_png())
    ticket = leader.client.get(f"{PAGE}/person/ticket")
    said = json.loads(ticket.content)
    assert said["sha256"] in leader.see(PAGE)
    assert said["says"]["symbol"] == "01-QĐ/TU"
    site.person("nguyenthilan").see(f"{PAGE}/person/ticket", status=404)

    bad = send(leader, f"{PAGE}/person/answer", {}, file=b"no signature")
    assert "không phải chữ ký số" in plain(bad.text)
    done = send(leader, f"{PAGE}/person/answer", {}, file=answered(b64decode(said["pdf"]), key))
    assert f"Chứng thư {NAMES[PERSON]}" in plain(done.text)
    for visitor in (leader, officer, auditor):
        (link,) = re.findall(r'href="(/cases/[^"]+/signatures)"', visitor.see(PAGE))
        told = plain(visitor.see(link))
        for word in ("còn giá trị", "nguyên vẹn", "toàn bộ tệp", "chưa kiểm tra được nơi cấp"):
            assert word in told
    site.person("ythongeban").see(PAGE, status=404)


def test_the_leader_signs_the_file_with_another_program(site, play, key):
    leader = site.person(LEADER)
    leader.see(f"{PAGE}/person/file", status=404)
    send(leader, f"{PAGE}/person/prepare", {"way": "file"})
    pdf = leader.client.get(f"{PAGE}/person/file").content
    done = send(leader, f"{PAGE}/person/answer", {}, file=signed_outside(pdf, key))
    assert "đúng từng byte với bản chuẩn bị" in plain(done.text)


def test_a_paper_that_was_not_issued_has_no_such_page(site, play):
    leader = site.person(LEADER)
    leader.see("/cases/BN-2026-0001/papers/appraisal/signing", status=404)
    leader.see("/cases/BN-2026-0001/papers/nothing/signing", status=404)
    leader.see(f"{PAGE}/nobody/ticket", status=404)
