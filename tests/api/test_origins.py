"""What browsers are told, and what becomes of requests that are made to be read in two ways."""

import pytest

SITE = "https://desk.example"


@pytest.fixture(scope="module")
def shared(start):
    return start(CORS_ORIGINS=f"{SITE}, https://other.example:8443")


@pytest.mark.parametrize("path", ["/healthz", "/nowhere", "/v1/info", "/openapi.yaml"])
def test_an_answer_is_no_page(service, path):
    headers = service.get(path).headers
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"


def asked_first(service, origin):
    return service.ask(
        "OPTIONS",
        "/v1/attributions",
        Origin=origin,
        Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="authorization,content-type",
    )


def test_without_a_setting_no_other_site_may_ask(service):
    assert not [name for name in asked_first(service, SITE).headers if name.startswith("access-control")]


@pytest.mark.parametrize("origin", [SITE, "https://other.example:8443"])
def test_sites_that_are_set_may_ask_and_read(shared, origin):
    first = asked_first(shared, origin)
    assert first.status == 204
    assert first.headers["access-control-allow-origin"] == origin
    assert "POST" in first.headers["access-control-allow-methods"]
    assert "Authorization" in first.headers["access-control-allow-headers"]
    answer = shared.post("a", Origin=origin)
    assert answer.headers["access-control-allow-origin"] == origin
    assert "X-Request-ID" in answer.headers["access-control-expose-headers"]
    assert answer.headers["vary"] == "Origin"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("origin", ["https://evil.example", "http://desk.example", "https://desk.example.evil", "null", ""])
def test_other_sites_may_not(shared, origin):
    for answer in (asked_first(shared, origin), shared.post("a", Origin=origin)):
        assert "access-control-allow-origin" not in answer.headers


def test_all_sites_may_where_all_are_set(start):
    assert start(CORS_ORIGINS="*").post("a", Origin=SITE).headers["access-control-allow-origin"] == "*"


HEAD = b"POST /v1/attributions HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
SECOND = b"GET /v1/outlets?q=smuggled HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: smuggled\r\n\r\n"


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        b"Content-Length: 1\r\nContent-Length: 2\r\n\r\na",
        b"Content-Length: +1\r\n\r\na",
        b"Content-Length: 0x1\r\n\r\na",
        b"Content-Length: 1, 1\r\n\r\na",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: 1\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n1;a\nb\r\na\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n-1\r\na\r\n0\r\n\r\n",
        b"Content-Length: 1\r\n folded: header\r\n\r\na",
        b"Content-Length: 1\x00\r\n\r\na",
    ],
    ids=repr,
)
def test_a_request_that_could_be_read_in_two_ways_is_refused(service, framing):
    answer = service.send(HEAD + framing + SECOND, end=True)
    assert answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 501 ", b"HTTP/1.1 408 "))
    assert answer.count(b"HTTP/1.1 ") == 1
    assert "smuggled" not in service.log.read_text()


def test_a_connection_serves_one_request(service):
    answer = service.send(HEAD + b"Content-Length: 1\r\n\r\na" + SECOND, end=True)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"Connection: close\r\n" in answer
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * 9_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(200)) + b"\r\n", b"431"),
    ],
    ids=["line", "header", "headers"],
)
def test_a_head_that_is_too_large_is_refused(service, head, status):
    assert service.send(head, end=True).split()[1] == status
    assert service.get("/healthz").status == 200
