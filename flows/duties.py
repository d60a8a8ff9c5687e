"""What runs by the clock: who is late is told, what stands is sealed, runs of the dead are closed.
Each duty is a deployment with a schedule, and each makes up for what was missed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from prefect import Flow, flow, get_run_logger
from prefect.schedules import Cron, Schedule

import bootstrap
from actions.app import App
from actions.audit.checkpoints import LogSigner, checkpoint, checkpoint_due, export
from actions.audit.seals import due, seal
from actions.backup import back_up
from actions.cases.remind_late import SweepReport, pass_deadlines
from actions.effects.operations import noted
from actions.status import BACK_UP
from actions.told.deliver_mail import deliver_mail
from actions.told.spans import pass_days
from actions.watch.tell import tell_orphans
from domain.audit.policy import read_policy
from flows.leftovers import bury_deserted


@flow(name="sweep_deadlines", flow_run_name="rà thời hạn", persist_result=False)
def sweep_deadlines() -> SweepReport:
    """Tell, once, who has little time left, who lets a day pass and who waits for them; also that
    a delegation or an absence begins or is over."""
    report = tell_late()
    get_run_logger().info("%s hồ sơ đến hạn, %s thông báo", report.cases, report.notices)
    return report


@flow(name="seal_heads", flow_run_name="niêm phong", persist_result=False)
def seal_heads() -> int:
    """Number of the new seal, 0 when nothing had moved or today has its seal."""
    return seal_when_due()


@flow(name="write_checkpoint", flow_run_name="chốt sổ", persist_result=False)
def write_checkpoint() -> int:
    """How many lines the log had, once a day and within the hour after each issue; 0: not due."""
    return checkpoint_when_due()


@flow(name="bury_deserted", flow_run_name="khép lượt bỏ dở", persist_result=False)
def close_deserted() -> int:
    """How many runs said they were going on while nobody held their case."""
    app = bootstrap.app()
    return noted(app, "bury_deserted", lambda: bury_deserted(app))


@flow(name="watch_orphans", flow_run_name="tìm việc không ai trông", persist_result=False)
def watch_orphans() -> int:
    """How many findings were told that nobody had been told of."""
    return look_for_orphans()


@flow(name=BACK_UP, flow_run_name="sao lưu", persist_result=False)
def back_up_daily() -> str:
    """The name of the new backup in the folder of the settings."""
    return save_everything()


@flow(name="deliver_mail", flow_run_name="gửi thư", persist_result=False)
def deliver_mail_now() -> int:
    """How many mails left: what was told since, digests of the hour, what failed before."""
    return send_mail()


def tell_late() -> SweepReport:
    app = bootstrap.app()
    return noted(app, "sweep_deadlines", lambda: _sweep(app))


def _sweep(app: App) -> SweepReport:
    pass_days(app)
    return pass_deadlines(app)


def look_for_orphans() -> int:
    app = bootstrap.app()
    return noted(app, "watch_orphans", lambda: tell_orphans(app))


def seal_when_due() -> int:
    return noted(bootstrap.app(), "seal_heads", _seal)


def _seal() -> int:
    app = bootstrap.app()
    made = seal(app, bootstrap.settings().seal_key()) if due(app) else None
    return made.number if made else 0


def save_everything() -> str:
    """Raises BackupFailed; what an operator sees then says so until a backup is made again."""
    app, chosen = bootstrap.app(), bootstrap.settings()
    folder = chosen.backup_folder
    assert folder, "a duty only where the settings name a folder"
    return noted(app, BACK_UP, lambda: back_up(app, folder, keep=chosen.backup_keep)).name


def send_mail() -> int:
    """Raises PostUnreachable; what an operator sees then says so until the server answers."""
    app = bootstrap.app()
    post = app.post
    assert post, "a duty only where the settings name a server"
    return noted(app, "deliver_mail", lambda: deliver_mail(app, post))


def checkpoint_when_due() -> int:
    return noted(bootstrap.app(), "write_checkpoint", _checkpoint)


def _checkpoint() -> int:
    """Every look exports anew: who has signed meanwhile is asked no more."""
    app, chosen = bootstrap.app(), bootstrap.settings()
    signer = LogSigner(chosen.name, chosen.seal_key())
    made = checkpoint(app, signer) if checkpoint_due(app) else None
    policy = read_policy(chosen.witness_policy) if chosen.witness_policy else None
    export(app, policy, chosen.checkpoints)
    return made.size if made else 0


def no_duty_without_prefect() -> None:
    """Runs are closed where they are: in a Prefect that answers."""


@dataclass(frozen=True, slots=True)
class Duty:
    """`act` is what the flow does, without Prefect; `every` the longest time it may stay undone;
    `cron` is in the time of Asia/Ho_Chi_Minh."""

    flow: Flow[[], Any]
    act: Callable[[], object]
    cron: str
    every: timedelta

    @property
    def name(self) -> str:
        return str(self.flow.name)

    @property
    def schedule(self) -> Schedule:
        return Cron(self.cron, timezone="Asia/Ho_Chi_Minh")


DUTIES = (
    Duty(sweep_deadlines, tell_late, "5 * * * *", timedelta(hours=1)),
    Duty(seal_heads, seal_when_due, "45 23 * * *", timedelta(days=1)),
    Duty(write_checkpoint, checkpoint_when_due, "25 * * * *", timedelta(hours=1)),
    Duty(watch_orphans, look_for_orphans, "20 2 * * *", timedelta(days=1)),
    Duty(close_deserted, no_duty_without_prefect, "35 */6 * * *", timedelta(hours=6)),
)
BACKUP = Duty(back_up_daily, save_everything, "15 1 * * *", timedelta(days=1))
MAIL = Duty(deliver_mail_now, send_mail, "*/2 * * * *", timedelta(minutes=5))


def duties() -> tuple[Duty, ...]:
    """Those of this installation: a backup only where the settings say where to, mail only where
    they name a server."""
    chosen = bootstrap.settings()
    backups = (BACKUP,) if chosen.backup_folder else ()
    return (*DUTIES, *backups, *((MAIL,) if chosen.smtp_host else ()))
