"""Stacks in moto: created, updated and deleted from templates read as JSON on standard input.

Given `{"region", "cases": [{"template", "parameters", "changed"}]}`, prints one record for each case.
`changed`, which may be left out, holds the template and parameters of an update.
"""

# mypy: disable-error-code="import-not-found,import-untyped"
from __future__ import annotations

import json
import logging
import os
import sys
import warnings
from collections.abc import Mapping
from typing import Any

os.environ |= {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_EC2_METADATA_DISABLED": "true",
    "MOTO_ENABLE_ISO_REGIONS": "false",
}

import boto3
from moto import mock_aws
from moto.cloudformation.models import cloudformation_backends
from moto.cloudformation.parsing import ResourceMap
from moto.core import DEFAULT_ACCOUNT_ID as ACCOUNT_ID

from .moto_existing import with_existing
from .moto_models import ALIVE, add_missing
from .moto_survey import survey
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


ResourceMap.delete = delete_in_reverse


def put_code(template: Json, region: str) -> None:
    """The archives that functions are made from, as packaging would have put them into S3."""
    places = [
        (code["S3Bucket"], code["S3Key"])
        for part in template["Resources"].values()
        if "S3Bucket" in (code := part.get("Properties", {}).get("Code", {}))
    ]
    client = boto3.client("s3", region_name=region)
    for bucket, key in places:
        client.create_bucket(Bucket=bucket)
        client.put_object(Bucket=bucket, Key=key, Body=EMPTY_ZIP)


class Stack:
    """One stack in an empty account."""

    def __init__(self, region: str) -> None:
        self._client = boto3.client("cloudformation", region_name=region)
        self._region = region

    def settled(self, template: Json, parameters: Mapping[str, str]) -> str:
        body = settle(template, parameters, pseudo(self._region))
        return json.dumps(body)

    def create(self, body: str) -> Json:
        add_missing({part["Type"] for part in json.loads(body)["Resources"].values()}, self._region)
        self._client.create_stack(
            StackName=STACK, TemplateBody=body, Capabilities=["CAPABILITY_NAMED_IAM"]
        )
        return self.state()

    def update(self, body: str) -> Json:
        add_missing({part["Type"] for part in json.loads(body)["Resources"].values()}, self._region)
        self._client.update_stack(
            StackName=STACK, TemplateBody=body, Capabilities=["CAPABILITY_NAMED_IAM"]
        )
        return self.state()

    def state(self) -> Json:
        stack = self._client.describe_stacks(StackName=STACK)["Stacks"][0]
        backend = cloudformation_backends[ACCOUNT_ID][self._region]
        made = backend.get_stack(STACK).resource_map
        return {
            "wanted": sorted(made.resources),
            "status": stack["StackStatus"],
            "outputs": {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])},
            "resources": {
                name: getattr(made[name], "physical_resource_id", None) for name in made.resources
            },
        }

    def delete(self) -> None:
        self._client.delete_stack(StackName=STACK)


def prove(case: Json, region: str) -> Json:
    """Create, update and delete one stack."""
    ALIVE.clear()
    put_code(case["template"], region)
    parameters = with_existing(case["parameters"], region)
    stack, before = Stack(region), survey(region)
    body = stack.settled(case["template"], parameters)
    record: Json = {"created": stack.create(body)}
    if case.get("changed"):
        body = stack.settled(case["changed"]["template"], case["changed"]["parameters"])
        record["updated"] = stack.update(body)
    last = record.get("updated", record["created"])
    record["retained"] = retained(json.loads(body), last["resources"])
    stack.delete()
    record["left"] = sorted(survey(region) - before)
    return record


def retained(template: Json, resources: Mapping[str, str]) -> list[str]:
    """The physical names of what DeletionPolicy keeps."""
    return sorted(
        resources[name]
        for name, part in template["Resources"].items()
        if part.get("DeletionPolicy") in KEPT
    )


def run(case: Json, region: str) -> Json:
    complaints = Complaints()
    logging.getLogger("moto").addHandler(complaints)
    with mock_aws(), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", UserWarning)
        try:
            record = prove(case, region)
        except Unsettled as reason:
            record = {"refused": str(reason)}
        except Exception as reason:  # whatever a service says is the finding
            record = {"failed": f"{type(reason).__name__}: {reason}"}
    logging.getLogger("moto").removeHandler(complaints)
    record["warnings"] = complaints.found + [str(warning.message) for warning in warned]
    return record


def main() -> int:
    given = json.load(sys.stdin)
    os.environ["AWS_DEFAULT_REGION"] = given["region"]
    json.dump([run(case, given["region"]) for case in given["cases"]], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
