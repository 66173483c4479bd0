namespace NetGen;

/// <summary>The check of layer names that users give.</summary>
internal static class LayerNames
{
    /// <summary>Checks that every name is that of a layer with parameters.</summary>
    /// <exception cref="ArgumentException">One is not; the message lists those that are.</exception>
    public static void Check(NetworkDescription network, IEnumerable<string> names, string argument)
    {
        string[] known = network.Layers.Where(layer => !layer.Slots.IsEmpty).Select(layer => layer.Name).ToArray();
        foreach (string name in names)
        {
            if (!known.Contains(name))
                throw new ArgumentException(
                    $"Expected a layer of {network.Name} that has parameters ({string.Join(", ", known)}), got '{name}'.", argument);
        }
    }
}
