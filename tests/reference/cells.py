"""
Recurrent cells by hand, for the forms that PyTorch's modules lack: a reset gate before the recurrent product, and functions other than
sigmoid and tanh.
"""

import math

import torch
import torch.nn.functional as F

# Each with the places where its derivative jumps, or that of its derivative.
FUNCTIONS = {
    "Tanh": (torch.tanh, []),
    "Relu": (torch.relu, [0]),
    "Sigmoid": (torch.sigmoid, []),
    "Linear": (lambda x: x, []),
    "HardSigmoid": (lambda x: torch.clamp(x / 6 + 0.5, 0, 1), [-3, 3]),
    "SteepHardSigmoid": (lambda x: torch.clamp(0.2 * x + 0.5, 0, 1), [-2.5, 2.5]),
    "Softsign": (lambda x: x / (1 + x.abs()), [0]),
    "Softplus": (lambda x: F.softplus(x, threshold=1e9), []),
    "Elu": (lambda x: F.elu(x), [0]),
}


class Cell:
    """One direction of a recurrent layer.

    kind            SimpleRnn, Lstm or Gru
    parameters      input weights, recurrent weights, bias or None, the new gate's recurrent bias or None
    functions       of the sum of a SimpleRnn or of the candidate; of the gates; of the cell of an Lstm
    """

    def __init__(self, kind, parameters, functions, reset_before=False):
        self.kind, self.functions, self.reset_before, self.margin = kind, functions, reset_before, math.inf
        self.weights, self.recurrent, self.bias, self.recurrent_bias = parameters
        self.units = self.recurrent.shape[0]

    def apply(self, which, x, valid):
        function, kinks = FUNCTIONS[self.functions[which]]
        for kink in kinks:
            distances = (x.detach() - kink).abs()[valid.expand_as(x)]
            self.margin = min([self.margin] + ([distances.min().item()] if distances.numel() else []))
        return function(x)

    def step(self, row, states, valid):
        """The states after a step, from what the inputs contribute to it."""
        h, units = states[0], self.units
        if self.kind == "SimpleRnn":
            return [self.apply(0, row + h @ self.recurrent, valid)]
        if self.kind == "Lstm":
            i, f, g, o = (row + h @ self.recurrent).split(units, 1)
            c = self.apply(1, f, valid) * states[1] + self.apply(1, i, valid) * self.apply(0, g, valid)
            return [self.apply(1, o, valid) * self.apply(2, c, valid), c]
        gates = row[:, :2 * units] + h @ self.recurrent[:, :2 * units]
        r, z = self.apply(1, gates, valid).split(units, 1)
        of_new = self.recurrent[:, 2 * units:]
        product = (r * h) @ of_new if self.reset_before else r * (h @ of_new + (0 if self.recurrent_bias is None else self.recurrent_bias))
        return [(1 - z) * self.apply(0, row[:, 2 * units:] + product, valid) + z * h]

    def run(self, x, states, lengths, reverse):
        """Outputs and last states; past the end of a sequence the states stay and the outputs are zero."""
        outputs, rows = [None] * x.shape[1], x @ self.weights + (0 if self.bias is None else self.bias)
        for t in reversed(range(x.shape[1])) if reverse else range(x.shape[1]):
            valid = (t < lengths).unsqueeze(1)
            states = [torch.where(valid, new, old) for new, old in zip(self.step(rows[:, t], states, valid), states)]
            outputs[t] = torch.where(valid, states[0], torch.zeros_like(states[0]))
        return torch.stack(outputs, 1), states
