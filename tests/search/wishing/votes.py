"""What somebody may want to do about votes."""

from __future__ import annotations

from domain.directory.actors import Actor
from domain.facts.votes import Tally
from domain.hearing.council import council_rule
from domain.law.procedure import Step
from domain.state.task import Task
from domain.votes.ballots import Count
from domain.votes.history import SecretBallot, ballot_of
from domain.votes.opening import BallotRequest
from domain.votes.rules import RULES, Shape, counted
from domain.votes.tellers import Sealing, Teller
from tests.search.wishing.answers import Maker
from tests.search.wishing.chooser import PREPARE, SIGN, Chooser
from tests.search.world import Act


def _voting(c: Chooser) -> Task | None:
    """A task of a body that votes."""
    found = [task for task in c.world.case.open_tasks if c.step(task).vote]
    return c.chance.choice(found) if found else None


def _ballot(c: Chooser, task: Task) -> SecretBallot | None:
    return ballot_of(c.world.history, task.id)


def _at_table(c: Chooser, task: Task) -> Actor:
    return c.actor(task.agency, SIGN) if c.often(0.5) else c.handler()


def vote(c: Chooser) -> Act | None:
    """The next thing a vote wants, or now and then another."""
    task = _voting(c)
    if task is None:
        return None
    ballot = _ballot(c, task)
    if ballot is None:
        return count(c) if c.often(0.75) else open_ballot(c)
    return _next(c, ballot) if c.often(0.93) else c.some(*BALLOT.values())(c)


def _next(c: Chooser, ballot: SecretBallot) -> Act | None:
    if not ballot.keyed:
        return take_slip(c)
    if ballot.sealed is None:
        box = c.world.boxes.get(ballot.opened.task)
        left = len(ballot.opened.members) - len(box.voted if box else ())
        return cast(c) if left and c.often(0.85) else seal(c)
    return close(c) if ballot.shared else share(c)


def count(c: Chooser) -> Act | None:
    """One of two entries of a paper count, mostly the same as the other one."""
    task = _voting(c)
    if task is None:
        return None
    wish = Count(
        act_id="a",
        case_id=c.world.case.id,
        task_id=task.id,
        tally=_tally(c, c.step(task)),
        reason=c.word(),
        confirmed="vì sao" if c.often(0.8) else "",
    )
    return c.act("count", _at_table(c, task), count=wish)


def _tally(c: Chooser, step: Step) -> Tally:
    """Everybody for it, or by chance; now and then counts that cannot be."""
    rule, subject = RULES[step.vote or ""], c.world.case.subject
    council = council_rule(c.world.law.councils, c.world.case.law_day)
    size = council.size if council and rule.base_valid else 9
    figures = [size] * 5 if c.often(0.95) else [c.chance.randrange(-1, size + 2) for _ in range(5)]
    favour = size if c.often(c.forward) else c.chance.randrange(-1, size + 1)
    plain = Tally(
        summoned=figures[0],
        present=figures[1],
        issued=figures[2],
        returned=figures[3],
        valid=figures[4],
        in_favour=favour,
    )
    if rule.shape == Shape.NAMES:
        return counted(
            rule, plain, {subject: favour, c.named("rival"): max(size - favour, 0)}, subject
        )
    offered = [str(o.outcome) for o in step.options.options]
    form = offered[0] if c.often(c.forward) else c.chance.choice(offered)
    return counted(rule, plain, {form: favour}, subject)


def open_ballot(c: Chooser) -> Act | None:
    task = _voting(c)
    if task is None:
        return None
    members = [c.named(f"member{n}") for n in range(_size(c, task))]
    members += c.some(*[[]] * 12, [c.world.case.subject], list(c.world.case.recused))
    bodies = (c.world.case.handler, task.agency, "TU")
    tellers = [Teller(c.named(f"teller{n}"), frozenset({body})) for n, body in enumerate(bodies)]
    if len(set(bodies)) == 1 or c.often(0.05):
        tellers[0] = Teller(
            c.named(c.some("teller0", "member0", "rival")), frozenset({"HNB"}), c.often(0.2)
        )
    wish = BallotRequest(
        act_id="a",
        case_id=c.world.case.id,
        task_id=task.id,
        members=tuple(members),
        tellers=tuple(tellers),
        names=(c.named("rival"),) if c.often(0.5) else (),
    )
    return c.act("open_ballot", _at_table(c, task), wish=wish)


def _size(c: Chooser, task: Task) -> int:
    """As many as the council has; of another body few."""
    council = council_rule(c.world.law.councils, c.world.case.law_day)
    if council and RULES[c.step(task).vote or ""].base_valid and c.often(0.9):
        return council.size
    return c.chance.randrange(2 if c.often(0.9) else 0, 4)


def take_slip(c: Chooser) -> Act | None:
    task = _voting(c)
    if task is None:
        return None
    return c.act("take_slip", _teller(c, _ballot(c, task)), task=task.id)


def _teller(c: Chooser, ballot: SecretBallot | None) -> Actor:
    names = ballot.opened.tellers if ballot else (c.named("teller0"),)
    free = [n for n in names if ballot and n not in (ballot.shares or ballot.keys)]
    person = c.chance.choice(free or names) if c.often(0.95) else c.named("member0")
    return Actor(person, c.world.case.handler, "", PREPARE)


def cast(c: Chooser) -> Act | None:
    """Who has not voted yet, mostly."""
    task = _voting(c)
    ballot = _ballot(c, task) if task else None
    if task is None or ballot is None:
        return None
    box = c.world.boxes[task.id]
    left = [m for m in ballot.opened.members if m not in box.voted]
    person = (
        c.chance.choice(left) if left and c.often(0.93) else c.named(c.some("member0", "nobody"))
    )
    forward = ballot.opened.choices[0]
    if c.world.case.subject in ballot.opened.choices:
        forward = c.world.case.subject
    choice = forward if c.often(c.forward) else c.some(*ballot.opened.choices, "none")
    return c.act("cast", Actor(person, "", "", frozenset()), task=task.id, choice=choice)


def seal(c: Chooser) -> Act | None:
    task = _voting(c)
    if task is None:
        return None
    wish = Sealing(
        act_id="a",
        case_id=c.world.case.id,
        task_id=task.id,
        present=c.some(0, 0, 2, 9),
        early=c.word() if c.often(0.4) else "",
    )
    return c.act("seal", _at_table(c, task), wish=wish)


def share(c: Chooser) -> Act | None:
    task = _voting(c)
    if task is None:
        return None
    wrong = " ".join(["AAAA"] * 8)
    return c.act("share", _teller(c, _ballot(c, task)), task=task.id, slip=wrong)


def void(c: Chooser) -> Act | None:
    task = _voting(c)
    if task is None:
        return None
    return c.act("void", _at_table(c, task), task=task.id, reason=c.word())


def close(c: Chooser) -> Act | None:
    task = _voting(c)
    if task is None:
        return None
    confirmed = "vì sao" if c.often(0.8) else ""
    wish = Count(act_id="a", case_id=c.world.case.id, task_id=task.id, confirmed=confirmed)
    return c.act("close", _at_table(c, task), count=wish)


BALLOT: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (open_ballot, take_slip, cast, seal, share, void, close, count)
}
