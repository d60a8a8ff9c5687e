"""How processes log: plain lines or one JSON object each, with the request they belong to."""

from __future__ import annotations

import json
import logging
import shutil
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

from bootstrap.settings import Settings

request_id: ContextVar[str] = ContextVar("request_id", default="")
LONGEST = 20_000_000  # bytes of a log file; what was before stays in one file beside it


class JsonLines(logging.Formatter):
    """One object a line: at (UTC, ISO 8601), level, logger, message, request, trace."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_id.get(),
            "trace": self.formatException(record.exc_info) if record.exc_info else "",
        }
        return json.dumps({k: v for k, v in line.items() if v}, ensure_ascii=False)


class Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        asked = request_id.get()
        return f"{super().format(record)} [{asked}]" if asked else super().format(record)


def configure(chosen: Settings) -> None:
    """Of this process; libraries made their own before. Nobody's names are logged: ids are."""
    handler = logging.StreamHandler()
    plain = Lines("%(asctime)s %(levelname)s %(message)s")
    handler.setFormatter(JsonLines() if chosen.log_form == "json" else plain)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for chatty in ("httpx", "httpcore"):  # a line for each request to Prefect
        logging.getLogger(chatty).setLevel(logging.WARNING)


def rotate(log: Path) -> bool:
    """Put a long log aside; whoever writes it goes on at its beginning, for it is opened to append.

    A line written between copy and cut is lost; the file never grows without end.
    """
    if not log.exists() or log.stat().st_size < LONGEST:
        return False
    shutil.copyfile(log, log.with_suffix(".1.log"))
    with log.open("r+b") as file:
        file.truncate()
    return True
