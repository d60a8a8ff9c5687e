"""How a case is named where others may read along: in mails, calendars, messages to copy."""

from __future__ import annotations

from actions.app import App
from domain.law.procedure import name_in
from notifications.told.mail import mail_words


def named_outside(app: App, language: str, procedure: str, case_id: str) -> str:
    """ "Bổ nhiệm, hồ sơ BN-2026-0001"; nobody is named. Empty where nothing may be said of it
    (mail.yaml)."""
    if app.catalogue.mail.hides(procedure):
        return ""
    kind = app.catalogue.kind(name_in(procedure))
    title = kind.title_en if language == "en" else kind.title
    return mail_words(language, "case", title=title, case=case_id)
