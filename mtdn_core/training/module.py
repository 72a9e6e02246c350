"""The Lightning module: what one step does, and the averaged weights that are shipped."""

from __future__ import annotations

import math
from typing import Any

import lightning as L
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader

from mtdn_core.model.published.channels import with_c12
from mtdn_core.training.config import TrainConfig
from mtdn_core.training.losses import change_loss, despeckling_loss, point_weight
from mtdn_core.training.samples import Drawn, Samples


class TrainingModule(L.LightningModule):
    """Multi-task training of a model that offers `predict` (see :class:`mtdn_core.model.compact_torch.CompactNetwork`)."""

    def __init__(self, model: nn.Module, config: TrainConfig) -> None:
        super().__init__()
        self.model = model
        self.average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(config.average))  # type: ignore[no-untyped-call]
        # processes that train together would wait for its gradients
        self.average.requires_grad_(False)
        self.config = config
        self.gradient_clip: float | None = config.gradient_clip
        self._means: dict[str, Tensor] = {}

    def training_step(self, batch: list[Drawn], _: int) -> Tensor:
        losses = [(self.config.real_weight if drawn.real else 1.0) * self.loss(drawn) for drawn in batch]
        self.log_dict(self._means)
        return torch.stack(losses).sum()

    def loss(self, drawn: Drawn) -> Tensor:
        sample, referenced = drawn.sample, drawn.referenced
        name = "real" if drawn.real else "simulated"
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
        value = value.detach()
        self._means[name] = value if name not in self._means else 0.99 * self._means[name] + 0.01 * value

    def on_before_optimizer_step(self, optimizer: Any) -> None:
        """Leave out a step whose gradient is not finite: one overflow must not end a run of hours."""
        gradients = [p.grad for p in self.model.parameters() if p.grad is not None]
        if bool(torch.isfinite(torch.stack([g.abs().amax() for g in gradients]).amax())):
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
        return self.average.module.state_dict()

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

    def train_dataloader(self) -> DataLoader[list[Drawn]]:
        alone = self.config.despeckling_weight > 0
        return Samples(self.config, self.global_rank, self.global_step, self.config.steps, alone).loader()
