"""Families of texts by length: plain news, and what breaks readers of text.

A family is a unit that is repeated, or numbered units where each must differ; each family is one thing that could cost more than
its length. Everyone in them is invented.
"""

from __future__ import annotations

import json
import pathlib
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle

Family = Callable[[int], str]  # code points -> a text of that length

_EXAMPLES = (pathlib.Path(__file__).parent.parent / "examples" / "ferry.txt",)
_SYLLABLES = ("ba", "do", "fi", "gu", "ka", "lo", "mi", "nu", "pa", "ro", "si", "tu", "va", "zo", "le", "ri")


def articles(path: pathlib.Path | None) -> list[str]:
    """JSON lines with a "text" each, or None for the articles of the project -> texts."""
    if path is None:
        return [example.read_text(encoding="utf-8") for example in _EXAMPLES]
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def news(texts: list[str], length: int) -> str:
    """Articles -> one page of that many code points, which has them one after another, again and again."""
    parts: list[str] = []
    have = 0
    for text in cycle(texts):
        parts.append(text + "\n\n")
        have += len(text) + 2
        if have >= length:
            break
    return "".join(parts)[:length]


def _again(unit: str) -> Family:
    return lambda length: (unit * (length // len(unit) + 1))[:length]


def _numbered(unit: Callable[[int], str]) -> Family:
    def text(length: int) -> str:
        parts: list[str] = []
        have = number = 0
        while have < length:
            parts.append(unit(number))
            have += len(parts[-1])
            number += 1
        return "".join(parts)[:length]

    return text


def _word(number: int) -> str:
    """A number -> a word that looks like a name, another one for each number."""
    return "".join(_syllables(number)).capitalize()


def _syllables(number: int) -> Iterator[str]:
    yield _SYLLABLES[number % 16]
    while number := number // 16:
        yield _SYLLABLES[number % 16]


def _nested(opening: str, closing: str) -> Family:
    """Marks around a word each -> all opened in the first half of the text, and closed in the second."""

    def text(length: int) -> str:
        depth = max(1, length // (len(opening) + len(closing) + 10))
        return (f"{opening}he said " * depth + f"no{closing} " * depth)[:length]

    return text


_turns = _numbered(lambda number: f"{_word(number)}: No, it does not rain.\n")

HOSTILE: Mapping[str, Family] = {
    # Marks
    "straight quotation marks": _again('"'),
    "straight single marks": _again("'"),
    "opening marks": _again("“"),
    "closing marks": _again("”"),
    "spaced quotation marks": _again('" '),
    "alternating marks": _again("“‘"),
    "alternating straight marks": _again("\"'"),
    "marks of all kinds": _again("«„‹「“‘'\"”’」›“»"),
    "marks nested in turn": _nested("“", "”"),
    "marks nested by kind": _nested("“‘«", "»’”"),
    "one mark unclosed": lambda length: "“" + ("the mayor said it rains " * (length // 20 + 1))[: length - 1],
    "a mark a line unclosed": _again("“Lind said it\n\n"),
    "quotations of a word": _again("“it rains” "),
    "quotations one after another": _again("“We will not sell it. ” "),
    "quotations that are spoken": _again("Lind said: “It rains in May.” "),
    "plurals' apostrophes": _again("the boys' "),
    "brackets opened": _again("("),
    "brackets nested": _nested("(", ")"),
    "acronyms in brackets": _again("(AMOR) "),
    "commas": _again(", "),
    "colons": _again(": "),
    "dashes": _again("– "),
    "colons and dashes tight": _again(":-–"),
    "full stops": _again("."),
    "full stops spaced": _again(". "),
    "question marks in turn": _again("?!"),
    "tags": _again("<a "),
    "tags unclosed": _again("<"),
    "symbols": _again("§%&/=+*#~"),
    # Characters
    "one word": _again("a"),
    "one word in capitals": _again("A"),
    "one number": _again("1"),
    "combining marks": lambda length: ("e" + "\u0301" * length)[:length],
    "letters with combining marks": _again("e\u0301"),
    "bidi": _again("\u202e\u2066said\u2069\u202c "),
    "zero-width": _again("\u200b"),
    "zero-width within words": _again("sa\u200bid Li\u200dnd "),
    "lone surrogates": _again("\ud83d said "),
    "NUL": _again("\x00"),
    "ships": _again("🚢"),
    "letters without spaces": _again("市長は言った"),
    "letters that grow in lower case": _again("İ "),
    "blanks": _again(" "),
    "tabs and no-break spaces": _again("\t\xa0"),
    "line breaks": _again("\n"),
    "mixed line breaks": _again("a\r\n\n\rb\u2028c\u2029\x0b"),
    # Words
    "letters": _again("a "),
    "letters in capitals": _again("A "),
    "said": _again("said "),
    "he said she said": _again("he said she said "),
    "the mayor said that": _again("the mayor said that "),
    "according to": _again("according to "),
    "a name": _again("Ada Lind "),
    "a name between commas": _again("Lind, "),
    "names": _numbered(lambda number: f"{_word(number)} {_word(number * 7 + 1)} "),
    "surnames": _numbered(lambda number: f"{_word(number)} Lind, "),
    "first names": _numbered(lambda number: f"Ada {_word(number)} "),
    "names that speak": _numbered(lambda number: f"{_word(number)} {_word(number * 7 + 1)} said it rains. "),
    "names described": _numbered(lambda number: f"Ada {_word(number)}, head of the {_word(number * 3)} union, said so. "),
    "roles that speak": _numbered(lambda number: f"the {_word(number)} minister said the official said it rains. "),
    "a mayor unnamed": _again("The mayor said it rains. His lawyer said it rains. "),
    "two ministers": _again("The two ministers said it rains. "),
    "their officials": lambda length: (
        ("Their officials walked home. " * (length // 29))[: length - 40] + " Their officials said it rains."
    ),
    "an old woman": _again("An old woman stood there. She said it rains. "),
    "on a show": _again("Lind was on CNN on Sunday. She said it rains. “No,” she said. "),
    "one of the officials": _again("One of the officials said it rains. "),
    "capitals": _again("MAYOR LIND SAYS NO "),
    "an outlet": _again("Reuters "),
    "outlets": _again("Reuters, TASS, AFP, Politico, The Times, "),
    "citing": _again("citing Reuters, "),
    "told an outlet": _again("Lind told Reuters "),
    "quoted by": _again("Reuters quoted TASS quoting AFP, "),
    "the newspaper": _again("the newspaper said it rains, Le Monde, "),
    "as saying": _again("quoted as saying "),
    "prepositions": _again("of the "),
    "of names": _again("of the Port of Zelena "),
    "initials": _again("A. B. "),
    "abbreviations": _again("Mr. "),
    "pointed words": _again("U.S."),
    "domains": _again("a.b.com "),
    "domain without end": _again("a."),
    "hyphens": _again("a-"),
    "apostrophes in words": _again("a'b"),
    "digits": _again("7 "),
    "numbers": _numbered(lambda number: f"{number} "),
    "dates": _again("1/2/"),
    # Lines
    "lines": _again("a\n"),
    "headlines": _again("Mayor: it will rain – Kremlin\n"),
    "labels": _again("Source: Lind\n"),
    "quote labels": _again("Quote: “it rains”\n"),
    "turns": _again("LIND: It rains.\n"),
    "names of turns": _turns,
    "names of turns beside others": lambda length: "Q: Why does it rain?\nA: It does not.\n" + _turns(length - 40),
    "list": _again("- Lind said it rains\n"),
    "colons before lists": _again("Lind said:\n- no\n"),
    "clocks": _again("11:00\n"),
    "bylines": _again("By Ada Lind\n"),
    "captions": _again("Photo: Ada Lind / Reuters\n"),
    "datelines": _again("ZELENA (Reuters) – The mayor said it rains.\n"),
    "quoted lines": _again("“Lind said it”\n\n"),
    "credits": _again("Copyright 2024 Reuters\n"),
}
