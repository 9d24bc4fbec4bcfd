"""Every way of sending an article, and every way of getting it wrong."""

import json
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

ARTICLE = "Ferry to return\n\n“We sail in May,” Reuters quoted Mayor Ada Lind as saying.\n"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def words(answer):
    return [statement["text"] for statement in answer.json()["statements"]]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (ARTICLE, "text/plain"),
        (ARTICLE, "text/plain; charset=utf-8"),
        (ARTICLE, "Text/Plain; charset=UTF-8"),
        (ARTICLE, FORM),
        (json.dumps({"text": ARTICLE}), JSON),
        (json.dumps({"text": ARTICLE}, ensure_ascii=False), "application/json; charset=utf-8"),
    ],
)
def test_an_article_is_read_however_it_is_sent(service, body, kind):
    answer = service.post(body, kind=kind)
    assert answer.status == 200
    assert answer.json()["length"] == len(ARTICLE)
    assert words(answer) == ["We sail in May"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_json_may_come_in_any_unicode_encoding(service, encoding):
    answer = service.post(json.dumps({"text": ARTICLE}, ensure_ascii=False).encode(encoding), kind=JSON)
    assert answer.status == 200
    assert answer.json()["length"] == len(ARTICLE)


@pytest.mark.parametrize(
    ("body", "length"),
    [
        ("text=One+ferry%0Atwo", 13),  # a form
        ("text=%E2%82%AC&min_confidence=0.5&modes=speech", 1),
        ("text=one ferry", 14),  # white space: an article
        ("text=one\n", 9),
        ("text=é", 6),  # beyond ASCII: an article
        ("texts=one", 9),
        ("A text=b", 8),
    ],
)
def test_under_curls_default_type_a_form_is_told_from_an_article(service, body, length):
    answer = service.post(body, kind=FORM)
    assert answer.status == 200
    assert answer.json()["length"] == length


@pytest.mark.parametrize(
    ("body", "status"),
    [("text=%FF", 400), ("text=a&min_confidence=much", 422), ("text=a&html=%3Cp%3E", 422), ("text=a&surprise=1", 422)],
)
def test_a_bad_form_is_refused(service, body, status):
    assert service.post(body, kind=FORM).status == status


@pytest.mark.parametrize("kind", ["application/xml", "multipart/form-data", "", "text/plain; charset=windows-1252"])
def test_other_types_are_refused_with_the_line_that_works(service, kind):
    answer = service.post(ARTICLE, kind=kind)
    assert answer.status == 415
    assert (
        f"curl --data-binary @article.txt 'http://127.0.0.1:{service.port}/v1/attributions?format=text'"
        in answer.json()["detail"]
    )


PAGE = """<!DOCTYPE html><html><head><title>Ferry to return</title><meta property="og:site_name" content="Bay News">
<meta name="author" content="Olena Horbach"></head><body><nav><a href="/">Home</a></nav><article>
<p>The ferry lay in dock for three years, and the islanders went to the mainland by fishing boat in all weathers.</p>
<p>It takes forty cars, and it needs the better part of an hour from the old harbour to the island.</p>
<p>😀 “We sail in May,” Reuters quoted Mayor Ada Lind as saying.</p></article></body></html>"""


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PAGE, "text/html"),
        (PAGE.encode("utf-16"), "text/html"),
        (PAGE.encode("utf-16"), "text/html; charset=utf-16"),
        (PAGE, "TEXT/HTML; charset=UTF-8"),
        (json.dumps({"html": PAGE}), JSON),
        (PAGE, FORM),  # as curl sends a file of HTML unasked
        ("\ufeff\n" + PAGE.lower().replace("ada lind", "Ada Lind").replace("reuters", "Reuters"), FORM),
        (urlencode({"html": PAGE}), FORM),
    ],
    ids=lambda value: repr(value[:30]),
)
def test_a_page_in_html_is_read_and_its_article_comes_back(service, body, kind):
    answer = service.post(body, kind=kind)
    assert answer.status == 200
    told = answer.json()
    (statement,) = told["statements"]
    assert statement["text"].lower() == "we sail in may"
    assert "home" not in told["text"].lower()
    assert told["length"] == len(told["text"])
    for span in (*statement["contents"], statement["cue"], statement["source"], statement["outlet"]["named_at"]):
        assert told["text"][span["start"] : span["end"]] == span["text"]
    assert told["page"]["title"].lower() == "ferry to return"
    assert (told["page"]["byline"], told["page"]["date"]) == ("Olena Horbach", None)
    assert told["page"]["publisher"].lower() == "bay news"


def test_the_offsets_of_a_page_count_its_article_in_the_unit_asked_for(service):
    told = service.post(PAGE, "?offset_unit=utf16", "text/html").json()
    units = told["text"].encode("utf-16-le")
    place = told["statements"][0]["contents"][0]
    assert units[2 * place["start"] : 2 * place["end"]].decode("utf-16-le") == "We sail in May"


def test_what_the_client_says_of_an_article_goes_before_what_its_page_says(service):
    page = (
        "<html><head><title>Home</title></head><body><p>Talks to resume, says port</p><p>The port opens in May.</p></body></html>"
    )
    headline = {"title": "Talks to resume, says port"}
    sections = {statement["section"] for statement in service.post_json(html=page, **headline).json()["statements"]}
    assert sections == {"headline"}


def test_only_pages_have_their_text_sent_back(service):
    told = service.post(ARTICLE).json()
    assert "text" not in told
    assert "page" not in told


@pytest.mark.parametrize("kind", ["text/html", JSON])
def test_a_page_beyond_all_measure_is_413(service, kind):
    page = "<br>" * 100_001
    answer = service.post(json.dumps({"html": page}) if kind == JSON else page, kind=kind)
    assert answer.status == 413
    assert (answer.json()["limit"], answer.json()["size"]) == (100_000, 100_001)


def test_the_text_of_a_page_has_the_limit_of_a_text(service):
    answer = service.post("<p>" + "Ferries sail. " * 40_000, kind="text/html")
    assert answer.status == 413
    assert answer.json()["limit"] == 500_000


def test_without_its_libraries_html_is_refused_with_the_line_that_installs_them(start):
    service = start(app="without_html:create_app()")
    for body, kind in [(PAGE, "text/html"), (json.dumps({"html": PAGE}), JSON), (PAGE, FORM)]:
        answer = service.post(body, kind=kind)
        assert answer.status == 415
        assert "pip install 'source-attribution[html]'" in answer.json()["detail"]
    assert service.post(ARTICLE).status == 200


def test_a_compressed_body_is_refused(service):
    assert service.post(ARTICLE, Content_Encoding="gzip").status == 415


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{'text': 'a'}",
        b'{"text": "a"} b',
        b'{"text": "a", "min_confidence": NaN}',
        b'{"text": "a", "min_confidence": Infinity}',
        b'{"text": "a", "min_confidence": -Infinity}',
        b'{"text": "a\nb"}',
        b'{"text": "\xff"}',
        b'{"text": "\xed\xa0\x80"}',  # half of a surrogate pair, as bytes
        b'{"text": "a", "min_confidence": ' + b"1" * 10_000 + b"}",
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"text": ' * 100_000,
    ],
    ids=lambda body: repr(body[:40]),
)
def test_unreadable_json_is_400(service, body):
    answer = service.post(body, kind=JSON)
    assert answer.status == 400
    assert answer.json()["errors"] == []


@pytest.mark.parametrize("kind", ["text/plain", FORM])
@pytest.mark.parametrize("body", [b"caf\xe9", b"\xed\xa0\x80", b"\xff\xfea\x00"])
def test_text_that_is_not_utf8_is_400(service, body, kind):
    assert service.post(body, kind=kind).status == 400


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({}, "/text"),
        ({"text": None}, "/text"),
        ({"text": 5}, "/text"),
        ({"text": ["a"]}, "/text"),
        ({"text": "half \ud83d of a pair"}, "/text"),
        ({"text": "a", "title": "\udc00"}, "/title"),
        ({"text": "a", "html": "<p>"}, "/html"),
        ({"text": "a", "surprise": 1}, "/surprise"),
        ({"text": "a", "url": "http://example.org"}, "/url"),
        ({"text": "a", "id": 7}, "/id"),
        ({"text": "a", "title": "t" * 1001}, "/title"),
        ({"text": "a", "language": "xx"}, "/language"),
        ({"text": "a", "language": "english"}, "/language"),
        ({"text": "a", "min_confidence": "0.5"}, "/min_confidence"),
        ({"text": "a", "min_confidence": True}, "/min_confidence"),
        ({"text": "a", "min_confidence": None}, "/min_confidence"),
        ({"text": "a", "min_confidence": 1.01}, "/min_confidence"),
        ({"text": "a", "min_confidence": -0.01}, "/min_confidence"),
        ({"text": "a", "min_confidence": 10**400}, "/min_confidence"),
        ({"text": "a", "modes": "speech"}, "/modes"),
        ({"text": "a", "modes": []}, "/modes"),
        ({"text": "a", "modes": ["speech", "song"]}, "/modes/1"),
        ({"text": "a", "modes": [{}]}, "/modes/0"),
        ({"text": "a", "sections": ["bodies"]}, "/sections/0"),
        ({"text": "a", "offset_unit": "bytes"}, "/offset_unit"),
        ({"text": "a", "offset_unit": 3.7}, "/offset_unit"),
        ({"text": "a", "explain": "true"}, "/explain"),
        ({"text": "a", "explain": 1}, "/explain"),
    ],
    ids=repr,
)
def test_what_the_service_cannot_take_is_422_with_its_place(service, members, pointer):
    answer = service.post_json(**members)
    assert answer.status == 422
    assert pointer in [fault["pointer"] for fault in answer.json()["errors"]]


@pytest.mark.parametrize("value", ["text", 5, None, [{"text": "a"}], True])
def test_json_that_is_no_object_is_422(service, value):
    assert service.post(json.dumps(value), kind=JSON).status == 422


def test_an_unknown_name_that_could_be_text_is_not_repeated(service):
    answer = service.post_json(text="a", **{"The minister said": 1})
    assert answer.json()["errors"] == [{"pointer": "", "detail": "Unknown field."}]
    assert b"minister" not in answer.body


@pytest.mark.parametrize(
    "query",
    [
        "?min_confidence=high",
        "?min_confidence=nan",
        "?min_confidence=2",
        "?modes=song",
        "?modes=",
        "?sections=body,bodies",
        "?offset_unit=bytes",
        "?explain=maybe",
        "?language=xx",
        "?format=xml",
        "?text=drafts+belong+in+bodies",
        "?surprise=1",
    ],
)
def test_a_bad_query_is_422(service, query):
    answer = service.post(ARTICLE, query)
    assert answer.status == 422
    assert answer.json()["errors"][0]["pointer"].startswith("/" + query[1:].partition("=")[0])


def test_a_query_that_is_not_utf8_is_400(service):
    assert service.post(ARTICLE, "?title=%FF").status == 400


def test_everything_wrong_is_told_at_once(service):
    errors = service.post_json(text=1, explain=1, surprise=1).json()["errors"]
    assert {fault["pointer"] for fault in errors} == {"/text", "/explain", "/surprise"}


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({f"surprise{number}": 1 for number in range(50_000)}),
        json.dumps({"text": "a", "modes": ["song"] * 100}),
        json.dumps({"text": "a", "modes": ["song"] * 200_000}),
    ],
    ids=["names", "values", "too many values"],
)
def test_a_request_full_of_faults_gets_a_short_answer(service, body):
    answer = service.post(body, kind=JSON)
    assert answer.status == 422
    assert 1 <= len(answer.json()["errors"]) <= 20


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.binary() | st.text().map(str.encode), st.sampled_from(["text/plain", FORM, JSON]), st.sampled_from(["", "?format=text"])
)
@example(b'{"text": "\\u0000\\uffff"}', JSON, "")
@example(b'{"text": "a", "min_confidence": 1e999}', JSON, "")
def test_no_body_fails_the_service(service, body, kind, query):
    assert service.post(body, query, kind).status in {200, 400, 422}


def test_absent_and_null_options_are_the_defaults(service):
    plain = service.post_json(text=ARTICLE)
    nulls = service.post_json(text=ARTICLE, id=None, title=None, publisher=None, language=None)
    said = service.post_json(
        text=ARTICLE,
        min_confidence=0,
        modes=["speech", "writing"],
        sections=["headline", "body", "caption", "label", "list"],
        offset_unit="code_point",
        explain=False,
    )
    assert plain.body == nulls.body == said.body


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en-Latn-US"])
def test_a_language_may_come_with_its_region(service, language):
    assert service.post_json(text=ARTICLE, language=language).json()["language"] == "en"


def test_options_may_stand_in_the_query_of_a_text(service):
    answer = service.post(ARTICLE, "?id=7&explain=true&modes=speech,thought&modes=writing&offset_unit=utf8&publisher=Bay%20News")
    assert answer.json()["id"] == "7"
    assert answer.json()["offset_unit"] == "utf8"
    assert answer.json()["statements"][0]["reasons"]


def test_what_the_json_says_goes_before_what_the_query_says(service):
    answer = service.post_json("?id=query&explain=1", text=ARTICLE, id="body")
    assert answer.json()["id"] == "body"
    assert answer.json()["statements"][0]["reasons"]


def test_the_confidence_bound_is_inclusive(service):
    exact = service.post_json(text=ARTICLE).json()["statements"][0]["confidence"]
    assert len(service.post_json(text=ARTICLE, min_confidence=exact).json()["statements"]) == 1
    assert service.post_json(text=ARTICLE, min_confidence=min(1, exact + 0.001)).json()["statements"] == []


def test_modes_that_are_not_asked_for_stay_out(service):
    assert words(service.post_json(text=ARTICLE, modes=["thought"])) == []


def test_of_a_key_given_twice_the_last_one_counts(service):
    answer = service.post(b'{"text": "first", "id": "a", "id": "b", "text": "second one"}', kind=JSON)
    assert (answer.json()["id"], answer.json()["length"]) == ("b", 10)


@pytest.mark.parametrize(
    "text",
    [
        "nothing\x00here\x00",
        "one\r\ntwo\r\n\r\nthree",
        "no\xa0break\u202fspace",
        "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg",
        "İstanbul'da “İ” ﬁ ẞ ǅ",
        "e\u0301 is not \xe9, \u212b is not \xc5",
        "inner \ufeff mark",
        "😀 𝔸 👩‍👩‍👧‍👦",
        "\u202eright to left",
    ],
    ids=ascii,
)
@pytest.mark.parametrize("as_json", [True, False])
def test_no_character_is_changed_or_moved(service, text, as_json):
    article = f"{text}\n\n“Before {text.split()[0]} after,” said Mayor Ada Lind.\n"
    answer = service.post_json(text=article) if as_json else service.post(article)
    assert answer.status == 200
    assert answer.json()["length"] == len(article)
    for statement in answer.json()["statements"]:
        for span in (*statement["contents"], statement["cue"], statement["source"]):
            assert span is None or article[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(
    ("breaks", "line"), [("\n\n", 3), ("\r\n\r\n", 3), ("\r\r", 3), ("\u2028\n", 2), ("\x85\x0b\x0c\x1c\u2029\n", 2)], ids=ascii
)
def test_only_lf_crlf_and_cr_end_a_line(service, breaks, line):
    answer = service.post(f"Ferry to return in the spring{breaks}“We sail in May,” Reuters quoted Mayor Ada Lind as saying.")
    assert [statement["line"] for statement in answer.json()["statements"]] == [line]


def codes(answer):
    return [warning["code"] for warning in answer.json()["warnings"]]


@pytest.mark.parametrize("as_json", [True, False])
def test_a_byte_order_mark_is_dropped_with_a_warning(service, as_json):
    answer = service.post_json(text="\ufeff" + ARTICLE) if as_json else service.post("\ufeff" + ARTICLE)
    assert codes(answer) == ["byte_order_mark"]
    assert answer.json()["length"] == len(ARTICLE)
    content = answer.json()["statements"][0]["contents"][0]
    assert ARTICLE[content["start"] : content["end"]] == content["text"]


def test_only_one_byte_order_mark_is_dropped(service):
    assert service.post("\ufeff\ufeffa").json()["length"] == 2


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff"])
def test_an_empty_article_has_no_statements_and_a_warning(service, text):
    answer = service.post(text)
    assert answer.status == 200
    assert answer.json()["statements"] == []
    assert "empty_text" in codes(answer)


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("A word. " * 200, True),
        ("A word. " * 200 + "\n", False),
        ("A word. " * 100 + "\r" + "A word. " * 100, False),
        ("A word.", False),
    ],
)
def test_a_long_article_without_line_breaks_is_warned_about(service, text, warned):
    answer = service.post(text, kind=FORM)
    assert codes(answer) == ["no_line_breaks"] * warned
    assert ("--data-binary" in answer.text) == warned
