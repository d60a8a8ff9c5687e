"""Lines of the log: for people or for programs, and no file without end."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from bootstrap import logs
from bootstrap.logs import JsonLines, Lines, request_id, rotate


def record(message: str, *args: object, exc_info: object = None) -> logging.LogRecord:
    return logging.LogRecord("web", logging.ERROR, __file__, 1, message, args, exc_info)


@pytest.fixture
def asked():
    mark = request_id.set("abc123")
    yield
    request_id.reset(mark)


def test_json_lines_hold_the_request_and_the_trace(asked):
    try:
        raise ValueError("sai\nhai dòng")
    except ValueError:
        line = JsonLines().format(record("hỏng %s", "ở đây", exc_info=sys.exc_info()))
    assert "\n" not in line
    read = json.loads(line)
    assert (read["message"], read["level"], read["request"]) == ("hỏng ở đây", "ERROR", "abc123")
    assert "ValueError: sai" in read["trace"]


def test_plain_lines_end_with_the_request(asked):
    assert Lines("%(message)s").format(record("hỏng")) == "hỏng [abc123]"
    request_id.set("")
    assert Lines("%(message)s").format(record("hỏng")) == "hỏng"


def test_a_long_log_is_put_aside_and_its_writer_goes_on_at_the_beginning(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "LONGEST", 10)
    log = tmp_path / "web.log"
    assert not rotate(log)
    with log.open("ab") as writer:
        writer.write(b"short\n")
        writer.flush()
        assert not rotate(log)
        writer.write(b"and now it is long\n")
        writer.flush()
        assert rotate(log)
        writer.write(b"next\n")
    assert log.read_bytes() == b"next\n"
    assert (tmp_path / "web.1.log").read_bytes() == b"short\nand now it is long\n"
