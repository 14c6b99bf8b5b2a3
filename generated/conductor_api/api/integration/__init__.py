# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import associate_prompt_with_integration as associate_prompt_with_integration
    from . import delete_integration_api as delete_integration_api
    from . import delete_integration_api_tags as delete_integration_api_tags
    from . import delete_integration_provider as delete_integration_provider
    from . import delete_integration_provider_tags as delete_integration_provider_tags
    from . import get_available_integration_apis as get_available_integration_apis
    from . import get_integration_api as get_integration_api
    from . import get_integration_api_tags as get_integration_api_tags
    from . import get_integration_apis as get_integration_apis
    from . import get_integration_def as get_integration_def
    from . import get_integration_defs as get_integration_defs
    from . import get_integration_names as get_integration_names
    from . import get_integration_prompts as get_integration_prompts
    from . import get_integration_provider as get_integration_provider
    from . import get_integration_provider_tags as get_integration_provider_tags
    from . import get_integration_providers as get_integration_providers
    from . import get_integrations as get_integrations
    from . import get_llm_token_limit as get_llm_token_limit
    from . import get_llm_token_usage as get_llm_token_usage
    from . import record_integration_event_stats as record_integration_event_stats
    from . import register_integration_defs as register_integration_defs
    from . import save_integration_api as save_integration_api
    from . import save_integration_provider as save_integration_provider
    from . import save_integrations as save_integrations
    from . import set_integration_api_tags as set_integration_api_tags
    from . import set_integration_provider_tags as set_integration_provider_tags
    from . import set_llm_token_limit as set_llm_token_limit
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "associate_prompt_with_integration",
    "delete_integration_api",
    "delete_integration_api_tags",
    "delete_integration_provider",
    "delete_integration_provider_tags",
    "get_available_integration_apis",
    "get_integration_api",
    "get_integration_api_tags",
    "get_integration_apis",
    "get_integration_def",
    "get_integration_defs",
    "get_integration_names",
    "get_integration_prompts",
    "get_integration_provider",
    "get_integration_provider_tags",
    "get_integration_providers",
    "get_integrations",
    "get_llm_token_limit",
    "get_llm_token_usage",
    "record_integration_event_stats",
    "register_integration_defs",
    "save_integration_api",
    "save_integration_provider",
    "save_integrations",
    "set_integration_api_tags",
    "set_integration_provider_tags",
    "set_llm_token_limit",
)


def __dir__() -> list[str]:
    return sorted(__all__)
