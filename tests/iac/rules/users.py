"""Users who sign in."""

from __future__ import annotations

from collections.abc import Iterator

from ..template import Resource, Template

_POOL = "AWS::Cognito::UserPool"
_CLIENT = "AWS::Cognito::UserPoolClient"
_SHORTEST_PASSWORD = 8


def user_pools_know_whom_they_let_in(template: Template) -> list[str]:
    """An address that is checked, a password of some length, and nobody who signs up alone."""
    return [
        f"{pool.name}: {fault}"
        for pool in template.of_type(_POOL)
        for fault in _pool_faults(template, pool)
    ]


def _pool_faults(template: Template, pool: Resource) -> Iterator[str]:
    own = pool.properties
    if "email" not in (own.get("AutoVerifiedAttributes") or []):
        yield "no address is verified (AutoVerifiedAttributes)"
    if not (own.get("UsernameAttributes") or own.get("AliasAttributes")):
        yield "users cannot sign in with their address (UsernameAttributes)"
    shortest = (own.get("Policies") or {}).get("PasswordPolicy", {}).get("MinimumLength", 0)
    if int(shortest) < _SHORTEST_PASSWORD:
        yield f"passwords of {shortest} characters"
    closed = (own.get("AdminCreateUserConfig") or {}).get("AllowAdminCreateUserOnly")
    if str(template.by_default(closed)).lower() != "true":
        yield "anybody may sign up by default (AllowAdminCreateUserOnly)"
    if any(
        attribute.get("Name") == "email" and str(attribute.get("Mutable", True)).lower() == "false"
        for attribute in own.get("Schema") or []
    ):
        yield "an address can never change (Mutable)"


def clients_of_user_pools_give_nothing_away(template: Template) -> list[str]:
    return [
        f"{client.name}: {fault}"
        for client in template.of_type(_CLIENT)
        for fault in _client_faults(client)
    ]


def _client_faults(client: Resource) -> Iterator[str]:
    own = client.properties
    if own.get("PreventUserExistenceErrors") != "ENABLED":
        yield "tells who has an account (PreventUserExistenceErrors)"
    if str(own.get("GenerateSecret", False)).lower() == "true":
        yield "has a secret that a browser cannot keep (GenerateSecret)"
    if {"ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"} & set(own.get("ExplicitAuthFlows") or []):
        yield "takes passwords as they are (SRP)"


_LONGEST_TOKEN_MINUTES = 60


def sign_in_lasts_an_hour(template: Template) -> list[str]:
    """A token cannot be taken back before it ends."""
    return [
        f"{client.name}: {key} is longer than {_LONGEST_TOKEN_MINUTES} minutes"
        for client in template.of_type(_CLIENT)
        for key in ("IdTokenValidity", "AccessTokenValidity")
        if _minutes(client, key) > _LONGEST_TOKEN_MINUTES
    ]


def _minutes(client: Resource, key: str) -> int:
    unit = client.properties.get("TokenValidityUnits", {}).get(key.removesuffix("Validity"))
    minutes = {"seconds": 1 / 60, "minutes": 1, "hours": 60, "days": 1440}[unit or "hours"]
    return int(client.properties.get(key, 1) * minutes)


def administrators_can_sign_users_in(template: Template) -> list[str]:
    """That is how the smoke test, and whoever tries the API, gets a token."""
    return [
        f"{client.name}: nobody can try it out (ALLOW_ADMIN_USER_PASSWORD_AUTH)"
        for client in template.of_type(_CLIENT)
        if "ALLOW_ADMIN_USER_PASSWORD_AUTH" not in client.properties.get("ExplicitAuthFlows", [])
    ]


RULES = (
    sign_in_lasts_an_hour,
    administrators_can_sign_users_in,
    user_pools_know_whom_they_let_in,
    clients_of_user_pools_give_nothing_away,
)
