"""What the pages are made of, and how it is served."""

import re

import pytest
from conftest import ROOT

PAGE = ROOT / "service" / "api" / "page"


@pytest.mark.parametrize("path", ["/", "/docs", *(f"/page/{file.name}" for file in PAGE.iterdir())])
def test_a_file_of_the_pages_may_only_be_used_as_meant(service, path):
    answer = service.get(path)
    assert answer.status == 200
    policy = dict(rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["base-uri"] == policy["form-action"] == policy["frame-ancestors"] == "'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_file_that_is_the_same_is_not_sent_again(service):
    first = service.get("/page/main.js")
    assert first.headers["cache-control"] == "no-cache"
    again = service.get("/page/main.js", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert service.get("/page/main.js", If_None_Match='"older"').status == 200


def test_what_is_no_file_of_the_pages_is_not_found(service):
    for path in ("/page/", "/page/nothing.js", "/page/../app.py", "/page/%2e%2e/app.py", "/page/index.htm"):
        assert service.get(path).status == 404


def test_the_review_page_makes_no_markup_of_strings(service):
    assert "require-trusted-types-for 'script'" in service.get("/").headers["content-security-policy"]
    for script in PAGE.glob("*.js"):
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", script.read_text("utf-8")), (
            script
        )


def test_the_pages_store_nothing():
    for script in PAGE.glob("*.js"):
        assert not re.search(r"localStorage|sessionStorage|indexedDB|cookie|history\.|location\.", script.read_text("utf-8")), (
            script
        )
