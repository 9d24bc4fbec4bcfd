"""Provenance: attributions in, who stands behind each and by which way the words came out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from service.model import (
    Attribution,
    Document,
    Link,
    Medium,
    Mention,
    Provenance,
    SourceType,
    Span,
    Speaker,
    SpeakerType,
)
from service.resolution.affiliations import Affiliations
from service.resolution.evidence import evidence
from service.resolution.grades import count, grade
from service.resolution.page.figures import Figure
from service.resolution.page.names import names
from service.resolution.page.outlets import Outlets, known_places
from service.resolution.page.positions import positions
from service.resolution.page.register import Register
from service.resolution.page.text import Text, text_of
from service.resolution.speakers.sources import Found, Speakers
from service.resolution.voices import Voices
from service.resolution.ways.chains import Chains, Course
from service.resolution.ways.headlines import shortened
from service.resolution.ways.media import Media
from service.resolution.ways.scenes import Scenes
from service.resolution.withholding import reasons


def resolve(
    document: Document, attributions: Sequence[Attribution], publisher: str | None = None, deadline: float = math.inf
) -> tuple[Provenance | None, ...]:
    """A page and its attributions -> who stands behind each and the way its words took, in the order of the attributions.

    A speaker is named as fully as the page names it anywhere; where no one can be named, `speaker` is None. A chain runs from the
    outlet nearest the reader to the speaker and is empty where neither is known. `publisher` is the outlet whose page this is, by
    any of its names. No document and no spans raise; a source without words counts as none.

    `deadline` is on time.monotonic's clock, in seconds: when it passes, the attributions that were not yet looked at get None.
    """
    if not attributions or not document.tokens:
        return tuple(Provenance(None, None, None, (), None, None, False, 0.0, ()) for _ in attributions)
    text = text_of(document)
    found_names = names(text)
    known = known_places(text)
    register = Register(text, found_names, known.tokens)
    outlets = Outlets(text, found_names, register, known, publisher)
    name_at = {index: name for name in found_names for index in range(name.first, name.last)}
    scenes = Scenes(text, outlets)
    standing = positions(text, attributions)
    found, seen = Voices(text, Speakers(text, name_at, register, outlets), scenes, standing).all(deadline)
    chains = Chains(text, scenes, standing, found)
    courses = chains.all()
    media = Media(text, outlets, standing, chains.carried_on).all()
    same = shortened(text, standing, found, courses)
    affiliations = Affiliations(text, register, name_at, _sources(attributions, found))
    speakers = _speakers(text, found, standing.sentences, affiliations)
    return tuple(
        _provenance(text, each, courses[index], speakers.get(each.figure), media[index], same.get(index))
        if index in seen
        else None
        for index, each in enumerate(found)
    )


def _sources(attributions: Sequence[Attribution], found: Sequence[Found]) -> dict[Figure, list[Span]]:
    """Attributions and who speaks them -> the sources by which each speaker is named."""
    sources: dict[Figure, list[Span]] = {}
    for attribution, each in zip(attributions, found, strict=True):
        if each.figure is not None and attribution.source is not None:
            sources.setdefault(each.figure, []).append(attribution.source)
    return sources


def _speakers(
    text: Text, found: Sequence[Found], sentences: Sequence[Sequence[int]], affiliations: Affiliations
) -> dict[Figure | None, Speaker]:
    """Who speaks each attribution, and the sentences of each -> the speakers of the answer, by figure."""
    figures = {each.figure: None for each in found if each.figure is not None}
    withheld: dict[Figure, list[int]] = {figure: [] for figure in figures if figure.anonymous}
    for figure, places in withheld.items():
        at = text.at(figure.span.start)
        places += [number] if (number := text.document.sentence_of[at]) >= 0 else []
    for each, numbers in zip(found, sentences, strict=True):
        if each.figure in withheld:
            withheld[each.figure] += numbers
    because = reasons(text, withheld) if withheld else {}
    return {figure: _speaker(text, figure, affiliations.of(figure), because.get(figure)) for figure in figures}


def _provenance(
    text: Text, found: Found, course: Course, speaker: Speaker | None, medium: Medium | None, same_as: int | None
) -> Provenance:
    figure, speaking = found.figure, found.outlet
    own = [replace(speaking.outlet, name=figure.name)] if speaking and figure is not None else []
    outlets = [*course.outlets, *own]
    links = [*(Link(outlet.name, SpeakerType.OUTLET) for outlet in course.outlets), *course.voices]
    links += [Link(outlet.name, SpeakerType.OUTLET) for outlet in own]
    if figure is not None and not own:
        links.append(Link(figure.name, figure.type))
    at = speaking or course.at
    weight, because = evidence(found, course)
    return Provenance(
        speaker=speaker,
        outlet=outlets[-1] if outlets else None,
        outlet_at=Mention(text.span(at.first, at.last)) if at and outlets else None,
        chain=tuple(links),
        medium=medium,
        same_as=same_as,
        written=(speaker is not None and speaker.type is SpeakerType.DOCUMENT)
        or (medium is not None and medium.kind in text.ways.beside.written),
        evidence=weight,
        reasons=because,
    )


def _speaker(text: Text, figure: Figure, source_type: SourceType, because: Mention | None) -> Speaker:
    description = figure.description.of(text.document.text) if figure.description else None
    return Speaker(
        name=figure.name,
        description=description,
        type=figure.type,
        anonymous=figure.anonymous,
        named_at=Mention(figure.span),
        grade=grade(figure),
        source_type=source_type,
        count=count(text, figure),
        withheld_because=because,
    )
