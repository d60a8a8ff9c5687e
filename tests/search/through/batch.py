"""Some cases one after the other in one database, as people of the province would have them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from actions.app import App
from actions.audit.verifying import verify
from actions.cases.open_case import OpenCase
from bootstrap import build
from bootstrap.demonstration.province import seed
from bootstrap.settings import Settings
from domain.calendar.clock import LOCAL
from domain.directory.actors import Actor, Power
from domain.errors import CaseworkError
from domain.facts.decisions import DecisionIssued
from domain.invariants.errors import Contradiction
from domain.law.routing import agency_for
from domain.state.case import PostKind
from models.unit_of_work import reading
from tests.databases import at_rest, migrated_sqlite, sqlite_url
from tests.search import episode
from tests.search.episode import Tried
from tests.search.history import Broken, check_history
from tests.search.openings import catalogue, some_opening
from tests.search.rare import met
from tests.search.through.door import do
from tests.search.through.places import DoorChooser, DoorWorld, Place, looked_at, seats_of
from tests.search.wishing.chooser import tick
from tests.search.world import Act

CASES = 3  # of one database
FIRST = datetime(2026, 6, 1, 9, tzinfo=LOCAL)
Fresh = Callable[[Path], str]


class Watch:
    """The clock of the machine, as the acts say."""

    def __init__(self) -> None:
        self.now = FIRST

    def __call__(self) -> datetime:
        return self.now


@dataclass(slots=True)
class Batch:
    place: Place
    watch: Watch
    chance: Random
    tried: Tried
    forward: float
    acts: list[tuple[Act, str, str]]


class DoorFailed(Exception):
    """What failed, with the acts that led there: each with its id and its case."""

    def __init__(self, acts: list[tuple[Act, str, str]], why: Exception) -> None:
        self.acts, self.why = tuple(acts), why
        super().__init__(str(why))


@contextmanager
def sqlite_files() -> Iterator[Fresh]:
    """Makes the URL of a fresh database with the invented people in it."""
    with tempfile.TemporaryDirectory() as folder:
        template = migrated_sqlite(Path(folder))
        app = _app(Path(folder), f"sqlite:///{template}", Watch())
        seed(app)
        app.engine.dispose()
        at_rest(template)

        def fresh(place: Path) -> str:
            return sqlite_url(place, template)

        yield fresh


def _app(home: Path, url: str, watch: Watch) -> App:
    built = build(Settings(home=home, database_url=url, print_pages=False), clock=watch)
    return replace(built, law_data=catalogue())


def play(seed_: str, fresh: Fresh, procedure: str = "", cases: int = CASES) -> Tried:
    """One database with some cases. Raises DoorFailed."""
    with tempfile.TemporaryDirectory() as folder:
        chance, watch = Random(seed_), Watch()
        watch.now = FIRST + timedelta(days=chance.randrange(0, 60))
        app = _app(Path(folder), fresh(Path(folder)), watch)
        try:
            forward = chance.choice((0.995, 0.98, 0.8))
            batch = Batch(Place(app, seats_of(app)), watch, chance, Tried(), forward, [])
            for _ in range(cases):
                _case(batch, procedure or chance.choice(list(catalogue().files)))
                procedure = ""
            if faults := verify(app):
                raise DoorFailed(batch.acts, Broken(str(faults[0])))
            return batch.tried
        finally:
            app.engine.dispose()


def _case(batch: Batch, procedure: str) -> None:
    wish = _opening(batch, procedure)
    opened = Act(
        "open", Actor(wish.person, wish.handler, "", frozenset()), batch.watch.now, {"wish": wish}
    )
    found = _try(batch, opened, "", None)
    if not found:
        return
    with reading(batch.place.app) as uow:
        case_id = max(uow.cases.open_ids(), key=lambda one: uow.cases.get(one).opened_at)
    batch.tried.opened[procedure] += 1
    later = 0
    for _ in range(160):
        world = looked_at(batch.place, case_id)
        act = _choose(batch, world)
        if act is None:
            continue
        later += not world.case.open
        if later > 6:
            break
        _try(batch, act, case_id, world)
    _rest(batch, case_id, procedure)


def _opening(batch: Batch, procedure: str) -> OpenCase:
    """By an officer of a body that takes part, about one of the people with a record."""
    app, chance = batch.place.app, batch.chance
    opening = some_opening(chance, procedure, body_today=app.today())
    law = catalogue().text(procedure).on(opening.day)
    bodies = {
        agency_for(
            app.catalogue.agencies, role, press_agency=opening.press_agency, day=app.today()
        ).code
        for step in law.steps
        for role in step.asks
    }
    officers = [(s.person, s.agency) for s in batch.place.seats.held if s.agency in bodies]
    able = [(p, a) for p, a in officers if p in batch.place.seats.holding(a, Power.PREPARE)]
    person, handler = chance.choice(sorted(able or officers))
    return OpenCase(
        act_id="",
        procedure=opening.name,
        subject=chance.choice(("ythongeban", "tranthihoai", "lyvanphuoc")),
        press_agency=opening.press_agency,
        post=chance.choice(list(PostKind)),
        handler=handler,
        person=person,
        decided_on=opening.day,
        about=_decided(batch) if app.catalogue.kind(opening.name).about_another else "",
    )


def _decided(batch: Batch) -> str:
    with reading(batch.place.app) as uow:
        ids = uow.connection.exec_driver_sql("SELECT id FROM cases ORDER BY id").scalars().all()
    return batch.chance.choice(ids) if ids else ""


def _choose(batch: Batch, world: DoorWorld) -> Act | None:
    c = DoorChooser(batch.chance, world, batch.forward, tick(batch.chance, world))
    c.place = batch.place
    c.read = max(c.read, batch.watch.now - timedelta(minutes=10))
    act = episode.choose(c)
    if act is None or act.kind in ("sign", "prepare_signing"):
        return None
    if act.kind == "sign_off" and c.often(0.06):
        offers = world.law.procedure.step(world.case.step).offers
        return c.act("draft", act.by, paper=c.some(*offers, "decision"))
    if act.kind == "serve" and c.often(0.2):
        by = Actor(world.case.subject, "", "", frozenset())
        return c.act("complain", by, text="Tôi không đồng ý")
    return act


def _try(batch: Batch, act: Act, case_id: str, world: DoorWorld | None) -> bool:
    act_id = f"{len(batch.acts)}:{act.kind}"
    batch.acts.append((act, act_id, case_id))
    batch.tried.acts[act.kind] += 1
    batch.watch.now = act.read
    try:
        do(batch.place, act, act_id, case_id)
    except Contradiction as found:
        raise DoorFailed(batch.acts, found) from found
    except CaseworkError as refused:
        batch.tried.refused[type(refused).__name__] += 1
        return False
    except Exception as found:
        raise DoorFailed(batch.acts, found) from found
    batch.tried.accepted[act.kind] += 1
    if world is not None:
        _met(batch, act, case_id, world)
    return True


def _met(batch: Batch, act: Act, case_id: str, world: DoorWorld) -> None:
    told = len(world.history)
    after = looked_at(batch.place, case_id)
    new = after.history[told:]
    batch.tried.note(new)
    batch.tried.rare.update(met(after, world.case, act, new))


def _rest(batch: Batch, case_id: str, procedure: str) -> None:
    world = looked_at(batch.place, case_id)
    try:
        check_history(world.case, world.history)
    except Broken as found:
        raise DoorFailed(batch.acts, found) from found
    if any(isinstance(fact, DecisionIssued) for fact in world.history):
        batch.tried.issued[procedure] += 1
    batch.tried.ended[f"{procedure} {world.case.status}"] += 1


def replay(acts: list[tuple[Act, str, str]], fresh: Fresh) -> Exception | None:
    """What fails when exactly these acts are tried in this order on a fresh database."""
    with tempfile.TemporaryDirectory() as folder:
        watch = Watch()
        watch.now = acts[0][0].read if acts else FIRST
        app = _app(Path(folder), fresh(Path(folder)), watch)
        place = Place(app, seats_of(app))
        try:
            for act, act_id, case_id in acts:
                watch.now = act.read
                try:
                    do(place, act, act_id, case_id)
                except Contradiction as found:
                    return found
                except CaseworkError:
                    continue
                except Exception as found:  # noqa: BLE001  whatever it is, it is what fails
                    return found
            faults = verify(app)
            return Broken(str(faults[0])) if faults else None
        finally:
            app.engine.dispose()
