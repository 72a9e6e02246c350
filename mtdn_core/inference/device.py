"""Where to compute, and why there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from mtdn_core.errors import ConfigError, DeviceError, MissingDependencyError

INSTALL_TORCH = "python -m pip install torch --index-url https://download.pytorch.org/whl/cpu"
INSTALL_CUDA_TORCH = "python -m pip install --force-reinstall torch --index-url https://download.pytorch.org/whl/cu126"
CPU_BUDGET = 1500 << 20  # with PyTorch and QGIS beside it below 2.5 GB
FALLBACK_FREE = 4 << 30


@dataclass(frozen=True)
class DeviceChoice:
    """A PyTorch device ("cpu", "cuda") and the reason in words."""

    device: str
    reason: str
    name: str


def import_torch() -> Any:
    """Return ``torch``.

    Raises
    ------
    MissingDependencyError
        With the command that installs it.
    """
    try:
        import torch
    except (ImportError, OSError) as error:
        raise MissingDependencyError(
            f"PyTorch cannot be imported ({error})", "PyTorch 2.6 or later", f"install it: {INSTALL_TORCH}"
        ) from error
    return torch


def resolve(asked: str) -> DeviceChoice:
    """Choose the device.

    Parameters
    ----------
    asked
        ``auto``, ``cpu`` or ``cuda``.

    Raises
    ------
    DeviceError
        If CUDA is asked for and absent: says which PyTorch is installed and which command mends it.
    """
    if asked not in ("auto", "cpu", "cuda"):
        raise ConfigError(f"The device is '{asked}'", "auto, cpu or cuda", "correct the device")
    torch = import_torch()
    if asked == "cpu":
        return DeviceChoice("cpu", "asked for", cpu_name())
    problem = _cuda_problem(torch)
    if not problem:
        name = str(torch.cuda.get_device_name())
        return DeviceChoice("cuda", "asked for" if asked == "cuda" else f"PyTorch sees {name}", name)
    if asked == "cuda":
        action = (
            f"install a CUDA build of PyTorch: {INSTALL_CUDA_TORCH}"
            if torch.version.cuda is None
            else "check the NVIDIA driver with 'nvidia-smi'"
        )
        raise DeviceError(
            f"CUDA is asked for but absent: {problem}", "an NVIDIA graphics card that PyTorch can use",
            f"{action}; or choose the device auto or cpu",
        )  # fmt: skip
    return DeviceChoice("cpu", f"no CUDA: {problem}", cpu_name())


def _cuda_problem(torch: Any) -> str:
    """Return why CUDA cannot be used, or an empty text."""
    if torch.version.cuda is None:
        return f"PyTorch {torch.__version__} is built without CUDA"
    try:
        if not torch.cuda.is_available():
            return f"PyTorch {torch.__version__} (CUDA {torch.version.cuda}) sees no graphics card"
        torch.zeros(1, device="cuda")
    except RuntimeError as error:
        return f"PyTorch {torch.__version__} fails on the graphics card ({' '.join(str(error).split())[:200]})"
    return ""


def cpu_name() -> str:
    """Return the processor count in words."""
    return f"CPU, {available_cpus()} core(s)"


def available_cpus() -> int:
    """Return the number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def memory_budget(device: str) -> int:
    """Return the bytes one tile may use: a quarter of what is free, on CPU at most :data:`CPU_BUDGET`."""
    if device.startswith("cuda"):
        free, _ = import_torch().cuda.mem_get_info()
        return int(free) // 4
    return min(CPU_BUDGET, free_memory() // 4)


def has_bfloat16(device: str) -> bool:
    """Return True where the processor multiplies bfloat16 faster than float32."""
    torch = import_torch()
    if device.startswith("cuda"):
        return bool(torch.cuda.is_bf16_supported())
    # older releases of PyTorch do not tell: then it is left alone
    asked = (getattr(torch.cpu, name, None) for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"))
    return any(bool(ask()) for ask in asked if ask is not None)


def free_memory() -> int:
    """Return the bytes of RAM that are free, or a guess where the system does not tell."""
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:
            for line in lines:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    return FALLBACK_FREE


def is_out_of_memory(error: BaseException) -> bool:
    """Return True for CUDA running out of memory."""
    torch = import_torch()
    if isinstance(error, torch.cuda.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and "CUDA" in str(error) and "out of memory" in str(error)
