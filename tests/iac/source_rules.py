"""What only the text of a configuration tells: neither a plan nor a state shows `lifecycle`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from .hcl_variables import configuration_text

SourceRule = Callable[[dict[str, str]], list[str]]

_BLOCK = re.compile(r'^(resource|data) "(\w+)" "(\w+)" \{\n(.*?)^\}', re.M | re.S)
_MADE_UP = re.compile(r"= data\.aws_secretsmanager_random_password\.")


def blocks_of(folder: Path) -> dict[str, str]:
    """The text of every resource and data source, by address, as `terraform fmt` lays it out."""
    return {
        f"{'data.' * (kind == 'data')}{name}.{label}": body
        for kind, name, label, body in _BLOCK.findall(configuration_text(folder))
    }


def _ignores(body: str, attribute: str) -> bool:
    found = re.search(r"ignore_changes\s*=\s*\[([^\]]*)\]", body)
    return bool(found and re.search(rf"\b{attribute}\b", found[1]))


def scaled_services_ignore_their_count(blocks: dict[str, str]) -> list[str]:
    """Otherwise each apply sets the number of tasks back to where it began."""
    scaled = {
        name
        for address, body in blocks.items()
        if address.startswith("aws_appautoscaling_target.")
        for name in re.findall(r"\baws_ecs_service\.\w+", body)
    }
    return [
        f"{name}: scaling changes desired_count, and each apply changes it back"
        for name in sorted(scaled & blocks.keys())
        if not _ignores(blocks[name], "desired_count")
    ]


def made_up_secrets_stay(blocks: dict[str, str]) -> list[str]:
    """The data source makes up another password on each run."""
    return [
        f"{address}: gets another secret with each apply (ignore_changes)"
        for address, body in blocks.items()
        if address.startswith("aws_secretsmanager_secret_version.")
        and _MADE_UP.search(body)
        and not _ignores(body, "secret_string")
    ]


_SHORTEST_SECRET = 32


def made_up_secrets_fit_anywhere(blocks: dict[str, str]) -> list[str]:
    """In a header, a URL or a shell: letters and digits alone, and enough of them."""
    found = []
    for address, body in blocks.items():
        if address.startswith("data.aws_secretsmanager_random_password."):
            if not re.search(r"^  exclude_punctuation\s*= true$", body, re.M):
                found.append(f"{address}: may hold quotation marks (exclude_punctuation)")
            length = re.search(r"^  password_length\s*= (\d+)$", body, re.M)
            if length and int(length[1]) < _SHORTEST_SECRET:
                found.append(f"{address}: is shorter than {_SHORTEST_SECRET} (password_length)")
    return found


_IN_USE = re.compile(
    r"aws_(api_gateway_deployment|lb_target_group|security_group"
    r"|cloudfront_(cache|origin_request|response_headers)_policy|cloudfront_origin_access_control)\."
)


def replaced_things_make_room(blocks: dict[str, str]) -> list[str]:
    """What is in use cannot be deleted before its successor is there."""
    return [
        f"{address}: cannot be replaced while it is in use (create_before_destroy)"
        for address, body in blocks.items()
        if (_IN_USE.match(address) or 'scope       = "CLOUDFRONT"' in body)
        and not re.search(r"create_before_destroy\s*= true", body)
    ]


# By type of data source: attributes that the provider has given another name.
_DEPRECATED = re.compile(r"\bdata\.aws_region\.\w+\.(?:name|id)\b")
_PARTITION = re.compile(r'"[^"]*\barn:aws:[^"]*"')
_NOTHING_BUT = re.compile(r'= "\$\{[^}"]+\}"$', re.M)


def names_are_current(blocks: dict[str, str]) -> list[str]:
    """No schema says what is deprecated; the provider warns, and one day refuses."""
    return [
        f"{address}: {found} is deprecated (region)"
        for address, body in blocks.items()
        for found in _DEPRECATED.findall(body)
    ]


def names_hold_in_every_partition(blocks: dict[str, str]) -> list[str]:
    return [
        f"{address}: {found} (data.aws_partition)"
        for address, body in blocks.items()
        for found in _PARTITION.findall(body)
    ]


def values_are_no_empty_templates(blocks: dict[str, str]) -> list[str]:
    return [
        f"{address}: {found.removeprefix('= ')} is the value itself, without quotes"
        for address, body in blocks.items()
        for found in _NOTHING_BUT.findall(body)
    ]


def rules_stand_beside_their_security_group(blocks: dict[str, str]) -> list[str]:
    """Rules inside a group and rules beside it undo each other."""
    return [
        f"{address}: {kind} inside (aws_vpc_security_group_{kind}_rule)"
        for address, body in blocks.items()
        if address.startswith("aws_security_group.")
        for kind in ("ingress", "egress")
        if re.search(rf"^  {kind} \{{", body, re.M)
    ]


def aliases_follow_their_function(blocks: dict[str, str]) -> list[str]:
    """One that names a version by its number keeps the code of that day."""
    return [
        f"{address}: stays at one version (function_version)"
        for address, body in blocks.items()
        if address.startswith("aws_lambda_alias.")
        and not re.search(r"^  function_version\s*= aws_lambda_function\..*\.version$", body, re.M)
    ]


# Names that an account has once; with each, two projects would be in each other's way.
_NAMED = re.compile(
    r"aws_(api_gateway_(api_key|authorizer|rest_api|usage_plan)|apigatewayv2_api|appsync_graphql_api"
    r"|cloudfront_(cache|origin_request|response_headers)_policy|cloudfront_origin_access_control"
    r"|cloudwatch_log_group"
    r"|cloudwatch_metric_alarm|cognito_user_pool|dynamodb_table|ecs_cluster|iam_role"
    r"|lambda_function|lb|s3_bucket|secretsmanager_secret|security_group|sns_topic|wafv2_web_acl)"
    r"\."
)
_NAME = re.compile(
    r"^  (?:alarm_|bucket_|function_)?name(?:_prefix)?\s*= (.*)$|^  bucket(?:_prefix)?\s*= (.*)$",
    re.M,
)
_WHOSE = re.compile(r"\bvar\.project_name\b|\blocal\.global_name\b|\baws_\w+\.")


def names_tell_whose_they_are(blocks: dict[str, str]) -> list[str]:
    """By the project, or by a thing of the project's."""
    return [
        f"{address}: is named {name}, without the project"
        for address, body in blocks.items()
        if _NAMED.match(address)
        for found in _NAME.findall(body)
        if (name := "".join(found)) and not _WHOSE.search(name)
    ]


SOURCE_RULES: tuple[SourceRule, ...] = (
    aliases_follow_their_function,
    names_tell_whose_they_are,
    scaled_services_ignore_their_count,
    made_up_secrets_stay,
    made_up_secrets_fit_anywhere,
    replaced_things_make_room,
    names_are_current,
    names_hold_in_every_partition,
    values_are_no_empty_templates,
    rules_stand_beside_their_security_group,
)


def unpinned_versions(text: str) -> list[str]:
    """What a configuration says of the versions it works with: of Terraform and each provider."""
    found = re.search(r"^terraform \{\n(.*?)^\}", text, re.M | re.S)
    body = found[1] if found else ""
    used = {name.split("_")[0] for _kind, name, _label, _body in _BLOCK.findall(text)}
    pinned = set(re.findall(r'^    (\w+) = \{[^}]*version\s*= "(?:~>|>=|=)? ?[\d.]+', body, re.M))
    missing = [f"{name}: no version is asked for" for name in sorted(used - pinned)]
    asked = re.search(r'^  required_version\s*= "[^"]*\d', body, re.M)
    return missing + ([] if asked else ["Terraform: no required_version"])
