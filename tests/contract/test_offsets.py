"""Offsets in other units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.contract.offsets import Unit, converted

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("", Unit.UTF16, [0]),
        ("abc", Unit.UTF16, [0, 1, 2, 3]),
        ("a😀b", Unit.UTF16, [0, 1, 3, 4]),
        ("a😀b", Unit.UTF8, [0, 1, 5, 6]),
        ("é€𝔸", Unit.UTF8, [0, 2, 5, 9]),
        ("a😀b", Unit.CODE_POINT, [0, 1, 2, 3]),
    ],
)
def test_each_offset_counts_the_units_before_it(text, unit, expected):
    found = converted(text, range(len(text) + 1), unit)
    assert [found[offset] for offset in range(len(text) + 1)] == expected


@given(TEXTS, st.data())
def test_any_choice_of_offsets_is_converted_as_its_prefix_is_encoded(text, data):
    offsets = data.draw(st.lists(st.integers(0, len(text))))
    for unit, codec, size in ((Unit.UTF16, "utf-16-le", 2), (Unit.UTF8, "utf-8", 1)):
        found = converted(text, offsets, unit)
        assert all(found[offset] == len(text[:offset].encode(codec)) // size for offset in offsets)
