"""The pages as people meet them: in a real browser, at a real service. What a page complains of fails the test that opened it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

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


@pytest.fixture
def visit(browser: Any, service: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address of the service; fails the test for what the page logged, threw, was forbidden or asked of another host."""
    contexts, complaints = [], []

    def open_page(address: str = "/", port: int | None = None, expected: str | None = None, **settings: Any) -> Any:
        """Address, port of another service, words that the console may hold, and settings of the browser -> the page."""
        home = f"http://127.0.0.1:{port or service.port}"
        phone = settings.pop("phone", False)
        told = {"viewport": PHONE, "has_touch": True, "is_mobile": True} if phone else {"viewport": DESKTOP}
        context = browser.new_context(**(told | settings))
        contexts.append(context)
        context.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error(`policy: ${e.violatedDirective}`))"
        )
        page = context.new_page()
        page.set_default_timeout(20_000)

        def heard(message: Any) -> None:
            if message.type in ("error", "warning") and not (expected and expected in message.text):
                complaints.append(message.text)

        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith((home, "data:", "blob:")) else complaints.append(asked.url))
        page.goto(home + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
