"""Published checkpoints become safetensors and a card; anything doubtful is refused in words and leaves no file."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from mtdn_core.errors import DeviceError, ModelError, OutputError  # noqa: E402
from mtdn_core.model.load import load_model  # noqa: E402
from mtdn_core.model.published import checkpoint as module  # noqa: E402
from mtdn_core.model.published.checkpoint import import_checkpoint  # noqa: E402
from tests.model.golden import layout  # noqa: E402


@pytest.fixture(scope="module")
def content() -> dict[str, Any]:
    """A published checkpoint with zeros for weights: names and shapes matter here."""

    def zeros(name: str, shape: tuple[int, ...]) -> Any:
        return torch.zeros(shape, dtype=torch.int64 if name.endswith("tracked") else torch.float32)

    def state(shapes: layout.Shapes) -> dict[str, Any]:
        return {name: zeros(name, shape) for name, shape in shapes.items()}

    return {"epoch": 100, "net1": state(layout.despeckling()), "cd_net": state(layout.change_detection())}


@pytest.fixture(scope="module")
def imported(content: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    torch.save(content, folder / "n2n-epoch100.pth")
    import_checkpoint(folder / "n2n-epoch100.pth", folder / "out.safetensors")
    return folder / "out.safetensors"


def save(content: Any, folder: Path) -> Path:
    torch.save(content, folder / "in.pth")
    return folder / "in.pth"


def refuse(content: Any, folder: Path) -> str:
    path = content if isinstance(content, Path) else save(content, folder)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(ModelError) as caught:
        import_checkpoint(path, folder / "out.safetensors")
    assert [p.name for p in folder.iterdir() if p != path] == []
    assert not before or path.read_bytes() == before
    return str(caught.value)


def test_the_published_layout_has_the_published_size(content: dict[str, Any]) -> None:
    assert len(content["net1"]) == 259 and len(content["cd_net"]) == 249
    size = {n: sum(v.numel() for k, v in content[n].items() if not k.endswith(("tracked", "_mean", "_var")))
            for n in ("net1", "cd_net")}
    assert size == {"net1": 2_168_989, "cd_net": 12_415_050}


def test_report_names_what_is_not_used(content: dict[str, Any], tmp_path: Path) -> None:
    extra = {**content, "net1": {**content["net1"], "surprise.weight": torch.zeros(1)}}
    report = import_checkpoint(save(extra, tmp_path), tmp_path / "out.safetensors")
    assert report.epoch == 100
    assert report.parameters == 2_168_989 - 110_787 + 12_415_050 - 8_906_728
    assert "net1.surprise.weight" in report.unused
    assert "net1.rcsa1.rcsa_cal.cal_conv1.0.weight" in report.unused
    assert "cd_net.resnet.layer4.1.bn2.running_var" in report.unused and "cd_net.resnet.fc.bias" in report.unused
    text = "\n".join(report.lines())
    assert all(name in text for name in report.unused)
    assert json.loads(json.dumps(asdict(report)))["unused"] == list(report.unused)


def test_card_and_weights_load(imported: Path) -> None:
    for path in (imported, imported.with_suffix(".json"), str(imported)):
        model = load_model(path)
        assert not model.training and model.card.architecture == "mtdn-published"
        assert model.card.representation == {
            "kind": "published", "clip": 13.4, "boxcar": 3, "stray_degree_factor": True
        }
        assert model.card.training["epoch"] == 100 and model.card.training["file"] == "n2n-epoch100.pth"
        assert not any(p.requires_grad for p in model.parameters())
    assert {p.suffix for p in imported.parent.iterdir()} == {".pth", ".safetensors", ".json"}


def test_prefix_and_training_state_make_no_difference(
    content: dict[str, Any], imported: Path, tmp_path: Path
) -> None:
    from safetensors.torch import load_file

    net = torch.nn.Linear(2, 1)
    adam, sgd = torch.optim.Adam(net.parameters()), torch.optim.SGD(net.parameters(), 0.01, momentum=0.9)
    for optimiser in (adam, sgd):
        net(torch.ones(1, 2)).sum().backward()
        optimiser.step()
    plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(adam, patience=25)
    plateau.step(np.float64(0.5))  # a loss averaged by NumPy ends in the state as a NumPy number
    steps = torch.optim.lr_scheduler.StepLR(sgd, 10)
    whole = {
        "epoch": 100,
        **{n: {f"module.{k}": v for k, v in content[n].items()} for n in ("net1", "cd_net")},
        "optimizer1": adam.state_dict(), "cd_optim": sgd.state_dict(),
        "sche": {**plateau.state_dict(), "best": np.float64(0.5)}, "cd_sche": steps.state_dict(),
    }
    report = import_checkpoint(save(whole, tmp_path), tmp_path / "out.safetensors")
    assert not any("module." in name for name in report.unused)
    got, wanted = load_file(tmp_path / "out.safetensors"), load_file(imported)
    assert got.keys() == wanted.keys() and all(torch.equal(got[k], wanted[k]) for k in got)


def test_missing_and_wrong_entries_are_named(content: dict[str, Any], tmp_path: Path) -> None:
    net = dict(content["net1"])
    del net["conv3.bias"]
    net["conv1.weight"] = torch.zeros(64, 64, 1, 1)
    net["conv2.weight"] = torch.full((64, 64, 3, 3), torch.nan)
    net["conv2.bias"] = "text"
    text = refuse({**content, "net1": net}, tmp_path)
    assert "1 missing: net1.conv3.bias" in text
    assert "net1.conv1.weight ([64, 64, 1, 1] instead of [64, 64, 3, 3])" in text
    assert "net1.conv2.weight" in text and "net1.conv2.bias (a str" in text


def test_other_layouts_are_refused(content: dict[str, Any], tmp_path: Path) -> None:
    assert "no state dict cd_net" in refuse({"net1": content["net1"]}, tmp_path)
    assert "no state dict net1 and cd_net; it holds state_dict" in refuse({"state_dict": {}}, tmp_path)
    assert "list" in refuse([1, 2], tmp_path)


class _Code:
    """Pickles to a call: what a hostile checkpoint holds."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.marker),)


@pytest.mark.parametrize("where", ["net1", "sche"])
def test_code_is_refused_and_not_run(content: dict[str, Any], tmp_path: Path, where: str) -> None:
    marker = tmp_path / "ran"
    text = refuse({**content, where: _Code(marker)}, tmp_path)
    assert not marker.exists()
    assert "could run code" in text and "mkdir" in text


def test_whole_objects_are_refused(tmp_path: Path) -> None:
    text = refuse({"net1": torch.nn.Linear(1, 1), "cd_net": {}}, tmp_path)
    assert "could run code" in text and "torch.nn.modules.linear.Linear" in text


def test_damaged_files_are_refused(content: dict[str, Any], tmp_path: Path) -> None:
    path = save(content, tmp_path)
    path.write_bytes(path.read_bytes()[:100_000])
    assert "damaged" in refuse(path, tmp_path)
    for noise in (b"", b"not a checkpoint", b"PK\x03\x04"):
        path.write_bytes(noise)
        assert "damaged, or not a file of PyTorch" in refuse(path, tmp_path)
    path.unlink()
    assert "no file" in refuse(path, tmp_path)


def test_old_pytorch_is_refused(imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version, safe in (("2.6.0+cpu", False), ("2.9.1", False), ("2.10.0a0+git1", True), ("3.0.1", True)):
        monkeypatch.setattr(module.torch, "__version__", version)
        if safe:
            import_checkpoint(imported.with_name("n2n-epoch100.pth"), tmp_path / "out.safetensors")
        else:
            with pytest.raises(ModelError, match=r"CVE-2025-32434.*CVE-2026-24747.*2\.10"):
                import_checkpoint(imported.with_name("n2n-epoch100.pth"), tmp_path / "out.safetensors")


def test_outputs_that_must_not_be_written(imported: Path, tmp_path: Path) -> None:
    pth = imported.with_name("n2n-epoch100.pth")
    for out in ("out.pth", "out", "none/out.safetensors"):
        with pytest.raises(OutputError):
            import_checkpoint(pth, tmp_path / out)
    (tmp_path / "out.json").mkdir()
    with pytest.raises(OutputError):
        import_checkpoint(pth, tmp_path / "out.safetensors")
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


def test_failure_while_writing_leaves_nothing(
    imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Any] = []
    replace = os.replace

    def full(*paths: Any) -> None:
        done.append(paths)
        if len(done) == 2:
            raise OSError(28, "No space left on device")
        replace(*paths)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError, match="No space"):
        import_checkpoint(imported.with_name("n2n-epoch100.pth"), tmp_path / "out.safetensors")
    assert list(tmp_path.iterdir()) == []


def copy_model(imported: Path, folder: Path) -> Path:
    for suffix in (".safetensors", ".json"):
        (folder / f"m{suffix}").write_bytes(imported.with_suffix(suffix).read_bytes())
    return folder / "m.safetensors"


def test_damaged_weights_do_not_load(imported: Path, tmp_path: Path) -> None:
    path = copy_model(imported, tmp_path)
    damaged = bytearray(path.read_bytes())
    damaged[-5] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(ModelError, match="SHA-256"):
        load_model(path)


def test_files_that_do_not_agree_do_not_load(imported: Path, tmp_path: Path) -> None:
    path = copy_model(imported, tmp_path)
    card = json.loads(path.with_suffix(".json").read_text("utf-8"))

    def rewrite(**entries: Any) -> None:
        path.with_suffix(".json").write_text(json.dumps({**card, **entries}), "utf-8")

    for entries, words in (
        ({"architecture": "mtdn-lite", "representation": {"kind": "local-log"}}, "do not fit the architecture"),
        ({"architecture": "resnet"}, "resnet"),
        ({"settings": {"width": 3}}, "settings"),
        ({"representation": {"kind": "decibel"}}, "decibel"),
        ({"representation": {"kind": "published", "boxcar": 4}}, "boxcar"),
    ):
        rewrite(**entries)
        with pytest.raises(ModelError, match=words):
            load_model(path)
    path.write_bytes(b"no weights")
    rewrite(sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    with pytest.raises(ModelError, match="not a readable safetensors"):
        load_model(path)
    path.unlink()
    with pytest.raises(ModelError, match="weights of model"):
        load_model(path.with_suffix(".json"))


def test_unknown_devices(imported: Path) -> None:
    with pytest.raises(DeviceError):
        load_model(imported, "abacus")
    with pytest.raises(DeviceError, match="cuda"):
        load_model(imported, "cuda:99")
