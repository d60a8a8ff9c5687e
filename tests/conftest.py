"""The real application on a real, empty database, with the clock in the test's hands."""

from __future__ import annotations

import os

os.environ.pop("COLUMNS", None)  # of the runner: consoles made at import would take it for theirs
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # of hundreds of processes each would compile all
os.environ["THAMDINH_PRINT_PAGES"] = "false"  # LibreOffice takes seconds; tests of pages ask for it

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine
from xdist.remote import Producer

from actions.app import App
from bootstrap import build
from bootstrap.demonstration.province import seed
from bootstrap.settings import Settings
from regulations import catalogue
from tests import copying
from tests.databases import Databases, at_rest, migrated_sqlite, sqlite_url
from tests.made_once import made_once, served_once, session_folder
from tests.posting import PostOffice, post_office, posting
from tests.sharing import Shared

sys.dont_write_bytecode = False
# A busy machine is no fault of a rule.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

CATALOGUE = catalogue.load()  # the law files, read once for all tests
FIRST: dict[str, Engine] = {}  # the first engine for each kind of database
MONDAY_NOON = datetime(2026, 9, 7, 5, 0, tzinfo=UTC)  # 12:00 in Đắk Lắk


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Files and single tests run in this process; folders on a worker for each processor, and one
    for while others wait: for a browser, for the disk, for a server."""
    alone = all(".py" in wanted for wanted in config.args)
    return 0 if alone else (os.cpu_count() or 1) + 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Shared:
    return Shared(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long form of a test runs where it is asked for. Files with slow tests begin first, so
    that no worker waits long for another at the end."""
    if "long" not in config.option.markexpr:
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self, now: datetime = MONDAY_NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@pytest.fixture(scope="session")
def session_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what all workers of this session use."""
    return session_folder(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session", autouse=True)
def _played_by_all(session_files: Path) -> None:
    """What one worker played, all copy."""
    folder = session_files / "played"
    folder.mkdir(exist_ok=True)
    copying.KEPT.shelf, copying.KEPT.law = copying.Shelf(folder), CATALOGUE


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, session_files: Path) -> Path:
    make = partial(migrated_sqlite, tmp_path_factory.mktemp("sqlite"))
    return made_once(session_files / "empty.db", make)


@pytest.fixture(scope="session")
def sqlite_province(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, session_files: Path
) -> Path:
    """A database file with the invented people of the demonstration province in it."""

    def make() -> Path:
        home = tmp_path_factory.mktemp("province")
        _settle(home, sqlite_url(home, sqlite_template))
        return at_rest(home / "thamdinh.db")

    return made_once(session_files / "province.db", make)


@pytest.fixture(scope="session")
def postgres(session_files: Path) -> Iterator[Databases]:
    with served_once(session_files) as server:
        yield Databases(server)


@pytest.fixture(scope="session")
def postgres_province(postgres: Databases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database with the same people in it."""
    return postgres.made_once("province", partial(_settle, tmp_path_factory.mktemp("province")))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_province: Path
) -> Iterator[str]:
    if request.param == "sqlite":
        yield sqlite_url(tmp_path, sqlite_province)
        return
    databases: Databases = request.getfixturevalue("postgres")
    url = databases.fresh(request.getfixturevalue("postgres_province"))
    yield url
    databases.drop(url)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[App]:
    """On SQLite and on PostgreSQL, with the invented people of the demonstration province."""
    built = application(tmp_path, database_url, clock)
    yield built
    built.engine.dispose()


@pytest.fixture
def lite(tmp_path: Path, sqlite_province: Path, clock: Clock) -> Iterator[App]:
    """The same on SQLite alone, for tests in which the database makes no difference."""
    built = application(tmp_path, sqlite_url(tmp_path, sqlite_province), clock)
    yield built
    built.engine.dispose()


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as running:
        yield running


@pytest.fixture
def mailing(lite: App, office: PostOffice) -> App:
    """`lite` with a mail server of its own."""
    return posting(lite, office)


def _settle(home: Path, url: str) -> None:
    built = application(home, url, Clock())
    seed(built)
    built.engine.dispose()


def application(home: Path, url: str, clock: Callable[[], datetime]) -> App:
    built = build(Settings(home=home, database_url=url), clock=clock)
    _speak_as_before(built.engine)
    return replace(built, law_data=CATALOGUE)


def _speak_as_before(engine: Engine) -> None:
    """Every test has an engine of its own; what is said to the database is compiled for all."""
    name = engine.dialect.name
    if name not in FIRST:
        engine.connect().close()  # from now on it knows the server
        FIRST[name] = engine
    engine.dialect, engine._compiled_cache = FIRST[name].dialect, FIRST[name]._compiled_cache


def second_process(app: App) -> App:
    """The same application as another process sees it: own connections, nothing remembered."""
    return application(app.papers.root.parent, str_url(app), app.clock)


def str_url(app: App) -> str:
    return app.engine.url.render_as_string(hide_password=False)
