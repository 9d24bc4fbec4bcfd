"""A web page in HTML -> the article on it. Needs the extra `html` of the package; nothing is ever fetched."""

from __future__ import annotations

import importlib.util
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from service.lexicon.outlets import outlets

INSTALL = "pip install 'source-attribution[html]'"  # what makes HTML readable, where it is not

# A paragraph that is mostly links leads to other articles: "READ NEXT: …". Of the shares tried from 0.6 to 0.9 the one that
# leaves the text nearest to the articles' own; the measure is from Kohlschütter, Fankhauser & Nejdl, WSDM 2010.
_LINK_DENSITY = 0.7

# What reading a page costs grows with its tags, 30 to 60 microseconds each, and with the square of the attributes of a tag. News
# pages were seen to have up to 6,000 and 50; the limits leave ample room and keep the worst page at a few seconds.
MOST_TAGS = 100_000
MOST_ATTRIBUTES = 1_000

_QUOTED = r"""(?:[^"'>]++|"[^"]*+"?|'[^']*+'?)*+"""
# A comment, an element whose inside is no markup, or a tag. Every way of failing ends at the end of the page, so that finding
# them all is linear in its length.
_TAG = regex.compile(
    rf"<!--.*?(?:-->|\Z)|<(script|style|textarea|title|xmp|iframe|noembed|noframes)\b{_QUOTED}>?.*?(?:</\1|\Z)|<[a-z]{_QUOTED}",
    regex.IGNORECASE | regex.DOTALL,
)
_VALUE = regex.compile(r""""[^"]*+"?|'[^']*+'?""")
_ATTRIBUTE = regex.compile(r"[\s/]+[^\s/>=]|=")  # at least one for each

_OPENING = regex.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html[\s>])", regex.IGNORECASE)
_SENTENCE_END = regex.compile(r"[.!?…][\"'”’»)\]]*$")
_SITE_NAME = regex.compile(r"\s+[|·•–—-]\s+([^|·•–—]{2,60})$")
_HEADLINE_PLACE = 5  # paragraphs: before the headline stand a kicker and a date, at most
_NEITHER_TEXT_NOR_SPACE = regex.compile(r"[\p{Cs}\x00-\x08\x0e-\x1f\x7f]")  # no HTML document may hold these


@dataclass(frozen=True, slots=True)
class Webpage:
    """The article of a page, and what the page says about it; a member is None where it says nothing."""

    text: str  # the headline where there is one, then the article, a blank line between paragraphs
    title: str | None = None
    byline: str | None = None
    date: str | None = None  # of publication, ISO 8601
    publisher: str | None = None


class PageTooLarge(ValueError):
    """A page with more tags, or more attributes in one tag, than any that was made for readers."""

    def __init__(self, what: str, limit: int, size: int) -> None:
        self.what, self.limit, self.size = what, limit, size
        super().__init__(f"The page has {size} {what}; the limit is {limit}.")


def readable() -> bool:
    """Nothing -> whether the libraries that read HTML are installed."""
    return all(importlib.util.find_spec(name) for name in ("trafilatura", "w3lib"))


def is_page(body: bytes) -> bool:
    """Bytes of unknown kind -> whether they start as a page in HTML does and as no article's text would."""
    return bool(_OPENING.match(body))


def decoded(body: bytes, content_type: str | None = None) -> str:
    """Bytes of a page and the Content-Type they came with -> its characters; bytes that are none become U+FFFD.

    Where byte order mark, header and `meta` say nothing, it is UTF-8, or else Windows-1252, the web's own default (WHATWG).
    """
    from w3lib.encoding import html_to_unicode

    try:
        return html_to_unicode(content_type, body, auto_detect_fun=_guess)[1]
    except (LookupError, UnicodeError):  # the page names a codec that is no encoding of text
        return body.decode(_guess(body), "replace")


def read_page(markup: str) -> Webpage:
    """HTML -> its article; an empty text where it holds none. Raises PageTooLarge, and nothing else whatever the markup is."""
    from trafilatura import bare_extraction

    _silence()
    _measure(markup)
    tree = _tree(markup)
    found: Any = None if tree is None else bare_extraction(tree, include_comments=False, include_links=True, with_metadata=True)
    if found is None:
        return Webpage("")
    publisher = _publisher(found.sitename, found.hostname)
    title = _headline(found.title, publisher)
    paragraphs = list(_paragraphs(found.body))
    if title and not any(_key(title) in _key(paragraph) for paragraph in paragraphs[:_HEADLINE_PLACE]):
        paragraphs.insert(0, title)
    return Webpage("\n\n".join(paragraphs), title, found.author, found.date, publisher)


def _publisher(site: str | None, host: str | None) -> str | None:
    """Names that a page gives its site and its host -> the one that is a known outlet's, else the first there is."""
    names = [name for name in (site, host) if name]
    return next(filter(outlets().named, names), names[0] if names else None)


@cache
def _silence() -> None:
    """Nothing -> the libraries write no messages: they could quote the page."""
    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _measure(markup: str) -> None:
    tags = 0
    for tag in _TAG.finditer(markup):
        tags += 1
        if len(tag[0]) > MOST_ATTRIBUTES and not tag[1] and not tag[0].startswith("<!--"):
            attributes = len(_ATTRIBUTE.findall(_VALUE.sub("", tag[0])))
            if attributes > MOST_ATTRIBUTES:
                raise PageTooLarge("attributes in one tag", MOST_ATTRIBUTES, attributes)
    if tags > MOST_TAGS:
        raise PageTooLarge("tags", MOST_TAGS, tags)


def _guess(body: bytes) -> str:
    try:
        body.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _tree(markup: str) -> Any:
    """HTML -> its elements, or None where there are none."""
    import lxml.html
    from lxml.etree import ParserError

    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(_NEITHER_TEXT_NOR_SPACE.sub("\ufffd", markup).encode(), parser=parser)
    except ParserError:
        return None
    for script in tree.xpath("//script"):
        if not _is_json(script.text or ""):
            script.drop_tree()
    return tree


def _is_json(text: str) -> bool:
    """Inside of a script -> whether trafilatura can parse it; what it cannot, it searches for names, in more than square time."""
    from trafilatura.json_metadata import normalize_json
    from trafilatura.metadata import JSON_MINIFY

    try:
        json.loads(text, strict=False)
        json.loads(normalize_json(JSON_MINIFY.sub(r"\1", text)), strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _headline(title: str | None, publisher: str | None) -> str | None:
    """Title of a page and its publisher -> the title without the publisher's name behind it."""
    title = " ".join((title or "").split())
    site = _SITE_NAME.search(title)
    if site and publisher and (_key(site[1]) in _key(publisher) or _key(publisher) in _key(site[1])):
        title = title[: site.start()]
    return title or None


def _paragraphs(body: Any) -> Iterator[str]:
    """Body of an extracted article -> its paragraphs without those that only lead elsewhere."""
    from lxml.etree import strip_tags
    from trafilatura.xml import delete_element, xmltotxt

    for element in list(body.iter("p", "item", "head", "cell")):
        if _leads_elsewhere(element):
            delete_element(element)
    strip_tags(body, "ref")
    for line in xmltotxt(body, include_formatting=False).split("\n"):
        if line and not line.isspace():
            yield line.strip()


def _leads_elsewhere(element: Any) -> bool:
    text = "".join(element.itertext()).strip()
    linked = sum(len("".join(link.itertext())) for link in element.iter("ref"))
    return linked >= _LINK_DENSITY * len(text) > 0 and not _SENTENCE_END.search(text)


def _key(text: str) -> str:
    """Text -> its letters and digits alone, case folded, so that two ways of writing it compare equal."""
    return "".join(filter(str.isalnum, text)).casefold()
