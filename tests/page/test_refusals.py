"""What the page says when the service cannot or will not answer, and how it takes what it does not know yet."""

import hashlib
import json

import pytest
from page.articles import SHORT
from page.review import card, cards, read
from playwright.sync_api import expect


def problem(page):
    """Page -> what it says went wrong."""
    page.wait_for_selector(".notice.problem")
    return page.locator(".notice.problem").inner_text()


@pytest.fixture(scope="module")
def small(start):
    """A service that takes short articles only."""
    return start(MAX_TEXT_LENGTH="1000", TAGGER="rules", WEB_CONCURRENCY="1")


def test_an_article_too_long_is_told_so_with_the_limit(visit, small):
    page = visit(port=small.port, expected="413")
    page.fill("#text", SHORT * 10)
    page.click("#read")
    assert "the limit is 1000" in problem(page)
    assert page.input_value("#text") == SHORT * 10


def test_a_service_that_is_gone_is_told_so(visit):
    page = visit(expected="ERR_FAILED")
    page.route("**/v1/**", lambda route: route.abort())
    page.fill("#text", SHORT)
    page.click("#read")
    assert "cannot be reached" in problem(page)


def test_a_service_that_is_busy_says_when_to_come_again(visit):
    page = visit(expected="503")
    busy = {"status": 503, "headers": {"Retry-After": "7"}, "content_type": "application/problem+json"}
    page.route("**/v1/attributions", lambda route: route.fulfill(**busy, body=json.dumps({"detail": "Too much at once."})))
    page.fill("#text", SHORT)
    page.click("#read")
    assert "Too much at once. Try again in 7 seconds." in problem(page)


def test_a_request_can_be_stopped(visit):
    page = visit(expected="ERR_FAILED")
    page.route("**/v1/attributions", lambda route: None)  # never answered
    page.fill("#text", SHORT)
    page.click("#read")
    page.click("#stop")
    assert "Stopped." in problem(page)
    assert page.is_enabled("#read")


def test_warnings_about_the_article_are_shown(visit):
    page = read(visit(), "The pier is late, said Ada Lind. " * 40)
    assert "no line breaks" in page.locator(".notice.warning").inner_text()


def test_values_and_members_that_the_page_does_not_know_do_no_harm(visit):
    page = visit()

    def change(route):
        answer = route.fetch().json()
        for statement in answer["statements"]:
            statement |= {"kind": "half_sung", "section": "sidebar", "surprise": 1}
            for member in ("grade", "source_type", "withheld_because", "count"):
                statement["speaker"] and statement["speaker"].pop(member, None)
            for member in ("medium", "same_as", "reasons"):
                statement.pop(member, None)
        for member in ("summary", "notes"):
            answer.pop(member, None)
        route.fulfill(json=answer)

    page.route("**/v1/attributions", change)
    read(page)
    assert len(cards(page)) >= 4
    assert "Half sung" in card(page, "the night shift").inner_text()
    assert page.locator("[data-facet=grade] li", has_text="Anonymous").count() == 1
    card(page, "the night shift").locator(".card-head").click()
    assert "Sidebar" in page.locator(".card.chosen .details").inner_text()


def test_a_service_that_reads_no_html_says_so_and_what_would_help(visit, start):
    bare = start(app="without_html:create_app()", TAGGER="rules", WEB_CONCURRENCY="1")
    page = visit(port=bare.port, expected="415")
    page.fill("#text", "<!doctype html><p>“We sail in May,” said Mayor Ada Lind.</p>")
    page.click("#read")
    assert "source-attribution[html]" in problem(page)
    page.uncheck("#is-html")
    page.click("#read")
    page.wait_for_selector("#review:not([hidden])")


def test_a_key_is_asked_for_where_the_service_wants_one_and_kept_in_memory_only(visit, start):
    guarded = start(API_KEYS=f"desk:{hashlib.sha256(b'open-sesame').hexdigest()}", TAGGER="rules", WEB_CONCURRENCY="1")
    page = visit(port=guarded.port, expected="401")
    field = page.locator("#key")
    expect(field).to_be_visible()
    assert field.get_attribute("type") == "password"
    page.fill("#text", SHORT)
    page.click("#read")
    assert "Send a key" in problem(page)
    field.fill("open-sesame")
    page.click("#read")
    page.wait_for_selector("#review:not([hidden])")
    assert len(cards(page)) >= 4
    page.reload()
    assert page.input_value("#key") == ""
