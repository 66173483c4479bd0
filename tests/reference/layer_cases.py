"""
Writes tests/NetGen.Generator.Tests/Reference/layer_cases.json: networks of few layers, each layer with what PyTorch computes for it in
float64, in full. Needs torch 1.13 or later; run without arguments. The same seed writes the same file.

An entry has

    name, attributes      of the network; data are channels last, as NetGen has them
    inputs                two samples
    parameters            in the order of the flat parameters
    outputs
    outputGradients, backward, backwardInputs
    targets, loss, lossGradients        where the network ends with a loss
"""

import json
import math
import pathlib
import random

import torch
import torch.nn.functional as F

from cells import Cell

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "NetGen.Generator.Tests" / "Reference" / "layer_cases.json"
BATCH = 2
random.seed(20241130)
torch.set_default_dtype(torch.float64)
CASES = []


def numbers(*shape):
    return torch.tensor([(2 * random.randint(-31, 30) + 1) / 64 for _ in range(math.prod(shape))]).view(shape)


def planes(x):
    return x.movedim(-1, 1)


def pixels(x):
    return x.movedim(1, -1)


def case(name, shape, layers, function, parameters=(), targets=None, loss=None):
    """Attributes over an input shape; function takes the batch, channels last, and the parameters."""
    inputs = numbers(BATCH, *shape).requires_grad_()
    values = [numbers(*p).requires_grad_() for p in parameters]
    outputs = function(inputs, *values)
    gradients = numbers(*outputs.shape)
    if values and max(g.abs().max() for g in torch.autograd.grad((outputs * gradients).sum(), values, retain_graph=True)) < 1e-3:
        # What cancels leaves nothing to compare; numbers of one sign do not.
        gradients = gradients.abs()
    backward = torch.autograd.grad((outputs * gradients).sum(), [inputs] + values, retain_graph=True)
    flat = lambda tensors: [float(f"{v:.13g}") for t in tensors for v in t.detach().reshape(-1).tolist()]
    entry = {
        "name": name, "attributes": f"[Input({', '.join(map(str, shape))})] {layers}",
        "inputs": flat([inputs]), "parameters": flat(values), "outputs": flat([outputs]),
        "outputGradients": flat([gradients]), "backwardInputs": flat(backward[:1]), "backward": flat(backward[1:]),
    }
    if targets is not None:
        value = loss(outputs, targets)
        entry |= {"targets": flat([targets]), "loss": value.item(), "lossGradients": flat(torch.autograd.grad(value, values))}
    CASES.append(entry)


def normed(x, axes, epsilon):
    return (x - x.mean(axes, keepdim=True)) / torch.sqrt(x.var(axes, unbiased=False, keepdim=True) + epsilon)


# ---- activations, each behind a hyperbolic tangent so that what is below gets a gradient
for text, function in [
    ("HardSwish", F.hardswish), ("Relu6", F.relu6), ("LogSoftmax", lambda x: F.log_softmax(x, -1)), ("Exp", torch.exp), ("Abs", torch.abs),
    ("Clip(-1.5, 2)", lambda x: x.clamp(-1.5, 2)),
]:
    name = text.split("(")[0]
    case(name + "OfVector", [11], f"[Scale] [{text}]", lambda x, g, b: function(g * x + b), [[11], [11]])
    case(name + "OfImage", [3, 2, 5], f"[Tanh] [{text}] [Scale(Bias = false)]", lambda x, g: g * function(torch.tanh(x)), [[5]])
    case(name + "OfSequence", [4, 3], f"[Dense(6), {text}] [Dense(2)]", lambda x, w, b, v, c: function(x @ w + b) @ v + c, [[3, 6], [6], [6, 2], [2]])
for text, function in [("Log", torch.log), ("Sqrt", torch.sqrt)]:
    case(text, [9], f"[Softplus, {text}] [Scale]", lambda x, g, b: g * function(F.softplus(x)) + b, [[9], [9]])

# ---- normalisation
case("RmsNormOfVector", [13], "[Tanh] [RmsNorm(Epsilon = 1e-3)]", lambda x, g: g * torch.tanh(x) / torch.sqrt(torch.tanh(x).pow(2).mean(-1, keepdim=True) + 1e-3), [[13]])
case("RmsNormOfSequence", [5, 4], "[Dense(7)] [RmsNorm] [Tanh]", lambda x, w, b, g: torch.tanh(g * (x @ w + b) / torch.sqrt((x @ w + b).pow(2).mean(-1, keepdim=True) + 1e-5)), [[4, 7], [7], [7]])
case("RmsNormPlain", [3, 3, 4], "[Tanh] [RmsNorm(Affine = false)] [Tanh]", lambda x: torch.tanh(torch.tanh(x) / torch.sqrt(torch.tanh(x).pow(2).mean(-1, keepdim=True) + 1e-5)))
case("LayerNormPlain", [4, 6], "[Tanh] [LayerNorm(Affine = false)] [Tanh]", lambda x: torch.tanh(F.layer_norm(torch.tanh(x), [6])))
case("BatchNormPlain", [3, 4, 2], "[Tanh] [BatchNorm(Affine = false)] [Tanh]", lambda x: torch.tanh(torch.tanh(x) / math.sqrt(1 + 1e-5)))
for groups, channels in [(1, 4), (2, 6), (3, 6), (6, 6), (4, 12)]:
    case(f"GroupNorm{groups}Of{channels}", [3, 4, channels], f"[Tanh] [GroupNorm({groups}, Epsilon = 1e-4)] [Tanh]",
         lambda x, g, b: torch.tanh(pixels(F.group_norm(planes(torch.tanh(x)), groups, g, b, 1e-4))), [[channels], [channels]])
case("GroupNormOfSequence", [5, 6], "[Dense(8)] [GroupNorm(4)]", lambda x, w, b, g, s: pixels(F.group_norm(planes(x @ w + b), 4, g, s)), [[6, 8], [8], [8], [8]])
case("GroupNormOfVector", [12], "[Tanh] [GroupNorm(3)]", lambda x, g, b: F.group_norm(torch.tanh(x), 3, g, b), [[12], [12]])
case("GroupNormPlain", [2, 3, 4], "[Tanh] [GroupNorm(2, Affine = false)]", lambda x: pixels(F.group_norm(planes(torch.tanh(x)), 2)))
case("InstanceNormOfImage", [4, 3, 5], "[Tanh] [InstanceNorm] [Tanh]", lambda x: torch.tanh(pixels(F.instance_norm(planes(torch.tanh(x))))))
case("InstanceNormOfSequence", [6, 3], "[Dense(4)] [InstanceNorm(Affine = true)]", lambda x, w, b, g, s: pixels(F.instance_norm(planes(x @ w + b), weight=g, bias=s)), [[3, 4], [4], [4], [4]])
case("InstanceNormOfOneChannel", [4, 4, 1], "[Tanh] [InstanceNorm]", lambda x: pixels(F.instance_norm(planes(torch.tanh(x)))))
case("ScaleOfImage", [3, 2, 4], "[Tanh] [Scale] [Tanh]", lambda x, g, b: torch.tanh(g * torch.tanh(x) + b), [[4], [4]])

# ---- layout
for mode, value, options in [("reflect", 0, "Mode = PadMode.Reflect"), ("replicate", 0, "Mode = PadMode.Replicate"), ("constant", -1.5, "Value = -1.5")]:
    for channels in [1, 3]:
        case(f"Pad2D{mode.title()}{channels}", [4, 5, channels], f"[Tanh] [Pad2D(2, 1, 3, 0, {options})] [Tanh]",
             lambda x: torch.tanh(pixels(F.pad(planes(torch.tanh(x)), [3, 0, 2, 1], mode=mode, value=value))))
        case(f"Pad1D{mode.title()}{channels}", [7, channels], f"[Tanh] [Pad1D(3, 2, {options})] [Tanh]",
             lambda x: torch.tanh(pixels(F.pad(planes(torch.tanh(x)), [3, 2], mode=mode, value=value))))
case("Pad2DThenConv", [5, 5, 2], "[Pad2D(1, Mode = PadMode.Reflect)] [Conv2D(3, 3)]",
     lambda x, w, b: pixels(F.conv2d(F.pad(planes(x), [1] * 4, mode="reflect"), w.permute(3, 2, 0, 1).contiguous(), b)), [[3, 3, 2, 3], [3]])
case("Slice", [9], "[Tanh] [Slice(2, 4)] [Tanh]", lambda x: torch.tanh(torch.tanh(x)[:, 2:6]))
case("SliceOfRows", [5, 3, 2], "[Tanh] [Slice(1, 3, Axis = 0)] [Tanh]", lambda x: torch.tanh(torch.tanh(x)[:, 1:4]))
case("SliceOfColumns", [3, 5, 2], "[Tanh] [Slice(1, 3, Axis = -2)] [Tanh]", lambda x: torch.tanh(torch.tanh(x)[:, :, 1:4]))
case("Split", [8], '[Tanh(Name = "whole")] [Slice(0, 4, Name = "a")] [Slice(4, 4, From = "whole"), Multiply("a")]', lambda x: torch.tanh(x)[:, :4] * torch.tanh(x)[:, 4:])
case("Transpose", [4, 3], "[Tanh] [Permute(1, 0)] [Dense(2)]", lambda x, w, b: torch.tanh(x).transpose(1, 2) @ w + b, [[4, 2], [2]])
for order in [(0, 2, 1), (1, 0, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0)]:
    case("Permute" + "".join(map(str, order)), [2, 3, 4], f"[Tanh] [Permute{order}] [Tanh]", lambda x: torch.tanh(torch.tanh(x).permute(0, *[axis + 1 for axis in order])))
for groups in [1, 2, 3, 6]:
    case(f"ChannelShuffle{groups}", [2, 3, 6], f"[Tanh] [ChannelShuffle({groups})] [Tanh]", lambda x: torch.tanh(torch.tanh(x).unflatten(-1, (groups, 6 // groups)).transpose(-1, -2).flatten(-2)))
for extents, text, size in [([7, 8, 3], "6, 5", (6, 5)), ([4, 6, 2], "2, 3", (2, 3)), ([3, 3, 2], "7", (7, 7)), ([10, 9, 1], "7, 4", (7, 4)), ([5, 5, 4], "1", (1, 1))]:
    case("AdaptivePool" + text.replace(", ", "x"), extents, f"[Tanh] [AdaptiveAvgPool2D({text})] [Tanh]", lambda x: torch.tanh(pixels(F.adaptive_avg_pool2d(planes(torch.tanh(x)), size))))
case("AdaptivePoolOfSequence", [11, 3], "[Tanh] [AdaptiveAvgPool1D(4)]", lambda x: pixels(F.adaptive_avg_pool1d(planes(torch.tanh(x)), 4)))

# ---- losses
case("LogCosh", [4], "[Dense(3)] [LogCosh]", lambda x, w, b: x @ w + b, [[4, 3], [3]], 3 * numbers(BATCH, 3), lambda y, t: torch.log(torch.cosh(y - t)).mean())
case("LogCoshSum", [4], "[Dense(3)] [LogCosh(Outputs = Reduction.Sum)]", lambda x, w, b: x @ w + b, [[4, 3], [3]], numbers(BATCH, 3), lambda y, t: torch.log(torch.cosh(y - t)).sum(1).mean())
WEIGHT = torch.tensor([3.5])
case("PositiveWeight", [4], "[Dense(3), Sigmoid] [BinaryCrossEntropy(PositiveWeight = 3.5)]", lambda x, w, b: torch.sigmoid(x @ w + b), [[4, 3], [3]],
     numbers(BATCH, 3).abs(), lambda y, t: F.binary_cross_entropy_with_logits(torch.logit(y), t, pos_weight=WEIGHT))
case("PositiveWeightUnfused", [4], "[Dense(3), HardSigmoid] [BinaryCrossEntropy(PositiveWeight = 3.5)]", lambda x, w, b: torch.clamp((x @ w + b) / 6 + 0.5, 0, 1), [[4, 3], [3]],
     numbers(BATCH, 3).abs(), lambda y, t: (-3.5 * t * torch.log(y) - (1 - t) * torch.log(1 - y)).mean())


# ---- windows: borders of any width, dilation and output padding of each axis, groups
def between(least, most):
    return random.randint(least, most)


def window_2d(extents):
    """Kernel, stride, dilation, padding of both axes and their text."""
    while True:
        kernel, stride, dilation = [between(1, 4), between(1, 4)], [between(1, 3), between(1, 3)], [between(1, 3), between(1, 3)]
        padding = [between(0, 6), between(0, 6)]
        sides = random.random() < 0.5
        if not sides:
            padding[1] = padding[0]
        if all(extents[i] + 2 * padding[i] > dilation[i] * (kernel[i] - 1) for i in (0, 1)):
            break
    border = f"PaddingSides = new[] {{ {padding[0]}, {padding[0]}, {padding[1]}, {padding[1]} }}" if sides else f"Padding = {padding[0]}"
    text = f"Stride = {stride[0]}, StrideWidth = {stride[1]}, Dilation = {dilation[0]}, DilationWidth = {dilation[1]}, {border}"
    return kernel, stride, dilation, padding, text


def fits(stride, dilation, more):
    return all(more[i] < max(stride[i], dilation[i]) for i in (0, 1))


for index in range(12):
    extents, groups = [between(1, 6), between(1, 6)], random.choice([1, 1, 2])
    inputs, filters = groups * between(1, 3), groups * between(1, 3)
    kernel, stride, dilation, padding, text = window_2d(extents)
    case(f"Conv2D{index}", extents + [inputs], f"[Tanh] [Conv2D({filters}, {kernel[0]}, {kernel[1]}, {text}, Groups = {groups})] [Tanh]",
         lambda x, w, b: torch.tanh(pixels(F.conv2d(planes(torch.tanh(x)), w.permute(3, 2, 0, 1).contiguous(), b, stride, padding, dilation, groups))),
         [[*kernel, inputs // groups, filters], [filters]])
for index in range(5):
    extents, channels, multiplier = [between(1, 6), between(1, 6)], between(1, 3), between(1, 2)
    kernel, stride, dilation, padding, text = window_2d(extents)
    case(f"Depthwise{index}", extents + [channels], f"[Tanh] [DepthwiseConv2D({kernel[0]}, {kernel[1]}, {text}, Multiplier = {multiplier})] [Tanh]",
         lambda x, w, b: torch.tanh(pixels(F.conv2d(planes(torch.tanh(x)), w.permute(2, 3, 0, 1).flatten(0, 1).unsqueeze(1).contiguous(), b, stride, padding, dilation, channels))),
         [[*kernel, channels, multiplier], [channels * multiplier]])
for index in range(10):
    while True:
        extents, groups = [between(1, 5), between(1, 5)], random.choice([1, 1, 2])
        inputs, filters = groups * between(1, 3), groups * between(1, 2)
        kernel, stride, dilation, padding, text = window_2d(extents)
        more = [between(0, 2), between(0, 2)]
        rows = [(extents[i] - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel[i] - 1) + 1 + more[i] for i in (0, 1)]
        if fits(stride, dilation, more) and min(rows) >= 1:
            break
    case(f"ConvTranspose2D{index}", extents + [inputs],
         f"[Tanh] [ConvTranspose2D({filters}, {kernel[0]}, {kernel[1]}, {text}, Groups = {groups}, OutputPadding = {more[0]}, OutputPaddingWidth = {more[1]})] [Tanh]",
         lambda x, w, b: torch.tanh(pixels(F.conv_transpose2d(planes(torch.tanh(x)), w.permute(2, 3, 0, 1).contiguous(), b, stride, padding, more, groups, dilation))),
         [[*kernel, inputs, filters // groups], [filters]])
case("ConvTransposeAsWideAsItsBorder", [4, 4, 2], "[Tanh] [ConvTranspose2D(3, 2, Padding = 3, Dilation = 2, OutputPadding = 1, Stride = 3)] [Tanh]",
     lambda x, w, b: torch.tanh(pixels(F.conv_transpose2d(planes(torch.tanh(x)), w.permute(2, 3, 0, 1).contiguous(), b, 3, 3, 1, 1, 2))), [[2, 2, 2, 3], [3]])
case("ConvTransposeOutputPaddingByDilation", [8, 8, 1], "[Tanh] [ConvTranspose2D(3, 2, Padding = 3, Dilation = 2, OutputPadding = 1)] [Tanh]",
     lambda x, w, b: torch.tanh(pixels(F.conv_transpose2d(planes(torch.tanh(x)), w.permute(2, 3, 0, 1).contiguous(), b, 1, 3, 1, 1, 2))), [[2, 2, 1, 3], [3]])
case("ConvOfOnePixelWithABorder", [3, 3, 2], "[Tanh] [Conv2D(2, 1, Padding = 1)] [Tanh]",
     lambda x, w, b: torch.tanh(pixels(F.conv2d(planes(torch.tanh(x)), w.permute(3, 2, 0, 1).contiguous(), b, padding=1))), [[1, 1, 2, 2], [2]])
case("ConvWithAHugeBorder", [3, 2, 2], "[Tanh] [Conv2D(2, 3, Padding = 20, Stride = 4)] [Tanh]",
     lambda x, w, b: torch.tanh(pixels(F.conv2d(planes(torch.tanh(x)), w.permute(3, 2, 0, 1).contiguous(), b, padding=20, stride=4))), [[3, 3, 2, 2], [2]])
for index in range(4):
    steps, groups, kernel, stride, dilation, padding = between(1, 7), random.choice([1, 2]), between(1, 3), between(1, 3), between(1, 2), between(0, 5)
    inputs, filters = groups * between(1, 2), groups * between(1, 3)
    if steps + 2 * padding > dilation * (kernel - 1):
        case(f"Conv1D{index}", [steps, inputs], f"[Tanh] [Conv1D({filters}, {kernel}, Stride = {stride}, Dilation = {dilation}, Padding = {padding}, Groups = {groups})] [Tanh]",
             lambda x, w, b: torch.tanh(pixels(F.conv1d(planes(torch.tanh(x)), w.permute(2, 1, 0).contiguous(), b, stride, padding, dilation, groups))), [[kernel, inputs // groups, filters], [filters]])
for index in range(5):
    while True:
        steps, groups, kernel, stride, dilation, padding = between(1, 6), random.choice([1, 2]), between(1, 4), between(1, 3), between(1, 3), between(0, 4)
        inputs, filters, more = groups * between(1, 2), groups * between(1, 2), between(0, 2)
        if more < max(stride, dilation) and (steps - 1) * stride - 2 * padding + dilation * (kernel - 1) + 1 + more >= 1:
            break
    case(f"ConvTranspose1D{index}", [steps, inputs],
         f"[Tanh] [ConvTranspose1D({filters}, {kernel}, Stride = {stride}, Dilation = {dilation}, Padding = {padding}, Groups = {groups}, OutputPadding = {more})] [Tanh]",
         lambda x, w, b: torch.tanh(pixels(F.conv_transpose1d(planes(torch.tanh(x)), w.permute(1, 2, 0).contiguous(), b, stride, padding, more, groups, dilation))), [[kernel, inputs, filters // groups], [filters]])
for groups, kernel, dilation in [(2, 3, 1), (3, 2, 2), (6, 4, 1)]:
    case(f"CausalConv{groups}", [7, 6], f"[Tanh] [CausalConv1D(6, {kernel}, Dilation = {dilation}, Groups = {groups})] [Tanh]",
         lambda x, w, b: torch.tanh(pixels(F.conv1d(F.pad(planes(torch.tanh(x)), [(kernel - 1) * dilation, 0]), w.permute(2, 1, 0).contiguous(), b, 1, 0, dilation, groups))), [[kernel, 6 // groups, 6], [6]])

# ---- recurrent layers in the forms that PyTorch's modules lack
def recurrent(name, shape, layers, kind, units, functions, sequence, both=False, bias=True, reset_before=False):
    """A dense layer behind the recurrent one, and the squared error."""
    gates, extra = {"SimpleRnn": 1, "Lstm": 4, "Gru": 3}[kind], kind == "Gru" and not reset_before
    slots = [[shape[1], gates * units], [units, gates * units]] + [[gates * units]] * bias + [[units]] * (bias and extra)
    directions = 2 if both else 1

    def function(x, *values):
        lengths, outputs, last = torch.full((BATCH,), shape[0]), [], []
        for direction in range(directions):
            own = list(values[direction * len(slots):(direction + 1) * len(slots)])
            own += [None] * (4 - len(own))
            states = [torch.zeros(BATCH, units)] * (2 if kind == "Lstm" else 1)
            seen, after = Cell(kind, own, functions, reset_before).run(x, states, lengths, direction == 1)
            outputs, last = outputs + [seen], last + [after[0]]
        return torch.cat(outputs if sequence else last, -1) @ values[-2] + values[-1]

    targets = numbers(BATCH, *([shape[0]] if sequence else []), 2)
    case(name, shape, f"{layers} [Dense(2)] [MeanSquaredError]", function, slots * directions + [[directions * units, 2], [2]], targets, lambda y, t: ((y - t) ** 2).mean())


recurrent("GruOfReset", [4, 3], "[Gru(5, ResetBefore = true)]", "Gru", 5, ["Tanh", "Sigmoid"], False, reset_before=True)
recurrent("GruOfResetBothWays", [3, 2], "[Gru(4, ResetBefore = true, Bidirectional = true, ReturnSequence = true)]", "Gru", 4, ["Tanh", "Sigmoid"], True, both=True, reset_before=True)
recurrent("GruOfResetPlain", [3, 1], "[Gru(1, ResetBefore = true, Bias = false, ReturnSequence = true)]", "Gru", 1, ["Tanh", "Sigmoid"], True, bias=False, reset_before=True)
recurrent("GruOfResetWide", [2, 3], "[Gru(17, ResetBefore = true)]", "Gru", 17, ["Tanh", "Sigmoid"], False, reset_before=True)
for index, function in enumerate(["Relu", "Sigmoid", "Linear", "HardSigmoid", "SteepHardSigmoid", "Softsign", "Softplus", "Elu", "Tanh"]):
    gate = ["HardSigmoid", "Softsign", "SteepHardSigmoid"][index % 3]
    text = f"Nonlinearity = Nonlinearity.{function}, GateNonlinearity = Nonlinearity.{gate}"
    recurrent(f"Gru{function}", [3, 2], f"[Gru(3, {text})]", "Gru", 3, [function, gate], False)
    recurrent(f"GruOfReset{function}", [3, 2], f"[Gru(4, ResetBefore = true, {text}, ReturnSequence = true)]", "Gru", 4, [function, gate], True, reset_before=True)
    recurrent(f"Lstm{function}", [3, 2], f"[Lstm(3, {text}, ReturnSequence = true)]", "Lstm", 3, [function, gate, function], True)
    recurrent(f"LstmCell{function}", [4, 2], f"[Lstm(4, CellNonlinearity = Nonlinearity.{function})]", "Lstm", 4, ["Tanh", "Sigmoid", function], False)
    recurrent(f"Rnn{function}", [3, 2], f"[SimpleRnn(4, Nonlinearity = Nonlinearity.{function}, ReturnSequence = true)]", "SimpleRnn", 4, [function], True)
for gate in ["Tanh", "Relu", "Linear", "Softplus", "Elu"]:
    recurrent(f"LstmGate{gate}", [3, 2], f"[Lstm(3, GateNonlinearity = Nonlinearity.{gate})]", "Lstm", 3, ["Tanh", gate, "Tanh"], False)
    recurrent(f"GruGate{gate}", [3, 2], f"[Gru(3, GateNonlinearity = Nonlinearity.{gate}, Bidirectional = true)]", "Gru", 3, ["Tanh", gate], False, both=True)


def main():
    text = "[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in CASES) + "\n]\n"
    OUTPUT.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(CASES)} networks, {len(text):,} bytes")


if __name__ == "__main__":
    main()
