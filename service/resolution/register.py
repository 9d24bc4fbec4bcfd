"""The register: everyone and everything that a page names, each once, with what the page tells of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from service.lexicon.people import People
from service.model import Section, Span, SpeakerType, TokenKind
from service.resolution.names import Name, NameKind, capitalised
from service.resolution.text import Text

_REACH = 8  # tokens; how far before or after a name the nouns of its description are looked for
_LONGEST_LETTERS = 10  # an acronym in brackets has no more
_LONG_ENOUGH = 5  # letters of a surname; shorter ones differ by one letter too easily
_PLACES = frozenset({"in", "at", "near", "from", "across", "outside", "around"})


@dataclass(slots=True, eq=False)
class Figure:
    """Someone or something that may speak."""

    name: str
    span: Span
    words: tuple[str, ...]  # of the name, as lexicon keys
    type: SpeakerType
    gender: str | None = None
    many: bool = False
    roles: set[str] = field(default_factory=set)  # nouns for it, in the singular
    about: set[str] = field(default_factory=set)  # words that describe it
    description: Span | None = None
    anonymous: bool = False
    named: bool = True  # by a proper name, not only described
    sure: bool = False  # its type is more than a guess
    seen: list[int] = field(default_factory=list)  # tokens where it is mentioned outside quotations, ascending
    places: int = 0  # mentions after "in", "at" and the like


class Register:
    """The figures of one page, found again by name, role and place."""

    def __init__(self, text: Text, found: Sequence[Name]) -> None:
        self.text = text
        self.figures: list[Figure] = []
        self.mentions: list[tuple[int, Figure]] = []  # outside quotations, by token
        self._by_word: dict[str, list[Figure]] = {}
        self._by_role: dict[str, list[Figure]] = {}
        self._acronyms: dict[str, Figure] = {}
        self._of_name: dict[int, Figure] = {}
        self._ends = {name.last: name for name in found}
        ordered = sorted(found, key=lambda name: (-len(name.words), -sum(map(len, name.words))))
        for name in ordered:
            if len(name.words) > 1:
                self._enter(name)
        self._bracketed()
        self._initials()
        for name in found:
            self._mention(name)
        for figure in self.figures:
            if not figure.sure and len(figure.words) > 1 and figure.places * 2 <= len(figure.seen):
                figure.type = SpeakerType.PERSON

    # --- building ---------------------------------------------------------------------------------------------------------------

    def _enter(self, name: Name) -> None:
        figure = self._same(name.words, name.kind) or self.add(self._figure(name))
        self._of_name[name.first] = figure

    def _figure(self, name: Name) -> Figure:
        text = self.text
        kind = SpeakerType.PERSON if name.kind is NameKind.PERSON else SpeakerType.ORGANIZATION
        figure = Figure(text.written(name.core, name.last), text.span(name.core, name.last), name.words, kind)
        figure.sure = name.kind is not NameKind.OPEN
        if name.kind is NameKind.BODY:
            heads = text.people.bodies
            figure.roles.add(text.people.singular(name.words[-1]))
            figure.roles.update(
                text.people.singular(name.words[at - 1]) for at, word in enumerate(name.words) if at and word in heads.bridges
            )
        return figure

    def add(self, figure: Figure) -> Figure:
        """Figure -> the same, entered so that it is found by its words and roles."""
        self.figures.append(figure)
        for word in dict.fromkeys(figure.words):
            self._by_word.setdefault(word, []).append(figure)
        for role in figure.roles:
            self._by_role.setdefault(role, []).append(figure)
        return figure

    def give_roles(self, figure: Figure, roles: Iterable[str]) -> None:
        """Figure and nouns for it, in the singular -> found by them, too."""
        gendered = self.text.people.gendered
        for role in roles:
            if role not in figure.roles:
                figure.roles.add(role)
                self._by_role.setdefault(role, []).append(figure)
            figure.gender = figure.gender or gendered.get(role)

    def _same(self, words: tuple[str, ...], kind: NameKind) -> Figure | None:
        """Words of a longer name -> the figure that they name in part: no initial, no first of two surnames, no region."""
        for figure in self._by_word.get(_surname(words, self.text.people), ()):
            if figure.words == words or _shortened(words, figure.words, kind, self.text.people):
                return figure
        return None

    def _bracketed(self) -> None:
        """Acronyms defined in brackets: "Alliance to Mend Our Roads (AMOR)". After Schwartz & Hearst (2003)."""
        tokens = self.text.tokens
        for index in range(1, len(tokens) - 1):
            if tokens[index - 1].text != "(" or tokens[index + 1].text != ")":
                continue
            letters = _letters(tokens[index].text)
            if 2 <= len(letters) <= _LONGEST_LETTERS and tokens[index].text[:2].isupper():
                first = self._spelt_out(letters.lower(), index - 1)
                name = self._ends.get(index - 1)
                if first is None and name is not None and name.kind is NameKind.BODY and "-" not in tokens[index].text:
                    first = name.core  # letters of another language: "Disaster Agency (AFAD)"
                if first is not None:
                    self._acronyms.setdefault(letters, self._defined(first, index - 1, index + 2))

    def _spelt_out(self, letters: str, end: int) -> int | None:
        """Letters of an acronym, index of its bracket -> index of the first word of what it stands for."""
        words, skips = self.text.words, self.text.people.bodies.acronym_skips
        at = end
        left = len(letters)
        while left and at > max(end - 2 * _LONGEST_LETTERS, 0):
            at -= 1
            if self.text.tokens[at].kind is not TokenKind.WORD:
                return None
            parts = [part for part in words[at].split("-") if part]
            for part in reversed(parts):
                if left and part[0] == letters[left - 1]:
                    left -= 1
                elif part not in skips and left == len(letters) and part[0] not in letters:
                    return None
        return at if not left and words[at][0] == letters[0] else None

    def _defined(self, first: int, last: int, after: int) -> Figure:
        text = self.text
        words = text.words[first:last]
        figure = next((known for known in self._by_word.get(words[-1], ()) if known.words == words), None)
        if figure is None:
            figure = self.add(
                Figure(
                    text.written(first, last), text.span(first, last), words, SpeakerType.ORGANIZATION, sure=True, seen=[first]
                )
            )
        nearby = [words[0], words[-1], *text.words[after : after + 1]]
        self.give_roles(figure, [role for word in nearby if (role := text.people.singular(word)) in text.people.bodies.heads])
        figure.type, figure.sure = SpeakerType.ORGANIZATION, True
        return figure

    def _initials(self) -> None:
        skips = self.text.people.bodies.acronym_skips
        for figure in self.figures:
            initials = "".join(word[0] for word in figure.words if word not in skips).upper()
            if len(initials) > 1 and figure.type is SpeakerType.ORGANIZATION:
                self._acronyms.setdefault(initials, figure)

    def _mention(self, name: Name) -> None:
        text = self.text
        figure = self._of_name.get(name.first)
        if figure is None:
            figure = self.named(name.words, name.titles, name.first, text.tokens[name.core].text) or self.add(self._figure(name))
            self._of_name[name.first] = figure
        if name.kind is NameKind.PERSON and (name.titles or not figure.sure):
            figure.type, figure.sure = SpeakerType.PERSON, True
        if figure.type is not SpeakerType.ORGANIZATION or not figure.sure:
            self._describe(name, figure)
        noun = text.people.singular(text.words[name.first - 1]) if name.first else ""
        if noun in text.people.bodies.heads and name.first == name.core and not text.possessive(name.first - 1):
            self.give_roles(figure, [noun])  # "the metalworkers' union Solid"
        if text.document.quoted[name.first] < 0 or not figure.seen:
            figure.seen.append(name.core)
            self.mentions.append((name.core, figure))
            figure.places += name.first > 0 and text.words[name.first - 1] in _PLACES

    def _describe(self, name: Name, figure: Figure) -> None:
        people = self.text.people
        for title in name.titles:
            figure.gender = figure.gender or people.titles.get(title)
            self.give_roles(figure, people.title_roles.get(title, (title,) if people.is_person(title) else ()))
        figure.about.update(name.titles)
        for span, roles, words in (before(self.text, name), after(self.text, name)):
            if roles:
                self.give_roles(figure, roles)
                figure.about.update(words)
                figure.description = figure.description or span
                figure.type, figure.sure = SpeakerType.PERSON, True
        if figure.gender is None and figure.type is SpeakerType.PERSON and len(figure.words) > 1:
            figure.gender = people.first_names.get(figure.words[0])

    # --- finding ----------------------------------------------------------------------------------------------------------------

    def at(self, name: Name) -> Figure:
        """A name of this page -> the figure it names."""
        return self._of_name[name.first]

    def named(
        self, words: Sequence[str], titles: Sequence[str], index: int, written: str = "", last_speaker: Figure | None = None
    ) -> Figure | None:
        """Words of a name, titles before it, where it stands -> the figure it names, the likeliest of several; None if unknown."""
        if len(words) == 1 and (letters := _letters(written)).isupper() and letters in self._acronyms:
            return self._acronyms[letters]
        people = self.text.people
        wanted = tuple(words)
        fitting = [
            (closeness, figure)
            for figure in self._by_word.get(_surname(wanted, people), ())
            if (closeness := _closeness(wanted, figure, people))
        ]
        if not fitting:
            return None
        genders = {gender for title in titles if (gender := people.titles.get(title))}
        best = max(closeness for closeness, _ in fitting)
        near = [
            figure for closeness, figure in fitting if closeness == best and (not genders or figure.gender in (None, *genders))
        ]
        likely = near or [figure for _, figure in fitting]
        return max(likely, key=lambda figure: (figure is last_speaker, _presence(figure, index)))

    def misspelt(self, word: str) -> Figure | None:
        """A surname that names no one -> the one person whose surname differs by one letter; None for none or several."""
        if len(word) < _LONG_ENOUGH:
            return None
        near = [
            figure
            for figure in self.figures
            if figure.type is SpeakerType.PERSON and len(figure.words) > 1 and _one_edit(word, figure.words[-1])
        ]
        return near[0] if len(near) == 1 else None

    def with_role(self, roles: Iterable[str]) -> list[Figure]:
        """Nouns in the singular -> the figures that the page calls any of them, in the order they were entered."""
        return list(dict.fromkeys(figure for role in roles for figure in self._by_role.get(role, ())))

    def before(self, index: int, count: int) -> list[tuple[int, Figure]]:
        """Index of a token -> the last mentions before it, at most `count`, in text order."""
        end = bisect_left(self.mentions, index, key=lambda mention: mention[0])
        return self.mentions[max(end - count, 0) : end]


def _letters(written: str) -> str:
    """ "I.R.S." -> "IRS"; a plural or possessive ending is left out."""
    return "".join(letter for letter in written.split("'")[0].split("’")[0] if letter not in ".-&/")


def _surname(words: Sequence[str], lexicon: People) -> str:
    for word in reversed(words):
        if word not in lexicon.grammar.suffixes:
            return word
    return words[-1]


def _shortened(words: tuple[str, ...], full: tuple[str, ...], kind: NameKind, lexicon: People) -> bool:
    """Whether a name of two words or more is short for a longer one of the same surname or last noun."""
    if len(words) > len(full) or full[-1] not in words and words[-1] not in full[-2:]:
        return False
    if full[-len(words) :] == words or (words[1:] == full[1:] and full[0].startswith(words[0]) and len(words[0]) == 1):
        return True
    return kind is not NameKind.BODY and words[0] == full[0] and _surname(words, lexicon) == _surname(full, lexicon)


def _closeness(words: tuple[str, ...], figure: Figure, lexicon: People) -> int:
    """How well words name a figure: 4 its whole name, 3 its end, 2 its surname among others, 1 its beginning, 0 not at all."""
    full = figure.words
    if words == full:
        return 4
    if len(words) >= len(full):
        return 0
    if full[-len(words) :] == words or (len(words) == 1 and _surname(full, lexicon) == words[0]):
        return 3 if figure.type is SpeakerType.PERSON or not figure.sure or len(words) > 1 else 0
    if len(words) > 1 and words[0] == full[0] and words[-1] == _surname(full, lexicon):
        return 3
    if full[: len(words)] == words and lexicon.singular(full[-1]) not in lexicon.bodies.heads and full[-1].isalpha():
        return int(figure.type is not SpeakerType.OUTLET)
    return 0


def _presence(figure: Figure, index: int) -> tuple[int, int, int]:
    """Ranks those mentioned before a place over those after it, then the more often mentioned, then the nearer."""
    at = bisect_left(figure.seen, index)
    if at:
        return 1, at, figure.seen[at - 1]
    return 0, len(figure.seen), -figure.seen[0] if figure.seen else -index


def _one_edit(one: str, other: str) -> bool:
    """Whether one letter more, less or other makes one word of two that begin alike."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0] or one == other:
        return False
    short, long = sorted((one, other), key=len)
    at = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


# --- what stands beside a name --------------------------------------------------------------------------------------------------


def before(text: Text, name: Name) -> tuple[Span | None, list[str], Sequence[str]]:
    """Name -> what describes it before it: span, nouns for its bearer in the singular, words. "the mayor, ", "union leader "."""
    index, grammar = name.first, text.people.grammar
    stop = max(index - 2 * _REACH, 0)
    sentence = text.sentence(index)
    if sentence is not None:
        stop = max(stop, sentence.first)
    comma = index > stop and text.tokens[index - 1].text == ","
    end = index - 1 if comma else index
    start = end
    while start > stop and _descriptive(text, start - 1, comma):
        start -= 1
    while comma and start < end and text.words[start] in grammar.openers and text.words[start] not in grammar.determiners:
        start += 1
    if start == end or (comma and not _opens_description(text, start)):
        return None, [], ()
    roles = _heads(text, start, end)
    if not roles and not (name.titles and not comma):
        return None, [], ()
    return text.span(start, end if comma else name.core), roles, text.words[start:end]


def _descriptive(text: Text, index: int, comma: bool) -> bool:
    token, grammar, beside = text.tokens[index], text.people.grammar, text.ways.beside
    word = text.words[index]
    if token.kind is not TokenKind.WORD or word in beside.told or word in beside.reports or word in grammar.ends:
        return False
    if comma:
        return True
    return not (word in grammar.prepositions or word in grammar.determiners or text.possessive(index)) and (
        not capitalised(token) or word in grammar.demonyms or not word.isalpha()
    )


def _opens_description(text: Text, start: int) -> bool:
    """Whether a phrase before a comma is a description, not a clause: it begins with a determiner or a possessor."""
    grammar = text.people.grammar
    word = text.words[start]
    return word in grammar.determiners or text.possessive(start) or capitalised(text.tokens[start])


def after(text: Text, name: Name) -> tuple[Span | None, list[str], Sequence[str]]:
    """Name -> what describes it after it: span, nouns for its bearer in the singular, words. ", head of the union"."""
    tokens, words = text.tokens, text.words
    index = name.last
    last = len(tokens)
    sentence = text.sentence(name.first)
    if sentence is not None:
        last = sentence.last
    if index < last and tokens[index].text == "(":  # "(R-Utah)"
        while index < last and tokens[index].text != ")":
            index += 1
        index += 1
    if index + 1 >= last or tokens[index].text != "," or (name.first and words[name.first - 1] in _PLACES):
        return None, [], ()
    index += 1
    if tokens[index].kind is TokenKind.NUMBER and index + 1 < last and tokens[index + 1].text == ",":  # ", 54,"
        index += 2
    end = index
    while end < last and end - index < 3 * _REACH and tokens[end].text not in (",", ";", "(", "—", "–", "--", ".", ":"):
        if tokens[end].kind is TokenKind.QUOTE:
            break
        end += 1
    if index >= end or words[index] in text.people.grammar.relatives:
        return None, [], ()
    grammar = text.people.grammar
    stop = next((at for at in range(index + 1, end) if words[at] in grammar.prepositions or words[at] in grammar.relatives), end)
    if any(words[at] in text.ways.beside.told or (words[at] in grammar.ends and words[at] != "and") for at in range(index, stop)):
        return None, [], ()
    end = next((at for at in range(stop, end) if words[at] in grammar.relatives), end)
    if words[index] not in grammar.determiners and words[index] not in ("now", "then", "who") and stop - index > 4:
        return None, [], ()
    roles = _heads(text, index, stop)
    return (text.span(index, end), roles, words[index:end]) if roles else (None, [], ())


def _heads(text: Text, first: int, last: int) -> list[str]:
    """Range of a description -> the nouns in it that its bearer can be called by, up to its first preposition."""
    people = text.people
    roles: list[str] = []
    for index in range(first, last):
        word = text.words[index]
        if word in people.grammar.prepositions:
            break
        if (people.is_person(word) or word in people.title_roles) and not text.possessive(index):
            roles += people.title_roles.get(word) or [word]
    return roles


def in_headline(text: Text, index: int) -> bool:
    """Index of a token -> whether it stands in a headline."""
    position = text.tokens[index].start
    return any(p.section is Section.HEADLINE and p.span.start <= position < p.span.end for p in text.document.paragraphs)
