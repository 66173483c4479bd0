// Where a network class may stand: in a namespace block, nested, in a generic class, public and open to inheritance.

namespace NetGen.Tests.Contract.InABlock
{
    [Network]
    [Input(2)]
    [Dense(3), Tanh]
    [Dense(1), Linear]
    [MeanSquaredError]
    internal sealed partial class NetworkInABlock;
}

namespace NetGen.Tests.Contract
{
    internal static partial class Outer
    {
        internal partial struct Middle
        {
            [Network]
            [Input(2)]
            [Dense(3), Tanh]
            [Dense(1), Linear]
            [MeanSquaredError]
            internal sealed partial class Nested;
        }
    }

    internal partial class GenericOuter<TKey>
        where TKey : notnull
    {
        [Network]
        [Input(2)]
        [Dense(3), Tanh]
        [Dense(1), Linear]
        [MeanSquaredError]
        internal sealed partial class Nested
        {
            /// <summary>The generated half and the user's stand in the same generic class.</summary>
            public Dictionary<TKey, float> Answers { get; } = [];
        }
    }

    /// <summary>A public class that others may derive from.</summary>
    [Network]
    [Input(2)]
    [Dense(3), Tanh]
    [Dense(1), Linear]
    [MeanSquaredError]
    public partial class OpenNetwork;

    /// <summary>Public, as a user of a library sees it.</summary>
    [Network]
    [Input(2)]
    [Dense(3), Tanh]
    [Dense(1), Linear]
    [MeanSquaredError]
    public sealed partial class PublicNetwork;
}
