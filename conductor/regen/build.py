"""Steps 2 to 5 in one go: the sources and overlays -> openapi/openapi.json, the document that the generator reads."""

from __future__ import annotations

from attrs import frozen

from conductor.regen.documents import RESULT, Document, operations, read, write
from conductor.regen.enums import share_enums
from conductor.regen.merge import merge_sources, unlisted_conflicts
from conductor.regen.overlay import overlay, overlay_files
from conductor.regen.prune import prune


@frozen
class Built:
    """The document, and what a person should tidy up: stale overlay actions, differences without a reason."""

    document: Document
    remarks: list[str]


def build(committed: Document | None = None) -> Built:
    """Give the document; an action on an operation that ``committed`` had and the sources dropped is a remark."""
    merged, conflicts = merge_sources()
    gone = operations(committed).keys() - operations(merged).keys() if committed else set()
    overlaid, stale = overlay(merged, overlay_files(), gone)
    remarks = [f"{action}: the operation is gone, delete the action" for action in stale]
    pruned = prune(share_enums(overlaid))
    return Built(pruned.document, remarks + unlisted_conflicts(conflicts) + pruned.left_out)


def main() -> None:
    committed = read(RESULT) if RESULT.exists() else None
    built = build(committed)
    write(RESULT, built.document)
    for remark in built.remarks:
        print(f"note: {remark}")


if __name__ == "__main__":
    main()
