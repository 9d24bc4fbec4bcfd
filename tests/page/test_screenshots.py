"""The README's pictures of the review page: `make screenshots` takes them anew."""

import struct

import pytest
from conftest import ROOT
from playwright.sync_api import expect

SHOTS = {
    "review-light.png": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "review-dark.png": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "review-phone.png": {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True},
}
LARGEST = 400_000  # bytes; they are fetched by everyone who opens the README


@pytest.mark.parametrize("name", SHOTS)
def test_the_readme_shows_the_page(visit, request, name):
    if request.config.getoption("--rewrite"):
        page = visit(**SHOTS[name], reduced_motion="reduce")
        page.click("#example")
        expect(page.locator("#text")).not_to_have_value("")
        page.click("#read")
        page.wait_for_selector("#review:not([hidden])")
        page.locator("#text-marked .content", has_text="that the first train").click()
        page.mouse.move(0, 0)
        page.evaluate("() => { scrollTo(0, 0); document.activeElement.blur(); }")
        page.screenshot(path=ROOT / "docs" / name)
    picture = (ROOT / "docs" / name).read_bytes()
    size = SHOTS[name]["viewport"]
    assert struct.unpack(">II", picture[16:24]) == (size["width"], size["height"])
    assert len(picture) < LARGEST
    assert f"docs/{name}" in (ROOT / "README.md").read_text("utf-8")
