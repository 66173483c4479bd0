using System.Text;

namespace NetGen.Models.Tests.Support;

/// <summary>Damages a file in many ways.</summary>
internal static class CorruptFiles
{
    /// <summary>Checks that a JSON file is read, and that no damaged version of it does more than throw an exception that says so.</summary>
    public static void AreRefused(string name, string whole)
    {
        using var folder = new TemporaryFolder();
        Assert.NotEmpty(ModelFile.Read(folder.File(name, whole)).Source);
        for (int length = 0; length < whole.Length - 1; length += Math.Max(1, whole.Length / 60))
            Assert.Throws<InvalidDataException>(() => ModelFile.Read(folder.File(name, whole[..length])));
        string[] damaged =
        [
            "[]", "null", "{}", "1e999", new string('[', 100_000), "{\"layers\": 1}", "{\"architecture\": 1}",
            whole.Replace("0.", "1e39 , 0.", StringComparison.Ordinal),
            whole.Replace("[0", "[[1, 2], 0", StringComparison.Ordinal),
            whole.Replace("[-0", "[null, -0", StringComparison.Ordinal),
            whole.Replace(":3", ":300000000", StringComparison.Ordinal),
            whole.Replace(":3", ":-3", StringComparison.Ordinal),
            whole.Replace(":3", ":\"3\"", StringComparison.Ordinal),
            whole.Replace("weights", "weight", StringComparison.Ordinal),
        ];
        foreach (string content in damaged.Where(content => content != whole))
            Refused(() => ModelFile.Read(folder.File(name, content)));
        Refused(() => ModelFile.Read(folder.File(name, Encoding.Unicode.GetBytes(whole))));
    }

    /// <summary>Checks that reading fails with one of the exceptions that it promises.</summary>
    public static void Refused(Action read)
    {
        Exception? fault = Record.Exception(read);
        Assert.True(fault is InvalidDataException or ModelImportException, $"{fault?.ToString() ?? "nothing was wrong"}");
    }
}
