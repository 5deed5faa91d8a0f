"""Models for the types that moto does not know: made by an API call where moto has the service,
kept as a record where it has not. Attributes are those of the registry's schema, and no others.
"""

# mypy: disable-error-code="import-not-found,import-untyped,misc,no-any-unimported"
from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, ClassVar

from botocore.validate import ParamValidator
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER
from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel

from .api_shapes import to_api
from .moto_calls import CALLS, REPLACED, Call
from .moto_clients import client

Json = dict[str, Any]
ALIVE: dict[str, str] = {}
"""The logical names of resources that exist, with their physical ones."""


def named(schema: Json, key: str) -> tuple[str, ...]:
    """Properties listed under `readOnlyProperties` and the like: `Endpoint/Url` is Endpoint.Url."""
    paths = schema.get(key, [])
    return tuple(path.removeprefix("/properties/").replace("/", ".") for path in paths)


def member(value: Any, path: str) -> Any:
    """What stands at `Listeners.0.ListenerArn`; None where the path ends before."""
    for key in path.split(".") if path else []:
        if isinstance(value, list):
            value = value[int(key)]
        else:
            value = value.get(key) if isinstance(value, Mapping) else None
    return value


class Remote:
    """A resource behind an API: `answer` is what the API said of it, `sent` what it was given."""

    def __init__(self, call: Call, name: str, region: str, properties: Json) -> None:
        self._call = call
        self._client = client(call.service, region)
        self._name = f"{name[:20]}-{secrets.token_hex(4)}"
        self.sent = self._parameters(properties)
        answer = getattr(self._client, call.create)(**self.sent)
        self.answer: Json = member(answer, call.wrap)
        call.finish(self._client, properties, {**self.sent, **self.answer})

    def update(self, properties: Json) -> None:
        """Checks that the API would take the new properties, and calls it where that is known."""
        self.sent = {**self.sent, **self._parameters(properties)}
        found = ParamValidator().validate(self.sent, self._shape(self._call.create))
        if found.has_errors():
            raise ValueError(found.generate_report())
        self._call.update(self._client, properties, {**self.sent, **self.answer})

    def _parameters(self, properties: Json) -> Json:
        """As the API has them. A required name that the template leaves out is made up."""
        shape = self._shape(self._call.create)
        sent: Json = to_api(shape, self._call.change(properties))
        for required in shape.required_members:
            if required.lower().endswith("name"):
                sent.setdefault(required, self._name)
        return sent

    def look_up(self, paths: str) -> Any:
        found = [self._look_up(path) for path in paths.split("|")]
        return "|".join(found) if len(found) > 1 else found[0]

    def _look_up(self, path: str) -> Any:
        found = member(self.answer, path)
        return member(self._lowered(self.sent), path.lower()) if found is None else found

    def remove(self) -> None:
        if not self._call.remove:
            return
        known = self._lowered({**self.answer, **self.sent})
        known |= {key.lower(): self.look_up(path) for key, path in self._call.attributes.items()}
        for name, path in self._call.remove_with.items():
            known[name.lower()] = self.look_up(path) if isinstance(path, str) else path
        known |= {f"{key}s": [value] for key, value in known.items()}  # AlarmNames
        names = [name for name in self._shape(self._call.remove).members if name.lower() in known]
        getattr(self._client, self._call.remove)(**{name: known[name.lower()] for name in names})

    def _shape(self, operation: str) -> Any:
        name = self._client.meta.method_to_api_mapping[operation]
        return self._client.meta.service_model.operation_model(name).input_shape

    @staticmethod
    def _lowered(values: Json) -> Json:
        return {key.lower(): value for key, value in values.items()}


class RegistryModel(CloudFormationModel):
    """One type; made by `model_of`."""

    __module__ = "moto.registry.models"  # moto reads the service's name off it
    kind: ClassVar[str]
    schema: ClassVar[Json]
    attributes: ClassVar[frozenset[str]]

    def __init__(self, name: str, properties: Json, region: str) -> None:
        self.name, self.properties, self._region = name, properties, region
        call = CALLS.get(self.kind)
        self._remote = Remote(call, name, region, properties) if call else None
        self.physical_resource_id = str(self._reference(call))
        ALIVE[name] = self.physical_resource_id

    def _reference(self, call: Call | None) -> Any:
        if self._remote and call:
            return self._remote.look_up(call.ref)
        last = named(self.schema, "primaryIdentifier")[-1]
        return self.properties.get(last) or self._invented(last)

    def _invented(self, attribute: str) -> str:
        digest = hashlib.sha256(f"{self.name}/{attribute}".encode()).hexdigest()[:13]
        _aws, service, resource = self.kind.lower().split("::")
        if attribute.lower().endswith("arn"):
            return f"arn:aws:{service}:{self._region}:123456789012:{resource}/{digest}"
        return f"{resource}-{digest}"

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return attr in cls.attributes

    def get_cfn_attribute(self, attribute: str) -> Any:
        if not self.has_cfn_attr(attribute):
            raise ValueError(f"{self.kind} has no attribute {attribute}")
        call = CALLS.get(self.kind)
        known = self.properties.get(attribute)
        if self._remote and call and attribute in call.attributes:
            known = self._remote.look_up(call.attributes[attribute])
        return self._invented(attribute) if known is None else known

    def update(self, properties: Json) -> None:
        if self._remote:
            self._remote.update(properties)
        self.properties = properties

    def delete(self, _account: str, _region: str) -> None:
        if self._remote:
            self._remote.remove()
        ALIVE.pop(self.name, None)

    @staticmethod
    def cloudformation_name_type() -> str:
        return ""

    @classmethod
    def create_from_cloudformation_json(
        cls,
        resource_name: str,
        cloudformation_json: Json,
        account_id: str,
        region_name: str,
        **kwargs: Any,
    ) -> RegistryModel:
        properties = cloudformation_json.get("Properties", {})
        return cls(str(kwargs["LogicalId"]), properties, region_name)

    @classmethod
    def update_from_cloudformation_json(
        cls,
        original_resource: RegistryModel,
        new_resource_name: str,
        cloudformation_json: Json,
        account_id: str,
        region_name: str,
    ) -> RegistryModel:
        """In place, unless a property changes that the registry allows at creation only."""
        properties = cloudformation_json.get("Properties", {})
        fixed = named(cls.schema, "createOnlyProperties")
        old = original_resource.properties
        if any(member(old, path) != member(properties, path) for path in fixed):
            original_resource.delete(account_id, region_name)
            return cls(original_resource.name, properties, region_name)
        original_resource.update(properties)
        return original_resource

    @classmethod
    def delete_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: Json, account_id: str, region_name: str
    ) -> None:
        raise AssertionError("moto calls delete() where there is one")


def model_of(kind: str, region: str) -> type[RegistryModel]:
    """Raises ResourceNotFoundError for a type that the registry has not."""
    entry = PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, kind)
    body = {
        "__module__": RegistryModel.__module__,
        "kind": kind,
        "schema": entry.schema,
        "attributes": frozenset(entry.get_atts),
        "cloudformation_type": staticmethod(lambda: kind),
    }
    return type(kind.replace("::", ""), (RegistryModel,), body)


def complete(kind: str, region: str) -> None:
    """Let moto's own model answer for all its attributes, and stay where it knows no update."""
    model = parsing.get_model_map()[kind]
    if issubclass(model, RegistryModel) or "asks_the_registry" in vars(model):
        return
    own = getattr(model, "get_cfn_attribute", None)
    known = model_of(kind, region).attributes

    def get_cfn_attribute(self: Any, attribute: str) -> Any:
        if own and model.has_cfn_attr(attribute):
            with suppress(NotImplementedError):  # what moto raises for one it lacks: asked below
                return own(self, attribute)
        if attribute not in known:
            raise ValueError(f"{kind} has no attribute {attribute}")
        return f"{attribute.lower()}-of-{self.physical_resource_id}"

    def keep(_cls: Any, original_resource: Any, *_rest: Any, **_more: Any) -> Any:
        return original_resource

    model.get_cfn_attribute = get_cfn_attribute
    if hasattr(model.update_from_cloudformation_json, "__isabstractmethod__"):
        model.update_from_cloudformation_json = classmethod(keep)
    model.asks_the_registry = True


def add_missing(kinds: Iterable[str], region: str) -> list[str]:
    """Teach moto every type of `kinds` that it does not know; the types that were added."""
    known = set(parsing.get_model_map()) - REPLACED
    models = {kind: model_of(kind, region) for kind in sorted(set(kinds) - known)}
    parsing.get_model_map().update(models)
    for kind in kinds:
        complete(kind, region)
    return list(models)
