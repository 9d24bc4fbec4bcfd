"""Evidence: what each rule that found a speaker or a way counts for, and what it tells a person."""

from __future__ import annotations

from service.model import Reason
from service.resolution.speakers.discourse import CLEAR
from service.resolution.speakers.sources import Found
from service.resolution.ways.chains import Course

# Rule that found the speaker -> log-odds that it is right, measured on articles with labelled speakers, and words for a person.
_RULES = {
    "no-source": (0.0, "no words here name a source"),
    "name": (3.5, "named in full here"),
    "short-name": (3.0, "named in part here, in full elsewhere"),
    "outlet": (2.4, "an outlet speaks itself"),
    "as-written": (2.2, "no fuller name or description anywhere"),
    "description": (1.2, "described here, named or described more fully elsewhere"),
    "nearest": (0.0, "a noun for whoever or whatever was just spoken of"),
    "partitive": (2.0, "one or some of those named before"),
    "pronoun": (0.6, "a pronoun, taken for the most present one of its number and gender"),
    "pronoun-unresolved": (-2.0, "a pronoun that fits no one named before it"),
    "relative": (1.5, "a relative pronoun, taken for the words before it"),
    "first-person": (1.0, "the speaker of the quotation that it stands in"),
    "pair": (1.5, "two, each by the full name"),
    "continued": (2.0, "the statement before it goes on"),
    "label": (2.0, "the label speaks for whoever was named last"),
    "interviewed": (0.5, "whoever answers in an interview, taken for the person whom the page names most before it"),
    "headline": (1.0, "the body names whom the headline leaves out"),
}
_COURSES = {
    "outlet-reports": "an outlet in the sentence reports it",
    "outlet-cited": "an outlet in the sentence is cited for it",
    "told-outlet": "the speaker told an outlet",
    "given-to-outlet": "the words were given to an outlet",
    "asked-by-outlet": "an outlet asked for the words",
    "seen-by-outlet": "an outlet saw, obtained or asked for it",
    "passed-on-by-outlet": "an outlet passed it on",
    "according-to-outlet": "an outlet is named as the authority",
    "in-outlets-piece": "it stands in a piece of an outlet",
    "outlets-own": "an outlet's own people or pages have it",
    "source-label": "the source label names the outlet",
    "quoted-in-quotation": "it stands in someone else's quotation",
    "same-source": "the same source was reached through an outlet before",
    "appeared-on-outlet": "the speaker is on the outlet's show in a sentence just before",
    "same-conversation": "it was said in the same conversation as the words before",
    "goes-on": "the same speaker goes on",
    "read-from-document": "it stands in a document that came through an outlet",
    "interview": "the article is about this speaker's interview",
}


def evidence(found: Found, course: Course) -> tuple[float, tuple[Reason, ...]]:
    """Who speaks and the way of the words -> the log-odds that the speaker is right, and the reasons for both."""
    weight, words = _RULES[found.rule]
    if found.rule == "pronoun":
        weight += min(found.lead, CLEAR)
    reasons = [Reason("resolution", found.rule, words, weight)]
    if course.rule:
        reasons.append(Reason("resolution", course.rule, _COURSES[course.rule], 0.0))
    return weight, tuple(reasons)
