"""The addresses around the main one, and what all answers carry."""

from importlib.resources import files

import pytest
import yaml

from service.contract.answer_schemas import InfoSchema, OutletsSchema
from service.version import VERSION


@pytest.mark.parametrize(("path", "status"), [("/healthz", "alive"), ("/readyz", "ready")])
def test_the_service_says_how_it_is(service, path, status):
    answer = service.get(path)
    assert (answer.status, answer.json()) == (200, {"status": status})


def test_the_service_says_what_it_is(service):
    info = service.get("/v1/info").json()
    assert InfoSchema().validate(info) == {}
    assert info["version"] == VERSION
    assert "en" in info["languages"]
    assert info["limits"]["max_body_bytes"] == 8 * 1024 * 1024
    assert info["enumerations"]["offset_unit"] == ["code_point", "utf16", "utf8"]
    assert info["engine"] == service.post("a").json()["engine"]


@pytest.mark.parametrize("q", ["reuters", "Reuters", "REUTERS", "reuters.com"])
def test_an_outlet_is_found_by_any_of_its_names(service, q):
    found = service.get(f"/v1/outlets?q={q}").json()
    assert OutletsSchema().validate(found) == {}
    assert ("reuters", "reuters.com", "GB") in [(known["id"], known["domain"], known["country"]) for known in found["outlets"]]


def test_without_a_name_all_outlets_come_page_by_page(service):
    ids, offset = [], 0
    while offset is not None:
        page = service.get(f"/v1/outlets?limit=1000&offset={offset}").json()
        assert OutletsSchema().validate(page) == {}
        ids += [known["id"] for known in page["outlets"]]
        offset = page["next"]
    assert len(ids) == len(set(ids)) == page["total"] >= 3_000


def test_a_page_of_outlets_is_short_unless_more_are_asked_for(service):
    answer = service.get("/v1/outlets")
    assert len(answer.json()["outlets"]) == answer.json()["next"] == 100
    assert len(answer.body) < 30_000


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "limit=1.5", "limit=ten", "offset=-1", "page=2"])
def test_a_page_that_cannot_be_is_refused(service, query):
    assert service.get(f"/v1/outlets?{query}").status == 422


def test_a_name_of_no_outlet_finds_none(service):
    assert service.get("/v1/outlets?q=qqqqq").json() == {"outlets": [], "total": 0, "next": None}


def test_the_contract_is_served_as_it_stands_in_the_repository(service):
    contract = service.get("/openapi.yaml")
    assert contract.headers["content-type"] == "application/yaml"
    assert contract.body == files("service.api").joinpath("openapi.yaml").read_bytes()
    assert yaml.safe_load(contract.text) == service.get("/openapi.json").json()


@pytest.mark.parametrize("path", ["/healthz", "/nowhere", "/openapi.yaml", "/v1/info", "/v1/attributions"])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_no_answer_may_be_cached_sniffed_or_read_from_another_site(service, method, path):
    answer = service.ask(method, path, b"", Content_Type="text/plain", Origin="http://example.org")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("", None, "application/json"),
        ("", "*/*", "application/json"),
        ("", "application/json", "application/json"),
        ("", "application/*", "application/json"),
        ("", "text/html, application/xhtml+xml, */*;q=0.8", "application/json"),
        ("", "text/plain", "text/plain; charset=utf-8"),
        ("", "text/*", "text/plain; charset=utf-8"),
        ("", "application/json;q=0.5, text/plain", "text/plain; charset=utf-8"),
        ("?format=text", "*/*", "text/plain; charset=utf-8"),
        ("?format=text", "application/json", "text/plain; charset=utf-8"),
        ("?format=json", "text/plain", "application/json"),
        ("?format=json&format=text", None, "text/plain; charset=utf-8"),
    ],
)
def test_the_client_chooses_the_form_of_its_answer(service, query, accept, kind):
    answer = service.post("a", query, **({"Accept": accept} if accept else {}))
    assert (answer.status, answer.headers["content-type"]) == (200, kind)


def test_json_answers_are_written_in_the_characters_they_hold(service):
    answer = service.post_json(text="a", id="Привіт, 😀")
    assert '"id":"Привіт, 😀"' in answer.text
    assert answer.headers["content-type"] == "application/json"
