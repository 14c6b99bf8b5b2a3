"""Steps 2 to 5 in one go: the sources and overlays -> openapi/openapi.json, the document that the generator reads.

What a server other than the pinned one serves, openapi/sources/server.json, is added when the project's overlays have
been applied. So they cannot change an endpoint that the project does not know.
"""

from __future__ import annotations

from attrs import frozen

from conductor.regen.documents import SERVER_SOURCE, Document, RegenError, operations, read
from conductor.regen.enums import share_enums
from conductor.regen.merge import add_server, merge_sources, shared_operations, unlisted_conflicts
from conductor.regen.normalise import normalise
from conductor.regen.overlay import overlay, overlay_files
from conductor.regen.prune import prune

FIRST_OF_USERS = "60"
"""Overlays from this name on are those of the user: they also see what the user's server added."""


@frozen
class Built:
    """What became of the sources.

    Attributes:
        document: what the generator reads
        remarks: what a person should tidy up: idle overlay actions, differences without a reason
        notes: what is worth knowing and no fault: what was left out or simplified, idle actions of the user
        sources: the project's own documents merged, without overlays
        served: what another server serves, in its normal form; None without one
    """

    document: Document
    remarks: list[str]
    notes: list[str]
    sources: Document
    served: Document | None


def build(committed: Document | None = None) -> Built:
    """Return the document; an action on an operation that ``committed`` had and the sources dropped is a remark.

    Raises:
        RegenError: the sources or overlays are wrong; the message has a line for each problem
    """
    merged, conflicts = merge_sources()
    problems = unlisted_conflicts(conflicts)
    gone = operations(committed).keys() - operations(merged).keys() if committed else set[tuple[str, str]]()
    files = overlay_files()
    ours = [file for file in files if file.name < FIRST_OF_USERS]
    try:
        overlaid, stale = overlay(merged, ours, gone)
        base = share_enums(overlaid)
        document, served, left_out = _with_server(base, merged)
        users = [file for file in files if file not in ours]
        document, idle = overlay(document, users, may_match_nothing=served is not None)
    except RegenError as error:
        raise RegenError("\n".join([str(error), *problems])) from error
    pruned = prune(share_enums(document))
    remarks = [
        *(f"{action}: the operation is gone, delete the action" for action in stale),
        *problems,
    ]
    notes = [*left_out, *pruned.left_out, *(f"{action}: matches nothing on this server" for action in idle)]
    return Built(pruned.document, remarks, notes, merged, served)


def _with_server(base: Document, merged: Document) -> tuple[Document, Document | None, list[str]]:
    if not SERVER_SOURCE.exists():
        return base, None, []
    served = read(SERVER_SOURCE)
    known = shared_operations(merged, served)
    normalised = normalise(served, known)
    return add_server(base, normalised.document, merged), normalised.document, normalised.left_out
