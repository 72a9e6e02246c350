"""Which device and backend compute, and what they have: cores, memory, bfloat16."""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtdn_core.errors import INSTALL_CUDA_TORCH, INSTALL_TORCH, ConfigError, DeviceError, MissingDependencyError
from mtdn_core.progress import in_background

CPU_BUDGET = 1600 << 20  # bytes of all tiles in work; with PyTorch and QGIS beside them below 2.5 GB
UNKNOWN_MEMORY = 4 << 30
TORCH_ROOM = 1 << 30  # bytes of address space; with less, the import of PyTorch ends the process
LEAST_ROOM = 128 << 20  # with less OpenBLAS waits for memory for ever


@dataclass(frozen=True)
class DeviceChoice:
    """What computes (``cpu`` or ``cuda``), why, the name of the hardware, and the backend (``torch`` or ``numpy``)."""

    device: str
    reason: str
    name: str
    backend: str = "torch"


def import_torch() -> Any:
    """Return ``torch``.

    The first import happens on the main thread or in a thread of its own that ends: PyTorch keeps the Python state of
    the thread that imports it, and QGIS 3.40 dies when that was one of its worker threads. Raises
    :class:`MissingDependencyError`, also where the process may not have the memory that PyTorch takes.
    """
    room = _address_space() if "torch" not in sys.modules else None
    if room is not None and room < TORCH_ROOM:
        raise MissingDependencyError(
            f"PyTorch cannot be imported: the limit on this process's memory leaves {max(room, 0) >> 20} MB",
            f"{TORCH_ROOM >> 20} MB", "raise the limit (ulimit -v)",
        )
    if "torch" not in sys.modules and threading.current_thread() is not threading.main_thread():
        in_background(lambda: importlib.import_module("torch")).exception()
    try:
        import torch
    except (ImportError, OSError) as error:
        raise MissingDependencyError(
            f"PyTorch cannot be imported ({error})", "PyTorch 2.6 or later", f"install it: {INSTALL_TORCH}"
        ) from error
    return torch


@contextlib.contextmanager
def importing_torch() -> Iterator[None]:
    """Within the context PyTorch is imported in a thread of its own; whoever leaves waits for it.

    Where memory is scarce it is left to :func:`import_torch`, after what the context does; so is saying what is wrong.
    """
    room, answer = _address_space(), None
    if "torch" not in sys.modules and (room is None or room > 2 * TORCH_ROOM):
        answer = in_background(lambda: importlib.import_module("torch"))
    try:
        yield
    finally:
        if answer is not None:
            wait([answer])


def resolve(asked: str) -> DeviceChoice:
    """Choose device and backend for ``auto``, ``cpu`` or ``cuda``: CUDA, else PyTorch on the CPU, else NumPy.

    Raises :class:`DeviceError` if CUDA is asked for and absent, with the PyTorch that is installed and the command that changes
    it; or if next to no memory is allowed.
    """
    room = _address_space()
    if room is not None and room < LEAST_ROOM:
        raise DeviceError(
            f"The limit on this process's memory leaves {max(room, 0) >> 20} MB", f"at least {LEAST_ROOM >> 20} MB",
            "raise the limit (ulimit -v)",
        )
    try:
        torch = import_torch()
    except MissingDependencyError as error:
        if asked == "cuda":
            raise DeviceError(
                f"CUDA is asked for, but {error.found}", "a CUDA build of PyTorch",
                f"install it: {INSTALL_CUDA_TORCH}; or choose the device auto or cpu",
            ) from error
        return DeviceChoice("cpu", error.found, cpu_name(), "numpy")
    if asked == "cpu":
        return DeviceChoice("cpu", "asked for", cpu_name())
    if not (problem := _cuda_problem(torch)):
        name = str(torch.cuda.get_device_name())
        return DeviceChoice("cuda", "asked for" if asked == "cuda" else f"PyTorch sees {name}", name)
    if asked == "auto":
        return DeviceChoice("cpu", f"no CUDA: {problem}", cpu_name())
    action = "check the NVIDIA driver with 'nvidia-smi'"
    if torch.version.cuda is None:
        action = f"install a CUDA build of PyTorch: {INSTALL_CUDA_TORCH}"
    raise DeviceError(
        f"CUDA is asked for but absent: {problem}", "an NVIDIA graphics card that PyTorch can use",
        f"{action}; or choose the device auto or cpu",
    )


def load_for(model: Any, choice: DeviceChoice) -> Any:
    """Load a model, unless it is a loaded one, for what :func:`resolve` chooses."""
    from mtdn_core.model.load import load_model

    if isinstance(model, (str, Path)):
        return load_model(model, device=choice.device, backend=choice.backend)
    if not hasattr(model, "card"):
        raise ConfigError(f"The model is {model!r}", "a name, a path, or what load_model returns", "correct it")
    return model


def _cuda_problem(torch: Any) -> str:
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
    return f"CPU, {available_cpus()} core(s)"


def available_cpus() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory_budget(device: str) -> int:
    """Return the bytes that all tiles in work may use together."""
    if device.startswith("cuda"):
        free, _ = import_torch().cuda.mem_get_info()
        return int(free) // 2
    return min(CPU_BUDGET, free_memory() // 3)


def has_bfloat16(device: str) -> bool:
    """Return True where the processor multiplies bfloat16 faster than float32."""
    torch = import_torch()
    if device.startswith("cuda"):
        return bool(torch.cuda.is_bf16_supported())
    # older releases of PyTorch do not tell: then it is left alone
    asked = (getattr(torch.cpu, name, None) for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"))
    return any(bool(ask()) for ask in asked if ask is not None)


def free_memory() -> int:
    """Return the bytes of memory this process may still take: what the system has, or the container's limit."""
    found = [value for value in (_system_memory(), *_cgroup_memory(), _address_space()) if value is not None]
    return max(min(found), 0) if found else UNKNOWN_MEMORY


def _system_memory() -> int | None:
    if sys.platform == "win32":
        return _windows_memory()
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    with contextlib.suppress(AttributeError, OSError, ValueError):  # macOS and other Unix: half of what is built in
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    return None


def _windows_memory() -> int | None:
    names = ("total", "available", "total_page", "available_page", "total_virtual", "virtual", "extended")

    class Status(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ulong), ("load", ctypes.c_ulong), *((name, ctypes.c_ulonglong) for name in names)]

    status = Status(length=ctypes.sizeof(Status))
    known = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))  # type: ignore[attr-defined]
    return int(status.available) if known else None


def _cgroup_memory(root: Path = Path("/sys/fs/cgroup"), own: Path = Path("/proc/self/cgroup")) -> list[int]:
    """Return what the limits of the container and of the groups in it leave, for cgroup versions 2 and 1.

    The cache of files counts as used there, but is given back when memory is needed.
    """
    found = []
    folders = {root, root / "memory"}
    with contextlib.suppress(OSError, ValueError):  # groups this process belongs to: its own and all above
        for line in own.read_text("utf-8", "replace").splitlines():
            _, controllers, path = line.split(":", 2)
            if controllers in ("", "memory") and ".." not in path:
                group = Path(path.strip("/"))
                folders.update(root / controllers / above for above in (group, *group.parents))
    for folder in sorted(folders):
        for limit, used, cache in (
            ("memory.max", "memory.current", "inactive_file"),
            ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
        ):
            with contextlib.suppress(OSError, ValueError):
                most = int((folder / limit).read_text("ascii"))
                if most < 1 << 60:
                    left = most - int((folder / used).read_text("ascii"))
                    statistics = (folder / "memory.stat").read_text("ascii").split()
                    found.append(left + int(statistics[statistics.index(cache) + 1]))
    return found


def _address_space() -> int | None:
    """Return what ``ulimit -v`` leaves, or None if there is no limit."""
    with contextlib.suppress(ImportError, OSError, ValueError, IndexError):
        import resource

        limit = resource.getrlimit(resource.RLIMIT_AS)[0]
        if limit not in (resource.RLIM_INFINITY, -1):
            used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
            return int(limit) - used
    return None
