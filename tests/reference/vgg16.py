"""What VGG-16 (Simonyan and Zisserman, arXiv 1409.1556) answers, with weights made by a hash.

Parameter i is (2 u - 1) times a scale, where u is value i of the counter-based generator of seed 16 (SplitMix64, a multiple of 2^-24) and
the scale is He's, sqrt(6 / fan-in), for weights and 0.1 for biases, all rounded to float32. Pixels are values of seed 17. PyTorch computes
in float64. Writes the 1000 probabilities to Reference/vgg16.json beside the tests that read them.
"""

import json
import math
import pathlib

import numpy as np
import torch

CONVOLUTIONS = [[64, 64], [128, 128], [256, 256, 256], [512, 512, 512], [512, 512, 512]]
GAMMA = 0x9E3779B97F4A7C15


def mix(z):
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def uniform(seed, start, count):
    """Values start to start + count - 1 of stream 0, in float32."""
    index = np.arange(start + 1, start + count + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        bits = mix(np.uint64(seed) + index * np.uint64(GAMMA))
    return (bits >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-24)


class Parameters:
    """Hands out the flat parameters in the order of the layers."""

    def __init__(self):
        self.used = 0

    def take(self, shape, scale):
        count = math.prod(shape)
        values = (np.float32(2) * uniform(16, self.used, count) - np.float32(1)) * np.float32(scale)
        self.used += count
        return torch.from_numpy(values.reshape(shape)).double()


def main():
    torch.set_grad_enabled(False)
    parameters = Parameters()
    image = torch.from_numpy(uniform(17, 0, 224 * 224 * 3).reshape(1, 224, 224, 3)).double().permute(0, 3, 1, 2)
    channels = 3
    for block in CONVOLUTIONS:
        for filters in block:
            weights = parameters.take((3, 3, channels, filters), math.sqrt(6 / (9 * channels))).permute(3, 2, 0, 1)
            bias = parameters.take((filters,), 0.1)
            image = torch.relu(torch.nn.functional.conv2d(image, weights, bias, padding=1))
            channels = filters
        image = torch.nn.functional.max_pool2d(image, 2)

    row = image.permute(0, 2, 3, 1).flatten()
    for inputs, units, activation in [(25088, 4096, torch.relu), (4096, 4096, torch.relu), (4096, 1000, lambda x: torch.softmax(x, 0))]:
        weights = parameters.take((inputs, units), math.sqrt(6 / inputs))
        row = activation(row @ weights + parameters.take((units,), 0.1))
    assert parameters.used == 138_357_544

    path = pathlib.Path(__file__).parent.parent / "NetGen.Course.Tests" / "Reference" / "vgg16.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"outputs": [float(f"{value:.9g}") for value in row.tolist()]}) + "\n")


if __name__ == "__main__":
    main()
