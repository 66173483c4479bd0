"""Modules of PyTorch with random weights, their files, and what they answer: tests/NetGen.Models.Tests/Data/torch.

    python3 tests/reference/torch_weights.py

Each case is a class of NetGen and a module that computes the same. Inputs and answers lie as in the class: height, width,
channels, or steps, features. Weights are written as .pt (some in the format before 1.6, as checkpoints, from wrapped modules)
and, by a writer of this script, as .safetensors.
"""
import collections
import json
import os

import torch
from torch import nn

from state_file import write_safetensors

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "NetGen.Models.Tests", "Data", "torch")
CASES = []


def to_network(tensor):
    """Channels last, a sample a row."""
    return tensor.permute(0, *range(2, tensor.dim()), 1) if tensor.dim() > 2 else tensor


def randomize(module):
    for name, tensor in list(module.named_parameters()) + list(module.named_buffers()):
        if not tensor.dtype.is_floating_point:
            continue
        with torch.no_grad():
            scale = 1.0 if tensor.dim() < 2 else (2.0 / tensor[0].numel()) ** 0.5
            tensor.copy_(torch.randn_like(tensor) * scale)
            if "running_var" in name:
                tensor.copy_(tensor.abs() + 0.3)


def case(name, attributes, module, sample, sequence=False, save=None, wrap=None):
    """A case; sample is a batch in PyTorch's layout, sequence says that it has steps before features."""
    randomize(module)
    module.eval()
    with torch.no_grad():
        answer = module(sample)
    flat = lambda tensor, is_sequence: (tensor if is_sequence else to_network(tensor)).reshape(-1).double().tolist()
    is_steps = sequence and answer.dim() == 3
    state = module.state_dict()
    if wrap:
        state = collections.OrderedDict((wrap + key, value) for key, value in state.items())
    (save or torch.save)(state, os.path.join(FOLDER, name + ".pt"))
    write_safetensors(os.path.join(FOLDER, name + ".safetensors"), state)
    CASES.append({
        "name": name,
        "source": "".join(f"[{line}]\n" for line in ["Network"] + attributes) + f"public sealed partial class {name};\n",
        "input": [float(f"{value:.9g}") for value in flat(sample.float(), sequence)],
        "output": [float(f"{value:.9g}") for value in flat(answer, is_steps)],
    })


class Recurrent(nn.Module):
    def __init__(self, cell, last=True):
        super().__init__()
        self.cell, self.last = cell, last

    def forward(self, x):
        out = self.cell(x)[0]
        if not self.last:
            return out
        size = self.cell.hidden_size
        return torch.cat([out[:, -1, :size], out[:, 0, size:]], 1) if self.cell.bidirectional else out[:, -1]


class Attention(nn.Module):
    def __init__(self, size, heads, bias=True):
        super().__init__()
        self.attention = nn.MultiheadAttention(size, heads, bias=bias, batch_first=True)

    def forward(self, x):
        return self.attention(x, x, x, need_weights=False)[0]


class Swap(nn.Module):
    """Steps and features the other way round."""

    def forward(self, x):
        return x.transpose(1, 2)


class ToLast(nn.Module):
    def forward(self, x):
        return x.permute(0, 2, 3, 1)


class View(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.shape = shape

    def forward(self, x):
        return x.view(x.shape[0], *self.shape)


class LastStep(nn.Module):
    def forward(self, x):
        return x[0][:, -1]


class EveryStep(nn.Module):
    def forward(self, x):
        return x[0]


class Named(nn.Module):
    """Modules that are registered in another order than they are applied, and differ by name alone."""

    def __init__(self):
        super().__init__()
        self.third, self.first, self.second = nn.Linear(6, 6), nn.Linear(6, 6), nn.Linear(6, 6)

    def forward(self, x):
        return self.third(torch.tanh(self.second(torch.tanh(self.first(x)))))


class ZeroBased(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense_0, self.dense_1, self.dense_2 = nn.Linear(5, 5), nn.Linear(5, 5), nn.Linear(5, 5)

    def forward(self, x):
        return self.dense_2(torch.relu(self.dense_1(torch.relu(self.dense_0(x)))))


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 4, 5, padding=2), nn.Conv2d(4, 6, 3)
        self.fc1, self.fc2 = nn.Linear(6, 12), nn.Linear(12, 5)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.conv1(x)), 2)
        x = nn.functional.max_pool2d(torch.relu(self.conv2(x)), 2)
        return torch.softmax(self.fc2(torch.relu(self.fc1(x.flatten(1)))), 1)


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4)
        self.conv2, self.bn2 = nn.Conv2d(4, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4)
        self.downsample = nn.Sequential(nn.Conv2d(3, 4, 1, bias=False), nn.BatchNorm2d(4))
        self.fc = nn.Linear(4, 3)

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return self.fc(torch.relu(y + self.downsample(x)).mean((2, 3)))


class Rounded(nn.Module):
    """Computes with weights that have the digits of a smaller type."""

    def __init__(self, module, kind):
        super().__init__()
        self.module, self.kind = module, kind

    def state_dict(self):
        return self.module.state_dict()

    def forward(self, x):
        with torch.no_grad():
            for tensor in self.module.parameters():
                tensor.copy_(tensor.to(self.kind).float())
        return self.module(x)


class Branches(nn.Module):
    """Two flattened branches side by side before a dense layer."""

    def __init__(self):
        super().__init__()
        self.left, self.right, self.head = nn.Conv2d(2, 3, 3), nn.Conv2d(2, 4, 2, stride=2), nn.Linear(3 * 9 + 4 * 4, 4)

    def forward(self, x):
        x = x[:, :, :5, :5]
        return self.head(torch.cat([self.left(x).flatten(1), self.right(x[:, :, :4, :4]).flatten(1)], 1))


def image(channels, height, width, samples=2):
    return torch.randn(samples, channels, height, width)


def steps(count, features, samples=2):
    return torch.randn(samples, count, features)


def legacy(state, path):
    torch.save(state, path, _use_new_zipfile_serialization=False)


def checkpoint(state, path):
    state = collections.OrderedDict(state)
    weights = [value for value in state.values() if value.dtype.is_floating_point]
    optimizer = {"state": {i: {"step": 3, "exp_avg": torch.zeros_like(value)} for i, value in enumerate(weights)}, "param_groups": [{"lr": 1e-3, "params": [0]}]}
    torch.save({"epoch": 3, "state_dict": state, "optimizer": optimizer, "best": 0.5, "arch": "net"}, path)


def convolutions():
    case("Plain", ["Input(6, 5, 3)", "Conv2D(4, 3, Padding = 1), Relu", "Conv2D(5, 3, 2, Stride = 2, StrideWidth = 1)"],
         nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.Conv2d(4, 5, (3, 2), stride=(2, 1))), image(3, 6, 5))
    case("Grouped", ["Input(5, 5, 4)", "Conv2D(6, 3, Groups = 2, Bias = false)"], nn.Conv2d(4, 6, 3, groups=2, bias=False), image(4, 5, 5))
    case("Depthwise", ["Input(6, 6, 3)", "DepthwiseConv2D(3, Padding = 1), Relu", "Conv2D(5, 1)"],
         nn.Sequential(nn.Conv2d(3, 3, 3, padding=1, groups=3), nn.ReLU(), nn.Conv2d(3, 5, 1)), image(3, 6, 6))
    case("Multiplied", ["Input(5, 4, 2)", "DepthwiseConv2D(3, 2, Multiplier = 3)"], nn.Conv2d(2, 6, (3, 2), groups=2), image(2, 5, 4), save=legacy)
    case("Transposed", ["Input(3, 4, 3)", "ConvTranspose2D(2, 3, Stride = 2, Padding = 1, OutputPadding = 1)"],
         nn.ConvTranspose2d(3, 2, 3, stride=2, padding=1, output_padding=1), image(3, 3, 4))
    case("TransposedGroups", ["Input(3, 3, 4)", "ConvTranspose2D(6, 2, 3, Stride = 2, Groups = 2)"], nn.ConvTranspose2d(4, 6, (2, 3), stride=2, groups=2), image(4, 3, 3))
    case("Steps", ["Input(9, 2)", "Conv1D(4, 3), Relu", "Conv1D(3, 2, Stride = 2)"], nn.Sequential(nn.Conv1d(2, 4, 3), nn.ReLU(), nn.Conv1d(4, 3, 2, stride=2)), steps(9, 2).transpose(1, 2))
    case("Causal", ["Input(8, 2)", "CausalConv1D(3, 3, Dilation = 2), Tanh"], nn.Sequential(nn.ConstantPad1d((4, 0), 0), nn.Conv1d(2, 3, 3, dilation=2), nn.Tanh()), steps(8, 2).transpose(1, 2))
    case("TransposedSteps", ["Input(4, 3)", "ConvTranspose1D(2, 4, Stride = 2)"], nn.ConvTranspose1d(3, 2, 4, stride=2), steps(4, 3).transpose(1, 2))
    case("Slopes", ["Input(4, 4, 2)", "Conv2D(3, 3), PRelu(PerChannel = true)", "Flatten", "PRelu"],
         nn.Sequential(nn.Conv2d(2, 3, 3), nn.PReLU(3), ToLast(), nn.Flatten(), nn.PReLU()), image(2, 4, 4))


def dense():
    case("OneDense", ["Input(7)", "Dense(4)"], nn.Linear(7, 4), torch.randn(3, 7))
    case("NoBias", ["Input(6)", "Dense(5, Bias = false), Relu", "Dense(3)"], nn.Sequential(nn.Linear(6, 5, bias=False), nn.ReLU(), nn.Linear(5, 3)), torch.randn(3, 6), save=checkpoint)
    case("Equal", ["Input(5)", "Dense(5), Tanh", "Dense(5), Tanh", "Dense(5)"], nn.Sequential(nn.Linear(5, 5), nn.Tanh(), nn.Linear(5, 5), nn.Tanh(), nn.Linear(5, 5)), torch.randn(3, 5), wrap="module.")
    case("ByName", ["Input(6)", 'Dense(6, Name = "First"), Tanh', 'Dense(6, Name = "Second"), Tanh', 'Dense(6, Name = "Third")'], Named(), torch.randn(3, 6))
    case("FromZero", ["Input(5)", "Dense(5), Relu", "Dense(5), Relu", "Dense(5)"], ZeroBased(), torch.randn(3, 5), wrap="_orig_mod.")
    case("EveryStepDense", ["Input(4, 3)", "Dense(5), Relu", "Dense(2)"], nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 2)), steps(4, 3), sequence=True)


def flattened():
    case("LeNet", ["Input(8, 10, 1)", "Conv2D(4, 5, Padding = Padding.Same), Relu", "MaxPool2D(2)", "Conv2D(6, 3), Relu", "MaxPool2D(2)", "Flatten",
                   "Dense(12), Relu", "Dense(5), Softmax"], LeNet(), image(1, 8, 10))
    case("Normalized", ["Input(6, 6, 2)", "Conv2D(4, 3, Bias = false), BatchNorm, Relu", "MaxPool2D(2)", "Flatten", "Dense(5)"],
         nn.Sequential(nn.Conv2d(2, 4, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(16, 5)), image(2, 6, 6), save=legacy)
    case("NormalizedFlat", ["Input(4, 5, 3)", "Conv2D(4, 3)", "Flatten", "BatchNorm, Relu", "Dropout(0.5)", "Dense(6), Relu", "Dense(2)"],
         nn.Sequential(nn.Conv2d(3, 4, 3), nn.Flatten(), nn.BatchNorm1d(24), nn.ReLU(), nn.Dropout(0.5), nn.Linear(24, 6), nn.ReLU(), nn.Linear(6, 2)), image(3, 4, 5))
    case("FlatImage", ["Input(3, 4, 2)", "Flatten", "Dense(5)"], nn.Sequential(nn.Flatten(), nn.Linear(24, 5)), image(2, 3, 4))
    case("FlatSteps", ["Input(8, 2)", "Conv1D(3, 3), Relu", "MaxPool1D(2)", "Flatten", "Dense(4)"],
         nn.Sequential(nn.Conv1d(2, 3, 3), nn.ReLU(), nn.MaxPool1d(2), nn.Flatten(), nn.Linear(9, 4)), steps(8, 2).transpose(1, 2))
    case("FlatLstm", ["Input(5, 3)", "Lstm(4, ReturnSequence = true)", "Flatten", "Dense(3)"],
         nn.Sequential(nn.LSTM(3, 4, batch_first=True), EveryStep(), nn.Flatten(), nn.Linear(20, 3)), steps(5, 3), sequence=True)
    case("Pooled", ["Input(5, 5, 2)", "Conv2D(6, 3), Relu", "GlobalAvgPool", "Dense(3)"],
         nn.Sequential(nn.Conv2d(2, 6, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 3)), image(2, 5, 5))
    case("Decoder", ["Input(3)", "Dense(24), Relu", "Reshape(3, 2, 4)", "ConvTranspose2D(2, 2, Stride = 2)"],
         nn.Sequential(nn.Linear(3, 24), nn.ReLU(), View(4, 3, 2), nn.ConvTranspose2d(4, 2, 2, stride=2)), torch.randn(2, 3))
    case("NormalizedDecoder", ["Input(3)", "Dense(24, Bias = false), BatchNorm, Relu", "Reshape(2, 3, 4)", "Conv2D(3, 2), BatchNorm"],
         nn.Sequential(nn.Linear(3, 24, bias=False), nn.BatchNorm1d(24), nn.ReLU(), View(4, 2, 3), nn.Conv2d(4, 3, 2), nn.BatchNorm2d(3)), torch.randn(2, 3), save=checkpoint)
    case("Encoder", ["Input(4, 6, 2)", "Flatten", "Dense(6), Tanh", "Dense(48)", "Reshape(4, 6, 2)"],
         nn.Sequential(nn.Flatten(), nn.Linear(48, 6), nn.Tanh(), nn.Linear(6, 48), View(2, 4, 6)), image(2, 4, 6))


def recurrent():
    case("LastLstm", ["Input(5, 3)", "Lstm(4)", "Dense(2)"], nn.Sequential(nn.LSTM(3, 4, batch_first=True), LastStep(), nn.Linear(4, 2)), steps(5, 3), sequence=True)
    case("EveryLstm", ["Input(5, 3)", "Lstm(4, ReturnSequence = true, Bias = false)"], Recurrent(nn.LSTM(3, 4, bias=False, batch_first=True), last=False), steps(5, 3), sequence=True)
    case("StackedLstm", ["Input(4, 3)", "Lstm(5, ReturnSequence = true)", "Lstm(5)"], Recurrent(nn.LSTM(3, 5, num_layers=2, batch_first=True)), steps(4, 3), sequence=True)
    case("BothLstm", ["Input(4, 3)", "Lstm(3, Bidirectional = true, ReturnSequence = true)"], Recurrent(nn.LSTM(3, 3, bidirectional=True, batch_first=True), last=False), steps(4, 3), sequence=True)
    case("LastGru", ["Input(5, 2)", "Gru(4)"], Recurrent(nn.GRU(2, 4, batch_first=True)), steps(5, 2), sequence=True, save=legacy)
    case("BothGru", ["Input(5, 2)", "Gru(3, Bidirectional = true)", "Dense(2)"], nn.Sequential(Recurrent(nn.GRU(2, 3, bidirectional=True, batch_first=True)), nn.Linear(6, 2)), steps(5, 2), sequence=True)
    case("StackedGru", ["Input(4, 2)", "Gru(3, Bidirectional = true, ReturnSequence = true)", "Gru(3, Bidirectional = true, ReturnSequence = true)"],
         Recurrent(nn.GRU(2, 3, num_layers=2, bidirectional=True, batch_first=True), last=False), steps(4, 2), sequence=True, wrap="module.")
    case("PlainRnn", ["Input(5, 3)", "SimpleRnn(4, ReturnSequence = true)"], Recurrent(nn.RNN(3, 4, batch_first=True), last=False), steps(5, 3), sequence=True)
    case("ConvThenLstm", ["Input(8, 2)", "Conv1D(3, 3), Relu", "Lstm(4)"],
         nn.Sequential(nn.Conv1d(2, 3, 3), nn.ReLU(), Swap(), nn.LSTM(3, 4, batch_first=True), LastStep()), steps(8, 2).transpose(1, 2))


def sequences():
    indices = torch.randint(0, 7, (2, 5))
    case("Words", ["Input(5)", "Embedding(7, 4)", "Lstm(3)", "Dense(2)"], nn.Sequential(nn.Embedding(7, 4), nn.LSTM(4, 3, batch_first=True), LastStep(), nn.Linear(3, 2)), indices, sequence=True)
    case("FlatWords", ["Input(5)", "Embedding(7, 3)", "Flatten", "Dense(2)"], nn.Sequential(nn.Embedding(7, 3), nn.Flatten(), nn.Linear(15, 2)), indices, sequence=True)
    case("Attending", ["Input(4, 6)", "SelfAttention(2)"], Attention(6, 2), steps(4, 6), sequence=True)
    case("AttendingPlain", ["Input(4, 6)", "SelfAttention(3, Bias = false)", "LayerNorm", "Dense(5)"],
         nn.Sequential(Attention(6, 3, bias=False), nn.LayerNorm(6), nn.Linear(6, 5)), steps(4, 6), sequence=True)
    case("Transformer", ["Input(4, 6)", 'LayerNorm(Name = "Norm1")', "SelfAttention(2)", 'LayerNorm(Name = "Norm2")', "Dense(8), Gelu", "Dense(6)"],
         nn.Sequential(nn.LayerNorm(6), Attention(6, 2), nn.LayerNorm(6), nn.Linear(6, 8), nn.GELU(), nn.Linear(8, 6)), steps(4, 6), sequence=True)


def norms():
    case("Groups", ["Input(4, 4, 6)", "GroupNorm(3), Relu", "Conv2D(4, 3)", "GroupNorm(2)"], nn.Sequential(nn.GroupNorm(3, 6), nn.ReLU(), nn.Conv2d(6, 4, 3), nn.GroupNorm(2, 4)), image(6, 4, 4))
    case("Instances", ["Input(4, 4, 3)", "Conv2D(4, 2)", "InstanceNorm(Affine = true)"], nn.Sequential(nn.Conv2d(3, 4, 2), nn.InstanceNorm2d(4, affine=True)), image(3, 4, 4))
    case("StepNorm", ["Input(6, 3)", "Conv1D(4, 2)", "BatchNorm", "Flatten", "Dense(2)"],
         nn.Sequential(nn.Conv1d(3, 4, 2), nn.BatchNorm1d(4), nn.Flatten(), nn.Linear(20, 2)), steps(6, 3).transpose(1, 2))
    case("NoAffine", ["Input(5)", "Dense(6), BatchNorm", "Dense(2)"], nn.Sequential(nn.Linear(5, 6), nn.BatchNorm1d(6, affine=False), nn.Linear(6, 2)), torch.randn(3, 5))
    case("ResidualBlock", ["Input(5, 5, 3)", 'Conv2D(4, 3, Padding = 1, Bias = false, Name = "Conv1")', 'BatchNorm(Name = "Bn1"), Relu',
                           'Conv2D(4, 3, Padding = 1, Bias = false, Name = "Conv2")', 'BatchNorm(Name = "Bn2")',
                           'Conv2D(4, 1, Bias = false, From = "Input", Name = "Downsample0")', 'BatchNorm(Name = "Downsample1")', 'Add("Bn2"), Relu', "GlobalAvgPool", "Dense(3)"],
         Residual(), image(3, 5, 5), save=checkpoint)
    case("TwoBranches", ["Input(5, 5, 2)", 'Conv2D(3, 3, Name = "Left")', 'Flatten(Name = "LeftFlat")', 'Crop2D(0, 1, 0, 1, From = "Input")', 'Conv2D(4, 2, Stride = 2, Name = "Right")', 'Flatten(Name = "RightFlat")',
                         'Concat("RightFlat", From = "LeftFlat")', "Dense(4)"], Branches(), image(2, 5, 5))
    half = nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 3)).half().float()
    case("Halves", ["Input(4)", "Dense(6), Relu", "Dense(3)"], Rounded(half, torch.float16), torch.randn(2, 4), save=lambda state, path: torch.save({key: value.half() for key, value in state.items()}, path))
    case("Brains", ["Input(4)", "Dense(6), Relu", "Dense(3)"], Rounded(half, torch.bfloat16), torch.randn(2, 4), save=lambda state, path: torch.save({key: value.bfloat16() for key, value in state.items()}, path))
    case("Doubles", ["Input(4)", "Dense(6), Relu", "Dense(3)"], nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 3)), torch.randn(2, 4), save=lambda state, path: torch.save({key: value.double() for key, value in state.items()}, path))
    case("Views", ["Input(4)", "Dense(6), Relu", "Dense(3)"], nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 3)), torch.randn(2, 4), save=views)
    case("Inside", ["Input(6)", 'Dense(6, Name = "First"), Tanh', 'Dense(6, Name = "Second"), Tanh', 'Dense(6, Name = "Third")'], Named(), torch.randn(3, 6), wrap="model.net.")


def views(state, path):
    """Tensors that lie in one storage, with offsets, transposed and in steps."""
    whole, result, start = torch.zeros(2000), collections.OrderedDict(), 3
    for i, (name, tensor) in enumerate(state.items()):
        shape = tuple(reversed(tensor.shape)) if i % 2 == 0 else tensor.shape
        view = whole[start:start + 2 * tensor.numel():2].view(-1) if tensor.dim() == 1 else whole[start:start + tensor.numel()].view(shape)
        view = view.t() if tensor.dim() == 2 and i % 2 == 0 else view
        view.copy_(tensor)
        result[name] = view
        start += 2 * tensor.numel() + 5
    torch.save(result, path)


if __name__ == "__main__":
    os.makedirs(FOLDER, exist_ok=True)
    torch.manual_seed(20)
    for cases in (convolutions, dense, flattened, recurrent, sequences, norms):
        cases()
    with open(os.path.join(FOLDER, "cases.json"), "w") as file:
        json.dump(CASES, file, indent=None, separators=(",", ":"))
    print(len(CASES), "cases")
