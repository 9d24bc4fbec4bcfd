"""The register: everyone and everything that a page names, each once, with what the page tells of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence

from service.model import SpeakerType, TokenKind
from service.resolution.page.describing import after, before
from service.resolution.page.figures import Figure, closeness, one_edit, opens_name, presence, shortened, surname
from service.resolution.page.names import Name, NameKind, qualifies
from service.resolution.page.text import Text

_LETTERS = 10  # an acronym in brackets has no more
_LONG_ENOUGH = 5  # letters of a surname; shorter ones differ by one letter too easily

# As many namesakes, or bearers of one noun, are looked at; a page with more is no article, and must not cost the square of them.
_MANY = 48


class Register:
    """The figures of one page, found again by name, role and place."""

    def __init__(self, text: Text, found: Sequence[Name], press: Container[int] = ()) -> None:
        """`press`: the tokens inside the names of outlets."""
        self.text = text
        self.mentions: list[tuple[int, Figure]] = []  # outside quotations, by token
        self.qualifiers: set[int] = set()  # tokens where a name only tells whose someone is: "Elm" of "Elm adviser Ada Lind"
        self.bearers: dict[int, Figure] = {}  # of an office with a short form in brackets, by the office's first token
        self._places: list[int] = []  # of the mentions
        self._figures: list[Figure] = []
        self._by_word: dict[str, list[Figure]] = {}
        self._by_role: dict[str, list[Figure]] = {}
        self._acronyms: dict[str, Figure] = {}
        self._of_name: dict[int, Figure] = {}
        self._press = press
        self._ends = {name.last: name for name in found}
        longer = [name for name in found if len(name.words) > 1]
        for name in sorted(longer, key=lambda name: (-len(name.words), -sum(map(len, name.words)))):
            self._of_name[name.first] = self._same(name) or self.add(self._figure(name))
        self._bracketed()
        self._initials()
        for name in found:
            self._mention(name)
        for figure in self._figures:
            if not figure.sure and len(figure.words) > 1 and figure.places * 2 <= len(figure.seen):
                figure.type = SpeakerType.PERSON

    # --- building ---------------------------------------------------------------------------------------------------------------

    def _same(self, name: Name) -> Figure | None:
        """A longer name -> the figure that it names, in part or whole."""
        people = self.text.people
        for figure in self._by_word.get(surname(name.words, people), ())[:_MANY]:
            if figure.words == name.words or shortened(name.words, figure.words, name.kind, people):
                return figure
        if name.kind is NameKind.BODY:
            longer = self._by_word.get(name.words[-1], ())[:_MANY]
            return next((figure for figure in longer if opens_name(name.words, figure.words, people)), None)
        return None

    def _figure(self, name: Name) -> Figure:
        text, people = self.text, self.text.people
        type_ = SpeakerType.PERSON if name.kind is NameKind.PERSON else SpeakerType.ORGANIZATION
        span = text.span(name.core, name.last)
        figure = Figure(span.of(text.document.text), span, name.words, type_)
        figure.sure = name.kind is not NameKind.OPEN
        if name.core in self._press:
            figure.type, figure.sure = SpeakerType.OUTLET, True
        elif not name.titles and " ".join(name.words) in people.countries:
            figure.type, figure.sure = SpeakerType.ORGANIZATION, True
        elif name.kind is NameKind.OPEN and _is_one_of_many(text, name):
            figure.type, figure.sure = SpeakerType.OTHER, True
        elif name.kind is NameKind.BODY:
            ahead = name.core - 1
            if ahead >= 0 and text.possessive(ahead) and text.words[ahead] in people.countries:
                figure.span = text.span(ahead, name.last)  # "Norvia's Works Ministry"
                figure.name = figure.span.of(text.document.text)
            figure.places = int(name.words[0] in people.grammar.geography)
            bridges = [at for at, word in enumerate(name.words) if at and word in people.bodies.bridges]
            figure.roles.update(people.singular(name.words[at - 1]) for at in [*bridges, len(name.words)])
        return figure

    def add(self, figure: Figure) -> Figure:
        """Figure -> the same, entered so that it is found by its words and roles."""
        self._figures.append(figure)
        for word in dict.fromkeys(figure.words):
            self._by_word.setdefault(word, []).append(figure)
        for role in figure.roles:
            self._by_role.setdefault(role, []).append(figure)
        return figure

    def give_roles(self, figure: Figure, roles: Iterable[str]) -> None:
        """Figure and nouns for it, in the singular -> found by them, too."""
        for role in roles:
            if role not in figure.roles:
                figure.roles.add(role)
                self._by_role.setdefault(role, []).append(figure)
            figure.gender = figure.gender or self.text.people.gendered.get(role)

    def _bracketed(self) -> None:
        """Acronyms defined in brackets: "Alliance to Mend Our Roads (AMOR)". After Schwartz & Hearst (2003)."""
        tokens = self.text.tokens
        words = self.text.words[:-2]
        for index in [at + 1 for at, word in enumerate(words) if word == "("] if "(" in words else ():
            if tokens[index + 1].text != ")" or tokens[index].kind is not TokenKind.WORD:
                continue
            letters = _letters(tokens[index].text)
            if not 2 <= len(letters) <= _LETTERS or not tokens[index].text[:2].isupper():
                continue
            first = self._spelt_out(letters.lower(), index - 1)
            name = self._ends.get(index - 1)
            if first is None and name is not None and name.kind is NameKind.BODY and "-" not in tokens[index].text:
                place = self.text.people.singular(name.words[-1]) in self.text.people.grammar.places  # "Elm City (AFP) –"
                first = None if place else name.core  # letters of another language
            if first is None:
                continue
            if self._is_office(first, index - 1):
                self._short_office(letters, first, index + 2)
            else:
                self._acronyms.setdefault(letters, self._defined(first, index - 1, index + 2))

    def _is_office(self, first: int, last: int) -> bool:
        """Whether words that an acronym stands for are what somebody is: "Director General of Police (DGP)"."""
        people, words = self.text.people, self.text.words
        head = next((at for at in range(first + 1, last) if words[at] in people.grammar.genitives), last) - 1
        return people.is_person(words[head]) and words[head] not in people.bodies.heads

    def _short_office(self, letters: str, first: int, behind: int) -> None:
        """The short form of an office stands for its bearer, named behind it: "the officer-in-charge (OC) of Elm, Ada Lind"."""
        sentence = self.text.sentence(behind - 1)
        for at in range(behind, min(sentence.last if sentence else behind, behind + _LETTERS)):
            figure = self._of_name.get(at)
            if figure is not None and (at == behind or self.text.tokens[at - 1].text == ","):
                figure.type, figure.sure = SpeakerType.PERSON, True
                self.give_roles(figure, [letters.lower()])
                self._acronyms.setdefault(letters, figure)
                self.bearers[first] = figure
                return

    def _spelt_out(self, letters: str, end: int) -> int | None:
        """Letters of an acronym, index of its bracket -> index of the first word of what it stands for."""
        words, skips = self.text.words, self.text.people.bodies.acronym_skips
        left, at = len(letters), end
        while left and at > max(end - 2 * _LETTERS, 0):
            at -= 1
            if self.text.tokens[at].kind is not TokenKind.WORD:
                return None
            for part in reversed(words[at].split("-")):
                if left and part[:1] == letters[left - 1]:
                    left -= 1
                elif part not in skips and left == len(letters) and part[:1] not in letters:
                    return None
        return at if not left and words[at][0] == letters[0] else None

    def _defined(self, first: int, last: int, behind: int) -> Figure:
        text = self.text
        words = text.words[first:last]
        figure = next(
            (known for known in self._by_word.get(words[-1], ())[:_MANY] if words[-len(known.words) :] == known.words), None
        )
        if figure is not None and figure.words != words:  # the name was read too short
            figure.name, figure.span, figure.words = text.written(first, last), text.span(first, last), words
        if figure is None:
            figure = self.add(Figure(text.written(first, last), text.span(first, last), words, SpeakerType.ORGANIZATION))
            figure.seen.append(first)
        # "the Maritime Trade Operations (UKMTO) agency" is an agency
        nouns = (words[0], words[-1], *text.words[behind : behind + 1])
        self.give_roles(figure, [noun for word in nouns if (noun := text.people.singular(word)) in text.people.bodies.heads])
        if figure.type is not SpeakerType.OUTLET:
            figure.type = SpeakerType.ORGANIZATION
        figure.sure = True
        return figure

    def _initials(self) -> None:
        document, skips = self.text.document, self.text.people.bodies.acronym_skips
        labels = {each.label.name.of(document.text) for each in document.paragraphs if each.label and each.label.name}
        for figure in self._figures:
            if len(figure.words) > 1:
                initials = "".join([word[0] for word in figure.words if word not in skips]).upper()
                if figure.type is not SpeakerType.PERSON or initials in labels:  # "TG: It was late."
                    self._acronyms.setdefault(initials, figure)

    def _mention(self, name: Name) -> None:
        text, people = self.text, self.text.people
        figure = self._of_name.get(name.first)
        if figure is None:
            figure = (
                self._in_full(name)
                or self.named(name.words, name.titles, name.first, text.tokens[name.core].text)
                or self.add(self._figure(name))
            )
            self._of_name[name.first] = figure
        if name.kind is NameKind.PERSON and (name.titles or not figure.sure):
            figure.type, figure.sure = SpeakerType.PERSON, True
        if figure.type is SpeakerType.PERSON or not figure.sure:
            self._describe(name, figure)
        ahead = text.words[name.first - 1] if name.first and text.joined(name.first) else ""
        noun = people.singular(ahead)
        if noun in people.bodies.heads and name.first == name.core and not text.possessive(name.first - 1):
            self.give_roles(figure, [noun])  # "the metalworkers' union Solid"
        ticker = ahead == "(" and text.tokens[name.core].text.isupper()  # "Elm Brew (ELM.OL)": no one speaks of it so
        if (text.document.quoted[name.first] < 0 and not ticker) or not figure.seen:
            figure.seen.append(name.core)
            self.mentions.append((name.core, figure))
            self._places.append(name.core)
            figure.places += ahead in people.grammar.locatives
            if qualifies(text, name.last):
                self.qualifiers.add(name.core)

    def _in_full(self, name: Name) -> Figure | None:
        """A noun for a body alone, "the Commission" -> the only body named before it by a longer name that ends so."""
        if len(name.words) > 1 or self.text.people.singular(name.words[0]) not in self.text.people.bodies.heads:
            return None
        bodies = [
            figure
            for figure in self._by_word.get(name.words[0], ())[:_MANY]
            if len(figure.words) > 1 and figure.words[-1] == name.words[0] and figure.type is SpeakerType.ORGANIZATION
        ]
        return bodies[0] if len(bodies) == 1 and bodies[0].seen else None

    def _describe(self, name: Name, figure: Figure) -> None:
        text, people = self.text, self.text.people
        for title in name.titles:
            figure.gender = figure.gender or people.titles.get(title)
        self._gender_by_name(figure)
        for title in name.titles:
            self.give_roles(figure, people.title_roles.get(title, (title,) if people.is_person(title) else ()))
        figure.about.update(name.titles)
        for behind in text.tokens[name.last : name.last + 1]:
            if behind.text.isupper():
                self.give_roles(figure, people.title_roles.get(behind.lower, ()))  # "Ada Lind KC" is counsel
        for description in (before(text, name), after(text, name)):
            if description is None:
                continue
            self.give_roles(figure, description.roles)
            if self.mentions and not people.grammar.mirrors.isdisjoint(description.roles):
                self.give_roles(figure, sorted(self._last_person().roles))
            figure.about.update(description.words)
            figure.description = figure.description or description.span
            companies = people.bodies.heads | people.grammar.either  # an operator, an owner may be a company
            if not description.roles or not companies.issuperset(description.roles):
                figure.type, figure.sure = SpeakerType.PERSON, True
        self._gender_by_name(figure)  # whom only a description has made a person

    def _gender_by_name(self, figure: Figure) -> None:
        """A figure -> the same, of the gender that a first name tells, if its own is not known yet."""
        if figure.gender is None and figure.type is SpeakerType.PERSON and len(figure.words) > 1:
            figure.gender = self.text.people.first_names.get(figure.words[0])

    def _last_person(self) -> Figure:
        last = self.mentions[-_MANY:]
        return next((figure for _, figure in reversed(last) if figure.type is SpeakerType.PERSON), last[-1][1])

    # --- finding ----------------------------------------------------------------------------------------------------------------

    def at(self, name: Name) -> Figure:
        """A name of this page -> the figure it names."""
        return self._of_name[name.first]

    def named(
        self, words: Sequence[str], titles: Sequence[str], index: int, written: str = "", last_speaker: Figure | None = None
    ) -> Figure | None:
        """Words of a name, titles before it, where it stands -> the figure it names, the likeliest of several; None for none."""
        if len(words) == 1 and written[:2].isupper() and (known := self._acronyms.get(_letters(written))) is not None:
            return known
        people = self.text.people
        wanted = tuple(words)
        bearers = self._by_word.get(wanted[-1], ())[:_MANY]
        if len(bearers) == 1 and bearers[0].words == wanted:
            return bearers[0]
        fitting = [(close, figure) for figure in bearers if (close := closeness(wanted, figure, people))]
        if not fitting:
            return None
        best = max([close for close, _ in fitting])
        near = [figure for close, figure in fitting if close == best]
        if len(near) > 1:
            genders = {gender for title in titles if (gender := people.titles.get(title))}
            near = [figure for figure in near if not genders or figure.gender in (None, *genders)] or near
        return near[0] if len(near) == 1 else max(near, key=lambda figure: (figure is last_speaker, presence(figure, index)))

    def misspelt(self, word: str) -> Figure | None:
        """A surname that names no one -> the one person whose surname differs by one letter; None for none or several."""
        if len(word) < _LONG_ENOUGH:
            return None
        persons = [figure for figure in self._figures[: 4 * _MANY] if figure.type is SpeakerType.PERSON and len(figure.words) > 1]
        near = [figure for figure in persons if one_edit(word, figure.words[-1])]
        return near[0] if len(near) == 1 else None

    def with_role(self, roles: Iterable[str]) -> list[Figure]:
        """Nouns in the singular -> the figures that the page calls any of them, in the order they were entered."""
        bearers: dict[Figure, None] = {}
        for role in roles:
            known = self._by_role.get(role, ())
            bearers.update(dict.fromkeys(known if len(known) <= _MANY else (*known[:8], *known[-_MANY:])))
        return list(bearers)

    def before(self, index: int, count: int) -> list[tuple[int, Figure]]:
        """Index of a token -> the last mentions before it, at most `count`, in text order."""
        end = bisect_left(self._places, index)
        return self.mentions[max(end - count, 0) : end]

    def most_present(self, index: int) -> Figure | None:
        """Index of a token -> of the people named in full before it, the one whom the page names most; None for nobody."""
        named = [figure for _, figure in self.before(index, _MANY) if figure.type is SpeakerType.PERSON and len(figure.words) > 1]
        return max(named, key=lambda figure: (len(figure.seen), len(figure.roles)), default=None)


def _is_one_of_many(text: Text, name: Name) -> bool:
    """Whether a name of several words is of a thing of a kind: "a SpaceX Starship exploded", not "a Donald Trump rally"."""
    grammar = text.people.grammar
    article = text.words[name.first - 1] if name.first and name.first == name.core else ""
    one = len(name.words) > 1 and article in grammar.articles and article not in grammar.the
    return one and text.people.nouns.isdisjoint(text.words[name.last : name.last + 1])


def _letters(written: str) -> str:
    """The letters of an acronym, "IRS" of "I.R.S."; a possessive ending is left out."""
    if written.isalpha():
        return written
    return "".join([letter for letter in written.split("'")[0].split("’")[0] if letter not in ".-&/"])
