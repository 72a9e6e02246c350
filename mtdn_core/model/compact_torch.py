"""The compact network as a PyTorch module: holds the parameters, trains, and runs on any device."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from mtdn_core.model import backend_torch as ops
from mtdn_core.model import compact, features
from mtdn_core.model.interface import Observation


class CompactNetwork(compact.CompactModel, nn.Module):
    """Compact multi-task network; its settings are those of :class:`mtdn_core.model.compact.CompactSettings`."""

    ops, backend, notes = ops, ops.NAME, ops.NOTES

    def __init__(self, **settings: Any) -> None:
        nn.Module.__init__(self)
        self.settings = compact.CompactSettings(**{name: tuple(value) for name, value in settings.items()})
        for name, shape in self.settings.shapes().items():
            _register(self, name, nn.Parameter(torch.empty(shape)))
        self._start()

    def _start(self) -> None:
        """Kaiming's uniform law as PyTorch's convolutions; residual blocks start as the identity, kernels near it."""
        for name, parameter in self.named_parameters():
            if name.endswith(".bias") or ".conv2." in name:
                nn.init.zeros_(parameter)
            elif name.startswith(("kernels.", "mixing.", "change.logit.")):
                nn.init.normal_(parameter, std=0.02)
            else:
                nn.init.kaiming_uniform_(parameter, a=5**0.5)
        with torch.no_grad():
            self.get_parameter("kernels.0.bias")[compact.POSITIONS // 2] = 2.0

    def weights(self) -> dict[str, Tensor]:
        return dict(self.named_parameters())

    def predict(
        self, sample: Any, referenced: bool, *, despeckle: bool = True
    ) -> tuple[Tensor | None, Tensor | None]:
        """The despeckled own date (None unless wanted) and, with a reference, the change logit of a training sample.

        H and W are multiples of :attr:`align`.
        """
        observed = [Observation(sample.own, sample.valid)]
        if referenced:
            observed.append(Observation(sample.reference, sample.valid, sample.dates, sample.variance))
        dates, scale = features.prepare_all(ops, observed, self.align)
        (image, _), logit = self.answer(dates, sample.strength, (despeckle, False), training=True)
        return None if image is None else image / scale, logit


def _register(root: nn.Module, name: str, parameter: nn.Parameter) -> None:
    *path, leaf = name.split(".")
    for step in path:
        if step not in root._modules:
            root.add_module(step, nn.Module())
        root = root.get_submodule(step)
    root.register_parameter(leaf, parameter)
