from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from conductor.diagrams import Timeline, timeline_svg, timeline_text
from conductor.diagrams.text import cells
from conductor.diagrams.timeline import Chart, chart_of
from conductor.errors import ConfigurationError
from tests.support.diagrams import RECORDED, executions, recorded, simple, workflow

START = 1_700_000_000_000


def ran(
    reference: str, created: int, started: int, ended: int, status: str = "COMPLETED", **fields: Any
) -> dict[str, Any]:
    times = {"scheduledTime": created, "startTime": started, "endTime": ended}
    shifted = {name: START + time if time else 0 for name, time in times.items()}
    return {"referenceTaskName": reference, "taskType": "work", "status": status, **shifted, **fields}


def execution(*tasks: dict[str, Any], ended: int = 10_000) -> dict[str, Any]:
    numbered = [{**task, "seq": place} for place, task in enumerate(tasks)]
    times = {"startTime": START, "endTime": START + ended if ended else 0}
    return {"workflowId": "w", "workflowName": "flow", "status": "COMPLETED", **times, "tasks": numbered}


def check(chart: Chart) -> None:
    for row in (*chart.rows, *chart.hidden):
        for attempt in row.attempts:
            started = attempt.ended_ms if attempt.started_ms is None else attempt.started_ms
            assert 0 <= attempt.created_ms <= attempt.ready_ms <= started <= attempt.ended_ms <= chart.span_ms


@pytest.mark.slow
@given(executions())
def test_every_execution_has_a_time_line(source: dict[str, Any]) -> None:
    """Times that are missing or in no good order still give bars within the picture, valid XML and a text."""
    check(chart_of(source))
    ET.fromstring(timeline_svg(source))  # noqa: S314 - our own document
    assert timeline_text(source)


def test_waiting_delay_and_run_are_told_apart() -> None:
    """A retry is created at once, may be taken after its delay, and waits in the queue from then on."""
    tries = [
        ran("a", 1, 100, 300, "FAILED"),
        ran("a", 300, 1800, 2000, startDelayInSeconds=1, retryCount=1),
    ]
    (row,) = chart_of(execution(*tries)).rows
    assert [(attempt.queued_ms, attempt.run_ms) for attempt in row.attempts] == [(99, 200), (500, 200)]
    assert (row.retries, row.rounds) == (1, 1)


def test_what_was_never_started_has_only_waited() -> None:
    """A task that nobody took has no bar of its own, only a wait until it was canceled."""
    (row,) = chart_of(execution(ran("a", 0, 0, 5000, "CANCELED"))).rows
    assert row.run_ms == 0
    assert row.queued_ms == 5000


def test_open_tasks_run_until_now() -> None:
    """Without an end the bar goes to `now_ms`, or to the last time that the execution has."""
    source = execution(ran("a", 0, 1000, 3000), ran("b", 3000, 4000, 0, "IN_PROGRESS"), ended=0)
    assert chart_of(source).span_ms == 4000
    assert chart_of(source, now_ms=START + 9000).rows[1].run_ms == 5000


def test_rounds_share_a_row() -> None:
    """The rounds of a loop stand one after the other in the row of their task."""
    rows = {row.title: row for row in chart_of(recorded("nested")).rows}
    assert (rows["invoice_ref"].rounds, rows["invoice_ref"].retries) == (3, 3)
    assert rows["loop_ref"].is_container
    assert rows["join_ref"].is_container
    assert not rows["sub_ref"].is_container


def test_of_many_tasks_the_telling_ones_are_shown() -> None:
    """What did not complete comes first, then what took longest; the rest is counted."""
    tasks = [ran(f"t{number}", 1, 1, number) for number in range(10, 60)] + [ran("bad", 1, 1, 2, "FAILED")]
    chart = chart_of(execution(*tasks), max_rows=5)
    assert [row.title for row in chart.rows] == ["t56", "t57", "t58", "t59", "bad"]
    assert "46 more tasks, which took less time" in timeline_svg(execution(*tasks), max_rows=5)
    assert "46 more tasks, which took less time" in timeline_text(execution(*tasks), max_rows=5)


@pytest.mark.parametrize("span_ms", [1, 40, 700, 12_000, 400_000, 90_000_000, 9_000_000_000])
def test_the_axis_has_a_few_round_times(span_ms: int) -> None:
    """From milliseconds to months there are some ticks, and not too many."""
    chart = chart_of(execution(ran("a", 1, 1, span_ms), ended=span_ms))
    assert 2 <= len(chart.ticks(8)) <= 9


@pytest.mark.parametrize("width", [60, 100, 180])
def test_no_line_of_the_text_is_too_wide(width: int) -> None:
    """The text keeps to the columns of the terminal."""
    body = timeline_text(recorded("nested"), width=width).split("\n\n")[1]
    assert max(map(cells, body.splitlines())) <= width


def test_a_recorded_execution_reads_as_before() -> None:
    """Queue, run, failure, delay and retry of an execution of the real server."""
    assert timeline_text(recorded("retried")) == (RECORDED / "retried.txt").read_text("utf-8")


def test_colours_come_only_when_asked_for() -> None:
    """With colours the text is the same, marks included."""
    plain, coloured = timeline_text(recorded("failed")), timeline_text(recorded("failed"), color=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


def test_a_definition_has_no_time_line() -> None:
    """The error says what is needed."""
    with pytest.raises(ConfigurationError, match="expected an execution with its tasks, found dict"):
        Timeline(workflow(simple("a")))
