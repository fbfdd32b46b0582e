"""Peak memory of a load when its input grows tenfold, and for one file of 25 MB."""

import tempfile
from pathlib import Path

from inputs import write_claims
from measure import in_fresh_process

ONE_WAY = str(Path(__file__).parent / "one_way.py")


def main() -> None:
    """Write a small, a tenfold and a single large input, load each once, print the peaks."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sizes = {
            "20 files of 1,000 lines": write_claims(folder / "small", 20, 1000),
            "200 files of 1,000 lines": write_claims(folder / "large", 200, 1000),
            "1 file of 25 MB": write_claims(folder / "one", 1, 24_000),
        }
        for name, input_folder in sizes.items():
            cost = in_fresh_process(ONE_WAY, "cold", str(input_folder), str(folder / "home"), "0")
            total = sum(path.stat().st_size for path in input_folder.iterdir()) / 1e6
            print(f"{name} ({total:.0f} MB): peak {cost.peak_mb:.0f} MB (goal 250)")


if __name__ == "__main__":
    main()
