"""Real Sentinel-1 stacks as arrays: ``python -m mtdn_core.training.stacks DATA OUT.npz``.

Training reads arrays only, so that it runs where GDAL is not installed. A stack is (dates, 2, H, W) float32, VV and VH
in linear power, (dates, 1, H, W), one polarisation, or (dates, 4, H, W), C2; dates in order, NaN where nothing was
measured.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mtdn_core.errors import ConfigError, MtdnError
from mtdn_core.training.simulation.ground import Rng, turned

#: dates of the Myanmar series that lie beside the others (phase correlation: 5.0 and 0.4 columns)
DISPLACED = re.compile("_(20160416|20160603)_")
FEWEST_OF_A_MEAN = 8  # dates whose temporal mean serves as a clean scene


def collect(folder: Path) -> dict[str, NDArray[np.float32]]:
    """Read the stacks below a folder laid out by product (OPERA bursts, dB time series)."""
    from mtdn_core.evaluation.data import bursts, c2_pairs, read  # here only: see the module's text

    stacks = {Path(series.name).name: series.stack for series in bursts(folder.parent, folder.name)}
    for name in ("myanmar_grd_ts", "worldcereal_monthly_composites"):
        files = [f for f in sorted((folder / name).glob("*VV_VH_dB.tif")) if not DISPLACED.search(f.name)]
        if files:
            stacks[name] = np.float32(10) ** (np.stack([read(f)[:2].astype(np.float32) for f in files]) / 10)
    files = sorted((folder / "opera_rtc_s1_png_vh_only").glob("*_VH_cropped.tif"))
    if files:
        stacks["opera_rtc_s1_png_vh_only"] = np.stack([read(f)[:1] for f in files])
    for number, pair in enumerate(c2_pairs(folder.parent, folder.name)):
        stacks[f"mtdn_c2_patches {number}"] = np.stack(pair)
    return {name: stack.astype(np.float32) for name, stack in stacks.items()}


def _is_stack(array: NDArray[Any]) -> bool:
    shaped = array.dtype == np.float32 and array.ndim == 4 and array.shape[1] in (1, 2, 4)
    return shaped and bool((array[:, [0, -1]] > 0).any())


class Stacks:
    """Random crops of real stacks, given as name to (dates, 1, 2 or 4, H, W), linear power."""

    def __init__(self, arrays: dict[str, NDArray[np.float32]]) -> None:
        self.series = [torch.from_numpy(a) for a in arrays.values() if a.shape[1] < 4]
        self.c2_pairs = [torch.from_numpy(a) for a in arrays.values() if a.shape[1] == 4]

    @classmethod
    def load(cls, path: str | Path) -> Stacks:
        """Read the NPZ that this module's command writes.

        Raises :class:`ConfigError` if there is no such file, or it does not hold stacks.
        """
        if not Path(path).is_file():
            raise ConfigError(
                f"the real stacks '{path}' do not exist", "an NPZ of Sentinel-1 stacks, or none",
                f"make it: python -m mtdn_core.training.stacks DATA {path}; or train on simulated scenes alone with "
                'stacks = "" in the configuration',
            )
        try:
            with np.load(path) as file:
                arrays = {k: file[k] for k in file.files}
            sound = bool(arrays) and all(map(_is_stack, arrays.values()))
            problem = "" if sound else "an array has another type or shape, or holds nothing measured"
        except Exception as error:  # NumPy, zip and zlib each have their own
            problem = f"{type(error).__name__}: {error}"[:300]
        if problem:
            raise ConfigError(
                f"'{path}' holds no stacks ({problem})", "arrays (dates, 1, 2 or 4, H, W) of float32 in linear power",
                f"make it again: python -m mtdn_core.training.stacks DATA {path}",
            )
        return cls(arrays)

    def one(self, rng: Rng, size: int, fewest: int) -> Tensor:
        """A stack of at least so many dates of a place of the size, larger places more often.

        Raises :class:`ConfigError` if there is none.
        """
        stacks = [stack for stack in self.series if min(stack.shape[-2:]) >= size and len(stack) >= fewest]
        if not stacks:
            raise ConfigError(
                f"no stack has {fewest} date(s) of {size} x {size} pixels", "one at least", "lower 'size', or empty 'stacks'"
            )
        sides = torch.tensor([float(stack.shape[-2] * stack.shape[-1]) ** 0.5 for stack in stacks])
        return stacks[int(torch.multinomial(sides, 1, generator=rng.numbers))]

    def base(self, rng: Rng, size: int) -> Tensor:
        """Temporal mean in dB (2, size, size) of a random place: a clean scene with the texture of real ground."""
        longest = max((len(stack) for stack in self.series), default=1)
        stack = self.one(rng, 1, min(FEWEST_OF_A_MEAN, longest))
        y, x = (rng.integer(0, max(1, n - size + 1)) for n in stack.shape[-2:])
        crop = stack[:, :, y : y + size, x : x + size].nanmean(0)
        if crop.shape[-2:] != (size, size):  # a stack smaller than the crop is mirrored
            crop = torch.nn.functional.pad(crop, (0, size - crop.shape[-1], 0, size - crop.shape[-2]), mode="reflect")
        floor = crop.nan_to_num(0).amax() * 1e-6
        decibel = 10 * torch.log10(torch.maximum(crop.nan_to_num(0), floor))
        if len(decibel) == 1:
            decibel = torch.cat([decibel + rng.uniform(3, 12), decibel])
        return turned(rng, decibel) + rng.uniform(-5, 5)

    def pair(self, rng: Rng, size: int, has_c12: bool) -> tuple[Tensor, Tensor]:
        """Two dates (4 or 2, size, size) of one place near in time, with or without C12; NaN where not measured."""
        if self.c2_pairs and (has_c12 or rng.chance(0.3)):
            stack = self.c2_pairs[rng.integer(0, len(self.c2_pairs))]
            first, second = 0, 1
        else:
            stack = self.one(rng, size, 2)
            first = rng.integer(0, stack.shape[0] - 1)
            second = min(stack.shape[0] - 1, first + rng.integer(1, 4))
        if rng.chance(0.5):
            first, second = second, first
        dates = random_crop(rng, stack[[first, second]], size)
        if not has_c12 and dates.shape[1] == 4:
            dates = dates[:, [0, 3]]
        return dates[0], dates[1]


def random_crop(rng: Rng, dates: Tensor, size: int) -> Tensor:
    """The same crop of all dates (N, C, H, W), mirrored and turned at random: (N, C, size, size)."""
    y, x = (rng.integer(0, n - size + 1) for n in dates.shape[-2:])
    return turned(rng, dates[..., y : y + size, x : x + size])


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m mtdn_core.training.stacks", description=__doc__)
    parser.add_argument("data", metavar="DATA", help="folder with opera_rtc_s1/BURST/..._VV.tif and the like")
    parser.add_argument("output", metavar="OUT.npz")
    arguments = parser.parse_args(argv)
    try:
        found = collect(Path(arguments.data).resolve())
        if not found:
            raise ConfigError(
                f"'{arguments.data}' holds no series", "opera_rtc_s1/NAME/..._VV.tif and ..._VH.tif, or the other folders of "
                "docs/training.md", "give the folder that holds them",
            )
        Path(arguments.output).parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(arguments.output, **found)
    except (MtdnError, OSError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    for name, stack in found.items():
        print(f"{name}: {len(stack)} dates of {stack.shape[2]} x {stack.shape[3]} pixels")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
