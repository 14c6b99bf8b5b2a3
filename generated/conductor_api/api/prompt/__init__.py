# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import delete_prompt as delete_prompt
    from . import delete_prompt_tags as delete_prompt_tags
    from . import delete_prompt_version as delete_prompt_version
    from . import get_prompt as get_prompt
    from . import get_prompt_tags as get_prompt_tags
    from . import get_prompt_versions as get_prompt_versions
    from . import get_prompts as get_prompts
    from . import save_prompt as save_prompt
    from . import save_prompts as save_prompts
    from . import set_prompt_tags as set_prompt_tags
    from . import test_prompt as test_prompt
    from . import update_prompt as update_prompt
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "delete_prompt",
    "delete_prompt_tags",
    "delete_prompt_version",
    "get_prompt",
    "get_prompt_tags",
    "get_prompt_versions",
    "get_prompts",
    "save_prompt",
    "save_prompts",
    "set_prompt_tags",
    "test_prompt",
    "update_prompt",
)


def __dir__() -> list[str]:
    return sorted(__all__)
