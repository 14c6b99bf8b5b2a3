"""What a script worker is for, as the server tells it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from .limits import ScriptLimits

_MISSING: Final = "{what} expressions need the extra 'local' of conductor-sdk (pip install 'conductor-sdk[local]')"


@dataclass(frozen=True)
class WorkerConfig:
    """What a worker is for.

    Attributes:
        limits: the limits of each of its scripts.
        environment: not None in a worker for one python expression; the variables that the expression may see.
        check_dialect: refuse jq that the real server does not have. Tests turn it off, to show that no limit needs it.
    """

    limits: ScriptLimits
    environment: tuple[tuple[str, str], ...] | None = None
    check_dialect: bool = True

    @property
    def is_for_python(self) -> bool:
        """Whether the worker is for one python expression."""
        return self.environment is not None


def encode_config(config: WorkerConfig) -> bytes:
    """Return the config of a worker as JSON."""
    limits = config.limits
    return json.dumps(
        {
            "limits": [limits.time_s, limits.memory_bytes, limits.result_bytes],
            "environment": config.environment,
            "check_dialect": config.check_dialect,
        }
    ).encode()


def decode_config(text: bytes) -> WorkerConfig:
    """Return the config of a worker from its JSON."""
    fields: dict[str, Any] = json.loads(text)
    environment = fields["environment"]
    pairs = None if environment is None else tuple((name, value) for name, value in environment)
    return WorkerConfig(ScriptLimits(*fields["limits"]), pairs, fields["check_dialect"])


def missing_interpreter(what: str) -> str:
    """Return the error text for a language (JavaScript, jq) without its interpreter."""
    return _MISSING.format(what=what)
