"""A real execution in a file."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import attrs

from conductor.errors import ConfigurationError
from conductor.models import Workflow
from conductor.testing._masking import masked
from conductor.testing.runs import Run

if TYPE_CHECKING:
    import os

    from conductor.models import WorkflowDef

_FORMAT = 1


@attrs.frozen
class Recording:
    """An execution without its secrets: to keep in a file, to look at, to replay.

    Secrets are found by the names that they stand under, see :meth:`of`: look at the file before you share it.
    """

    run: Run

    @classmethod
    def of(cls, execution: Workflow, *, mask: Collection[str] = ()) -> Self:
        """Record an execution that any client gave, with its tasks.

        What stands under names like password, token, authorization or api_key is replaced by ``***``, wherever the same
        text stands; ``mask`` has further names.

        Raises:
            ConfigurationError: it came without its definition.
        """
        if execution.workflow_definition is None:
            raise ConfigurationError(f"the execution {execution.workflow_id} came without its definition")
        return cls(Run.from_dict(masked(execution.to_dict(), mask)))

    @property
    def definition(self) -> WorkflowDef:
        """The definition that the execution ran by."""
        definition = self.run.workflow_definition
        if definition is None:
            raise ConfigurationError("the recording has no definition")
        return definition

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write it to a JSON file and give its path."""
        target = Path(path)
        content = {"conductor_recording": _FORMAT, "execution": self.run.to_dict()}
        target.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")
        return target

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Read it from a file.

        Raises:
            ConfigurationError: the file cannot be read, or holds no recording of this format.
        """
        try:
            content: Any = json.loads(Path(path).read_text("utf-8"))
        except OSError as error:
            raise ConfigurationError(f"cannot read the recording {path}: {error.strerror}") from None
        except ValueError as error:
            raise ConfigurationError(f"{path} is no recording: {error}") from None
        if not isinstance(content, dict) or "execution" not in content:
            raise ConfigurationError(f"{path} is no recording: Recording.of(execution).save(path) writes one")
        found = cast("dict[str, Any]", content)
        if found.get("conductor_recording") != _FORMAT:
            raise ConfigurationError(f"{path} has format {found.get('conductor_recording')}, known is {_FORMAT}")
        return cls(Run.from_dict(found["execution"]))
