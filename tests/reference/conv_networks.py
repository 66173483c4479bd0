"""
Writes tests/NetGen.Generator.Tests/Reference/conv_networks.json: 320 random convolutional networks with what PyTorch computes
for them in float64. Needs torch 1.13 or later; run without arguments. The same seed writes the same networks.

The file is in the form of dense_networks.json, whose script says what its entries mean. Data are [height][width][channel] and weights
[kernelHeight][kernelWidth][in / groups][out] row-major here and in the file; what PyTorch is given is permuted on the way.

A network is kept only if it is well-posed for the tests, as there. Besides, a largest number of a window is at least as far from the second largest as
a kink must be; where both are equal, say zeros of a relu, neither may matter: the loss has no kink along random directions.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

import dense_networks as dense
from dense_networks import ACTIVATIONS, KINKS, activation, batch_loss, draw_fill, draw_head, draw_targets, fill, lattice, perturbed, random, relative, summary, targets_of

NETWORKS = 320
SEED = 19890401
MARGIN = 1e-5
DIFFERENCES_MARGIN = 1e-4
FLOAT_ERROR = 5e-7
MOST_COST = 25_000
MOST_NUMBERS = 1_500
# More terms, and a float sum of them in one row is further from the truth than vector code and textbook code may be from each other.
MOST_TERMS = 600
OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "NetGen.Generator.Tests" / "Reference" / "conv_networks.json"

HEIGHTS = [1, 2, 3, 4, 5, 5, 6, 7, 7, 8, 9, 9, 10, 11, 13]
CHANNELS = [1, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17]
SMOOTH = ["Sigmoid", "Tanh", "Gelu", "Silu", "Softplus", "Mish", "Linear"]
KINKED = ["Relu", "Relu", "Relu", "LeakyRelu", "PRelu", "Elu", "Selu", "Softsign", "HardSigmoid", "HardTanh"]


def between(least, most):
    return least + random.below(most - least + 1)


# ---- layers. A layer has the shapes of its parameters, its output shape, what it costs, and a function of its input and its parameters.

def planes(x):
    """From channels last to channels first."""
    return x.movedim(-1, 1)


def pixels(x):
    return x.movedim(1, -1)


def padded(x, sides, value=0.0):
    """A border around channels-first data: [top, bottom, left, right] or [before, after]."""
    return F.pad(x, list(sides[2:]) + list(sides[:2]), value=value)


def window_options(shape, kernel, stride, dilation, pool):
    """A border and the output size, or nothing if the window does not fit. `sides` has two numbers for each extent."""
    reach = [dilation * (k - 1) + 1 for k in kernel]
    most = [k // 2 if pool else r - 1 for k, r in zip(kernel, reach)]
    kind = random.below(6)
    if kind <= 1:
        text, sides = random.choose([[], [], ["Padding = Padding.Valid"]]), [0] * (2 * len(kernel))
    elif kind == 2:
        text, sides = ["Padding = Padding.Same"], [part for r in reach for part in ((r - 1) // 2, r // 2)]
    elif kind == 3:
        border = [between(0, most[i // 2]) for i in range(2 * len(kernel))]
        text, sides = ["PaddingSides = new[] { " + ", ".join(map(str, border)) + " }"], border
    else:
        border = between(0, min(most))
        text, sides = [f"Padding = {border}"] if border or random.chance(2) else [], [border] * (2 * len(kernel))
    output = [(n + sides[2 * i] + sides[2 * i + 1] - reach[i]) // stride[i] + 1 for i, n in enumerate(shape[:-1])]
    return None if min(output) < 1 else (text, sides, output)


def draw_kernel(extents, most=5):
    """The arguments of a kernel or window, and its extents."""
    if len(extents) == 1 or random.chance(2):
        kernel = between(1, min(most, max(extents) + 1))
        return [str(kernel)], [kernel] * len(extents)
    kernel = [between(1, min(most, n + 1)) for n in extents]
    return [str(k) for k in kernel], kernel


def draw_stride(rank, default):
    kind = random.below(5)
    if kind <= 1:
        return [], default
    stride = between(1, 3)
    if kind == 2 and rank == 2:
        across = between(1, 3)
        return [f"Stride = {stride}", f"StrideWidth = {across}"], [stride, across]
    return [f"Stride = {stride}"], [stride] * rank


def weighted(text, arguments, weights, outputs):
    """The options that all layers with weights have, and the shapes of the parameters."""
    bias, frozen = not random.chance(5), random.chance(20)
    text = f"{text}({', '.join(arguments + ([] if bias else ['Bias = false']) + (['Frozen = true'] if frozen else []))})"
    return text, [(weights, frozen)] + ([([outputs], frozen)] if bias else [])


def convolution(shape):
    rank = len(shape) - 1
    filters = random.choose(CHANNELS)
    words, kernel = draw_kernel(shape[:-1])
    stride_text, stride = draw_stride(rank, [1] * rank)
    dilation = random.choose([1, 1, 1, 2, 3])
    divisors = [g for g in range(1, 7) if shape[-1] % g == 0 and filters % g == 0]
    groups = random.choose(divisors) if random.chance(2) else 1
    options = window_options(shape, kernel, stride, dilation, pool=False)
    if options is None:
        return None
    text, sides, output = options
    arguments = [str(filters)] + words + stride_text + ([f"Dilation = {dilation}"] if dilation > 1 else []) + ([f"Groups = {groups}"] if groups > 1 else []) + text
    name, slots = weighted(f"Conv{rank}D", arguments, kernel + [shape[-1] // groups, filters], filters)

    def apply(x, parameters):
        bias = parameters[1] if len(parameters) > 1 else None
        function = F.conv2d if rank == 2 else F.conv1d
        order = (3, 2, 0, 1) if rank == 2 else (2, 1, 0)
        return pixels(function(padded(planes(x), sides), parameters[0].permute(order).contiguous(), bias, stride, 0, dilation, groups))

    return {"kind": f"Conv{rank}D", "text": name, "slots": slots, "apply": apply, "output": output + [filters],
            "cost": math.prod(output) * math.prod(kernel) * shape[-1] // groups * filters}


def depthwise(shape):
    words, kernel = draw_kernel(shape[:-1])
    stride_text, stride = draw_stride(2, [1, 1])
    dilation, multiplier, channels = random.choose([1, 1, 2]), random.choose([1, 1, 2, 3]), shape[-1]
    options = window_options(shape, kernel, stride, dilation, pool=False)
    if options is None:
        return None
    text, sides, output = options
    arguments = words + ([f"Multiplier = {multiplier}"] if multiplier > 1 else []) + stride_text + ([f"Dilation = {dilation}"] if dilation > 1 else []) + text
    name, slots = weighted("DepthwiseConv2D", arguments, kernel + [channels, multiplier], channels * multiplier)

    def apply(x, parameters):
        weights = parameters[0].permute(2, 3, 0, 1).reshape([channels * multiplier, 1] + kernel)
        return pixels(F.conv2d(padded(planes(x), sides), weights, parameters[1] if len(parameters) > 1 else None, stride, 0, dilation, channels))

    return {"kind": "DepthwiseConv2D", "text": name, "slots": slots, "apply": apply, "output": output + [channels * multiplier],
            "cost": math.prod(output) * math.prod(kernel) * channels * multiplier}


def transposed(shape):
    filters = random.choose(CHANNELS)
    words, kernel = draw_kernel(shape[:-1], most=4)
    stride_text, stride = draw_stride(2, [1, 1])
    dilation = random.choose([1, 1, 2])
    divisors = [g for g in range(1, 7) if shape[-1] % g == 0 and filters % g == 0]
    groups = random.choose(divisors) if random.chance(2) else 1
    extra = between(0, min(max(s, dilation) for s in stride) - 1)
    options = window_options([99, 99, 1], kernel, [1, 1], dilation, pool=False)
    text, sides, _ = options
    whole = [(n - 1) * s + dilation * (k - 1) + 1 + extra for n, s, k in zip(shape, stride, kernel)]
    output = [whole[i] - sides[2 * i] - sides[2 * i + 1] for i in range(2)]
    if min(output) < 1:
        return None
    arguments = [str(filters)] + words + stride_text + ([f"Dilation = {dilation}"] if dilation > 1 else []) + ([f"Groups = {groups}"] if groups > 1 else [])
    arguments += text + ([f"OutputPadding = {extra}"] if extra else [])
    name, slots = weighted("ConvTranspose2D", arguments, kernel + [shape[-1], filters // groups], filters)

    def apply(x, parameters):
        bias = parameters[1] if len(parameters) > 1 else None
        y = F.conv_transpose2d(planes(x), parameters[0].permute(2, 3, 0, 1).contiguous(), bias, stride, 0, extra, groups, dilation)
        return pixels(y[:, :, sides[0]:whole[0] - sides[1], sides[2]:whole[1] - sides[3]])

    return {"kind": "ConvTranspose2D", "text": name, "slots": slots, "apply": apply, "output": output + [filters],
            "cost": math.prod(shape) * math.prod(kernel) * filters // groups}


def pool(shape):
    rank, largest = len(shape) - 1, random.chance(2)
    words, window = draw_kernel(shape[:-1], most=4)
    stride_text, stride = draw_stride(rank, window)
    options = window_options(shape, window, stride, 1, pool=True)
    if options is None:
        return None
    text, sides, output = options
    count = not largest and random.chance(2)
    arguments = words + stride_text + text + (["CountPadding = true"] if count else [])
    kind = f"{'Max' if largest else 'Avg'}Pool{rank}D"
    maximum, average = (F.max_pool2d, F.avg_pool2d) if rank == 2 else (F.max_pool1d, F.avg_pool1d)

    def apply(x, parameters):
        x = planes(x)
        if largest:
            return pixels(maximum(padded(x, sides, -math.inf), window, stride))
        mean = average(padded(x, sides), window, stride)
        return pixels(mean if count else mean / average(padded(torch.ones_like(x), sides), window, stride))

    def margin(x):
        return gap(padded(planes(x), sides, -math.inf), window, stride)

    return {"kind": kind, "text": f"{kind}({', '.join(arguments)})", "slots": [], "apply": apply, "output": output + [shape[-1]],
            "cost": math.prod(output) * math.prod(window) * shape[-1], "margin": margin if largest else None}


def gap(x, window, stride):
    """The smallest distance between the largest and the second largest number of a window, where they are not equal."""
    for i, (extent, step) in enumerate(zip(window, stride)):
        x = x.unfold(2 + i, extent, step)
    x = x.flatten(-len(window))
    if x.shape[-1] < 2:
        return math.inf
    top = x.topk(2, dim=-1).values
    distance = (top[..., 0] - top[..., 1])
    distance = distance[distance > 0]
    return distance.min().item() if distance.numel() else math.inf


def global_pool(shape):
    largest = random.chance(2)
    extents = shape[:-1]

    def apply(x, parameters):
        if not largest:
            return x.flatten(1, -2).mean(1)
        x = planes(x)
        return (F.max_pool2d if len(extents) == 2 else F.max_pool1d)(x, extents).flatten(1)

    kind = f"Global{'Max' if largest else 'Avg'}Pool"
    return {"kind": kind, "text": kind, "slots": [], "apply": apply, "output": [shape[-1]], "cost": math.prod(shape),
            "margin": (lambda x: gap(planes(x), extents, extents)) if largest else None}


def upsample(shape):
    factor = between(1, 3)
    return {"kind": "Upsample2D", "text": f"Upsample2D({factor})", "slots": [], "output": [shape[0] * factor, shape[1] * factor, shape[2]],
            "apply": lambda x, parameters: x.repeat_interleave(factor, 1).repeat_interleave(factor, 2), "cost": math.prod(shape) * factor**2}


def draw_sides(most):
    kind = random.below(3)
    if kind == 0:
        all_sides = between(0, most)
        return str(all_sides), [all_sides] * 4
    if kind == 1:
        vertical, horizontal = between(0, most), between(0, most)
        return f"{vertical}, {horizontal}", [vertical, vertical, horizontal, horizontal]
    sides = [between(0, most) for _ in range(4)]
    return ", ".join(map(str, sides)), sides


def zero_pad(shape):
    text, sides = draw_sides(3)
    output = [shape[0] + sides[0] + sides[1], shape[1] + sides[2] + sides[3], shape[2]]
    return {"kind": "ZeroPad2D", "text": f"ZeroPad2D({text})", "slots": [], "output": output, "cost": math.prod(output),
            "apply": lambda x, parameters: pixels(padded(planes(x), sides))}


def crop(shape):
    text, sides = draw_sides(2)
    output = [shape[0] - sides[0] - sides[1], shape[1] - sides[2] - sides[3], shape[2]]
    if min(output) < 1:
        return None
    return {"kind": "Crop2D", "text": f"Crop2D({text})", "slots": [], "output": output, "cost": math.prod(output),
            "apply": lambda x, parameters: x[:, sides[0]:shape[0] - sides[1], sides[2]:shape[1] - sides[3]]}


def reshape(shape):
    size = math.prod(shape)
    divisors = [d for d in range(1, min(size, 24) + 1) if size % d == 0]
    channels = random.choose(divisors)
    if random.chance(3):
        output = [size // channels, channels]
    else:
        rows = random.choose([d for d in divisors if (size // channels) % d == 0])
        output = [rows, size // channels // rows, channels]
    return {"kind": "Reshape", "text": f"Reshape({', '.join(map(str, output))})", "slots": [], "output": output, "cost": 0,
            "apply": lambda x, parameters: x.reshape([-1] + output)}


def layer_norm(shape):
    channels, epsilon = shape[-1], random.choose([1e-5, 1e-5, 1e-3, 0.1])
    if channels < 3:
        return None
    frozen = random.chance(10)
    options = ([] if epsilon == 1e-5 else [f"Epsilon = {epsilon}"]) + (["Frozen = true"] if frozen else [])
    return {"kind": "LayerNorm", "text": "LayerNorm" + (f"({', '.join(options)})" if options else ""), "slots": [([channels], frozen)] * 2, "output": shape,
            "cost": 4 * math.prod(shape), "apply": lambda x, parameters: F.layer_norm(x, [channels], parameters[0], parameters[1], epsilon)}


def response_norm(shape):
    size, values = between(1, 6), {}
    values["Alpha"], values["Beta"], values["K"] = random.choose([1e-4, 0.5, 1.5]), random.choose([0.75, 0.5, 1.25]), random.choose([1.0, 2.0, 0.5])
    defaults = {"Alpha": 1e-4, "Beta": 0.75, "K": 1.0}
    arguments = [str(size)] + [f"{name} = {value}" for name, value in values.items() if value != defaults[name]]
    return {"kind": "LocalResponseNorm", "text": f"LocalResponseNorm({', '.join(arguments)})", "slots": [], "output": shape, "cost": math.prod(shape) * (size + 4),
            "apply": lambda x, parameters: pixels(F.local_response_norm(planes(x), size, values["Alpha"], values["Beta"], values["K"]))}


def flatten(shape):
    return {"kind": "Flatten", "text": "Flatten", "slots": [], "output": [math.prod(shape)], "cost": 0, "apply": lambda x, parameters: x.flatten(1)}


def dense_layer(shape, units):
    name, slots = weighted("Dense", [str(units)], [shape[0], units], units)

    def apply(x, parameters):
        return x @ parameters[0] + (parameters[1] if len(parameters) > 1 else 0)

    return {"kind": "Dense", "text": name, "slots": slots, "apply": apply, "output": [units], "cost": shape[0] * units}


def function(shape, name):
    layer = activation(name)
    if name == "PRelu":
        slots = [([shape[-1] if layer["perChannel"] else 1], False)]

        def apply(x, parameters):
            return torch.where(x > 0, x, x * parameters[0])
    else:
        slots = []

        def apply(x, parameters):
            return ACTIVATIONS[name](x, layer["value"])
    return {"kind": name, "text": layer["text"], "slots": slots, "apply": apply, "output": shape, "cost": math.prod(shape), "isFunction": True}


IMAGE = [convolution] * 8 + [depthwise] * 3 + [transposed] * 3 + [pool] * 6 + [upsample, zero_pad, crop] * 2 + [crop, reshape, layer_norm, layer_norm, response_norm, response_norm]
SEQUENCE = [convolution] * 5 + [pool] * 4 + [layer_norm, response_norm, reshape]


# ---- a network

def draw_network(index):
    """Layers that fit together, or nothing."""
    if random.chance(8):
        shape = [random.choose(HEIGHTS), random.choose(CHANNELS)]
    else:
        shape = [random.choose(HEIGHTS), random.choose(HEIGHTS), random.choose(CHANNELS)]
    network = {"index": index, "shape": shape, "batch": between(1, 9), "layers": [], "lines": []}
    loss, last, least = draw_head()

    def add(layer):
        network["layers"].append(layer)
        if layer.get("isFunction") and network["lines"]:
            network["lines"][-1] += ", " + layer["text"]
        else:
            network["lines"].append(layer["text"])
        return layer["output"]

    for _ in range(random.choose([1, 1, 2, 2, 3, 3, 4])):
        layer = random.choose(IMAGE if len(shape) == 3 else SEQUENCE)(shape)
        if layer is None:
            continue
        shape = add(layer)
        # Zeros of a border would stand on the kink of most functions.
        if layer["kind"] != "ZeroPad2D" and random.chance(2):
            shape = add(function(shape, random.choose(SMOOTH + KINKED)))

    # A dense head on every other network: its code is longer than all the rest.
    vector = loss["kind"].startswith(("cce", "sparse"))
    ending = random.below(8)
    if ending <= 1 and not vector:
        layer = convolution(shape)
        if layer is None:
            return None
        shape = add(layer)
    elif ending <= 3:
        shape = add(global_pool(shape))
    elif ending <= 4 and math.prod(shape) <= 40:
        shape = add(flatten(shape)) if vector else shape
    else:
        shape = add((global_pool if ending == 5 else flatten)(shape))
        if ending == 6:
            shape = add(dense_layer(shape, random.choose([2, 3, 5, 8, 16, 17])))
            shape = add(function(shape, random.choose(SMOOTH + KINKED)))
        shape = add(dense_layer(shape, max(least, random.choose([1, 2, 3, 4, 7, 10, 16, 19]))))
    if shape[-1] < least:
        return None
    if last is not None:
        shape = add(function(shape, last))
    network.update(loss=loss, outputs=math.prod(shape), outputShape=shape)
    return network if is_fit(network) else None


def is_fit(network):
    """Whether it is small enough, and shows more than a dense network."""
    layers = network["layers"]
    cost = sum(layer["cost"] for layer in layers)
    network["finiteDifferenceSamples"] = max(1, min(network["batch"], 4, 20_000 // max(1, cost)))
    largest = max(math.prod(layer["output"]) for layer in layers)
    terms = network["batch"] * max([math.prod(layer["output"][:-1]) for layer in layers if layer["slots"]], default=0)
    shows = any(layer["kind"] not in ("Flatten", "Dense") and not layer.get("isFunction") for layer in layers)
    return shows and cost <= MOST_COST and largest <= MOST_NUMBERS and terms <= MOST_TERMS


def attributes(network):
    return "\n".join([f"[Input({', '.join(map(str, network['shape']))})]"] + [f"[{line}]" for line in network["lines"]] + [f"[{network['loss']['text']}]"])


def slots(network):
    return [slot for layer in network["layers"] for slot in layer["slots"]]


def draw_numbers(network):
    """Fill constants for every tensor; the scale of weights is the power of two that keeps their layer's sums near 1."""
    network["inputs"] = draw_fill(32)
    network["outputGradients"] = draw_fill(64)
    network["targets"] = draw_targets(network["loss"], network["outputs"])
    network["weights"] = [1 + random.below(8), random.below(9)] if random.chance(4) else None
    network["fills"] = []
    x = fill(network["batch"] * math.prod(network["shape"]), *network["inputs"]).view([-1] + network["shape"])
    for layer in network["layers"]:
        constants = [draw_fill(128 if len(shape) == 1 else 64) for shape, _ in layer["slots"]]
        if layer["slots"] and len(layer["slots"][0][0]) > 1:
            weights = fill(math.prod(layer["slots"][0][0]), *constants[0]).view(layer["slots"][0][0])
            spread = layer["apply"](x, [weights]).pow(2).mean().sqrt().item()
            constants[0][2] = int(2 ** max(0, min(20, round(math.log2(64 * max(spread, 1e-6))))))
        if layer["kind"] == "LayerNorm":
            constants[0][2] = 32
        network["fills"] += constants
        x = layer["apply"](x, [fill(math.prod(shape), *c).view(shape) for (shape, _), c in zip(layer["slots"], constants)])


def variables(network, dtype, samples, noise=0.0):
    inputs = fill(network["batch"] * math.prod(network["shape"]), *network["inputs"]).view([-1] + network["shape"])[:samples]
    parameters = [fill(math.prod(shape), *constants).view(shape) for (shape, _), constants in zip(slots(network), network["fills"])]
    return [perturbed(tensor, noise).to(dtype).requires_grad_() for tensor in [inputs] + parameters]


def objectives(network, given, zeros_may_be=True):
    """The outputs, what is differentiated, and the distance to the nearest kink."""
    dtype, samples = given[0].dtype, given[0].shape[0]
    margin, x, left, exact = math.inf, given[0], list(given[1:]), True
    for layer in network["layers"]:
        logits = x
        for kink in KINKS.get(layer["kind"], []):
            distance = (x.detach() - kink).abs()
            # PyTorch's clamp has another slope at its ends.
            distance = distance[distance > 0] if exact and zeros_may_be and kink == 0 else distance
            margin = min(margin, distance.min().item() if distance.numel() else math.inf)
        if layer.get("margin"):
            margin = min(margin, layer["margin"](x.detach()))
        own, left = left[:len(layer["slots"])], left[len(layer["slots"]):]
        x = layer["apply"](x, own)
        exact = exact and layer["kind"] in ("Relu", "Linear", "HardTanh", "Flatten", "Upsample2D", "Crop2D", "ZeroPad2D", "Reshape", "MaxPool2D", "MaxPool1D")
    logits, outputs = logits.flatten(1), x.flatten(1)
    targets = targets_of(network["targets"], network["outputs"], network["batch"])[:samples]
    targets = targets if targets.dtype == torch.int64 else targets.to(dtype)
    weights = None if network["weights"] is None else (lattice(network["batch"], *network["weights"], 9).double() / 4)[:samples].to(dtype)
    if network["loss"]["kind"] == "mae":
        margin = min(margin, (outputs.detach() - targets).abs().min().item())
    if network["loss"]["kind"] == "huber":
        margin = min(margin, ((outputs.detach() - targets).abs() - network["loss"]["delta"]).abs().min().item())
    given_gradients = fill(network["batch"] * network["outputs"], *network["outputGradients"]).view(-1, network["outputs"])[:samples].to(dtype)
    loss = batch_loss(network["loss"], logits, outputs, targets, weights)
    plain = batch_loss(network["loss"], logits, outputs, targets, None)
    return {"outputs": outputs, "loss": loss, "plain": plain, "weighted": (outputs * given_gradients).sum(), "margin": margin}


def run(network, dtype, samples, zeros_may_be=True, noise=0.0):
    """Everything that is recorded, on the first `samples` samples, with `noise` on inputs and parameters."""
    given = variables(network, dtype, samples, noise)
    result = objectives(network, given, zeros_may_be)

    def gradients(value):
        found = torch.autograd.grad(value, given, retain_graph=True, allow_unused=True)
        found = [torch.zeros_like(p) if g is None else g for g, p in zip(found, given)]
        return [g if s is None or not s[1] else torch.zeros_like(g) for g, s in zip(found, [None] + slots(network))]

    result["lossGradients"], result["backward"] = gradients(result["loss"]), gradients(result["weighted"])
    return {name: value.detach() if torch.is_tensor(value) else value for name, value in result.items()}


def has_kink(network, samples):
    """Whether the slope changes at the point itself along some direction: equal numbers in a window that come from different ones before it."""
    given = [tensor.detach() for tensor in variables(network, torch.float64, samples)]
    step = 1e-5
    for _ in range(3):
        direction = [2 * torch.rand_like(tensor) - 1 for tensor in given]
        above, centre, below = (objectives(network, [t + by * d for t, d in zip(given, direction)]) for by in (step, 0, -step))
        for name in ("loss", "weighted"):
            jump = abs((above[name] - 2 * centre[name] + below[name]).item()) / step
            if jump > 1e-2 * max(1, abs(centre[name].item())):
                return True
    return False


def well_posed(network, result):
    if not math.isfinite(result["loss"].item()) or result["margin"] < MARGIN or result["outputs"].abs().max() > 50:
        return False
    if network["loss"]["kind"].endswith("Unfused") and (result["outputs"].min() < 0.02 or result["outputs"].max() > 0.98):
        return False
    samples = network["finiteDifferenceSamples"]
    part = run(network, torch.float64, samples, zeros_may_be=False)
    if not math.isfinite(part["loss"].item()) or part["margin"] < DIFFERENCES_MARGIN:
        return False
    for kind, least in (("lossGradients", 3e-4 * max(1, part["loss"].abs().item())), ("backward", 3e-4 * max(1, part["outputs"].abs().max().item()))):
        for gradient, part_gradient, slot in zip(result[kind], part[kind], [None] + slots(network)):
            if (slot is None or not slot[1]) and (part_gradient.abs().max() < least or gradient.abs().max() < 1e-4):
                return False
    torch.manual_seed(network["index"])
    if has_kink(network, samples):
        return False
    # Rounding alone moves no result by more than a fraction of what the tests allow.
    rounded = [run(network, torch.float32, network["batch"])]
    rounded += [run(network, torch.float64, network["batch"], noise=2**-23) for _ in range(3)]
    return all(
        relative(got, reference) < FLOAT_ERROR
        for other in rounded
        for got, reference in zip(dense.tensors(other), dense.tensors(result)))


def record(network, result):
    data = {
        "name": f"Conv{network['index']:03}",
        "attributes": attributes(network),
        "batch": network["batch"],
        "finiteDifferenceSamples": network["finiteDifferenceSamples"],
        "inputs": network["inputs"],
        "parameters": [[math.prod(shape)] + constants for (shape, _), constants in zip(slots(network), network["fills"])],
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
    random.state = SEED
    records, rejected, kinds = [], 0, {}
    while len(records) < NETWORKS:
        network = draw_network(len(records))
        if network is None:
            continue
        for _ in range(20):
            draw_numbers(network)
            result = run(network, torch.float64, network["batch"])
            if well_posed(network, result):
                records.append(record(network, result))
                for layer in network["layers"]:
                    kinds[layer["kind"]] = kinds.get(layer["kind"], 0) + 1
                break
            rejected += 1
    text = "[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in records) + "\n]\n"
    OUTPUT.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(records)} networks, {rejected} fillings rejected, {len(text):,} bytes")
    print(", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))


if __name__ == "__main__":
    main()
