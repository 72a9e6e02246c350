"""Load a model by name or path: weights, card and architecture must agree, or nothing is returned."""

from __future__ import annotations

import importlib.util
import math
import reprlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import INSTALL_TORCH, DeviceError, MissingDependencyError, ModelError
from mtdn_core.model.card import ARCHITECTURES, DECISIVE, LOCAL_LOG, PUBLISHED, ModelCard, decisive, find_model, read_card
from mtdn_core.model.safetensors_reader import read_tensors

Weights = dict[str, NDArray[Any]]

_NAMED = 8
IDENTITY = ("SHA-256", *DECISIVE[1:], "backend")
LARGEST_WIDTH, MOST_BLOCKS = 512, 16
LARGEST_BOXCAR = 31  # pixels; the published tiles have 100


def identity(model: Any) -> tuple[str, ...]:
    """Return what decides the answers of a loaded model, in the order of :data:`IDENTITY`."""
    return (*map(str, decisive(model.card)), str(getattr(model, "backend", "torch")))


def has_torch() -> bool:
    """Return True if PyTorch is installed; does not import it."""
    try:
        return importlib.util.find_spec("torch") is not None
    except (ImportError, ValueError):
        return False


def load_model(path_or_name: str | Path, device: str = "cpu", backend: str | None = None) -> Any:
    """Load a model, ready to run, in float32.

    Parameters
    ----------
    path_or_name
        Name of a shipped model (``mtdn_core.list_models()``), or path of a ``.safetensors`` file or of its ``.json``
        card.
    device
        As PyTorch names it: ``cpu``, ``cuda``, ``cuda:1``.
    backend
        ``torch`` or ``numpy``; None: PyTorch where it is installed, else NumPy.

    Returns
    -------
    object
        With the interface of :class:`mtdn_core.model.interface.Model`; with PyTorch a ``torch.nn.Module``.

    Raises
    ------
    ModelError
        If the model is unknown, damaged (SHA-256), its card is wrong, or its weights do not fit its architecture.
    DeviceError
        If the device is unknown or absent.
    MissingDependencyError
        If the model needs PyTorch, which is not installed.
    """
    weights, card_path = find_model(path_or_name)
    card = read_card(card_path)
    settings = model_settings(card.architecture, card.settings, card.name, card.representation)
    tensors = read_tensors(weights, card.sha256)
    if backend == "numpy" or (backend is None and not has_torch()):
        return _numpy_model(card, settings, tensors, weights)
    return _torch_model(card, settings, tensors, weights, device)


def _numpy_model(card: ModelCard, settings: dict[str, Any], tensors: Weights, path: Path) -> Any:
    if card.architecture != "mtdn-compact":
        raise MissingDependencyError(
            f"The model '{card.name}' needs PyTorch, which is not installed",
            "PyTorch, or the model mtdn-compact, which runs without it",
            f"choose mtdn-compact, or install PyTorch: {INSTALL_TORCH}",
        )
    from mtdn_core.model.compact import CompactModel, CompactSettings

    _check_names(tensors, CompactSettings(**settings).shapes(), path, card)
    model = CompactModel(tensors)
    model.card = card
    return model


def _torch_model(card: ModelCard, settings: dict[str, Any], tensors: Weights, path: Path, device: str) -> Any:
    import torch

    where = _device(torch, device)
    # shapes without memory, until the weights are known to fit; without random numbers, for which PyTorch would import its
    # compiler, half a second
    with torch.device("meta"), _no_random_numbers(torch):
        model = new_network(card.architecture, settings)
    wanted = model.state_dict()
    _check_names(tensors, {name: tuple(value.shape) for name, value in wanted.items()}, path, card)
    state = {name: torch.from_numpy(np.array(value)).to(wanted[name].dtype) for name, value in tensors.items()}
    model.load_state_dict(state, assign=True)
    model.card = card
    model.eval().requires_grad_(False)
    # channels last: a sixth faster on CPU, and the order of the fast kernels of graphics cards
    return model.to(device=where, memory_format=torch.channels_last)


def _no_random_numbers(torch: Any) -> Any:
    """Return a context in which parameters that are about to be replaced get no values."""

    class Unfilled(torch.overrides.TorchFunctionMode):  # type: ignore[misc]
        def __torch_function__(self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None) -> Any:
            kwargs = kwargs or {}
            if getattr(func, "__name__", "") in ("normal_", "uniform_"):
                return (*args, *kwargs.values())[0]
            return func(*args, **kwargs)

    return Unfilled()


def new_network(architecture: str, settings: dict[str, Any]) -> Any:
    """Return an untrained network on PyTorch; the settings are those of :func:`model_settings`."""
    if architecture == "mtdn-published":
        from mtdn_core.model.published.network import PublishedNetwork

        return PublishedNetwork()
    if architecture == "mtdn-wide":
        from mtdn_core.model.wide import WideNetwork

        return WideNetwork(**settings)
    from mtdn_core.model.compact_torch import CompactNetwork

    return CompactNetwork(**settings)


def model_settings(
    architecture: str, settings: dict[str, Any], name: str, representation: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the settings of an architecture, checked before anything is allocated.

    Raises :class:`ModelError` if the architecture is unknown, or a setting or the representation is not one it takes.
    """

    def wrong(problem: str) -> ModelError:
        return ModelError(
            f"'{name}' has settings that '{architecture}' does not take: {problem}",
            "the settings with which the weights were trained", "restore the card that came with the weights",
        )

    if architecture not in ARCHITECTURES:
        raise ModelError(f"'{name}' asks for {reprlib.repr(architecture)}", f"one of {', '.join(ARCHITECTURES)}", "correct it")
    if architecture == "mtdn-published":
        if not _makes_channels({**PUBLISHED, **(representation or {})}):
            raise wrong(
                f"the representation is {reprlib.repr(representation)}, not of kind 'published' with clip (positive or null), "
                f"boxcar (odd, at most {LARGEST_BOXCAR}) and stray_degree_factor (true or false)"
            )
        if settings:
            raise wrong("the published architecture has no settings")
        return {}
    if representation not in (None, {}, LOCAL_LOG):
        raise wrong(f"the representation is {reprlib.repr(representation)}")
    known = {"widths": LARGEST_WIDTH, "change_widths": LARGEST_WIDTH, "blocks": MOST_BLOCKS, "change_blocks": MOST_BLOCKS}
    for key, value in settings.items():
        fits = key in known and isinstance(value, (list, tuple)) and len(value) == 3
        if not fits or not all(type(n) is int and 1 <= n <= known[key] for n in value):
            raise wrong(f"{reprlib.repr(key)} is {reprlib.repr(value)}")
    return {key: tuple(value) for key, value in settings.items()}


def _makes_channels(representation: dict[str, Any]) -> bool:
    """Return True for settings by which the published channels can be made."""
    if representation.keys() != PUBLISHED.keys():
        return False
    kind, clip, boxcar, stray = representation.values()  # in the order of PUBLISHED
    odd = type(boxcar) is int and 1 <= boxcar <= LARGEST_BOXCAR and boxcar % 2 == 1
    positive = clip is None or (type(clip) in (int, float) and 0 < clip < math.inf)
    return kind == "published" and odd and positive and isinstance(stray, bool)


def _device(torch: Any, device: str) -> Any:
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


def _check_names(tensors: Weights, wanted: dict[str, tuple[int, ...]], path: Path, card: ModelCard) -> None:
    problems = {
        "missing": [k for k in wanted if k not in tensors],
        "not known": [k for k in tensors if k not in wanted],
        "of another shape": [k for k in wanted if k in tensors and tensors[k].shape != wanted[k]],
    }
    if any(problems.values()):
        text = "; ".join(
            f"{len(keys)} {what} ({', '.join(k[:80] for k in keys[:_NAMED])}{', ...' if len(keys) > _NAMED else ''})"
            for what, keys in problems.items()
            if keys
        )
        raise ModelError(
            f"The weights '{path}' do not fit the architecture '{card.architecture}': entries {text}",
            "weights and card of one model", "copy both files again from where they came",
        )
