"""Users who sign in."""

from __future__ import annotations

from collections.abc import Iterator

from ..applied import Applied, Made
from .reading import blocks

_SHORTEST_PASSWORD = 8


def user_pools_know_whom_they_let_in(applied: Applied) -> list[str]:
    """An address that is checked, and a password of some length."""
    return [
        f"{pool.address}: {fault}"
        for pool in applied.of_type("aws_cognito_user_pool")
        for fault in _pool_faults(pool)
    ]


def _pool_faults(pool: Made) -> Iterator[str]:
    own = pool.values
    if "email" not in (own.get("auto_verified_attributes") or ()):
        yield "no address is verified (auto_verified_attributes)"
    if not (own.get("username_attributes") or own.get("alias_attributes")):
        yield "users cannot sign in with their address (username_attributes)"
    shortest = max(
        (made.get("minimum_length") or 0 for made in blocks(pool, "password_policy")), default=0
    )
    if shortest < _SHORTEST_PASSWORD:
        yield f"passwords of {shortest} characters"
    if any(
        made.get("name") == "email" and made.get("mutable") is False
        for made in blocks(pool, "schema")
    ):
        yield "an address can never change (mutable)"


def nobody_signs_up_alone(applied: Applied) -> list[str]:
    return [
        f"{pool.address}: anybody may sign up by default (allow_admin_create_user_only)"
        for pool in applied.of_type("aws_cognito_user_pool")
        if not any(
            made.get("allow_admin_create_user_only")
            for made in blocks(pool, "admin_create_user_config")
        )
    ]


def clients_of_user_pools_give_nothing_away(applied: Applied) -> list[str]:
    return [
        f"{client.address}: {fault}"
        for client in applied.of_type("aws_cognito_user_pool_client")
        for fault in _client_faults(client)
    ]


def _client_faults(client: Made) -> Iterator[str]:
    own = client.values
    if own.get("prevent_user_existence_errors") != "ENABLED":
        yield "tells who has an account (prevent_user_existence_errors)"
    if own.get("generate_secret"):
        yield "has a secret that a browser cannot keep (generate_secret)"
    if {"ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"} & set(
        own.get("explicit_auth_flows") or ()
    ):
        yield "takes passwords as they are (SRP)"


DEFAULT_RULES = (nobody_signs_up_alone,)
RULES = (user_pools_know_whom_they_let_in, clients_of_user_pools_give_nothing_away)
