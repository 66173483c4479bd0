using System.Text.RegularExpressions;
using NetGen.Reports.Tests;

namespace NetGen.Package.Tests;

/// <summary>A site of Blazor WebAssembly that has only the package answers in a browser as a program does on the desktop.</summary>
[Collection(nameof(PackedLibrary))]
public sealed class WebAssemblyTests(PackedLibrary package)
{
    private const string BlazorVersion = "10.0.15";

    /// <summary>The answers of two networks as bits; of the first the logits, whose softmax would be zeros and a one.</summary>
    private const string Answers = """
        public static class Answers
        {
            public static string Text() => $"{Bits<LeNet5>(LeNet5.CreatePretrained())} | {Bits<Chances>(Chances.CreatePretrained())}";

            private static string Bits<TNetwork>(TNetwork network)
                where TNetwork : class, INetwork<TNetwork, float>
            {
                float[] inputs = new float[TNetwork.InputSize], outputs = new float[TNetwork.OutputSize];
                for (int i = 0; i < inputs.Length; i++)
                    inputs[i] = ((i % 11) - 5) / 7f;
                network.Prepare().Forward(inputs, outputs);
                return string.Join(' ', outputs.Select(output => BitConverter.SingleToUInt32Bits(output).ToString("x8")));
            }
        }

        [Network, Weights("lenet.safetensors")]
        [Input(28, 28, 1)]
        [Conv2D(6, 5, Padding = Padding.Same), Relu]
        [MaxPool2D(2)]
        [Conv2D(16, 5), Relu]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(120), Relu]
        [Dense(84), Relu]
        [Dense(10)]
        public sealed partial class LeNet5;

        [Network, Weights("dense.safetensors")]
        [Input(4)]
        [Dense(3), Softmax]
        public sealed partial class Chances;
        """;

    private const string Desktop = $"""
        using NetGen;

        Console.WriteLine(Answers.Text());

        {Answers}
        """;

    private const string Site = $$"""
        using Microsoft.AspNetCore.Components;
        using Microsoft.AspNetCore.Components.Rendering;
        using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
        using NetGen;

        var builder = WebAssemblyHostBuilder.CreateDefault(args);
        builder.RootComponents.Add<Page>("#page");
        await builder.Build().RunAsync();

        public sealed class Page : ComponentBase
        {
            [Inject]
            private NavigationManager Navigation { get; set; } = null!;

            protected override void BuildRenderTree(RenderTreeBuilder builder) =>
                builder.AddMarkupContent(0, $"<p>{(OperatingSystem.IsBrowser() ? "browser" : "desktop")}: {Answers.Text()}</p>");

            protected override async Task OnAfterRenderAsync(bool firstRender)
            {
                using var client = new HttpClient { BaseAddress = new Uri(Navigation.BaseUri) };
                await client.GetAsync("{{SiteServer.Ready}}");
            }
        }

        {{Answers}}
        """;

    private const string Html = $"""
        <!DOCTYPE html>
        <html>
        <head><base href="/" /><script type="importmap"></script></head>
        <body>
        <div id="page">nothing yet</div>
        <img src="{SiteServer.Image}" />
        <script src="_framework/blazor.webassembly#[.{"{fingerprint}"}].js"></script>
        </body>
        </html>
        """;

    [BrowserFact]
    public void A_page_shows_the_bits_of_the_desktop()
    {
        string desktop = package.ConnectedProject(Desktop, "net10.0"), site = package.ConnectedProject(Site, "net10.0", """
            <OverrideHtmlAssetPlaceholders>true</OverrideHtmlAssetPlaceholders>
            <CompressionEnabled>false</CompressionEnabled>
            """);
        WeightsFile.Write(Path.Combine(desktop, "lenet.safetensors"), "F32", WeightsFile.LeNet5);
        WeightsFile.Write(Path.Combine(desktop, "dense.safetensors"), "F32", WeightsFile.Dense);
        MakeSite(site);
        foreach (string file in Directory.GetFiles(desktop, "*.safetensors"))
            File.Copy(file, Path.Combine(site, Path.GetFileName(file)));

        Task<(int ExitCode, string Output)> run = Task.Run(() => CommandLine.Dotnet(desktop, "run"));
        (int exitCode, string output) = CommandLine.Dotnet(site, "publish", "-o", "out", "--nologo");
        Assert.True(exitCode == 0, output);
        Assert.True(run.Result.ExitCode == 0, run.Result.Output);
        using var server = new SiteServer(Path.Combine(site, "out", "wwwroot"));

        string page = Chromium.Dump(server.Address);

        string expected = run.Result.Output.Trim();
        Assert.Matches("^([0-9a-f]{8} ){10}\\|( [0-9a-f]{8}){3}$", expected);
        Assert.Equal($"browser: {expected}", Regex.Match(page, "<p>(.*?)</p>") is { Success: true } match ? match.Groups[1].Value : page);
        Assert.Empty(Directory.GetFiles(Path.Combine(site, "out"), "*.safetensors", SearchOption.AllDirectories));
    }

    private static void MakeSite(string folder)
    {
        string project = Path.Combine(folder, "Stranger.csproj");
        File.WriteAllText(project, File.ReadAllText(project)
            .Replace("\"Microsoft.NET.Sdk\"", "\"Microsoft.NET.Sdk.BlazorWebAssembly\"")
            .Replace("</Project>", $"""
                <ItemGroup>
                  <PackageReference Include="Microsoft.AspNetCore.Components.WebAssembly" Version="{BlazorVersion}" />
                </ItemGroup>
                </Project>
                """));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "wwwroot")).FullName, "index.html"), Html);
    }
}
