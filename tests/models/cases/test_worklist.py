"""Where cases lie on desks: what the rows say is what the cases say, for any set of bodies."""

from __future__ import annotations

from importlib import import_module
from itertools import combinations

import pytest
from sqlalchemy import select

from domain.cases.sign_off import SUBJECT
from models.audit.projections import CaseRows, case_differences
from models.cases.case_pages import Listed, cases_seen
from models.cases.cases import links_of
from models.cases.worklist_rows import Tab
from models.cases.worklists import Wanted, asked_bodies, count, lines
from models.schema.tables import cases, worklist
from models.visibility import Visibility
from tests.looking import read
from tests.playing import opened

BODIES = ("BTCTU", "BTGDVTU", "BTVTU", "BPTTH", "HVHNT")


@pytest.fixture
def played(app):
    """Asked round, answered by one body, closed, about somebody who signs."""
    asked = opened(app)
    asked.until("provincial_opinions")
    asked.sign("BTGDVTU")
    opened(app, "discipline", subject="vothimyhanh")
    done = opened(app, "resign")
    done.until("archive")
    done.past("archive")
    opened(app, "appoint", act_id="own", subject="hlinhnie")
    query = select(cases.c.id).order_by(cases.c.id)
    ids = read(app.engine, lambda uow: list(uow.connection.execute(query).scalars()))
    return [read(app.engine, lambda uow, one=one: uow.cases.get(one)) for one in ids]


def seen(case, visibility):
    """As the rule is written, without any index."""
    asked = {task.agency for task in case.tasks if task.role != SUBJECT}
    part = visibility.audits or set(visibility.agencies) & {case.handler, *asked}
    return part and visibility.person not in (case.subject, *case.recused)


def tab_of(case, visibility):
    if not case.open:
        return Tab.DONE
    if any(t.agency in visibility.agencies and t.role != SUBJECT for t in case.open_tasks):
        return Tab.WAITING
    return Tab.COORDINATING if case.handler in visibility.agencies else Tab.FOLLOWING


def readers():
    for size in range(4):
        for bodies in combinations(BODIES, size):
            for person in ("somebody", "hlinhnie"):
                yield from (Visibility(person, bodies, audits) for audits in (False, True))


def test_every_reader_finds_each_case_in_its_tab_once(app, played):
    with app.engine.connect() as connection:
        for reader in readers():
            mine = [case for case in played if seen(case, reader)]
            for tab in Tab:
                told = sorted(case.id for case in mine if tab_of(case, reader) == tab)
                found = lines(connection, reader, Wanted(tab))
                assert sorted({line.case for line in found}) == told, (reader, tab)
                assert count(connection, reader, Wanted(tab)) == len(found)
                if tab != Tab.WAITING:
                    assert len(found) == len(told)
                    continue
                tasks = [t for case in mine for t in case.open_tasks if t.role != SUBJECT]
                asked = {t.id for t in tasks if t.agency in reader.agencies}
                assert {line.task for line in found} == asked
            newest = cases_seen(connection, reader, Listed())
            assert sorted(row.id for row in newest) == sorted(case.id for case in mine)
            assert [(r.opened_at, r.id) for r in newest] == sorted(
                ((r.opened_at, r.id) for r in newest), reverse=True
            )


def test_lists_are_paged_without_a_gap_in_the_order_of_last_days(app, played):
    reader = Visibility("somebody", BODIES)
    with app.engine.connect() as connection:
        for tab in (Tab.WAITING, Tab.COORDINATING, Tab.FOLLOWING):
            whole = lines(connection, reader, Wanted(tab))
            by_day = [(line.due is None, line.due) for line in whole]
            assert by_day == sorted(by_day, key=lambda key: (key[0], str(key[1])))
            after, paged = None, []
            while page := lines(connection, reader, Wanted(tab, limit=1, after=after)):
                paged += page
                after = (page[0].due, page[0].task)
            assert tuple(paged) == whole
            by_number = [
                lines(connection, reader, Wanted(tab, limit=1, offset=n)) for n in range(9)
            ]
            assert tuple(line for page in by_number for line in page) == whole[:9]


def test_bodies_that_are_asked_are_counted(app, played):
    told = {}
    for task in (t for case in played for t in case.open_tasks if t.role != SUBJECT):
        told[task.agency] = told.get(task.agency, 0) + 1
    with app.engine.connect() as connection:
        assert asked_bodies(connection) == told


def test_the_migration_finds_what_cases_write_themselves(app, played):
    migration = import_module("models.migrations.versions.0029_worklist")
    with app.engine.connect() as connection:
        kept = connection.execute(select(worklist)).mappings().all()
        made = list(migration._rows(connection))
    key = worklist.primary_key.columns.keys()
    by_key = sorted((dict(row) for row in kept), key=lambda row: [row[name] for name in key])
    assert sorted(made, key=lambda row: [row[name] for name in key]) == by_key


def test_verify_names_a_row_that_was_moved(app, played):
    case = played[0].id
    with app.engine.begin() as connection:
        links = links_of(connection, case)
        assert case_differences(CaseRows(connection, [case]), case, links) == []
        mine = worklist.c.case_id == case, worklist.c.agency == "BTVTU"
        connection.execute(worklist.update().where(*mine).values(tab="done"))
        (found,) = case_differences(CaseRows(connection, [case]), case, links)
        assert (found.table, found.row, found.column) == ("worklist", f"{case} BTVTU", "tab")
