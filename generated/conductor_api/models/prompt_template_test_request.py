# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class PromptTemplateTestRequest:
    """PromptTemplateTestRequest as the server reads and writes it."""

    llm_provider: str | None = None
    model: str | None = None
    prompt: str | None = None
    prompt_variables: dict[str, Any] | None = None
    stop_words: list[str] | None = None
    temperature: float | None = None
    top_p: float | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.llm_provider is not None:
            result["llmProvider"] = self.llm_provider
        if self.model is not None:
            result["model"] = self.model
        if self.prompt is not None:
            result["prompt"] = self.prompt
        if self.prompt_variables is not None:
            result["promptVariables"] = self.prompt_variables
        if self.stop_words is not None:
            result["stopWords"] = self.stop_words
        if self.temperature is not None:
            result["temperature"] = self.temperature
        if self.top_p is not None:
            result["topP"] = self.top_p
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            llm_provider=pop("llmProvider", None),
            model=pop("model", None),
            prompt=pop("prompt", None),
            prompt_variables=pop("promptVariables", None),
            stop_words=pop("stopWords", None),
            temperature=pop("temperature", None),
            top_p=pop("topP", None),
            additional_properties=rest,
        )
