using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>What an editor shows for the name of a network: the author's summary and the table of layers.</summary>
public class HoverTests
{
    [Fact]
    public void The_table_of_layers_is_the_one_of_the_course()
    {
        XElement documentation = Documentation("""
            using NetGen;

            /// <summary>The example of the exam.</summary>
            [Network]
            [Input(32, 32, 3)]
            [Conv2D(10, 5), Relu]
            [MaxPool2D(2)]
            [Conv2D(5, 3), Relu]
            [MaxPool2D(2)]
            [Flatten]
            [Dense(10), Softmax]
            public sealed partial class Net;
            """);
        Assert.Equal("The example of the exam.", documentation.Element("summary")!.Value);
        Assert.Equal(
            """
            layer                 output    parameters  multiply-adds
            Input                 32x32x3            0              0
            Conv1     CONV(10,5)  28x28x10         760        588,000
            Relu1     Relu        28x28x10           0              0
            Pool1     POOL(2)     14x14x10           0              0
            Conv2     CONV(5,3)   12x12x5          455         64,800
            Relu2     Relu        12x12x5            0              0
            Pool2     POOL(2)     6x6x5              0              0
            Flatten1  Flatten     180                0              0
            Dense1    FC(10)      10              1810           1800
            Softmax1  Softmax     10                 0              0
            in all                                3025        654,600
            """.Split('\n').Select(line => line.TrimEnd()),
            documentation.Element("remarks")!.Element("code")!.Value.Trim().Split('\n').Select(line => line.Trim()));
    }

    [Theory]
    [InlineData("[Conv2D(8, 3, 5), AvgPool2D(2, 3), GlobalAvgPool]", "CONV(8,3x5)", "AVG POOL(2x3)", "GlobalAvgPool")]
    [InlineData("[DepthwiseConv2D(3), ConvTranspose2D(4, 2)]", "DEPTHWISE CONV(3)", "TRANSPOSED CONV(4,2)")]
    public void Windows_are_drawn_with_their_extents(string layers, params string[] sketches)
    {
        string table = Documentation($"using NetGen;\n[Network, Input(12, 12, 2)]\n{layers}\npublic partial class Net;").Element("remarks")!.Element("code")!.Value;
        Assert.All(sketches, sketch => Assert.Contains($"  {sketch}  ", table));
    }

    private static XElement Documentation(string source) =>
        XElement.Parse(GeneratorDriverHarness.Run(source).Compilation.GetTypeByMetadataName("Net")!.GetDocumentationCommentXml()!);
}
