"""The published multi-task loss and schedule (Li et al., 2025), for the published architecture.

Loss: 10 cross-entropy(change) + mean square of (1 - m)(despeckled - third date), m = pixels called changed, without a
gradient through m, over the seven published channels in linear scale, clipped at 13.4. The despeckling half is trained
by Adam, halved when the validation loss stops falling; the change half by SGD, halved every ten epochs.

Where the release went wrong this does not follow it: sources, target and label share one crop; labels are of change,
not of brightness, and exact, from simulation or from change injected into real dates; validation draws on scenes, and
with two or more real stacks on a place, that training never sees, and gives the training mode back; a real target counts
only where the network sees no change between the first date and it.
"""

from __future__ import annotations

import math
from typing import Any, ClassVar, NamedTuple

import lightning as L
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.data import DataLoader

from mtdn_core.model.card import PUBLISHED
from mtdn_core.model.interface import Observation
from mtdn_core.model.published.channels import c2_to_published
from mtdn_core.model.published.network import PublishedNetwork, pad_to_grid
from mtdn_core.training.config import PairSettings, TrainConfig
from mtdn_core.training.real import inject_change
from mtdn_core.training.samples import Steps
from mtdn_core.training.simulation.ground import Rng, draw_ground
from mtdn_core.training.simulation.layout import draw_layout
from mtdn_core.training.simulation.pairs import UNKNOWN, change_labels, collate, draw_speckle_settings
from mtdn_core.training.simulation.speckle import MARGIN, speckle
from mtdn_core.training.stacks import Stacks

CHANGE_WEIGHT = 10.0
SGD_EPOCHS = 10  # epochs after which the change half's rate is halved
VALIDATION_BATCHES = 4
VALIDATION = 2 * 10**9  # step from which samples are drawn for validation, beyond every one of training


class Triple(NamedTuple):
    """One sample, or with a leading axis a batch."""

    c2: Tensor  # (3, 4, H, W): first date, second date, target; linear power, zero where not measured
    valid: Tensor  # (3, 1, H, W) bool
    label: Tensor  # (H, W) int64 of change between the first two dates: 0, 1, or 255 (not known)


def simulated_triple(rng: Rng, seed: int, size: int, settings: PairSettings) -> Triple:
    """Two dates and, as target, the first date's ground under speckle of its own (noise to noise)."""
    layout = draw_layout(np.random.default_rng(seed), size + 2 * MARGIN)
    labels = torch.from_numpy(layout.astype(np.int64))
    change = 0.0 if rng.chance(settings.no_change) else rng.uniform(0.05, 0.7)
    ground = draw_ground(rng, labels, None, change)
    psf = draw_speckle_settings(rng)
    dates = (0, 1, 0)
    c2 = torch.stack([speckle(ground.c2[d], psf, ground.points[d], rng.generator) for d in dates])
    if rng.chance(settings.c12_absent):
        c2[:, 1:3] = 0
    return Triple(c2, torch.ones_like(c2[:, :1], dtype=torch.bool), change_labels(ground))


def real_triple(rng: Rng, stacks: Stacks, size: int) -> Triple:
    """Three real dates of one place; change is injected into the second, and labelled.

    The target is left as it was measured: it shows the first date's ground unless that changed by itself.
    """
    c2 = stacks.triple(rng, size)
    valid = torch.isfinite(c2).all(1, keepdim=True)
    c2 = torch.where(valid, c2, 0.0)
    changed, label, _ = inject_change(rng, c2[0], c2[1], valid[0] & valid[1])
    return Triple(torch.stack([c2[0], changed, c2[2]]), valid, label)


def paper_loss(logits: Tensor, despeckled: Tensor, target: Tensor, label: Tensor, usable: Tensor) -> Tensor:
    """10 CE(logits, label) + MSE((1 - m) despeckled, (1 - m) target), m = argmax of the logits (B, 2, H, W).

    Images are (B, 7, H, W), published channels; labels (B, H, W) int64: 0, 1, or 255 (left out). `usable` (B, 1, H, W) is
    True where the target may be believed; elsewhere it counts like a changed pixel.
    """
    keep = (logits.detach().argmax(1, keepdim=True) == 0) & usable
    entropy = F.cross_entropy(logits, label, ignore_index=UNKNOWN, reduction="sum")
    entropy = entropy / (label != UNKNOWN).sum().clamp_min(1)
    return CHANGE_WEIGHT * entropy + F.mse_loss(despeckled * keep, target * keep)


class Triples(Steps):
    """Batches of triples; the places that training may see are `stacks`."""

    def __init__(self, config: TrainConfig, rank: int, first: int, last: int, stacks: Stacks | None) -> None:
        super().__init__(config, rank, first, last)
        self.stacks = stacks

    def draw(self, step: int) -> Triple:
        drawn = []
        for item in range(self.config.batch):
            seed = ((self.config.seed * 1_000_003 + step) * 64 + item) * 16 + self.rank
            rng = Rng(seed)
            if self.stacks is not None and rng.chance(self.pairs.real_scene):
                drawn.append(real_triple(rng, self.stacks, self.config.size))
            else:
                drawn.append(simulated_triple(rng, seed, self.config.size, self.pairs))
        return collate(drawn)


class PaperModule(L.LightningModule):
    """Training of the published network as published; the `learning_rate` of the configuration is Adam's."""

    representation: ClassVar[dict[str, Any]] = PUBLISHED
    gradient_clip: float | None = None

    def __init__(self, model: PublishedNetwork, config: TrainConfig) -> None:
        super().__init__()
        self.automatic_optimization = False  # two optimisers
        self.model, self.config = model, config
        self.stacks: Stacks | None = None
        self.unseen: Stacks | None = None
        if config.stacks:
            self.stacks, self.unseen = Stacks.load(config.stacks).held_out(config.size)
        if not config.start:  # orthogonal convolutions in the residual blocks of the feature extraction, as published
            for layer in model.net1.Fea_extra.fea_extraction.modules():
                if isinstance(layer, nn.Conv2d):
                    nn.init.orthogonal_(layer.weight)

    def weights(self) -> dict[str, Tensor]:
        return self.model.state_dict()

    def loss(self, batch: Triple) -> Tensor:
        """The loss of a batch in the model's present mode."""
        dates = [Observation(batch.c2[:, date], batch.valid[:, date]) for date in (0, 1)]
        first, second = (self.model.represent(dates, date) for date in (0, 1))
        target = c2_to_published(batch.c2[:, 2], valid=batch.valid[:, 2])
        despeckled, logits = self.model(first, second)
        usable = batch.valid[:, 0] & batch.valid[:, 2] & self.steady(first, target)
        label = torch.where((batch.valid[:, 0] & batch.valid[:, 1])[:, 0], batch.label, UNKNOWN)
        return paper_loss(logits, despeckled, target, label, usable)

    @torch.no_grad()
    def steady(self, first: Tensor, target: Tensor) -> Tensor:
        """Where the network sees no change from the first date to the target, (B, 1, H, W) bool."""
        detector = self.model.cd_net
        mode = detector.training
        detector.eval()  # the targets' statistics are not those of the sources
        try:
            logits, _ = detector(pad_to_grid(first), pad_to_grid(target))
        finally:
            detector.train(mode)
        return logits[..., : first.shape[-2], : first.shape[-1]].argmax(1, keepdim=True) == 0

    def training_step(self, batch: Triple, _: int) -> None:
        adam, sgd = self.optimizers()  # type: ignore[attr-defined]
        loss = self.loss(batch)
        adam.zero_grad()
        sgd.zero_grad()
        self.manual_backward(loss)
        adam.step()
        sgd.optimizer.step()  # past Lightning's counter: a step of both is one step
        self.log("loss", loss.detach())
        if self.global_step % self.config.epoch == 0:  # here and not in a hook: checkpoints must hold its effect
            self._end_epoch()

    def _end_epoch(self) -> None:
        found = self.validate()
        plateau, regular = self.lr_schedulers()  # type: ignore[misc]
        plateau.step(found)  # type: ignore[arg-type]
        regular.step()
        if self.global_rank == 0:
            rates = ", ".join(f"{group['lr']:.1e}" for o in self.trainer.optimizers for group in o.param_groups)
            print(f"step {self.global_step} of {self.config.steps}: validation loss {found:.4f}, rates {rates}", flush=True)

    def validate(self) -> float:
        """Mean loss over samples that training never sees; the model's mode is as before afterwards."""
        mode = self.model.training
        self.model.eval()
        try:
            with torch.no_grad():
                batches = Triples(self.config, self.global_rank, VALIDATION, VALIDATION + VALIDATION_BATCHES, self.unseen)
                total = torch.stack([self.loss(self.transfer_batch_to_device(b, self.device, 0)) for b in batches]).mean()
        finally:
            self.model.train(mode)
        if torch.distributed.is_available() and torch.distributed.is_initialized():
            total = self.trainer.strategy.reduce(total, reduce_op="mean")
        return float(total)

    def configure_optimizers(self) -> Any:
        adam = torch.optim.Adam(self.model.net1.parameters(), self.config.learning_rate, betas=(0.9, 0.99))
        sgd = torch.optim.SGD(self.model.cd_net.parameters(), 0.01, momentum=0.9, weight_decay=5e-4)
        epochs = math.ceil(self.config.steps / self.config.epoch)
        plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(adam, factor=0.5, patience=max(1, epochs // 4))
        regular = torch.optim.lr_scheduler.StepLR(sgd, SGD_EPOCHS, gamma=0.5)
        return [adam, sgd], [{"scheduler": plateau, "monitor": "loss"}, {"scheduler": regular}]

    def train_dataloader(self) -> DataLoader[Triple]:
        return Triples(self.config, self.global_rank, self.global_step, self.config.steps, self.stacks).loader()
