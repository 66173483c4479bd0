namespace NetGen.Models.Export.PyTorch;

/// <summary>The class of recurrent layers that PyTorch lacks, as Python.</summary>
internal static class TorchCells
{
    /// <summary>The class.</summary>
    public const string Name = "Recurrent";

    /// <summary>Its text. The parameters have the names and shapes of PyTorch's own layers.</summary>
    public const string Text = """
        class Recurrent(nn.RNNBase):
            '''A recurrent layer with functions that PyTorch's own lack, or with the reset gate before the recurrent product.'''

            def __init__(self, kind, size, units, functions, reset_before=False, **options):
                super().__init__({"RNN": "RNN_TANH"}.get(kind, kind), size, units, **options)
                known = {
                    "tanh": torch.tanh,
                    "relu": torch.relu,
                    "sigmoid": torch.sigmoid,
                    "linear": lambda x: x,
                    "hardsigmoid": F.hardsigmoid,
                    "steephardsigmoid": lambda x: torch.clamp(0.2 * x + 0.5, 0, 1),
                    "softsign": F.softsign,
                    "softplus": F.softplus,
                    "elu": F.elu,
                }
                self.candidate, self.gate, self.cell = (known[name] for name in functions)
                self.reset_before = reset_before

            def step(self, row, h, c, weight, bias):
                if self.mode == "RNN_TANH":
                    return self.candidate(row + h @ weight.T + bias), c
                if self.mode == "LSTM":
                    i, f, g, o = (row + h @ weight.T + bias).chunk(4, dim=1)
                    c = self.gate(f) * c + self.gate(i) * self.candidate(g)
                    return self.gate(o) * self.cell(c), c
                both = 2 * self.hidden_size
                r, z = self.gate(row[:, :both] + h @ weight[:both].T + bias[:both]).chunk(2, dim=1)
                if self.reset_before:
                    product = (r * h) @ weight[both:].T + bias[both:]
                else:
                    product = r * (h @ weight[both:].T + bias[both:])
                return (1 - z) * self.candidate(row[:, both:] + product) + z * h, c

            def direction(self, x, suffix):
                weight_ih, weight_hh = (getattr(self, f"weight_{kind}_l0{suffix}") for kind in ("ih", "hh"))
                none = x.new_zeros(weight_hh.shape[0])
                bias_ih, bias_hh = (getattr(self, f"bias_{kind}_l0{suffix}") if self.bias else none for kind in ("ih", "hh"))
                rows, outputs = x @ weight_ih.T + bias_ih, [None] * x.shape[1]
                h = c = x.new_zeros(x.shape[0], self.hidden_size)
                for step in range(x.shape[1] - 1, -1, -1) if suffix else range(x.shape[1]):
                    h, c = self.step(rows[:, step], h, c, weight_hh, bias_hh)
                    outputs[step] = h
                return torch.stack(outputs, dim=1), h, c

            def forward(self, x):
                passes = [self.direction(x, suffix) for suffix in (("", "_reverse") if self.bidirectional else ("",))]
                h, c = (torch.stack([one[which] for one in passes]) for which in (1, 2))
                return torch.cat([one[0] for one in passes], dim=2), (h, c) if self.mode == "LSTM" else h
        """;
}
