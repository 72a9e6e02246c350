"""Training in two processes on the CPU, joined by Lightning's own strategy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("lightning", reason="training needs Lightning")

ROOT = Path(__file__).resolve().parents[2]

CONFIG = """
name = "pair"
output = "{folder}"
checkpoints = "{folder}/checkpoints"
steps = {steps}
batch = 1
size = 32
device = "cpu"
devices = 2
threads = 1
[settings]
widths = [8, 8, 8]
blocks = [1, 1, 1]
change_widths = [4, 4, 4]
"""

# the product's training, with a look at what each process saw and ended with
SCRIPT = """
import hashlib, json, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from mtdn_core.training import run
from mtdn_core.training.module import TrainingModule

def digest(tensors):
    return hashlib.sha256(b"".join(t.detach().contiguous().numpy().tobytes() for t in tensors)).hexdigest()

class Watched(TrainingModule):
    seen = {}
    def loss(self, drawn):
        self.seen[f"{self.global_step} {drawn.referenced}"] = digest([drawn.sample.own])
        return super().loss(drawn)
    def on_fit_end(self):
        facts = {"seen": self.seen, "model": digest(self.model.state_dict().values()),
                 "average": digest(self.average.state_dict().values())}
        Path(sys.argv[3], f"rank{self.global_rank}.json").write_text(json.dumps(facts))

run.build_module = lambda model, config: Watched(model, config)
if __name__ == "__main__":
    sys.exit(run.main(sys.argv[2]))
"""


def start(*command: str) -> str:
    """Run a command to its end; return what it printed."""
    environment = {key: value for key, value in os.environ.items() if key not in ("LOCAL_RANK", "NODE_RANK")}
    ended = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, timeout=580, check=False, cwd=ROOT,
        env={**environment, "OMP_NUM_THREADS": "1"},
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.skipif(os.name == "nt", reason="no gloo over processes there")
@pytest.mark.timeout(1200)
def test_two_processes_train_one_model(tmp_path: Path) -> None:
    """Other samples, equal weights; written once; going on where the first command ended."""
    config, script, folder = tmp_path / "pair.toml", tmp_path / "watched.py", tmp_path / "out"
    script.write_text(SCRIPT, "utf-8")
    config.write_text(CONFIG.format(folder=folder.as_posix(), steps=3), "utf-8")
    said = start(str(script), str(ROOT), str(config), str(tmp_path))
    assert said.count("3 of 3 steps") == 1
    one, two = (json.loads((tmp_path / f"rank{rank}.json").read_text("utf-8")) for rank in (0, 1))
    assert sorted(one["seen"]) == sorted(two["seen"]) == [f"{n} {kind}" for n in range(3) for kind in (False, True)]
    assert not set(one["seen"].values()) & set(two["seen"].values())
    assert (one["model"], one["average"]) == (two["model"], two["average"])
    assert sorted(p.name for p in folder.iterdir()) == ["checkpoints", "pair.json", "pair.safetensors"]
    assert [p.name for p in (folder / "checkpoints").iterdir()] == ["pair-last.ckpt"]
    first = (folder / "pair.safetensors").read_bytes()
    # the same command as a user types it, with a longer schedule: it goes on from the checkpoint
    config.write_text(CONFIG.format(folder=folder.as_posix(), steps=4), "utf-8")
    said = start("-m", "mtdn_core", "train", str(config))
    assert said.count("4 of 4 steps") == 1
    card = json.loads((folder / "pair.json").read_text("utf-8"))
    assert card["training"]["steps"] == 4
    assert (folder / "pair.safetensors").read_bytes() != first
    import torch

    state = torch.load(folder / "checkpoints" / "pair-last.ckpt", map_location="cpu", weights_only=False)
    # one optimiser step more than before, not four anew
    assert state["global_step"] == 4 and int(state["state_dict"]["average.n_averaged"]) == 4
