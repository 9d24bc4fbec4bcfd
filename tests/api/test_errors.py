"""Every error in one shape, and in one line for people."""

import re

import pytest
from conftest import wait
from failing import SECRET

JSON = "application/json"


@pytest.fixture(scope="module")
def failing(start):
    return start(app="failing:create_app()")


CASES = [
    ("GET", "/nowhere", {}, None, 404),
    ("GET", "/v1/attributions/", {}, None, 404),
    ("GET", "/v1/attributions", {}, None, 405),
    ("DELETE", "/v1/info", {}, None, 405),
    ("POST", "/v1/attributions", {"Content_Type": JSON}, b"{", 400),
    ("POST", "/v1/attributions", {"Content_Type": JSON}, b"{}", 422),
    ("POST", "/v1/attributions", {"Content_Type": "text/xml"}, b"<p>", 415),
    ("POST", "/v1/attributions", {"Content_Type": "text/plain"}, b"a" * (8 * 1024 * 1024 + 1), 413),
    ("GET", "/v1/outlets?surprise=1", {}, None, 422),
]


@pytest.mark.parametrize(("method", "path", "headers", "body", "status"), CASES)
def test_an_error_is_a_problem_object(service, method, path, headers, body, status):
    answer = service.ask(method, path, body, **headers)
    problem = answer.json()
    assert answer.status == problem["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"] == "about:blank"
    assert problem["title"]
    assert problem["detail"]
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert isinstance(problem["errors"], list)


@pytest.mark.parametrize(("method", "path", "headers", "body", "status"), CASES)
@pytest.mark.parametrize("by_header", [True, False])
def test_an_error_is_one_line_for_people(service, method, path, headers, body, status, by_header):
    if by_header:
        answer = service.ask(method, path, body, Accept="text/plain", **headers)
    else:
        answer = service.ask(method, path + ("&" if "?" in path else "?") + "format=text", body, **headers)
    assert answer.status == status
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert re.fullmatch(rf"error {status}: [^\n]+\n", answer.text)
    assert answer.headers["x-request-id"] in answer.text


def test_a_wrong_address_is_told_where_the_right_ones_stand(service):
    (told,) = re.findall(r"/\S+(?= lists)", service.get("/v1/attribution").json()["detail"])
    assert "/v1/attributions:" in service.get(told).text


def test_a_wrong_method_is_told_the_right_ones(service):
    answer = service.get("/v1/attributions")
    assert answer.headers["allow"] == "OPTIONS, POST"
    assert "POST" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/v1/attributions", "OPTIONS, POST"), ("/v1/info", "GET, HEAD, OPTIONS")],
)
def test_who_asks_for_the_methods_always_gets_them_in_one_order(service, path, allowed):
    assert service.ask("OPTIONS", path).headers["allow"] == allowed


@pytest.mark.parametrize("host", [b"<script>", b"a b", b"\xff", b"[", b"x:y:z", b""])
def test_a_strange_host_does_not_fail_the_service(service, host):
    raw = b"POST /v1/attributions HTTP/1.1\r\nHost: " + host + b"\r\nContent-Type: text/xml\r\nContent-Length: 0\r\n\r\n"
    assert service.send(raw).split()[1] in {b"400", b"415"}


def test_an_error_for_people_names_the_field(service):
    answer = service.post("a", "?format=text&min_confidence=2")
    assert answer.text.startswith("error 422: ")
    assert "/min_confidence: " in answer.text


@pytest.mark.parametrize("accept", ["image/png", "text/html", "application/xml", "application/json;q=0, text/plain;q=0"])
def test_an_answer_that_nobody_accepts_is_406(service, accept):
    answer = service.post("a", Accept=accept)
    assert answer.status == 406
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("form", ["", "?format=text"])
def test_a_failure_tells_nothing_but_the_request_id(failing, form):
    answer = failing.ask("POST", f"/raises{form}", b"article")
    assert answer.status == 500
    assert answer.headers["x-request-id"] in answer.text
    for secret in (SECRET, "ValueError", "Traceback", "failing.py", "article"):
        assert secret not in answer.text


def test_a_failure_is_logged_by_its_place_without_its_words(failing):
    answer = failing.ask("POST", "/raises?title=Hush", b"article")
    failure, line = failing.journal(answer.headers["x-request-id"])
    assert failure["failure"] == "ValueError"
    assert failure["places"][-1].endswith(" raises")
    assert line["status"] == 500
    assert SECRET not in failing.log.read_text()
    assert "Hush" not in failing.log.read_text()


def test_a_request_that_never_ends_is_ended_without_a_word_of_it_in_the_log(failing):
    with pytest.raises(ConnectionError):
        failing.ask("POST", "/hangs?title=Hush", b"article")
    wait(lambda: "SIGALRM" in failing.log.read_text())
    log = failing.log.read_text()
    assert " in never" in log
    assert "Hush" not in log
    assert failing.get("/healthz").status == 200
