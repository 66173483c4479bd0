namespace NetGen.Models.Export;

/// <summary>Why a kind of layer goes into no file.</summary>
internal static class Unsupported
{
    public static string Reason(string kind) => kind == "InputDerivatives"
        ? "derivatives with respect to the inputs are computed from the code of the layers before it, which no operator does; export a "
            + "network that ends before it"
        : "no operator is known for this kind of layer";
}
