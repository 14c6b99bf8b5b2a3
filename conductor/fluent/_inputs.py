"""What a workflow or a worker is given: which inputs there are, and which of them are needed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, cast

import attrs

from conductor._shared.annotations import declared_fields, has_fields
from conductor._shared.references import close_to, object_of
from conductor._shared.schemas import schema_of
from conductor.builders._values import plain, texts
from conductor.errors import ConfigurationError
from conductor_api.models import SchemaDef, SchemaDefType


@attrs.frozen(kw_only=True)
class Inputs:
    """The inputs of a workflow or of a worker.

    Attributes:
        hint: their type
        fields: what a definition says of them
        known: whether each is needed, by name; None when any may be given
    """

    hint: Any = Any
    fields: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    known: Mapping[str, bool] | None = None

    def check(self, given: Mapping[str, Any], where: str) -> None:
        """Raise TypeError, as a call does, if an input is unknown or missing."""
        if self.known is None:
            return
        for name in given:
            if name not in self.known:
                raise TypeError(f"{where}: unexpected argument {name!r}; {close_to(name, self.known)}")
        if missing := [name for name, is_needed in self.known.items() if is_needed and name not in given]:
            raise TypeError(f"{where}: missing argument {', '.join(map(repr, missing))}")


def inputs_of(given: object, workflow: str) -> Inputs:
    """Read the argument ``input`` of a workflow.

    Raises:
        ConfigurationError: it is neither a class with fields nor a list of names
    """
    if has_fields(given):
        return _inputs_of_class(given, workflow)
    where = f"workflow {workflow!r}: input"
    if isinstance(given, type) or not isinstance(given, Sequence):
        raise ConfigurationError(f"{where}: expected a class with fields (dataclass, TypedDict ...) or a list of names")
    names = texts(list(cast("Sequence[object]", given)), where)
    return Inputs(hint=object_of(dict.fromkeys(names, Any)), fields={"input_parameters": names}) if names else Inputs()


def _inputs_of_class(kind: Any, workflow: str) -> Inputs:
    declared = declared_fields(kind)
    schema = SchemaDef(name=f"{workflow}_input", version=1, type=SchemaDefType.JSON, data=schema_of(kind))
    fields: dict[str, Any] = {"input_parameters": list(declared), "input_schema": schema}
    if defaults := _defaults_of(kind):
        fields["input_template"] = defaults
    return Inputs(hint=kind, fields=fields, known={name: is_needed for name, (_, is_needed) in declared.items()})


def _defaults_of(kind: Any) -> dict[str, Any]:
    """Give the defaults that JSON has: the server fills them in, since it does not know the class."""
    return {name: value for name, value in _plain_defaults(kind) if value is not None}


def _plain_defaults(kind: Any) -> list[tuple[str, Any]]:
    if hasattr(kind, "model_fields"):
        given = [(name, field.default) for name, field in kind.model_fields.items() if not field.is_required()]
    elif attrs.has(kind):
        given = [(field.alias or field.name, field.default) for field in attrs.fields(kind)]
    elif dataclasses.is_dataclass(kind):
        given = [(field.name, field.default) for field in dataclasses.fields(kind)]
    else:
        given = list(getattr(kind, "_field_defaults", dict[str, Any]()).items())
    return [(name, as_json) for name, value in given if (as_json := _as_json(value)) is not None]


def _as_json(value: object) -> Any:
    try:
        return plain(value, "default")
    except ConfigurationError:
        # A factory, or the mark for no default.
        return None
