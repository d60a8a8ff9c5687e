"""A real Chromium, windows of people who are signed in, and cases carried through their pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from actions.execute import Receipt
from bootstrap.demonstration.scenario import REASON, SCAN, Scenario, tally_for
from domain.cases.sign_off import SUBJECT
from domain.law.options import Option
from domain.law.procedure import Step
from domain.papers.case_file import CaseFile
from domain.state.case import Case
from domain.state.task import Task
from tests.looking import read
from tests.web.site import Site
from web.kit.pages import task_address

NAMES = ("chromium", "chromium-browser", "google-chrome")
DESKTOP, PHONE = 1280, 360
FIGURES = ("summoned", "present", "issued", "returned", "valid", "in_favour")


def chromium() -> str | None:
    """A Chromium of this machine; None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium(),
            args=[
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-extensions",
            ],
        )
        yield opened
        opened.close()


def window(
    browser: Browser, site: Site, person: str, *, width: int = DESKTOP, zone: str | None = None
) -> Page:
    """A window of its own, signed in; `person` empty: nobody is. `zone`: where its clock is."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        base_url=site.address,
        bypass_csp=True,
        timezone_id=zone,
    )
    context.set_default_timeout(60_000)  # ms; a busy machine is no fault of a page
    if person:
        cookie = site.options.cookie
        token = site.person(person).client.cookies[cookie]
        context.add_cookies([{"name": cookie, "value": token, "url": site.address}])
    return context.new_page()


def choose(page: Page, task: str, outcome: str, reason: str = "") -> None:
    """The first page of a decision, filled and sent."""
    page.goto(task)
    assert page.is_visible("input[name=outcome]"), page.inner_text("main")
    page.check(f"input[name=outcome][value={outcome}]")
    page.fill("#reason", reason)
    if page.locator("#confirmed").count() and page.is_visible("#confirmed"):
        page.fill("#confirmed", "Người ký đã xem từng nội dung và quyết định.")
        page.fill("#document", "Biên bản họp số 01-BB, ngày 07/9/2026")
    page.click(".decide button.primary")


def decide(page: Page, task: str, outcome: str, reason: str = "") -> None:
    """Both pages of a decision."""
    choose(page, task, outcome, reason)
    assert page.url.endswith("/check"), page.inner_text("main")
    page.click("button:text-is('Gửi')")


@dataclass(frozen=True)
class BrowserStory(Scenario):
    """A story in which people do everything in the browser that they do in the pages."""

    browser: Browser | None = None
    site: Site | None = None

    def _sign(self, file: CaseFile, task: Task, option: Option) -> Receipt:
        if task.role == SUBJECT:
            return self._explain(file, task, option)
        paper = file.law.agencies.get(task.agency).external
        person = self.officer if paper else self._signer(file, task)
        page = self._window(person)
        reason = REASON if option.reason else ""
        if paper:
            self._record(page, task, option, reason)
        else:
            decide(page, task_address(task.id), option.outcome, reason)
        return self._done(page, file)

    def _explain(self, file: CaseFile, task: Task, option: Option) -> Receipt:
        """The person concerned, on the own page of theirs."""
        page = self._window(file.case.subject)
        page.goto(task_address(task.id).replace("/cases/", "/mine/"))
        page.check(f"input[name=outcome][value={option.outcome}]")
        page.fill("#reason", REASON)
        page.click("button.primary")
        page.click("button:text-is('Gửi')")
        assert page.url.endswith(f"/mine/{file.case.id}"), page.inner_text("main")
        return self._closed(page, file)

    def _count(self, file: CaseFile, task: Task, step: Step, option: Option) -> Receipt:
        """Two people type the same paper count."""
        tally = tally_for(step, option, file)
        figures = {name: getattr(tally, name) for name in FIGURES}
        figures |= {f"votes:{choice}": number for choice, number in tally.votes}
        for person in (self.officer, self._signer(file, task)):
            page = self._window(person)
            page.goto(f"{task_address(task.id)}/vote/count")
            for name, number in figures.items():
                if page.locator(f"[id='{name}']").count():
                    page.fill(f"[id='{name}']", str(number))
            page.click("button:text-is('Ghi nhận biên bản')")
            assert page.url.endswith("/vote"), page.inner_text("main")
            page.context.close()
        return Receipt(self._case(file.case.id), ())

    def _issue(self, file: CaseFile, task: Task, step: Step) -> Receipt:
        page = self._window(self._signer(file, task))
        decide(page, task_address(task.id), self.choose(step, task).outcome)
        return self._done(page, file)

    def _record(self, page: Page, task: Task, option: Option, reason: str) -> None:
        page.goto(task_address(task.id))
        page.click("summary:has-text('Ghi nhận trả lời bằng văn bản giấy')")
        page.select_option("#r-outcome", option.outcome)
        page.fill("#number", f"12-CV/{task.agency}")
        page.fill("#r-dated", page.input_value("#received"))
        page.set_input_files(
            "#scan", {"name": "tra-loi.pdf", "mimeType": "application/pdf", "buffer": SCAN}
        )
        page.fill("#r-reason", reason)
        page.click("button:text-is('Ghi nhận')")

    def _window(self, person: str) -> Page:
        assert self.browser is not None
        assert self.site is not None
        return window(self.browser, self.site, person)

    def _done(self, page: Page, file: CaseFile) -> Receipt:
        assert page.url.endswith("/done"), page.inner_text("main")[:500]
        return self._closed(page, file)

    def _closed(self, page: Page, file: CaseFile) -> Receipt:
        page.context.close()
        return Receipt(self._case(file.case.id), ())

    def _case(self, case_id: str) -> Case:
        return read(self.app.engine, lambda uow: uow.cases.get(case_id))


def big_pdf(folder: Path, size: int) -> Path:
    """A file that begins as a PDF, of this many octets."""
    path = folder / "lon.pdf"
    with path.open("wb") as out:
        out.write(SCAN)
        out.truncate(size)
    return path


SMALL = """() => [...document.querySelectorAll('button, .button, summary, nav a, input, select')]
    .filter(e => e.offsetParent && !['hidden', 'radio', 'checkbox'].includes(e.type)
                 && !(e.tagName == 'SUMMARY' && e.closest('.sum')))
    .filter(e => e.getBoundingClientRect().height < 43.5)
    .map(e => e.outerHTML.slice(0, 100))"""


WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


AXE = """() => axe.run({resultTypes: ['violations']}).then(found => found.violations
    .map(fault => `${fault.id}: ${fault.nodes[0].html.slice(0, 160)}`))"""


def faults_of(page: Page, width: int) -> list[str]:
    """What axe finds, what is wider than the screen, what a finger would miss on a telephone."""
    if not page.evaluate("'axe' in window"):  # half a megabyte, once for both widths of a page
        page.evaluate(Axe().axe_script)
    faults: list[str] = page.evaluate(AXE)
    if page.evaluate(WIDER) > 0:
        faults.append("wider than the screen")
    if width == PHONE:
        faults += [f"small: {element}" for element in page.evaluate(SMALL)]
    return faults
