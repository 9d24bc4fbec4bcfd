"""What the log holds of a request, and what it never holds."""

import pytest

ARTICLE = "“Xylophones will sail in May,” Reuters quoted Mayor Quillon as saying.\n"


def test_each_request_has_one_line_with_figures_only(service):
    answer = service.post(ARTICLE)
    (line,) = service.journal(answer.headers["x-request-id"])
    assert isinstance(line.pop("ms"), float)
    assert isinstance(line.pop("time"), float)
    assert line == {
        "level": "info",
        "request_id": answer.headers["x-request-id"],
        "method": "POST",
        "path": "/v1/attributions",
        "status": 200,
        "length": len(ARTICLE),
        "statements": 1,
    }


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/attributions?title=Xylophones&id=Quillon", ARTICLE),
        ("POST", "/v1/attributions?Xylophones=Quillon", ARTICLE),
        ("POST", "/v1/attributions?title=%FFXylophones", ARTICLE),
        ("GET", "/v1/outlets?q=Xylophones", None),
        ("GET", "/Xylophones/Quillon?Xylophones", None),
        ("GET", "/v1/attributions?text=Xylophones", None),
    ],
)
def test_no_word_of_a_request_is_in_the_log(service, method, path, body):
    answer = service.ask(method, path, body and body.encode(), Content_Type="text/plain", Referer="http://xylophones.example/")
    service.journal(answer.headers["x-request-id"])
    log = service.log.read_text().lower()
    assert "xylophones" not in log
    assert "quillon" not in log


@pytest.mark.parametrize(
    "raw",
    [
        b"Xylophones will sail in May, said Mayor Quillon\r\n\r\n",
        b"GET /?Xylophones HTTP/Quillon\r\n\r\n",
        b"GET / HTTP/1.1\r\nXylophones of Quillon\r\n\r\n",
        b"xylophones /quillon HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused_without_a_word_of_it_in_the_log(service, raw):
    assert service.send(raw).startswith(b"HTTP/1.1 400 ")
    service.journal(service.get("/healthz").headers["x-request-id"])
    log = service.log.read_text().lower()
    assert "xylophones" not in log
    assert "quillon" not in log


@pytest.mark.parametrize("given", ["a", "7f/+_=-Z", "x" * 128])
def test_a_plain_request_id_is_kept(service, given):
    assert service.get("/healthz", X_Request_ID=given).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "x" * 129, "two words", "a;b", "é", "<b>", "a.b"])
def test_any_other_request_id_is_made_new(service, given):
    made = service.get("/healthz", X_Request_ID=given).headers["x-request-id"]
    assert made != given
    assert len(made) == 32
    assert made != service.get("/healthz", X_Request_ID=given).headers["x-request-id"]
