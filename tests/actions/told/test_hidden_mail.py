"""Of a discipline, a complaint and other closed matters a mail says: there is something to do."""

from __future__ import annotations

import re

import pytest

from actions.cases.case_files import case_file
from actions.cases.open_case import open_case
from actions.cases.remind_late import pass_deadlines
from actions.told.addresses import choose
from bootstrap.demonstration.cast import COMPLAINED_OF, invented_case, procedures_open_to
from bootstrap.demonstration.province import people
from domain.told.choices import SETTLE, MailChoices
from domain.told.kinds import MailRules, When
from notifications.wording import mail_texts
from tests.conftest import CATALOGUE
from tests.looking import read
from tests.playing import PlayedCase, opened
from tests.posting import address, deliver, gets_mail, post_office, posting, text_of, whole

PRESS = "BPTTH"
HIDDEN = [name for name in CATALOGUE.kinds if CATALOGUE.mail.hides(name)]
OPEN = [name for name in CATALOGUE.kinds if not CATALOGUE.mail.hides(name) and name != "propose"]
NUMBER = re.compile(r"/told/\d+")
EVERY = 4  # steps, a mail leaves
LINES = {mail_texts(language)["hidden"] for language in ("vi", "en")}


def everybody_gets_everything(app, when):
    for person, _ in people(app.today()):
        gets_mail(app, person.id)
        language = "en" if person.id == "hlinhnie" else "vi"
        groups = dict.fromkeys(app.catalogue.mail.groups, when)
        choose(app, person.id, MailChoices(groups, language=language))


def play(app, name, about=""):
    """To its end; what software owes is done, and mail leaves on the way."""
    texts = {p.name: p for p in procedures_open_to(app, PRESS, app.today())}
    if app.catalogue.kinds[name].about_another and not about:
        about = play(app, COMPLAINED_OF)
    wish = invented_case(app, texts[name], PRESS, act_id=f"play {name}", about=about)
    case = PlayedCase(app, open_case(app, wish).case.id)
    story, steps = case.story(), 0
    while case.case.open:
        case.follow()
        story.answer(case_file(app, case.id), case.case.open_tasks[0])
        steps += 1
        if steps % EVERY == 0:
            leave(app)
    leave(app)
    return case.id


def leave(app):
    app.clock.forward(seconds=SETTLE.total_seconds())
    pass_deadlines(app)
    deliver(app)


def words_of(app, case_id, reader):
    """What would say which case it is: numbers, names, titles, in both languages."""
    case = read(app.engine, lambda uow: uow.cases.get(case_id))
    law = read(app.engine, lambda uow: app.procedure(uow, case.law_digest))
    kind = app.catalogue.kinds[law.name]
    yield from (case_id, kind.title, kind.title_en, law.title)
    yield from (title for step in law.steps for title in (step.title, step.title_en))
    yield from (person.full_name for person, _ in people(app.today()) if person.id != reader)
    for code in {case.press_agency, case.handler, *(task.agency for task in case.tasks)}:
        yield app.catalogue.agencies.get(code).name(app.today()).full


def said_in(mail):
    """All of it but what differs with every mail: its name, its hour, the number of its link."""
    headers = [f"{k}: {v}" for k, v in mail.items() if k not in ("Date", "Message-ID")]
    kept = [line for line in headers if "boundary" not in line]
    return NUMBER.sub("/told", "\n".join([*kept, text_of(mail), text_of(mail, "html")]))


@pytest.mark.slow
@pytest.mark.parametrize("name", HIDDEN)
def test_nothing_of_a_closed_matter_is_in_any_mail_of_its_whole_course(lite, name):
    with post_office() as office:
        app = posting(lite, office)
        everybody_gets_everything(app, When.AT_ONCE)
        case_id = play(app, name)
        readers = {mail["To"].addresses[0].username for mail in office.taken}
        assert len(readers) > 2
        for reader in readers:
            (said,) = {said_in(mail) for mail in office.to(address(reader))}
            found = said.casefold()
            assert [w for w in words_of(app, case_id, reader) if w.casefold() in found] == []
        assert all(mail["Subject"] in LINES for mail in office.taken)


@pytest.mark.parametrize("name", OPEN[:1])
def test_the_scan_finds_what_an_open_matter_says(lite, name):
    with post_office() as office:
        app = posting(lite, office)
        everybody_gets_everything(app, When.AT_ONCE)
        case_id = play(app, name)
        words = set(words_of(app, case_id, ""))
        assert any(word in whole(mail) for mail in office.taken for word in words)


def test_a_digest_of_many_matters_names_only_the_open_ones(lite):
    with post_office() as office:
        app = posting(lite, office)
        gets_mail(app, "dangducthuan")
        groups = dict.fromkeys(app.catalogue.mail.groups, When.DIGEST)
        choose(app, "dangducthuan", MailChoices(groups))
        deliver(app)
        office.taken.clear()
        for name in ("appoint", "discipline"):
            opened(app, name)
        deliver(app)
        app.clock.forward(days=1)
        assert deliver(app) == 1
        said = whole(office.taken[0])
        assert "BN-2026" in said
        assert "KL-2026" not in said
        assert text_of(office.taken[0]).count(mail_texts("vi")["hidden"]) == 1


def test_a_procedure_nobody_named_says_nothing():
    rules: MailRules = CATALOGUE.mail
    assert rules.hides("101/discipline.party")
    assert rules.hides("101/complain")
    assert rules.hides("102/new_one.party")
    assert not rules.hides("101/appoint.party")
    assert not rules.hides("")
    assert rules.in_full <= set(CATALOGUE.kinds)
