"""Random workflows, written with the fluent builder."""

from __future__ import annotations

from itertools import count
from typing import Any

from hypothesis import strategies as st

from conductor import ConductorWorkflow, Step, simple_task

_MOST_STEPS = 3


class _Author:
    """Writes steps into workflows, each with a name of its own and references to those before it."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._numbers = count(1)

    def workflow(self, depth: int) -> ConductorWorkflow[Any]:
        wf = ConductorWorkflow(self._name("workflow"), input=["items", "kind", "number"])
        self._fill(wf, depth)
        wf.output = {"last": self._value(wf)}
        return wf

    def _name(self, kind: str) -> str:
        return f"{kind}_{next(self._numbers)}"

    def _value(self, wf: ConductorWorkflow[Any]) -> Any:
        """A value of the input, however it is written."""
        number = wf.input.number
        return self._draw(st.sampled_from([1, None, number, f"no. {number}", [{"x": number["odd name"][0]}]]))

    def _step(self, wf: ConductorWorkflow[Any]) -> Step[dict[str, Any]]:
        return Step(simple_task(self._name("step"), "work", {"value": self._value(wf)}))

    def _fill(self, wf: ConductorWorkflow[Any], depth: int) -> None:
        kinds = ["_row", "_list", "_repeat", "_for_each", "_do_while", "_switch", "_fork", "_sub_workflow"]
        chosen = st.lists(st.sampled_from(kinds[: 8 if depth else 2]), min_size=1, max_size=_MOST_STEPS)
        for kind in self._draw(chosen):
            getattr(self, kind)(wf, depth)

    def _row(self, wf: ConductorWorkflow[Any], _depth: int) -> None:
        first = self._step(wf)
        wf.add(first, Step(simple_task(self._name("next"), "work", {"x": first.output.x, "state": first.status})))

    def _list(self, wf: ConductorWorkflow[Any], _depth: int) -> None:
        wf.add([self._step(wf), self._step(wf) >> self._step(wf), [self._step(wf)]])

    def _repeat(self, wf: ConductorWorkflow[Any], depth: int) -> None:
        with wf.repeat(self._name("repeat"), self._draw(st.sampled_from([1, 3, wf.input.number]))):
            self._fill(wf, depth - 1)

    def _for_each(self, wf: ConductorWorkflow[Any], depth: int) -> None:
        with wf.for_each(self._name("each"), wf.input["items"]) as each:
            wf.add(Step(simple_task(self._name("item"), "work", {"item": each.item.x, "at": each.index})))
            self._fill(wf, depth - 1)

    def _do_while(self, wf: ConductorWorkflow[Any], depth: int) -> None:
        page = self._step(wf)
        with wf.do_while(self._name("while"), f"{page.output.more} && {page.output['odd name']} != 'x'"):
            wf.add(page)
            self._fill(wf, depth - 1)

    def _switch(self, wf: ConductorWorkflow[Any], depth: int) -> None:
        by_script = self._draw(st.booleans())
        script = f"{wf.input.number} > 3 ? 'a' : 'b'" if by_script else wf.input.kind
        with wf.switch(self._name("switch"), script, evaluator="graaljs" if by_script else "value-param") as switch:
            for case in self._draw(st.sets(st.sampled_from(["a", "1", "true"]), min_size=1)):
                with switch.case(case):
                    self._fill(wf, depth - 1)
            if self._draw(st.booleans()):
                with switch.default():
                    self._fill(wf, depth - 1)

    def _fork(self, wf: ConductorWorkflow[Any], depth: int) -> None:
        with wf.fork(self._name("both")) as fork:
            for _ in range(self._draw(st.integers(1, 3))):
                with fork.branch():
                    self._fill(wf, depth - 1)

    def _sub_workflow(self, wf: ConductorWorkflow[Any], depth: int) -> None:
        inputs = {"items": wf.input["items"], "kind": "a", "number": self._value(wf)}
        with wf.sub_workflow(self._name("inner"), **inputs) as inner:
            self._fill(inner, depth - 1)
            inner.output = {"x": inner.input.number}
        wf.add(Step(simple_task(self._name("after"), "work", {"x": inner.step.output.x})))


@st.composite
def programs(draw: st.DrawFn) -> ConductorWorkflow[Any]:
    """Workflows of all kinds of blocks, in each other up to three deep."""
    return _Author(draw).workflow(depth=draw(st.integers(0, 3)))
