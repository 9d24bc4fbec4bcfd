"""Many articles in one request: answered in order, one by one, and none fails the others."""

import json
import socket
import time
from contextlib import suppress
from threading import Thread

import pytest

from service.contract.answer_schemas import AnswerSchema

JSON = "application/json"
NDJSON = "application/x-ndjson"
FERRY = "“We sail in May,” said Mayor Ada Lind.\n"
LIMIT = 4_096  # bytes of an article


@pytest.fixture(scope="module")
def small(start):
    return start(MAX_BODY_BYTES=str(LIMIT), MAX_BATCH_ARTICLES="5", MAX_BATCH_BYTES=str(4 * LIMIT))


def batch(service, body, kind=NDJSON, query="", **headers):
    encoded = body.encode() if isinstance(body, str) else body
    return service.ask("POST", f"/v1/attributions/batch{query}", encoded, Content_Type=kind, **headers)


def as_lines(*articles):
    return "".join(json.dumps(article) + "\n" for article in articles)


def as_object(*articles):
    return json.dumps({"articles": articles})


def lines(answer):
    assert answer.status == 200
    assert answer.headers["content-type"] == NDJSON
    return [json.loads(line) for line in answer.text.splitlines()]


def answers(answer):
    assert answer.status == 200
    assert answer.headers["content-type"] == JSON
    return answer.json()["answers"]


SENT = [(as_lines, NDJSON, lines), (as_object, JSON, answers)]


@pytest.mark.parametrize(("written", "kind", "read"), SENT)
def test_articles_are_answered_in_their_order_as_each_would_be_alone(service, written, kind, read):
    articles = [{"text": FERRY * count, "id": str(count), "explain": True} for count in (1, 3, 2)]
    found = read(batch(service, written(*articles), kind))
    assert found == [service.post_json(**article).json() for article in articles]
    assert [AnswerSchema().validate(answer) for answer in found] == [{}] * 3


@pytest.mark.parametrize(
    ("bad", "status", "pointers"),
    [
        ('{"text": 5}', 422, ["/text"]),
        ('{"text": "a", "surprise": 1}', 422, ["/surprise"]),
        ("[]", 422, [""]),
        ('"text"', 422, [""]),
        ("{text}", 400, []),
        ('{"text": "a", "min_confidence": NaN}', 400, []),
        ('{"text": "half \\ud83d of a pair"}', 422, ["/text"]),
        ("[" * 50_000 + "]" * 50_000, 400, []),
        ('{"text": "' + "a" * (2 * 1024 * 1024) + '"}', 413, []),
        ('{"text": "' + "é" * 500_001 + '"}', 413, []),
    ],
    ids=lambda value: str(value)[:30],
)
@pytest.mark.parametrize(("kind", "read"), [(NDJSON, lines), (JSON, answers)])
def test_a_bad_article_is_one_problem_and_fails_no_other(service, bad, status, pointers, kind, read):
    good = json.dumps({"text": FERRY})
    body = f"{good}\n{bad}\n{good}" if kind == NDJSON else f'{{"articles": [{good}, {bad}, {good}]}}'
    first, problem, last = read(batch(service, body, kind))
    assert first["statements"]
    assert first == last
    assert (problem["status"], problem["index"]) == (status, 1)
    assert [fault["pointer"] for fault in problem["errors"]] == pointers


@pytest.mark.parametrize(
    ("body", "kind", "count"),
    [
        ("", NDJSON, 0),
        ("\n \r\n\n", NDJSON, 0),
        ('{"text": "a"}', NDJSON, 1),
        ('\n{"text": "a"}\r\n\r\n{"text": "b"}\r\n', NDJSON, 2),
        ('{"articles": []}', JSON, 0),
        (' { "articles" : [ ] } \n', JSON, 0),
        ('\ufeff{"articles":[{"text":"a \\"]}, quoted\\\\"},{"text":"b"}]}', JSON, 2),
    ],
)
def test_blanks_between_articles_are_none(service, body, kind, count):
    found = (lines if kind == NDJSON else answers)(batch(service, body, kind))
    assert [answer.get("length", 0) > 0 for answer in found] == [True] * count


@pytest.mark.parametrize("body", ["", "{}", "[]", "null", '{"articles": {}}', '{"articles"', '{"items": []}', "x" * 5_000])
def test_json_that_is_no_batch_is_422(service, body):
    answer = batch(service, body, JSON)
    assert answer.status == 422
    assert "articles" in answer.json()["detail"] + answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    "rest", [",", "}", "]", "]]", ']} {"text": "b"}', '], "more": 1}', ', {"text": "b', ', {"text": "b\\'], ids=repr
)
def test_json_that_ends_wrongly_is_told_after_the_answers_before_it(service, rest):
    found = answers(batch(service, '{"articles": [{"text": "a"}' + rest, JSON))
    assert found[0]["length"] == 1
    assert found[-1]["status"] == 400


@pytest.mark.parametrize("kind", [NDJSON, JSON])
@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_a_batch_may_come_in_pieces_of_any_size(service, kind, size):
    articles = [{"text": FERRY + "“\\" * count} for count in range(6)]
    body = (as_lines if kind == NDJSON else as_object)(*articles).encode()
    pieces = (body[start : start + size] for start in range(0, len(body), size))
    found = (lines if kind == NDJSON else answers)(batch(service, pieces, kind))
    assert [answer["length"] for answer in found] == [len(article["text"]) for article in articles]


def test_options_of_the_query_hold_for_articles_that_do_not_say_otherwise(service):
    first, second = lines(
        batch(service, as_lines({"text": "a"}, {"text": "b", "offset_unit": "utf8"}), query="?offset_unit=utf16")
    )
    assert (first["offset_unit"], second["offset_unit"]) == ("utf16", "utf8")


@pytest.mark.parametrize(
    ("kind", "accept", "told"),
    [
        (NDJSON, None, NDJSON),
        (NDJSON, "*/*", NDJSON),
        (NDJSON, JSON, JSON),
        (JSON, None, JSON),
        (JSON, "*/*", JSON),
        (JSON, NDJSON, NDJSON),
    ],
)
def test_the_answer_has_the_form_of_the_request_unless_asked_otherwise(service, kind, accept, told):
    body = (as_lines if kind == NDJSON else as_object)({"text": "a"}, {"text": "b"})
    answer = batch(service, body, kind, **({"Accept": accept} if accept else {}))
    assert [found["length"] for found in (lines if told == NDJSON else answers)(answer)] == [1, 1]


@pytest.mark.parametrize(
    ("kind", "query", "headers", "status"),
    [
        ("text/plain", "", {}, 415),
        (NDJSON, "", {"Content_Encoding": "gzip"}, 415),
        (NDJSON, "", {"Accept": "text/html"}, 406),
        (NDJSON, "?format=text", {}, 406),
        (NDJSON, "?id=1", {}, 422),
        (NDJSON, "?surprise=1", {}, 422),
        (NDJSON, "?modes=song", {}, 422),
    ],
)
def test_what_is_wrong_with_the_whole_is_refused(service, kind, query, headers, status):
    assert batch(service, as_lines({"text": "a"}), kind, query, **headers).status == status


@pytest.mark.parametrize(
    "body", ['{"publisher": "BBC", "articles": [{"text": "a"}]}', '[{"text": "a"}]', '{"article": []}', '"articles"', ""]
)
def test_what_is_no_batch_is_told_what_one_is_and_where_options_stand(service, body):
    answer = batch(service, body, JSON)
    assert answer.status == 422
    (fault,) = answer.json()["errors"]
    assert '{"articles": [...]}' in fault["detail"]
    assert "query" in fault["detail"]


def test_what_follows_the_articles_is_told_to_be_no_part_of_a_batch(service):
    first, problem = answers(batch(service, '{"articles": [{"text": "a"}], "publisher": "BBC"}', JSON))
    assert first["length"] == 1
    assert (problem["status"], problem["index"]) == (400, 1)
    assert '{"articles": [...]}' in problem["detail"]


@pytest.mark.parametrize("kind", [NDJSON, JSON])
@pytest.mark.parametrize(("size", "status"), [(LIMIT, None), (LIMIT + 1, 413)])
def test_an_article_is_read_up_to_its_limit_and_passed_over_beyond(small, kind, size, status):
    article = '{"text": "a"' + " " * (size - 13) + "}"
    body = f"{article}\n{article}" if kind == NDJSON else f'{{"articles": [{article},{article}]}}'
    found = (lines if kind == NDJSON else answers)(batch(small, body, kind))
    assert [answer.get("status") for answer in found] == [status, status]


@pytest.mark.parametrize(("count", "told"), [(5, [None] * 5), (6, [None] * 5 + [413]), (90, [None] * 5 + [413])])
@pytest.mark.parametrize(("written", "kind", "read"), SENT)
def test_a_batch_has_no_more_articles_than_it_may(small, written, kind, read, count, told):
    found = read(batch(small, written(*[{"text": "a"}] * count), kind))
    assert [answer.get("status") for answer in found] == told


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(("size", "fits"), [(4 * LIMIT, True), (4 * LIMIT + 1, False), (40 * LIMIT, False)])
def test_a_batch_has_no_more_bytes_than_it_may(small, size, fits, chunked):
    body = as_lines({"text": "a"}).encode().ljust(size, b"\n")
    answer = batch(small, iter([body[:10_000], body[10_000:]]) if chunked else body)
    if not fits and not chunked:
        assert (answer.status, answer.json()["limit"], answer.json()["size"]) == (413, 4 * LIMIT, size)
    else:
        told = [found.get("status") for found in lines(answer)]
        assert told == [None] if fits else told[-1] == 413


HEAD = b"POST /v1/attributions/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"


def test_a_batch_that_breaks_off_is_told_after_the_answers_before_it(service):
    body = as_lines({"text": "a"}).encode()
    told = service.send(HEAD + b"Content-Length: 900\r\n\r\n" + body, end=True)
    assert told.startswith(b"HTTP/1.1 200 ")
    assert b'"length":1' in told
    assert b'"status": 400' in told


def test_the_first_answer_comes_before_the_last_article_is_sent(service):
    article = as_lines(*[{"text": FERRY * 500}] * 3).encode()
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as line:
        line.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        line.sendall(b"%x\r\n%s\r\n" % (len(article), article))
        received = b""
        while b'"statements"' not in received:
            received += line.recv(65_536)
        line.sendall(b"0\r\n\r\n")
        assert b"".join(iter(lambda: line.recv(65_536), b"")).endswith(b"0\r\n\r\n")


def test_a_client_that_reads_nothing_before_it_has_sent_all_is_answered(start):
    """Where both sides only wrote, each would wait for the other to read."""
    roomy = start(MAX_BATCH_ARTICLES="2000")
    body = b"{}".ljust(12_000) + b"\n"  # more than the system holds of requests, and answers more than it holds of answers
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
        line.settimeout(30)
        line.connect(("127.0.0.1", roomy.port))
        line.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % (2_000 * len(body)) + 2_000 * body)
        received = b"".join(iter(lambda: line.recv(65_536), b""))
    assert received.count(b'"status": 422') == 2_000


def test_a_client_that_hangs_up_frees_the_worker(start):
    hasty = start(WEB_CONCURRENCY="1", MAX_WAITING="1")
    body = as_lines(*[{"text": FERRY * 200}] * 400).encode()
    line = socket.create_connection(("127.0.0.1", hasty.port))
    line.sendall(HEAD + b"X-Request-ID: hasty\r\nContent-Length: %d\r\n\r\n" % len(body))
    Thread(target=sent, args=(line, body), daemon=True).start()
    assert line.recv(1_000)
    assert hasty.post("a").status == 503
    line.close()
    (told,) = hasty.journal("hasty")
    assert told["articles"] < 400
    assert "whole" not in told
    deadline = time.monotonic() + 10
    while hasty.post("a").status != 200:
        assert time.monotonic() < deadline


def sent(line, body):
    with suppress(OSError):
        line.sendall(body)


def test_the_log_tells_how_many_articles_were_read(service):
    answer = batch(service, as_lines({"text": FERRY}, {"text": 5}, {"text": FERRY}))
    (line,) = service.journal(answer.headers["x-request-id"])
    assert (line["articles"], line["refused"], line["statements"], line["length"]) == (3, 1, 2, 2 * len(FERRY))
    assert "sail" not in service.log.read_text()


def test_a_failure_over_one_article_is_its_own_problem(start):
    failing = start(app="failing:create_failing_reader()")
    first, problem, last = lines(batch(failing, as_lines({"text": "a"}, {"text": "fail"}, {"text": "b"})))
    assert (first["length"], last["length"]) == (1, 1)
    assert (problem["status"], problem["index"]) == (500, 1)
    assert "unpublished" not in json.dumps(problem)
    assert "ValueError" in [line.get("failure") for line in failing.journal(problem["request_id"])]
    assert "unpublished" not in failing.log.read_text()
