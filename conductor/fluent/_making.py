"""The blocks that a workflow offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from conductor._shared.references import Reference
from conductor.builders.flow import do_while_task, for_each_task, new_loop_task, switch_task
from conductor.errors import ConfigurationError
from conductor.fluent._blocks import ForEachBlock, ForkBlock, LoopBlock, SwitchBlock
from conductor.fluent._scripts import lift_references

if TYPE_CHECKING:
    from typing import Unpack

    from conductor.builders._options import OptionalTaskOptions
    from conductor.fluent._body import Body

Evaluator = Literal["value-param", "javascript", "graaljs"]

_VALUE: Evaluator = "value-param"


class Blocks:
    """What a workflow opens with ``with``. Options are those of all tasks, such as ``optional=True``."""

    _body: Body

    def do_while(self, reference: str, condition: Any, /, **options: Unpack[OptionalTaskOptions]) -> LoopBlock:
        """Repeat what is added inside: once, and again as long as the condition is true.

        Args:
            reference: reference name of the loop
            condition: a reference, or JavaScript with references in it: ``f"{page.output.next} != null"``
            **options: see :class:`OptionalTaskOptions`
        """
        script, read = lift_references(str(condition))
        return LoopBlock(
            self._body,
            reference,
            lambda tasks: do_while_task(reference, script, tasks, input_parameters=read, **options),
        )

    def repeat(self, reference: str, times: Any, /, **options: Unpack[OptionalTaskOptions]) -> LoopBlock:
        """Repeat what is added inside a number of times, 1 or more.

        Args:
            reference: reference name of the loop
            times: a whole number, or a reference to one
            **options: see :class:`OptionalTaskOptions`
        """
        number = str(times) if isinstance(times, Reference) else times
        return LoopBlock(self._body, reference, lambda tasks: new_loop_task(reference, number, tasks, **options))

    def for_each(self, reference: str, items: Any, /, **options: Unpack[OptionalTaskOptions]) -> ForEachBlock:
        """Do what is added inside for each item of a list, one after the other.

        Args:
            reference: reference name of the loop
            items: a reference to a list
            **options: see :class:`OptionalTaskOptions`
        """
        return ForEachBlock(self._body, reference, lambda tasks: for_each_task(reference, str(items), tasks, **options))

    def switch(
        self,
        reference: str,
        value: Any,
        /,
        *,
        evaluator: Evaluator = _VALUE,
        **options: Unpack[OptionalTaskOptions],
    ) -> SwitchBlock:
        """Do one of several cases.

        Args:
            reference: reference name of the switch
            value: what is compared with the cases, a reference; or JavaScript with references in it
            evaluator: ``javascript`` or ``graaljs`` if it is JavaScript
            **options: see :class:`OptionalTaskOptions`
        """
        script, read = (str(value), dict[str, str]()) if evaluator == _VALUE else lift_references(str(value))
        if evaluator == _VALUE and "${" not in script:
            raise ConfigurationError(
                f"Switch {reference!r}: {script!r} is always the same; compare a reference, or say evaluator='graaljs' "
                "if it is JavaScript"
            )
        return SwitchBlock(
            self._body,
            reference,
            lambda cases, default: switch_task(
                reference, script, cases, default, evaluator=evaluator, input_parameters=read, **options
            ),
        )

    def fork(self, reference: str, /) -> ForkBlock:
        """Begin branches that run side by side; short for them is a list: ``wf >> [first, second]``.

        Args:
            reference: reference name of the fork; the join is ``<it>_join_ref``
        """
        return ForkBlock(self._body, reference)
