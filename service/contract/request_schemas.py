"""What goes in, as schemas: requests are validated by them, openapi.yaml is generated from them.

Enumerations are closed here, since a value that the service does not know cannot be obeyed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from service.contract.offsets import Unit
from service.model import Mode, Section
from service.pipeline import ANSWERED, LANGUAGES, Options

_MOST_OUTLETS = 1_000  # of one answer, about 170 kB
_NAME_LENGTH = 1_000  # code points; no headline or name is longer


# In either case, with or without what follows a language in a tag.
_LANGUAGE_TAGS = f"^(?:{'|'.join(''.join(f'[{c.upper()}{c}]' for c in tag) for tag in LANGUAGES)})(?:-[\\s\\S]*)?$"


def _no_lone_surrogates(value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValidationError("Holds half of a surrogate pair, which is no character.") from error


def _language(value: str) -> None:
    if value.lower().partition("-")[0] not in LANGUAGES:
        raise ValidationError(f"Not a language this service reads; it reads: {', '.join(LANGUAGES)}.")


class Number(fields.Float):
    """A JSON number; unlike its parent, no string that looks like one."""

    def _validated(self, value: Any) -> float:
        if isinstance(value, str):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Whole(fields.Integer):
    """A JSON number without a fraction; unlike its parent, no string that looks like one."""

    def __init__(self, **more: Any) -> None:
        super().__init__(strict=True, **more)

    def _validated(self, value: Any) -> int:
        if isinstance(value, str):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Truth(fields.Boolean):
    """A JSON boolean; unlike its parent, no number or string that means one."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Choices(fields.List[Any]):
    """A JSON array of values from an enumeration; unlike its parent, it refuses a long one before it looks at its values."""

    longest = 100  # no enumeration here has as many values

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:
        if isinstance(value, list) and len(value) > self.longest:
            raise ValidationError(f"Longer than maximum length {self.longest}.")
        return super()._deserialize(value, attr, data, **kwargs)


def _text(description: str, **more: Any) -> fields.String:
    checks = [_no_lone_surrogates, *more.pop("checks", ())]
    told = {"description": description} | ({"pattern": more.pop("pattern")} if "pattern" in more else {})
    return fields.String(validate=checks, metadata=told, **more)


def _name(description: str) -> fields.String:
    return _text(description, load_default=None, allow_none=True, checks=[validate.Length(max=_NAME_LENGTH)])


def _choices(values: type[StrEnum], default: frozenset[Any], description: str) -> Choices:
    chosen = sorted(default, key=list(values).index)
    return Choices(
        fields.Enum(values, by_value=True, metadata={"type": "string"}),
        load_default=chosen,
        validate=validate.Length(1, Choices.longest),
        metadata={"description": description},
    )


class SharedOptionsSchema(Schema):
    """What can be asked for of many articles at once: query parameters of a batch."""

    publisher = _name("Whose article this is, by name or domain.")
    language = _text(
        f"BCP 47 tag of the article's language; detected where absent. Read now: {', '.join(LANGUAGES)}.",
        load_default=None,
        allow_none=True,
        checks=[_language],
        pattern=_LANGUAGE_TAGS,
    )
    min_confidence = Number(
        load_default=0.0,
        validate=validate.Range(0, 1),
        metadata={"description": "Statements below this confidence are left out; those right at it stay."},
    )
    modes = _choices(Mode, Options().modes, "How the statements that you want were made.")
    sections = _choices(Section, ANSWERED, "The parts of the page whose statements you want.")
    offset_unit = fields.Enum(
        Unit,
        by_value=True,
        load_default=Unit.CODE_POINT,
        metadata={
            "type": "string",
            "description": "What `start`, `end` and `length` count. Python counts code points. JavaScript, Java and C# count "
            "UTF-16 units: ask for `utf16` there, or an emoji before a span will shift it. Go and Rust count bytes of UTF-8.",
        },
    )
    explain = Truth(load_default=False, metadata={"description": "Whether each statement tells the reasons behind it."})


class OptionsSchema(SharedOptionsSchema):
    """What can be asked for: members of the JSON request, query parameters of every other."""

    id = _name("Any name of yours for the article; it comes back in the answer.")
    title = _name("The headline, where you know it.")


class ArticleSchema(OptionsSchema):
    """One article, and what is wanted of it."""

    text = _text("The article as it stands on the page, with its line breaks.")
    html = _text("The page in HTML instead; its article comes back as `text`. Exactly one of the two is given.")

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def _one_of_both(self, _: Mapping[str, Any], original_data: Mapping[str, Any], **__: Any) -> None:
        given = {"text", "html"} & original_data.keys()
        if len(given) > 1:
            raise ValidationError("Give text or html, not both.", "html")
        if not given:
            raise ValidationError("Missing data for required field: text, or else html.", "text")


class BatchSchema(Schema):
    """Many articles."""

    articles = fields.List(fields.Nested(ArticleSchema), required=True, metadata={"description": "In the order of the answers."})


class OutletQuerySchema(Schema):
    """What can be asked of the outlets."""

    q = _text("A part of a name, alias, id or domain, in any case; all outlets without it.", load_default="")
    limit = Whole(
        load_default=100,
        validate=validate.Range(1, _MOST_OUTLETS),
        metadata={"description": "How many of those that match come at most."},
    )
    offset = Whole(
        load_default=0, validate=validate.Range(min=0), metadata={"description": "How many of those that match are passed over."}
    )
