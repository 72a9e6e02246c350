"""What each lever brings, and how far a network is from what the processor can do; on the CPU with one thread.

``python tools/bench_levers.py [MODEL]`` prints the part of docs/performance.md. Levers are switched one at a time and
measured in turns with the plain setting, in CPU seconds.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

EDGE = 640
PASSES = 3
MATRIX = 2048


@dataclass(frozen=True)
class Levers:
    """CPU seconds per megapixel of two dates with each lever switched, and the roofline.

    `plain` is the setting that is used; `operations` the multiplications and additions of convolutions and matrix
    products per pixel; `float32` and `bfloat16` the operations per second of a large matrix product.
    """

    model: str
    plain: float
    seconds: dict[str, float]
    operations: float
    float32: float
    bfloat16: float

    @property
    def share(self) -> float:
        """Share of the processor's matrix rate that the network reaches."""
        return self.operations * 1e6 / self.plain / self.float32


def measure(name: str) -> Levers:
    """Measure a shipped model."""
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    from mtdn_core.inference.allocator import keep_freed_memory
    from mtdn_core.model.load import load_model

    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = load_model(name)
    other = load_model(name).to(memory_format=torch.contiguous_format)
    one, two = (torch.rand(1, 4, EDGE, EDGE) * torch.tensor([0.2, 0.0, 0.0, 0.05])[:, None, None] for _ in "12")
    valid = torch.ones(1, 1, EDGE, EDGE, dtype=torch.bool)

    def call(model: Any, *, kept: bool = True, half: bool = False, c12: bool = False) -> Callable[[], None]:
        def run() -> None:
            freed = keep_freed_memory() if kept else nullcontext()
            with freed, torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=half):
                model.estimate(one, two, valid, valid, has_c12=c12)

        return run

    ways = {
        "as used": call(model),
        "freed memory given back at once": call(model, kept=False),
        "channels first": call(other),
        "C2, not two intensities": call(model, c12=True),
        "bfloat16 (`--fast`)": call(model, half=True),
    }
    times = {way: float("inf") for way in ways}
    for _ in range(PASSES):
        for way, run in ways.items():
            began = time.process_time()
            run()
            times[way] = min(times[way], time.process_time() - began)
    with torch.inference_mode(), FlopCounterMode(display=False) as counter:
        model.estimate(one, two, valid, valid, has_c12=False)
    seconds = {way: value / EDGE**2 * 1e6 for way, value in times.items()}
    plain = seconds.pop("as used")
    operations = counter.get_total_flops() / EDGE**2
    return Levers(name, plain, seconds, operations, _matrix_rate(torch.float32), _matrix_rate(torch.bfloat16))


def _matrix_rate(kind: Any) -> float:
    import torch

    a = torch.rand(MATRIX, MATRIX).to(kind)
    times = []
    for _ in range(4):
        began = time.process_time()
        a @ a
        times.append(time.process_time() - began)
    return 2 * MATRIX**3 / min(times)


def lines(found: list[Levers]) -> list[str]:
    """Return the part of docs/performance.md."""
    ways = list(found[0].seconds)
    text = [
        "## Levers and the roofline",
        "",
        f"Windows of {EDGE} x {EDGE}, array to array, CPU seconds per Mpx of two dates, processor time of the system "
        "included. Each column switches one thing.",
        "",
        "| network | as used | " + " | ".join(ways) + " |",
        "|---" * (len(ways) + 2) + "|",
    ]
    for one in found:
        cells = [f"{one.seconds[way]:.2f} ({one.plain / one.seconds[way]:.2f} x)" for way in ways]
        text.append(f"| {one.model} | {one.plain:.2f} | " + " | ".join(cells) + " |")
    head = "| network | operations per pixel | rate reached | of the processor's float32 matrix rate |"
    text += ["", head, "|---|---|---|---|"]
    for one in found:
        rate = one.operations * 1e6 / one.plain
        text.append(f"| {one.model} | {one.operations / 1e3:.0f} k | {rate / 1e9:.0f} G/s | {one.share:.0%} |")
    last = found[-1]
    text += [
        "",
        f"A product of {MATRIX} x {MATRIX} matrices runs at {last.float32 / 1e9:.0f} G/s in float32 and "
        f"{last.bfloat16 / 1e9:.0f} G/s in bfloat16 on this core.",
        "",
    ]
    return text


def main() -> int:
    """Print the section."""
    print("\n".join(lines([measure(name) for name in sys.argv[1:] or ["mtdn-lite", "mtdn"]])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
