"""What an editor does on the review page, and what the page then shows."""

import re

from axe_playwright_python.sync_playwright import Axe
from page.articles import SHORT
from playwright.sync_api import expect


def read(page, article=SHORT):
    """Page and article -> the page, showing the article's statements."""
    page.fill("#text", article)
    page.click("#read")
    drawn(page)
    return page


def drawn(page):
    """Page that reads an article -> nothing; the review is seen, and its words are: the browser leaves them out at first."""
    page.wait_for_selector("#review:not([hidden])")
    expect(page.locator("#text-marked")).to_have_text(re.compile(r"\S"), use_inner_text=True)


def panel(page, name):
    """Page and name of a panel -> nothing; the panel is seen, also on a small screen."""
    tab = page.locator(f"button[data-panel={name}]")
    if tab.is_visible():
        tab.click()


def marked(page, role):
    """Page and role of a mark -> the words so marked, piece by piece."""
    return page.locator(f"#text-marked .{role}").all_inner_texts()


def cards(page):
    """Page -> the words of the cards that are shown, in order."""
    return page.locator("#list .card:not([hidden]) .card-words").all_text_contents()


def groups(page):
    """Page -> the headings of the groups that are shown, in order, without their counts."""
    return page.locator("#list section:not([hidden]) h3").evaluate_all("all => all.map(one => one.firstChild.textContent)")


def facet(page, name):
    """Page and facet -> the rows of its chart as {label: count}."""
    rows = page.locator(f"[data-facet={name}] li")
    return dict(zip(rows.locator(".name").all_text_contents(), rows.locator(".count").all_text_contents(), strict=True))


def box(page, name, label):
    """Page, facet and label -> the check box of that row."""
    return page.locator(f"[data-facet={name}]").get_by_role("checkbox", name=re.compile(f"^{label} \\d"))


def slide(page, percent):
    """Page and percents -> nothing; the least confidence is set."""
    page.locator("#sure").fill(str(percent))


def card(page, words):
    """Page and some of a statement's words -> its card."""
    return page.locator("#list .card", has_text=words)


def mark(page, words):
    """Page and some words -> the mark of what was said that holds them."""
    return page.locator("#text-marked .content", has_text=words).first


def violations(page, *rules):
    """Page, and the rules that matter where not all do -> those of axe-core that it breaks, and where."""
    found = Axe().run(page, options={"runOnly": list(rules)} if rules else None).response
    assert found["passes"]
    return [(violation["id"], [node["target"] for node in violation["nodes"]]) for violation in found["violations"]]
