"""Load a model by name or path: weights, card and architecture must agree, or nothing is returned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn

from mtdn_core.errors import DeviceError, ModelError
from mtdn_core.model.card import ModelCard, file_sha256, find_model, read_card
from mtdn_core.polarimetry.c2 import PublishedChannels

_NAMED = 8


def load_model(path_or_name: str | Path, device: str | torch.device = "cpu") -> Any:
    """Load a model in eval mode, float32, without gradients.

    Parameters
    ----------
    path_or_name
        Name of a shipped model (``mtdn_core.list_models()``), or path of a ``.safetensors`` file or of its ``.json``
        card.
    device
        As PyTorch names it: ``cpu``, ``cuda``, ``cuda:1``.

    Returns
    -------
    torch.nn.Module
        With the interface of :class:`mtdn_core.model.interface.Model`.

    Raises
    ------
    ModelError
        If the model is unknown, damaged (SHA-256), or its weights do not fit its architecture.
    DeviceError
        If the device is unknown or absent.
    """
    where = _device(device)
    weights, card_path = find_model(path_or_name)
    card = read_card(card_path)
    # hash first: a damaged or exchanged file is named as such, not by what breaks later
    if file_sha256(weights) != card.sha256.lower():
        raise ModelError(
            f"The weights '{weights}' are damaged or not those of the card '{card_path.name}' (SHA-256 differs)",
            f"SHA-256 {card.sha256}",
            "copy both files again from where they came",
        )
    model = _build(card)
    _fill(model, weights, card)
    model.card = card
    model.eval().requires_grad_(False)
    return model.to(where)


def _device(device: str | torch.device) -> torch.device:
    try:
        where = torch.device(device)
    except RuntimeError as error:
        raise DeviceError(f"'{device}' is not a device", "cpu, cuda or cuda:N", "choose one of these") from error
    count = torch.cuda.device_count() if where.type == "cuda" else 0
    if where.type == "cuda" and (where.index or 0) >= count:
        found = f"{count} CUDA devices are" if count else "no CUDA device is"
        raise DeviceError(
            f"The device '{device}' was asked for, but {found} available to PyTorch {torch.__version__}",
            "a working NVIDIA driver and a CUDA build of PyTorch, or the device cpu",
            "use the device 'cpu', or install a CUDA build of PyTorch",
        )
    return where


def _build(card: ModelCard) -> Any:
    try:
        if card.architecture == "mtdn":
            from mtdn_core.model.published.network import PublishedNetwork

            PublishedChannels.from_card(card.representation)  # raises if unusable: better now than at the first tile
            return PublishedNetwork(**card.settings)
        if card.architecture == "mtdn-full":
            from mtdn_core.model.wide import WideNetwork

            # channels last: a fifth faster on CPU (docs/performance.md), and what graphics cards like
            return WideNetwork(**card.settings).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        from mtdn_core.model.compact import CompactNetwork

        lite = CompactNetwork(**card.settings)
        # a sixth faster on CPU
        lite.trunk.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        return lite
    except (TypeError, ValueError) as error:
        raise ModelError(
            f"The card of '{card.name}' has settings that '{card.architecture}' does not take: {error}",
            "the settings with which the weights were trained",
            "restore the card that came with the weights",
        ) from error


def _fill(model: nn.Module, weights: Path, card: ModelCard) -> None:
    # Not safetensors.torch: it needs a further package (packaging) that installing safetensors does not bring.
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(weights, framework="pt") as stored:
            state = {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118 (not a mapping)
    except (SafetensorError, OSError, ValueError) as error:
        raise ModelError(
            f"'{weights}' is not a readable safetensors file: {error}",
            "the weights in safetensors format",
            "copy the file again; a .pth checkpoint is converted by: python -m mtdn_core import-checkpoint",
        ) from error
    wanted = model.state_dict()
    problems = {
        "missing": [k for k in wanted if k not in state],
        "not known": [k for k in state if k not in wanted],
        "of another shape": [k for k in wanted if k in state and state[k].shape != wanted[k].shape],
    }
    if any(problems.values()):
        text = "; ".join(
            f"{len(keys)} {what} ({', '.join(keys[:_NAMED])}{', ...' if len(keys) > _NAMED else ''})"
            for what, keys in problems.items()
            if keys
        )
        raise ModelError(
            f"The weights '{weights}' do not fit the architecture '{card.architecture}': entries {text}",
            "weights and card of one model",
            "copy both files again from where they came",
        )
    model.load_state_dict(state)
