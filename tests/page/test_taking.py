"""Articles into the page, statements out of it, and nothing left behind."""

import csv
import io
import json
from importlib.util import find_spec

import pytest
from page.articles import SHORT
from page.review import box, cards, drawn, marked, read, slide
from playwright.sync_api import expect

DROP = """([name, kind, bytes]) => {
  const data = new DataTransfer();
  if (name) data.items.add(new File([new Uint8Array(bytes)], name, { type: kind }));
  else data.setData("text/plain", new TextDecoder().decode(new Uint8Array(bytes)));
  for (const type of ["dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def filled(page):
    """Page -> nothing; it holds an article."""
    expect(page.locator("#text")).not_to_have_value("")


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (SHORT.encode(), SHORT),
        (b"\xef\xbb\xbf" + SHORT.encode(), SHORT),
        (SHORT.encode("utf-16"), SHORT),
        ("“Café,” said Zoë.".encode("windows-1252"), "“Café,” said Zoë."),
    ],
)
def test_a_file_is_opened_whatever_its_encoding(blank, content, shown):
    blank.set_input_files("#file", {"name": "article.txt", "mimeType": "text/plain", "buffer": content})
    filled(blank)
    assert blank.input_value("#text") == shown


@pytest.mark.parametrize("name", ["article.txt", ""])
def test_an_article_is_dropped_as_a_file_or_as_words(blank, name):
    blank.evaluate(DROP, [name, "text/plain", list(SHORT.encode())])
    filled(blank)
    assert blank.input_value("#text") == SHORT
    assert blank.locator("#length").inner_text() == f"{len(SHORT)} characters"


def test_a_file_that_is_no_text_is_told_so(blank):
    blank.evaluate(DROP, ["article.docx", "application/zip", [80, 75, 3, 4, 0, 0]])
    assert "“article.docx” is not text" in blank.locator(".notice.problem").inner_text()
    assert blank.input_value("#text") == ""


@pytest.mark.parametrize(
    ("given", "html"),
    [
        ("<!DOCTYPE html><html><body><p>a</p></body></html>", True),
        ("\n<html lang=en>", True),
        ("<?xml version='1.0'?>\n<!-- x --><html>", True),
        ("<p>“Hello,” said Ada Lind.</p>", True),
        ("“a < b,” said Ada Lind.", False),
        ("<Ada Lind> hello", False),
        ("The <p> tag, said Ada Lind, is old.", False),
    ],
)
def test_html_is_known_by_its_beginning(blank, given, html):
    blank.fill("#text", given)
    assert blank.is_checked("#is-html") is html


def test_an_empty_article_is_not_sent(blank):
    blank.fill("#text", " \n ")
    blank.click("#read")
    assert "There is no article yet" in blank.locator(".notice.problem").inner_text()


def test_control_and_enter_send_the_article(blank):
    blank.fill("#text", SHORT)
    blank.locator("#text").press("Control+Enter")
    drawn(blank)


def test_the_headline_given_beside_the_text_goes_along(blank):
    blank.fill("#title", "Ferry to sail, mayor says")
    with blank.expect_request("**/v1/attributions") as sent:
        read(blank)
    assert sent.value.post_data_json["title"] == "Ferry to sail, mayor says"
    assert "publisher" not in sent.value.post_data_json


def test_the_example_is_read_well(blank):
    blank.click("#example")
    filled(blank)
    blank.click("#read")
    drawn(blank)
    assert len(cards(blank)) >= 10


def test_another_article_can_be_read_after_the_first(blank):
    read(blank)
    blank.click("#again")
    assert blank.input_value("#text") == SHORT
    read(blank, "It snowed, Eva Torp said.")
    assert cards(blank) == ["It snowed"]


# --- what the text holds --------------------------------------------------------------------------------------------------------


def test_an_emoji_does_not_shift_the_marks(blank):
    read(blank, "😀 Emoji day 🎉\n\n“We sail 🚢 in May,” said Mayor Ada Lind 🎉.")
    assert marked(blank, "content") == ["We sail 🚢 in May"]
    assert marked(blank, "cue") == ["said"]


def test_markup_in_an_article_is_shown_as_it_is_written(blank):
    article = "“<img src=x onerror=alert(1)><b>bold</b>,” said <script>alert(2)</script> Mayor Ada Lind."
    blank.fill("#text", article)
    blank.uncheck("#is-html")
    blank.click("#read")
    drawn(blank)
    assert blank.locator("#text-marked").inner_text() == article
    assert blank.locator("#review :is(img, script, b)").count() == 0


def test_windows_line_ends_keep_the_marks_in_place(blank):
    text = SHORT.replace("\n", "\r\n")
    blank.set_input_files("#file", {"name": "article.txt", "mimeType": "text/plain", "buffer": text.encode()})
    filled(blank)
    blank.click("#read")
    drawn(blank)
    assert "We will keep the lights on" in marked(blank, "content")


CUTTING = """async () => {
  const { linesOf, segmentsOf } = await import("/page/segments.js");
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: random(60) }, () => "ab \\n\\r"[random(5)]).join("");
    const parts = Array.from({ length: random(8) }, () => {
      const start = random(text.length + 1);
      return { start, end: start + random(text.length + 1 - start) };
    });
    const lines = linesOf(text);
    const cut = segmentsOf(lines, parts);
    cut.forEach((segments, index) => {
      const { start, end } = lines[index];
      const whole = segments.map((one) => text.slice(one.start, one.end)).join("");
      if (whole !== text.slice(start, end)) throw new Error(`line ${index} of ${JSON.stringify(text)} is not whole`);
      for (const one of segments) {
        const meant = parts.filter((part) => part.start <= one.start && one.end <= part.end && part.start < part.end);
        const right = one.start < one.end && meant.length === one.parts.length;
        if (!right) throw new Error(`wrong parts in ${JSON.stringify({ text, parts })}`);
      }
    });
  }
}"""


def test_any_overlap_of_marks_leaves_the_text_whole(blank):
    blank.evaluate(CUTTING)


# --- taking along ---------------------------------------------------------------------------------------------------------------


def test_what_is_shown_is_copied_as_json(visit):
    page = read(visit(permissions=["clipboard-read", "clipboard-write"]))
    page.click("#copy")
    page.wait_for_selector(".notice.done")
    taken = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert len(taken["statements"]) == len(cards(page))
    assert taken["offset_unit"] == "utf16"
    assert {statement["mode"] for statement in taken["statements"]} == {"speech", "writing"}
    ids = {statement["id"] for statement in taken["statements"]}
    assert {one for speaker in taken["speakers"] for one in speaker["statements"]} <= ids


def test_what_is_shown_is_saved_as_a_table(blank):
    read(blank)
    box(blank, "kind", "In other words").uncheck()
    table = saved(blank)
    assert [row["speaker"] for row in table] == ["Ada Lind"]
    assert table[0]["text"] == "We will keep the lights on … All of them."
    assert table[0]["chain"] == "Ada Lind"


FIRST_CELL = """async (text) => {
  const { csvOf } = await import("/page/taking.js");
  const told = { id: text, kind: "direct", line: 1, chain: [], speaker: null, outlet: null, source: null };
  return csvOf(new Set([{ told }])).split("\\r\\n")[1];
}"""


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", '"\'=1+1"'),
        ("+1", '"\'+1"'),
        ("-1", '"\'-1"'),
        ("@SUM(A1)", '"\'@SUM(A1)"'),
        ("\t=1", '"\'\t=1"'),
        ("＝1+1", '"\'＝1+1"'),
        ('a "b", c', '"a ""b"", c"'),
        ("1 = 1", '"1 = 1"'),
        ("", '""'),
    ],
)
def test_no_cell_of_the_table_is_a_formula(blank, text, cell):
    assert blank.evaluate(FIRST_CELL, text).startswith(f"{cell},")


def test_a_statement_that_looks_like_a_formula_is_saved_as_words(blank):
    read(blank, "“@SUM(A1) is what we want, and we want it now,” said Mayor Ada Lind.")
    (row,) = saved(blank)
    assert row["text"].startswith("'@SUM(A1)")


def saved(page):
    """Page -> the rows of the table that it saves."""
    with page.expect_download() as download:
        page.click("#csv")
    assert download.value.suggested_filename == "statements.csv"
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(io.StringIO(file.read())))


def test_nothing_stays_behind(visit, service):
    page = read(visit())
    mark_all = page.locator("#text-marked .content").count()
    for place in range(mark_all):
        page.locator("#text-marked .content").nth(place).click()
    slide(page, 50)
    assert page.url == f"http://127.0.0.1:{service.port}/"
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, history.length]") == [0, 0, "", 2]
    assert page.evaluate("indexedDB.databases()") == []
    assert page.evaluate("caches.keys()") == []
    page.reload()
    assert page.input_value("#text") == ""
    assert not page.locator("#review").is_visible()


PAGE = """\
<!doctype html>
<html lang="en"><head><title>Harbour to stay open - The Zelena Post</title>
<meta property="og:site_name" content="The Zelena Post"><meta property="article:published_time" content="2025-03-14T09:20:00Z">
<meta name="author" content="Olena Horbach"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour to stay open all night</h1>
<p>“We will keep the lights on 🎉 for every ship that comes,” said Mayor Ada Lind on Friday.</p>
<p>The harbour has been closed at night for three years, since a storm damaged both of its piers and the lighthouse.</p>
<p>Officials told Reuters that the night shift would be paid from May, and that nobody would have to work two shifts.</p>
</article><footer>All rights reserved</footer></body></html>
"""


@pytest.mark.skipif(find_spec("trafilatura") is None, reason="HTML is read by the extra `html`: pip install -e '.[html]'")
def test_a_web_page_is_shown_as_the_article_on_it(blank):
    read(blank, PAGE)
    assert "We will keep the lights on 🎉 for every ship that comes" in marked(blank, "content")
    shown = blank.locator("#text-marked").inner_text()
    assert "Sport" not in shown
    assert "<p>" not in shown
    assert "2025-03-14" in blank.locator("#imprint").inner_text()
    blank.click("#again")
    read(blank)
    assert not blank.locator("#imprint").is_visible()
