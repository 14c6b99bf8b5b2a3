"""Expressions, paths, times and cron expressions are read as by the server; its verdicts are recorded here."""

from __future__ import annotations

import pytest

from conductor.checks._text import cron, times
from conductor.checks._text.expressions import has_unclosed, join, paths_in, texts_in
from conductor.checks._text.jsonpath import is_readable


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("plain", []),
        ("${a.b}", ["a.b"]),
        ("x${a.b}y${c}", ["a.b", "c"]),
        ("${}", [""]),
        ("$${a.b}", []),
        ("$$${a.b}", []),
        ("\\${a.b}", ["a.b"]),
        ("${a.${b.c}}", ["b.c"]),
        ("${{a}}", ["{a"]),
        ("}${a}", ["a"]),
        ("${a", []),
    ],
)
def test_expressions_in_a_text(text: str, paths: list[str]) -> None:
    """The server looks at the innermost ${...}, and not at those after another $."""
    assert list(paths_in(text)) == paths


@pytest.mark.parametrize(
    ("text", "is_open"), [("${a", True), ("${a}${b", True), ("$${a", False), ("${a}", False), ("a", False)]
)
def test_an_expression_without_an_end(text: str, is_open: bool) -> None:
    """A ${ without } is noticed, unless it is escaped."""
    assert has_unclosed(text) is is_open


def test_paths_name_each_text() -> None:
    """Texts are found however deep, with a path that can be read."""
    value = {"a": ["x", {"b c": "y", "d-e": {"f": "z"}}], "n": 1}
    assert list(texts_in(value, "in")) == [("in.a[0]", "x"), ("in.a[1]['b c']", "y"), ("in.a[1].d-e.f", "z")]
    assert join("", "a") == "a"


READABLE = """
a
a.b
a.b.c-d
a..b
a.*
*
a[0]
a[-1]
a[1:2]
a[:2]
a[1,2]
a[*]
a[ 'b' ]
a['b c','d']
a["b"].c
a['it\\'s']
a.b[
a.[0]
a.length()
a.f(x)
a.b[?(@.c == 1)]
a.b[?(@.c && !@.d || @.e in ['x'])]
a.b[?((@.c == 1) && (@.d))]
a.b[?(@.c =~ /x.*/i)]
$
$.a
@.a
ä.ö
a.b\x20
""".strip("\n").splitlines()
UNREADABLE = [
    "",
    " ",
    " a",
    "a b",
    "a.",
    ".",
    "..",
    "a...b",
    "a. b",
    "a[b",
    "a['b]",
    "a['b'",
    "a['b'x]",
    "a['b',c]",
    "a[",
    "$[",
    "$a",
    "a[]x",
    "a[x]",
    "a[1",
    "a[:]",
    "a[-]",
    "a[99999999999]",
    "a[*",
    "a[* x]",
    "a[?]",
    "a[?(@.b]",
    "a[?(@.b) x]",
    "a[?()]",
    "a[?(@.b ==)]",
    "a[?(@.b = 1)]",
    "a[?(@.b == c)]",
    "a(",
    "a.f({)",
]
UNREADABLE.remove("a[")  # one character that is left over is not looked at


@pytest.mark.parametrize("path", [*READABLE, "a["])
def test_paths_that_the_server_reads(path: str) -> None:
    """What the server takes as a path is readable."""
    assert is_readable(path)


@pytest.mark.parametrize("path", UNREADABLE)
def test_paths_that_the_server_refuses(path: str) -> None:
    """What the server refuses as a path is not readable."""
    assert not is_readable(path)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("5 s", 5),
        ("1 days 2 hours 3 minutes 4 seconds", 93784),
        ("1D2H", 93600),
        (" 2 hrs 30 mins ", 9000),
        ("", 0),
        ("5", None),
        ("1 s 1 m", None),
        ("1.5 s", None),
        ("-1 s", None),
        ("99999999999 s", None),
        ("soon", None),
    ],
)
def test_durations(text: str, seconds: int | None) -> None:
    """A duration has days, hours, minutes and seconds in this order."""
    assert times.seconds_of(text) == seconds


DATES = ["2030-01-01", "30-1-1", " 2030- 1- 99", "2030-01-01 9:5", "2030-01-01 10:00 utc", "2030-01-01 10:00 -0830"]
DATES += ["2030-01-01 10:00 GMT+1:00", "2030-01-01 10:00 Pacific Standard Time"]
NO_DATES = [
    "2030-01-01T10:00",
    "2030-01-01 10:00:00",
    "2030/01/01",
    "2030-01-01 UTC",
    "2030-01-01 ",
    "2030-01-01 10:00 Z",
]
NO_DATES += ["2030-01-01 10:00 +01:00", "2030-01-01 10:00 +0160", "2030-01-01 10:00 Europe/Paris", "later", "2030"]


@pytest.mark.parametrize("text", DATES)
def test_dates_that_the_server_reads(text: str) -> None:
    """Dates have three forms; zones are short names, long names and offsets."""
    assert times.is_date(text)


@pytest.mark.parametrize("text", NO_DATES)
def test_dates_that_the_server_refuses(text: str) -> None:
    """ISO forms and names of places are not read."""
    assert not times.is_date(text)


CRONS = [
    "* * * * * *",
    "0 0 9 ? * MON-FRI",
    "@daily",
    " @HOURLY ",
    "0  0 0 1/5 jan,mar *",
    "0 0 0 L * ?",
    "0 0 0 L-3 * *",
]
CRONS += [
    "0 0 0 LW * *",
    "0 0 0 15W * *",
    "0 0 0 * * 5L",
    "0 0 0 * * FRI#2",
    "0 0 0 * * SUN-TUE",
    "*/61 0 0 * * 7",
    "0 0 0 29 2 *",
]


@pytest.mark.parametrize("expression", CRONS)
def test_cron_expressions_that_the_server_reads(expression: str) -> None:
    """Six fields with the special forms of Spring are fine."""
    assert cron.problem_of(expression) is None


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("* * * * *", "it has 5 fields"),
        ("0 0 0 * * * 2030", "it has 7 fields"),
        ("60 * * * * *", "'60' is no second (it goes from 0 to 59)"),
        ("? * * * * *", "'?' is no second (it goes from 0 to 59)"),
        ("0 0 0 0 * *", "'0' is no day of month (it goes from 1 to 31)"),
        ("0 0 0 32W * *", "'32' is no day of month (it goes from 1 to 31)"),
        ("0 0 0 L-0 * *", "'L' is no day of month (it goes from 1 to 31)"),
        ("0 0 0 * * MONDAY", "'1DAY' is no day of week (it goes from 0 to 7)"),
        ("0 0 0 * * FRI#0", "'5#0' is no day of week (it goes from 0 to 7)"),
        ("0 0 0 * * FRI-MON", "the range '5-1' of the day of week runs backwards"),
        ("0/0 * * * * *", "the step '0' of the second is no positive number"),
        ("1,,2 * * * * *", "'' is no second (it goes from 0 to 59)"),
        ("0 0 0 30 FEB *", "it never fires: no such month has a day 30"),
        ("0 0 0 31 APR,JUN *", "it never fires: no such month has a day 31"),
    ],
)
def test_cron_expressions_that_never_fire(expression: str, problem: str) -> None:
    """What cannot be read, and days that no month has, are named."""
    assert cron.problem_of(expression) == problem
