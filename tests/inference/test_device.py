"""What the machine has and lends: memory, threads of libraries, the import of PyTorch."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from mtdn_core.errors import is_out_of_memory
from mtdn_core.inference import device, threads
from mtdn_core.inference.device import DeviceChoice
from mtdn_core.model.interface import Wanted

ROOT = Path(__file__).resolve().parents[2]
CPU = DeviceChoice("cpu", "a test", "CPU")
ALL = Wanted()


def test_memory_that_runs_out_is_recognised() -> None:
    for text in (
        "CUDA out of memory. Tried to allocate 20.00 MiB", "std::bad_alloc",
        "[enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to "
        "allocate 4000000 bytes. Error code 12 (Cannot allocate memory)",
    ):
        assert is_out_of_memory(RuntimeError(text))
    assert is_out_of_memory(np.core._exceptions._ArrayMemoryError((1,), np.dtype("f4")))
    assert not is_out_of_memory(RuntimeError("shape mismatch")) and not is_out_of_memory(ValueError("out of memory"))


@pytest.mark.parametrize("version", [1, 2])
def test_a_container_is_what_there_is(version: int, tmp_path: Path) -> None:
    """The limit less what is used; the cache of files is given back when it is needed, so it is free."""
    folder, names = (
        (tmp_path, ("memory.max", "memory.current", "inactive_file")) if version == 2
        else (tmp_path / "memory", ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"))
    )
    folder.mkdir(exist_ok=True)
    (folder / names[0]).write_text(f"{700 << 20}\n")
    (folder / names[1]).write_text(f"{600 << 20}\n")
    (folder / "memory.stat").write_text(f"anon {100 << 20}\n{names[2]} {500 << 20}\nactive_file 0\n")
    own = tmp_path / "own"
    own.write_text("0::/\n" if version == 2 else "4:memory:/\n3:cpu,cpuacct:/x\n")
    assert device._cgroup_memory(tmp_path, own) == [600 << 20]
    # a group within the container, as systemd makes them
    inside = folder / "a.slice" / "b.scope"
    inside.mkdir(parents=True)
    for name, value in zip((*names[:2], "memory.stat"), (f"{90 << 20}", "0", f"{names[2]} 0")):
        (inside / name).write_text(value)
    own.write_text(f"{'0:' if version == 2 else '4:memory'}:/a.slice/b.scope\n")
    assert min(device._cgroup_memory(tmp_path, own)) == 90 << 20
    (inside / names[0]).unlink()
    (folder / names[0]).write_text("max\n" if version == 2 else f"{(1 << 63) - 4096}\n")
    assert device._cgroup_memory(tmp_path, own) == []


def test_threads_are_as_before_after_runs_that_overlap() -> None:
    """One run begins within another and ends after it: neither leaves one thread to whoever hosts them."""
    torch = pytest.importorskip("torch")
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    try:
        with ThreadPoolExecutor(1) as first, ThreadPoolExecutor(1) as second, ThreadPoolExecutor(1) as bystander:
            hosts = (first, second)
            runs = [threads.single_threaded(True) for _ in hosts]
            for host, run in zip(hosts, runs):
                assert host.submit(torch.get_num_threads).result() in (1, 3)
                host.submit(run.__enter__).result()
                assert host.submit(torch.get_num_threads).result() == 1
            for host, run in zip(hosts, runs):
                host.submit(run.__exit__, None, None, None).result()
                assert host.submit(torch.get_num_threads).result() == 3
            assert bystander.submit(torch.get_num_threads).result() == 3
        with pytest.raises(KeyError), threads.single_threaded(True):
            raise KeyError
        assert torch.get_num_threads() == 3
    finally:
        torch.set_num_threads(before)


def test_matrix_products_are_as_before_after_runs_that_overlap() -> None:
    if not threads.can_limit():
        pytest.skip("no OpenBLAS behind NumPy")
    get, put = threads._libraries()[-1]
    before = get()
    put(2)
    try:
        one, two = threads.single_threaded(False), threads.single_threaded(False)
        one.__enter__()
        two.__enter__()
        one.__exit__(None, None, None)
        assert get() == 1  # the other still computes
        two.__exit__(None, None, None)
        assert get() == 2
    finally:
        put(before)


def test_tf32_is_off_meanwhile() -> None:
    torch = pytest.importorskip("torch")
    before = torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = True
    try:
        with threads.single_threaded(True):
            assert not torch.backends.cudnn.allow_tf32 and not torch.backends.cuda.matmul.allow_tf32
        assert torch.backends.cudnn.allow_tf32 and torch.backends.cuda.matmul.allow_tf32
    finally:
        torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32 = before


def test_torch_is_never_imported_by_a_thread_that_goes_on(tmp_path: Path) -> None:
    (tmp_path / "torch.py").write_text("import threading\nimported_by = threading.current_thread()\n")
    code = """
import threading
from mtdn_core.inference.device import import_torch
def work():
    torch = import_torch()
    assert torch.imported_by is not threading.current_thread() and not torch.imported_by.is_alive()
    seen.append(torch)
seen = []
thread = threading.Thread(target=work)
thread.start()
thread.join()
assert len(seen) == 1
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": f"{tmp_path}:{ROOT}"}, capture_output=True, text=True,
        timeout=60, check=False,
    )
    assert done.returncode == 0, done.stderr
