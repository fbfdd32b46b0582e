"""The guide to the forecast engine runs as it is printed."""

import re
from pathlib import Path

GUIDE = Path(__file__).parents[3] / "docs" / "how-to" / "use-the-forecast-engine.md"


def test_every_block_of_the_guide_runs():
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 7
    exec(compile("\n".join(blocks), str(GUIDE), "exec"), {})
