# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import clear_local_secret_cache as clear_local_secret_cache
    from . import clear_redis_secret_cache as clear_redis_secret_cache
    from . import delete_secret as delete_secret
    from . import delete_secret_tags as delete_secret_tags
    from . import get_grantable_secret_names as get_grantable_secret_names
    from . import get_grantable_secrets as get_grantable_secrets
    from . import get_secret as get_secret
    from . import get_secret_names as get_secret_names
    from . import get_secret_tags as get_secret_tags
    from . import get_secrets_with_metadata as get_secrets_with_metadata
    from . import put_secret as put_secret
    from . import secret_exists as secret_exists
    from . import set_secret_tags as set_secret_tags
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "clear_local_secret_cache",
    "clear_redis_secret_cache",
    "delete_secret",
    "delete_secret_tags",
    "get_grantable_secret_names",
    "get_grantable_secrets",
    "get_secret",
    "get_secret_names",
    "get_secret_tags",
    "get_secrets_with_metadata",
    "put_secret",
    "secret_exists",
    "set_secret_tags",
)


def __dir__() -> list[str]:
    return sorted(__all__)
