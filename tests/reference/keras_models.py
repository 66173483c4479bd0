"""Files of Keras, and what their models answer: tests/NetGen.Models.Tests/Data/keras.

    python3 tests/reference/keras_models.py

Keras itself is not needed: the layouts are written with h5py as its documentation and its files have them, and the answers are computed
here, in double precision, by the formulas of its documentation. Each model is written as .h5 (Keras 2, whole), .weights.h5 (Keras 2, weights
alone) and .keras (Keras 3). Classes are of NetGen and take the weights; the models are read as a whole, too.
"""
import io
import json
import os
import re
import zipfile

import h5py
import numpy as np
import torch
import torch.nn.functional as F

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "NetGen.Models.Tests", "Data", "keras")
RANDOM = np.random.default_rng(7)
CASES = []
COUNTS = {}


class Layer:
    def __init__(self, kind, config, weights, call):
        """weights: (path below the layer in Keras 3, path below the layer in Keras 2, numbers)."""
        snake = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", re.sub(r"\W+", "", kind))
        self.snake = re.sub(r"([a-z])([A-Z])", r"\1_\2", snake).lower()
        number = COUNTS[self.snake] = COUNTS.get(self.snake, -1) + 1
        self.name = self.snake + (f"_{number}" if number else "")
        self.kind, self.config, self.call, self.inputs = kind, {"name": self.name, "trainable": True, "dtype": "float32", **config}, call, None
        self.weights = weights

    def on(self, *inputs):
        self.inputs = list(inputs)
        return self


def draw(*shape):
    return (RANDOM.standard_normal(shape) / max(1, np.prod(shape[:-1])) ** 0.5).astype(np.float32)


def numbered(group, *named):
    return [(f"{group}/{i}", name, numbers) for i, (name, numbers) in enumerate(named)]


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


ACTIVATIONS = {
    "linear": lambda x: x, "relu": lambda x: np.maximum(x, 0), "tanh": np.tanh, "sigmoid": sigmoid, "softmax": softmax,
    "elu": lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))), "swish": lambda x: x * sigmoid(x), "softplus": lambda x: np.log1p(np.exp(x)),
    "softsign": lambda x: x / (1 + np.abs(x)),
    "gelu": lambda x: F.gelu(torch.tensor(x)).numpy(), "selu": lambda x: F.selu(torch.tensor(x)).numpy(),
}


def dense(inputs, units, activation="linear", use_bias=True):
    kernel, bias = draw(inputs, units), draw(units) * use_bias
    weights = [("kernel", kernel)] + ([("bias", bias)] if use_bias else [])
    return Layer("Dense", {"units": units, "activation": activation, "use_bias": use_bias}, numbered("vars", *weights), lambda x: ACTIVATIONS[activation](x @ kernel + bias))


def same(extent, kernel, stride, dilation=1):
    total = max((-(-extent // stride) - 1) * stride + (kernel - 1) * dilation + 1 - extent, 0)
    return total // 2, total - total // 2


def pad(x, axes, kernel, stride, padding, dilation=1, value=0.0):
    """A batch, channels last."""
    if padding == "valid":
        return x
    sides = [(0, 0)] + [(((kernel[a] - 1) * dilation, 0) if padding == "causal" else same(x.shape[a + 1], kernel[a], stride[a], dilation)) for a in range(axes)] + [(0, 0)]
    return np.pad(x, sides, constant_values=value)


def first(x):
    return torch.tensor(np.moveaxis(x, -1, 1).copy())


def last(x):
    return np.moveaxis(x.numpy(), 1, -1)


def conv(axes, inputs, filters, kernel, stride=(1, 1), padding="valid", activation="linear", dilation=1, groups=1, use_bias=True):
    kernel, stride = kernel[:axes], stride[:axes]
    weight, bias = draw(*kernel, inputs // groups, filters), draw(filters)

    def call(x):
        w = torch.tensor(np.transpose(weight, (axes + 1, axes) + tuple(range(axes))).astype(np.float64))
        y = [F.conv1d, F.conv2d][axes - 1](first(pad(x, axes, kernel, stride, padding, dilation)), w, torch.tensor(bias * use_bias, dtype=torch.float64), stride, 0, dilation, groups)
        return ACTIVATIONS[activation](last(y))

    weights = [("kernel", weight)] + ([("bias", bias)] if use_bias else [])
    return Layer(f"Conv{axes}D", {"filters": filters, "kernel_size": list(kernel), "strides": list(stride), "padding": padding, "data_format": "channels_last",
                                  "dilation_rate": [dilation] * axes, "groups": groups, "activation": activation, "use_bias": use_bias}, numbered("vars", *weights), call)


def depthwise_call(weight, stride, padding):
    height, width, inputs, multiplier = weight.shape

    def call(x):
        w = torch.tensor(np.transpose(weight, (2, 3, 0, 1)).reshape(inputs * multiplier, 1, height, width).astype(np.float64))
        return last(F.conv2d(first(pad(x, 2, (height, width), stride, padding)), w, None, stride, 0, 1, inputs))

    return call


def depthwise(inputs, kernel, multiplier=1, stride=(1, 1), padding="valid"):
    weight, bias = draw(*kernel, inputs, multiplier), draw(inputs * multiplier)
    call = depthwise_call(weight, stride, padding)
    return Layer("DepthwiseConv2D", {"kernel_size": list(kernel), "strides": list(stride), "padding": padding, "depth_multiplier": multiplier, "activation": "relu", "use_bias": True,
                                     "dilation_rate": [1, 1], "data_format": "channels_last"},
                 numbered("vars", ("depthwise_kernel", weight), ("bias", bias)), lambda x: np.maximum(call(x) + bias, 0))


def separable(inputs, filters, kernel, multiplier=1, stride=(1, 1), padding="same"):
    weight, point, bias = draw(*kernel, inputs, multiplier), draw(1, 1, inputs * multiplier, filters), draw(filters)
    call = depthwise_call(weight, stride, padding)
    return Layer("SeparableConv2D", {"filters": filters, "kernel_size": list(kernel), "strides": list(stride), "padding": padding, "depth_multiplier": multiplier, "activation": "tanh",
                                     "use_bias": True, "dilation_rate": [1, 1], "data_format": "channels_last"},
                 numbered("vars", ("depthwise_kernel", weight), ("pointwise_kernel", point), ("bias", bias)), lambda x: np.tanh(call(x) @ point[0, 0] + bias))


def transposed(inputs, filters, kernel, stride, padding):
    weight, bias = draw(*kernel, filters, inputs), draw(filters)

    def call(x):
        whole = last(F.conv_transpose2d(first(x), torch.tensor(np.transpose(weight, (3, 2, 0, 1)).astype(np.float64)), None, stride))
        for axis in (1, 2):
            over = kernel[axis - 1] - stride[axis - 1]
            size = x.shape[axis] * stride[axis - 1] + (max(over, 0) if padding == "valid" else 0)
            start = max(over, 0) // 2 if padding == "same" else 0
            whole = np.concatenate([whole, np.zeros_like(np.take(whole, range(0, max(0, start + size - whole.shape[axis])), axis))], axis) if start + size > whole.shape[axis] else whole
            whole = np.take(whole, range(start, start + size), axis)
        return whole + bias

    return Layer("Conv2DTranspose", {"filters": filters, "kernel_size": list(kernel), "strides": list(stride), "padding": padding, "output_padding": None, "dilation_rate": [1, 1],
                                     "data_format": "channels_last", "activation": "linear", "use_bias": True}, numbered("vars", ("kernel", weight), ("bias", bias)), call)


def pool(axes, kind, size, stride=None, padding="valid"):
    stride = stride or size

    def call(x):
        ones = pad(np.ones_like(x), axes, size, stride, padding)
        x = pad(x, axes, size, stride, padding, value=-np.inf if kind == "Max" else 0.0)
        result = []
        for index in np.ndindex(*[(x.shape[a + 1] - size[a]) // stride[a] + 1 for a in range(axes)]):
            cut = (slice(None),) + tuple(slice(i * stride[a], i * stride[a] + size[a]) for a, i in enumerate(index))
            over = tuple(range(1, axes + 1))
            result.append(x[cut].max(over) if kind == "Max" else x[cut].sum(over) / ones[cut].sum(over))
        return np.stack(result, 1).reshape(x.shape[0], *[(x.shape[a + 1] - size[a]) // stride[a] + 1 for a in range(axes)], -1)

    return Layer(f"{kind}Pooling{axes}D", {"pool_size": list(size), "strides": list(stride), "padding": padding, "data_format": "channels_last"}, [], call)


def norm(channels, scale=True, center=True, epsilon=1e-3, momentum=0.99, axis=None):
    gamma, beta, mean, variance = draw(channels) + 1, draw(channels), draw(channels), np.abs(draw(channels)) + np.float32(0.5)
    named = ([("gamma", gamma)] if scale else []) + ([("beta", beta)] if center else []) + [("moving_mean", mean), ("moving_variance", variance)]
    return Layer("BatchNormalization", {"axis": axis or -1, "momentum": momentum, "epsilon": epsilon, "center": center, "scale": scale}, numbered("vars", *named),
                 lambda x: (x - mean) / np.sqrt(variance.astype(np.float64) + epsilon) * (gamma if scale else 1) + (beta if center else 0))


def layer_norm(channels):
    gamma, beta = draw(channels) + 1, draw(channels)
    return Layer("LayerNormalization", {"axis": [-1], "epsilon": 1e-3, "center": True, "scale": True}, numbered("vars", ("gamma", gamma), ("beta", beta)),
                 lambda x: (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-3) * gamma + beta)


def plain(kind, call, **config):
    return Layer(kind, config, [], call)


def run_lstm(activation, gate):
    act, open_gate = ACTIVATIONS[activation], ACTIVATIONS[gate]

    def run(x, kernel, recurrent, bias):
        h = c = np.zeros((x.shape[0], recurrent.shape[0]))
        out = []
        for t in range(x.shape[1]):
            i, f, g, o = np.split(x[:, t] @ kernel + h @ recurrent + bias, 4, -1)
            c = open_gate(f) * c + open_gate(i) * act(g)
            h = open_gate(o) * act(c)
            out.append(h)
        return np.stack(out, 1)
    return run


def run_gru(activation, gate, reset_after):
    act, open_gate = ACTIVATIONS[activation], ACTIVATIONS[gate]

    def run(x, kernel, recurrent, bias):
        h, out, units = np.zeros((x.shape[0], recurrent.shape[0])), [], recurrent.shape[0]
        of_input, of_state = bias if reset_after else (bias, np.zeros_like(bias))
        for t in range(x.shape[1]):
            a, b = x[:, t] @ kernel + of_input, h @ recurrent + of_state
            z, r = open_gate(a[:, :units] + b[:, :units]), open_gate(a[:, units:2 * units] + b[:, units:2 * units])
            product = r * b[:, 2 * units:] if reset_after else (r * h) @ recurrent[:, 2 * units:]
            h = z * h + (1 - z) * act(a[:, 2 * units:] + product)
            out.append(h)
        return np.stack(out, 1)
    return run


def run_rnn(activation):
    def run(x, kernel, recurrent, bias):
        h, out = np.zeros((x.shape[0], recurrent.shape[0])), []
        for t in range(x.shape[1]):
            h = ACTIVATIONS[activation](x[:, t] @ kernel + h @ recurrent + bias)
            out.append(h)
        return np.stack(out, 1)
    return run


def cell_weights(gates, inputs, units, has_two_biases, use_bias=True):
    kernel, recurrent = draw(inputs, gates * units), draw(units, gates * units)
    bias = draw(2, gates * units) if has_two_biases else draw(gates * units)
    return kernel, recurrent, bias * np.float32(use_bias)


def recurrent(kind, inputs, units, sequences=False, use_bias=True, activation="tanh", gate="sigmoid", reset_after=True):
    gates, run = {"LSTM": (4, run_lstm(activation, gate)), "GRU": (3, run_gru(activation, gate, reset_after)), "SimpleRNN": (1, run_rnn(activation))}[kind]
    weights = cell_weights(gates, inputs, units, kind == "GRU" and reset_after, use_bias)
    config = {"units": units, "return_sequences": sequences, "return_state": False, "go_backwards": False, "stateful": False, "unroll": False, "activation": activation, "use_bias": use_bias,
              **({} if kind == "SimpleRNN" else {"recurrent_activation": gate}), **({"reset_after": reset_after} if kind == "GRU" else {})}
    cell = {"LSTM": "lstm_cell", "GRU": "gru_cell", "SimpleRNN": "simple_rnn_cell"}[kind]
    named = [("kernel", weights[0]), ("recurrent_kernel", weights[1])] + ([("bias", weights[2])] if use_bias else [])
    layer = Layer(kind, config, [(f"cell/vars/{i}", f"{cell}/{name}", numbers) for i, (name, numbers) in enumerate(named)],
                  lambda x: run(x, *weights) if sequences else run(x, *weights)[:, -1])
    layer.run, layer.parts = run, named
    return layer


def both(kind, inputs, units, sequences=False, **form):
    ahead, behind = recurrent(kind, inputs, units, sequences, **form), recurrent(kind, inputs, units, sequences, **form)
    weights = [(f"{direction}_layer/cell/vars/{i}", f"{direction}_{kind.lower()}/{kind.lower()}_cell/{name}", numbers)
               for direction, layer in (("forward", ahead), ("backward", behind)) for i, (name, numbers) in enumerate(layer.parts)]

    def call(x):
        forward, backward = ahead.run(x, *[numbers for _, numbers in ahead.parts]), behind.run(x[:, ::-1], *[numbers for _, numbers in behind.parts])
        return np.concatenate([forward, backward[:, ::-1]], -1) if sequences else np.concatenate([forward[:, -1], backward[:, -1]], -1)

    return Layer("Bidirectional", {"merge_mode": "concat", "layer": {"class_name": kind, "config": ahead.config}}, weights, call)


def embedding(vocabulary, size):
    table = draw(vocabulary, size)
    return Layer("Embedding", {"input_dim": vocabulary, "output_dim": size, "mask_zero": False}, numbered("vars", ("embeddings", table)), lambda x: table[x.astype(int)].astype(np.float64))


def every_step(layer):
    return Layer("TimeDistributed", {"layer": {"class_name": layer.kind, "config": layer.config}}, [("layer/" + new, old, numbers) for new, old, numbers in layer.weights], layer.call)


def p_relu(shape):
    alpha = draw(*shape)
    return Layer("PReLU", {"shared_axes": [1, 2]}, numbered("vars", ("alpha", alpha)), lambda x: np.where(x > 0, x, alpha * x))


def attention(features, heads):
    size = features // heads
    kernels = {name: draw(features, heads, size) for name in ("query", "key", "value")}
    biases = {name: draw(heads, size) for name in kernels}
    out, bias = draw(heads, size, features), draw(features)

    def call(x):
        q, k, v = (np.einsum("bti,ihd->bthd", x, kernels[name]) + biases[name] for name in ("query", "key", "value"))
        scores = softmax(np.einsum("bthd,bshd->bhts", q, k) / size ** 0.5)
        return np.einsum("bthd,hdo->bto", np.einsum("bhts,bshd->bthd", scores, v), out) + bias

    weights = []
    for name in ("query", "key", "value"):
        weights += [(f"{name}_dense/vars/0", f"{name}/kernel", kernels[name]), (f"{name}_dense/vars/1", f"{name}/bias", biases[name])]
    weights += [("output_dense/vars/0", "attention_output/kernel", out), ("output_dense/vars/1", "attention_output/bias", bias)]
    return Layer("MultiHeadAttention", {"num_heads": heads, "key_dim": size, "use_bias": True}, weights, call)


def model(layers, shape=None, outputs=None):
    """A model as a layer of another: a Sequential of layers, or with outputs a functional one of layers that say what they read."""
    def call(x):
        values = {"input_1": x}
        for layer in layers:
            x = layer.call(*[values[each] for each in layer.inputs]) if layer.inputs else layer.call(x)
            values[layer.name] = x
        return x if outputs is None else values[outputs[0]]

    result = Layer("Sequential" if outputs is None else "Functional", {}, [], call)
    result.layers, result.shape, result.outputs = layers, shape, outputs
    return result


def config_of_layer(layer, style):
    if not hasattr(layer, "layers"):
        return layer.config
    if layer.shape is None:
        return {"name": layer.name, "layers": [entry(inner, style, False) for inner in layer.layers]}
    return config_of(layer.name, layer.layers, layer.shape, style, layer.outputs)["config"]


def reference(source, models, style):
    """A functional model counts the call that made it, and in Keras 2 a Sequential is one."""
    kind = models.get(source)
    return [source, 1 if kind == "Functional" or (kind == "Sequential" and style == 2) else 0, 0]


def entry(layer, style, functional, models={}):
    result = {"class_name": layer.kind, "config": config_of_layer(layer, style)}
    if functional:
        result["name"] = layer.name
        sources = [reference(source, models, style) for source in layer.inputs or []]
        tensors = [{"class_name": "__keras_tensor__", "config": {"shape": [None, 1], "dtype": "float32", "keras_history": source}} for source in sources]
        if not layer.inputs:
            result["inbound_nodes"] = []
        elif style == 3:
            result["inbound_nodes"] = [{"args": tensors if len(tensors) == 1 else [tensors], "kwargs": {}}]
        else:
            result["inbound_nodes"] = [[[*source, {}] for source in sources]]
    return result


def config_of(name, layers, shape, style, outputs):
    key = "batch_shape" if style == 3 else "batch_input_shape"
    source = {"class_name": "InputLayer", "config": {key: [None, *shape], "dtype": "float32", "name": "input_1"}}
    if outputs is None:
        return {"class_name": "Sequential", "config": {"name": name, "layers": [source] + [entry(layer, style, False) for layer in layers]}}
    source.update(name="input_1", inbound_nodes=[])
    # Out of order on purpose: what a layer reads may stand behind it. Groups of weights are numbered in this order.
    inputs = ["input_1", 0, 0] if style == 3 else [["input_1", 0, 0]]
    models = {layer.name: layer.kind for layer in layers if hasattr(layer, "layers")}
    return {"class_name": "Functional", "config": {"name": name, "trainable": True, "layers": [entry(layer, style, True, models) for layer in reversed(layers)] + [source],
                                                   "input_layers": inputs, "output_layers": [reference(output, models, style) for output in outputs]}}


def leaves(layer):
    return [leaf for inner in layer.layers for leaf in leaves(inner)] if hasattr(layer, "layers") else [layer]


def write_named(root, layers):
    root.attrs["layer_names"] = [layer.name.encode() for layer in layers]
    root.attrs["backend"], root.attrs["keras_version"] = b"tensorflow", b"2.12.0"
    for layer in layers:
        group = root.create_group(layer.name)
        weights = [(f"{leaf.name}/{old}:0", numbers) for leaf in leaves(layer) for _, old, numbers in leaf.weights]
        group.attrs["weight_names"] = [name.encode() for name, _ in weights] if weights else np.array([], dtype="S1")
        for name, numbers in weights:
            group.create_dataset(name, data=numbers)


def write_numbered(file, layers, container="layers"):
    counts = {"input_layer": 0}
    for layer in layers:
        counts[layer.snake] = counts.get(layer.snake, -1) + 1
        group = file.create_group(f"{container}/{layer.snake}" + (f"_{counts[layer.snake]}" if counts[layer.snake] else ""))
        group.create_group("vars")
        if hasattr(layer, "layers"):
            write_numbered(group, layer.layers if layer.outputs is None else layer.layers[::-1], container)
        for new, _, numbers in layer.weights:
            group.create_dataset(new, data=numbers)


def write_archive(name, version, config, layers, container):
    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        write_numbered(file, layers, container)
    with zipfile.ZipFile(os.path.join(FOLDER, name), "w") as file:
        # A fixed date, so that the same models are the same files.
        file.writestr(zipfile.ZipInfo("metadata.json"), json.dumps({"keras_version": version}))
        file.writestr(zipfile.ZipInfo("config.json"), json.dumps(config))
        file.writestr(zipfile.ZipInfo("model.weights.h5"), content.getvalue())


def case(name, shape, layers, source=None, outputs=None, samples=2, inputs=None):
    """A model of layers; outputs are those of a functional one, whose layers say what they read."""
    x = RANDOM.standard_normal((samples, *shape)).astype(np.float32) if inputs is None else inputs
    values, value = {"input_1": x.astype(np.float64)}, x.astype(np.float64)
    for layer in layers:
        value = layer.call(*[values[each] for each in layer.inputs]) if layer.inputs else layer.call(value)
        values[layer.name] = value
    answers = [value] if outputs is None else [values[output] for output in outputs]
    with h5py.File(os.path.join(FOLDER, name + ".h5"), "w") as file:
        file.attrs["keras_version"], file.attrs["backend"] = b"2.12.0", b"tensorflow"
        file.attrs["model_config"] = json.dumps(config_of(name.lower(), layers, shape, 2, outputs)).encode()
        write_named(file.create_group("model_weights"), layers)
    if source:
        with h5py.File(os.path.join(FOLDER, name + ".weights.h5"), "w") as file:
            write_named(file, layers)
    write_archive(name + ".keras", "3.4.1", config_of(name.lower(), layers, shape, 3, outputs), layers if outputs is None else layers[::-1], "layers")
    if name == "Both":
        write_archive(name + "213.keras", "2.13.1", config_of(name.lower(), layers, shape, 2, outputs), layers, "_layer_checkpoint_dependencies")
    CASES.append({
        "name": name,
        "source": source and "".join(f"[{line}]\n" for line in ["Network"] + source) + f"public sealed partial class {name};\n",
        "input": [float(f"{number:.9g}") for number in x.reshape(-1)],
        "output": [float(f"{number:.9g}") for number in np.concatenate([answer.reshape(samples, -1) for answer in answers], 1).reshape(-1)],
    })
    COUNTS.clear()


def models():
    case("Perceptron", (6,), [dense(6, 8, "relu"), dense(8, 8, "tanh", use_bias=False), dense(8, 8, "selu"), dense(8, 3, "softmax")],
         ["Input(6)", "Dense(8), Relu", "Dense(8, Bias = false), Tanh", "Dense(8), Selu", "Dense(3), Softmax"])
    case("Equal", (5,), [dense(5, 5, "elu"), dense(5, 5, "swish"), dense(5, 5, "gelu")], ["Input(5)", "Dense(5), Elu", "Dense(5), Silu", "Dense(5), Gelu"])
    case("Images", (7, 9, 2), [conv(2, 2, 4, (3, 3), padding="same", activation="relu"), pool(2, "Max", (2, 2)), conv(2, 4, 5, (2, 3), (2, 1), "same"), norm(5, axis=3),
                               plain("Activation", ACTIVATIONS["relu"], activation="relu"), plain("Dropout", lambda x: x, rate=0.25), plain("Flatten", lambda x: x.reshape(len(x), -1)), dense(40, 3)],
         ["Input(7, 9, 2)", "Conv2D(4, 3, Padding = 1), Relu", "MaxPool2D(2)", "Conv2D(5, 2, 3, Stride = 2, StrideWidth = 1, PaddingSides = new[] { 0, 1, 1, 1 }), BatchNorm(Epsilon = 1e-3), Relu",
          "Dropout(0.25)", "Flatten", "Dense(3)"])
    case("Strided", (8, 8, 3), [conv(2, 3, 4, (3, 3), (2, 2), "same", "relu", use_bias=False), norm(4, scale=False, momentum=0.9, epsilon=1e-5), conv(2, 4, 4, (5, 5), (3, 3), "same"),
                                plain("GlobalAveragePooling2D", lambda x: x.mean((1, 2)), keepdims=False), dense(4, 2)])
    case("Grouped", (6, 6, 4), [conv(2, 4, 6, (3, 3), groups=2), conv(2, 6, 2, (2, 2), dilation=2), plain("GlobalMaxPooling2D", lambda x: x.max((1, 2)))],
         ["Input(6, 6, 4)", "Conv2D(6, 3, Groups = 2)", "Conv2D(2, 2, Dilation = 2)", "GlobalMaxPool"])
    case("Mobile", (8, 7, 3), [depthwise(3, (3, 3), 2, (2, 2), "same"), norm(6), plain("ReLU", lambda x: np.clip(x, 0, 6), max_value=6.0, negative_slope=0.0, threshold=0.0),
                               separable(6, 5, (3, 2)), pool(2, "Average", (3, 3), (2, 2), "same"), p_relu((1, 1, 5))],
         ["Input(8, 7, 3)", "DepthwiseConv2D(3, Multiplier = 2, Stride = 2, PaddingSides = new[] { 0, 1, 1, 1 }), Relu", "BatchNorm(Epsilon = 1e-3), Relu6",
          "DepthwiseConv2D(3, 2, PaddingSides = new[] { 1, 1, 0, 1 }, Bias = false)", "Conv2D(5, 1), Tanh", "AvgPool2D(3, Stride = 2, PaddingSides = new[] { 0, 1, 0, 1 })", "PRelu(PerChannel = true)"])
    case("Decoder", (5,), [dense(5, 24, "relu"), plain("Reshape", lambda x: x.reshape(-1, 2, 3, 4), target_shape=[2, -1, 4]), transposed(4, 3, (3, 3), (2, 2), "same"),
                           plain("LeakyReLU", lambda x: np.where(x > 0, x, 0.3 * x), alpha=0.3), transposed(3, 2, (2, 3), (3, 1), "same"), transposed(2, 1, (2, 2), (2, 2), "valid")],
         ["Input(5)", "Dense(24), Relu", "Reshape(2, 3, 4)", "ConvTranspose2D(3, 3, Stride = 2, PaddingSides = new[] { 0, 1, 0, 1 }), LeakyRelu(0.3)",
          "ConvTranspose2D(2, 2, 3, Stride = 3, StrideWidth = 1, PaddingSides = new[] { 0, 0, 1, 1 }, OutputPadding = 1, OutputPaddingWidth = 0)", "ConvTranspose2D(1, 2, Stride = 2)"])
    case("Bordered", (5, 6, 2), [plain("Rescaling", lambda x: x * 0.5 - 0.25, scale=0.5, offset=-0.25), plain("ZeroPadding2D", lambda x: np.pad(x, ((0, 0), (1, 0), (2, 1), (0, 0))), padding=[[1, 0], [2, 1]]),
                                 conv(2, 2, 3, (3, 3)), plain("Cropping2D", lambda x: x[:, 1:-1, 1:], cropping=[[1, 1], [1, 0]]), plain("UpSampling2D", lambda x: x.repeat(2, 1).repeat(2, 2), size=[2, 2], interpolation="nearest"),
                                 plain("ReLU", lambda x: np.where(x >= 0.1, np.minimum(x, 0.8), 0.2 * (x - 0.1)), max_value=0.8, negative_slope=0.2, threshold=0.1), plain("Softmax", softmax, axis=-1)])
    case("Signals", (10, 3), [conv(1, 3, 4, (3,), padding="causal", dilation=2, activation="relu"), conv(1, 4, 4, (4,), (2,), "same"), pool(1, "Max", (2,), (1,), "same"), conv(1, 4, 3, (3,), (2,), "causal"),
                              plain("ZeroPadding1D", lambda x: np.pad(x, ((0, 0), (1, 2), (0, 0))), padding=[1, 2]), plain("Cropping1D", lambda x: x[:, 1:-1], cropping=[1, 1]), plain("GlobalAveragePooling1D", lambda x: x.mean(1))])
    case("Lstm", (6, 3), [recurrent("LSTM", 3, 4, True), recurrent("LSTM", 4, 5), dense(5, 2)], ["Input(6, 3)", "Lstm(4, ReturnSequence = true)", "Lstm(5)", "Dense(2)"])
    case("Gru", (6, 2), [recurrent("GRU", 2, 4, True), every_step(dense(4, 3, "relu")), recurrent("GRU", 3, 3, use_bias=False)], ["Input(6, 2)", "Gru(4, ReturnSequence = true)", "Dense(3), Relu", "Gru(3, Bias = false)"])
    case("Both", (5, 2), [both("LSTM", 2, 3, True), both("GRU", 6, 4), dense(8, 2)],
         ["Input(5, 2)", "Lstm(3, Bidirectional = true, ReturnSequence = true)", "Gru(4, Bidirectional = true)", "Dense(2)"])
    case("Rnn", (5, 3), [recurrent("SimpleRNN", 3, 4, True), recurrent("SimpleRNN", 4, 4, activation="relu"), dense(4, 2)], ["Input(5, 3)", "SimpleRnn(4, ReturnSequence = true)", "SimpleRnn(4, Nonlinearity = Nonlinearity.Relu)", "Dense(2)"])
    case("Words", (6,), [embedding(9, 4), conv(1, 4, 5, (3,), activation="relu"), layer_norm(5), plain("Flatten", lambda x: x.reshape(len(x), -1)), dense(20, 2, "sigmoid")],
         ["Input(6)", "Embedding(9, 4)", "Conv1D(5, 3), Relu", "LayerNorm(Epsilon = 1e-3)", "Flatten", "Dense(2), Sigmoid"], inputs=RANDOM.integers(0, 9, (2, 6)).astype(np.float32))
    graph()


def nested():
    """Models as layers of models: of a Sequential, of a functional one, and one inside of one inside of one."""
    branch = [conv(2, 2, 3, (3, 3), padding="same", activation="relu").on("input_1"), conv(2, 2, 3, (1, 1)).on("input_1")]
    branch.append(plain("Add", lambda x, y: x + y).on(branch[0].name, branch[1].name))
    inside = model([model([conv(2, 3, 4, (2, 2)), norm(4)], (4, 5, 3)), plain("Activation", ACTIVATIONS["tanh"], activation="tanh")], (4, 5, 3))
    case("Nested", (4, 5, 2), [model(branch, (4, 5, 2), [branch[2].name]), inside, plain("Flatten", lambda x: x.reshape(len(x), -1)), model([dense(48, 6, "relu"), dense(6, 3)])])
    left, right = model([dense(6, 5, "tanh"), dense(5, 4)], (6,)), model([dense(6, 4)], (6,))
    left.on("input_1"), right.on("input_1")
    join = plain("Multiply", lambda x, y: x * y).on(left.name, right.name)
    inner = [dense(4, 4, "sigmoid").on("input_1")]
    inner.append(plain("Average", lambda x, y: (x + y) / 2).on(inner[0].name, "input_1"))
    case("NestedGraph", (6,), [left, right, join, model(inner, (4,), [inner[1].name]).on(join.name)], outputs=["functional"])


def graph():
    a, b = conv(2, 2, 4, (3, 3), padding="same").on("input_1"), conv(2, 2, 4, (1, 1)).on("input_1")
    c, d = plain("Add", lambda x, y: x + y).on(a.name, b.name), plain("Concatenate", lambda x, y: np.concatenate([x, y], -1), axis=-1).on(b.name, "input_1")
    e = conv(2, 6, 4, (3, 3), padding="same", activation="tanh").on(d.name)
    f, g = plain("Multiply", lambda x, y: x * y).on(c.name, e.name), plain("Subtract", lambda x, y: x - y).on(e.name, a.name)
    h, i = plain("Maximum", np.maximum).on(f.name, g.name), plain("Average", lambda x, y, z: (x + y + z) / 3).on(f.name, g.name, e.name)
    j, k = plain("GlobalMaxPooling2D", lambda x: x.max((1, 2))).on(h.name), plain("Flatten", lambda x: x.reshape(len(x), -1)).on(i.name)
    case("Graph", (4, 5, 2), [a, b, c, d, e, f, g, h, i, j, k, dense(4, 3).on(j.name), dense(80, 2).on(k.name)], outputs=["dense", "dense_1"])


def attending():
    """The attention is read for classes that exist; a call with its own input thrice is in no Sequential, so it is written as one."""
    case("Attending", (4, 6), [attention(6, 2), layer_norm(6), dense(6, 3)], ["Input(4, 6)", "SelfAttention(2)", "LayerNorm(Epsilon = 1e-3)", "Dense(3)"])


def types():
    """Weights of other types than float32: half, double, and bfloat16, which h5py has as integers with a remark."""
    layers = [dense(6, 5), dense(5, 4), dense(4, 3)]
    with h5py.File(os.path.join(FOLDER, "Types.weights.h5"), "w") as file:
        write_named(file, layers)
        for layer, kind in zip(layers, ("<f2", "<f8", "bfloat16")):
            for name, (_, _, numbers) in zip(file[layer.name].attrs["weight_names"], layer.weights):
                del file[layer.name][name]
                whole = np.round(numbers * 64) / 64
                bits = (whole.astype(np.float32).view(np.uint32) >> 16).astype(np.uint16)
                file[layer.name].create_dataset(name, data=bits if kind == "bfloat16" else whole.astype(kind))
                if kind == "bfloat16":
                    file[layer.name][name].attrs["dtype"] = "bfloat16"
    COUNTS.clear()


def forms():
    """Recurrent layers with other functions than the usual ones, and with the reset gate before the recurrent product."""
    case("Reset", (5, 3), [recurrent("GRU", 3, 4, True, reset_after=False), both("GRU", 4, 3, True, reset_after=False), recurrent("GRU", 6, 2, use_bias=False, reset_after=False)],
         ["Input(5, 3)", "Gru(4, ResetBefore = true, ReturnSequence = true)", "Gru(3, ResetBefore = true, Bidirectional = true, ReturnSequence = true)", "Gru(2, ResetBefore = true, Bias = false)"])
    case("Functions", (5, 3), [recurrent("LSTM", 3, 4, True, activation="relu", gate="softsign"), both("LSTM", 4, 3, True, activation="elu"), recurrent("GRU", 6, 4, True, activation="softsign", gate="tanh"),
                               recurrent("GRU", 4, 3, True, activation="linear", reset_after=False), recurrent("SimpleRNN", 3, 4, activation="softplus")],
         ["Input(5, 3)", "Lstm(4, ReturnSequence = true, Nonlinearity = Nonlinearity.Relu, GateNonlinearity = Nonlinearity.Softsign)",
          "Lstm(3, ReturnSequence = true, Bidirectional = true, Nonlinearity = Nonlinearity.Elu)", "Gru(4, ReturnSequence = true, Nonlinearity = Nonlinearity.Softsign, GateNonlinearity = Nonlinearity.Tanh)",
          "Gru(3, ReturnSequence = true, ResetBefore = true, Nonlinearity = Nonlinearity.Linear)", "SimpleRnn(4, Nonlinearity = Nonlinearity.Softplus)"])


def newest():
    """The newest layout that h5py writes, which is refused."""
    with h5py.File(os.path.join(FOLDER, "Newest.weights.h5"), "w", libver="latest") as file:
        write_named(file, [dense(6, 5)])
    COUNTS.clear()


if __name__ == "__main__":
    os.makedirs(FOLDER, exist_ok=True)
    models()
    attending()
    types()
    forms()
    nested()
    newest()
    with open(os.path.join(FOLDER, "cases.json"), "w") as file:
        json.dump(CASES, file, separators=(",", ":"))
    print(len(CASES), "cases")
