"""README command one, as a program of its own: a first case from nothing to the decision."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

from bootstrap.processes import free_port
from documents.content.vietnamese import BLANK

ROOT = Path(__file__).parents[2]


@pytest.mark.prefect
@pytest.mark.slow
def test_the_demonstration_carries_a_case_and_writes_its_papers(tmp_path):
    env = os.environ | {"THAMDINH_HOME": str(tmp_path), "THAMDINH_PREFECT_PORT": str(free_port(0))}
    done = subprocess.run(
        [sys.executable, "-c", "from cli.main import run; run()", "demo", "--json"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)

    assert (said["case"], said["status"]) == ("BN-2026-0001", "done")
    papers = [Path(ROOT, path) for path in said["papers"] if path.endswith(".docx")]
    written = {path.stem.removeprefix("BN-2026-0001_").partition("_draft")[0] for path in papers}
    assert written >= {"appraisal", "opinions_summary", "notice", "decision_appoint_final"}
    decision = next(path for path in papers if path.stem.endswith("decision_appoint_final"))
    assert BLANK not in "".join(p.text for p in Document(str(decision)).paragraphs)
    for path in papers:
        assert Document(str(path)).paragraphs
    history = json.loads(Path(ROOT, said["history"]).read_text("utf-8"))
    assert history[-1]["kind"] in ("CaseEnded", "FinalMade", "DraftMade")
    assert left_running(tmp_path) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("appoint", "--until", "nowhere"), "Quy trình này không có bước “nowhere”"),
        (("promote",), "Không có quy trình “promote”"),
        (("appoint", "--press", "XYZ"), "XYZ"),
    ],
)
def test_what_cannot_be_played_is_said_before_anything_starts(terminal, words, said):
    code, out, err = terminal("demo", *words)
    assert code != 0
    assert said in out + err
    assert "Prefect" not in out + err


def left_running(home: Path) -> list[str]:
    """Processes whose environment names this home: none may outlive the command."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if str(home).encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found
