"""/api/integrations: providers and their APIs. They are stored, never called."""

from __future__ import annotations

from conductor.local.api.http import EMPTY, Answer, Call, as_json
from conductor.local.api.routes import Router
from conductor.local.engine.errors import NotFoundError
from conductor.local.engine.values import JsonMap

from . import shapes
from .bodies import audited, check_fields, members, read, read_list, stored
from .library import PROMPTS
from .tags import with_tags

PROVIDERS, APIS = "integration", "integration_api"


def _provider(call: Call, variable: str = "name") -> JsonMap:
    name = call.variable(variable)
    return with_tags(call, PROVIDERS, name, stored(call, PROVIDERS, name, "integration"))


def _put_provider(call: Call, name: str, body: JsonMap) -> None:
    former = call.rt.documents.get(PROVIDERS, name)
    provider = audited(call, former, {"enabled": True, **body, "name": name})
    call.rt.documents.put(PROVIDERS, name, provider)


def save_provider(call: Call) -> Answer:
    """Store a provider."""
    _put_provider(call, call.variable("name"), read(call, shapes.PROVIDER))
    return EMPTY


def save_many(call: Call) -> Answer:
    """Store providers with their APIs."""
    for body in read_list(call, shapes.INTEGRATIONS, "name"):
        _put_provider(call, body["name"], {key: value for key, value in body.items() if key != "apis"})
        for api in members(body, "apis"):
            check_fields(api, "api")
            _put_api(call, body["name"], api["api"], api)
    return EMPTY


def get_provider(call: Call) -> Answer:
    """One provider."""
    return as_json(_provider(call))


def _providers(call: Call) -> list[JsonMap]:
    category, active = call.text("category"), call.flag("activeOnly", default=True)
    return [
        with_tags(call, PROVIDERS, name, provider)
        for name, provider in call.rt.documents.all(PROVIDERS).items()
        if category in {None, "", provider.get("category")} and (provider["enabled"] or not active)
    ]


def get_providers(call: Call) -> Answer:
    """All providers, or those of a category."""
    return as_json(_providers(call))


def get_all(call: Call) -> Answer:
    """All providers with their APIs."""
    return as_json([{**one, "apis": list(_apis(call, one["name"]).values())} for one in _providers(call)])


def get_names(call: Call) -> Answer:
    """The names of all providers and of their APIs."""
    names = [one["name"] for one in _providers(call)]
    return as_json(names + [f"{name}:{api}" for name in names for api in _apis(call, name)])


def delete_provider(call: Call) -> Answer:
    """Remove a provider with its APIs."""
    for kind in (PROVIDERS, APIS):
        call.rt.documents.remove(kind, call.variable("name"))
    return EMPTY


# APIs: by name, for each provider


def _apis(call: Call, provider: str) -> dict[str, JsonMap]:
    found: dict[str, JsonMap] = call.rt.documents.get(APIS, provider) or {}
    return {name: with_tags(call, APIS, f"{provider}/{name}", api) for name, api in found.items()}


def _put_api(call: Call, provider: str, name: str, body: JsonMap) -> None:
    apis = _apis(call, provider)
    api = audited(call, apis.get(name), {"enabled": True, **body, "api": name, "integrationName": provider})
    call.rt.documents.put(APIS, provider, {**apis, name: api})


def _api(call: Call, provider_variable: str = "name") -> JsonMap:
    provider, name = call.variable(provider_variable), call.variable("integration_name")
    found = _apis(call, provider).get(name)
    if found is None:
        raise NotFoundError(f"No such integration API: {provider}:{name}")
    return found


def save_api(call: Call) -> Answer:
    """Store an API of a provider."""
    _put_api(call, _provider(call)["name"], call.variable("integration_name"), read(call, shapes.API))
    return EMPTY


def get_api(call: Call) -> Answer:
    """One API of a provider."""
    return as_json(_api(call))


def get_apis(call: Call) -> Answer:
    """The APIs of a provider."""
    active = call.flag("activeOnly", default=True)
    return as_json([api for api in _apis(call, _provider(call)["name"]).values() if api["enabled"] or not active])


def get_api_names(call: Call) -> Answer:
    """The names of the APIs of a provider."""
    return as_json(list(_apis(call, _provider(call)["name"])))


def delete_api(call: Call) -> Answer:
    """Remove an API of a provider."""
    provider = call.variable("name")
    left = {name: api for name, api in _apis(call, provider).items() if name != call.variable("integration_name")}
    call.rt.documents.put(APIS, provider, left)
    return EMPTY


# prompts of APIs: in each prompt, the names of the APIs that may be used with it


def _full_name(call: Call) -> str:
    api = _api(call, "integration_provider")
    return f"{api['integrationName']}:{api['api']}"


def associate_prompt(call: Call) -> Answer:
    """Let an API be used with a prompt."""
    prompt, name = PROMPTS.get(call, call.variable("prompt_name")), _full_name(call)
    others = [other for other in members(prompt, "integrations") if other != name]
    PROMPTS.put(call, {**prompt, "integrations": [*others, name]})
    return EMPTY


def get_prompts(call: Call) -> Answer:
    """The prompts that an API may be used with."""
    name = _full_name(call)
    return as_json([prompt for prompt in PROMPTS.latest(call) if name in members(prompt, "integrations")])


def nothing(_call: Call) -> Answer:
    """An empty list: no provider is ever called from here."""
    return as_json([])


def add_routes(router: Router) -> None:
    """Serve /api/integrations."""
    base = "/api/integrations"
    one = base + "/provider/{name}"
    api = one + "/integration/{integration_name}"
    prompts = base + "/provider/{integration_provider}/integration/{integration_name}/prompt"
    router.add("GET", base + "/", get_all)
    router.add("POST", base + "/", save_many)
    router.add("GET", base + "/all", get_names)
    router.add("GET", base + "/def", nothing)
    router.add("GET", base + "/llm/{name}/token/history", nothing)
    router.add("GET", base + "/provider", get_providers)
    router.add("GET", one, get_provider)
    router.add("POST", one, save_provider)
    router.add("DELETE", one, delete_provider)
    router.add("GET", one + "/integration", get_apis)
    router.add("GET", one + "/integration/all", get_api_names)
    router.add("GET", api, get_api)
    router.add("POST", api, save_api)
    router.add("DELETE", api, delete_api)
    router.add("GET", prompts, get_prompts)
    router.add("POST", prompts + "/{prompt_name}", associate_prompt)
