"""`thamdinh serve`: keep everything running for people until Ctrl+C."""

from __future__ import annotations

import secrets
import signal
import threading

import bootstrap
from actions.accounts.accounts import set_password
from actions.app import App
from bootstrap.demonstration.province import people, seed
from bootstrap.processes import running
from cli.kit.output import AsJson, console, print_json
from cli.kit.session import ready
from cli.kit.texts import say
from models.database import migrate
from models.unit_of_work import reading


def serve(demonstration: bool = False, json: AsJson = False) -> None:
    app = ready()
    app.catalogue.check_published()
    migrate(app.engine)
    password = _demonstrate(app) if demonstration else ""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    settings = bootstrap.settings()
    tell = (lambda _: None) if json else console.print
    with running(settings, tell=tell, pages=True) as on:
        said = {
            "pages": settings.address,
            "prefect": on.page,
            "setup": _setup(),
            "home": str(settings.home.resolve()),
            "password": password,
        }
        if json:
            print_json(said)
        else:
            _say(said)
        while not stop.wait(2):
            for name in on.check():
                console.print(say("was_started_again", name=name))


def _demonstrate(app: App) -> str:
    """Invented people, who all sign in with one password made now; empty when they could before."""
    seed(app)
    with reading(ready()) as uow:
        accounts = uow.accounts.all()
    if accounts:
        return ""
    password = secrets.token_urlsafe(12)
    for person, _ in people(app.today()):
        set_password(app, person.id, password)
    return password


def _setup() -> str:
    """Address of the first-run page while nobody administers accounts."""
    with reading(ready()) as uow:
        administered = uow.accounts.has_administrator()
    if administered:
        return ""
    settings = bootstrap.settings()
    return f"{settings.address}/setup/{settings.setup_code()}"


def _say(said: dict[str, str]) -> None:
    console.print(say("pages_prefect_ctrl_c_to_stop", said=said["pages"], said2=said["prefect"]))
    if not bootstrap.settings().prefect_api_url:
        where = bootstrap.settings().home / "prefect-password"
        console.print(say("the_password_of_the_prefect_page", where=where), soft_wrap=True)
    if said["setup"]:
        console.print(say("set_up_the_first_administrator", said=said["setup"]), soft_wrap=True)
    if said["password"]:
        console.print(
            say("the_people_of_the_invented_province", said=said["password"]),
            soft_wrap=True,
        )
