"""What waits for nobody is found, each kind, by who may see it; it is told once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.directory.directory import delegate, enter_absence
from actions.directory.entry import DirectoryEntry
from actions.viewer import viewer_of
from actions.watch.orphans import MACHINE, orphans, sight_of
from actions.watch.tell import tell_orphans
from domain.accounts.accounts import Account
from domain.directory.absences import Absence
from domain.directory.actors import Delegation
from domain.watch.orphans import Gap
from models.unit_of_work import transaction
from tests.looking import read
from tests.playing import OFFICERS, SIGNERS, at_opinions, opened

ADMIN, CLERK, OTHER_CLERK = "luonggiaminh", "lethuha", "dothithuy"


@pytest.fixture
def staffed(app):
    """Everybody who signs or prepares can sign in."""
    people = {*SIGNERS.values(), *OFFICERS.values(), "ythongeban", ADMIN}

    def give(uow):
        for person in people:
            uow.accounts.put(Account(person, password="$argon2id$"))

    transaction(app.engine, give)
    return app


def found(app, person=""):
    def look(uow):
        sight = sight_of(app, viewer_of(app, uow, person)) if person else MACHINE
        return orphans(app, uow, sight)

    return [one for one in read(app.engine, look) if one.why is not Gap.NEVER_USED]


def whys(app, person=""):
    return {(one.why, one.agency, one.case) for one in found(app, person)}


def change(app, *statements):
    with app.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def told(app, person):
    def look(uow):
        return uow.notices.of(viewer_of(app, uow, person).visibility)

    return [one.notice for one in read(app.engine, look) if one.notice.kind == "adrift"]


def test_where_everybody_asked_can_answer_nothing_is_found(staffed):
    at_opinions(staffed)
    assert found(staffed) == []


def test_a_body_whose_only_signer_left_is_found_by_who_gives_positions_and_who_runs_the_case(
    staffed,
):
    play = at_opinions(staffed)
    change(staffed, "UPDATE seats SET \"end\" = '2026-09-01' WHERE agency = 'UBKTTU'")
    (care,) = found(staffed, ADMIN)
    assert (care.why, care.agency, care.number) == (Gap.NO_SIGNER, "UBKTTU", 1)
    assert (care.case, care.task, care.address) == ("", "", "/agencies/UBKTTU")
    (led,) = found(staffed, CLERK)
    assert (led.why, led.case) == (Gap.NO_SIGNER, play.id)
    assert led.address == f"/cases/{play.id}/tasks/{led.task.partition('/')[2]}"


def test_the_only_signer_is_the_person_concerned_or_opened_the_case(staffed):
    play = opened(staffed)
    change(staffed, "UPDATE cases SET subject = 'ngoquanghuy'")
    (led,) = found(staffed, CLERK)
    assert (led.why, led.agency, led.case) == (Gap.ONLY_SUBJECT, "BPTTH", play.id)
    (care,) = found(staffed, ADMIN)
    assert (care.why, care.agency, care.case) == (Gap.BARRED, "BPTTH", play.id)


def test_who_opened_the_case_signs_alone_for_the_body_that_runs_it(staffed):
    play = opened(staffed)
    play.until("eligibility_review")
    change(
        staffed,
        "UPDATE seats SET powers = 'prepare' WHERE agency = 'BTCTU' AND powers LIKE '%sign%'",
        "UPDATE seats SET powers = 'prepare,sign' WHERE person = 'lethuha'",
    )
    assert (Gap.ONLY_OPENER, "BTCTU", play.id) in whys(staffed, CLERK)


def test_who_stepped_aside_counts_for_nobody(staffed):
    play = at_opinions(staffed)
    change(staffed, "UPDATE cases SET recused = '[\"phamquochung\"]'")
    assert whys(staffed, CLERK) == {(Gap.BARRED, "UBKTTU", play.id)}


def test_a_body_whose_signers_cannot_sign_in_is_found(staffed):
    at_opinions(staffed)
    change(staffed, "UPDATE accounts SET password = '' WHERE person = 'phamquochung'")
    (care,) = found(staffed, ADMIN)
    assert (care.why, care.address) == (Gap.NO_ACCOUNT, "/accounts")


def test_all_away_is_found_until_somebody_has_their_written_power(staffed):
    at_opinions(staffed)
    today = staffed.today()
    gone = Absence("hlinhnie", today, today + timedelta(days=5), "12-CV")
    entry = DirectoryEntry(act_id="gone", by=ADMIN, document="12-CV")
    enter_absence(staffed, entry, gone)
    (care,) = found(staffed, ADMIN)
    assert (care.why, care.address) == (Gap.ALL_AWAY, "/people/hlinhnie")
    power = Delegation(
        "hlinhnie", "tranvanbinh", "BTGDVTU", "13-GUQ", today, today + timedelta(days=5)
    )
    delegate(staffed, DirectoryEntry(act_id="guq", by=ADMIN, document="13-GUQ"), power)
    assert found(staffed) == []


def test_a_running_case_in_which_nobody_is_asked_is_found_once_software_is_done(staffed):
    play = at_opinions(staffed)
    change(
        staffed,
        "UPDATE outbox SET conducted = version",
        "UPDATE worklist SET task = '' WHERE agency = ''",
    )
    assert whys(staffed, CLERK) == {(Gap.STUCK, "", play.id)}
    assert whys(staffed, ADMIN) == {(Gap.STUCK, "", play.id)}
    change(staffed, "UPDATE outbox SET conducted = version - 1")
    assert found(staffed) == []
    change(staffed, "UPDATE outbox SET last_error = 'OSError'")
    assert whys(staffed, CLERK) == {(Gap.FAILS, "", play.id)}


def test_a_question_without_last_day_is_found_after_a_month(staffed, clock):
    play = opened(staffed)
    assert found(staffed) == []
    clock.forward(days=31)
    assert whys(staffed, CLERK) == {(Gap.NO_DATE, "BPTTH", play.id)}
    assert found(staffed, ADMIN) == []


def test_only_officers_of_the_body_that_runs_a_case_meet_its_lines(staffed):
    at_opinions(staffed)
    change(staffed, "UPDATE seats SET \"end\" = '2026-09-01' WHERE agency = 'UBKTTU'")
    assert found(staffed, OTHER_CLERK) == []
    assert found(staffed, "hlinhnie") == []
    change(staffed, f"UPDATE cases SET recused = '[\"{CLERK}\"]'")
    assert found(staffed, CLERK) == [], "who stepped aside sees the case no more"


def test_an_administrator_is_not_shown_the_number_of_a_case_about_themselves(staffed):
    play = opened(staffed)
    change(
        staffed,
        f"UPDATE cases SET subject = '{ADMIN}', recused = '[\"ngoquanghuy\"]'",
        "UPDATE seats SET powers = 'prepare' WHERE agency = 'BPTTH' "
        "AND powers LIKE '%sign%' AND person <> 'ngoquanghuy'",
    )
    assert play.id not in {one.case for one in found(staffed, ADMIN)}
    assert play.id in {one.case for one in found(staffed)}


def test_an_account_never_used_is_found_after_two_weeks(staffed):
    def unused():
        lines = read(staffed.engine, lambda uow: orphans(staffed, uow, MACHINE))
        return {one.person for one in lines if one.why is Gap.NEVER_USED}

    assert "phamquochung" in unused()
    change(
        staffed,
        "INSERT INTO account_log (person, what, by, client, at) "
        "VALUES ('phamquochung', 'invited', '', '', '2026-09-07 01:00:00.000000')",
    )
    assert "phamquochung" not in unused()


def test_each_finding_is_told_once_to_who_can_mend_it(staffed):
    play = at_opinions(staffed)
    change(staffed, "UPDATE seats SET \"end\" = '2026-09-01' WHERE agency = 'UBKTTU'")
    assert tell_orphans(staffed) > 0
    assert [tell_orphans(staffed) for _ in range(3)] == [0, 0, 0]
    signs = [one for one in told(staffed, ADMIN) if one.facts["why"] == Gap.NO_SIGNER]
    assert [(one.case_id, one.facts["number"]) for one in signs] == [("", 1)]
    (led,) = told(staffed, CLERK)
    assert (led.agency, led.facts["agency"]) == ("BTCTU", "UBKTTU")
    assert play.id not in str(led.facts)
    assert told(staffed, "hlinhnie") == []


def test_what_is_new_is_told_though_the_old_still_stands(staffed):
    at_opinions(staffed)
    change(staffed, "UPDATE seats SET \"end\" = '2026-09-01' WHERE agency = 'UBKTTU'")
    tell_orphans(staffed)
    change(staffed, "UPDATE seats SET \"end\" = '2026-09-01' WHERE agency = 'SVHTTDL'")
    assert tell_orphans(staffed) == len({ADMIN, "BTCTU"})
