"""A backup taken while people work stands again elsewhere, and says when it cannot."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from actions.audit.verifying import verify
from actions.backup import back_up, backups_in, chosen, damage, restore, torn_manifests
from domain.audit.errors import BackupFailed
from models.database import migrate
from models.unit_of_work import reading
from tests.conftest import application
from tests.playing import at_opinions, opened

Rule = BackupFailed.Rule


@pytest.fixture
def elsewhere(tmp_path, clock):
    """Another machine: a home and a database with nothing in them."""
    home = tmp_path / "elsewhere"
    home.mkdir()
    built = application(home, f"sqlite:///{home / 'new.db'}", clock)
    yield built
    built.engine.dispose()


@pytest.fixture
def postgres_pair(postgres, postgres_province, tmp_path, clock):
    """One installation with the people of the province, one with nothing but tables."""
    urls = (postgres.fresh(postgres_province), postgres.fresh())
    homes = (tmp_path / "here", tmp_path / "there")
    pair = []
    for home, url in zip(homes, urls, strict=True):
        home.mkdir()
        pair.append(application(home, url, clock))
    yield pair
    for built in pair:
        built.engine.dispose()


def history(app, case_id):
    with reading(app) as uow:
        return uow.cases.facts(case_id)


def test_what_was_backed_up_stands_again_with_every_fact_and_paper(lite, elsewhere, tmp_path):
    play = at_opinions(lite)
    made = back_up(lite, tmp_path / "kept")
    restore(elsewhere, tmp_path / "kept", made)
    migrate(elsewhere.engine)
    assert history(elsewhere, play.id) == history(lite, play.id)
    assert made.papers
    assert set(elsewhere.papers.all()) == set(lite.papers.all()) == set(made.papers)
    assert verify(elsewhere) == []
    at = made.position
    assert (at.case_id, at.version, at.cases) == (play.id, play.case.version, 1)
    assert at.digest == play.case.chain_head


def test_a_backup_in_the_middle_of_work_is_whole(lite, elsewhere, tmp_path):
    """Cases are opened all the while; the copy ends at one of them, never within one."""
    stop, done = threading.Event(), []

    def work():
        while not stop.is_set():
            done.append(opened(lite, act_id=f"case {len(done)}").id)

    worker = threading.Thread(target=work)
    worker.start()
    while len(done) < 3:
        pass
    made = back_up(lite, tmp_path / "kept")
    stop.set()
    worker.join()
    restore(elsewhere, tmp_path / "kept", made)
    assert 3 <= made.position.cases <= len(done)
    assert verify(elsewhere) == []


def test_a_second_backup_adds_only_what_is_new(lite, tmp_path, clock):
    folder = tmp_path / "kept"
    play = at_opinions(lite)
    back_up(lite, folder)
    before = {path: path.stat().st_mtime_ns for path in folder.glob("papers/??/*")}
    clock.forward(hours=1)
    back_up(lite, folder)
    after = {path: path.stat().st_mtime_ns for path in folder.glob("papers/??/*")}
    assert before == after
    assert [made.name[:8] for made in backups_in(folder)] == ["20260907", "20260907"]
    assert play.id == chosen(folder).position.case_id


def test_only_the_newest_are_kept_and_what_they_need(lite, elsewhere, tmp_path, clock):
    folder = tmp_path / "kept"
    names = []
    for number in range(3):
        opened(lite, act_id=f"case {number}")
        lite.papers.put(b"paper %d" % number)
        names.append(back_up(lite, folder, keep=2).name)
        clock.forward(minutes=1)
    assert [made.name for made in backups_in(folder)] == names[1:]
    assert len(list((folder / "databases").iterdir())) == 2
    restore(elsewhere, folder, chosen(folder, names[1]))
    assert verify(elsewhere) == []


@pytest.mark.parametrize("where", ["papers", "databases"])
@pytest.mark.parametrize("harm", [lambda p: p.unlink(), lambda p: p.write_bytes(b"other")])
def test_a_damaged_backup_puts_nothing_back(lite, elsewhere, tmp_path, where, harm):
    at_opinions(lite)
    folder = tmp_path / "kept"
    made = back_up(lite, folder)
    harm(next(path for path in sorted((folder / where).rglob("*")) if path.is_file()))
    (bad,) = damage(folder, made)
    assert bad.startswith(where)
    with pytest.raises(BackupFailed) as refused:
        restore(elsewhere, folder, made)
    assert refused.value.facts["rule"] == Rule.DAMAGED
    assert list(elsewhere.papers.all()) == []


def test_nothing_is_put_back_over_cases(lite, tmp_path):
    opened(lite)
    made = back_up(lite, tmp_path / "kept")
    with pytest.raises(BackupFailed) as refused:
        restore(lite, tmp_path / "kept", made)
    assert refused.value.facts["rule"] == Rule.NOT_EMPTY


def test_a_paper_damaged_before_is_named_and_an_earlier_copy_of_it_kept(lite, tmp_path, clock):
    good, bad = lite.papers.put(b"good"), lite.papers.put(b"bad later")
    back_up(lite, tmp_path / "kept")
    lite.papers.path(good).write_bytes(b"harmed")
    clock.forward(minutes=1)
    assert back_up(lite, tmp_path / "kept").unreadable == ()
    assert good in chosen(tmp_path / "kept").papers
    lite.papers.path(bad).write_bytes(b"harmed")
    assert back_up(lite, tmp_path / "another").unreadable == tuple(sorted((good, bad)))


def test_an_empty_folder_and_a_torn_manifest_are_named(lite, tmp_path):
    with pytest.raises(BackupFailed) as none:
        chosen(tmp_path / "kept")
    assert none.value.facts["rule"] == Rule.NONE_THERE
    made = back_up(lite, tmp_path / "kept")
    (tmp_path / "kept" / "backups" / f"{made.name}.json").write_text("{", "utf-8")
    assert torn_manifests(tmp_path / "kept") == (made.name,)
    with pytest.raises(BackupFailed) as torn:
        chosen(tmp_path / "kept", made.name)
    assert torn.value.facts["rule"] == Rule.DAMAGED


@pytest.mark.parametrize("inside", [".", "papers", "papers/kept"])
def test_nothing_is_backed_up_onto_what_is_backed_up(lite, inside):
    home = lite.papers.root.parent
    with pytest.raises(BackupFailed) as refused:
        back_up(lite, home / inside, keep=1)
    assert refused.value.facts["rule"] == Rule.LIVE_HOME
    assert not (home / "backups").exists()


@pytest.mark.parametrize("torn", ["{", "not json", '{"bad": 1}', "[]", '"text"'])
def test_a_torn_manifest_takes_nothing_from_the_other_backups(lite, tmp_path, clock, torn):
    folder = tmp_path / "kept"
    first = back_up(lite, folder)
    (folder / "backups" / "20200101T000000.000000Z.json").write_text(torn, "utf-8")
    clock.forward(minutes=1)
    second = back_up(lite, folder, keep=1)
    assert [made.name for made in backups_in(folder)] == [first.name, second.name]
    assert chosen(folder).name == second.name
    assert damage(folder, first) == ()


def test_a_place_that_is_no_folder_is_named(lite, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(BackupFailed) as refused:
        back_up(lite, tmp_path / "file")
    assert refused.value.facts["rule"] == Rule.NO_FOLDER


def test_no_key_and_no_file_beside_the_copy_is_in_the_folder(lite, tmp_path):
    opened(lite)
    back_up(lite, tmp_path / "kept")
    kept = [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    assert {path.parent.name for path in kept} <= {"databases", "backups"}
    assert len(kept) == 2


@pytest.mark.postgres
def test_postgres_is_backed_up_and_stands_again(postgres_pair, tmp_path):
    here, there = postgres_pair
    play = at_opinions(here)
    made = back_up(here, tmp_path / "kept")
    assert made.dialect == "postgresql"
    restore(there, tmp_path / "kept", made)
    assert history(there, play.id) == history(here, play.id)
    assert verify(there) == []


def test_a_backup_of_another_kind_of_database_is_refused(lite, elsewhere, tmp_path):
    made = replace(back_up(lite, tmp_path / "kept"), dialect="postgresql")
    with pytest.raises(BackupFailed) as refused:
        restore(elsewhere, tmp_path / "kept", made)
    assert refused.value.facts["rule"] == Rule.OTHER_DATABASE
