#!/usr/bin/env python3
"""Random PyTorch modules as ONNX files and as weights, with an input and the answer of each.

    torch_modules.py FOLDER [COUNT=200] [SEED=1]

Writes FOLDER/NNN_kind.onnx, .pt and .safetensors (the state_dict, where a module has one), .input_0.npy ... and .output_0.npy ... . Weights, shapes and options are drawn; widths are small and odd on purpose.
"""
import math
import os
import random
import sys
import warnings

import numpy
import torch
from torch import nn

from state_file import write_safetensors

warnings.filterwarnings("ignore")


class Lambda(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def pick(*choices):
    return random.choice(choices)


def activation():
    return pick(
        nn.ReLU, nn.Sigmoid, nn.Tanh, nn.LeakyReLU, nn.ELU, nn.SELU, nn.Softplus, nn.Softsign, nn.GELU, nn.SiLU, nn.Mish, nn.Hardswish, nn.Hardsigmoid, nn.Hardtanh, nn.ReLU6,
        lambda: nn.PReLU(), lambda: nn.CELU(pick(0.5, 1.0, 2.0)), lambda: Lambda(lambda x: x * torch.sigmoid(x)),
        lambda: Lambda(lambda x: x.clamp(-0.5, 1.5)), lambda: Lambda(lambda x: torch.sqrt(torch.abs(x) + 1)), lambda: nn.LogSigmoid(), lambda: nn.Threshold(0.1, -0.2))()


def norm2d(channels):
    groups = pick(*[g for g in range(1, channels + 1) if channels % g == 0])
    return pick(lambda: nn.BatchNorm2d(channels, eps=pick(1e-5, 1e-3)), lambda: nn.GroupNorm(groups, channels), lambda: nn.InstanceNorm2d(channels, affine=True), lambda: nn.Identity())()


def images():
    channels, height, width = pick(1, 2, 3, 5), random.randint(7, 13), random.randint(7, 13)
    shape, layers = (channels, height, width), []
    x = torch.zeros(1, *shape)
    for _ in range(random.randint(1, 4)):
        c = x.shape[1]
        kind = random.randint(0, 6)
        if kind <= 2:
            groups = pick(1, 1, c)
            k = (random.randint(1, 3), random.randint(1, 3))
            layer = nn.Conv2d(c, groups * random.randint(1, 4), k, stride=(pick(1, 2), pick(1, 2)), padding=(pick(0, 1, 2), pick(0, 1)), dilation=(pick(1, 2), pick(1, 2)),
                              groups=groups, bias=pick(True, False), padding_mode=pick("zeros", "zeros", "reflect", "replicate"))
        elif kind == 3:
            layer = nn.ConvTranspose2d(c, random.randint(1, 4), (random.randint(1, 3), random.randint(2, 3)), stride=pick(1, 2), padding=pick(0, 1), output_padding=0, bias=pick(True, False))
        elif kind == 4:
            layer = pick(nn.MaxPool2d(2, stride=pick(1, 2), ceil_mode=pick(True, False)), nn.AvgPool2d(2, stride=pick(1, 2), padding=pick(0, 1), count_include_pad=pick(True, False)))
        elif kind == 5:
            layer = pick(nn.Upsample(scale_factor=2), nn.Upsample(scale_factor=(2, 3)), nn.PixelShuffle(2), nn.PixelUnshuffle(2), nn.ZeroPad2d(pick(1, (0, 1, 2, 0))), nn.ReflectionPad2d(1), nn.PixelUnshuffle(1), nn.ChannelShuffle(pick(*[g for g in range(1, c + 1) if c % g == 0])))
        else:
            layer = norm2d(c)
        try:
            y = layer(x)
        except (RuntimeError, ValueError):
            continue
        if min(y.shape) < 1 or y.numel() > 4000:
            continue
        layers += [layer, activation()]
        x = y
    c = x.shape[1]
    head = random.randint(0, 5)
    if head <= 1:
        layers += [nn.Flatten(), nn.Linear(x[0].numel(), random.randint(1, 5))]
    elif head == 2:
        layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, 3), nn.Softmax(dim=1)]
    elif head == 3:
        layers += [pick(Lambda(lambda x: x.mean(dim=(2, 3))), Lambda(lambda x: x.amin(dim=(2, 3))))]
    elif head == 4:
        layers += [Lambda(lambda x: x.flatten(2).transpose(1, 2)), nn.LayerNorm(c), nn.Linear(c, 4)]
    return nn.Sequential(*layers), [shape]


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.width = random.randint(2, 6)
        self.first, self.second = nn.Conv2d(self.width, self.width, 3, padding=1), nn.Conv2d(self.width, self.width, 3, padding=1)
        self.norm, self.out = nn.BatchNorm2d(self.width), nn.Linear(self.width, 3)
        self.kind = random.randint(0, 4)

    def forward(self, x):
        y = self.norm(self.second(torch.relu(self.first(x))))
        y = [lambda: y + x, lambda: torch.cat([x, y], 1)[:, self.width // 2:self.width // 2 + self.width], lambda: torch.maximum(x, y), lambda: x * torch.sigmoid(y),
             lambda: y * torch.sigmoid(y.mean((2, 3), keepdim=True))][self.kind]()
        return self.out(torch.relu(y).mean((2, 3)))


class Recurrent(nn.Module):
    def __init__(self, features):
        super().__init__()
        units, self.last, both = random.randint(1, 7), random.randint(0, 2), pick(True, False)
        kind = pick(nn.LSTM, nn.GRU, lambda *a, **k: nn.RNN(*a, nonlinearity=pick("tanh", "relu"), **k))
        self.cell = kind(features, units, num_layers=random.randint(1, 2), bidirectional=both, batch_first=True, bias=pick(True, True, False))
        self.out = nn.Linear(units * (2 if both else 1), random.randint(1, 4))

    def forward(self, x):
        y, h = self.cell(x)
        if self.last == 0:
            return self.out(y)
        return self.out(y[:, -1]) if self.last == 1 else self.out(torch.relu(y)).mean(1)


class Sound(nn.Module):
    def __init__(self, features):
        super().__init__()
        width = random.randint(1, 5)
        self.a, self.b = nn.Conv1d(features, width, 3, dilation=pick(1, 2), padding=pick(0, 1, 4)), nn.Conv1d(width, 2 * width, pick(1, 2), stride=pick(1, 2))
        self.norm, self.kind = pick(nn.BatchNorm1d(2 * width), nn.Identity()), random.randint(0, 3)
        self.out = nn.Linear(width, 2)

    def forward(self, x):
        y = nn.functional.glu(self.norm(self.b(torch.tanh(self.a(x)))), dim=1)
        if self.kind == 0:
            return y
        return self.out([lambda: y.mean(2), lambda: y.max(2)[0], lambda: y[:, :, -1]][self.kind - 1]())


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.heads, self.width, self.causal = pick(1, 2, 3), pick(1, 2, 4), pick(True, False)
        all_ = self.heads * self.width
        self.qkv, self.out, self.scale = nn.Linear(all_, 3 * all_, bias=pick(True, False)), nn.Linear(all_, all_), pick(True, False)

    def forward(self, x):
        samples, steps, all_ = x.shape
        q, k, v = [part.view(samples, steps, self.heads, self.width).transpose(1, 2) for part in self.qkv(x).split(all_, dim=2)]
        scores = q @ k.transpose(-2, -1)
        if self.scale:
            scores = scores / math.sqrt(self.width)
        if self.causal:
            scores = scores + torch.triu(torch.full((steps, steps), -1e9, dtype=scores.dtype), 1)
        return x + self.out((torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(samples, steps, all_))


def attention():
    steps = random.randint(2, 6)
    if pick(True, False):
        net = Attention()
        return nn.Sequential(net, nn.LayerNorm(net.heads * net.width)), [(steps, net.heads * net.width)]
    heads, width = pick(1, 2), pick(2, 3)
    layer = nn.TransformerEncoderLayer(heads * width, heads, 7, batch_first=True, activation=pick("relu", "gelu"), norm_first=pick(True, False))
    return nn.Sequential(layer, nn.Linear(heads * width, 2)), [(steps, heads * width)]


class Tokens(nn.Module):
    def __init__(self, steps):
        super().__init__()
        heads = pick(1, 2)
        self.width, self.steps = heads * pick(2, 3, 5), steps
        self.table = nn.Embedding(11, self.width)
        self.positions = nn.Parameter(torch.randn(steps, self.width))
        self.norm, self.up, self.down = nn.LayerNorm(self.width), nn.Linear(self.width, 9), nn.Linear(9, self.width)
        self.act, self.out = activation(), nn.Linear(self.width, 3)

    def forward(self, x):
        y = self.table(x) + self.positions
        y = y + self.down(self.act(self.up(self.norm(y))))
        return torch.log_softmax(self.out(y), dim=-1)


def dense():
    width = random.randint(1, 9)
    size, layers = width, []
    for _ in range(random.randint(1, 4)):
        units = random.randint(1, 20)
        layers += [nn.Linear(width, units, bias=pick(True, True, False)), pick(nn.Identity(), nn.BatchNorm1d(units), nn.LayerNorm(units)), activation()]
        width = units
    return nn.Sequential(*layers), [(size,)]


def module():
    kind = pick("images", "images", "residual", "recurrent", "sound", "tokens", "dense", "attention")
    if kind == "residual":
        net = Residual()
        return kind, net, [(net.width, 6, 5)], None
    if kind in ("recurrent", "sound"):
        features, steps = random.randint(1, 5), random.randint(9, 12)
        return kind, (Recurrent if kind == "recurrent" else Sound)(features), [(steps, features) if kind == "recurrent" else (features, steps)], None
    if kind == "tokens":
        steps = random.randint(2, 6)
        return kind, Tokens(steps), [(steps,)], 11
    net, shapes = {"images": images, "dense": dense, "attention": attention}[kind]()
    return kind, net, shapes, None


def spread(net):
    for tensor in list(net.parameters()) + list(net.buffers()):
        if tensor.dtype == torch.float32:
            tensor.data = torch.rand_like(tensor) * 0.9 + 0.3 if tensor.dim() < 2 else torch.randn_like(tensor) / math.sqrt(max(1, tensor[0].numel()))


def main():
    folder, count, seed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200, int(sys.argv[3]) if len(sys.argv) > 3 else 1
    os.makedirs(folder, exist_ok=True)
    random.seed(seed)
    torch.manual_seed(seed)
    i = 0
    while i < count:
        kind, net, shapes, vocabulary = module()
        spread(net)
        net.eval()
        samples = 3
        inputs = [torch.randint(0, vocabulary, (samples, *shape)) if vocabulary else torch.randn(samples, *shape) for shape in shapes]
        with torch.no_grad():
            outputs = net.double()(*[tensor.double() if tensor.is_floating_point() else tensor for tensor in inputs])  # what is right, not what single precision makes of it
        net.float()
        path = os.path.join(folder, f"{i:03d}_{kind}")
        names = [f"in{k}" for k in range(len(inputs))]
        try:
            torch.onnx.export(net, tuple(inputs), path + ".onnx", input_names=names, output_names=["out"], opset_version=pick(11, 13, 15, 17),
                              dynamic_axes={name: {0: "batch"} for name in names + ["out"]})
        except (torch.onnx.errors.OnnxExporterError, RuntimeError):
            continue  # PyTorch itself cannot write it: another is drawn
        state = net.state_dict()
        if state:
            torch.save(state, path + ".pt")
            write_safetensors(path + ".safetensors", state)
        for k, tensor in enumerate(inputs):
            numpy.save(f"{path}.input_{k}.npy", tensor.numpy().astype(numpy.float32))
        numpy.save(f"{path}.output_0.npy", outputs.numpy().astype(numpy.float32))
        i += 1


if __name__ == "__main__":
    main()
