"""
Writes tests/NetGen.Generator.Tests/Reference/dense_networks.json: 240 random dense networks with what PyTorch computes
for them in float64. Needs torch 1.13 or later; run without arguments. The same seed writes the same networks.

The file carries everything a reader needs to rebuild the numbers, so that only the results are data:

    fill [a, c, scale]    value[k] = (((a k + c) mod 101) - 50) / scale         parameters, inputs, outputGradients, targets
    weights [a, c]        value[s] = ((a s + c) mod 9) / 4                      sampleWeights
    targets               fill:         [a, c, scale] as above
                          unit:         value[k] = ((a k + c) mod 65) / 64
                          distribution: raw[k] = ((a k + c) mod 101) + 1, each sample divided by its sum
                          positive:     value[k] = ((a k + c) mod 65) / 64, a distribution that does not sum to 1
                          oneHot:       1 at class (a s + c) mod outputs, else 0
                          labels:       ((a s + c) mod modulus) + offset
    tensor                [max |v|, L2 norm, probes ...], probe j of m at index j (n - 1) div (m - 1), m = min(n, 6), in `backward` min(n, 2)

k counts elements, s samples. Scales are powers of two, so every parameter and input is the same number in float and in double.
Weights are [in][out] row-major. A network is kept only if it is well-posed for the tests: no branch within 1e-5 of its kink (an input that is exactly 0 may
be), and within 1e-4 in the samples that finite differences use; no gradient so small that they lose it; and no tensor so ill-conditioned
that rounding in float moves it by a good part of what the tests allow.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

torch.set_num_threads(1)

NETWORKS = 240
SEED = 20240229
MARGIN = 1e-5
FLOAT_ERROR = 5e-7
DIFFERENCES_MARGIN = 1e-4
OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "NetGen.Generator.Tests" / "Reference" / "dense_networks.json"

# No multiple of 101: the rows of such a tensor would repeat.
WIDTHS = [1, 2, 3, 4, 5, 7, 8, 9, 10, 13, 15, 16, 17, 20, 24, 31, 32, 33, 40, 47, 63, 64, 65, 100, 127, 128, 129, 191, 255, 256, 257, 299, 300]
BATCHES = [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 20, 31, 32, 33, 40, 47, 48, 49, 63, 64, 65, 70]
DEPTHS = [1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6]


class Lcg:
    """Knuth's MMIX generator; the upper bits are used."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def choose(self, items):
        return items[self.below(len(items))]

    def chance(self, one_in):
        return self.below(one_in) == 0


random = Lcg(SEED)


# ---- fill rules

def lattice(count, a, c, modulus):
    return (torch.arange(count, dtype=torch.int64) * a + c) % modulus


def fill(count, a, c, scale):
    return (lattice(count, a, c, 101).double() - 50) / scale


def draw_fill(scale):
    return [1 + random.below(100), random.below(101), scale]


# ---- layers. A kink is a place where the first or second derivative jumps.

def softplus(x):
    return torch.logaddexp(x, torch.zeros_like(x))


ACTIVATIONS = {
    "Linear": lambda x, p: x,
    "Step": lambda x, p: (x > 0).to(x.dtype) + 0 * x,
    "Sigmoid": lambda x, p: torch.sigmoid(x),
    "Tanh": lambda x, p: torch.tanh(x),
    "Relu": lambda x, p: torch.relu(x),
    "LeakyRelu": lambda x, p: F.leaky_relu(x, p),
    "Elu": lambda x, p: F.elu(x, p),
    "Selu": lambda x, p: F.selu(x),
    "Softmax": lambda x, p: torch.softmax(x, -1),
    "Gelu": lambda x, p: F.gelu(x, approximate=p),
    "Silu": lambda x, p: x * torch.sigmoid(x),
    "Softplus": lambda x, p: softplus(x),
    "Softsign": lambda x, p: x / (1 + x.abs()),
    "HardSigmoid": lambda x, p: torch.clamp(x / 6 + 0.5, 0, 1),
    "HardTanh": lambda x, p: torch.clamp(x, -1, 1),
    "Mish": lambda x, p: x * torch.tanh(softplus(x)),
}

KINKS = {"Step": [0], "Relu": [0], "LeakyRelu": [0], "Elu": [0], "Selu": [0], "PRelu": [0], "HardSigmoid": [-3, 3], "HardTanh": [-1, 1], "Softsign": [0]}

HIDDEN = ["Linear", "Sigmoid", "Tanh", "Relu", "Relu", "LeakyRelu", "PRelu", "PRelu", "Elu", "Selu", "Gelu", "Gelu", "Silu",
          "Softplus", "Softsign", "HardSigmoid", "HardTanh", "Mish"]


def activation(name):
    if name == "LeakyRelu":
        slope = random.choose([0.01, 0.1, 0.2, 0.3, 0.5, 1.25, -0.5])
        return {"kind": name, "text": "LeakyRelu" if slope == 0.01 else f"LeakyRelu({slope})", "value": slope}
    if name == "Elu":
        alpha = random.choose([1.0, 0.5, 1.5, 2.0, 0.1])
        return {"kind": name, "text": "Elu" if alpha == 1 else f"Elu({alpha})", "value": alpha}
    if name == "Gelu":
        approximate = random.chance(2)
        return {"kind": name, "text": "Gelu(Approximate = true)" if approximate else "Gelu", "value": "tanh" if approximate else "none"}
    if name == "PRelu":
        per_channel = random.chance(2)
        texts = ["PRelu(PerChannel = true)", "PRelu(0.1, PerChannel = true)"] if per_channel else ["PRelu"]
        return {"kind": name, "text": random.choose(texts), "perChannel": per_channel}
    return {"kind": name, "text": name, "value": None}


def hidden_activation():
    if random.chance(5):
        return []
    if random.chance(25):
        return [activation("Softmax")]
    chosen = [activation(random.choose(HIDDEN))]
    if random.chance(15):
        chosen.append(activation(random.choose(["Tanh", "Relu", "Sigmoid", "PRelu"])))
    return chosen


def dense(units, frozen=False):
    bias = not random.chance(5)
    text = f"Dense({units}" + ("" if bias else ", Bias = false") + (", Frozen = true" if frozen else "") + ")"
    return {"kind": "Dense", "text": text, "units": units, "bias": bias, "frozen": frozen}


# ---- losses

def reduction_text(properties):
    return "(" + ", ".join(properties) + ")" if properties else ""


def draw_head():
    """The last activation, the loss, and the smallest width that makes sense."""
    kind = random.choose(["mse", "mse", "mae", "huber", "bce", "bce", "bceUnfused", "cce", "cce", "cceUnfused", "sparse", "sparse", "sparseUnfused"])
    loss = {"sumOutputs": False, "sumBatch": random.chance(4), "kind": kind, "half": False, "smoothing": 0.0, "ignore": None}
    properties = []
    if kind in ("mse", "mae", "huber", "bce", "bceUnfused"):
        loss["sumOutputs"] = random.chance(3)
        if loss["sumOutputs"]:
            properties.append("Outputs = Reduction.Sum")
    if loss["sumBatch"]:
        properties.append("Batch = Reduction.Sum")
    if kind == "mse":
        loss["half"] = random.chance(2)
        if loss["half"]:
            properties.append("Half = true")
        name, last, least = "MeanSquaredError", random.choose([None, "Linear", "Tanh", "Sigmoid", "Softmax", "Relu", "Softplus", "PRelu"]), 1
    elif kind == "mae":
        name, last, least = "MeanAbsoluteError", random.choose([None, "Linear", "Tanh", "Softsign", "Softmax"]), 1
    elif kind == "huber":
        loss["delta"] = random.choose([1.0, 0.5, 0.25, 2.0, 0.7])
        properties.insert(0, str(loss["delta"]))
        name, last, least = "Huber", random.choose([None, "Linear", "LeakyRelu", "HardTanh"]), 1
    elif kind == "bce":
        name, last, least = "BinaryCrossEntropy", "Sigmoid", 1
    elif kind == "bceUnfused":
        name, last, least = "BinaryCrossEntropy", random.choose(["Softmax", "HardSigmoid"]), 3
    else:
        name = "CategoricalCrossEntropy" if kind.startswith("cce") else "SparseCategoricalCrossEntropy"
        last, least = "Sigmoid" if kind.endswith("Unfused") else "Softmax", 2
        if random.chance(3):
            loss["smoothing"] = random.choose([0.1, 0.25, 0.05])
            properties.append(f"LabelSmoothing = {loss['smoothing']}")
        if kind.startswith("sparse") and random.chance(2):
            loss["ignore"] = random.choose([-1, -1, 0, 1])
            properties.append(f"IgnoreIndex = {loss['ignore']}")
    if last == "Softmax":
        least = max(least, 2)
    loss["text"] = name + reduction_text(properties)
    return loss, last, least


def draw_targets(loss, outputs):
    kind, (a, c, _) = loss["kind"], draw_fill(1)
    if kind in ("mse", "mae", "huber"):
        return {"rule": "fill", "a": a, "c": c, "scale": 64}
    if kind.startswith("bce"):
        return {"rule": "unit", "a": a, "c": c}
    if kind.startswith("cce"):
        return {"rule": random.choose(["distribution", "oneHot", "positive"]), "a": a, "c": c}
    # An ignored class is one of the classes, or one more below them: then some samples carry the label -1.
    extra = 1 if loss["ignore"] == -1 else 0
    return {"rule": "labels", "a": a, "c": c, "modulus": outputs + extra, "offset": -extra}


def targets_of(rule, outputs, batch):
    a, c = rule["a"], rule["c"]
    if rule["rule"] == "fill":
        return fill(batch * outputs, a, c, rule["scale"]).view(batch, outputs)
    if rule["rule"] in ("unit", "positive"):
        return (lattice(batch * outputs, a, c, 65).double() / 64).view(batch, outputs)
    if rule["rule"] == "distribution":
        raw = (lattice(batch * outputs, a, c, 101).double() + 1).view(batch, outputs)
        return raw / raw.sum(1, keepdim=True)
    if rule["rule"] == "oneHot":
        return F.one_hot(lattice(batch, a, c, outputs), outputs).double()
    return lattice(batch, a, c, rule["modulus"]) + rule["offset"]


def batch_loss(loss, logits, outputs, targets, weights):
    """Definitions as the contract has them; `logits` is what the last activation saw."""
    kind = loss["kind"]
    valid = torch.ones(outputs.shape[0], dtype=outputs.dtype)
    if kind in ("mse", "mae", "huber", "bce", "bceUnfused"):
        if kind == "mse":
            each = (outputs - targets) ** 2 * (0.5 if loss["half"] else 1)
        elif kind == "mae":
            each = (outputs - targets).abs()
        elif kind == "huber":
            each = F.huber_loss(outputs, targets, reduction="none", delta=loss["delta"])
        elif kind == "bce":
            each = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
        else:
            each = -targets * outputs.log() - (1 - targets) * (1 - outputs).log()
        sample = each.sum(1) if loss["sumOutputs"] else each.mean(1)
    else:
        classes = outputs.shape[1]
        if kind.startswith("sparse"):
            if loss["ignore"] is not None:
                valid = (targets != loss["ignore"]).to(outputs.dtype)
            distribution = F.one_hot(torch.where(valid > 0, targets, torch.zeros_like(targets)), classes).to(outputs.dtype)
        else:
            distribution = targets
        distribution = distribution * (1 - loss["smoothing"]) + loss["smoothing"] / classes
        logarithms = outputs.log() if kind.endswith("Unfused") else torch.log_softmax(logits, -1)
        sample = -(distribution * logarithms).sum(1) * valid
    share = valid if weights is None else valid * weights
    total = (sample * share).sum()
    value = total if loss["sumBatch"] else total / share.sum()
    if weights is None and kind in ("cce", "sparse"):
        ignore = loss["ignore"] if loss["ignore"] is not None else -100
        other = F.cross_entropy(logits, targets, reduction="sum" if loss["sumBatch"] else "mean", label_smoothing=loss["smoothing"],
                                **({"ignore_index": ignore} if kind == "sparse" else {}))
        assert not abs(other.item() - value.item()) > 1e-5 * max(1, abs(value.item())), (other, value)
    return value


# ---- a network: structure, then numbers

def width(budget, least=1):
    wide = [w for w in WIDTHS if least <= w <= budget]
    return random.choose(wide) if wide else least


def draw_network(index):
    loss, last, least = draw_head()
    depth = random.choose(DEPTHS)
    batch = random.choose(BATCHES)
    # Two of three are small, so that 240 of them run in seconds.
    limit = 300 if random.chance(3) else random.choose([10, 20, 40, 70, 130])

    layers = []
    if random.chance(6):
        shape = [1 + random.below(6), 1 + random.below(6), random.choose([1, 2, 3, 4, 5])]
    elif random.chance(20):
        shape = [1 + random.below(7), 1 + random.below(9)]
    else:
        shape = [width(limit)]
    if len(shape) > 1:
        if random.chance(4):
            layers.append(activation(random.choose(["PRelu", "PRelu", "Tanh", "Relu"])))
        layers.append({"kind": "Flatten", "text": "Flatten"})
    step = random.chance(16)
    if step and random.chance(2):
        layers.append(activation("Step"))
    elif step:
        layers += [dense(width(limit), frozen=True), activation("Step")]
    for layer in range(depth):
        output = layer == depth - 1
        layers.append(dense(width(limit, least if output else 1), frozen=not step and depth > 1 and random.chance(25)))
        if not output:
            layers += hidden_activation()
    if last is not None:
        layers.append(activation(last))
    return {"index": index, "shape": shape, "layers": layers, "loss": loss, "batch": batch, "outputs": [l for l in layers if l["kind"] == "Dense"][-1]["units"]}


def attributes(network):
    lines = ["[Input(" + ", ".join(map(str, network["shape"])) + ")]"]
    for layer in network["layers"]:
        if layer["kind"] in ("Dense", "Flatten") or len(lines) == 1:
            lines.append("[" + layer["text"] + "]")
        else:
            lines[-1] = lines[-1][:-1] + ", " + layer["text"] + "]"
    return "\n".join(lines + ["[" + network["loss"]["text"] + "]"])


def draw_numbers(network):
    """Fill constants for every tensor; a weight's scale is the power of two that keeps its layer's sums near 1."""
    batch, size = network["batch"], math.prod(network["shape"])
    network["inputs"] = draw_fill(32)
    network["outputGradients"] = draw_fill(64)
    network["targets"] = draw_targets(network["loss"], network["outputs"])
    network["weights"] = [1 + random.below(8), random.below(9)] if random.chance(4) else None
    network["slots"] = []
    x = fill(batch * size, *network["inputs"]).view([batch] + network["shape"])
    for layer in network["layers"]:
        if layer["kind"] == "Flatten":
            x = x.flatten(1)
        elif layer["kind"] == "Dense":
            constants, shape = draw_fill(64), [x.shape[1], layer["units"]]
            spread = (x @ fill(math.prod(shape), *constants).view(shape)).pow(2).mean().sqrt().item()
            constants[2] = int(2 ** max(0, min(20, round(math.log2(64 * max(spread, 1e-6))))))
            network["slots"].append((shape, constants, layer["frozen"]))
            x = x @ fill(math.prod(shape), *constants).view(shape)
            if layer["bias"]:
                network["slots"].append(([layer["units"]], draw_fill(128), layer["frozen"]))
                x = x + fill(layer["units"], *network["slots"][-1][1])
        elif layer["kind"] == "PRelu":
            shape = [x.shape[-1] if layer["perChannel"] else 1]
            network["slots"].append((shape, draw_fill(128), False))
            x = torch.where(x > 0, x, x * fill(shape[0], *network["slots"][-1][1]))
        else:
            x = ACTIVATIONS[layer["kind"]](x, layer["value"])


def run(network, dtype, samples, zeros_may_be=True, noise=0.0):
    """Everything that is recorded, on the first `samples` samples, with `noise` on inputs and parameters, and the distance to the nearest kink, without inputs that are exactly on one if `zeros_may_be`."""
    size = math.prod(network["shape"])
    inputs = fill(network["batch"] * size, *network["inputs"]).view([-1] + network["shape"])[:samples]
    inputs = perturbed(inputs, noise).to(dtype).requires_grad_()
    parameters = [perturbed(fill(math.prod(shape), *constants).view(shape), noise).to(dtype).requires_grad_() for shape, constants, _ in network["slots"]]
    targets = targets_of(network["targets"], network["outputs"], network["batch"])[:samples]
    targets = targets if targets.dtype == torch.int64 else targets.to(dtype)
    weights = None if network["weights"] is None else (lattice(network["batch"], *network["weights"], 9).double() / 4)[:samples].to(dtype)

    margin, x, logits, slots, exact = math.inf, inputs, inputs, iter(parameters), True
    for layer in network["layers"]:
        logits = x
        for kink in KINKS.get(layer["kind"], []):
            distance = (x.detach() - kink).abs()
            distance = distance[distance > 0] if exact and zeros_may_be else distance
            margin = min(margin, distance.min().item() if distance.numel() else math.inf)
        if layer["kind"] == "Flatten":
            x = x.flatten(1)
        elif layer["kind"] == "Dense":
            exact = False
            x = x @ next(slots)
            x = x + next(slots) if layer["bias"] else x
        elif layer["kind"] == "PRelu":
            exact, slope = False, next(slots)
            x = torch.where(x > 0, x, x * slope)
        else:
            x = ACTIVATIONS[layer["kind"]](x, layer["value"])
            exact = exact and layer["kind"] in ("Relu", "Step", "Linear", "HardTanh")
    if network["loss"]["kind"] == "mae":
        margin = min(margin, (x.detach() - targets).abs().min().item())
    if network["loss"]["kind"] == "huber":
        margin = min(margin, ((x.detach() - targets).abs() - network["loss"]["delta"]).abs().min().item())

    def gradients(value):
        found = torch.autograd.grad(value, [inputs] + parameters, retain_graph=True, allow_unused=True)
        found = [torch.zeros_like(p) if g is None else g for g, p in zip(found, [inputs] + parameters)]
        return [g if s is None or not s[2] else torch.zeros_like(g) for g, s in zip(found, [None] + network["slots"])]

    loss = batch_loss(network["loss"], logits, x, targets, weights)
    plain = batch_loss(network["loss"], logits, x, targets, None)
    output_gradients = fill(network["batch"] * network["outputs"], *network["outputGradients"]).view(-1, network["outputs"])[:samples].to(dtype)
    return {"outputs": x.detach(), "loss": loss.detach(), "plain": plain.detach(), "margin": margin,
            "lossGradients": gradients(loss), "backward": gradients((x * output_gradients).sum())}


def perturbed(tensor, noise):
    return tensor if noise == 0 else tensor * (1 + noise * (2 * torch.rand(tensor.shape, dtype=tensor.dtype) - 1))


def relative(got, reference):
    return ((got.double() - reference).abs().max() / reference.abs().max().clamp(min=1e-300)).item() if reference.abs().max() > 0 else got.abs().max().item()


def well_posed(network, result):
    if not math.isfinite(result["loss"].item()) or result["margin"] < MARGIN or result["outputs"].abs().max() > 50:
        return False
    if network["loss"]["kind"].endswith("Unfused") and (result["outputs"].min() < 0.02 or result["outputs"].max() > 0.98):
        return False
    dead = any(l["kind"] == "Step" for l in network["layers"])
    part = run(network, torch.float64, network["finiteDifferenceSamples"], zeros_may_be=False)
    if not math.isfinite(part["loss"].item()) or part["margin"] < DIFFERENCES_MARGIN:
        return False
    for kind, least in (("lossGradients", 3e-4 * max(1, part["loss"].abs().item())), ("backward", 3e-4 * max(1, part["outputs"].abs().max().item()))):
        for gradient, part_gradient, slot in zip(result[kind], part[kind], [None] + network["slots"]):
            expected_zero = dead if slot is None else slot[2]
            if not expected_zero and (part_gradient.abs().max() < least or gradient.abs().max() < 1e-4):
                return False
    # Rounding alone moves no result by more than a fraction of what the tests allow.
    torch.manual_seed(network["index"])
    rounded = [run(network, torch.float32, network["batch"])]
    rounded += [run(network, torch.float64, network["batch"], noise=2**-23) for _ in range(3)]
    return all(
        relative(got, reference) < FLOAT_ERROR
        for other in rounded
        for got, reference in zip(tensors(other), tensors(result)))


def tensors(result):
    return [result["outputs"], result["loss"]] + result["lossGradients"] + result["backward"]


def multiply_adds(network):
    return sum(math.prod(shape) for shape, _, _ in network["slots"] if len(shape) == 2)


# ---- the file

def summary(tensor, probes):
    flat = tensor.flatten()
    count = flat.numel()
    probes = min(count, probes)
    indices = [0] if probes == 1 else [j * (count - 1) // (probes - 1) for j in range(probes)]
    return [float(flat.abs().max()), float(flat.norm())] + [float(flat[i]) for i in indices]


def record(network, result):
    data = {
        "name": f"Dense{network['index']:03}",
        "attributes": attributes(network),
        "batch": network["batch"],
        "finiteDifferenceSamples": network["finiteDifferenceSamples"],
        "inputs": network["inputs"],
        "parameters": [[math.prod(shape)] + constants for shape, constants, _ in network["slots"]],
        "targets": network["targets"],
        "outputGradients": network["outputGradients"],
        "outputs": summary(result["outputs"], 6),
        "loss": float(result["loss"]),
        "lossInputGradient": summary(result["lossGradients"][0], 6),
        "lossGradients": [summary(g, 6) for g in result["lossGradients"][1:]],
        "backwardInputGradient": summary(result["backward"][0], 6),
        "backward": [summary(g, 2) for g in result["backward"][1:]],
    }
    if network["weights"] is not None:
        data["sampleWeights"] = network["weights"]
        data["unweightedLoss"] = float(result["plain"])
    return data


def main():
    records, rejected = [], 0
    while len(records) < NETWORKS:
        network = draw_network(len(records))
        for _ in range(60):
            draw_numbers(network)
            network["finiteDifferenceSamples"] = max(1, min(network["batch"], 4, 100_000 // multiply_adds(network)))
            if multiply_adds(network) * network["batch"] > 8_000_000:
                continue
            result = run(network, torch.float64, network["batch"])
            if well_posed(network, result):
                records.append(record(network, result))
                break
            rejected += 1
    text = "[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in records) + "\n]\n"
    OUTPUT.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(records)} networks, {rejected} fillings rejected, {len(text):,} bytes")


if __name__ == "__main__":
    main()
