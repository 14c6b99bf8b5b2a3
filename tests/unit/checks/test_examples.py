"""Each code finds its fault, at its place, and nothing where the fault is not."""

from __future__ import annotations

import pytest

from conductor.checks import check, codes
from tests.support.checks.build import Example
from tests.support.checks.errors import ERRORS
from tests.support.checks.warnings import WARNINGS

# Their examples are no workflows.
ELSEWHERE = {"E40", "E41", "E42", "E43", "E50", "E51", "E52", "W73", "W77", "W78", "W80", "W81", "W82"}


@pytest.mark.parametrize("example", ERRORS + WARNINGS, ids=str)
def test_a_fault_is_found_at_its_place(example: Example) -> None:
    """A definition with a fault has a finding of that code, at the path of the fault, with a way out."""
    found = [finding for finding in check(example.bad, **example.known) if finding.code == example.code]
    assert example.path in [finding.path for finding in found]
    assert all(finding.problem and finding.way_out for finding in found)


@pytest.mark.parametrize("example", ERRORS + WARNINGS, ids=str)
def test_nothing_is_found_without_the_fault(example: Example) -> None:
    """The same definition without the fault has no finding of that code, and no error."""
    found = check(example.good, **example.known)
    assert [str(finding) for finding in found if finding.code == example.code or finding.is_error] == []


@pytest.mark.parametrize("example", WARNINGS, ids=str)
def test_a_warning_is_no_error(example: Example) -> None:
    """A definition that only surprises has no error."""
    assert [str(finding) for finding in check(example.bad, **example.known) if finding.is_error] == []


def test_each_code_has_an_example() -> None:
    """No code is without an example."""
    with_example = {example.code for example in ERRORS + WARNINGS} | ELSEWHERE
    assert {code.code for code in codes()} - with_example == set()
    assert with_example - {code.code for code in codes()} == set()
