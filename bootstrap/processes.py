"""Start and watch the processes of one machine: the Prefect server and the conductor.

Prefect is started as a program; nothing of it is imported here.
"""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bootstrap.logs import rotate
from bootstrap.settings import Settings

CLIENT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_LOGGING_TO_API_ENABLED": "true",
    "PREFECT_CLIENT_CSRF_SUPPORT_ENABLED": "false",  # a sixth of all requests
    "PREFECT_CLIENT_RETRY_EXTRA_CODES": "503",  # what the server says while SQLite is written
}
_SERVICES = "PREFECT_SERVER_SERVICES_"
SERVER = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # One transaction for many rows, where each row would have its own.
    f"{_SERVICES}TASK_RUN_RECORDER_BATCH_SIZE": "100",
    f"{_SERVICES}TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    f"{_SERVICES}TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    f"{_SERVICES}EVENT_PERSISTER_BATCH_SIZE": "200",
    f"{_SERVICES}EVENT_PERSISTER_READ_BATCH_SIZE": "100",
    f"{_SERVICES}TRIGGERS_READ_BATCH_SIZE": "100",
    # Services for what we do not use: pauses, automations, cleaning up after foreign workers.
    f"{_SERVICES}PAUSE_EXPIRATIONS_ENABLED": "false",
    f"{_SERVICES}TRIGGERS_ENABLED": "false",
    f"{_SERVICES}CANCELLATION_CLEANUP_ENABLED": "false",
    # What is old is shown nowhere else and goes: runs after 90 days, events after one.
    f"{_SERVICES}DB_VACUUM_ENABLED": "events,flow_runs",
    f"{_SERVICES}DB_VACUUM_RETENTION_PERIOD": str(90 * 24 * 3600),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P1D",
}
LOOK = 10.0  # seconds between two looks whether the pages answer
HUNG = 60.0  # seconds without an answer after which they are started again
PATIENCE = 120.0  # seconds a first start may take: Prefect lays out its database then
Tell = Callable[[str], None]


@dataclass
class Running:
    """The processes of one machine. `check` restarts whoever has died."""

    settings: Settings
    port: int
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    heard: float = 0.0  # when the pages answered last
    next_look: float = 0.0

    @property
    def page(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, name: str, *command: str) -> None:
        log_file = self.settings.logs / f"{name}.log"
        log_file.parent.mkdir(parents=True, exist_ok=True)
        with log_file.open("ab") as out:
            self.children[name] = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "bootstrap.child",
                    str(os.getpid()),
                    sys.executable,
                    "-m",
                    *command,
                ],
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=environment(self.settings, self.port),
                cwd=Path(__file__).parent.parent,
            )

    def start_prefect(self) -> None:
        self.start(
            "prefect",
            "uvicorn",
            "--factory",
            "prefect.server.api.server:create_app",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--timeout-keep-alive",
            "5",
            "--log-level",
            "warning",
        )

    def start_conductor(self) -> None:
        self.start("conductor", "flows.serve")

    def start_web(self) -> None:
        self.start("web", "web.serve")
        self.heard = time.monotonic()

    @property
    def pages(self) -> str:
        return f"http://{self.settings.web_host}:{self.settings.web_port}"

    def check(self) -> list[str]:
        """Restart the dead and the web that hangs; returns their names."""
        self._end_hung(time.monotonic())
        for name in self.children:
            rotate(self.settings.logs / f"{name}.log")
        again = {
            "prefect": self.start_prefect,
            "conductor": self.start_conductor,
            "web": self.start_web,
        }
        dead = [name for name, child in self.children.items() if child.poll() is not None]
        for name in dead:
            again[name]()
        return dead

    def _end_hung(self, now: float) -> None:
        web = self.children.get("web")
        if web is None or now < self.next_look:
            return
        self.next_look = now + LOOK
        if _answers(f"{self.pages}/healthz"):
            self.heard = now
        elif now - self.heard > HUNG:
            web.kill()
            web.wait()

    def stop(self) -> None:
        """Pages first, then the conductor: it finishes its run while its server still answers."""
        for name in ("web", "conductor", "prefect"):
            child = self.children.pop(name, None)
            if child is not None:
                child.terminate()
                try:
                    child.wait(timeout=15)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()


@contextmanager
def running(
    settings: Settings, tell: Tell = lambda _: None, *, pages: bool = False
) -> Iterator[Running]:
    """Prefect and the conductor, healthy, for as long as the block lasts; `pages`: the web too.

    Where another command already runs them for this home, they are used and left running.
    """
    with _first_here(settings) as first:
        if not first:
            tell("Dùng Prefect và bộ điều phối đang chạy.")
            yield Running(settings, int(_port_file(settings).read_text("ascii")))
            return
        processes = Running(settings, free_port(settings.prefect_port))
        _port_file(settings).write_text(str(processes.port), "ascii")
        try:
            _start_all(processes, tell)
            if pages:
                _start_pages(processes, tell)
            yield processes
        finally:
            processes.stop()


def _start_all(processes: Running, tell: Tell) -> None:
    if not processes.settings.prefect_api_url:
        tell("Khởi động máy chủ Prefect…")
        processes.start_prefect()
        wait_until_healthy(processes)
    tell("Khởi động bộ điều phối…")
    processes.start_conductor()


def _start_pages(processes: Running, tell: Tell) -> None:
    tell("Khởi động trang web…")
    processes.start_web()
    logs, until = processes.settings.logs, time.monotonic() + PATIENCE
    while not _answers(f"{processes.pages}/healthz"):
        if processes.children["web"].poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"Trang web không khởi động được: {logs / 'web.log'}")
        time.sleep(0.2)


@contextmanager
def _first_here(settings: Settings) -> Iterator[bool]:
    """Is this the only command that runs processes for this home? The lock ends with us."""
    settings.prepare_home()
    with (settings.home / "running.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _port_file(settings: Settings) -> Path:
    return settings.home / "prefect.port"


def wait_until_healthy(processes: Running) -> None:
    """Raises RuntimeError naming the log when the server ends or does not answer in time."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if processes.children["prefect"].poll() is not None:
            break
        if _answers(f"{processes.page}/api/health"):
            return
        time.sleep(0.2)
    raise RuntimeError(f"Prefect không khởi động được: {processes.settings.logs / 'prefect.log'}")


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, HTTPException, OSError):
        return False


def free_port(wanted: int) -> int:
    """The wanted loopback port, or another one when somebody listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(settings: Settings, port: int) -> Mapping[str, str]:
    """What our children see: our settings, and a Prefect that stays at home and says nothing."""
    home = settings.home.resolve()
    ours = {
        "THAMDINH_HOME": str(home),
        "THAMDINH_DATABASE_URL": settings.database,
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_API_URL": settings.prefect_api_url or f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}",
        "PYTHONUNBUFFERED": "1",
    }
    ours |= CLIENT | SERVER
    locked = {} if settings.prefect_api_url else _locked(settings, port)
    return os.environ | ours | locked


def _locked(settings: Settings, port: int) -> dict[str, str]:
    """Our own Prefect server answers nobody without its password, and no page of another site."""
    password = settings.prefect_password()
    return {
        "PREFECT_SERVER_API_AUTH_STRING": password,
        "PREFECT_API_AUTH_STRING": password,
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"http://127.0.0.1:{port}",
    }
