"""Stacks in moto: created, updated and deleted, as asked for in JSON on standard input.

Given `{"path", "template", "region", "cases": [{"template", "parameters", "changed"}]}`, prints one
record for each case. A case may have a template of its own; `changed` are the parameters of an
update, or nothing.
"""

# mypy: disable-error-code="import-not-found,import-untyped"
from __future__ import annotations

import json
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ |= {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_EC2_METADATA_DISABLED": "true",
    "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",
}

from moto import mock_aws
from moto.cloudformation.models import cloudformation_backends
from moto.cloudformation.parsing import ResourceMap
from moto.core import DEFAULT_ACCOUNT_ID as ACCOUNT_ID

from .moto_clients import client
from .moto_existing import with_existing
from .moto_models import ALIVE, add_missing
from .moto_survey import survey
from .sam_translate import translate
from .settle import Unsettled, settle

Json = dict[str, Any]
STACK = "proof"
KEPT = {"Retain", "RetainExceptOnCreate"}
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)


class Complaints(logging.Handler):
    """What moto logs as a warning: a type or a function that it leaves out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


def pseudo(region: str) -> Json:
    return {
        "AWS::AccountId": ACCOUNT_ID,
        "AWS::Partition": "aws",
        "AWS::Region": region,
        "AWS::StackId": f"arn:aws:cloudformation:{region}:{ACCOUNT_ID}:stack/{STACK}/0123-4567",
        "AWS::StackName": STACK,
        "AWS::URLSuffix": "amazonaws.com",
    }


def delete_in_reverse(made: ResourceMap) -> None:
    """Newest first, as CloudFormation does; moto's own order is none."""
    parts, names = made._resource_json_map, list(made._parsed_resources)
    for name in reversed([name for name in names if name in parts]):
        if parts[name].get("DeletionPolicy") not in KEPT:
            made._delete_resource(made._parsed_resources.pop(name), parts[name])


_diff = ResourceMap.build_resource_diff


def diff_in_reverse(made: ResourceMap, template: Json, parameters: Any = None) -> Json:
    """What an update removes, newest first, without what DeletionPolicy keeps."""
    found = dict(_diff(made, template, parameters))
    names, gone = list(made._parsed_resources), set(found["Remove"])
    parts = made._resource_json_map
    found["Remove"] = [
        name
        for name in reversed(names)
        if name in gone and parts[name].get("DeletionPolicy") not in KEPT
    ]
    return found


ResourceMap.delete = delete_in_reverse
ResourceMap.build_resource_diff = diff_in_reverse


def put_code(template: Json, region: str) -> None:
    """The archives that functions are made from, as packaging would have put them into S3."""
    places = [
        (code["S3Bucket"], code["S3Key"])
        for part in template["Resources"].values()
        if "S3Bucket" in (code := part.get("Properties", {}).get("Code", {}))
    ]
    s3 = client("s3", region)
    for bucket, key in places:
        s3.create_bucket(Bucket=bucket)
        s3.put_object(Bucket=bucket, Key=key, Body=EMPTY_ZIP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The template at `path`; `body` is its plain form, which SAM still has to translate."""

    path: Path
    body: Json
    region: str

    def settled(self, parameters: Mapping[str, str]) -> Json:
        is_sam = "Transform" in self.body
        template = translate(self.path, dict(parameters)) if is_sam else self.body
        put_code(template, self.region)
        return settle(template, parameters, pseudo(self.region))


class Stack:
    """One stack in an empty account."""

    def __init__(self, region: str) -> None:
        self._client = client("cloudformation", region)
        self._region = region

    def create(self, template: Json) -> Json:
        return self._run(self._client.create_stack, template)

    def update(self, template: Json) -> Json:
        return self._run(self._client.update_stack, template)

    def _run(self, operation: Callable[..., Any], template: Json) -> Json:
        add_missing({part["Type"] for part in template["Resources"].values()}, self._region)
        operation(
            StackName=STACK,
            TemplateBody=json.dumps(template),
            Capabilities=["CAPABILITY_NAMED_IAM"],
        )
        return self.state()

    def state(self) -> Json:
        stack = self._client.describe_stacks(StackName=STACK)["Stacks"][0]
        made = cloudformation_backends[ACCOUNT_ID][self._region].get_stack(STACK).resource_map
        return {
            "status": stack["StackStatus"],
            "outputs": {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])},
            "wanted": sorted(made.resources),
            "resources": {
                name: getattr(made[name], "physical_resource_id", None) for name in made.resources
            },
        }

    def delete(self) -> None:
        self._client.delete_stack(StackName=STACK)


def prove(source: Source, case: Json) -> Json:
    """Create, update and delete one stack."""
    ALIVE.clear()
    template = source.settled(with_existing(case["parameters"], source.region))
    changed = source.settled(case["changed"]) if case["changed"] else None
    stack, before = Stack(source.region), survey(source.region)
    record: Json = {"created": stack.create(template)}
    if changed and changed != template:
        record["updated"] = stack.update(changed)
    known = {**record["created"]["resources"], **record.get("updated", {}).get("resources", {})}
    record["retained"] = retained([template, changed or template], known)
    stack.delete()
    record["left"] = sorted(survey(source.region) - before)
    return record


def retained(templates: Iterable[Json], resources: Mapping[str, str]) -> list[str]:
    """The physical names of what DeletionPolicy keeps, in an update or at the end."""
    parts = [item for template in templates for item in template["Resources"].items()]
    return sorted({resources[name] for name, part in parts if part.get("DeletionPolicy") in KEPT})


def run(source: Source, case: Json) -> Json:
    complaints = Complaints()
    logging.getLogger("moto").addHandler(complaints)
    with mock_aws(), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", UserWarning)
        try:
            record = prove(source, case)
        except Unsettled as reason:
            record = {"refused": str(reason)}
        except Exception as reason:  # whatever a service says is the finding
            record = {"failed": f"{type(reason).__name__}: {reason}"}
    logging.getLogger("moto").removeHandler(complaints)
    record["warnings"] = complaints.found + [str(warning.message) for warning in warned]
    return record


def main() -> int:
    given = json.load(sys.stdin)
    path, region = Path(given["path"]), given["region"]
    records = [
        run(Source(path=path, body=case["template"] or given["template"], region=region), case)
        for case in given["cases"]
    ]
    json.dump(records, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
