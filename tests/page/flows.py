"""Definitions that the page is looked at with."""

from __future__ import annotations

from typing import Any

MARKUP = "<img src=x onerror=alert(1)>"

ORDER: dict[str, Any] = {
    "name": "order",
    "version": 2,
    "description": f"Take the money, then ask somebody {MARKUP}",
    "schemaVersion": 2,
    "ownerEmail": "a@example.com",
    "inputParameters": ["amount"],
    "tasks": [
        {"name": "charge", "taskReferenceName": "charge", "type": "SIMPLE", "inputParameters": {"evil": MARKUP}},
        {
            "name": "approve",
            "taskReferenceName": "approve",
            "type": "HUMAN",
            "inputParameters": {"question": "Send it?"},
        },
    ],
    "outputParameters": {"by": "${approve.output.by}"},
}

PAUSE: dict[str, Any] = {
    "name": "pause",
    "version": 1,
    "schemaVersion": 2,
    "ownerEmail": "a@example.com",
    "tasks": [
        {"name": "wait", "taskReferenceName": "wait", "type": "WAIT", "inputParameters": {"duration": "30 days"}}
    ],
}
