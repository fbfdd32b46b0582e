"""Reading messages in two processes against one: how many times as fast (wall time)."""

import tempfile
from pathlib import Path

from inputs import write_claims
from measure import in_fresh_process, medians

ONE_WAY = str(Path(__file__).parent / "one_way.py")


def main() -> None:
    """Write claims, read them in one and in two processes in turn, print."""
    with tempfile.TemporaryDirectory() as place:
        folder = str(write_claims(Path(place) / "claims", 150, 1000))
        ways = {workers: (lambda workers=workers: in_fresh_process(ONE_WAY, "read", folder, workers)) for workers in ("1", "2")}
        costs = medians(ways)
    one, two = costs["1"].wall, costs["2"].wall
    print(f"one process {one:.2f} s, two {two:.2f} s: {one / two:.2f} times as fast (goal 1.5)")


if __name__ == "__main__":
    main()
