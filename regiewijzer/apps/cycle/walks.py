"""Walking along links: what items came of, and what came of them, near and far."""

from collections.abc import Iterable

from django.db.models import Q

from regiewijzer.apps.cycle.models import Link


def all_before(items: Iterable[int]) -> set[int]:
    """Return everything that these items came of, with the items themselves."""
    seen, edge = set[int](), set(items)
    while edge:
        seen |= edge
        edge = set(Link.objects.filter(after__in=edge).values_list("before_id", flat=True)) - seen
    return seen


def all_after(items: Iterable[int]) -> set[int]:
    """Return everything that came of these items, with the items themselves."""
    seen, edge = set[int](), set(items)
    while edge:
        seen |= edge
        edge = set(Link.objects.filter(before__in=edge).values_list("after_id", flat=True)) - seen
    return seen


def around(item: int, most: int) -> tuple[set[int], bool]:
    """Return everything that hangs together with an item; no further out once there are `most`, and whether more lies beyond."""
    seen, edge = {item}, {item}
    while edge and len(seen) < most:
        pairs = Link.objects.filter(Q(before__in=edge) | Q(after__in=edge)).values_list("before_id", "after_id")
        edge = {one for pair in pairs for one in pair} - seen
        seen |= edge
    return seen, bool(edge)
