"""
Writes tests/NetGen.Generator.Tests/Reference/joined_norm_networks.json: 300 random networks whose normalisations stand between joins, with
what PyTorch computes for them in float64. Needs torch 1.13 or later; run without arguments. The same seed writes the same networks.

A network has one to three inputs, batch and layer normalisations of values that several layers read (of the inputs themselves, too), joins
on both sides of them, rows of one number, of a vector and around 16, branches that nothing reads, and one output. The file is in the form
of norm_networks.json; the networks are drawn by the means of graph_networks.py.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

import graph_networks as graphs
from dense_networks import batch_loss, fill, lattice, random, relative, summary, targets_of
from graph_networks import Graph, activation_layer, conv_layer, dense_layer, draw_numbers, slots

NETWORKS = 300
SEED = 20261130
LEAST_VARIANCE = 0.05
LEAST_GRADIENT = 1e-3
MARGIN = 1e-3
FLOAT_ERROR = 1e-6
MOST_PARAMETERS = 3000
OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "NetGen.Generator.Tests" / "Reference" / "joined_norm_networks.json"

BATCHES = [3, 4, 5, 7, 8, 9, 15, 16, 17, 20, 31, 33]
UNITS = [1, 1, 2, 3, 3, 5, 7, 8, 8, 9, 13, 15, 16, 17, 17]
JOINS = ["Add", "Add", "Subtract", "Multiply", "Average", "Maximum"]


def norm_layer(kind):
    momentum = random.choose([0.1, 0.1, 0.3, 1.0]) if kind == "BatchNorm" else 0.1
    return {"kind": kind, "text": "" if momentum == 0.1 else f"Momentum = {momentum}", "momentum": momentum}


class NormGraph(Graph):
    """A graph that knows the normalisations."""

    def put(self, layer):
        name = super().put(layer)
        if layer["kind"] in ("BatchNorm", "LayerNorm"):
            layer["slots"] = [[self.shapes[name][-1]]] * 2
        return name

    @property
    def norms(self):
        return [layer for layer in self.layers if layer["kind"] == "BatchNorm"]


def draw_network(index):
    graph = NormGraph(index)
    graph.name, graph.batch, graph.alias, image = f"JoinedNorm{index:03}", random.choose(BATCHES), {}, index % 6 == 5
    width = random.choose(UNITS)
    for number in range(1 if image else random.choose([1, 1, 2, 2, 3])):
        # Inputs of one width can be joined as they are.
        graph.input([3 + random.below(3), 3 + random.below(3), 1 + random.below(3)] if image else [width if random.chance(2) else random.choose(UNITS)])
    graph.last_declared = graph.inputs[-1]
    nodes, steps = list(graph.inputs), 5 + random.below(5)

    def normalise(source):
        kind = "LayerNorm" if random.chance(3) and graph.shapes[source][-1] > 2 else "BatchNorm"
        nodes.append(graph.declare(norm_layer(kind), source))

    for step in range(steps):
        # Any value may be read again; the newest one most often.
        source = nodes[-1] if random.chance(2) else random.choose(nodes)
        shape, choice = graph.shapes[source], random.below(8)
        same = [name for name in nodes if name != source and graph.shapes[name] == shape]
        if choice < 2 or (step == steps - 1 and not graph.norms):
            normalise(source)
        elif choice < 5 and same:
            others = [random.choose(same)] + ([random.choose(same)] if random.chance(3) else [])
            nodes.append(graph.join(random.choose(JOINS), [source] + list(dict.fromkeys(others))))
        elif choice == 5 and len(shape) == 1:
            near = [name for name in nodes if name != source and len(graph.shapes[name]) == 1 and graph.shapes[name][0] + shape[0] <= 40]
            if near:
                nodes.append(graph.join("Concat", [source, random.choose(near)]))
        elif choice == 6:
            nodes.append(graph.declare(activation_layer(), source))
        else:
            # The width of something that is there already can be joined with it.
            units = random.choose([graph.shapes[name][-1] for name in nodes]) if random.chance(2) else random.choose(UNITS)
            layer = dense_layer(units, not random.chance(3)) if len(shape) == 1 else conv_layer(units if units < 6 else 3, 1 + random.below(3), bias=not random.chance(3))
            nodes.append(graph.declare(layer, source))
            if random.chance(2):
                nodes.append(graph.declare(activation_layer(), graph.last_declared))

    unread = [name for name in nodes if name not in graph.read and len(graph.shapes[name]) == (3 if image else 1)]
    if image:
        unread = [graph.declare({"kind": "GlobalAvgPool", "text": ""}, name) for name in unread]
    # One branch in some networks leads nowhere; an input must lead somewhere.
    dead = [name for name in unread if name not in graph.inputs]
    if len(dead) > 1 and random.chance(3):
        unread.remove(dead[0])
    source = unread[0] if len(unread) == 1 else graph.join("Concat", unread)
    graph.declare(dense_layer(random.choose([1, 2, 3, 5])), source)
    logits = graph.last_declared
    kind = random.choose(["mse", "mse", "sparse"]) if graph.shapes[logits][0] > 1 else "mse"
    if kind == "sparse":
        graph.declare({"kind": "Softmax", "text": ""}, logits)
    loss = {"kind": kind, "sumOutputs": False, "sumBatch": random.chance(4), "half": False, "smoothing": 0.0, "ignore": None}
    graph.outputs = [{"name": graph.last_declared, "logits": logits, "loss": loss, "weight": 1}]
    text = "MeanSquaredError" if kind == "mse" else "SparseCategoricalCrossEntropy"
    graph.lines.append(f"[{text}{'(Batch = Reduction.Sum)' if loss['sumBatch'] else ''}]")
    return graph


def reaches_output(graph):
    """Whether every input leads to the output."""
    needed = {graph.outputs[0]["name"]}
    for layer in reversed(graph.layers):
        if layer["name"] in needed:
            needed.update(layer["sources"])
    return all(name in needed for name in graph.inputs)


def normalised(layer, x, own, running, training):
    """A normalisation, and the smallest variance that it divides by."""
    if layer["kind"] == "LayerNorm":
        return F.layer_norm(x, [x.shape[-1]], own[0], own[1], 1e-5), x.var(-1, unbiased=False).min().item()
    planes, (mean, variance) = x.reshape(-1, x.shape[-1]), running
    y = F.batch_norm(planes, mean, variance, own[0], own[1], training, layer["momentum"], 1e-5)
    return y.reshape(x.shape), planes.var(0, unbiased=False).min().item()


def forward(graph, inputs, parameters, buffers, training):
    sizes = [math.prod(graph.shapes[name]) for name in graph.inputs]
    values = {name: part.view([graph.batch] + graph.shapes[name]) for name, part in zip(graph.inputs, inputs.split(sizes, 1))}
    left, running, margin, least = list(parameters), iter(buffers), math.inf, math.inf
    for layer in graph.layers:
        own, left = left[:len(layer["slots"])], left[len(layer["slots"]):]
        sources = [values[source] for source in layer["sources"]]
        if layer["kind"] in ("BatchNorm", "LayerNorm"):
            pair = (next(running), next(running)) if layer["kind"] == "BatchNorm" else None
            values[layer["name"]], variance = normalised(layer, sources[0], own, pair, training)
            least = min(least, variance) if training else least
        else:
            values[layer["name"]], near = graphs.apply(layer, sources, own)
            margin = min(margin, near)
    return values, margin, least


def run(graph, dtype):
    """Everything that is recorded."""
    inputs = fill(graph.batch * sum(math.prod(graph.shapes[name]) for name in graph.inputs), *graph.input_fill).view(graph.batch, -1).to(dtype).requires_grad_()
    parameters = [fill(math.prod(shape), *constants).view(shape).to(dtype).requires_grad_() for shape, constants in zip(slots(graph), graph.fills)]
    buffers = [tensor for layer in graph.norms for tensor in (torch.zeros(graph.shapes[layer["name"]][-1], dtype=dtype), torch.ones(graph.shapes[layer["name"]][-1], dtype=dtype))]
    output, (rule,) = graph.outputs[0], graph.targets
    targets = targets_of(rule, graph.shapes[output["name"]][0], graph.batch)
    targets = targets if targets.dtype == torch.int64 else targets.to(dtype)
    weights = None if graph.weights is None else (lattice(graph.batch, *graph.weights, 9).double() / 4).to(dtype)

    smallest = []

    def gradients(value):
        found = torch.autograd.grad(value, [inputs] + parameters, retain_graph=True, allow_unused=True)
        smallest.append(min(g.abs().max().item() for g in found if g is not None))
        return [torch.zeros_like(p) if g is None else g for g, p in zip(found, [inputs] + parameters)]

    values, margin, least = forward(graph, inputs, parameters, buffers, training=True)
    trained = values[output["name"]]
    loss = batch_loss(output["loss"], values[output["logits"]], trained, targets, weights)
    seeds = fill(graph.batch * trained.shape[1], *graph.output_fill).view(graph.batch, -1).to(dtype)
    result = {"trainingOutputs": trained.detach(), "loss": loss.detach(), "lossGradients": gradients(loss),
              "backward": gradients((trained * seeds).sum()), "buffers": buffers, "margin": margin, "least": least, "smallest": min(smallest)}
    with torch.no_grad():
        values, margin, _ = forward(graph, inputs, parameters, buffers, training=False)
        result["outputs"], result["margin"] = values[output["name"]], min(margin, result["margin"])
        result["inferenceLoss"] = batch_loss(output["loss"], values[output["logits"]], values[output["name"]], targets, None)
    return result


def tensors(result):
    return [result[name] for name in ("trainingOutputs", "loss", "outputs", "inferenceLoss")] + [t for name in ("lossGradients", "backward", "buffers") for t in result[name]]


def well_posed(graph, result):
    if result["least"] < LEAST_VARIANCE or result["margin"] < MARGIN or not result["outputs"].abs().max() < 50 or not result["trainingOutputs"].abs().max() < 50:
        return False
    # What cancels, as the bias before a mean that is taken away, is rounding alone; what no loss depends on is zero in both.
    if result["smallest"] < LEAST_GRADIENT:
        return False
    return all(relative(got, reference) < FLOAT_ERROR for got, reference in zip(tensors(run(graph, torch.float32)), tensors(result)))


def record(graph, result):
    data = {
        "name": graph.name,
        "attributes": "\n".join(graph.lines),
        "batch": graph.batch,
        "finiteDifferenceSamples": graph.batch,
        "inputs": graph.input_fill,
        "parameters": [[math.prod(shape)] + constants for shape, constants in zip(slots(graph), graph.fills)],
        "targets": graph.targets[0],
        "outputGradients": graph.output_fill,
        "outputs": summary(result["outputs"], 4),
        "loss": float(result["loss"]),
        "unweightedLoss": float(result["inferenceLoss"]),
        "lossInputGradient": summary(result["lossGradients"][0], 4),
        "lossGradients": [summary(g, 2) for g in result["lossGradients"][1:]],
        "backwardInputGradient": summary(result["backward"][0], 4),
        "backward": [summary(g, 2) for g in result["backward"][1:]],
        "statistics": {"masks": [1, 0], "maskSize": 0, "trainingOutputs": summary(result["trainingOutputs"], 4),
                       "buffers": [[b.numel()] + summary(b, 2) for b in result["buffers"]]},
    }
    if graph.weights is not None:
        data["sampleWeights"] = graph.weights
    return data


def main():
    random.state = SEED
    records, rejected = [], 0
    while len(records) < NETWORKS:
        graph = draw_network(len(records))
        if not graph.norms or not reaches_output(graph) or sum(math.prod(shape) for shape in slots(graph)) > MOST_PARAMETERS:
            continue
        for _ in range(10):
            draw_numbers(graph)
            result = run(graph, torch.float64)
            if well_posed(graph, result):
                records.append(record(graph, result))
                break
            rejected += 1
    text = "[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in records) + "\n]\n"
    OUTPUT.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(records)} networks, {rejected} fillings rejected, {len(text):,} bytes")


if __name__ == "__main__":
    main()
