"""Webhooks are registered by administrators through the interface; the secret is shown once."""

from __future__ import annotations


def test_an_administrator_registers_lists_and_removes(program):
    admin = program("luonggiaminh").client
    made = admin.post("/webhooks", json={"url": "https://a.example/x", "kinds": ["CaseEnded"]})
    assert made.status_code == 201
    listed = admin.get("/webhooks")
    assert [hook["kinds"] for hook in listed.json()] == [["CaseEnded"]]
    assert made.json()["secret"] not in listed.text
    assert admin.delete(f"/webhooks/{made.json()['id']}").status_code == 204
    assert admin.delete(f"/webhooks/{made.json()['id']}").status_code == 404
    assert admin.get("/webhooks").json() == []


def test_nobody_else_does(program):
    officer = program("lethuha").client
    assert officer.get("/webhooks").status_code == 403
    assert officer.post("/webhooks", json={"url": "https://a.example/x"}).status_code == 403
