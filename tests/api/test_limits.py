"""How much the service takes: all of it up to the limit, and nothing beyond."""

import json

import pytest

LIMIT = 4_096  # bytes
LONGEST = 2_000  # code points


@pytest.fixture(scope="module")
def small(start):
    return start(MAX_BODY_BYTES=str(LIMIT), MAX_TEXT_LENGTH=str(LONGEST))


@pytest.fixture(scope="module")
def hurried(start):
    return start(TIME_BUDGET_SECONDS="0.01")


def chunks(body, size):
    return (body[start : start + size] for start in range(0, len(body), size))


def padded(size):
    """JSON of that many bytes, most of them white space after a short article."""
    return json.dumps({"text": "One line.\n"}).encode().ljust(size)


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(
    ("size", "status"),
    [(LIMIT - 1, 200), (LIMIT, 200), (LIMIT + 1, 413), (LIMIT + 2, 413), (2 * LIMIT, 413), (5_000_000, 413)],
)
def test_a_body_is_read_up_to_its_limit_and_refused_beyond(small, size, status, chunked):
    body = padded(size)
    answer = small.post(chunks(body, 1_000) if chunked else body, kind="application/json")
    assert answer.status == status
    if status == 413:
        assert (answer.json()["limit"], answer.json()["size"]) == (LIMIT, size)
        assert str(LIMIT) in answer.json()["detail"]
        assert str(size) in answer.json()["detail"]


def test_a_chunked_article_keeps_its_end(service):
    article = "A line of words.\n" * 5_000
    answer = service.post(chunks(article.encode(), 777))
    assert answer.json()["length"] == len(article)


@pytest.mark.parametrize(("length", "status"), [(LONGEST, 200), (LONGEST + 1, 413)])
def test_a_text_is_read_up_to_its_limit_and_refused_beyond(small, length, status):
    answer = small.post("a\n" * (length // 2) + "b" * (length % 2))
    assert answer.status == status
    if status == 413:
        assert (answer.json()["limit"], answer.json()["size"]) == (LONGEST, length)


def test_the_length_of_a_text_counts_code_points_not_bytes(small):
    assert small.post("é\n" * (LONGEST // 2)).status == 200


def test_a_large_refused_body_does_not_lose_the_answer(service):
    """A client that still sends when the line is closed would see a broken pipe instead of the reason."""
    answer = service.post(b"a" * 5_000_000, kind="application/xml")
    assert answer.status == 415


HEAD = b"POST /v1/attributions HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"


def test_a_body_of_no_known_length_is_411(service):
    answer = service.send(HEAD + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 411 ")
    assert b'"limit": 8388608' in answer


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Length: 50\r\n\r\ntoo short",
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nnumber\r\nHello\r\n0\r\n\r\n",
    ],
)
def test_a_body_that_breaks_off_is_400_not_half_an_article(service, rest):
    assert service.send(HEAD + rest, end=True).startswith(b"HTTP/1.1 400 ")


def test_a_client_that_waits_for_permission_gets_it(service):
    answer = service.send(HEAD + b"Content-Length: 5\r\nExpect: 100-continue\r\n\r\nHello")
    assert b"HTTP/1.1 200 OK" in answer


def test_an_article_beyond_the_time_budget_is_answered_as_incomplete(hurried):
    answer = hurried.post("“We sail in May,” said Mayor Ada Lind, who runs the port.\n\n" * 1_000)
    assert answer.status == 200
    assert answer.json()["incomplete"] is True
    assert "time_budget" in [warning["code"] for warning in answer.json()["warnings"]]
