"""Load with everything included, as ratio to the floor: parsing and validating the same files with libxml2 alone (CPU time)."""

import tempfile
from pathlib import Path

from inputs import write_claims, write_starts
from measure import in_fresh_process, medians

HERE = Path(__file__).parent
ONE_WAY = str(HERE / "one_way.py")


def compare(name: str, folder: Path, home: Path, goal: float) -> None:
    """Print the ratio of loading one folder to the floor."""
    costs = medians(
        {
            "floor": lambda: in_fresh_process(ONE_WAY, "floor", str(folder)),
            "load": lambda: in_fresh_process(ONE_WAY, "load", str(folder), str(home), "0"),
        }
    )
    floor, load = costs["floor"], costs["load"]
    ratio = f"load {load.cpu:.2f} s / floor {floor.cpu:.2f} s = {load.cpu / floor.cpu:.2f} (goal {goal})"
    print(f"{name}: {ratio}; peak {load.peak_mb:.0f} MB")


def main() -> None:
    """Write the input, run both ways in turn, print."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        compare("claims of 1,000 lines", write_claims(folder / "claims", 60, 1000), folder / "home", 2.2)
        compare("one client a message", write_starts(folder / "starts", 30_000), folder / "home", 3.0)


if __name__ == "__main__":
    main()
