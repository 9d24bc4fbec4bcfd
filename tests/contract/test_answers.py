"""The shape of an answer, on articles sent and on reports made by hand."""

from dataclasses import replace

import pytest

from service.contract.answer_schemas import AnswerSchema
from service.contract.answers import answer
from service.contract.offsets import Unit
from service.contract.orders import Order
from service.model import (
    Credit,
    Document,
    Grade,
    Kind,
    Link,
    Medium,
    Mention,
    Mode,
    Note,
    Outlet,
    Reason,
    Report,
    Section,
    SourceType,
    Span,
    Speaker,
    SpeakerType,
    Statement,
)
from service.pipeline import Options, attribute

TEXT = "😀 “We sail,” said Ada Lind, “in May,” Reuters reported.\nPhoto: Bay News"


def span(part, after=0):
    start = TEXT.index(part, after)
    return Span(start, start + len(part))


ADA = Speaker(
    name="Ada Lind",
    description="the mayor",
    type=SpeakerType.PERSON,
    anonymous=True,
    named_at=Mention(span("Ada Lind")),
    grade=Grade.WITHHELD,
    source_type=SourceType.GOVERNMENT,
    count=1,
    withheld_because=Mention(span("said")),
)
SPLIT = Statement(
    id="s1",
    kind=Kind.DIRECT,
    mode=Mode.SPEECH,
    act="state",
    section=Section.BODY,
    line=1,
    contents=(span("We sail,"), span("in May,")),
    cue=span("said"),
    source=span("Ada Lind"),
    speaker=ADA,
    outlet=Outlet("Reuters", "reuters", "reuters.com", "GB", "Q130879"),
    outlet_at=Mention(span("Reuters")),
    chain=(Link("Reuters", SpeakerType.OUTLET), Link("Ada Lind", SpeakerType.PERSON)),
    medium=Medium("platform", "X", Mention(span("sail"))),
    same_as="s2",
    confidence=0.97,
    reasons=(Reason("extraction", "split", "a quotation around its cue", 1.5),),
)
BARE = SPLIT._replace(
    id="s2",
    contents=(span("in May,"),),
    cue=None,
    source=None,
    speaker=None,
    outlet=None,
    outlet_at=None,
    chain=(),
    medium=None,
    same_as=None,
)
CREDITS, NOTES = (Credit("photo", span("Photo: Bay News")),), (Note("correction", span("Bay News")),)
DOCUMENT = Document(TEXT, "en", (), (), (), (), CREDITS, NOTES, (), (), (), ())
REPORT = Report(DOCUMENT, "rules", (SPLIT, BARE), False, (("time_budget", "Too late."),))
ORDER = Order(TEXT, Options(), "a7", Unit.CODE_POINT, False, (("byte_order_mark", "Dropped."),))


def place(part):
    return {"start": span(part).start, "end": span(part).end, "text": part}


def test_a_report_becomes_the_object_of_the_contract():
    told = answer(REPORT, ORDER)
    engine = told.pop("engine")
    assert set(engine) == {"version", "tagger", "lexicon"}
    assert told == {
        "id": "a7",
        "language": "en",
        "length": len(TEXT),
        "offset_unit": "code_point",
        "incomplete": False,
        "warnings": [{"code": "byte_order_mark", "detail": "Dropped."}, {"code": "time_budget", "detail": "Too late."}],
        "statements": [
            {
                "id": "s1",
                "kind": "direct",
                "mode": "speech",
                "act": "state",
                "section": "body",
                "line": 1,
                "text": "We sail, … in May,",
                "contents": [place("We sail,"), place("in May,")],
                "cue": place("said"),
                "source": place("Ada Lind"),
                "speaker": {
                    "name": "Ada Lind",
                    "description": "the mayor",
                    "type": "person",
                    "anonymous": True,
                    "grade": "withheld",
                    "source_type": "government",
                    "count": 1,
                    "withheld_because": place("said"),
                    "named_at": place("Ada Lind"),
                },
                "outlet": {
                    "id": "reuters",
                    "name": "Reuters",
                    "domain": "reuters.com",
                    "country": "GB",
                    "wikidata": "Q130879",
                    "named_at": place("Reuters"),
                },
                "chain": [{"name": "Reuters", "type": "outlet"}, {"name": "Ada Lind", "type": "person"}],
                "medium": {"kind": "platform", "name": "X", "named_at": place("sail")},
                "same_as": "s2",
                "confidence": 0.97,
            },
            {
                "id": "s2",
                "kind": "direct",
                "mode": "speech",
                "act": "state",
                "section": "body",
                "line": 1,
                "text": "in May,",
                "contents": [place("in May,")],
                "cue": None,
                "source": None,
                "speaker": None,
                "outlet": None,
                "chain": [],
                "medium": None,
                "same_as": None,
                "confidence": 0.97,
            },
        ],
        "speakers": [{"name": "Ada Lind", "type": "person", "statements": ["s1"]}],
        "outlets": [{"id": "reuters", "name": "Reuters", "statements": ["s1"]}],
        "credits": [{"kind": "photo", **place("Photo: Bay News")}],
        "notes": [{"kind": "correction", **place("Bay News")}],
        "summary": {
            "statements": 2,
            "kinds": {"direct": 2},
            "modes": {"speech": 2},
            "grades": {"withheld": 1},
            "source_types": {"government": 1},
            "without_speaker": 1,
            "own_reporting": 1,
            "relayed": 1,
            "shares": {"direct": 1.0, "indirect": 0.0, "mixed": 0.0, "anonymous": 0.5, "relayed": 0.5},
        },
    }


def test_reasons_come_only_when_asked_for():
    assert "reasons" not in answer(REPORT, ORDER)["statements"][0]
    assert answer(REPORT, replace(ORDER, explain=True))["statements"][0]["reasons"] == [
        {"step": "extraction", "rule": "split", "detail": "a quotation around its cue", "weight": 1.5}
    ]


@pytest.mark.parametrize("explain", [True, False])
def test_an_answer_has_all_members_of_its_schema_and_no_others(explain):
    assert AnswerSchema().validate(answer(REPORT, replace(ORDER, explain=explain))) == {}


@pytest.mark.parametrize(
    ("publisher", "own"), [(None, 1), ("Bay News", 1), ("Reuters", 2), ("reuters.com", 2), ("The Guardian", 1)]
)
def test_what_came_through_the_publisher_is_own_reporting(publisher, own):
    article = "“We sail in May,” Reuters quoted Mayor Ada Lind as saying.\n\n“Not before,” said Omar Falk, the harbour master.\n"
    told = answer(attribute(article, Options(publisher=publisher)), ORDER)["summary"]
    assert (told["own_reporting"], told["relayed"]) == (own, 2 - own)


def test_an_answer_over_http_has_all_members_of_its_schema_and_no_others(service):
    article = "Ferry to return\n\n“We sail in May,” Reuters quoted Mayor Ada Lind as saying.\n\nPhoto: Bay News\n"
    told = service.post_json(text=article, explain=True).json()
    assert AnswerSchema().validate(told) == {}
    assert told["statements"]


def test_the_same_article_gives_the_same_bytes(service):
    article = "“We sail in May,” Reuters quoted Mayor Ada Lind as saying. “Not before,” she added.\n" * 3
    assert len({service.post(article, "?explain=1").body for _ in range(6)}) == 1  # more requests than workers


@pytest.mark.parametrize("unit", ["code_point", "utf16", "utf8"])
def test_offsets_hold_in_the_unit_asked_for_with_emoji_before_them(service, unit):
    article = "😀😀 Ĳ 𝔸\n\nÉté: “We sail 😀 in May,” Reuters quoted Mayor Ada Lind as saying.\n"
    coded, size = {
        "code_point": (article.encode("utf-32-le"), 4),
        "utf16": (article.encode("utf-16-le"), 2),
        "utf8": (article.encode(), 1),
    }[unit]
    codec = {4: "utf-32-le", 2: "utf-16-le", 1: "utf-8"}[size]
    told = service.post_json(text=article, offset_unit=unit).json()
    assert told["length"] == len(coded) // size
    (statement,) = told["statements"]
    places = (*statement["contents"], statement["cue"], statement["source"], statement["outlet"]["named_at"])
    for found in (*places, statement["speaker"]["named_at"]):
        assert coded[found["start"] * size : found["end"] * size].decode(codec) == found["text"]
