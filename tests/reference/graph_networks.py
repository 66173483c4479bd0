"""
Writes tests/NetGen.Generator.Tests/Reference/graph_networks.json: 300 random graphs with what PyTorch computes for them in float64.
Needs torch 1.13 or later; run without arguments. The same seed writes the same graphs.

A graph has one to three inputs, layers that read any layer before them, joins, one to three outputs with a loss and a weight each, and in
one graph of three blocks that are used several times, some with parameters that they share. The file is in the form of
dense_networks.json, whose script says what its entries mean. Inputs, outputs and targets lie behind each other in a sample, in the order in
which they are declared; and beyond that a graph has

    blocks        the classes with [Block] that it uses
    targetParts   for each output with a loss the rule of its targets, and the numbers of the output

Activations are smooth. A maximum may meet a kink; graphs where it comes near one are left out.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

from dense_networks import ACTIVATIONS, batch_loss, draw_fill, draw_targets, fill, lattice, perturbed, random, relative, summary, targets_of

GRAPHS = 300
SEED = 20151210
MARGIN = 1e-3
LEAST_GRADIENT = 1e-3
FLOAT_ERROR = 6e-7
OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "NetGen.Generator.Tests" / "Reference" / "graph_networks.json"

SMOOTH = {"Tanh": None, "Sigmoid": None, "Silu": None, "Softplus": None, "Mish": None, "Gelu": "none"}
BATCHES = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 20, 31, 33]
# Few widths, so that many layers can be joined.
UNITS = [2, 3, 3, 5, 5, 8, 9, 16, 17]
FILTERS = [2, 3, 3, 4]
JOINS = ["Add", "Add", "Subtract", "Multiply", "Average", "Maximum"]


class Graph:
    def __init__(self, index):
        self.name, self.batch = f"Graph{index:03}", random.choose(BATCHES)
        self.inputs, self.layers, self.outputs, self.lines, self.blocks = [], [], [], [], []
        self.shapes, self.read, self.shared, self.count = {}, set(), {}, 0

    def fresh(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def input(self, shape):
        name = self.fresh("in")
        self.inputs.append(name)
        self.shapes[name] = shape
        self.lines.append(f"[Input({', '.join(map(str, shape))}, Name = \"{name}\")]")
        return name

    def put(self, layer):
        """Adds a layer to what is computed. Its text stands where it was declared."""
        for source in layer["sources"]:
            self.read.add(source)
        layer["slots"] = slots_of(layer, [self.shapes[source] for source in layer["sources"]])
        key = layer.get("share")
        if key is not None and key in self.shared:
            layer["owner"] = self.shared[key]
        elif key is not None:
            self.shared[key] = layer["name"]
        self.shapes[layer["name"]] = shape_of(layer, [self.shapes[source] for source in layer["sources"]])
        self.layers.append(layer)
        return layer["name"]

    def last(self):
        return self.layers[-1]["name"] if self.layers else self.inputs[-1]

    def declare(self, layer, source):
        """A layer with one source, and its text."""
        layer.update(name=self.fresh("n"), sources=[source])
        parts = [layer["text"]] if layer["text"] else []
        parts += [] if source == self.last_declared else [f"From = \"{source}\""]
        parts += [f"Share = \"{layer['share']}\""] if layer.get("share") else []
        self.lines.append(f"[{layer['kind']}({', '.join(parts + [f'Name = {quoted(layer)}'])})]")
        self.last_declared = self.put(layer)
        return self.last_declared

    def join(self, kind, sources):
        layer = {"kind": kind, "name": self.fresh("n"), "sources": sources}
        parts = [f"\"{name}\"" for name in sources[1:]]
        parts = ["new[] { " + ", ".join(parts) + " }"] if len(parts) > 1 else parts
        parts += [] if sources[0] == self.last_declared else [f"From = \"{sources[0]}\""]
        self.lines.append(f"[{kind}({', '.join(parts + [f'Name = {quoted(layer)}'])})]")
        self.last_declared = self.put(layer)
        return self.last_declared


def quoted(layer):
    return f"\"{layer['name']}\""


# ---- layers

def dense_layer(units, bias=True):
    return {"kind": "Dense", "text": f"{units}" + ("" if bias else ", Bias = false"), "units": units, "bias": bias}


def conv_layer(filters, kernel, stride=1, same=True, bias=True):
    text = f"{filters}, {kernel}" + (f", Stride = {stride}" if stride > 1 else "") + (", Padding = Padding.Same" if same else "") + ("" if bias else ", Bias = false")
    return {"kind": "Conv2D", "text": text, "units": filters, "kernel": kernel, "stride": stride, "bias": bias,
            "border": ((kernel - 1) // 2, kernel // 2) if same else (0, 0)}


def activation_layer():
    return {"kind": random.choose(list(SMOOTH)), "text": ""}


def slots_of(layer, shapes):
    if layer["kind"] == "Dense":
        return [[shapes[0][0], layer["units"]]] + [[layer["units"]]] * layer["bias"]
    if layer["kind"] == "Conv2D":
        return [[layer["kernel"], layer["kernel"], shapes[0][2], layer["units"]]] + [[layer["units"]]] * layer["bias"]
    return []


def shape_of(layer, shapes):
    kind, first = layer["kind"], shapes[0]
    if kind == "Dense":
        return [layer["units"]]
    if kind == "Conv2D":
        return [(n + sum(layer["border"]) - layer["kernel"]) // layer["stride"] + 1 for n in first[:2]] + [layer["units"]]
    if kind == "AvgPool2D":
        return [first[0] // 2, first[1] // 2, first[2]]
    if kind == "GlobalAvgPool":
        return [first[2]]
    if kind == "Flatten":
        return [math.prod(first)]
    if kind == "Concat":
        return first[:-1] + [sum(shape[-1] for shape in shapes)]
    return first


def apply(layer, values, own):
    """The value of a layer, and how near a maximum is to a kink."""
    kind, x, margin = layer["kind"], values[0], math.inf
    if kind == "Dense":
        x = x @ own[0] + (own[1] if layer["bias"] else 0)
    elif kind == "Conv2D":
        planes = F.pad(x.movedim(-1, 1), layer["border"] * 2).contiguous()
        x = F.conv2d(planes, own[0].permute(3, 2, 0, 1).contiguous(), own[1] if layer["bias"] else None, stride=layer["stride"]).movedim(1, -1)
    elif kind == "AvgPool2D":
        x = F.avg_pool2d(x.movedim(-1, 1), 2).movedim(1, -1)
    elif kind == "GlobalAvgPool":
        x = x.mean((1, 2))
    elif kind == "Flatten":
        x = x.flatten(1)
    elif kind == "Concat":
        x = torch.cat(values, -1)
    elif kind == "Softmax":
        x = torch.softmax(x, -1)
    elif kind in SMOOTH:
        x = ACTIVATIONS[kind](x, SMOOTH[kind])
    elif kind == "Add":
        x = sum(values[1:], x)
    elif kind == "Subtract":
        x = x - sum(values[1:])
    elif kind == "Multiply":
        for value in values[1:]:
            x = x * value
    elif kind == "Average":
        x = sum(values[1:], x) / len(values)
    else:
        for value in values[1:]:
            margin = min(margin, (x - value).abs().min().item())
            x = torch.maximum(x, value)
    return x, margin


# ---- structure

def draw_block(graph, image):
    """A class with [Block], what it adds to the graph for given arguments, and the shapes that it takes."""
    name = f"{graph.name}Block{len(graph.blocks) + 1}"
    act, inner = random.choose(list(SMOOTH)), random.choose(list(SMOOTH))
    form, stride = random.below(3), 1 + random.below(2)
    if image:
        body = (f"[Conv2D(Arg.First, 3, Stride = Arg.Second, Padding = 1), {act}]\n[Conv2D(Arg.First, 3, Padding = Padding.Same)]\n"
                f"[Add(\"Input\", Project = Projection.Linear), {inner}]")
    elif form == 0:
        body = f"[Dense(Arg.First), {act}]\n[Dense(Arg.First), Add(\"Input\", Project = Projection.Linear), {inner}]"
    elif form == 1:
        body = f"[Dense(Arg.First), {act}(Name = \"gate\")]\n[Dense(Arg.First, From = \"Input\"), {inner}]\n[Multiply(\"gate\")]\n[Concat(\"Input\")]"
    else:
        body = f"[Dense(Arg.First), {act}]\n[Dense(Arg.Second, From = \"Input\", Bias = false), {inner}]\n[Concat(\"{act}1\")]"
    graph.blocks.append(f"[Block]\n{body}\npublic sealed class {name};")

    def expand(source, prefix, width, share):
        def add(inner_name, layer, *sources):
            layer.update(name=prefix + inner_name, sources=list(sources))
            if share is not None:
                layer["share"] = f"{share}/{inner_name}"
            return graph.put(layer)

        def project(x, stride):
            if graph.shapes[x] == graph.shapes[source]:
                return source
            layer = conv_layer(width, 1, stride, same=False, bias=False) if image else dense_layer(width, bias=False)
            return add("Projection", layer, source)

        if image:
            first = conv_layer(width, 3, stride, same=False)
            first["border"] = (1, 1)
            x = add("Act", {"kind": act}, add("C1", first, source))
            x = add("C2", conv_layer(width, 3), x)
            return add("Out", {"kind": inner}, add("Sum", {"kind": "Add"}, x, project(x, stride)))
        if form == 0:
            x = add("D2", dense_layer(width), add("Act", {"kind": act}, add("D1", dense_layer(width), source)))
            return add("Out", {"kind": inner}, add("Sum", {"kind": "Add"}, x, project(x, 1)))
        if form == 1:
            gate = add("Gate", {"kind": act}, add("D1", dense_layer(width), source))
            x = add("Act", {"kind": inner}, add("D2", dense_layer(width), source))
            return add("Out", {"kind": "Concat"}, add("Product", {"kind": "Multiply"}, x, gate), source)
        gate = add("Gate", {"kind": act}, add("D1", dense_layer(width), source))
        x = add("Act", {"kind": inner}, add("D2", dense_layer(stride + 1, bias=False), source))
        return add("Out", {"kind": "Concat"}, x, gate)

    def use(source):
        use_name, width, share = graph.fresh("u"), random.choose(FILTERS if image else UNITS[:6]), None
        # A second block on the same shape may share the parameters of the first.
        key = (name, tuple(graph.shapes[source]))
        if random.chance(2) and key in uses:
            share, width = uses[key]
        elif key not in uses and random.chance(2):
            share = uses.setdefault(key, (graph.fresh("s"), width))[0]
        arguments = f"{width}, {stride if image else stride + 1}" if image or form == 2 else f"{width}"
        parts = ([arguments] + ([] if source == graph.last_declared else [f"From = \"{source}\""])
                 + ([f"Share = \"{share}\""] if share else []) + [f"Name = \"{use_name}\""])
        repeat = 2 if share is None and random.chance(3) else 1
        if repeat > 1:
            parts.append("Repeat = 2")
        graph.lines.append(f"[Use<{name}>({', '.join(parts)})]")
        x = expand(source, use_name if repeat == 1 else use_name + "1", width, share)
        if repeat > 1:
            x = expand(x, use_name + "2", width, None)
        # From outside, the block goes by the name of its use.
        graph.shapes[use_name] = graph.shapes[x]
        graph.alias[use_name] = x
        graph.last_declared = use_name
        return use_name

    uses = {}
    return (3 if image else 1), use


def draw_graph(index):
    graph = Graph(index)
    graph.alias = {}
    # Code for images is long: one graph in four has some.
    pictures = index % 4 == 3
    for number in range(random.choose([1, 1, 2, 2, 3])):
        image = pictures and (number == 0 or random.chance(2))
        graph.input([3 + random.below(4), 3 + random.below(4), 1 + random.below(3)] if image else [random.choose(UNITS)])
    graph.last_declared = graph.inputs[-1]
    blocks = [draw_block(graph, pictures and random.chance(2)) for _ in range(1 + random.below(2))] if index % 3 == 0 else []
    nodes = list(graph.inputs)

    def pick(rank):
        """Mostly what nothing reads yet."""
        fitting = [name for name in nodes if len(graph.shapes[name]) == rank]
        unread = [name for name in fitting if resolve(graph, name) not in graph.read]
        return random.choose(unread if unread and not random.chance(3) else fitting) if fitting else None

    for _ in range(2 + random.below(3 if pictures else 5)):
        image = pick(3)
        vector = pick(1)
        source = image if vector is None or (image is not None and random.chance(2)) else vector
        rank, choice = len(graph.shapes[source]), random.below(6)
        fitting = [block for block in blocks if block[0] == rank and math.prod(graph.shapes[source]) <= 150]
        same = [name for name in nodes if name != source and graph.shapes[name] == graph.shapes[source]]
        if fitting and choice < 3:
            nodes.append(random.choose(fitting)[1](source))
        elif choice == 0 and same:
            others = [random.choose(same)] + ([random.choose(same)] if random.chance(3) else [])
            nodes.append(graph.join(random.choose(JOINS), [source] + list(dict.fromkeys(others))))
        elif choice == 1:
            near = [name for name in nodes if name != source and len(graph.shapes[name]) == rank and graph.shapes[name][:-1] == graph.shapes[source][:-1]]
            if near and graph.shapes[source][-1] < 40:
                nodes.append(graph.join("Concat", [source, random.choose(near)]))
        elif rank == 1:
            graph.declare(dense_layer(random.choose(UNITS), not random.chance(5)), source)
            nodes.append(graph.declare(activation_layer(), graph.last_declared))
        elif choice == 2:
            nodes.append(graph.declare({"kind": random.choose(["Flatten", "GlobalAvgPool"]), "text": ""}, source))
        elif choice == 3 and min(graph.shapes[source][:2]) >= 2:
            nodes.append(graph.declare({"kind": "AvgPool2D", "text": "2"}, source))
        else:
            kernel = 1 + random.below(min(3, *graph.shapes[source][:2]))
            graph.declare(conv_layer(random.choose(FILTERS), kernel, same=random.chance(2)), source)
            nodes.append(graph.declare(activation_layer(), graph.last_declared))

    leaves = [name for name in nodes if resolve(graph, name) not in graph.read]
    leaves = [graph.declare({"kind": "GlobalAvgPool", "text": ""}, leaf) if len(graph.shapes[leaf]) == 3 else leaf for leaf in leaves]
    vectors = leaves + [name for name in nodes if len(graph.shapes[name]) == 1 and name not in graph.inputs]
    sum_batch, outputs = random.chance(4), random.choose([1, 1, 2, 2, 3])
    for number in range(outputs):
        mine = [leaf for place, leaf in enumerate(leaves) if place % outputs == number] or [random.choose(vectors)]
        source = mine[0] if len(mine) == 1 else graph.join("Concat", mine)
        kind = random.choose(["mse", "mse", "bce", "cce", "sparse", "none" if number else "mse"])
        graph.declare(dense_layer(random.choose([2, 3, 5])), source)
        logits = graph.last_declared
        if kind in ("cce", "sparse"):
            graph.declare({"kind": "Softmax", "text": ""}, logits)
        elif kind == "bce":
            graph.declare({"kind": "Sigmoid", "text": ""}, logits)
        loss = {"kind": kind, "sumOutputs": False, "sumBatch": sum_batch, "half": False, "smoothing": 0.0, "ignore": None}
        graph.outputs.append({"name": graph.last_declared, "logits": logits, "loss": loss, "weight": random.choose([1, 1, 0.5, 2, 0.25])})
    single = outputs == 1 and random.chance(2)
    for output in graph.outputs:
        loss = output["loss"]
        text = {"mse": "MeanSquaredError", "bce": "BinaryCrossEntropy", "cce": "CategoricalCrossEntropy", "sparse": "SparseCategoricalCrossEntropy", "none": None}[loss["kind"]]
        properties = (["Batch = Reduction.Sum"] if sum_batch else []) + ([f"Weight = {output['weight']}"] if output["weight"] != 1 else [])
        declared = [] if single else [f"Output(\"{output['name']}\")"]
        graph.lines.append("[" + ", ".join(declared + ([] if text is None else [text + (f"({', '.join(properties)})" if properties else "")])) + "]")
    return graph


def resolve(graph, name):
    return graph.alias.get(name, name)


# ---- numbers

def slots(graph):
    return [shape for layer in graph.layers if "owner" not in layer for shape in layer["slots"]]


def draw_numbers(graph):
    graph.fills, graph.input_fill, graph.output_fill = [], draw_fill(32), draw_fill(64)
    graph.targets = [None if output["loss"]["kind"] == "none" else draw_targets(output["loss"], graph.shapes[output["name"]][0]) for output in graph.outputs]
    graph.weights = [1 + random.below(8), random.below(9)] if random.chance(4) else None
    for shape in slots(graph):
        constants = draw_fill(128)
        if len(shape) > 1:
            constants[2] = int(2 ** max(4, round(math.log2(58 * math.sqrt(math.prod(shape[:-1]))))))
        graph.fills.append(constants)


def run(graph, dtype, noise=0.0):
    """Everything that is recorded, with `noise` on inputs and parameters."""
    batch, sizes = graph.batch, [math.prod(graph.shapes[name]) for name in graph.inputs]
    inputs = perturbed(fill(batch * sum(sizes), *graph.input_fill).view(batch, -1), noise).to(dtype).requires_grad_()
    parameters = [perturbed(fill(math.prod(shape), *constants).view(shape), noise).to(dtype).requires_grad_() for shape, constants in zip(slots(graph), graph.fills)]
    values = {name: part.view([batch] + graph.shapes[name]) for name, part in zip(graph.inputs, inputs.split(sizes, 1))}
    owned, left, margin = {}, list(parameters), math.inf
    for layer in graph.layers:
        if "owner" not in layer:
            owned[layer["name"]], left = left[:len(layer["slots"])], left[len(layer["slots"]):]
        values[layer["name"]], near = apply(layer, [values[resolve(graph, source)] for source in layer["sources"]], owned[layer.get("owner", layer["name"])])
        margin = min(margin, near)

    outputs = torch.cat([values[output["name"]] for output in graph.outputs], 1)
    weights = None if graph.weights is None else (lattice(batch, *graph.weights, 9).double() / 4).to(dtype)

    def loss_with(weights):
        total = 0
        for output, rule in zip(graph.outputs, graph.targets):
            if rule is not None:
                targets = targets_of(rule, graph.shapes[output["name"]][0], batch)
                targets = targets if targets.dtype == torch.int64 else targets.to(dtype)
                total = total + output["weight"] * batch_loss(output["loss"], values[output["logits"]], values[output["name"]], targets, weights)
        return total

    def gradients(value):
        found = torch.autograd.grad(value, [inputs] + parameters, retain_graph=True, allow_unused=True)
        return [torch.zeros_like(p) if g is None else g for g, p in zip(found, [inputs] + parameters)]

    loss = loss_with(weights)
    seeds = fill(batch * outputs.shape[1], *graph.output_fill).view(batch, -1).to(dtype)
    return {"outputs": outputs.detach(), "loss": loss.detach(), "plain": loss_with(None).detach(), "margin": margin,
            "lossGradients": gradients(loss), "backward": gradients((outputs * seeds).sum())}


def tensors(result):
    return [result[name] for name in ("outputs", "loss", "plain")] + result["lossGradients"] + result["backward"]


def well_posed(graph, result):
    if not math.isfinite(result["loss"].item()) or result["margin"] < MARGIN or result["outputs"].abs().max() > 20:
        return False
    # What leads only to outputs without a loss has no gradient there, and is zero in both.
    if any(0 < gradient.abs().max() < LEAST_GRADIENT for gradient in result["lossGradients"] + result["backward"]):
        return False
    # Rounding alone moves no result by more than a fraction of what the tests allow.
    torch.manual_seed(1)
    rounded = [run(graph, torch.float32)] + [run(graph, torch.float64, noise=2**-23) for _ in range(2)]
    return all(relative(got, reference) < FLOAT_ERROR for other in rounded for got, reference in zip(tensors(other), tensors(result)))


def record(graph, result):
    data = {
        "name": graph.name,
        "attributes": "\n".join(graph.lines),
        "batch": graph.batch,
        "finiteDifferenceSamples": graph.batch,
        "inputs": graph.input_fill,
        "parameters": [[math.prod(shape)] + constants for shape, constants in zip(slots(graph), graph.fills)],
        "targetParts": [{"rule": rule, "size": graph.shapes[output["name"]][0]} for output, rule in zip(graph.outputs, graph.targets) if rule is not None],
        "outputGradients": graph.output_fill,
        "outputs": summary(result["outputs"], 6),
        "loss": float(result["loss"]),
        "lossInputGradient": summary(result["lossGradients"][0], 4),
        "lossGradients": [summary(g, 2) for g in result["lossGradients"][1:]],
        "backwardInputGradient": summary(result["backward"][0], 4),
        "backward": [summary(g, 2) for g in result["backward"][1:]],
    }
    if graph.blocks:
        data["blocks"] = "\n".join(graph.blocks)
    if graph.weights is not None:
        data["sampleWeights"] = graph.weights
        data["unweightedLoss"] = float(result["plain"])
    return data


def main():
    random.state = SEED
    records, rejected = [], 0
    while len(records) < GRAPHS:
        graph = draw_graph(len(records))
        if not slots(graph) or sum(math.prod(shape) for shape in slots(graph)) > 6000:
            continue
        for _ in range(20):
            draw_numbers(graph)
            result = run(graph, torch.float64)
            if well_posed(graph, result):
                records.append(record(graph, result))
                break
            rejected += 1
    text = "[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in records) + "\n]\n"
    OUTPUT.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(records)} graphs, {rejected} fillings rejected, {len(text):,} bytes")


if __name__ == "__main__":
    main()
