"""Labels: what opens a label line ("Source: …") or a speaker's turn ("LOKORIO: …")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from service.lexicon.page import Page
from service.model import Label, Span

TURN = "turn"
_COLON = r"\s{0,2}[:：]"
_ROLES = ("source", "details", "quote", "background", "update", "other")
_NAME = r"[^\s:：][^:：\r\n]{0,80}?"
_SPEAKER = re.compile(r"[\"“]?([^\W\d_][\w.'’\- ]{0,38})(?:\s\([^()\r\n]{1,40}\))?\s?:(?=\s)")
_LABEL_REACH = 140  # code points; a label with the name of whom it quotes
_TURN_REACH = 100  # code points; a name of 40 and its function in brackets
_TURN_WORDS = 2  # spaces in the shortest turn that counts under a name in ordinary letters: "Yes, I do."
_INTERVIEW = 3  # turns
_SPEAKERS = 16  # of one conversation, at most
_PROSE_ENDS = ".?!:…\"”’'"


@cache
def _role_of(page: Page) -> dict[str, str]:
    return {word: role for role in _ROLES for word in getattr(page.labels, role)}


@cache
def _opener(page: Page) -> re.Pattern[str]:
    """Page's words -> the pattern of a label: its words (1), whom it names (2)."""
    words = "|".join(re.escape(word).replace("'", "['’]") for word in sorted(_role_of(page), key=len, reverse=True))
    links = "|".join(map(re.escape, sorted(page.labels.name_links)))
    return re.compile(rf"({words})(?:\s(?:{links})\s({_NAME}))?(?:{_COLON}|$)", re.IGNORECASE)


def label(text: str, paragraph: Span, page: Page) -> Label | None:
    """A paragraph -> the label that opens it, with its colon, or None.

    A label without a colon counts only where it is all of its line. Only a quotation's label names somebody.
    """
    match = _opener(page).match(text, paragraph.start, min(paragraph.end, paragraph.start + _LABEL_REACH))
    if not match or (match.end() < paragraph.end and match[0][-1] not in ":："):
        return None
    role = _role_of(page).get(match[1].casefold().replace("’", "'"))
    name = Span(*match.span(2)) if match[2] else None
    if role is None or (name and (role != "quote" or match[0][-1] not in ":：")):
        return None
    return Label(Span(*match.span()), role, name)


def _is_name(words: str) -> bool:
    return all(word[0].isupper() for word in words.split())


def _is_upper(words: str) -> bool:
    return words == words.upper() and words != words.lower()


def _turn(text: str, paragraph: Span, page: Page) -> Label | None:
    """A paragraph -> the label that it has if it is somebody's turn; whether there are turns, the page must show."""
    window = min(paragraph.end, paragraph.start + _TURN_REACH)
    match = _SPEAKER.match(text, paragraph.start, window) if text.find(":", paragraph.start, window) >= 0 else None
    if not match:
        return None
    name = match[1]
    rest = text[match.end() : paragraph.end].strip()
    if not rest or name.lower() in page.labels.no_turns or (_is_upper(rest) and " " in rest):
        return None
    return Label(Span(paragraph.start, match.end()), TURN, Span(*match.span(1)))


def _is_dialogue(names: Mapping[int, str]) -> bool:
    """Names by paragraph -> whether two paragraphs on end have one, or a name comes again."""
    return any(index + 1 in names for index in names) or len(set(names.values())) < len(names)


def _is_speaker(text: str, paragraphs: Sequence[Span], index: int, name: str) -> bool:
    """The only paragraph with a name in capitals -> whether the text knows the name, and the paragraph follows prose."""
    before = text[paragraphs[index - 1].end - 1] if index else ""
    return before in _PROSE_ENDS and (name.title() in text or name.capitalize() in text)


def turns(text: str, paragraphs: Sequence[Span], page: Page) -> dict[int, Label]:
    """Paragraphs of a page -> for those that are speakers' turns their labels.

    A turn opens with a name in capitals, or a role such as "Q", and a colon. Names in ordinary letters count only in an
    interview: where three turns at least are sentences and somebody speaks twice, where all stand behind questions, or
    beside others' turns if the text has the name elsewhere.
    """
    capitals: dict[int, Label] = {}
    ordinary: dict[int, Label] = {}
    for index, paragraph in enumerate(paragraphs):
        turn = _turn(text, paragraph, page) if index else None  # the first line is a headline: "MINISTER: We will pay"
        if turn is None or turn.name is None:
            continue
        name = turn.name.of(text)
        if _is_upper(name) or name.lower() in page.labels.turns:
            capitals[index] = turn
        elif (
            _is_name(name)
            and text[paragraph.end - 1] in _PROSE_ENDS
            and text.count(" ", turn.span.end, paragraph.end) >= _TURN_WORDS
        ):
            ordinary[index] = turn
    names = {index: turn.name.of(text) for index, turn in capitals.items() if turn.name}
    if len(names) == 1:
        ((index, name),) = names.items()
        if name.lower() in page.labels.turns:
            known = _is_upper(name) or text.count(" ", capitals[index].span.end, paragraphs[index].end) >= _TURN_WORDS
        else:
            known = _is_speaker(text, paragraphs, index, name)
        if not known:  # "Reporter: lind@elm.example"
            capitals.clear()
    elif not _is_dialogue(names):
        capitals.clear()
    names = {index: turn.name.of(text) for index, turn in ordinary.items() if turn.name}
    answers = len(names) > 1 and all(text[paragraphs[index - 1].end - 1] == "?" for index in names)
    if answers or (len(names) >= _INTERVIEW and len(set(names.values())) < len(names)):
        return capitals | ordinary
    speakers = list(dict.fromkeys(names.values()))[:_SPEAKERS] if len(capitals) > 1 else []
    named = {name for name in speakers if text.count(name) > 1}
    return capitals | {index: ordinary[index] for index, name in names.items() if name in named}
