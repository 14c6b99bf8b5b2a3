"""Steps 2 to 5 in one go: the sources and overlays -> openapi/openapi.json, the document that the generator reads."""

from __future__ import annotations

from typing import Any, Self

from attrs import field, frozen

from conductor.regen.documents import (
    ORKES_SOURCE,
    OSS_SOURCE,
    RESULT,
    SERVER_SOURCE,
    Document,
    Key,
    RegenError,
    operations,
    read,
    write,
)
from conductor.regen.enums import MARK, share_enums
from conductor.regen.json_values import items, mapping
from conductor.regen.merge import merge, unlisted_conflicts
from conductor.regen.overlay import Overlaid, apply_overlays, overlay_files
from conductor.regen.prune import prune
from conductor.regen.server import Differences, add_server, compare_server


@frozen
class Sources:
    """The documents that a run starts from.

    Attributes:
        oss: what the pinned version of Conductor OSS serves; with ``orkes`` it is the base of the client
        orkes: what Orkes has, written by hand
        server: what another server serves, if the client is made for one
    """

    oss: Document
    orkes: Document
    server: Document | None = None

    @classmethod
    def committed(cls) -> Self:
        """Return the sources on disk."""
        server = read(SERVER_SOURCE) if SERVER_SOURCE.exists() else None
        return cls(read(OSS_SOURCE), read(ORKES_SOURCE), server)


@frozen
class Built:
    """What became of the sources.

    Attributes:
        document: what the client is generated from
        remarks: what a person should tidy up: stale overlay actions, differences without a reason
        notes: what is worth to know: what was left out or renamed, overlay actions without use
        differences: how the server differs from the base, if there is one
    """

    document: Document
    remarks: list[str] = field(factory=list[str])
    notes: list[str] = field(factory=list[str])
    differences: Differences | None = None


def build(committed: Document | None = None, sources: Sources | None = None) -> Built:
    """Return the document; an action on an operation that ``committed`` had and the sources dropped is a remark.

    Raises:
        RegenError: with the problems of all steps that could run
    """
    sources = sources or Sources.committed()
    base, conflicts = merge(sources.oss, sources.orkes)
    files = overlay_files()
    merged, server, notes = base, None, list[str]()
    if sources.server is not None:
        # Here the document gets its normal form: normalise(sources.server).
        server = sources.server
        merged, renamed = add_server(base, server, _names_of_enums(files))
        notes += [
            f"schema {old} of the server is another one than ours: it is called {new}" for old, new in renamed.items()
        ]
    gone: set[Key] = operations(committed).keys() - operations(merged).keys() if committed else set()
    overlaid = apply_overlays(merged, files, gone, is_pinned=server is None)
    document = _pruned(overlaid)
    remarks = unlisted_conflicts(conflicts)
    if server is None:
        return Built(
            document, [f"{action}: the operation is gone, delete the action" for action in overlaid.unused] + remarks
        )
    notes += [f"{action} matches nothing" for action in overlaid.unused]
    return Built(document, remarks, notes, compare_server([sources.oss, sources.orkes], server, document))


def _pruned(overlaid: Overlaid) -> Document:
    """Return the document as the generator reads it, or raise with the problems of this step and of the overlays."""
    problems = list(overlaid.problems)
    try:
        document = prune(share_enums(overlaid.document))
    except RegenError as error:
        raise RegenError(*problems, *error.problems) from error
    if problems:
        raise RegenError(*problems)
    return document


def _names_of_enums(files: list[Any]) -> set[str]:
    """Return the names that overlays give to enums: a schema of the server must not have one of them."""
    found: set[str] = set()
    todo: list[Any] = []
    for file in files:
        try:
            todo.append(read(file))
        except RegenError:
            # The overlay step reports it, with the other problems.
            continue
    while todo:
        node = todo.pop()
        if isinstance(mapping(node).get(MARK), str):
            found.add(node[MARK])
        todo += [*mapping(node).values(), *items(node)]
    return found


def main() -> None:
    """Write the document anew from the committed sources."""
    committed = read(RESULT) if RESULT.exists() else None
    built = build(committed)
    write(RESULT, built.document)
    for remark in [*built.remarks, *built.notes]:
        print(f"note: {remark}")  # noqa: T201 - a program


if __name__ == "__main__":
    main()
