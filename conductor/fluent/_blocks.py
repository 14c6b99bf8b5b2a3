"""Blocks: the tasks that are added inside of a ``with`` belong to a loop, a case or a branch."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from conductor._shared.references import Reference
from conductor.builders.fork import fork_join_task
from conductor.errors import ConfigurationError

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from conductor.fluent._body import Body
    from conductor_api.models import WorkflowTask

    Tasks = list[WorkflowTask]


class Block:
    """A task with others inside: it is added at the end of its ``with``, unless that ends with an error."""

    def __init__(self, body: Body, reference: str) -> None:
        self._body = body
        self._open = ExitStack()
        self.reference = reference

    @property
    def output(self) -> Any:
        """What its task gives."""
        return Reference(f"{self.reference}.output")

    def __enter__(self) -> Self:
        self._known_before = dict(self._body.known)
        self._inside = self._open.enter_context(self._body.collecting())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
        is_added = False
        try:
            if kind is None:
                self._body.attach(self._tasks(self._inside))
                is_added = True
        finally:
            if not is_added:
                self._body.known = self._known_before

    def _tasks(self, inside: Tasks) -> list[WorkflowTask]:
        raise NotImplementedError

    @property
    def _where(self) -> str:
        return f"{type(self).__name__.removesuffix('Block')} {self.reference!r}"


class LoopBlock(Block):
    """A loop: what is added inside is repeated."""

    def __init__(self, body: Body, reference: str, make: Callable[[Tasks], WorkflowTask]) -> None:
        super().__init__(body, reference)
        self._make = make

    @property
    def iteration(self) -> Any:
        """The number of the round, from 1."""
        return Reference(f"{self.reference}.output.iteration", int)

    def _tasks(self, inside: Tasks) -> list[WorkflowTask]:
        if not inside:
            raise ConfigurationError(f"{self._where}: nothing is inside; add what is repeated")
        return [self._make(inside)]


class ForEachBlock(LoopBlock):
    """A loop over a list: what is added inside is done for each item, one after the other."""

    @property
    def item(self) -> Any:
        """The item of this round."""
        return Reference(f"{self.reference}.output.loopItem")

    @property
    def index(self) -> Any:
        """The position of the item, from 0."""
        return Reference(f"{self.reference}.output.loopIndex", int)


class _Parted(Block):
    """A block whose tasks belong to its parts."""

    _parts = ""

    @contextmanager
    def _part(self, keep: Callable[[Tasks], None]) -> Generator[None]:
        with self._body.collecting() as tasks:
            yield
        keep(tasks)

    def _refuse_loose(self, inside: Tasks) -> None:
        if inside:
            name = inside[0].task_reference_name
            raise ConfigurationError(f"{self._where}: {name!r} is in none of its parts; add it {self._parts}")


class SwitchBlock(_Parted):
    """A choice: what is added inside of ``with switch.case(...)`` is done for that value."""

    _parts = "inside of `with ....case(...)` or `with ....default()`"

    def __init__(self, body: Body, reference: str, make: Callable[[dict[str, Tasks], Tasks], WorkflowTask]) -> None:
        super().__init__(body, reference)
        self._make = make
        self._cases: dict[str, Tasks] = {}
        self._default: Tasks = []

    def case(self, value: str | bool | int) -> AbstractContextManager[None]:
        """Begin the tasks for a value; it is compared as text, and True is ``true``."""
        name = value if isinstance(value, str) else json.dumps(value)
        if name in self._cases:
            raise ConfigurationError(f"{self._where}: the case {name!r} is there already")
        return self._part(lambda tasks: self._cases.update({name: tasks}))

    def default(self) -> AbstractContextManager[None]:
        """Begin the tasks for all other values."""
        return self._part(self._default.extend)

    def _tasks(self, inside: Tasks) -> list[WorkflowTask]:
        self._refuse_loose(inside)
        if not self._cases:
            raise ConfigurationError(f"{self._where}: it has no case; begin one with `with ....case(...)`")
        return [self._make(self._cases, self._default)]


class ForkBlock(_Parted):
    """Branches that run side by side: what is added inside of ``with fork.branch()`` is one. A join waits for all."""

    _parts = "inside of `with ....branch()`"

    def __init__(self, body: Body, reference: str) -> None:
        super().__init__(body, reference)
        self._branches: list[Tasks] = []

    @property
    def output(self) -> Any:
        """What the join gives: the outputs of the last tasks of the branches, by their references."""
        return Reference(f"{self.reference}_join_ref.output")

    def branch(self) -> AbstractContextManager[None]:
        """Begin a branch."""
        return self._part(self._branches.append)

    def _tasks(self, inside: Tasks) -> list[WorkflowTask]:
        self._refuse_loose(inside)
        return list(fork_join_task(self.reference, self._branches))
