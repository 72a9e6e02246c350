"""The published multi-task loss and schedule (Li et al., 2025), for the published architecture.

Loss: 10 cross-entropy(change) + mean square of (1 - m)(despeckled - target), m = pixels called changed, without a
gradient through m, over the seven published channels in linear scale, clipped at 13.4. The despeckling half is trained
by Adam, halved when the validation loss stops falling; the change half by SGD, halved every ten epochs.

The samples are those of :mod:`mtdn_core.training.samples`, so this does not follow the release where it went wrong: sources,
target and label share one crop; labels are of change, not of brightness, and exact; validation draws on scenes that
training never sees, and gives the training mode back. The release's target is a third date, a noisy stand-in for what
the samples know: the truth, or the temporal mean of other dates where the ground stays.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import lightning as L
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.data import DataLoader

from mtdn_core.model.interface import Observation
from mtdn_core.model.published.channels import c2_to_published, with_c12
from mtdn_core.model.published.network import PublishedNetwork
from mtdn_core.training.config import TrainConfig
from mtdn_core.training.samples import Drawn, Samples
from mtdn_core.training.simulation.pairs import UNKNOWN, Sample

CHANGE_WEIGHT = 10.0
SGD_EPOCHS = 10  # epochs after which the change half's rate is halved
VALIDATION_BATCHES = 4
VALIDATION = 2 * 10**9  # step from which samples are drawn for validation, beyond every one of training


def paper_loss(logits: Tensor, despeckled: Tensor, target: Tensor, label: Tensor, usable: Tensor) -> Tensor:
    """10 CE(logits, label) + MSE((1 - m) despeckled, (1 - m) target), m = argmax of the logits (B, 2, H, W).

    Images are (B, 7, H, W), published channels; labels (B, H, W) int64: 0, 1, or 255 (left out). `usable` (B, 1, H, W) is
    True where the target may be believed; elsewhere it counts like a changed pixel.
    """
    keep = (logits.detach().argmax(1, keepdim=True) == 0) & usable
    entropy = F.cross_entropy(logits, label, ignore_index=UNKNOWN, reduction="sum")
    entropy = entropy / (label != UNKNOWN).sum().clamp_min(1)
    return CHANGE_WEIGHT * entropy + F.mse_loss(despeckled * keep, target * keep)


class PaperModule(L.LightningModule):
    """Training of the published network as published; the `learning_rate` of the configuration is Adam's."""

    gradient_clip: float | None = None

    def __init__(self, model: PublishedNetwork, config: TrainConfig) -> None:
        super().__init__()
        self.automatic_optimization = False  # two optimisers
        self.model, self.config = model, config
        if not config.start:  # orthogonal convolutions in the residual blocks of the feature extraction, as published
            for layer in model.net1.Fea_extra.fea_extraction.modules():
                if isinstance(layer, nn.Conv2d):
                    nn.init.orthogonal_(layer.weight)

    def weights(self) -> dict[str, Tensor]:
        return self.model.state_dict()

    def loss(self, batch: list[Drawn]) -> Tensor:
        """The loss of a step's samples in the model's present mode."""
        sample = Sample(*(torch.cat(values) for values in zip(*(drawn.sample for drawn in batch))))
        dates = [Observation(image, sample.valid) for image in (sample.own, sample.reference)]
        despeckled, logits = self.model(*(self.model.represent(dates, date) for date in (0, 1)))
        usable = sample.valid & (sample.weight > 0)
        target = c2_to_published(with_c12(sample.truth), valid=usable)
        label = torch.where(sample.valid[:, 0], sample.change, UNKNOWN)
        return paper_loss(logits, despeckled, target, label, usable)

    def training_step(self, batch: list[Drawn], _: int) -> None:
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
        simulated = replace(self.config, stacks="", real_batch=0)
        batches = Samples(simulated, self.global_rank, VALIDATION, VALIDATION + VALIDATION_BATCHES, alone=False)
        try:
            with torch.no_grad():
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

    def train_dataloader(self) -> DataLoader[list[Drawn]]:
        return Samples(self.config, self.global_rank, self.global_step, self.config.steps, alone=False).loader()
