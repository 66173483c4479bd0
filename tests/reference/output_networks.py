"""
Writes tests/NetGen.Generator.Tests/Reference/output_networks.json: 300 random networks of several outputs with what PyTorch computes for
them in float64. Needs torch 1.13 or later; run without arguments. The same seed writes the same networks.

A network has one to three inputs and one to four outputs, which may be heads or layers inside; any of them, and at least one, has a loss:
with a weight, with label smoothing, with an ignored class where it is the only one. Layers read the inputs themselves again, and some lead
nowhere. Widths are odd more often than round: one, a vector of 8 numbers and its neighbours, 16 and its neighbours. The file is in the form
of graph_networks.json, whose script says what its entries mean; beyond that a network has

    outputParts   the numbers of each output, in the order of their declaration
"""

import json
import math
import pathlib

import torch

import graph_networks as graphs
from dense_networks import random, summary

NETWORKS = 300
SEED = 20170612
OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "NetGen.Generator.Tests" / "Reference" / "output_networks.json"

WIDTHS = [1, 1, 2, 3, 3, 5, 7, 7, 8, 8, 9, 9, 11, 13, 15, 16, 17, 19]
HEADS = [2, 3, 3, 5, 7, 8, 9, 17]
NAMES = ["left", "right", "gate", "body", "Head", "x", "y2", "hidden", "policy", "score", "Tail", "skip", "seen", "memory_1", "u", "Mixed", "far", "near", "edge", "o"]


class Network(graphs.Graph):
    def __init__(self, index):
        super().__init__(index)
        self.name, self.alias, self.names = f"Output{index:03}", {}, list(NAMES)

    def fresh(self, prefix):
        if self.names and not random.chance(3):
            return self.names.pop(random.below(len(self.names)))
        return super().fresh(prefix)

    def hidden(self, source):
        layer = self.declare(graphs.dense_layer(random.choose(WIDTHS), not random.chance(5)), source)
        return layer if random.chance(5) else self.declare(graphs.activation_layer(), layer)


def draw_body(network):
    nodes = list(network.inputs)
    for _ in range(1 + random.below(5)):
        unread = [name for name in nodes if name not in network.read]
        source = random.choose(unread if unread and not random.chance(3) else nodes)
        same = [name for name in nodes if name != source and network.shapes[name] == network.shapes[source]]
        if random.chance(3) and same:
            others = [random.choose(same)] + ([random.choose(same)] if random.chance(3) else [])
            nodes.append(network.join(random.choose(graphs.JOINS), [source] + list(dict.fromkeys(others))))
        elif random.chance(4) and len(nodes) > 1 and network.shapes[source][0] < 30:
            nodes.append(network.join("Concat", [source, random.choose([name for name in nodes if name != source])]))
        else:
            nodes.append(network.hidden(source))
    return nodes


def draw_head(network, nodes, outputs):
    """An output with a loss, and what is drawn for that."""
    kind = random.choose(["mse", "mse", "bce", "cce", "sparse", "sparse"])
    loss = {"kind": kind, "sumOutputs": False, "sumBatch": False, "half": False, "smoothing": 0.0, "ignore": None}
    if kind in ("mse", "bce"):
        loss["sumOutputs"] = random.chance(4)
        loss["half"] = kind == "mse" and random.chance(4)
    elif random.chance(4):
        loss["smoothing"] = random.choose([0.1, 0.25])
    unread = [name for name in nodes if name not in network.read]
    logits = network.declare(graphs.dense_layer(random.choose(HEADS), not random.chance(5)), random.choose(unread or nodes))
    last = {"bce": "Sigmoid", "cce": "Softmax", "sparse": "Softmax"}.get(kind)
    name = logits if last is None else network.declare({"kind": last, "text": ""}, logits)
    nodes.append(name)
    outputs.append({"name": name, "logits": logits, "loss": loss, "weight": random.choose([1, 1, 1, 0.5, 2, 0.25, 3])})


def draw_network(index):
    network = Network(index)
    for _ in range(random.choose([1, 1, 1, 2, 2, 3])):
        network.input([random.choose(WIDTHS)])
    network.last_declared = network.inputs[-1]
    nodes = draw_body(network)
    if random.chance(4):
        # Leads nowhere.
        network.hidden(random.choose(nodes))
    outputs = []
    for _ in range(1 + random.below(3)):
        draw_head(network, nodes, outputs)
    for _ in range(random.choose([0, 0, 1, 1, 2])):
        inside = [name for name in nodes if name not in network.inputs and all(name != output["name"] for output in outputs)]
        if inside:
            name = random.choose(inside)
            outputs.insert(random.below(len(outputs) + 1), {"name": name, "logits": name, "loss": {"kind": "none"}, "weight": 1})
    scored = [output for output in outputs if output["loss"]["kind"] != "none"]
    if len(scored) > 1 and random.chance(3):
        # A head without a loss.
        random.choose(scored)["loss"] = {"kind": "none"}
        scored = [output for output in outputs if output["loss"]["kind"] != "none"]
    if len(scored) == 1 and scored[0]["loss"]["kind"] == "sparse" and random.chance(2):
        scored[0]["loss"]["ignore"] = random.choose([-1, 0])
    sum_batch = random.chance(4)
    for output in scored:
        output["loss"]["sumBatch"] = sum_batch
    network.outputs = outputs
    network.lines += [declaration(output) for output in outputs]
    return network


def declaration(output):
    loss, kind = output["loss"], output["loss"]["kind"]
    if kind == "none":
        return f"[Output(\"{output['name']}\")]"
    name = {"mse": "MeanSquaredError", "bce": "BinaryCrossEntropy", "cce": "CategoricalCrossEntropy", "sparse": "SparseCategoricalCrossEntropy"}[kind]
    properties = ((["Outputs = Reduction.Sum"] if loss["sumOutputs"] else []) + (["Half = true"] if loss["half"] else [])
                  + (["Batch = Reduction.Sum"] if loss["sumBatch"] else []) + ([f"Weight = {output['weight']}"] if output["weight"] != 1 else [])
                  + ([f"LabelSmoothing = {loss['smoothing']}"] if loss["smoothing"] else []) + ([f"IgnoreIndex = {loss['ignore']}"] if loss["ignore"] is not None else []))
    return f"[Output(\"{output['name']}\"), {name}" + (f"({', '.join(properties)})" if properties else "") + "]"


def short(value):
    """Twelve digits: a hundred times as many as the tests ask for."""
    return [short(item) for item in value] if isinstance(value, list) else float(f"{value:.12g}")


def record(network, result):
    sizes = {output["name"]: network.shapes[output["name"]][0] for output in network.outputs}
    data = {
        "name": network.name,
        "attributes": "\n".join(network.lines),
        "batch": network.batch,
        "finiteDifferenceSamples": network.batch,
        "inputs": network.input_fill,
        "parameters": [[math.prod(shape)] + constants for shape, constants in zip(graphs.slots(network), network.fills)],
        "targetParts": [{"rule": rule, "size": sizes[output["name"]]} for output, rule in zip(network.outputs, network.targets) if rule is not None],
        "outputParts": [sizes[output["name"]] for output in network.outputs],
        "outputGradients": network.output_fill,
        "outputs": short(summary(result["outputs"], 4)),
        "loss": float(result["loss"]),
        "lossInputGradient": short(summary(result["lossGradients"][0], 3)),
        "lossGradients": [short(summary(g, 2)) for g in result["lossGradients"][1:]],
        "backwardInputGradient": short(summary(result["backward"][0], 3)),
        "backward": [short(summary(g, 1)) for g in result["backward"][1:]],
    }
    if network.weights is not None:
        data["sampleWeights"] = network.weights
        data["unweightedLoss"] = float(result["plain"])
    return data


def reaches_outputs(network):
    """Whether every input leads to an output: one that does not is an error."""
    needed = {output["name"] for output in network.outputs}
    for layer in reversed(network.layers):
        if layer["name"] in needed:
            needed.update(layer["sources"])
    return all(name in needed for name in network.inputs)


def main():
    random.state = SEED
    records, rejected = [], 0
    while len(records) < NETWORKS:
        network = draw_network(len(records))
        if not reaches_outputs(network) or sum(math.prod(shape) for shape in graphs.slots(network)) > 3000:
            continue
        for _ in range(20):
            graphs.draw_numbers(network)
            result = graphs.run(network, torch.float64)
            if graphs.well_posed(network, result):
                records.append(record(network, result))
                break
            rejected += 1
    text = "[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in records) + "\n]\n"
    OUTPUT.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(records)} networks, {rejected} fillings rejected, {len(text):,} bytes")


if __name__ == "__main__":
    main()
