"""The samples of each training step, drawn on the CPU, by worker processes where the configuration asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from mtdn_core.training.config import PairSettings, TrainConfig
from mtdn_core.training.real import real_pair, real_sample
from mtdn_core.training.simulation.ground import Rng
from mtdn_core.training.simulation.layout import draw_layout
from mtdn_core.training.simulation.pairs import Sample, collate, draw_sample
from mtdn_core.training.simulation.speckle import MARGIN
from mtdn_core.training.stacks import Stacks


class Drawn(NamedTuple):
    """A batch of one kind."""

    sample: Sample  # with a leading axis
    referenced: bool  # whether there is a reference
    real: bool  # whether the dates were measured or simulated


class Samples(IterableDataset[list[Drawn]]):
    """Batches of the steps from `first` to `last`, of two dates and, unless `alone` is False, of one date alone.

    A step's samples follow from the seed, the step and the rank of the process alone: a resumed run, or one with
    another number of workers, sees the same.
    """

    def __init__(self, config: TrainConfig, rank: int, first: int, last: int, alone: bool = True) -> None:
        self.config, self.rank, self.first, self.last = config, rank, first, last
        self.pairs = PairSettings(size=config.size, batch=config.batch, **config.pairs)
        self.stacks = Stacks.load(config.stacks) if config.stacks else None
        self.references = (False, True) if alone else (True,)

    def __iter__(self) -> Iterator[list[Drawn]]:
        worker = get_worker_info()
        start, stride = (0, 1) if worker is None else (worker.id, worker.num_workers)
        return map(self.draw, range(self.first + start, self.last, stride))

    def loader(self) -> DataLoader[list[Drawn]]:
        """Draw in worker processes, where the configuration asks for them."""
        workers = self.config.workers
        return DataLoader(self, batch_size=None, num_workers=workers, prefetch_factor=4 if workers else None)

    def draw(self, step: int) -> list[Drawn]:
        """The batches of a step: without and with a reference, simulated and real."""
        rng = Rng((self.config.seed * 1_000_003 + step) * 16 + self.rank)
        found = []
        for referenced in self.references:
            has_c12 = not rng.chance(self.pairs.c12_absent)
            found.append(Drawn(self._simulated(rng, referenced, has_c12), referenced, False))
            real = self._real(rng, referenced, has_c12)
            if real is not None:
                found.append(Drawn(real, referenced, True))
        return found

    def _simulated(self, rng: Rng, referenced: bool, has_c12: bool) -> Sample:
        drawn = []
        size = self.pairs.size + 2 * MARGIN
        for _ in range(self.pairs.batch):
            layout = draw_layout(np.random.default_rng(rng.integer(0, 2**31)), size)
            base = None
            if self.stacks is not None and rng.chance(self.pairs.real_scene):
                base = self.stacks.base(rng, size)
            drawn.append(draw_sample(rng, layout, base, self.pairs, referenced=referenced, has_c12=has_c12))
        return collate(drawn)

    def _real(self, rng: Rng, referenced: bool, has_c12: bool) -> Sample | None:
        """None without real stacks. Of C2 there are pairs with injected change alone."""
        if self.stacks is None or not self.config.real_batch or (has_c12 and not (referenced and self.stacks.c2_pairs)):
            return None
        return collate([
            real_pair(rng, self.stacks, self.pairs, has_c12)
            if has_c12 or (referenced and rng.chance(0.15))
            else real_sample(rng, self.stacks, self.pairs, referenced=referenced)
            for _ in range(self.config.real_batch)
        ])
