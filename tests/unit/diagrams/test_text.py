from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conductor._shared.times import duration_text
from conductor.diagrams.text import cells, clean, counted, fit, fit_cells, width_px


@given(st.text(max_size=80), st.integers(20, 300))
def test_cut_text_fits(text: str, limit: int) -> None:
    """What is cut is not wider than the limit, and what fits is not cut."""
    shown = fit(clean(text), limit, 13)
    assert width_px(shown, 13) <= limit
    assert shown == clean(text) or width_px(clean(text), 13) > limit


@given(st.text(max_size=80), st.integers(1, 40))
def test_cells_are_filled_exactly(text: str, limit: int) -> None:
    """Wide characters take two columns, so that what follows stands below each other."""
    shown = fit_cells(clean(text), limit)
    assert cells(shown) == limit


def test_both_ends_of_a_name_are_kept() -> None:
    """Names differ at their ends; of other texts only the beginning is kept."""
    assert fit("step_of_the_long_process_17", 100, 13).endswith("17")
    assert fit("a text that goes on and on and on", 100, 13, keep_end=False).endswith("…")


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [
        (0, "0 ms"),
        (999.4, "999 ms"),
        (999.6, "1 s"),
        (1000, "1 s"),
        (1240, "1.2 s"),
        (59_949, "59.9 s"),
        (59_960, "1 min"),
        (184_000, "3 min 4 s"),
        (3_600_000, "1 h"),
        (7_500_000, "2 h 5 min"),
        (190_800_000, "2 d 5 h"),
    ],
)
def test_durations_are_short(milliseconds: float, text: str) -> None:
    """The two units that matter, and no zero in the second."""
    assert duration_text(milliseconds) == text


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [
        (1, "task", "1 task"),
        (2, "task", "2 tasks"),
        (3, "branch", "3 branches"),
        (2, "try", "2 tries"),
        (0, "round", "0 rounds"),
    ],
)
def test_nouns_are_counted(number: int, noun: str, text: str) -> None:
    """One is singular, all else plural."""
    assert counted(number, noun) == text
