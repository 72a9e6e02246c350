"""Names and shapes of the published checkpoint, entries the network never uses included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from . import weightgen

Shapes = dict[str, tuple[int, ...]]


def _add(shapes: Shapes, name: str, *shape: int, bias: bool = True) -> None:
    shapes[f"{name}.weight"] = shape
    if bias:
        shapes[f"{name}.bias"] = shape[:1]


def _prelu(shapes: Shapes, name: str, *shape: int) -> None:
    _add(shapes, f"{name}.0", *shape)
    shapes[f"{name}.1.weight"] = (1,)


def _batch_norm(shapes: Shapes, name: str, width: int) -> None:
    for leaf in ("weight", "bias", "running_mean", "running_var"):
        shapes[f"{name}.{leaf}"] = (width,)
    shapes[f"{name}.num_batches_tracked"] = ()


def despeckling() -> Shapes:
    """``net1``: 259 entries."""
    s: Shapes = {}
    _add(s, "Fea_extra.fea.0", 64, 7, 3, 3)
    for n in range(5):
        for c in (1, 2):
            _add(s, f"Fea_extra.fea_extraction.{n}.conv{c}", 64, 64, 3, 3)
    for name in ("tAtt_1", "tAtt_2", "sAtt_3", "sAtt_5", "sAtt_L3"):
        _add(s, f"TFusion.{name}", 64, 64, 3, 3)
    for name in ("sAtt_1", "sAtt_4", "sAtt_L1", "sAtt_add_1", "sAtt_add_2"):
        _add(s, f"TFusion.{name}", 64, 64, 1, 1)
    for name in ("sAtt_2", "fea_fusion"):
        _add(s, f"TFusion.{name}", 64, 128, 1, 1)
    _add(s, "TFusion.sAtt_L2", 64, 128, 3, 3)
    for name in ("conv1", "conv2", "GFF_3x3"):
        _add(s, name, 64, 64, 3, 3)
    for n in range(1, 9):
        _add(s, f"GCA{n}.conv0", 64, 1, 3, 3)
        _add(s, f"GCA{n}.conv_spatial", 64, 1, 5, 5)
        _add(s, f"GCA{n}.conv1", 32, 64, 1, 1)
        _add(s, f"GCA{n}.conv2", 32, 64, 1, 1)
        _add(s, f"GCA{n}.conv_squeeze", 2, 2, 7, 7)
        _add(s, f"GCA{n}.conv", 64, 32, 1, 1)
    _add(s, "conv_1x1", 64, 32, 1, 1)
    for n in range(1, 4):
        for layer in range(6):
            _add(s, f"RDB{n}.dense_layers.{layer}.conv", 32, 64 + 32 * layer, 3, 3, bias=False)
        _add(s, f"RDB{n}.conv_1x1", 64, 256, 1, 1, bias=False)
        _prelu(s, f"rcsa{n}.rcsa_cal.cal_conv1", 64, 64, 3, 3)
        _prelu(s, f"rcsa{n}.rcsa_cal.cal_conv2", 64, 64, 1, 1)
        _prelu(s, f"rcsa{n}.rcsa_cal.cal_fc1", 4, 64, 1, 1)
        _add(s, f"rcsa{n}.rcsa_cal.cal_fc2.0", 64, 4, 1, 1)
        _prelu(s, f"rcsa{n}.rcsa_sal.sal_conv1", 64, 1, 3, 3)
        _add(s, f"rcsa{n}.rcsa_sal.sal_conv1x1.0", 1, 64, 1, 1)
        _prelu(s, f"rcsa{n}.rcsa_sal.sal_conv2", 64, 64, 3, 3)
        _prelu(s, f"rcsa{n}.rcsa_conv1", 64, 64, 3, 3)
    _add(s, "GFF_1x1", 64, 192, 1, 1)
    for name in ("croa_conv1", "croa_conv2", "croa_conv4"):
        _prelu(s, f"croa1.{name}", 64, 64, 3, 3)
    _add(s, "croa1.croa_conv3.0", 64, 64, 3, 3)
    _add(s, "croa1.croa_conv1x1_1.0", 1, 64, 1, 1)
    _prelu(s, "croa1.croa_conv1x1_2", 64, 128, 1, 1)
    _add(s, "conv3", 7, 64, 3, 3)
    return s


def change_detection() -> Shapes:
    """``cd_net``: 249 entries."""
    s: Shapes = {}
    _add(s, "resnet.conv1", 64, 7, 7, 7, bias=False)
    _batch_norm(s, "resnet.bn1", 64)
    inputs = 64
    for stage, width in enumerate((64, 128, 256, 512), 1):
        for block in range(2):
            name = f"resnet.layer{stage}.{block}"
            _add(s, f"{name}.conv1", width, inputs, 3, 3, bias=False)
            _batch_norm(s, f"{name}.bn1", width)
            _add(s, f"{name}.conv2", width, width, 3, 3, bias=False)
            _batch_norm(s, f"{name}.bn2", width)
            if inputs != width:
                _add(s, f"{name}.downsample.0", width, inputs, 1, 1, bias=False)
                _batch_norm(s, f"{name}.downsample.1", width)
            inputs = width
    _add(s, "resnet.fc", 1000, 512)
    _add(s, "conv_pred", 32, 256, 3, 3)
    _add(s, "conv_a", 4, 32, 1, 1, bias=False)
    s["pos_embedding"] = (1, 8, 32)
    for kind, layers in (("transformer", 1), ("transformer_decoder", 8)):
        for n in range(layers):
            name = f"{kind}.layers.{n}"
            _add(s, f"{name}.0.fn.norm", 32)
            if kind == "transformer":
                _add(s, f"{name}.0.fn.fn.to_qkv", 1536, 32, bias=False)
            else:
                for part in "qkv":
                    _add(s, f"{name}.0.fn.fn.to_{part}", 512, 32, bias=False)
            _add(s, f"{name}.0.fn.fn.to_out.0", 32, 512)
            _add(s, f"{name}.1.fn.norm", 32)
            _add(s, f"{name}.1.fn.fn.net.0", 64, 32)
            _add(s, f"{name}.1.fn.fn.net.3", 32, 64)
    _add(s, "classifier.0", 32, 32, 3, 3, bias=False)
    _batch_norm(s, "classifier.1", 32)
    _add(s, "classifier.3", 2, 32, 3, 3)
    return s


def checkpoint(seed: int = 2, prefix: str = "") -> dict[str, Any]:
    """A whole checkpoint in the published layout, with golden weights."""

    def state(network: str, shapes: Shapes) -> dict[str, torch.Tensor]:
        return {prefix + k: torch.from_numpy(weightgen.tensor(network, k, v, seed)) for k, v in shapes.items()}

    return {"epoch": 100, "net1": state("net1", despeckling()), "cd_net": state("cd_net", change_detection())}


def imported(folder: Path) -> Path:
    """A checkpoint with golden weights that was imported as a user does it; the path of the weights."""
    from mtdn_core.model.published.checkpoint import import_checkpoint

    torch.save(checkpoint(), folder / "golden.pth")
    import_checkpoint(folder / "golden.pth", folder / "golden.safetensors")
    return folder / "golden.safetensors"
