"""The Lightning module: what one step does, and the averaged weights that are shipped."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, ClassVar

import lightning as L
import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader, IterableDataset

from mtdn_core.polarimetry.c2 import with_c12
from mtdn_core.training.config import PairSettings, TrainConfig
from mtdn_core.training.losses import change_loss, despeckling_loss, point_weight
from mtdn_core.training.real import real_pair, real_sample
from mtdn_core.training.simulation.ground import Rng
from mtdn_core.training.simulation.layout import draw_layout
from mtdn_core.training.simulation.pairs import Sample, collate, draw_sample
from mtdn_core.training.simulation.speckle import MARGIN
from mtdn_core.training.stacks import Stacks


class Steps(IterableDataset[int]):
    """Numbers of the steps still to come; a sample is drawn from its number, so a resumed run sees the same samples."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last))


class TrainingModule(L.LightningModule):
    """Multi-task training of a model that offers `predict` (see :class:`mtdn_core.model.compact_torch.CompactNetwork`)."""

    #: of the card that goes with the weights
    representation: ClassVar[dict[str, Any]] = {"kind": "local-log"}

    def __init__(self, model: nn.Module, config: TrainConfig) -> None:
        super().__init__()
        self.model = model
        self.average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(config.average))  # type: ignore[no-untyped-call]
        # processes that train together would wait for its gradients
        self.average.requires_grad_(False)
        self.config = config
        self.gradient_clip: float | None = config.gradient_clip
        self.pairs = PairSettings(size=config.size, batch=config.batch, **config.pairs)
        self.stacks: Stacks | None = None
        self._means: dict[str, float] = {}

    def setup(self, stage: str) -> None:
        if self.config.stacks:
            self.stacks = Stacks.load(self.config.stacks, self.device)

    # -- samples --------------------------------------------------------------------------------------------------

    def simulated(self, rng: Rng, referenced: bool, has_c12: bool) -> Sample:
        """A batch of simulated samples."""
        drawn = []
        size = self.pairs.size + 2 * MARGIN
        for _ in range(self.pairs.batch):
            layout = draw_layout(np.random.default_rng(rng.integer(0, 2**31)), size)
            base = None
            if self.stacks is not None and rng.chance(self.pairs.real_scene):
                base = self.stacks.base(rng, size)
            drawn.append(draw_sample(rng, layout, base, self.pairs, referenced=referenced, has_c12=has_c12))
        return collate(drawn)

    def real(self, rng: Rng, referenced: bool, has_c12: bool) -> Sample | None:
        """A batch of real samples; None without real stacks. Of C2 there are pairs with injected change alone."""
        if self.stacks is None or not self.config.real_batch or (has_c12 and not (referenced and self.stacks.c2_pairs)):
            return None
        size, many = self.pairs.size, self.pairs.many
        if has_c12:
            return collate([real_pair(rng, self.stacks, size, True) for _ in range(self.config.real_batch)])
        drawn = [
            real_pair(rng, self.stacks, size, False) if referenced and rng.chance(0.15)
            else real_sample(rng, self.stacks, size, referenced=referenced, many=many)
            for _ in range(self.config.real_batch)
        ]  # fmt: skip
        return collate(drawn)

    # -- steps ----------------------------------------------------------------------------------------------------

    def training_step(self, batch: Tensor, _: int) -> Tensor:
        step = int(batch)
        # every process draws its own samples, and a resumed run the same again
        rng = Rng((self.config.seed * 1_000_003 + step) * 16 + self.global_rank, self.device)
        losses: list[Tensor] = []
        despeckling = self.config.despeckling_weight > 0
        for referenced in (False, True) if despeckling else (True,):
            has_c12 = not rng.chance(self.pairs.c12_absent)
            losses.append(self.loss(self.simulated(rng, referenced, has_c12), referenced, "simulated"))
            real = self.real(rng, referenced, has_c12)
            if real is not None:
                losses.append(self.config.real_weight * self.loss(real, referenced, "real"))
        self.log_dict(self._means)
        return torch.stack(losses).sum()

    def loss(self, sample: Sample, referenced: bool, name: str) -> Tensor:
        """Despeckling and, with a reference, change."""
        despeckle = self.config.despeckling_weight > 0
        estimate, logit = self.model.predict(sample, referenced, despeckle=despeckle)  # type: ignore[operator]
        total = sample.own.new_zeros(())
        if estimate is not None:
            ground = torch.where(sample.change == 1, self.config.changed_ground, 1.0)[:, None]
            truth, weight = with_c12(sample.truth), ground * sample.weight
            total = self.config.despeckling_weight * despeckling_loss(
                with_c12(estimate), truth, weight * point_weight(truth, sample.valid)
            )
            self._note(f"{name}_{'two' if referenced else 'one'}", total)
        if logit is not None:
            changed = change_loss(logit, sample.change, sample.valid)
            self._note(f"{name}_change", changed)
            total = total + self.config.change_weight * changed
        return total

    def _note(self, name: str, value: Tensor) -> None:
        """Keep a running mean: single batches of such varied scenes say little."""
        self._means[name] = 0.99 * self._means.get(name, float(value)) + 0.01 * float(value)

    def on_before_optimizer_step(self, optimizer: Any) -> None:
        """Leave out a step whose gradient is not finite: one overflow must not end a run of hours."""
        trained = [p for p in self.model.parameters() if p.grad is not None]
        if all(bool(torch.isfinite(p.grad).all()) for p in trained):  # type: ignore[arg-type]
            return
        print(f"step {self.global_step}: the gradient is not finite; this step is left out", flush=True)
        optimizer.zero_grad(set_to_none=True)
        self._means.clear()

    def on_train_batch_end(self, *_: Any) -> None:
        self.average.update_parameters(self.model)
        if self.global_rank == 0 and self.global_step % 100 == 0:
            seen = self.trainer.callback_metrics
            print(
                f"step {self.global_step} of {self.config.steps}: "
                + ", ".join(f"{name} {float(value):.4f}" for name, value in sorted(seen.items())),
                flush=True,
            )

    def weights(self) -> dict[str, Tensor]:
        """What is written out: the averaged weights."""
        return self.average.module.state_dict()

    # -- optimisation ---------------------------------------------------------------------------------------------

    def configure_optimizers(self) -> Any:
        rates: dict[float, list[nn.Parameter]] = {}
        for name, parameter in self.model.named_parameters():
            if parameter.requires_grad:
                change = name.startswith("change.") and self.config.change_rate > 0
                rates.setdefault(self.config.change_rate if change else self.config.learning_rate, []).append(parameter)
        groups = [{"params": parameters, "lr": rate} for rate, parameters in rates.items()]
        optimiser = torch.optim.AdamW(groups, lr=self.config.learning_rate, weight_decay=1e-4)
        total, warm = self.config.steps, 100

        def rate(step: int) -> float:
            if step < warm:
                return (step + 1) / warm
            return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm) / max(1, total - warm))))

        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
        return {"optimizer": optimiser, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}

    def train_dataloader(self) -> DataLoader[int]:
        return DataLoader(Steps(self.global_step, self.config.steps), batch_size=None)
