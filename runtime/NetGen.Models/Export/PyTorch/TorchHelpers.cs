namespace NetGen.Models.Export.PyTorch;

/// <summary>Classes that PyTorch does not have in all its versions, as Python.</summary>
internal static class TorchHelpers
{
    public const string RmsNorm = """
        class RmsNorm(nn.Module):
            '''x / sqrt(mean of x^2 + eps) over the last axis, times a weight.'''

            def __init__(self, size, eps, affine=True):
                super().__init__()
                self.eps = eps
                self.weight = nn.Parameter(torch.ones(size)) if affine else None

            def forward(self, x):
                x = x / torch.sqrt((x * x).mean(dim=-1, keepdim=True) + self.eps)
                return x if self.weight is None else self.weight * x
        """;

    public const string Scale = """
        class Scale(nn.Module):
            '''A factor and a shift for each channel, which are the last axis.'''

            def __init__(self, size, bias=True):
                super().__init__()
                self.weight = nn.Parameter(torch.ones(size))
                self.bias = nn.Parameter(torch.zeros(size)) if bias else None

            def forward(self, x):
                return self.weight * x if self.bias is None else self.weight * x + self.bias
        """;

    public const string SelfAttention = """
        class SelfAttention(nn.Module):
            '''Scaled dot-product attention of a sequence to itself, with several heads.'''

            def __init__(self, size, heads, causal, bias=True):
                super().__init__()
                self.heads = heads
                self.causal = causal
                self.query = nn.Linear(size, size, bias=bias)
                self.key = nn.Linear(size, size, bias=bias)
                self.value = nn.Linear(size, size, bias=bias)
                self.output = nn.Linear(size, size, bias=bias)

            def forward(self, x):
                batch, steps, size = x.shape
                query, key, value = (
                    product(x).reshape(batch, steps, self.heads, size // self.heads).transpose(1, 2)
                    for product in (self.query, self.key, self.value)
                )
                scores = query @ key.transpose(2, 3) / math.sqrt(size // self.heads)
                if self.causal:
                    future = torch.ones(steps, steps, dtype=torch.bool, device=x.device).triu(1)
                    scores = scores.masked_fill(future, -float("inf"))
                attended = F.softmax(scores, dim=-1) @ value
                return self.output(attended.transpose(1, 2).reshape(batch, steps, size))
        """;

    public const string PositionalEncoding = """
        class PositionalEncoding(nn.Module):
            '''Adds sines and cosines of the step to the features.'''

            def __init__(self, steps, size):
                super().__init__()
                feature = torch.arange(size)
                frequency = torch.exp(-(feature - feature % 2).double() / size * math.log(10000))
                angle = torch.arange(steps, dtype=torch.float64)[:, None] * frequency
                table = torch.where(feature % 2 == 0, torch.sin(angle), torch.cos(angle))
                self.register_buffer("table", table, persistent=False)

            def forward(self, x):
                return x + self.table.to(x.dtype)
        """;

    public const string Scalars = """
        class Scalars(nn.Module):
            '''The trained numbers of an activation.'''

            def __init__(self, *names):
                super().__init__()
                self.values = nn.ParameterDict({name: nn.Parameter(torch.zeros(1)) for name in names})


        def scalar(number, like):
            '''A number as a tensor of one type with another.'''
            return torch.full((1,), number, dtype=like.dtype, device=like.device)
        """;

    /// <summary>The names that they take.</summary>
    public static IReadOnlySet<string> Names { get; } =
        new HashSet<string> { nameof(RmsNorm), nameof(Scale), nameof(SelfAttention), nameof(PositionalEncoding), nameof(Scalars), "scalar",
            TorchCells.Name };
}
