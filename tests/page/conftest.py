"""The pages as people meet them: in a real browser, at a real service. What a page complains of fails the test that opened it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from page.review import read

playwright = pytest.importorskip("playwright.sync_api", reason="the pages are tested with Playwright: pip install playwright")

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--no-sandbox",  # as root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if BROWSER is None:
        pytest.skip("the pages are tested in Chromium, and there is none: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield running
        running.close()


class Visits:
    """Pages of one service, and what they complained of: what they logged, threw, were forbidden or asked of another host."""

    def __init__(self, browser: Any, port: int) -> None:
        self.browser, self.port = browser, port
        self.contexts: list[Any] = []
        self.complaints: list[str] = []

    def open(self, address: str = "/", port: int | None = None, expected: str | None = None, **settings: Any) -> Any:
        """Address, port of another service, words that the console may hold, and settings of the browser -> the page."""
        home = f"http://127.0.0.1:{port or self.port}"
        phone = settings.pop("phone", False)
        told = {"viewport": PHONE, "has_touch": True, "is_mobile": True} if phone else {"viewport": DESKTOP}
        context = self.browser.new_context(**(told | settings))
        self.contexts.append(context)
        context.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error(`policy: ${e.violatedDirective}`))"
        )
        page = context.new_page()
        page.set_default_timeout(20_000)

        def heard(message: Any) -> None:
            if message.type in ("error", "warning") and not (expected and expected in message.text):
                self.complaints.append(message.text)

        def asked(request: Any) -> None:
            if not request.url.startswith((home, "data:", "blob:")):
                self.complaints.append(request.url)

        page.on("console", heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", asked)
        page.goto(home + address)
        return page

    def check(self) -> None:
        found, self.complaints = self.complaints, []
        assert found == []

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        self.check()


@pytest.fixture
def visit(browser: Any, service: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address of the service in a window of its own; what the page complains of fails the test."""
    visits = Visits(browser, service.port)
    yield visits.open
    visits.close()


@pytest.fixture(scope="module")
def window(browser: Any, service: Any) -> Iterator[tuple[Any, Visits]]:
    visits = Visits(browser, service.port)
    yield visits.open(), visits
    visits.close()


@pytest.fixture(scope="module")
def reviewed(browser: Any, service: Any) -> Iterator[tuple[Any, Visits]]:
    visits = Visits(browser, service.port)
    yield read(visits.open()), visits
    visits.close()


@pytest.fixture
def blank(window: tuple[Any, Visits]) -> Iterator[Any]:
    """The page as it is opened, in a window that the tests of a module share."""
    page, visits = window
    if not page.locator("#intake").is_visible():
        page.click("#again")
    for field in ("#text", "#title", "#publisher"):
        page.fill(field, "")
    yield page
    visits.check()


@pytest.fixture
def review(reviewed: tuple[Any, Visits]) -> Iterator[Any]:
    """The page with an article read, as if just so, in a window that the tests of a module share."""
    page, visits = reviewed
    for open_card in page.locator("#list .card.chosen .card-head").all():
        open_card.click()
    page.evaluate("document.getElementById('reset').click()")
    page.locator("[name=group][value=speaker]").check(force=True)
    page.locator("#main").focus()
    page.mouse.move(0, 0)
    yield page
    visits.check()
