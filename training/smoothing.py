"""Activations and weights brought to like ranges, so that both can be rounded to eight bits (SmoothQuant, Xiao et al.
2023).

A few channels of a transformer's activations are far larger than the others, and in eight bits one scale for all leaves
the others next to nothing. Divided channel by channel, with the weights multiplied by the same, the sums are as before.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

# How much of a channel's range goes from the activations to the weights. With .65 to .9 the error of the small
# cross-encoder's scores is half of what it is with .5, which the method's authors chose for larger models.
SHARE = 0.75
# What a channel's range is taken to be at least: one that is never used has none.
LEAST = 1e-4
# Layers that read one and the same activations.
SIDE_BY_SIDE = re.compile(r"(query|key|value)$")


def smooth(net: Any, run: Callable[[], object]) -> None:
    """Change the linear layers of the net's encoder in place; ``run`` puts typical texts through the net."""
    import torch

    layers = {name: module for name, module in net.encoder.named_modules() if isinstance(module, torch.nn.Linear)}
    ranges = _ranges(layers, run)
    groups: dict[str, list[str]] = {}
    for name in ranges:
        groups.setdefault(SIDE_BY_SIDE.sub("", name), []).append(name)
    for names in groups.values():
        weights = torch.stack([layers[name].weight.detach().abs().amax(0) for name in names]).amax(0)
        scale = ranges[names[0]].clamp(min=LEAST) ** SHARE / weights.clamp(min=LEAST) ** (1 - SHARE)
        for name in names:
            net.encoder.set_submodule(name, _scaled(layers[name], scale / scale.mean()))


def _ranges(layers: dict[str, Any], run: Callable[[], object]) -> dict[str, "torch.Tensor"]:
    """For each layer that is used the largest value of each channel of what it reads."""
    import torch

    ranges: dict[str, torch.Tensor] = {}

    def watch(name: str) -> Callable[..., None]:
        def watched(_: Any, given: tuple["torch.Tensor"], __: Any) -> None:
            largest = given[0].detach().abs().flatten(0, -2).amax(0)
            ranges[name] = torch.maximum(ranges.get(name, largest), largest)

        return watched

    hooks = [layer.register_forward_hook(watch(name)) for name, layer in layers.items()]
    run()
    for hook in hooks:
        hook.remove()
    return ranges


def _scaled(layer: Any, scale: "torch.Tensor") -> Any:
    """The layer, which divides what it reads by the scale, and has it in its weights."""
    import torch

    class Scaled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inverse = torch.nn.Parameter(1 / scale, requires_grad=False)
            self.dense = layer
            self.dense.weight = torch.nn.Parameter(layer.weight.detach() * scale)

        def forward(self, states: torch.Tensor) -> torch.Tensor:
            found: torch.Tensor = self.dense(states * self.inverse)
            return found

    return Scaled()
