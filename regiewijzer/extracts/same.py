"""A key for what cannot be hashed: the thing itself, whatever it holds. For caching what is derived from definitions."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """Equal to another only when both hold one and the same thing; a cache that keeps the key keeps the thing alive."""

    __slots__ = ("one",)

    def __init__(self, one: T) -> None:
        """Hold it."""
        self.one = one

    def __hash__(self) -> int:
        """Hash by identity."""
        return id(self.one)

    def __eq__(self, other: object) -> bool:
        """Tell whether both hold the same thing."""
        return isinstance(other, Same) and self.one is other.one
