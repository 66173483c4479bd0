"""
Writes tests/NetGen.Generator.Tests/Reference/sequence_networks.json: 200 random networks with recurrent layers, and cell_networks.json: 60
whose cells have forms that PyTorch's modules lack, each with what PyTorch computes for them in float64. Needs torch 1.13 or later; run
without arguments.

The file is in the form of dense_networks.json, whose script says what its entries mean. A sequence is [steps][features] row-major. Gradients
and `loss` are those of training, with the lengths and the initial states of the network if it has them; `outputs` and
`unweightedLoss` those of inference, on whole sequences from states of zero. Beyond that a network has a `sequence` of

    vocabulary            0, or an input is the index (a k + c) mod vocabulary instead of a filled number
    outputSteps           steps of the output, 1 if it is no sequence; targets are made for batch * outputSteps rows
    lengths [a, c]        of sample s: ((a s + c) mod steps) + 1
    initialStates         fill constants; a state is layer after layer, the forward direction first, h, then in an LSTM c
    finalStateGradients   fill constants of what `Backward` is given beside outputGradients
    trainingOutputs, finalStates, initialStateGradient      tensors; the last belongs to `backward`

The key weights of an attention and their bias count as one tensor: the gradient of that bias is zero but for rounding, because a softmax does not see what all
its scores have in common. LSTM, GRU and simple recurrent layers with tanh or relu are PyTorch's; the other forms are the loops of cells.py.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from cells import Cell
from dense_networks import draw_fill, fill, lattice, perturbed, random, relative, softplus, summary, targets_of

NETWORKS, CELL_NETWORKS = 200, 60
SEED, CELL_SEED = 19971115, 20140603
LEAST_GRADIENT = 1e-3
LEAST_STATE_GRADIENT = 1e-4
FLOAT_ERROR = 5e-7
# A step of a weight moves the sums of all steps of a sequence.
MARGIN = 3e-4
LARGEST_WORK = 600_000
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "NetGen.Generator.Tests" / "Reference"

STEPS = [1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8, 8, 9, 10, 12]
LONG_STEPS = [16, 17, 20, 25, 31, 32, 33, 40]
FEATURES = [1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9]
UNITS = [1, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 8, 9, 11, 12, 16, 17]
WIDE_UNITS = [19, 20, 24, 32, 33]
BATCHES = [1, 1, 2, 3, 4, 4, 5, 6, 7, 8, 9]
CELLS = {"Lstm": 4, "Gru": 3, "SimpleRnn": 1}
NONLINEARITIES = ["Tanh", "Relu", "Sigmoid", "Linear"]
CELL_FUNCTIONS = ["Tanh", "Tanh", "Relu", "Sigmoid", "Linear", "HardSigmoid", "SteepHardSigmoid", "Softsign", "Softplus", "Elu"]
GATE_FUNCTIONS = ["Sigmoid", "Sigmoid", "Sigmoid", "HardSigmoid", "HardSigmoid", "SteepHardSigmoid", "Tanh", "Softsign"]
UNBOUNDED = ["Relu", "Linear", "Softplus", "Elu"]
ACTIVATIONS = {
    "Tanh": torch.tanh, "Sigmoid": torch.sigmoid, "Relu": torch.relu, "Linear": lambda x: x, "Softplus": softplus,
    "Silu": lambda x: x * torch.sigmoid(x), "Gelu": F.gelu, "Mish": lambda x: x * torch.tanh(softplus(x)),
}


# ---- layers: text, shapes of the parameters, output shape

def text_of(kind, arguments, properties):
    parts = [str(a) for a in arguments] + [f"{name} = {str(value).lower() if isinstance(value, bool) else value}" for name, value in properties]
    return kind + (f"({', '.join(parts)})" if parts else "")


def recurrent_layer(shape, sequence):
    kind = random.choose(["Lstm", "Lstm", "Gru", "Gru", "SimpleRnn", "SimpleRnn", "SimpleRnn"])
    units = random.choose(WIDE_UNITS if random.chance(12) else UNITS)
    bias, both, gates = not random.chance(5), random.chance(4), CELLS[kind]
    nonlinearity = random.choose(NONLINEARITIES) if kind == "SimpleRnn" else None
    properties = []
    if nonlinearity is not None and (nonlinearity != "Tanh" or random.chance(2)):
        properties.append(("Nonlinearity", f"Nonlinearity.{nonlinearity}"))
    properties += [(name, value) for name, value in (("ReturnSequence", sequence), ("Bidirectional", both)) if value]
    properties += [] if bias else [("Bias", False)]
    one = [[shape[1], gates * units], [units, gates * units]] + [[gates * units]] * bias + [[units]] * (bias and kind == "Gru")
    width = units * (2 if both else 1)
    return {"kind": kind, "text": text_of(kind, [units], properties), "units": units, "bias": bias, "both": both, "sequence": sequence,
            "nonlinearity": nonlinearity, "slots": one * (2 if both else 1), "perDirection": len(one),
            "state": units * (2 if kind == "Lstm" else 1) * (2 if both else 1), "output": [shape[0], width] if sequence else [width]}


def cell_layer(shape, sequence):
    """A recurrent layer whose reset gate or functions are not the usual ones."""
    kind = random.choose(["Lstm", "Lstm", "Gru", "Gru", "Gru", "SimpleRnn"])
    units = random.choose(WIDE_UNITS if random.chance(12) else UNITS)
    bias, both, gates = not random.chance(5), random.chance(4), CELLS[kind]
    reset_before = kind == "Gru" and not random.chance(3)
    function = random.choose(CELL_FUNCTIONS)
    gate = "Sigmoid" if kind == "SimpleRnn" else random.choose(GATE_FUNCTIONS)
    cell = random.choose(CELL_FUNCTIONS) if kind == "Lstm" and random.chance(3) else function
    properties = [("ResetBefore", True)] * reset_before
    properties += [("Nonlinearity", f"Nonlinearity.{function}")] * (function != "Tanh")
    properties += [("GateNonlinearity", f"Nonlinearity.{gate}")] * (gate != "Sigmoid")
    properties += [("CellNonlinearity", f"Nonlinearity.{cell}")] * (cell != function)
    properties += [(name, value) for name, value in (("ReturnSequence", sequence), ("Bidirectional", both)) if value]
    properties += [] if bias else [("Bias", False)]
    one = [[shape[1], gates * units], [units, gates * units]] + [[gates * units]] * bias + [[units]] * (bias and kind == "Gru" and not reset_before)
    width = units * (2 if both else 1)
    return {"kind": kind, "text": text_of(kind, [units], properties), "units": units, "bias": bias, "both": both, "sequence": sequence,
            "nonlinearity": function, "functions": [function, gate, cell], "resetBefore": reset_before,
            "slots": one * (2 if both else 1), "perDirection": len(one),
            "state": units * (2 if kind == "Lstm" else 1) * (2 if both else 1), "output": [shape[0], width] if sequence else [width]}


def dense_layer(shape, units, bias):
    return {"kind": "Dense", "text": text_of("Dense", [units], [] if bias else [("Bias", False)]), "bias": bias,
            "slots": [[shape[-1], units]] + [[units]] * bias, "output": shape[:-1] + [units]}


def conv_layer(shape):
    filters, kernel, dilation, bias = random.choose(UNITS[:12]), random.choose([1, 2, 2, 3, 3]), random.choose([1, 1, 2, 3]), not random.chance(5)
    properties = ([] if dilation == 1 else [("Dilation", dilation)]) + ([] if bias else [("Bias", False)])
    return {"kind": "CausalConv1D", "text": text_of("CausalConv1D", [filters, kernel], properties), "kernel": kernel, "dilation": dilation, "bias": bias,
            "slots": [[kernel, shape[1], filters]] + [[filters]] * bias, "output": [shape[0], filters]}


def attention_layer(shape):
    width = shape[1]
    heads, causal, bias = random.choose([h for h in (1, 2, 3, 4) if width % h == 0]), random.chance(2), not random.chance(3)
    properties = ([("Causal", True)] if causal else []) + ([] if bias else [("Bias", False)])
    slots = [[width, width], [width], [width + 1, width], [width, width], [width], [width, width], [width]] if bias else [[width, width]] * 4
    return {"kind": "SelfAttention", "text": text_of("SelfAttention", [heads], properties), "heads": heads, "causal": causal, "bias": bias,
            "slots": slots, "output": shape}


def embedding_layer(steps, vocabulary):
    size = random.choose(FEATURES[2:])
    return {"kind": "Embedding", "text": f"Embedding({vocabulary}, {size})", "slots": [[vocabulary, size]], "output": [steps, size]}


def plain_layer(kind, shape, slots=()):
    return {"kind": kind, "text": kind, "slots": list(slots), "output": shape}


def draw_loss(network, shape, add):
    """The layers before the loss, and the loss itself."""
    kind = random.choose(["mse", "mse", "mse", "cce", "sparse", "bce"])
    loss = {"kind": kind, "sumOutputs": False, "sumBatch": random.chance(5), "half": False, "smoothing": 0.0}
    properties = []
    if kind in ("mse", "bce"):
        loss["sumOutputs"] = random.chance(4)
        properties += [("Outputs", "Reduction.Sum")] * loss["sumOutputs"]
    else:
        loss["smoothing"] = random.choose([0.0, 0.0, 0.1])
    if kind == "mse" and random.chance(4):
        loss["half"] = True
        properties.append(("Half", True))
    properties += [("Batch", "Reduction.Sum")] * loss["sumBatch"]
    properties += [("LabelSmoothing", loss["smoothing"])] * (loss["smoothing"] > 0)
    # Now and then the last layer's own outputs are what the loss sees.
    if kind != "mse" or not random.chance(5):
        shape = add(dense_layer(shape, random.choose([2, 3, 5] if kind in ("cce", "sparse") else [1, 2, 3, 4]), not random.chance(6)))
    if kind in ("cce", "sparse"):
        shape = add(plain_layer("Softmax", shape))
    elif kind == "bce":
        shape = add(plain_layer("Sigmoid", shape))
    names = {"mse": "MeanSquaredError", "bce": "BinaryCrossEntropy", "cce": "CategoricalCrossEntropy", "sparse": "SparseCategoricalCrossEntropy"}
    loss["text"] = text_of(names[kind], [], properties)
    network["loss"], network["output"] = loss, shape


def draw_network(index, recurrent_of=recurrent_layer):
    steps = random.choose(LONG_STEPS) if random.chance(10) else random.choose(STEPS)
    network = {"index": index, "batch": random.choose(BATCHES), "steps": steps, "layers": [], "vocabulary": 0,
               "hasLengths": steps > 1 and random.chance(2), "hasStates": random.chance(2)}

    def add(layer):
        network["layers"].append(layer)
        return layer["output"]

    if random.chance(8):
        network["vocabulary"] = random.choose([2, 3, 5, 8, 13])
        network["shape"] = [steps] if random.chance(2) else [steps, 1]
        shape = add(embedding_layer(steps, network["vocabulary"]))
    else:
        shape = network["shape"] = [steps, random.choose(FEATURES)]

    def between(shape):
        kind = random.choose(["dense", "dense", "activation", "norm", "conv", "attention"])
        if kind == "dense":
            shape = add(dense_layer(shape, random.choose(UNITS[:14]), not random.chance(5)))
        if kind in ("dense", "activation"):
            return add(plain_layer(random.choose(list(ACTIVATIONS)), shape))
        if kind == "norm" and shape[-1] >= 3:
            return add(plain_layer("LayerNorm", shape, [[shape[-1]], [shape[-1]]]))
        if kind == "conv" and len(shape) == 2:
            return add(plain_layer("Tanh", add(conv_layer(shape))))
        if kind == "attention" and len(shape) == 2:
            if random.chance(2):
                shape = add(plain_layer("PositionalEncoding", shape))
            return add(attention_layer(shape))
        return shape

    depth = random.choose([1, 1, 1, 2, 2, 3])
    sequence_out = random.chance(3)
    for block in range(depth):
        if random.chance(3):
            shape = between(shape)
        last = block == depth - 1
        flatten = last and not sequence_out and steps <= 12 and random.chance(8)
        shape = add(recurrent_of(shape, sequence=not last or sequence_out or flatten))
        if flatten:
            shape = add(plain_layer("Flatten", [math.prod(shape)]))
    if random.chance(3):
        shape = between(shape)
    draw_loss(network, shape, add)
    return network


def slots(network):
    return [shape for layer in network["layers"] for shape in layer["slots"]]


def state_size(network):
    return sum(layer.get("state", 0) for layer in network["layers"])


def output_rows(network):
    return network["output"][0] if len(network["output"]) == 2 else 1


def attributes(network):
    lines = ["[Input(" + ", ".join(map(str, network["shape"])) + ")]"]
    lines += ["[" + layer["text"] + "]" for layer in network["layers"]]
    return "\n".join(lines + ["[" + network["loss"]["text"] + "]"])


# ---- numbers

def draw_numbers(network):
    a, c, scale = draw_fill(32)
    network["inputs"] = [a, c, scale]
    network["outputGradients"], network["finalStateGradients"] = draw_fill(64), draw_fill(64)
    network["initialStates"] = draw_fill(64) if network["hasStates"] else None
    network["lengths"] = [1 + random.below(100), random.below(101)] if network["hasLengths"] else None
    rule, (a, c, _) = network["loss"]["kind"], draw_fill(1)
    network["targets"] = {
        "mse": {"rule": "fill", "a": a, "c": c, "scale": 64},
        "bce": {"rule": "unit", "a": a, "c": c},
        "cce": {"rule": random.choose(["distribution", "oneHot"]), "a": a, "c": c},
        "sparse": {"rule": "labels", "a": a, "c": c, "modulus": network["output"][-1], "offset": 0},
    }[rule]
    network["weights"] = [1 + random.below(8), random.below(9)] if network["batch"] > 1 and random.chance(4) else None
    network["fills"] = []
    for layer in network["layers"]:
        for shape in layer["slots"]:
            constants = draw_fill(64)
            if len(shape) > 1 and layer["kind"] != "Embedding":
                # Sums of about 0.8, smaller where nothing bounds what goes round; as a power of two.
                gain = 0.4 if layer.get("nonlinearity") in UNBOUNDED else 0.8
                constants[2] = int(2 ** max(4, round(math.log2(29 / gain * math.sqrt(math.prod(shape[:-1]))))))
            network["fills"].append(constants)


def by_hand(layer, directions, x, rows, lengths):
    """A layer that PyTorch does not have: outputs, last states by row, distance to the nearest kink."""
    functions = layer.get("functions") or [layer["nonlinearity"]]
    outputs, lasts, margin = [], [], math.inf
    for d, part in enumerate(directions):
        parameters = part[:2] + [part[2] if layer["bias"] else None, part[3] if len(part) > 3 else None]
        cell = Cell(layer["kind"], parameters, functions, layer.get("resetBefore", False))
        seen, last = cell.run(x, [row[d] for row in rows], lengths, d == 1)
        outputs, lasts, margin = outputs + [seen], lasts + [last], min(margin, cell.margin)
    return torch.cat(outputs, -1), [torch.stack([last[row] for last in lasts]) for row in range(len(rows))], margin


def recurrent(layer, own, x, states, lengths):
    """Outputs, final states, distance to the nearest kink."""
    units, kind, batch = layer["units"], layer["kind"], x.shape[0]
    directions = [own[:layer["perDirection"]]] + ([own[layer["perDirection"]:]] if layer["both"] else [])
    rows = states.view(batch, len(directions), -1, units).permute(2, 1, 0, 3).contiguous()
    margin = math.inf
    usual = "functions" not in layer
    if not usual or kind == "SimpleRnn" and layer["nonlinearity"] != "Tanh":
        outputs, last, margin = by_hand(layer, directions, x, rows, lengths)
        hidden, cells = last if kind == "Lstm" else (last[0], None)
    if usual and (kind != "SimpleRnn" or layer["nonlinearity"] in ("Tanh", "Relu")):
        flat = []
        for part in directions:
            width = part[0].shape[1]
            zeros = torch.zeros(width, dtype=x.dtype)
            at_recurrent = torch.cat([zeros[:2 * units], part[3]]) if kind == "Gru" and layer["bias"] else zeros
            flat += [part[0].t().contiguous(), part[1].t().contiguous(), part[2] if layer["bias"] else zeros, at_recurrent]
        make = {"Lstm": torch.nn.LSTM, "Gru": torch.nn.GRU, "SimpleRnn": torch.nn.RNN}[kind]
        options = {"nonlinearity": layer["nonlinearity"].lower()} if kind == "SimpleRnn" else {}
        module = make(x.shape[-1], units, batch_first=True, bidirectional=layer["both"], dtype=x.dtype, **options)
        module._flat_weights = flat
        packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        packed, last = module(packed, (rows[0], rows[1]) if kind == "Lstm" else rows[0])
        outputs = pad_packed_sequence(packed, batch_first=True, total_length=x.shape[1])[0]
        hidden, cells = last if kind == "Lstm" else (last, None)
    final = torch.stack([hidden] if cells is None else [hidden, cells]).permute(2, 1, 0, 3).reshape(batch, -1)
    return outputs if layer["sequence"] else hidden.permute(1, 0, 2).reshape(batch, -1), final, margin


def attend(layer, own, x, lengths):
    width, steps = x.shape[-1], x.shape[1]
    if layer["bias"]:
        query, query_bias, key, value, value_bias, out, out_bias = own
        key, key_bias = key[:width], key[width]
        in_bias = torch.cat([query_bias, key_bias, value_bias])
    else:
        (query, key, value, out), in_bias, out_bias = own, None, None
    rows = x.transpose(0, 1)
    ahead = torch.ones(steps, steps, dtype=torch.bool).triu(1) if layer["causal"] else None
    behind = torch.arange(steps).unsqueeze(0) >= lengths.unsqueeze(1)
    result, _ = F.multi_head_attention_forward(
        rows, rows, rows, width, layer["heads"], torch.cat([query.t(), key.t(), value.t()]), in_bias, None, None, False, 0.0, out.t(), out_bias,
        key_padding_mask=behind, need_weights=False, attn_mask=ahead)
    return result.transpose(0, 1)


def places(steps, features):
    angle = torch.arange(steps).double().unsqueeze(1) / 10000 ** (2 * (torch.arange(features) // 2).double() / features)
    return torch.where(torch.arange(features) % 2 == 0, angle.sin(), angle.cos())


def forward(network, given, states, lengths):
    """The outputs, what the last activation saw, the final states, the distance to the nearest kink."""
    x, left, finals, margin = given[0], list(given[1:]), [], math.inf
    for layer in network["layers"]:
        logits, own, left, kind = x, left[:len(layer["slots"])], left[len(layer["slots"]):], layer["kind"]
        if kind in CELLS:
            mine, states = states[:, :layer["state"]], states[:, layer["state"]:]
            x, final, nearest = recurrent(layer, own, x, mine, lengths)
            finals, margin = finals + [final], min(margin, nearest)
        elif kind == "Dense":
            x = x @ own[0] + (own[1] if layer["bias"] else 0)
        elif kind == "CausalConv1D":
            planes = F.pad(x.transpose(1, 2), ((layer["kernel"] - 1) * layer["dilation"], 0))
            x = F.conv1d(planes, own[0].permute(2, 1, 0).contiguous(), own[1] if layer["bias"] else None, dilation=layer["dilation"]).transpose(1, 2)
        elif kind == "SelfAttention":
            x = attend(layer, own, x, lengths)
        elif kind == "PositionalEncoding":
            x = x + places(*x.shape[1:]).to(x.dtype)
        elif kind == "LayerNorm":
            x = F.layer_norm(x, x.shape[-1:], *own, 1e-5)
        elif kind == "Embedding":
            x = F.embedding(x.view(x.shape[0], -1), own[0])
        elif kind == "Flatten":
            x = x.flatten(1)
        elif kind == "Softmax":
            x = torch.softmax(x, -1)
        else:
            if kind == "Relu":
                margin = min(margin, x.detach().abs().min().item())
            x = ACTIVATIONS[kind](x)
    return x, logits, torch.cat(finals, 1), margin


def batch_loss(network, logits, outputs, targets, weights, lengths):
    loss, kind, batch = network["loss"], network["loss"]["kind"], outputs.shape[0]
    if kind == "mse":
        each = (outputs - targets.view_as(outputs)) ** 2 * (0.5 if loss["half"] else 1)
    elif kind == "bce":
        each = F.binary_cross_entropy_with_logits(logits, targets.view_as(outputs), reduction="none")
    else:
        rows = logits.reshape(-1, logits.shape[-1])
        each = F.cross_entropy(rows, targets, reduction="none", label_smoothing=loss["smoothing"]).view(outputs.shape[:-1] + (1,))
    each = each.sum(-1) if loss["sumOutputs"] else each.mean(-1)
    if each.dim() == 2:
        each = torch.where(torch.arange(each.shape[1]).unsqueeze(0) < lengths.unsqueeze(1), each, torch.zeros_like(each)).sum(1)
        if not loss["sumOutputs"]:
            each = each / lengths.to(each.dtype)
    total = each.sum() if weights is None else (each * weights).sum()
    return total if loss["sumBatch"] else total / (batch if weights is None else weights.sum())


def run(network, dtype, noise=0.0):
    batch, size, rows = network["batch"], state_size(network), output_rows(network)
    shape = [batch] + network["shape"]
    if network["vocabulary"]:
        inputs = lattice(math.prod(shape), *network["inputs"][:2], network["vocabulary"]).view(shape)
    else:
        inputs = perturbed(fill(math.prod(shape), *network["inputs"]).view(shape), noise).to(dtype).requires_grad_()
    parameters = [perturbed(fill(math.prod(s), *constants).view(s), noise).to(dtype).requires_grad_() for s, constants in zip(slots(network), network["fills"])]
    zeros = torch.zeros(batch, size, dtype=dtype)
    states = (zeros if network["initialStates"] is None else fill(batch * size, *network["initialStates"]).view(batch, size).to(dtype)).requires_grad_()
    whole = torch.full((batch,), network["steps"])
    lengths = whole if network["lengths"] is None else lattice(batch, *network["lengths"], network["steps"]) + 1
    targets = targets_of(network["targets"], network["output"][-1], batch * rows)
    targets = targets if targets.dtype == torch.int64 else targets.to(dtype)
    weights = None if network["weights"] is None else (lattice(batch, *network["weights"], 9).double() / 4).to(dtype)
    output_gradients = fill(batch * math.prod(network["output"]), *network["outputGradients"]).view([batch] + network["output"]).to(dtype)
    state_gradients = fill(batch * size, *network["finalStateGradients"]).view(batch, size).to(dtype)

    def gradients(value, wanted):
        found = torch.autograd.grad(value, [t for t in wanted if t.requires_grad], retain_graph=True, allow_unused=True)
        found = iter(found)
        found = [next(found) if t.requires_grad else None for t in wanted]
        return [torch.zeros(t.shape, dtype=dtype) if g is None else g for g, t in zip(found, wanted)]

    given = [inputs] + parameters
    trained, logits, final, margin = forward(network, given, states, lengths)
    loss = batch_loss(network, logits, trained, targets, weights, lengths)
    backward = gradients((trained * output_gradients).sum() + (final * state_gradients).sum(), given + [states])
    result = {"trainingOutputs": trained.detach(), "loss": loss.detach(), "finalStates": final.detach(), "margin": margin,
              "lossGradients": gradients(loss, given), "backward": backward[:-1], "initialStateGradient": backward[-1],
              "ofOutputs": gradients((trained * output_gradients).sum(), given)}
    with torch.no_grad():
        outputs, logits, _, nearest = forward(network, given, zeros, whole)
        result["outputs"], result["margin"] = outputs, min(margin, nearest)
        result["inferenceLoss"] = batch_loss(network, logits, outputs, targets, None, whole)
    return result


def tensors(result):
    names = ("trainingOutputs", "loss", "finalStates", "initialStateGradient", "outputs", "inferenceLoss")
    return [result[name] for name in names] + result["lossGradients"] + result["backward"]


def well_posed(network, result):
    if not math.isfinite(result["loss"].item()) or result["margin"] < MARGIN or max(result["outputs"].abs().max(), result["trainingOutputs"].abs().max()) > 20:
        return False
    for kind, scale in (("lossGradients", result["loss"].abs().item()), ("backward", result["trainingOutputs"].abs().max().item())):
        # Zero there is for indices, and where a state of zero meets its weights.
        if any(0 < gradient.abs().max() < LEAST_GRADIENT * max(1, scale) for gradient in result[kind]):
            return False
    # Rounding alone moves no result by more than a fraction of what the tests allow.
    torch.manual_seed(network["index"])
    rounded = [run(network, torch.float32)] + [run(network, torch.float64, noise=2**-23) for _ in range(2)]
    return all(relative(got, reference) < FLOAT_ERROR for other in rounded for got, reference in zip(tensors(other), tensors(result)))


def well_conditioned(network, result):
    """What the comparison with textbook code and finite differences needs beyond that: neither knows the gradients of final states and of indices."""
    if 0 < result["initialStateGradient"].abs().max() < LEAST_STATE_GRADIENT:
        return False
    owners = [layer["kind"] for layer in network["layers"] for _ in layer["slots"]]
    # Where all inputs are alike, attention has nothing to choose from.
    if any(owner == "SelfAttention" and gradient.abs().max() == 0 for owner, gradient in zip(owners, result["lossGradients"][1:])):
        return False
    torch.manual_seed(network["index"])
    rounded = [run(network, torch.float32)] + [run(network, torch.float64, noise=2**-23) for _ in range(2)]
    return all(relative(got, reference) < FLOAT_ERROR for other in rounded for got, reference in zip(other["ofOutputs"], result["ofOutputs"]))


def work(network):
    """Multiply-adds of the batch, roughly."""
    return network["batch"] * network["steps"] * sum(math.prod(shape) for shape in slots(network))


# ---- the file

def record(name, network, result):
    data = {
        "name": f"{name}{network['index']:03}",
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
        "lossGradients": [summary(g, 4) for g in result["lossGradients"][1:]],
        "backwardInputGradient": summary(result["backward"][0], 6),
        "backward": [summary(g, 2) for g in result["backward"][1:]],
        "sequence": {
            "steps": network["steps"],
            "outputSteps": output_rows(network),
            "vocabulary": network["vocabulary"],
            "lengths": network["lengths"],
            "initialStates": network["initialStates"],
            "finalStateGradients": network["finalStateGradients"],
            "trainingOutputs": summary(result["trainingOutputs"], 6),
            "finalStates": summary(result["finalStates"], 6),
            "initialStateGradient": summary(result["initialStateGradient"], 6),
        },
    }
    if network["weights"] is not None:
        data["sampleWeights"] = network["weights"]
    return data


def draw_filled(index, recurrent_of):
    """A network with numbers for which it is well-posed, what it computes, and how many fillings were not."""
    rejected = 0
    while True:
        network = draw_network(index, recurrent_of)
        if work(network) > LARGEST_WORK:
            continue
        for _ in range(30):
            draw_numbers(network)
            result = run(network, torch.float64)
            if well_posed(network, result):
                return network, result, rejected
            rejected += 1


def write(file, name, count, seed, recurrent_of):
    random.state = seed
    drawn = [draw_filled(index, recurrent_of) for index in range(count)]
    rejected = sum(count for _, _, count in drawn)
    # Others take the places of those that only some of the tests can use.
    replaced = []
    for index in range(count):
        while not well_conditioned(*drawn[index][:2]):
            drawn[index] = draw_filled(index, recurrent_of)
            replaced.append(index)
    records = [record(name, network, result) for network, result, _ in drawn]
    text = "[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in records) + "\n]\n"
    (FOLDER / file).write_text(text, encoding="utf-8", newline="\n")
    print(f"{file}: {len(records)} networks, {rejected} fillings rejected, {len(replaced)} networks replaced, {len(text):,} bytes")


def main():
    write("sequence_networks.json", "Sequence", NETWORKS, SEED, recurrent_layer)
    write("cell_networks.json", "Cell", CELL_NETWORKS, CELL_SEED, cell_layer)


if __name__ == "__main__":
    main()
