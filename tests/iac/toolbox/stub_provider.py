"""A stand-in for a Terraform provider: real Terraform checks a configuration against its schema.

It serves a recovered schema over Terraform's plug-in protocol, plans what Terraform proposes,
applies by inventing the computed values, and never talks to a service.

Terraform starts it, with the schema's file as the argument. Started with a socket's path as well,
it stays and serves any number of Terraform's commands there, until its input ends.
"""

# mypy: disable-error-code="import-not-found,import-untyped"
from __future__ import annotations

import base64
import hashlib
import itertools
import json
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import msgpack
from tf.gen import grpc_controller_pb2 as controller
from tf.gen import tfplugin_pb2 as pb
from tf.runner import _self_signed_cert
from tf.types import Unknown
from tf.utils import read_dynamic_value

from .archive import ArchiveProblem, read_archive
from .policy_document import policy_json
from .values import DEFAULT_REGION, Fakes, fill, resolve

_NESTING = {"single": 1, "list": 2, "set": 3, "map": 4}
_MESSAGE_BYTES = 256 << 20


def pack(value: Any) -> Any:
    packed = msgpack.packb(value, default=lambda _unknown: msgpack.ExtType(0, b"\x00"))
    return pb.DynamicValue(msgpack=packed)


def block_message(block: dict[str, Any]) -> Any:
    return pb.Schema.Block(
        attributes=[
            pb.Schema.Attribute(
                name=name,
                type=json.dumps(attribute["type"]).encode(),
                required=attribute.get("required", False),
                optional=attribute.get("optional", False),
                computed=attribute.get("computed", False),
            )
            for name, attribute in block["attributes"].items()
        ],
        block_types=[
            pb.Schema.NestedBlock(
                type_name=name,
                block=block_message(nested["block"]),
                nesting=_NESTING[nested["nesting_mode"]],
                min_items=nested.get("min_items", 0),
                max_items=nested.get("max_items", 0),
            )
            for name, nested in block["block_types"].items()
        ],
    )


def schema_messages(section: dict[str, Any]) -> dict[str, Any]:
    return {name: pb.Schema(block=block_message(found["block"])) for name, found in section.items()}


class Provider:
    """The calls of tfplugin6 that Terraform needs; every other call is answered UNIMPLEMENTED."""

    def __init__(self, schema: dict[str, Any], fakes: Fakes) -> None:
        self._schema = schema
        self._fakes = fakes
        self._applied = itertools.count()
        self._described: Any = None

    def get_provider_schema(self, _request: Any) -> Any:
        if self._described is None:
            self._described = self._describe()
        return self._described

    def _describe(self) -> Any:
        provider = self._schema["provider"] or {"block": {"attributes": {}, "block_types": {}}}
        return pb.GetProviderSchema.Response(
            provider=pb.Schema(block=block_message(provider["block"])),
            resource_schemas=schema_messages(self._schema["resource_schemas"]),
            data_source_schemas=schema_messages(self._schema["data_source_schemas"]),
            server_capabilities=pb.ServerCapabilities(get_provider_schema_optional=True),
        )

    def configure(self, request: Any) -> Any:
        """The Region that the configuration names is the one that everything is made in."""
        config = read_dynamic_value(request.config) or {}
        self._fakes.region = config.get("region") or DEFAULT_REGION
        return pb.ConfigureProvider.Response()

    def upgrade_resource_state(self, request: Any) -> Any:
        state = pb.DynamicValue(json=request.raw_state.json)
        return pb.UpgradeResourceState.Response(upgraded_state=state)

    def read_resource(self, request: Any) -> Any:
        return pb.ReadResource.Response(new_state=request.current_state)

    def plan(self, request: Any) -> Any:
        proposed = read_dynamic_value(request.proposed_new_state)
        if read_dynamic_value(request.prior_state) is None:
            block = self._schema["resource_schemas"][request.type_name]["block"]
            proposed = fill(block, proposed, lambda _name, _kind: Unknown)
        return pb.PlanResourceChange.Response(planned_state=pack(proposed))

    def apply(self, request: Any) -> Any:
        planned = read_dynamic_value(request.planned_state)
        block = self._schema["resource_schemas"][request.type_name]["block"]
        fake = self._fakes.of(request.type_name, self._mark(request.planned_state.msgpack))
        state = resolve(block, planned, Unknown, fake)
        return pb.ApplyResourceChange.Response(new_state=pack(state))

    def _mark(self, planned: bytes) -> str:
        """Eight digits in every value invented for one resource, by which it is found again."""
        number = str(next(self._applied)).encode()
        return hashlib.sha256(planned + number).hexdigest()[:8]

    def read_data_source(self, request: Any) -> Any:
        config = read_dynamic_value(request.config)
        try:
            given = _computed(request.type_name, config)
        except ArchiveProblem as problem:
            fault = pb.Diagnostic(severity=pb.Diagnostic.ERROR, summary=str(problem))
            return pb.ReadDataSource.Response(diagnostics=[fault])
        block = self._schema["data_source_schemas"][request.type_name]["block"]
        return pb.ReadDataSource.Response(
            state=pack(fill(block, given, self._fakes.of(request.type_name)))
        )


def _computed(type_name: str, config: dict[str, Any]) -> dict[str, Any]:
    """`config` with what this data source really works out, without asking a service."""
    if type_name == "archive_file":
        return read_archive(config)
    if type_name == "aws_iam_policy_document":
        return {**config, "json": policy_json(config)}
    return config


def calls(
    provider: Provider, stop: Callable[[], None]
) -> dict[str, tuple[Callable[..., Any], Any]]:
    """Method name to (handler, request message) of the provider service."""

    def stopped(_request: Any) -> Any:
        stop()
        return pb.StopProvider.Response()

    return {
        "GetProviderSchema": (provider.get_provider_schema, pb.GetProviderSchema.Request),
        "ValidateProviderConfig": _empty(pb.ValidateProviderConfig),
        "ValidateResourceConfig": _empty(pb.ValidateResourceConfig),
        "ValidateDataResourceConfig": _empty(pb.ValidateDataResourceConfig),
        "ConfigureProvider": (provider.configure, pb.ConfigureProvider.Request),
        "UpgradeResourceState": (provider.upgrade_resource_state, pb.UpgradeResourceState.Request),
        "ReadResource": (provider.read_resource, pb.ReadResource.Request),
        "PlanResourceChange": (provider.plan, pb.PlanResourceChange.Request),
        "ApplyResourceChange": (provider.apply, pb.ApplyResourceChange.Request),
        "ReadDataSource": (provider.read_data_source, pb.ReadDataSource.Request),
        "StopProvider": (stopped, pb.StopProvider.Request),
    }


def _empty(message: Any) -> tuple[Callable[[Any], Any], Any]:
    return (lambda _request: message.Response()), message.Request


def service(name: str, methods: dict[str, tuple[Callable[..., Any], Any]]) -> Any:
    handlers = {
        method: grpc.unary_unary_rpc_method_handler(
            lambda request, _context, handler=handler: handler(request),
            request_deserializer=message.FromString,
            response_serializer=lambda response: response.SerializeToString(),
        )
        for method, (handler, message) in methods.items()
    }
    return grpc.method_handlers_generic_handler(name, handlers)


def new_server() -> Any:
    limits = [(f"grpc.max_{way}_message_length", _MESSAGE_BYTES) for way in ("send", "receive")]
    return grpc.server(ThreadPoolExecutor(8), options=limits)


def serve(provider: Provider) -> None:
    server = new_server()

    def stop() -> None:
        threading.Timer(0.05, lambda: server.stop(0)).start()

    def shut_down(_request: Any) -> Any:
        stop()
        return controller.Empty()

    shutdown = {"Shutdown": (shut_down, controller.Empty)}
    server.add_generic_rpc_handlers(
        (
            service("tfplugin6.Provider", calls(provider, stop)),
            service("plugin.GRPCController", shutdown),
        )
    )
    _announce_and_wait(server)


def _announce_and_wait(server: Any) -> None:
    """Listen on a socket and tell Terraform where, in the handshake line of go-plugin."""
    chain, credentials = _self_signed_cert()
    with tempfile.TemporaryDirectory() as folder:
        server.add_secure_port(f"unix://{folder}/s.sock", credentials)
        server.start()
        certificate = base64.b64encode(chain).decode().rstrip("=")
        print(f"1|6|unix|{folder}/s.sock|grpc|{certificate}", flush=True)
        server.wait_for_termination()


def stay(provider: Provider, socket: str) -> None:
    server = new_server()
    methods = calls(provider, lambda: None)
    server.add_generic_rpc_handlers((service("tfplugin6.Provider", methods),))
    server.add_insecure_port(f"unix://{socket}")
    server.start()
    print("ready", flush=True)
    sys.stdin.read()
    server.stop(0)


def main(schema: str, socket: str | None = None) -> None:
    fakes = Fakes(Path(__file__).with_name("fakes.json"))
    provider = Provider(json.loads(Path(schema).read_text("utf-8")), fakes)
    if socket is None:
        serve(provider)
    else:
        stay(provider, socket)


if __name__ == "__main__":
    main(*sys.argv[1:])
