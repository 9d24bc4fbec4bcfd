"""The summary of an answer: what an audit of an article's sources counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from service.model import Kind, Report


def summary(report: Report) -> dict[str, Any]:
    """What the pipeline made of an article -> how many statements of each kind, mode, grade and type of source, and their shares.

    Statements without a speaker count in no grade and no source type. What came through an outlet other than the publisher is
    relayed, the rest is the article's own reporting. Shares are of all statements, rounded to 3 decimals, and 0 where there are
    none.
    """
    statements = report.statements
    speakers = [statement.speaker for statement in statements if statement.speaker]
    kinds = _counted(statement.kind for statement in statements)
    relayed = sum(statement.outlet not in (None, report.publisher) for statement in statements)

    def share(part: int) -> float:
        return round(part / len(statements), 3) if statements else 0.0

    return {
        "statements": len(statements),
        "kinds": kinds,
        "modes": _counted(statement.mode for statement in statements),
        "grades": _counted(speaker.grade for speaker in speakers),
        "source_types": _counted(speaker.source_type for speaker in speakers),
        "without_speaker": len(statements) - len(speakers),
        "own_reporting": len(statements) - relayed,
        "relayed": relayed,
        "shares": {
            **{kind.value: share(kinds.get(kind, 0)) for kind in Kind},
            "anonymous": share(sum(speaker.anonymous for speaker in speakers)),
            "relayed": share(relayed),
        },
    }


def _counted(values: Iterable[str]) -> dict[str, int]:
    """Values of an enumeration -> how often each occurs, the most frequent first."""
    return {str(value): times for value, times in Counter(values).most_common()}
