"""How a text is cut into the windows that the encoder reads at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("numpy")

from service.extraction.encoder.reading import BREAK, SPACE, windows

SIZE, OVERLAP = 30, 6


def cut(*paragraphs):
    """Lengths of paragraphs in units of one piece -> start and end of each window."""
    gaps = [BREAK if i == 0 else SPACE for length in paragraphs for i in range(length)]
    return [(window.start, window.end) for window in windows([1] * len(gaps), gaps, SIZE, OVERLAP)]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([20], [(0, 20)]),
        ([25, 25, 25], [(0, 25), (25, 50), (50, 75)]),  # at paragraphs nothing is repeated
        ([90], [(0, 30), (24, 54), (48, 78), (72, 90)]),  # within one, the next window repeats a part
        ([5, 60], [(0, 30), (24, 54), (48, 65)]),  # a paragraph that begins too early is no place to cut
        ([16, 16], [(0, 16), (16, 32)]),  # the last two share what is left
    ],
)
def test_windows_end_at_paragraphs_where_they_can(paragraphs, expected):
    assert cut(*paragraphs) == expected


@given(st.lists(st.tuples(st.integers(1, 8), st.sampled_from([BREAK, SPACE])), min_size=1, max_size=200))
def test_every_unit_counts_in_one_window_that_holds_it(units):
    lengths, gaps = [length for length, _ in units], [BREAK, *(gap for _, gap in units[1:])]
    found = windows(lengths, gaps, SIZE, OVERLAP)
    assert [unit for window in found for unit in range(window.mine_start, window.mine_end)] == list(range(len(units)))
    for window in found:
        assert window.start <= window.mine_start <= window.mine_end <= window.end
        assert sum(lengths[window.start : window.end]) <= SIZE
