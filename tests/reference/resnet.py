"""What ResNet-18 and ResNet-20 (He et al., arXiv 1512.03385) answer, with weights made by a hash.

The modules are those of torchvision: a shortcut where the shape changes is a convolution of one pixel and a batch normalisation. ResNet-20 is
the network for images of 32 x 32 with such shortcuts. Numbers come from the counter-based generator (SplitMix64, a multiple of 2^-24), as
in vgg16.py: number i of the flat parameters is u of seed 18, of the buffers of seed 19, of the image or the batch of seed 20, and rounded to float32

    weights         (2 u - 1) sqrt(6 / fan-in), of the dense layer a sixteenth of that
    gamma           0.75 + u / 2                     running variance     0.5 + u
    bias, beta      (2 u - 1) / 8                    running mean    (2 u - 1) / 8

PyTorch computes in float64. Writes to Reference/resnet.json beside the tests that read them the answers of both to one image in inference (of
ResNet-18 before a softmax) and, of ResNet-20, a step of training on a batch of 4 whose labels are 3, 1, 4 and 1: the loss, and of the gradient of
each tensor in the order of the layers [max |g|, L2 norm, first, last].
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F
from torch import nn

from vgg16 import uniform


class BasicBlock(nn.Module):
    def __init__(self, inputs, filters, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, filters, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(filters)
        self.conv2 = nn.Conv2d(filters, filters, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(filters)
        self.downsample = nn.Sequential()
        if stride != 1 or inputs != filters:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, filters, 1, stride, bias=False), nn.BatchNorm2d(filters))

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(y)) + self.downsample(x))


class ResNet(nn.Module):
    def __init__(self, stem, filters, blocks, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, filters[0], *stem, bias=False)
        self.bn1 = nn.BatchNorm2d(filters[0])
        self.pools = stem[1] == 2
        stages, inputs = [], filters[0]
        for stage, width in enumerate(filters):
            for block in range(blocks):
                stages.append(BasicBlock(inputs, width, 2 if stage > 0 and block == 0 else 1))
                inputs = width
        self.stages = nn.Sequential(*stages)
        self.fc = nn.Linear(inputs, classes)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        if self.pools:
            x = F.max_pool2d(x, 3, 2, 1)
        return self.fc(self.stages(x).mean((2, 3)))


def take(seed, used, shape, low, high):
    """The next numbers of a seed, from low to high."""
    count = math.prod(shape)
    u = torch.from_numpy(uniform(seed, used[seed], count)).double().view(shape)
    used[seed] += count
    return (low + (high - low) * u).float().double()


def own_order(name, tensor):
    """A tensor of PyTorch's in the order of the library's."""
    return tensor.permute(2, 3, 1, 0) if tensor.dim() == 4 else tensor.t() if tensor.dim() == 2 else tensor


def fill(model):
    used = {18: 0, 19: 0}
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            shape = own_order(name, parameter).shape
            if parameter.dim() > 1:
                scale = math.sqrt(6 / math.prod(shape[:-1])) / (16 if len(shape) == 2 else 1)
                values = take(18, used, shape, -scale, scale)
            else:
                values = take(18, used, shape, 0.75, 1.25) if name.split(".")[-2].startswith(("bn", "1")) and name.endswith("weight") else take(18, used, shape, -0.125, 0.125)
            parameter.copy_(values.permute(3, 2, 0, 1) if parameter.dim() == 4 else values.t() if parameter.dim() == 2 else values)
        for name, buffer in model.named_buffers():
            if name.endswith("running_mean"):
                buffer.copy_(take(19, used, buffer.shape, -0.125, 0.125))
            elif name.endswith("running_var"):
                buffer.copy_(take(19, used, buffer.shape, 0.5, 1.5))
    return used[18], used[19]


def images(batch, size):
    return torch.from_numpy(uniform(20, 0, batch * size * size * 3)).view(batch, size, size, 3).double().permute(0, 3, 1, 2)


def summary(gradient):
    flat = gradient.flatten()
    return [float(value) for value in (flat.abs().max(), flat.norm(), flat[0], flat[-1])]


def answers(model, image):
    model.eval()
    with torch.no_grad():
        return model(image)[0]


def main():
    resnet18 = ResNet((7, 2, 3), [64, 128, 256, 512], 2, 1000).double()
    assert fill(resnet18) == (11_689_512, 9_600)
    resnet20 = ResNet((3, 1, 1), [16, 32, 64], 3, 10).double()
    assert fill(resnet20)[0] == 272_474
    result = {"resnet18": [float(f"{value:.9g}") for value in answers(resnet18, images(1, 224)).tolist()]}
    result["resnet20"] = torch.softmax(answers(resnet20, images(1, 32)), 0).tolist()

    resnet20.train()
    loss = F.cross_entropy(resnet20(images(4, 32)), torch.tensor([3, 1, 4, 1]))
    loss.backward()
    result["loss"] = float(loss)
    result["gradients"] = [summary(own_order(name, parameter.grad).contiguous()) for name, parameter in resnet20.named_parameters()]
    path = pathlib.Path(__file__).parent.parent / "NetGen.Course.Tests" / "Reference" / "resnet.json"
    path.write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
