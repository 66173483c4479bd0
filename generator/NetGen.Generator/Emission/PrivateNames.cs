namespace NetGen.Generator.Emission;

/// <summary>The names of members that only the generated half uses: they make way for whatever the author called something of his own.</summary>
internal static class PrivateNames
{
    private const string Suffix = "Generated";

    /// <summary>The name of a private member, among the names that are taken.</summary>
    public static string Of(string wish, IEnumerable<string> taken)
    {
        string name = wish;
        while (taken.Contains(name))
            name += Suffix;
        return name;
    }
}
