"""How reading grows with the length of one paragraph: seconds for four times the text over those for one.

Prints a Markdown table; run it with `make bench`. 4 is as it should be; 16 would be a pattern that looks
at all of the text again at each of its places.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from pipeline.annotate.attributions import find_attributions
from pipeline.annotate.quantities import find_numbers
from pipeline.annotate.subjects import find_subjects
from pipeline.annotate.times import find_times
from pipeline.fold import Folded

CHARACTERS = 50_000
READERS: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "subjects": (
        lambda text: find_subjects(Folded(text)),
        ("各地要加强", "市", "由", "的", "和", "《“", "（"),
    ),
    "attributions": (
        lambda text: find_attributions(Folded(text)),
        ("（", "（县、", "省厅、县局", "县局负责，", "责任单位：", "（省厅、县局）", "由", "和"),
    ),
    "quantities": (find_numbers, ("5", "5个", "5、", "“5”", "1:", "十家", "5%以上", "PM2.5", "(")),
    "times": (
        lambda text: list(find_times(Folded(text))),
        ("2025年", "每", "到", "“十四五”", "年", "8月", "2025", "十四五", "《"),
    ),
}


def seconds(read: Callable[[str], object], text: str) -> float:
    """Processor seconds of one reading, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        read(text)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Read each unit, repeated to one and to four times the length."""
    print("| reader | unit that grows worst | times as long for four times the text |")
    print("| --- | --- | --: |")
    for name, (read, units) in READERS.items():
        growth = {}
        for unit in units:
            short, long = (unit * (length // len(unit)) for length in (CHARACTERS, 4 * CHARACTERS))
            growth[unit] = seconds(read, long) / max(seconds(read, short), 1e-4)
        worst = max(growth, key=lambda unit: growth[unit])
        print(f"| {name} | {worst} | {growth[worst]:.1f} |")


if __name__ == "__main__":
    main()
