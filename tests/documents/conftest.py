"""Case files ready for the decision, of a Party press agency and of an association's.

They are values that nothing changes, so each is made once for all tests.
"""

from __future__ import annotations

import io
import itertools
import shutil
from datetime import date, timedelta

import pdfplumber
import pytest

from actions.cases.case_files import case_file
from bootstrap.demonstration.rehearsal import every_paper
from documents.export.pdf import Office
from tests.conftest import Clock, application
from tests.databases import sqlite_url
from tests.playing import opened

STATE = {"press_agency": "CYS", "handler": "HVHNT", "person": "dothithuy", "act_id": "open:state"}


@pytest.fixture(scope="session")
def file_of(tmp_path_factory, sqlite_province):
    """Makes the file of a new case at a step, in a province of its own."""

    def make(until, procedure="appoint", **more):
        home = tmp_path_factory.mktemp("case")
        app = application(home, sqlite_url(home, sqlite_province), Clock())
        play = opened(app, procedure, **more)
        play.until(until)
        file = case_file(app, play.id)
        app.engine.dispose()
        return file

    return make


@pytest.fixture(scope="session")
def party_file(file_of):
    return file_of("decision")


@pytest.fixture(scope="session")
def state_file(file_of):
    return file_of("decision", **STATE)


@pytest.fixture(scope="session")
def discipline_file(file_of):
    """The council has met: formed, the person summoned in time and heard."""
    return file_of("council_recommendation", "discipline")


@pytest.fixture(scope="session")
def sheets(tmp_path_factory):
    """Every paper of every procedure, by name, as played by the invented people."""
    return every_paper(tmp_path_factory.mktemp("rehearsal"), date(2026, 9, 7))


@pytest.fixture(scope="session")
def printed(sheets):
    """The pages of each as the real LibreOffice prints them."""
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice on this machine")
    office = Office(timeout=timedelta(minutes=10))
    names = list(sheets)
    batches = [names[start : start + 50] for start in range(0, len(names), 50)]
    made = [office.pdfs([sheets[name].content for name in batch]) for batch in batches]
    opened = [pdfplumber.open(io.BytesIO(pdf)) for pdf in itertools.chain(*made)]
    return {name: pdf.pages for name, pdf in zip(names, opened, strict=True)}
