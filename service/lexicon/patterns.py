"""The language that closed forms are written in -> regular expressions over coded sentences.

A sentence is coded as two characters for each token: one for the word, where any pattern names it, and one for its class (those
of service/extraction/words.py). So an offset halved is a token's index, and a step over a word is one of the matching engine's.

    said|says     one of these words            /GV        any word of one of these classes
    {source}      a noun phrase, named          {via} {np} a noun phrase
    {owner}       likewise, in the possessive: "her" or "the mayor's"
    {content}     any run of words              {clause}   a run with a verb, not opened by a subordinator: the content too
    {statement}   a clause that begins with its subject and verb, or "how" before: the content too
    {count}       a clause whose subject is counted, "at least nine people drowned": the content too
    {SAY}         a word of that list of the file's [words]
    ...           up to 12 words, no quote mark [ , ]      may be absent
    <cited>       the cue                       ( a | b )  alternatives of several words
    ^ $           the sentence's first word, and its end with the marks there
    &( a | b )    what must follow, and is no part of the form
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import regex

_OTHER = "\ue000"  # code of all words that no pattern names; those that some pattern names have the codes after it
_ANY = "[\ue000-\uf8ff]"  # the private use area: no text is matched, only codes, so that any would do
_PIECES = regex.compile(r"\s+|\{(\w+)\}|\.\.\.|/([\w,.;:-]+)|&\(|[\[\]()|<>^$]|[^\s{}\[\]()<>|]+(?:\|[^\s{}\[\]()<>|]+)*")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One closed form, ready to be matched against coded sentences."""

    whole: regex.Pattern[str]  # with the groups "cue" and, where the form has them, "source", "via" and "content"
    tail: regex.Pattern[str]  # from where its cue may begin; what does not match there needs no look at the rest
    opens_with_cue: bool


@dataclass(slots=True)
class Code:
    """The words that patterns name, each with the character that stands for it."""

    characters: dict[str, str] = field(default_factory=dict)

    def one_of(self, words: Iterable[str]) -> str:
        """Words -> the expression for one token that is any of them; those new to the code get a character."""
        known = self.characters
        return "[" + "".join(known.setdefault(word, chr(ord(_OTHER) + 1 + len(known))) for word in words) + "]."

    def written(self, words: Iterable[str], classes: Iterable[str]) -> str:
        """Words in lower case, and the class of each -> the coded sentence."""
        get = self.characters.get
        return "".join([get(word, _OTHER) + kind for word, kind in zip(words, classes, strict=True)])


def compiled(pattern: str, lists: Mapping[str, Sequence[str]], code: Code) -> Pattern:
    """A pattern, the lists of words that it may name, and the code to extend -> the same, to be matched.

    Raises ValueError for a part that is not known, and for brackets that do not match.
    """
    pieces: list[str] = []
    depth = begin = 0  # of brackets, and index of the last piece outside of them
    cue = -1  # index of the first piece that is, or holds, a cue
    for piece in _PIECES.finditer(pattern):
        text, name, classes = piece[0], piece[1], piece[2]
        if text.isspace():
            continue
        begin = len(pieces) if depth == 0 else begin
        depth += (text[-1] in "[(") - (text in "])")
        if text == "<" and cue < 0:
            cue = begin
        if name:
            pieces.append(_named(name, lists, code))
        elif classes:
            pieces.append(f"{_ANY}[{regex.escape(classes)}]")
        else:
            pieces.append(_SIGNS.get(text) or code.one_of(text.split("|")))
    try:
        whole, tail = regex.compile("".join(pieces)), regex.compile("".join(pieces[max(cue, 0) :]))
    except regex.error as error:
        raise ValueError(f"pattern: {error}") from error
    return Pattern(whole, tail, pattern.startswith("<"))


_SIGNS = {
    "...": f"(?:{_ANY}[^q]){{0,12}}?",
    "[": "(?:",
    "(": "(?:",
    "&(": "(?=",
    "]": ")?",
    ")": ")",
    "|": "|",
    "^": f"^(?:{_ANY}[q(-])*+",
    "$": f"(?:{_ANY}[.q,(])*+$",
    "<": "(?P<cue>",
    ">": ")",
}


def _named(name: str, lists: Mapping[str, Sequence[str]], code: Code) -> str:
    if name == "source":
        # "that said officials" is none; "an informed source" is.
        clause = f"{_ANY}[wd]{_ANY}[Vm]|{_ANY}w{_ANY}D|{_ANY}d{_ANY}D(?!{_ANY}[JNP])"
        time = f"(?<=i){_ANY}T"  # "On Thursday Mayor Ada Lind"
        return f"(?P<source>(?!{clause}|{time}){_phrase(lists, code)})"
    if name == "owner":
        return f"(?P<source>(?:{_ANY}[ds])?(?:{_ANY}[JnDGRNPT])*{_ANY}K|{code.one_of(lists['OWNERS'])})"
    if name == "via":
        return f"(?P<via>{_phrase(lists, code)})"
    if name == "np":
        return _phrase(lists, code)
    if name == "content":
        return "(?P<content>(?:..)+?)"
    if name == "clause":
        amount = code.one_of(lists["amounts"])  # "at least nine people drowned"
        verb = f"(?:(?:..)+?{_ANY}[Vm]|(?:..)*?{_ANY}[NPp](?:{_ANY}R)*{_ANY}D)"  # an unknown form in -ed behind a subject, too
        return f"(?P<content>(?!{code.one_of(lists['subordinators'])}(?!{amount})){verb}(?:..)*?)"
    if name == "count":
        comma = code.one_of([","])
        counted = f"(?:{_ANY}[iJR])*{_ANY}n(?:{_ANY}[JGN])*{_ANY}N(?:{comma}(?:{_ANY}[^q,]){{1,12}}{comma})?"
        return f"(?P<content>{counted}{_ANY}[Vm](?:..)*?)"
    if name == "statement":
        subject = f"(?:{_phrase(lists, code)}|{_ANY}[ds](?:{_ANY}[JnDGNPKB])+)"  # "the lift doors": read as a verb by itself
        return f"(?P<content>(?:{code.one_of(lists['asking'])})?{subject}(?:{_ANY}R)*{_ANY}[Vm](?:..)*?)"
    if name not in lists:
        raise ValueError(f"unknown part {{{name}}}")
    return code.one_of(lists[name])


def _phrase(lists: Mapping[str, Sequence[str]], code: Code) -> str:
    """A noun phrase with what is joined to it, and an apposition that a comma or the sentence's end closes.

    No article stands for the phrase that it begins, and no apposition begins like ", quoting port officials,".
    """
    noun_phrase = f"(?:(?:{_ANY}[ds])?(?:{_ANY}[JnDGRNPKT])*{_ANY}[NPnK](?:{_ANY}A)*+|{_ANY}[pw]|{_ANY}d(?!{_ANY}[GJNPn]))"
    joining = code.one_of([*lists["joining"], *lists["knowing"]])
    joined = f"{noun_phrase}(?:(?:{joining})+{noun_phrase})*+"
    comma = code.one_of([","])
    return f"{joined}(?:{comma}(?!{_ANY}G){joined}(?={comma}|{_ANY}[.q]|$))?+"
