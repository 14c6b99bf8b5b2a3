"""Names that the generator gives away twice: it complains, or loses one. Here the second one gets a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openapi_python_client import schema as oai
from openapi_python_client import strings
from openapi_python_client.parser import openapi as parser
from openapi_python_client.parser.errors import ParseError, PropertyError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import EnumProperty, ModelProperty, model_property
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.strings import ClassName, PythonIdentifier

from conductor.regen.generator.replacing import replace
from conductor.regen.normalise.components import RESERVED_CLASSES

if TYPE_CHECKING:
    from openapi_python_client.config import Config

MEMBERS_OF_MODELS = frozenset({"additional_properties", "from_dict", "to_dict"})
ARGUMENTS = frozenset({"body", "client", "write_value", "as_json", "joined", "deep"})
"""Names that functions of operations have besides their parameters, or call."""
_MOST = 1000
build_enum = EnumProperty.build
build_model = ModelProperty.build
check_conflicts: Any = vars(Endpoint)["_check_parameters_for_conflicts"]


def install() -> None:
    """Make the generator number what it would refuse."""
    replace(EnumProperty, "values_from_list", staticmethod(members))
    replace(EnumProperty, "build", classmethod(_build_enum))
    # Two fields with one name: spelled as in the document first, numbered at the end.
    replace(model_property, "_resolve_naming_conflict", _leave_for_later)
    replace(Endpoint, "_check_parameters_for_conflicts", _check_parameters)
    # Lists may stand in headers: normalising lets pass only what can be sent.
    replace(PropertyProtocol, "validate_location", _anywhere)
    # Endpoints are copied at each step, although each is used once: half of the time goes there.
    replace(parser, "deepcopy", _same)


def members(values: list[Any], _class: Any, _names: list[str]) -> dict[str, Any]:
    """Return the members of an enum by name; the spelling of one that is taken gets a number."""
    found: dict[str, Any] = {}
    for index, value in enumerate(values):
        name = _member_of_number(value) if isinstance(value, int) else _member_of_text(value, index)
        found[_free(name, found)] = value if isinstance(value, int) else _literal(value)
    return found


def _member_of_number(value: int) -> str:
    return f"VALUE_NEGATIVE_{-value}" if value < 0 else f"VALUE_{value}"


def _member_of_text(value: str, index: int) -> str:
    name = strings.snake_case(value.upper()).upper() if value and value[0].isalpha() else ""
    return name if name.isidentifier() else f"VALUE_{index}"


def _literal(value: str) -> str:
    """Return what stands between the quotes of a literal; the generator's own way loses what cannot be printed."""
    if value.isprintable():
        return strings.in_double_quote_literal(value)
    return value.encode("unicode_escape").decode("ascii").replace('"', '\\"')


def _free(name: str, taken: Any) -> str:
    counters = (f"{name}_{number}" for number in range(2, _MOST * _MOST))
    return name if name not in taken else next(free for free in counters if free not in taken)


def _build_enum(_cls: type[EnumProperty], /, *, data: oai.Schema, name: Any, **context: Any) -> Any:
    def build(title: Any) -> Any:
        return build_enum(data=data.model_copy(update={"title": title}), name=name, **context)

    return _numbered(build, data.title or name, data.title, context)


def build_free_model(*, data: oai.Schema, name: Any, **context: Any) -> Any:
    """Build a model; when its name is taken, one with a number behind the name."""

    def build(title: Any) -> Any:
        return build_model(data=data.model_copy(update={"title": title}), name=name, **context)

    return _numbered(build, data.title or name, data.title, context)


def _numbered(build: Any, name: Any, title: Any, context: dict[str, Any]) -> Any:
    """Build a class; when its name is taken or reserved, build one with a number behind the name."""
    simple = name.get_untrusted_value().rsplit("/", 1)[-1]
    for number in range(2, _MOST):
        parent = context.get("parent_name") or ""
        text = title.get_untrusted_value() if title else simple
        whole = f"{strings.pascal_case(parent)}{strings.pascal_case(text)}" if parent else text
        is_reserved = ClassName(whole, "field_") in RESERVED_CLASSES
        result, schemas = (None, None) if is_reserved else build(title)
        if not is_reserved and not (isinstance(result, PropertyError) and _is_about_name(result)):
            return result, schemas
        title = oai.UntrustedString(f"{simple}{number}")
    raise ValueError(f"{simple}: more than {_MOST} classes of this name")


def _is_about_name(error: PropertyError) -> bool:
    detail = error.detail or ""
    return detail.startswith(("Attempted to generate duplicate models", "Found conflicting enums"))


def _leave_for_later(first: Any, second: Any, config: Config) -> None:
    """Spell both fields as in the document, as the generator does; those that are still alike are numbered later."""
    first.set_python_name(first.name, config=config, skip_snake_case=True)
    second.set_python_name(second.name, config=config, skip_snake_case=True)


def name_fields(model: ModelProperty, config: Config) -> None:
    """Give each field of a model a name of its own, which is not one of our methods either."""
    taken: set[str] = set(MEMBERS_OF_MODELS)
    for field in [*(model.required_properties or []), *(model.optional_properties or [])]:
        name = str(field.python_name)
        free = f"{name}_" if name in MEMBERS_OF_MODELS and f"{name}_" not in taken else _free(name, taken)
        if free != name:
            _set_name(field, free, config)
        taken.add(free)


def _check_parameters(endpoint: Endpoint, *, config: Config, **more: Any) -> Endpoint:
    """Give each parameter a name of its own; those that the generator cannot tell apart get numbers."""
    for _, parameter in endpoint.iter_all_parameters():
        wire_name = parameter.name.get_untrusted_value()
        if "[" in wire_name:
            # filter[name] -> filter_name
            words = oai.UntrustedString(wire_name.replace("[", "_").replace("]", ""))
            parameter.set_python_name(words, config=config)
    result = check_conflicts(endpoint, config=config, **more)
    sound: Endpoint = endpoint if isinstance(result, ParseError) else result
    taken: set[str] = set()
    for location, parameter in sound.iter_all_parameters():
        name = str(parameter.python_name)
        wanted = f"{name}_{location}" if name in ARGUMENTS else name
        free = _free(wanted, taken)
        if free != name:
            _set_name(parameter, free, config)
        taken.add(free)
    return sound


def _set_name(parameter: Any, name: str, config: Config) -> None:
    python_name = PythonIdentifier(name, config.field_prefix, skip_snake_case=True)
    # The last underscore of a name that we chose stays.
    object.__setattr__(parameter, "python_name", python_name if str(python_name) == name else _exact(name))


def _exact(name: str) -> PythonIdentifier:
    return str.__new__(PythonIdentifier, name)


def _anywhere(_property: Any, _location: Any) -> None:
    """Say nothing against a place."""


def _same(endpoint: Any) -> Any:
    return endpoint
