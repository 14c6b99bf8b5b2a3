"""Reads a document with the generator, operation by operation: what it cannot make of one does not cost the others."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen
from openapi_python_client import schema as oai
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser.openapi import GeneratorData
from pydantic import ValidationError

from conductor.regen.documents import METHODS, Document, RegenError, operations
from conductor.regen.generator import map_property, names, variants
from conductor.regen.generator.wire import body_overrides
from conductor.regen.normalise.marks import OWN
from conductor.regen.prune import Key, module, operations_at, prune, without

_MOST_ROUNDS = 20


@frozen
class Parsed:
    """What the generator made of a document, the document without what it could not make, and lines about that."""

    data: GeneratorData
    document: Document
    config: Config
    left_out: list[str]


@cache
def install() -> None:
    """Teach the generator what it lacks, once."""
    map_property.install()
    variants.install()
    names.install()


def parse(document: Document, target: Path, settings: Path) -> Parsed:
    """Return what the generator makes of the document.

    Raises:
        RegenError: it complains about an operation that is not one of the user's server
    """
    left_out: list[str] = []
    for _ in range(_MOST_ROUNDS):
        config = _config(document, target, settings)
        data, complaints = _attempt(document, config)
        if not complaints and data is not None:
            for model in data.models:
                names.name_fields(model, config)
            return Parsed(data, document, config, left_out)
        _refuse(document, complaints)
        left_out += [f"{' '.join(key)} is left out: {reason}" for key, reason in sorted(complaints.items())]
        pruned = prune(without(document, set(complaints)))
        document, left_out = pruned.document, left_out + pruned.left_out
    raise RegenError(f"the generator still complains after {_MOST_ROUNDS} rounds: {'; '.join(left_out[-3:])}")


def _config(document: Document, target: Path, settings: Path) -> Config:
    config = Config.from_sources(
        ConfigFile.load_from_path(settings),
        meta_type=MetaType.NONE,
        document_source=target,
        file_encoding="utf-8",
        overwrite=True,
        output_path=target,
    )
    config.content_type_overrides.update(body_overrides(document))
    return config


def _attempt(document: Document, config: Config) -> tuple[GeneratorData | None, dict[Key, str]]:
    """Return the generator's data and its complaints, by operation."""
    try:
        data = GeneratorData.from_dict(document, config=config)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return None, _by_trial(document, config, error)
    if isinstance(data, GeneratorData):
        return data, _complaints(document, data)
    try:
        oai.OpenAPI.model_validate(document)
    except ValidationError as error:
        return None, _of_validation(document, error)
    raise RegenError(f"the generator gives up: {data.header}: {data.detail}")


def _complaints(document: Document, data: GeneratorData) -> dict[Key, str]:
    made = {
        f"{tag}.{endpoint.name}"
        for tag, found in data.endpoint_collections_by_tag.items()
        for endpoint in found.endpoints
    }
    lines = [
        _one_line(error)
        for collection in data.endpoint_collections_by_tag.values()
        for error in collection.parse_errors
    ]
    schema_lines = [_one_line(error) for error in data.errors]
    complaints: dict[Key, str] = {}
    for key, operation in operations(document).items():
        about = [line for line in lines if f" {key[0]} {key[1]} within " in f" {line} "]
        if about or module(operation) not in made:
            complaints[key] = "; ".join([*(about or ["the generator cannot make it"]), *schema_lines])
    if schema_lines and not complaints:
        raise RegenError("the generator complains:\n" + "\n".join(f"  {line}" for line in schema_lines))
    return complaints


def _one_line(error: Any) -> str:
    return " ".join(f"{error.header or ''} {error.detail or ''}".split())


def _of_validation(document: Document, error: ValidationError) -> dict[Key, str]:
    complaints: dict[Key, str] = {}
    for found in error.errors():
        place = [str(part) for part in found["loc"]]
        if place[0] == "paths" and len(place) > 2 and place[2] in METHODS:
            complaints[place[2].upper(), place[1]] = f"{'.'.join(place[3:])}: {found['msg']}"
        elif place[:2] == ["components", "schemas"] and len(place) > 2:
            for key in _users(document, place[2]):
                complaints[key] = f"schema {'.'.join(place[2:])}: {found['msg']}"
        else:
            raise RegenError(f"the document is not valid OpenAPI: {'.'.join(place)}: {found['msg']}")
    return complaints


def _users(document: Document, schema: str) -> list[Key]:
    """Return the operations that reach a schema."""
    keep = [key for key in operations(document) if schema in _reached(document, key)]
    return keep or list(operations(document))


def _reached(document: Document, key: Key) -> set[str]:
    others = set(operations(document)) - {key}
    return set(prune(without(document, others)).document["components"]["schemas"])


def _by_trial(document: Document, config: Config, error: Exception) -> dict[Key, str]:
    """Find the operations with which the generator fails altogether, each alone."""
    complaints: dict[Key, str] = {}
    for key in operations(document):
        if not operations_at(document, key).get(OWN):
            continue
        alone = prune(without(document, set(operations(document)) - {key})).document
        try:
            GeneratorData.from_dict(alone, config=config)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as own_error:
            complaints[key] = f"the generator fails: {own_error}"
    if not complaints:
        raise RegenError(f"the generator gives up: {error}") from error
    return complaints


def _refuse(document: Document, complaints: dict[Key, str]) -> None:
    """Raise for complaints about operations that the project itself describes."""
    ours = {key: reason for key, reason in complaints.items() if not operations_at(document, key).get(OWN)}
    if ours:
        lines = [f"  {' '.join(key)}: {reason}" for key, reason in ours.items()]
        raise RegenError("the generator complains:\n" + "\n".join(lines))
