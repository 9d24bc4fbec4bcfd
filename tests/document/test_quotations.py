"""Which marks quote, in all conventions; what they hold; what they carry on."""

import pytest

from service.document import read

PROSE = "The council of Port Harlow met for the third time this week on Monday."


def quoted(text):
    return [quotation.inner.of(text) for quotation in read(text).quotations]


@pytest.mark.parametrize(
    "text",
    [
        'Ola Brandt said "the gate is shut" on Monday.',
        "Ola Brandt said “the gate is shut” on Monday.",
        "Ola Brandt said „the gate is shut“ on Monday.",
        "Ola Brandt said „the gate is shut” on Monday.",
        "Ola Brandt said ”the gate is shut” on Monday.",
        "Ola Brandt said “the gate is shut“ on Monday.",
        "Ola Brandt said «the gate is shut» on Monday.",
        "Ola Brandt said « the gate is shut » on Monday.".replace(" shut ", " shut\u00a0"),
        "Ola Brandt said »the gate is shut« on Monday.",
        "Ola Brandt said ‹the gate is shut› on Monday.",
        "Ola Brandt said ‘the gate is shut’ on Monday.",
        "Ola Brandt said ‚the gate is shut‘ on Monday.",
        "Ola Brandt said 'the gate is shut' on Monday.",
        "Ola Brandt said ’the gate is shut’ on Monday.",
        "Ola Brandt said 「the gate is shut」 on Monday.",
        "Ola Brandt said ``the gate is shut'' on Monday.",
        "Ola Brandt said ''the gate is shut'' on Monday.",
        "Ola Brandt said ‘‘the gate is shut’’ on Monday.",
        'Ola Brandt said “the gate is shut" on Monday.',
        '("the gate is shut")',
        'Brandt:"the gate is shut"',
    ],
)
def test_every_convention_of_marks_quotes(text):
    assert [words.strip() for words in quoted(text)] == ["the gate is shut"]


@pytest.mark.parametrize(
    "text",
    [
        "The dogs' bowls and the cats' baskets were empty.",
        "It was rock 'n' roll in the '80s and '90s.",
        "’Twas the harbour master’s idea.",
        "Give 'em the keys, the drivers' union said.",
        "He stands 6'2\" and his sister 5' 10\".",
        'A 5" pipe burst.',
        'See <a href="https://harbor.example/x" class="y">the report</a>.',
    ],
)
def test_apostrophes_measures_and_attributes_quote_nobody(text):
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("The 'Sons of Harlow' programme began.", ["Sons of Harlow"]),
        ("She called it 'the voters' choice' twice.", ["the voters' choice"]),
        ("“I told him ‘go home,’” Brandt said.", ["I told him ‘go home,’", "go home,"]),
        ("\"I told him 'go home,' \" Brandt said.", ["I told him 'go home,' ", "go home,"]),
        ("''I told him 'go home,''' Brandt said.", ["I told him 'go home,'", "go home,"]),
        ('"I told him "go home" and he went," she said.', ['I told him "go home" and he went,', "go home"]),
        ("“We don’t want ‘em here,” she said.", ["We don’t want ‘em here,"]),
        ("‘Rene\u0301’s gate is shut,’ she said.", ["Rene\u0301’s gate is shut,"]),
        ("‘The U.S.’s gate is shut,’ she said.", ["The U.S.’s gate is shut,"]),
        ('"He is 6\'2" tall," she said.', ["He is 6'2\" tall,"]),
        ('"It began in 2016," she said.', ["It began in 2016,"]),
        ("“It is done.“ He left.", ["It is done."]),
        ('"“It is done,” she said.', ["It is done,"]),
        ('"Yes," she said. "No," he said.', ["Yes,", "No,"]),
        ('"One thing" and "two things" and 5" pipes', ["One thing", "two things"]),
    ],
)
def test_marks_hold(text, inner):
    assert quoted(text) == inner


def test_nested_quotation_knows_what_it_stands_in():
    text = "“My aunt said, ‘the “old” gate,’ and wept,” Brandt said. “So did I.”"
    outer, middle, _, last = read(text).quotations
    assert (outer.inside, middle.inside, last.inside) == (None, 0, None)


def test_unclosed_quotation_ends_with_its_paragraph():
    text = 'Brandt said "the gate is shut and that is it.\nThe council left. "Fine," it said.'
    first, second = read(text).quotations
    assert (first.closed, first.inner.of(text)) == (False, "the gate is shut and that is it.")
    assert (second.closed, second.inner.of(text), second.continues) == (True, "Fine,", None)


def test_forgotten_closing_mark_ends_at_the_next_opening_one():
    text = "“They slept. “They woke at noon,” he said."
    assert quoted(text) == ["They slept.", "They woke at noon,"]


def test_marks_of_the_other_form_do_not_end_an_unclosed_quotation():
    text = '"He read “No Exit” aloud and left.\n"Then he came back," she said.'
    first, inner, second = read(text).quotations
    assert first.inner.of(text) == "He read “No Exit” aloud and left."
    assert (inner.inside, second.continues) == (0, 0)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n", "\r", "\n\nAdvertisement:\n\n"])
def test_quotation_goes_on_over_paragraphs_that_open_with_a_mark(between):
    text = f"{PROSE}\n“Two of them slept in the shop.{between}“They never woke,” the statement read."
    first, second = read(text).quotations
    assert (first.closed, second.closed, second.continues) == (False, True, 0)


@pytest.mark.parametrize(("opening", "closing"), ["''", "‘’"])
def test_single_marks_go_on_over_paragraphs_too(opening, closing):
    said = f"Brandt said: {opening}Two of them slept in the shop.\n\n{opening}They never woke.{closing}"
    text = f"{PROSE}\n{said}\n\nThe dockers' rest."
    first, second = read(text).quotations
    assert (first.inner.of(text), first.closed) == ("Two of them slept in the shop.", False)
    assert (second.closed, second.continues) == (True, 0)


def test_quotation_does_not_go_on_past_a_paragraph_without_marks():
    text = f"“Two of them slept in the shop.\n{PROSE}\n“They never woke,” the statement read."
    assert [quotation.continues for quotation in read(text).quotations] == [None, None]


def test_tokens_know_the_innermost_quotation_around_them():
    text = "He said “no, ‘never’ again” twice."
    document = read(text)
    around = " ".join(f"{token.text}{place}" for token, place in zip(document.tokens, document.quoted, strict=True))
    assert around == "He-1 said-1 “-1 no0 ,0 ‘0 never1 ’0 again0 ”-1 twice-1 .-1"


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “new and much improved harbour gate” is shut.",
        "Prices on the 'grey' market fell.",
        "She sang on “The Long Night of Harlow” on Sunday.",
        "It is dubbed “the gate that nobody will ever open”.",
        "He wrote “A Winter at Sea,” a novel.",
        "The union’s “grey market,” as it is known, fell.",
    ],
)
def test_names_and_single_words_in_marks_are_scare_quotes(text):
    assert [quotation.scare for quotation in read(text).quotations] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "“The gate is shut,” she said.",
        "“Never,” she said.",
        "“Why?” she asked.",
        "He wanted “a gate that nobody will ever open”.",
    ],
)
def test_what_may_be_somebodys_words_is_no_scare_quote(text):
    assert [quotation.scare for quotation in read(text).quotations] == [False]
