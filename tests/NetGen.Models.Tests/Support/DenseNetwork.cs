using System.Collections.Immutable;

namespace NetGen.Models.Tests.Support;

/// <summary>Networks of dense layers that are described without being compiled.</summary>
internal static class DenseNetwork
{
    public static NetworkDescription Of(params (string Name, int Inputs, int Units, bool HasBias)[] layers)
    {
        int offset = 0;
        ParameterSlot Slot(string layer, string name, ParameterRole role, params ImmutableArray<int> shape)
        {
            var slot = new ParameterSlot(layer, name, role, offset, shape, false,
                new ParameterInitialization(Initializer.Zeros, 1, 0, 1, 1));
            offset += slot.Length;
            return slot;
        }

        LayerDescription Layer((string Name, int Inputs, int Units, bool HasBias) layer)
        {
            ImmutableArray<ParameterSlot> slots = [Slot(layer.Name, "weights", ParameterRole.Weight, layer.Inputs, layer.Units)];
            return new LayerDescription(layer.Name, "Dense", [layer.Inputs], [layer.Units], 0,
                layer.HasBias ? [.. slots, Slot(layer.Name, "bias", ParameterRole.Bias, layer.Units)] : slots);
        }

        return new NetworkDescription("Net", Precision.Single, [layers[0].Inputs], [.. layers.Select(Layer)], null, string.Empty, 0, 0);
    }
}
