"""Webhooks are registered by administrators; what happened is read by who sees the case."""

from __future__ import annotations

from tests.playing import opened


def test_an_administrator_registers_lists_and_removes(program):
    admin = program("luonggiaminh").client
    made = admin.post("/webhooks", json={"url": "https://a.example/x"})
    assert made.status_code == 201
    listed = admin.get("/webhooks")
    assert [hook["url"] for hook in listed.json()] == ["https://a.example/x"]
    assert made.json()["secret"] not in listed.text
    assert admin.delete(f"/webhooks/{made.json()['id']}").status_code == 204
    assert admin.delete(f"/webhooks/{made.json()['id']}").status_code == 404
    assert admin.get("/webhooks").json() == []


def test_nobody_else_does(program):
    officer = program("lethuha").client
    assert officer.get("/webhooks").status_code == 403
    assert officer.post("/webhooks", json={"url": "https://a.example/x"}).status_code == 403


def test_what_happened_is_told_to_who_sees_the_case_and_to_no_administrator(site, program):
    case = opened(site.app).id
    told = program("lethuha").get("/events").json()
    assert [(one["kind"], one["case"]) for one in told] == [
        ("CaseOpened", case),
        ("StepOpened", case),
    ]
    assert program("lethuha").get("/events", after=told[0]["id"]).json() == told[1:]
    for person in ("luonggiaminh", "ythongeban", "hlinhnie"):
        assert program(person).get("/events").json() == []
