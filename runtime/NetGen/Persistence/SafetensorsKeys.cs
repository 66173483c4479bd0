namespace NetGen;

/// <summary>The keys in the header of a safetensors file that mean something here.</summary>
internal static class SafetensorsKeys
{
    /// <summary>In place of a tensor: the object of the metadata.</summary>
    public const string Metadata = "__metadata__";

    /// <summary>The metadata's key of the layout version.</summary>
    public const string Layout = "netgen.layout";

    /// <summary>The meaning of names and shapes; another number is for another arrangement of the numbers in a tensor.</summary>
    public const string LayoutVersion = "1";

    /// <summary>The metadata's key of the kind of a scaler, where the file has one.</summary>
    public const string Scaler = "netgen.scaler";
}
