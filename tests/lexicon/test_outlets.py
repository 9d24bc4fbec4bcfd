import pytest

from service.lexicon.outlets import outlets


def found(text: str) -> list[tuple[str, str, bool]]:
    return [(mention.span.of(text), mention.outlet.id or "", mention.ambiguous) for mention in outlets().mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He told CNN's New Day.", [("CNN", "cnn", False), ("New Day", "new-day", False)]),
        ("The Associated Press said; the AP added.", [("The Associated Press", "ap", False), ("AP", "ap", False)]),
        ("Interfax-Ukraine, not Interfax.", [("Interfax-Ukraine", "interfax-ukraine", False), ("Interfax", "interfax", False)]),
        ("She told The Hill about life on the Hill.", [("The Hill", "hill", False)]),
        ("Українська правда пише", [("Українська правда", "ukrainska-pravda", False)]),
    ],
)
def test_outlets_are_found_where_they_are_named(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(text) == expected
