"""The review page, used as an editor uses it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from page.articles import SHORT


def read(page, article=SHORT):
    """Page and article -> the page, showing the article's statements."""
    page.fill("#text", article)
    page.click("#read")
    page.wait_for_selector("#review:not([hidden])")
    return page


def marked(page, role):
    """Page and role of a mark -> the words so marked, those that stand side by side as one."""
    return page.locator(f"#text-marked .{role}").all_inner_texts()


def cards(page):
    """Page -> the words of the cards that are shown, in order."""
    return page.locator("#list .card:visible .card-words").all_inner_texts()


def test_an_article_is_shown_with_its_statements_marked(visit):
    page = read(visit())
    assert marked(page, "content")[:3] == ["Harbour to stay open all night", "We will keep the lights on", "All of them."]
    assert {"said", "told", "wrote"} <= set(marked(page, "cue"))
    assert "Mayor Ada Lind" in marked(page, "source")
    assert page.locator("#text-marked").inner_text().split() == SHORT.split()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True])
def test_nothing_on_the_page_keeps_anyone_out(visit, scheme, phone):
    page = visit(phone=phone, color_scheme=scheme)
    assert violations(page) == []
    read(page)
    page.locator("#text-marked .content").nth(1).click()
    assert violations(page) == []
    if phone:
        for panel in ("statements", "audit"):
            page.click(f"[data-panel={panel}]")
            assert violations(page) == []


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(violation["id"], [node["target"] for node in violation["nodes"]]) for violation in found]
