"""The Lightning module: what one step does, and the averaged weights that are shipped."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, ClassVar

import lightning as L
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader, IterableDataset

from mtdn_core.training.config import TrainConfig
from mtdn_core.training.injected import inject_change
from mtdn_core.training.losses import change_loss, despeckling_loss, level_loss, point_weight
from mtdn_core.training.simulation.ground import Rng
from mtdn_core.training.simulation.layout import draw_layout
from mtdn_core.training.simulation.pairs import PairBatch, PairSettings, collate, draw_pair, first_date
from mtdn_core.training.simulation.speckle import MARGIN
from mtdn_core.training.stacks import Stacks

REAL_WEIGHT = 0.3  # of real targets, which are noisy, beside clean simulated ones


class Steps(IterableDataset[int]):
    """Numbers of the steps still to come; a sample is drawn from its number, so a resumed run sees the same samples."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last))


class TrainingModule(L.LightningModule):
    """Multi-task training of a model that offers `predict` (see :class:`mtdn_core.model.compact.CompactNetwork`)."""

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

    def samples(self, step: int) -> PairBatch:
        """The batch of a step, drawn on the training device."""
        import numpy as np

        drawn = []
        for item in range(self.pairs.batch):
            seed = ((self.config.seed * 1_000_003 + step) * 64 + item) * 16 + self.global_rank
            rng = Rng(seed, self.device)
            size = self.pairs.size + 2 * MARGIN
            layout = draw_layout(np.random.default_rng(seed), size)
            base = None
            if self.stacks is not None and rng.chance(self.pairs.real_scene):
                base = self.stacks.base(rng, size)
            drawn.append(draw_pair(rng, layout, base, self.pairs))
        return collate(drawn) if self.config.dates == 2 else first_date(collate(drawn))

    # -- steps ----------------------------------------------------------------------------------------------------

    def training_step(self, batch: Tensor, _: int) -> Tensor:
        step = int(batch)
        pair = self.samples(step)
        first, second, logits = self.model.predict(  # type: ignore[operator]
            pair.noisy, (pair.valid, pair.valid), pair.has_c12, pair.strength, pair.single
        )
        ground = torch.where(pair.change == 0, 1.0, self.config.changed_ground)[:, None]
        despeckled = 0.5 * sum(
            despeckling_loss(date, truth, ground * point_weight(truth, pair.valid))
            for date, truth in zip((first, second), pair.truth)
        )
        level = 0.5 * (level_loss(first, pair.noisy[0], pair.valid) + level_loss(second, pair.noisy[1], pair.valid))
        changed = change_loss(logits, pair.change, pair.valid)
        weights = self.config
        loss: Tensor = weights.despeckling_weight * despeckled + weights.level_weight * level
        loss = loss + weights.change_weight * changed
        if self.config.real_every and self.stacks is not None and step % self.config.real_every == 0:
            loss = loss + REAL_WEIGHT * self._real(step)
        if self.config.injected_every and self.stacks is not None and step % self.config.injected_every == 0:
            loss = loss + weights.change_weight * self._injected(step)
        for name, value in {"loss": loss, "deviance": despeckled, "level": level, "change": changed}.items():
            # a running mean: single batches of such varied scenes say little
            self._means[name] = 0.99 * self._means.get(name, float(value)) + 0.01 * float(value)
        self.log_dict(self._means)
        return loss

    def _real(self, step: int) -> Tensor:
        """The paper's idea: a third date is the target, weighted by the probability that nothing changed.

        The weight carries no gradient: the network must not find it cheaper to call a place changed.
        """
        assert self.stacks is not None
        rng = Rng(self.config.seed * 7_000_003 + step + 1_000_000_007 * self.global_rank, self.device)
        triples = [self.stacks.triple(rng, self.config.size) for _ in range(max(1, self.config.batch // 2))]
        dates = [torch.stack(t) for t in zip(*triples)]
        valid = [torch.isfinite(d[:, :1]) & torch.isfinite(d[:, 3:]) for d in dates]
        dates = [torch.where(v, d, 0.0) for d, v in zip(dates, valid)]
        zero = torch.zeros(dates[0].shape[0], 1, 1, 1, device=self.device)
        inputs = ((dates[0], dates[1]), (valid[0], valid[1]), zero, zero, zero)
        first, _, logits = self.model.predict(*inputs)  # type: ignore[operator]
        with torch.no_grad():
            to_target = self.model.detect((dates[0], dates[2]), (valid[0], valid[2]), zero, zero, zero)  # type: ignore[operator]
        steady = (1 - to_target.softmax(1)[:, 1:]) * (1 - logits.detach().softmax(1)[:, 1:])
        weight = steady * (valid[0] & valid[2]).to(steady.dtype)
        return despeckling_loss(first, dates[2], weight)

    def _injected(self, step: int) -> Tensor:
        """Change loss on real pairs into which change was injected."""
        assert self.stacks is not None
        rng = Rng(self.config.seed * 9_000_011 + step, self.device)
        samples = []
        for _ in range(self.config.batch):
            first, second, has_c12 = self.stacks.pair(rng, self.config.size)
            valid = torch.isfinite(torch.cat([first, second])).all(0, keepdim=True)
            first, second = torch.where(valid, first, 0.0), torch.where(valid, second, 0.0)
            changed, label = inject_change(rng, first, second, valid)
            samples.append((first, changed, valid, label, torch.full((1, 1, 1), float(has_c12), device=self.device)))
        first, second, valid, label, has_c12_flag = (torch.stack(column) for column in zip(*samples))
        none = torch.zeros_like(has_c12_flag)
        logits = self.model.detect((first, second), (valid, valid), has_c12_flag, none + 1, none)  # type: ignore[operator]
        return change_loss(logits, label, valid)

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
        state: dict[str, Tensor] = self.average.module.state_dict()
        return state

    # -- optimisation ---------------------------------------------------------------------------------------------

    def configure_optimizers(self) -> Any:
        trained = [p for p in self.model.parameters() if p.requires_grad]
        optimiser = torch.optim.AdamW(trained, lr=self.config.learning_rate, weight_decay=1e-4)
        total, warm = self.config.steps, 100

        def rate(step: int) -> float:
            if step < warm:
                return (step + 1) / warm
            return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm) / max(1, total - warm))))

        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
        return {"optimizer": optimiser, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}

    def train_dataloader(self) -> DataLoader[int]:
        return DataLoader(Steps(self.global_step, self.config.steps), batch_size=None)
