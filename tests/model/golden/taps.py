"""Read intermediate tensors of the published network by the names of the golden files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from torch import Tensor, nn

Taps = dict[str, Tensor]

# name of the tap: module whose output it is
_TSCD_BY_DATE = {
    "stem_conv": "resnet.conv1", "stem_pool": "resnet.maxpool", "layer1": "resnet.layer1", "layer2": "resnet.layer2",
    "layer3": "resnet.layer3", "feat": "conv_pred", "token_logits": "conv_a",
    **{f"dec{n}.attn": f"transformer_decoder.layers.{n}.0" for n in range(8)},
    **{f"dec{n}.mlp": f"transformer_decoder.layers.{n}.1" for n in range(8)},
}
_TSCD = {"enc_attn": "transformer.layers.0.0", "enc_out": "transformer", "cls_hidden": "classifier.2",
         "logits": "classifier.3"}
_DSDN_BY_DATE = {"fea0": "Fea_extra.fea", "fea": "Fea_extra"}
_DSDN = {
    "fus.half_pre": "TFusion.sAtt_2", "fus.quarter_pre": "TFusion.sAtt_L3", "fus.att": "TFusion.sAtt_5",
    "fus.att_add": "TFusion.sAtt_add_2", "fused": "TFusion", "conv1": "conv1", "conv2": "conv2",
    "gate_logit": "conv_1x1", "gff1": "GFF_1x1", "gff3": "GFF_3x3", "croa": "croa1", "out": "conv3",
    **{f"GCA{n}": f"GCA{n}" for n in range(1, 9)}, **{f"RDB{n}": f"RDB{n}" for n in range(1, 4)},
    **{f"rcsa{n}": f"rcsa{n}" for n in range(1, 4)}, **{f"rcsa{n}.cal": f"rcsa{n}.rcsa_cal" for n in range(1, 4)},
    **{f"rcsa{n}.sal": f"rcsa{n}.rcsa_sal" for n in range(1, 4)},
}
_DSDN_INPUTS = {"fus.cat": "TFusion.fea_fusion", "gated": "RDB1", "croa.cat": "croa1.croa_conv1x1_2"}


@contextmanager
def recorded(dsdn: nn.Module, tscd: nn.Module) -> Iterator[Taps]:
    """Record every tap of one call of either network or of both."""
    taps: Taps = {}
    handles: list[Any] = []

    def keep(name: str, by_date: bool) -> Callable[..., None]:
        def hook(_module: nn.Module, _inputs: Any, output: Tensor) -> None:
            taps[f"{name}.{1 + (f'{name}.1' in taps)}" if by_date else name] = output.detach().clone()

        return hook

    def keep_input(name: str) -> Callable[..., None]:
        def hook(_module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            taps[name] = inputs[0].detach().clone()

        return hook

    def keep_features(_module: nn.Module, _inputs: Any, output: tuple[Tensor, Tensor]) -> None:
        taps["cd.x_mid"] = output[1].detach().clone()

    def tokens(features: Tensor) -> Tensor:
        found: Tensor = type(tscd).tokens(tscd, features)  # type: ignore[operator]
        taps[f"cd.tokens.{1 + ('cd.tokens.1' in taps)}"] = found.detach().clone()
        return found

    for network, prefix, table, by_date in ((tscd, "cd", _TSCD_BY_DATE, True), (tscd, "cd", _TSCD, False),
                                            (dsdn, "dn", _DSDN_BY_DATE, True), (dsdn, "dn", _DSDN, False)):
        for name, module in table.items():
            hook = keep(f"{prefix}.{name}", by_date)
            handles.append(network.get_submodule(module).register_forward_hook(hook))
    for name, module in _DSDN_INPUTS.items():
        handles.append(dsdn.get_submodule(module).register_forward_pre_hook(keep_input(f"dn.{name}")))
    handles.append(tscd.get_submodule("transformer").register_forward_pre_hook(keep_input("cd.enc_in")))
    handles.append(tscd.register_forward_hook(keep_features))
    tscd.tokens = tokens  # type: ignore[assignment]
    try:
        yield taps
    finally:
        del tscd.tokens
        for handle in handles:
            handle.remove()
