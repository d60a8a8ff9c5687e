"""What a hostile file might make a parser do; each runs in a guarded process."""

from __future__ import annotations

import os
import socket
import tempfile
import time


class Foreign:
    """Not one of the shapes that an answer may hold."""


class Runs:
    def __reduce__(self):
        return os.system, ("true",)


def spins() -> None:
    while True:
        pass


def sleeps() -> None:
    time.sleep(600)


def eats() -> int:
    return len(bytes(2 * 1024**3))


def dies() -> None:
    os._exit(0)


def foreign() -> Foreign:
    return Foreign()


def runs() -> Runs:
    return Runs()


def who() -> tuple[int, int]:
    return os.getpid(), os.getppid()


def calls(port: int) -> str:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return "reached"
    except OSError:
        return "nobody there"


def writes() -> str:
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
            file.flush()
    except OSError:
        return "not allowed"
    return "written"


def adds(one: int, two: int) -> int:
    return one + two
