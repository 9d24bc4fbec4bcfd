"""Web pages in HTML."""

import subprocess
import sys
import time
from contextlib import suppress

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from service.webpage import MOST_ATTRIBUTES, MOST_TAGS, PageTooLarge, decoded, read_page

SAID = "“We sail in May,” Mayor Ines Aldarro told the harbour board on Friday evening."
BODY = f"<p>{SAID}</p><p>The ferry lay in dock for three years, and the islanders went to the mainland by fishing boat.</p>"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry to return | The Zelena Post</title>
<meta property="og:site_name" content="The Zelena Post"><meta name="author" content="Olena Horbach">
<meta property="article:published_time" content="2025-03-14T09:20:00Z"><script>var tracked = "<p>Not said</p>";</script></head>
<body><nav><ul><li><a href="/a">World</a></li><li><a href="/b">Sport</a></li></ul></nav>
<article><h1>Ferry to return</h1>{BODY}
<p>READ NEXT: <a href="/c">Bakers strike over night work in the old town</a></p>
<p>Verin said the fares &ndash; &euro;4 &amp; up &#8211; would stay, <a href="/d">and the timetable too</a>.</p></article>
<footer>All rights reserved by the Zelena Post and its partners</footer></body></html>"""


def test_a_page_tells_its_article_and_what_else_it_says():
    page = read_page(PAGE)
    assert page.text.split("\n\n") == [
        "Ferry to return",
        SAID,
        "The ferry lay in dock for three years, and the islanders went to the mainland by fishing boat.",
        "Verin said the fares – €4 & up – would stay, and the timetable too.",
    ]
    assert (page.title, page.byline, page.date) == ("Ferry to return", "Olena Horbach", "2025-03-14")
    assert page.publisher == "The Zelena Post"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ('<meta property="og:site_name" content="Reuters">', "Reuters"),
        (
            '<meta property="og:url" content="https://www.reuters.com/x"><meta property="og:site_name" content="Home">',
            "reuters.com",
        ),
        ('<meta property="og:url" content="https://news.example.org/x">', "News.example.org"),
        ("", None),
    ],
)
def test_the_publisher_is_named_as_outlets_are_known(head, publisher):
    found = read_page(f"<html><head>{head}</head><body>{BODY}</body></html>").publisher
    assert (found and found.lower()) == (publisher and publisher.lower())


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("Ferry to return", "<h1>Ferry to return</h1>", "Ferry to return"),
        ("Ferry to return - Bay News", "", "Ferry to return"),
        ("Ferry to return", "", "Ferry to return"),
        ("Ferry – a new start", "<h1>Ferry – a new start</h1>", "Ferry – a new start"),
        ("", "", None),
    ],
)
def test_the_headline_opens_the_text_once_and_without_the_site(title, heading, expected):
    head = f'<title>{title}</title><meta property="og:site_name" content="Bay News">'
    page = read_page(f"<html><head>{head}</head><body><article>{heading}{BODY}</article></body></html>")
    assert page.title == expected
    assert page.text.startswith((expected or SAID) + "\n\n")
    assert page.text.count("Ferry") == (1 if expected else 0)


@pytest.mark.parametrize(
    "markup", [f"<p>{SAID}</p>", SAID, f"<div>{SAID}", f"{SAID}<br><br>The end.", f"<p><b>{SAID}", f"\ufeff<p>{SAID}</p>"]
)
def test_a_piece_of_a_page_is_read_too(markup):
    assert SAID in read_page(markup).text


@pytest.mark.parametrize("markup", ["", " ", "<", "<!-- nothing -->", "<html></html>", "<frameset>", "\x00", "<img src=x>", "&"])
def test_a_page_without_an_article_has_no_statement(markup):
    assert len(read_page(markup).text) <= 1


@pytest.mark.parametrize(
    ("body", "header", "expected"),
    [
        ("é".encode(), None, "é"),
        ("é".encode("cp1252"), None, "é"),
        ("“é”".encode("cp1252"), "text/html; charset=iso-8859-1", "“é”"),
        ("é".encode("cp1251", "replace") + "ж".encode("cp1251"), "text/html; charset=windows-1251", "?ж"),
        (b'<meta charset="windows-1251">' + "ж".encode("cp1251"), None, '<meta charset="windows-1251">ж'),
        (b'<meta charset="windows-1251">' + "ж".encode(), "text/html; charset=utf-8", '<meta charset="windows-1251">ж'),
        ("é".encode("utf-8-sig"), "text/html; charset=windows-1251", "é"),
        ("é".encode("utf-16"), None, "é"),
        (b"\xff\xfe", None, ""),
        (b"a\xffb", "text/html; charset=utf-8", "a\ufffdb"),
        ("é".encode(), "text/html; charset=hex", "é"),
        ("é".encode(), "text/html; charset=idna", "é"),
        ("é".encode(), "text/html; charset=no-such", "é"),
        (b'<meta charset="unicode_escape">\\ud800', None, None),
    ],
    ids=repr,
)
def test_bytes_are_read_as_a_browser_reads_them(body, header, expected):
    text = decoded(body, header)
    assert expected is None or text == expected
    assert read_page(text).text.encode() is not None


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<br>" * (MOST_TAGS + 1), "tags"),
        ("<p " + " ".join(f"a{number}=1" for number in range(MOST_ATTRIBUTES + 1)) + ">", "attributes in one tag"),
        ("<p " + " ".join(f"a{number}" for number in range(MOST_ATTRIBUTES + 1)) + ">", "attributes in one tag"),
        ("<p " + "".join(f"a{number}='<'" for number in range(MOST_ATTRIBUTES + 1)) + ">", "attributes in one tag"),
    ],
)
def test_a_page_that_no_reader_could_want_is_refused(markup, what):
    with pytest.raises(PageTooLarge) as refused:
        read_page(markup)
    assert refused.value.what == what
    assert refused.value.size > refused.value.limit


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 5_000 + SAID,
        "<b><i>" * 3_000 + SAID,
        f'<p title="{"x y " * 50_000}">{SAID}',
        "<!--" + "a" * 200_000,
        "<script>" * 5_000 + SAID,
        '<script type="application/ld+json">{"author":"' + '\\"a ' * 10_000 + "</script>" + SAID,
        '<script type="application/ld+json">' + '{"a":[' * 20_000 + "</script>" + SAID,
        "<p>" + "&amp;" * 10_000,
        "<p>a" + "\x00\x1b\x07" * 10_000,
        "<title>a" + " - " * 30_000 + "b</title>" + SAID,
        "<p><a href=x>" + '."' * 50_000 + "x</a>",
        "<" * 20_000,
        "<a <a " * 20_000,
        "<p '\"" * 20_000,
    ],
    ids=lambda markup: repr(markup[:40]),
)
def test_a_hostile_page_costs_seconds_at_most(markup):
    start = time.process_time()
    with suppress(PageTooLarge):
        read_page(markup)
    assert time.process_time() - start < 5


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<a href=x>", "<table><tr>", "<td>", "&", "\x00", "😀", PAGE, SAID]) | st.text()))
def test_no_markup_raises_and_every_text_can_be_written(parts):
    page = read_page("".join(parts).encode("utf-8", "replace").decode())
    assert all(value is None or value.encode() is not None for value in (page.text, page.title, page.byline, page.publisher))


WATCHED = """
import sys
OUTSIDE = ("socket.connect", "socket.getaddrinfo", "urllib.", "subprocess.")
sys.addaudithook(lambda event, _: event.startswith(OUTSIDE) and sys.exit("reached out: " + event))
from service.webpage import read_page
read_page('''<html><head><base href="http://127.0.0.1:1/"><meta http-equiv=refresh content="0;url=http://127.0.0.1:1/">
<link rel=canonical href="http://127.0.0.1:1/"><link rel=stylesheet href="/a.css"><!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">
</head><body><iframe src="/f"></iframe><img src="/i"><p>%s</p></body></html>''')
"""


def test_reading_a_page_opens_no_connection():
    run = subprocess.run([sys.executable, "-c", WATCHED % SAID], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr[-500:]
