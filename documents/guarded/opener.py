"""The process that opens files: started once, it forks for each one, so that a fork begins with
every parser loaded. `python -m documents.guarded.opener SOCKET LIMITS…` is run by guarded/open.py.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

from documents.guarded.answers import Refusal, write_answer
from documents.guarded.limits import Limits, confine, leave_network
from domain.errors import Refused

ROOMS = ("documents.", "tests.")  # where a job may live
PARSERS = (
    "documents.guarded.files",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.PdfImagePlugin",
    "PIL.TiffImagePlugin",
    "PIL.WebPImagePlugin",
)


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a fork: its answer is enough
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_network()
    for parser in PARSERS:
        importlib.import_module(parser)
    gc.freeze()
    while True:
        word, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not word:
            return  # the product has ended
        for descriptor in descriptors:
            _fork(control, descriptor)


def _fork(control: socket.socket, descriptor: int) -> None:
    if os.fork():
        os.close(descriptor)
        return
    control.close()
    status = 1
    with suppress(BaseException), socket.socket(fileno=descriptor) as asked:  # the end says it all
        _serve(asked)
        status = 0
    os._exit(status)


def _serve(asked: socket.socket) -> None:
    with asked.makefile("rwb") as line:
        job, limits, arguments = pickle.load(line)
        line.write(b".")  # at work: time counts from here
        line.flush()
        confine(limits if isinstance(limits, Limits) else Limits())
        line.write(write_answer(_done(job, arguments)))


def _done(job: str, arguments: tuple[Any, ...]) -> Any:
    module, _, name = job.rpartition(".")
    if not module.startswith(ROOMS):
        raise ValueError(job)
    try:
        return getattr(importlib.import_module(module), name)(*arguments)
    except Refused as refused:
        return Refusal(type(refused), dict(refused.facts), refused.basis)


if __name__ == "__main__":
    main()
