"""Commands that many tests type, and their answer as data."""

from __future__ import annotations

import json

OPEN = ("case", "open", "appoint", "ythongeban", "BPTTH", "--handler", "BTCTU", "--as", "lethuha")


def answer(terminal, *words):
    code, out, err = terminal(*words, "--json")
    assert code == 0, out + err
    return json.loads(out)


TASK = "BN-2026-0001/policy_request/1/press_agency"
