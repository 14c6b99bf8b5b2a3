"""Names what a server lacks that does not have an endpoint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

# What only Orkes serves, by a part of the path.
_ORKES_ONLY: Sequence[tuple[str, str]] = (
    (r"/tags$", "tags need"),
    (r"/api/human(/|$)", "human tasks need"),
    (r"/api/registry(/|$)", "the service registry needs"),
    (r"/api/integrations(/|$)", "integrations need"),
    (r"/api/prompts(/|$)", "prompts need"),
    (r"/api/(global_)?schema(/|$)", "schemas need"),
    (r"/api/applications(/|$)", "applications need"),
    (r"/api/users(/|$)", "users need"),
    (r"/api/groups(/|$)", "groups need"),
    (r"/api/auth(/|$)", "permissions need"),
    (r"/api/token(/|$)", "access keys need"),
    (r"/api/event/queue/", "configurations of event queues need"),
    (r"/api/event/(execution|message|handleIncomingEvent)(/|$)", "records of events need"),
    (r"/api/event/handler/[^/]+$", "reading a single event handler needs"),
    (r"/api/metadata/webhook(/|$)", "webhooks need"),
    (r"/api/environment/", "changing environment variables needs"),
    (r"/api/workflow/bulk/delete$", "removing executions in bulk needs"),
    (r"/api/workflow/[^/]+/variables$", "changing variables of an execution needs"),
    (r"/api/workflow/[^/]+/state$", "updating the state of an execution needs"),
    (r"/api/workflow/[^/]+/(jump|upgrade)(/|$)", "moving an execution to another task or version needs"),
)


def missing_feature(request: httpx.Request | None) -> str:
    """Return what a server without the endpoint of a request lacks."""
    path = request.url.path if request else ""
    for pattern, what_needs in _ORKES_ONLY:
        if re.search(pattern, path):
            return f"{what_needs} Orkes; this server is Conductor OSS"
    return "this edition or version of the server has no such endpoint"
