using System.Text.RegularExpressions;
using NetGen.Models.Tests.Support;
using NetGen.Tool.Running;

namespace NetGen.Models.Tests.Export;

public sealed class ExportDocumentTests
{
    [Fact]
    public void Every_block_of_CSharp_of_the_page_compiles()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "export.md")).ReplaceLineEndings("\n");
        string[] blocks = [.. Regex.Matches(page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(blocks);
        foreach (string block in blocks)
        {
            string[] lines = block.Split('\n');
            string usings = string.Join('\n', lines.Where(line => line.StartsWith("using ", StringComparison.Ordinal)));
            string body = string.Join('\n', lines.Where(line => !line.StartsWith("using ", StringComparison.Ordinal)));
            CompiledModel.Emit([$"{usings}\nstatic class Page {{ static void Run() {{\n{body}\n}} }}", "using NetGen; [Network, Input(28, 28, 1), Flatten, Dense(10)] public sealed partial class LeNet5;"]);
        }
    }
}
