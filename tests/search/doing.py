"""How each act is done in the pure world: by the decision the product calls for it.

`DECIDES` names, for every `decide_…` of the domain, the kind of act that tries it; one that is
missing fails the search (tests/search/test_search.py), and so does a fact no run has met.
"""

from __future__ import annotations

import hashlib
import inspect
from importlib import import_module
from pkgutil import walk_packages

import domain
from documents.content.paper_fields import FIELDS, states
from domain.cases.attempt import Attempt, check_handles
from domain.cases.corrections import decide_recall, decide_return, decide_silence, decide_withdraw
from domain.cases.dossier_changes import asked_again, decide_remove
from domain.cases.sign_off import SignOff, decide_sign_off
from domain.decisions.changes import ChangeWish, check_can_change, decide_change
from domain.decisions.issuing import Issue, NumberTaken, check_can_issue, decide_issue
from domain.decisions.registers import check_can_renumber, decide_renumber, decision_in
from domain.errors import CaseClosed
from domain.facts.answers import SignedOff
from domain.facts.decisions import DecisionIssued
from domain.facts.fact import Fact, evolve
from domain.facts.papers import DraftMade, DraftUploaded, PaperAttached
from domain.facts.signatures import SignedCopyKept
from domain.facts.steps import DeadlineMoved
from domain.hearing.council import decide_form_council
from domain.hearing.hearing import check_served_first, decide_heard, decide_serve
from domain.hearing.recusal import decide_declare
from domain.invariants.check import check_invariants
from domain.invariants.transition import Transition
from domain.law.deadlines import recount
from domain.migration.migrate import decide_migrate
from domain.papers.drafts import decide_upload
from domain.papers.fields import decide_enter, read_fields, values_in
from domain.papers.person_file import decide_rewrite, decide_write
from domain.papers.signing import decide_keep_copy, decide_sign
from domain.papers.tickets import decide_prepare_signing
from tests.search.holding import HOLDING
from tests.search.openings import catalogue, other_law
from tests.search.owed import carried_out
from tests.search.readying import missing_of
from tests.search.voting import VOTING
from tests.search.world import Act, Do, World, clock_fault


def sign_off(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    answer: SignOff = act.said["answer"]
    facts = decide_sign_off(attempt, answer)
    step = attempt.law.procedure.step(answer.task_id.split("/")[1])
    check_served_first(attempt, world.history, step, answer.paper)
    return facts


def issue(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    wish: Issue = act.said["issue"]
    cleared = check_can_issue(attempt, wish, lambda: missing_of(world, wish, act.said["readiness"]))
    signed, issued, *following = decide_issue(attempt, wish, cleared, _number(world))
    assert isinstance(issued, DecisionIssued)
    rows = decide_write(attempt, world.subject, world.history, issued, catalogue().consequences)
    return [signed, issued, *rows, *following]


def _number(world: World) -> NumberTaken:
    world.number += 1
    return NumberTaken(series="s", number=world.number, symbol=f"{world.number:02}", signer="x")


def recall(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_recall(attempt, **act.said)


def send_back(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_return(attempt, **act.said)


def withdraw(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_withdraw(attempt, **act.said)


def migrate(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    """The text of another day, as actions/cases/migrate_case.py finds it."""
    other = other_law(attempt.case, world.law, act.said["day"])
    said = {"reason": act.said["reason"], "document": act.said["document"]}
    return decide_migrate(attempt, other, **said)


def silence(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_silence(attempt, **act.said)


def attach(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    """As actions/papers/attach_paper.py: who handles the case adds a file, or the person
    concerned gives one in."""
    if not attempt.case.open:
        raise CaseClosed(case=attempt.case.id, status=attempt.case.status)
    kind, own = act.said["kind"], act.said["own"]
    if not own:
        check_handles(attempt)
    content = hashlib.sha256(repr((kind, act.read)).encode()).hexdigest()
    file = PaperAttached(
        kind=kind,
        name=kind,
        content=content,
        size=1,
        media_type="x",
        not_secret=act.said["not_secret"],
        by=attempt.actor,
        at=attempt.at,
    )
    return [file, *([] if own else asked_again(attempt, kind))]


def remove(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_remove(attempt, world.history, **act.said)


def declare(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_declare(attempt, **act.said)


def serve(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_serve(attempt, issued=decision_in(world.history) is not None, **act.said)


def heard(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_heard(attempt, **act.said)


def council(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_form_council(attempt, **act.said)


def upload(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    reads = {f.task: f.read for f in world.history if isinstance(f, SignedOff)}
    edited = act.said["edited"]
    made = [f for f in world.history if isinstance(f, DraftMade | DraftUploaded)]
    number = 1 + sum(f.paper == edited.paper for f in made)
    paper = {"issuer": act.said["issuer"], "number": number, "statement": states(edited.paper)}
    return decide_upload(attempt, edited, reads=reads, **paper)


def enter(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    task = attempt.case.find_task(act.said["task"])
    if task is None:
        return []
    kept, decision = values_in(world.history), decision_in(world.history)
    changed = read_fields(FIELDS.values(), task, act.said["typed"], kept)
    return [decide_enter(attempt, task, changed, FIELDS, decision)] if changed else []


def sign(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_sign(attempt, world.history, act.said["new"])


def prepare_signing(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_prepare_signing(attempt, world.history, act.said["new"])


def keep_copy(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    copy = SignedCopyKept(by=attempt.actor, at=attempt.at, **act.said)
    return decide_keep_copy(attempt, world.history, copy)


def renumber(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    number, reason = act.said["number"], act.said["reason"]
    check_can_renumber(attempt, world.history, number, reason)
    return [decide_renumber(attempt, world.history, _number(world), reason)]


def change(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    wish: ChangeWish = act.said["wish"]
    target = check_can_change(attempt, world.history, wish)
    paper = decide_change(attempt, target, wish, _number(world), act.said["overridden"])
    rows = catalogue().consequences
    return [paper, *decide_rewrite(attempt, world.subject, world.history, paper, rows)]


def move_deadlines(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    """As actions/calendar/calendar_change.py, by a calendar with other days of rest."""
    return [
        DeadlineMoved(
            task=task.id,
            before=task.due.day,
            due=after,
            document="x",
            by=attempt.actor,
            at=attempt.at,
        )
        for task in attempt.case.open_tasks
        if task.due
        and (step := attempt.law.procedure.step(task.step))
        and (after := recount(step.due, task.due, act.said["calendar"]))
        and after.day != task.due.day
    ]


def follow(world: World, attempt: Attempt, _: Act) -> list[Fact]:
    """Software does the first thing it owes; as actions/effects/effects.py."""
    owed = world.owed()
    if owed:
        effect = owed[0]
        world.done.add(effect.key)
        facts = carried_out(world, attempt, effect)
        if facts:
            after = evolve(world.case, facts)
            check_invariants(Transition(world.case, tuple(facts), after, world.law))
            world.keep(after, facts)
    return []


DECIDES: dict[str, str] = {
    "decide_sign_off": "sign_off",
    "decide_issue": "issue",
    "decide_recall": "recall",
    "decide_return": "send_back",
    "decide_withdraw": "withdraw",
    "decide_migrate": "migrate",
    "decide_silence": "silence",
    "decide_remove": "remove",
    "decide_declare": "declare",
    "decide_serve": "serve",
    "decide_heard": "heard",
    "decide_form_council": "council",
    "decide_upload": "upload",
    "decide_enter": "enter",
    "decide_sign": "sign",
    "decide_keep_copy": "keep_copy",
    "decide_prepare_signing": "prepare_signing",
    "decide_renumber": "renumber",
    "decide_change": "change",
    "decide_write": "issue",
    "decide_rewrite": "change",
    "decide_open": "open_ballot",
    "decide_key": "take_slip",
    "decide_seal": "seal",
    "decide_share": "share",
    "decide_void": "void",
    "decide_close": "close",
    "decide_count": "count",
} | {f"decide_{name}": name for name in HOLDING}
DO: dict[str, Do] = (
    {
        act.__name__: act
        for act in (
            sign_off,
            issue,
            recall,
            send_back,
            withdraw,
            migrate,
            silence,
            attach,
            remove,
            declare,
            serve,
            heard,
            council,
            upload,
            enter,
            sign,
            prepare_signing,
            keep_copy,
            renumber,
            change,
            move_deadlines,
            follow,
        )
    }
    | VOTING
    | HOLDING
)


def decisions_of_the_product() -> set[str]:
    """Every `decide_…` of the domain."""
    modules = [import_module(m.name) for m in walk_packages(domain.__path__, "domain.")]
    return {
        name
        for module in modules
        for name, found in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("decide_")
    }


def try_(world: World, act: Act) -> None:
    """Do it, or raise why not; nothing is changed by an act that is refused."""
    attempt = world.attempt(act)
    number = world.number
    try:
        facts = DO[act.kind](world, attempt, act)
        world.settle(attempt, [*facts, *clock_fault(attempt, act)] if facts else [])
    except BaseException:
        world.number = number
        raise
