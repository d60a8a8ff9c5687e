"""Case files ready for the decision, of a Party press agency and of an association's."""

from __future__ import annotations

import io
import itertools
import shutil
from datetime import date, timedelta

import pdfplumber
import pytest

from actions.case_files import case_file
from bootstrap.demonstration.rehearsal import every_paper
from documents.pdf import Office
from tests.playing import opened


@pytest.fixture
def party_file(lite):
    play = opened(lite)
    play.until("decision")
    return case_file(lite, play.id)


@pytest.fixture
def state_file(lite):
    play = opened(
        lite, press_agency="CYS", handler="HVHNT", person="dothithuy", act_id="open:state"
    )
    play.until("decision")
    return case_file(lite, play.id)


@pytest.fixture(scope="session")
def sheets(tmp_path_factory):
    """Every paper of every procedure, by name, as played by the invented people."""
    return every_paper(tmp_path_factory.mktemp("rehearsal"), date(2026, 9, 7))


@pytest.fixture(scope="session")
def printed(sheets):
    """The pages of each as the real LibreOffice prints them."""
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice on this machine")
    office = Office(timeout=timedelta(minutes=4))
    names = list(sheets)
    batches = [names[start : start + 20] for start in range(0, len(names), 20)]
    made = [office.pdfs([sheets[name].content for name in batch]) for batch in batches]
    opened = [pdfplumber.open(io.BytesIO(pdf)) for pdf in itertools.chain(*made)]
    return {name: pdf.pages for name, pdf in zip(names, opened, strict=True)}
