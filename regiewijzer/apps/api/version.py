"""The version of the interface: the first number is in the address, the whole in a header of every answer."""

VERSION = "1.0.0"
PREFIX = "/api/"
ROOT = "/api/v1"
DESCRIPTION = f"{ROOT}/openapi.json"
