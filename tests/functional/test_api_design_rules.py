"""The published description keeps the NL API Design Rules: what Logius' linter looks at, looked at here."""

import re

import pytest

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
ALLOWED = {"get", "post", "put", "patch", "delete"}
CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")
KEBAB = re.compile(r"(\{[a-zA-Z_][a-zA-Z0-9_]*\}|[a-z0-9]+(-[a-z0-9]+)*)(\.[a-z0-9]+)?")
SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


@pytest.fixture(scope="module")
def description():
    from regiewijzer.apps.api.application import api

    return api.get_openapi_schema(path_prefix="/api/v1")


def operations(description):
    return [
        (f"{method} {path}", operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]


def test_it_is_openapi_3_at_the_root(description):
    assert description["openapi"].startswith("3.")


def test_the_version_is_semantic_and_its_first_number_in_the_address(description):
    assert SEMVER.fullmatch(description["info"]["version"])
    major = description["info"]["version"].split(".")[0]
    assert all(server["url"].endswith(f"/v{major}") for server in description["servers"])


def test_somebody_can_be_asked(description):
    assert {"name", "url", "email"} <= description["info"]["contact"].keys()


def test_addresses_are_nouns_in_kebab_case_without_a_slash_at_the_end(description):
    for path in description["paths"]:
        assert not path.endswith("/"), path
        assert all(KEBAB.fullmatch(part) for part in path.strip("/").split("/")), path


def test_only_common_methods(description):
    assert {name.split()[0] for name, _operation in operations(description)} <= ALLOWED


def test_query_parameters_are_camel_case(description):
    names = {
        one["name"]
        for _name, operation in operations(description)
        for one in operation.get("parameters", ())
        if one["in"] == "query"
    }
    assert names
    assert all(CAMEL.fullmatch(name) for name in names), names


def test_fields_are_camel_case(description):
    names = {name for schema in description["components"]["schemas"].values() for name in schema.get("properties", ())}
    assert len(names) > 40
    assert all(CAMEL.fullmatch(name) for name in names), sorted(name for name in names if not CAMEL.fullmatch(name))


def test_every_answer_tells_its_version(description):
    for name, operation in operations(description):
        for status, answer in operation["responses"].items():
            assert "API-Version" in answer["headers"], (name, status)


def test_every_error_is_a_problem(description):
    for name, operation in operations(description):
        errors = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        assert errors, name
        assert all("application/problem+json" in answer["content"] for answer in errors.values()), name


def test_every_operation_has_a_name_a_summary_and_asks_a_token(description):
    found = operations(description)
    assert len({operation["operationId"] for _name, operation in found}) == len(found)
    for name, operation in found:
        assert operation["summary"], name
        assert operation["security"], name
