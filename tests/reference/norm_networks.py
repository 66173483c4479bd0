"""
Writes tests/NetGen.Generator.Tests/Reference/norm_networks.json: 48 random networks with batch normalisation and dropout, dense
and convolutional, with what PyTorch computes for them in float64. Needs torch 1.13 or later; run without arguments.

The file is in the form of dense_networks.json, whose script says what its entries mean, and of conv_networks.json for images. Gradients
and `loss` are those of training; `outputs` and `unweightedLoss` those of inference after one step of training has moved the running
statistics. Beyond that a network has

    masks [a, c]          element k is dropped where (a k + c) mod 7 < 2; k counts the elements of all dropout layers, sample by sample
    maskSize              those elements in one sample
    trainingOutputs       a tensor
    buffers               running mean, running variance of each layer, after one step from 0 and 1: [length, tensor ...]

Activations are smooth and no channel has a small variance, so that every coordinate can be compared with finite differences.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

import dense_networks as dense
from dense_networks import ACTIVATIONS, batch_loss, draw_fill, draw_targets, fill, lattice, random, relative, summary, targets_of

NETWORKS = 48
SEED = 20150211
LEAST_VARIANCE = 0.05
LEAST_GRADIENT = 1e-3
FLOAT_ERROR = 1e-6
OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "NetGen.Generator.Tests" / "Reference" / "norm_networks.json"

SMOOTH = {"Tanh": None, "Sigmoid": None, "Silu": None, "Softplus": None, "Mish": None, "Gelu": "none"}
BATCHES = [3, 4, 5, 7, 8, 11, 15, 16, 17, 20, 31, 32, 33, 40]
UNITS = [1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 17, 20, 33]


# ---- layers: text, shapes of the parameters, output shape

def dense_layer(shape, units, bias):
    return {"kind": "Dense", "text": f"Dense({units}{'' if bias else ', Bias = false'})", "bias": bias,
            "slots": [[shape[0], units]] + [[units]] * bias, "output": [units]}


def conv_layer(shape, filters, bias):
    kernel, same = 1 + random.below(min(3, shape[0], shape[1])), random.chance(2)
    text = f"Conv2D({filters}, {kernel}{', Padding = Padding.Same' if same else ''}{'' if bias else ', Bias = false'})"
    extents = shape[:2] if same else [n - kernel + 1 for n in shape[:2]]
    return {"kind": "Conv2D", "text": text, "bias": bias, "border": ((kernel - 1) // 2, kernel // 2) if same else (0, 0),
            "slots": [[kernel, kernel, shape[2], filters]] + [[filters]] * bias, "output": extents + [filters]}


def norm_layer(shape):
    momentum, epsilon = random.choose([0.1, 0.1, 0.3, 1.0]), random.choose([1e-5, 1e-5, 1e-3])
    texts = ([] if momentum == 0.1 else [f"Momentum = {momentum}"]) + ([] if epsilon == 1e-5 else [f"Epsilon = {epsilon}"])
    return {"kind": "BatchNorm", "text": "BatchNorm" + (f"({', '.join(texts)})" if texts else ""), "momentum": momentum, "epsilon": epsilon,
            "slots": [[shape[-1]], [shape[-1]]], "output": shape}


def smooth_layer(shape):
    name = random.choose(list(SMOOTH))
    return {"kind": "Activation", "text": name, "name": name, "slots": [], "output": shape}


def dropout_layer(shape):
    rate = random.choose([0.1, 0.25, 0.3, 0.5])
    return {"kind": "Dropout", "text": f"Dropout({rate})", "rate": rate, "slots": [], "output": shape}


def draw_network(index):
    image = index % 2 == 1
    shape = [2 + random.below(6), 2 + random.below(6), 1 + random.below(4)] if image else [random.choose(UNITS)]
    network = {"index": index, "batch": random.choose(BATCHES), "shape": shape, "layers": []}

    def add(layer):
        network["layers"].append(layer)
        return layer["output"]

    if random.chance(6):
        shape = add(norm_layer(shape))
    for _ in range(1 + random.below(2)):
        weighted = conv_layer if len(shape) == 3 else dense_layer
        first = not random.chance(3)
        # A bias right before the mean is taken away has no gradient to compare.
        shape = add(weighted(shape, random.choose(UNITS[:9]), bias=not first))
        if not first:
            shape = add(smooth_layer(shape))
        shape = add(norm_layer(shape))
        if first:
            shape = add(smooth_layer(shape))
        if not random.chance(3):
            shape = add(dropout_layer(shape))
    if image:
        if min(shape[:2]) >= 2 and random.chance(2):
            shape = add({"kind": "AvgPool2D", "text": "AvgPool2D(2)", "slots": [], "output": [shape[0] // 2, shape[1] // 2, shape[2]]})
        shape = add({"kind": "Flatten", "text": "Flatten", "slots": [], "output": [math.prod(shape)]})
    classes = random.chance(2)
    shape = add(dense_layer(shape, random.choose([2, 3, 5, 10]), bias=True))
    loss = {"sumOutputs": False, "sumBatch": random.chance(4), "kind": "sparse" if classes else "mse", "half": False, "smoothing": 0.0, "ignore": None}
    if classes:
        add({"kind": "Softmax", "text": "Softmax", "slots": [], "output": shape})
    elif random.chance(3):
        # Statistics up to the end of the network.
        add(norm_layer(shape))
        network["layers"][-2] = dense_layer([network["layers"][-2]["slots"][0][0]], shape[0], bias=False)
    loss["text"] = ("SparseCategoricalCrossEntropy" if classes else "MeanSquaredError") + ("(Batch = Reduction.Sum)" if loss["sumBatch"] else "")
    network["loss"], network["outputs"] = loss, shape[0]
    return network


def slots(network):
    return [shape for layer in network["layers"] for shape in layer["slots"]]


def mask_size(network):
    return sum(math.prod(layer["output"]) for layer in network["layers"] if layer["kind"] == "Dropout")


def attributes(network):
    lines = ["[Input(" + ", ".join(map(str, network["shape"])) + ")]"]
    lines += ["[" + layer["text"] + "]" for layer in network["layers"]]
    return "\n".join(lines + ["[" + network["loss"]["text"] + "]"])


# ---- numbers

def draw_numbers(network):
    network["inputs"], network["outputGradients"] = draw_fill(32), draw_fill(64)
    network["targets"] = draw_targets(network["loss"], network["outputs"])
    network["weights"] = [1 + random.below(8), random.below(9)] if random.chance(4) else None
    network["masks"] = [1 + random.below(6), random.below(7)]
    network["fills"] = []
    for layer in network["layers"]:
        for index, shape in enumerate(layer["slots"]):
            constants = draw_fill(64)
            if layer["kind"] in ("Dense", "Conv2D") and index == 0:
                # Entries of about 0.5 over the root of the terms, as a power of two.
                constants[2] = int(2 ** max(4, round(math.log2(58 * math.sqrt(math.prod(shape[:-1]))))))
            network["fills"].append(constants)


def forward(network, given, buffers, training):
    """The outputs, what the last activation saw, the least variance of a channel."""
    x, left, buffers, least = given[0], list(given[1:]), list(buffers), math.inf
    batch, before = network["batch"], 0
    kept = (lattice(batch * mask_size(network), *network["masks"], 7) >= 2).to(x.dtype).view(batch, mask_size(network))
    for layer in network["layers"]:
        logits, own, left = x, left[:len(layer["slots"])], left[len(layer["slots"]):]
        if layer["kind"] == "Dense":
            x = x @ own[0] + (own[1] if layer["bias"] else 0)
        elif layer["kind"] == "Conv2D":
            planes = F.pad(x.movedim(-1, 1), layer["border"] * 2).contiguous()
            x = F.conv2d(planes, own[0].permute(3, 2, 0, 1).contiguous(), own[1] if layer["bias"] else None).movedim(1, -1)
        elif layer["kind"] == "BatchNorm":
            rows = x.reshape(-1, x.shape[-1])
            if training:
                least = min(least, rows.detach().var(0, unbiased=False).min().item())
            x = F.batch_norm(rows, buffers[0], buffers[1], *own, training, layer["momentum"], layer["epsilon"]).view(x.shape)
            buffers = buffers[2:]
        elif layer["kind"] == "Activation":
            x = ACTIVATIONS[layer["name"]](x, SMOOTH[layer["name"]])
        elif layer["kind"] == "Dropout":
            size = math.prod(layer["output"])
            if training:
                x = x * kept[:, before:before + size].view(x.shape) / (1 - layer["rate"])
            before += size
        elif layer["kind"] == "AvgPool2D":
            x = F.avg_pool2d(x.movedim(-1, 1), 2).movedim(1, -1)
        elif layer["kind"] == "Flatten":
            x = x.flatten(1)
        else:
            x = torch.softmax(x, -1)
    return x, logits, least


def run(network, dtype):
    batch = network["batch"]
    shapes = [[batch] + network["shape"]] + slots(network)
    given = [fill(math.prod(shape), *constants).view(shape).to(dtype).requires_grad_() for shape, constants in zip(shapes, [network["inputs"]] + network["fills"])]
    buffers = [tensor for layer in network["layers"] if layer["kind"] == "BatchNorm"
               for tensor in (torch.zeros(layer["output"][-1], dtype=dtype), torch.ones(layer["output"][-1], dtype=dtype))]
    targets = targets_of(network["targets"], network["outputs"], batch)
    targets = targets if targets.dtype == torch.int64 else targets.to(dtype)
    weights = None if network["weights"] is None else (lattice(batch, *network["weights"], 9).double() / 4).to(dtype)
    output_gradients = fill(batch * network["outputs"], *network["outputGradients"]).view(batch, -1).to(dtype)

    trained, logits, least = forward(network, given, buffers, training=True)
    loss = batch_loss(network["loss"], logits, trained, targets, weights)
    result = {
        "trainingOutputs": trained.detach(),
        "loss": loss.detach(),
        "lossGradients": torch.autograd.grad(loss, given, retain_graph=True),
        "backward": torch.autograd.grad((trained * output_gradients).sum(), given),
        "buffers": buffers,
        "least": least,
    }
    with torch.no_grad():
        outputs, logits, _ = forward(network, given, buffers, training=False)
        result["outputs"], result["inferenceLoss"] = outputs, batch_loss(network["loss"], logits, outputs, targets, None)
    return result


def tensors(result):
    return [result[name] for name in ("trainingOutputs", "loss", "outputs", "inferenceLoss")] + [t for name in ("lossGradients", "backward", "buffers") for t in result[name]]


def well_posed(network, result):
    if result["least"] < LEAST_VARIANCE or result["outputs"].abs().max() > 50:
        return False
    if any(gradient.abs().max() < LEAST_GRADIENT for gradient in result["lossGradients"] + result["backward"]):
        return False
    return all(relative(got, reference) < FLOAT_ERROR for got, reference in zip(tensors(run(network, torch.float32)), tensors(result)))


def record(network, result):
    data = {
        "name": f"Norm{network['index']:03}",
        "attributes": attributes(network),
        "batch": network["batch"],
        "finiteDifferenceSamples": network["batch"],
        "inputs": network["inputs"],
        "parameters": [[math.prod(shape)] + constants for shape, constants in zip(slots(network), network["fills"])],
        "targets": network["targets"],
        "outputGradients": network["outputGradients"],
        "outputs": summary(result["outputs"], 6),
        "loss": float(result["loss"]),
        "unweightedLoss": float(result["inferenceLoss"]),
        "lossInputGradient": summary(result["lossGradients"][0], 6),
        "lossGradients": [summary(g, 6) for g in result["lossGradients"][1:]],
        "backwardInputGradient": summary(result["backward"][0], 6),
        "backward": [summary(g, 6) for g in result["backward"][1:]],
        "statistics": {
            "masks": network["masks"],
            "maskSize": mask_size(network),
            "trainingOutputs": summary(result["trainingOutputs"], 6),
            "buffers": [[b.numel()] + summary(b, 6) for b in result["buffers"]],
        },
    }
    if network["weights"] is not None:
        data["sampleWeights"] = network["weights"]
    return data


def main():
    random.state = SEED
    records, rejected = [], 0
    while len(records) < NETWORKS:
        network = draw_network(len(records))
        for _ in range(20):
            draw_numbers(network)
            result = run(network, torch.float64)
            if well_posed(network, result):
                records.append(record(network, result))
                break
            rejected += 1
    text = "[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in records) + "\n]\n"
    OUTPUT.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(records)} networks, {rejected} fillings rejected, {len(text):,} bytes")


if __name__ == "__main__":
    main()
