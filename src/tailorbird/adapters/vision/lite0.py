"""EfficientNet-Lite0 as an ONNX graph, from its PyTorch weights, to where its features are pooled.

The layers are those of the paper (arXiv 1905.11946) in the Lite variant: no squeeze-and-excitation, ReLU6
throughout. Batch norm is folded into the convolutions. The output is pooled by the generalised mean of
exponent 3, which finds like things better than the plain mean, and is not yet of length 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from tailorbird.adapters.vision.torch_weights import Floats

SIDE_PX: Final = 224
LENGTH: Final = 1280
INPUT: Final = "pixels"
_OUTPUT: Final = "features"
_OPSET: Final = 17
_IR_VERSION: Final = 9
_EPSILON: Final = 1e-3
_POOLED_BY: Final = 3.0
_STEM_STRIDE: Final = 2
# Stages: how many blocks, kernel, stride of the first.
_STAGES: Final = ((1, 3, 1), (2, 3, 2), (2, 5, 2), (3, 3, 2), (3, 5, 1), (4, 5, 2), (1, 3, 1))


def graph_of(weights: Mapping[str, Floats]) -> bytes:
    """The ONNX model: `pixels` (n × 3 × 224 × 224, (x - 127) / 128) to `features` (n × 1280).

    Raises KeyError where a weight is missing, and ONNX's own errors for weights of other shapes.
    """
    layers = _Layers(weights)
    at = layers.convolved(INPUT, "_conv_stem", "_bn0", _STEM_STRIDE)
    block = 0
    for count, _, stride in _STAGES:
        for nth in range(count):
            at = _block(layers, at, f"_blocks.{block}", stride if nth == 0 else 1)
            block += 1
    at = layers.convolved(at, "_conv_head", "_bn1", 1)
    layers.pooled(at)
    model = helper.make_model(
        helper.make_graph(
            layers.nodes,
            "efficientnet-lite0",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["n", 3, SIDE_PX, SIDE_PX])],
            [helper.make_tensor_value_info(_OUTPUT, TensorProto.FLOAT, ["n", LENGTH])],
            layers.kept,
        ),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=_IR_VERSION,
    )
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString(deterministic=True))


def _block(layers: _Layers, at: str, name: str, stride: int) -> str:
    """One inverted residual: widen, look around, narrow; and add what came in where the shapes allow."""
    came = at
    if f"{name}._expand_conv.weight" in layers.weights:
        at = layers.convolved(at, f"{name}._expand_conv", f"{name}._bn0", 1)
        width_in = layers.weights[f"{name}._expand_conv.weight"].shape[1]
    else:
        width_in = layers.weights[f"{name}._depthwise_conv.weight"].shape[0]
    at = layers.convolved(at, f"{name}._depthwise_conv", f"{name}._bn1", stride)
    at = layers.folded(at, f"{name}._project_conv", f"{name}._bn2", 1)
    if stride == 1 and layers.weights[f"{name}._project_conv.weight"].shape[0] == width_in:
        return layers.node("Add", [at, came])
    return at


@dataclass
class _Layers:
    """The graph as it grows; each layer is called by the name of what it gives."""

    weights: Mapping[str, Floats]
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    kept: list[onnx.TensorProto] = field(default_factory=list)

    def convolved(self, at: str, convolution: str, norm: str, stride: int) -> str:
        """A convolution with its batch norm, and ReLU6."""
        at = self.folded(at, convolution, norm, stride)
        low, high = self.constant("zero", np.float32(0)), self.constant("six", np.float32(6))
        return self.node("Clip", [at, low, high])

    def folded(self, at: str, convolution: str, norm: str, stride: int) -> str:
        """A convolution with its batch norm in it."""
        kernel = self.weights[f"{convolution}.weight"]
        scale = self.weights[f"{norm}.weight"] / np.sqrt(self.weights[f"{norm}.running_var"] + _EPSILON)
        bias = self.weights[f"{norm}.bias"] - self.weights[f"{norm}.running_mean"] * scale
        names = [
            self.constant(f"{convolution}.kernel", kernel * scale[:, None, None, None]),
            self.constant(f"{convolution}.bias", bias),
        ]
        return self.node(
            "Conv",
            [at, *names],
            kernel_shape=list(kernel.shape[2:]),
            strides=[stride, stride],
            group=kernel.shape[0] if kernel.shape[1] == 1 else 1,
            auto_pad="SAME_UPPER",
        )

    def pooled(self, at: str) -> None:
        """The generalised mean over the places."""
        least = self.constant("least", np.float32(1e-6))
        cubed = self.node("Pow", [self.node("Max", [at, least]), self.constant("by", np.float32(_POOLED_BY))])
        mean = self.node("ReduceMean", [cubed], axes=[2, 3], keepdims=0)
        root = self.constant("root", np.float32(1 / _POOLED_BY))
        self.nodes.append(helper.make_node("Pow", [mean, root], [_OUTPUT]))

    def node(self, operation: str, inputs: list[str], **attributes: Any) -> str:
        """A node; returns the name of its output."""
        name = f"{operation}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, inputs, [name], **attributes))
        return name

    def constant(self, name: str, value: Floats | np.float32) -> str:
        """Numbers that are always the same, once by their name."""
        if name not in {each.name for each in self.kept}:
            self.kept.append(numpy_helper.from_array(np.asarray(value, np.float32), name))
        return name
