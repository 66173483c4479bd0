using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Diagnostics;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Consumers;

/// <summary>Projects that ask more of their code than others: none of it is asked of the generated files.</summary>
public sealed class StrictConsumerTests
{
    /// <summary>Documented as a project with a documentation file wants it: every kind of member that is generated.</summary>
    private const string Networks = """
        using NetGen;

        namespace Plant.Control;

        /// <summary>Rows, with the plain loops beside them.</summary>
        [Network(Textbook = true, Trace = true)]
        [Input(6), Dense(20), Relu, Dense(3), Softmax, SparseCategoricalCrossEntropy]
        public sealed partial class Rows;

        /// <summary>Images, in the other precision.</summary>
        [Network(Precision = Precision.Double, Textbook = true)]
        [Input(6, 6, 2), Conv2D(3, 3), L2(0.1), BatchNorm, Relu, MaxPool2D(2), Dropout(0.5), Flatten, Dense(3), MeanSquaredError]
        public partial class Images;

        /// <summary>Steps of a sequence.</summary>
        [Network]
        [Input(6, 2), CausalConv1D(4, 2), Gru(3), Dense(2), MeanSquaredError]
        public sealed partial class Steps;

        /// <summary>Several inputs and outputs, in a type of its own.</summary>
        /// <typeparam name="T">Nothing.</typeparam>
        public partial class Outer<T>
        {
            [Network]
            [Input(4, Name = "left"), Input(3, Name = "right"), Dense(4), Add("left"), Dense(2, Name = "first"), Tanh(Name = "second")]
            [Output("first"), MeanSquaredError, Output("second"), Huber(Weight = 0.5)]
            internal sealed partial class Several;
        }

        /// <summary>Formulas.</summary>
        public static partial class Formulas
        {
            /// <summary>The area of an ellipse.</summary>
            /// <param name="a">One half axis.</param>
            /// <param name="b">The other.</param>
            /// <returns>The area.</returns>
            [Formula]
            public static float Area(float a, float b) => 3.14159f * a * b;
        }

        internal abstract class Base
        {
            public int Parameters => 1;

            public virtual void Forward(System.ReadOnlySpan<float> inputs, System.Span<float> outputs) => outputs.Clear();

            public void Run() => Forward(default, default);
        }

        [Network]
        [Input(4), Dense(3), MeanSquaredError]
        internal sealed partial class Derived : Base;
        """;

    private const string Compliant = "[assembly: System.CLSCompliant(true)]";

    /// <summary>A game has its own vectors, and says so in its own namespace.</summary>
    private const string Types = """
        namespace Plant.Control
        {
            internal struct Vector;
            internal struct Vector<T>;
            internal static class Math;
            internal static class MathF;
            internal static class Unsafe;
            internal sealed class Workspace;
            internal sealed class Memory<T>;
            internal sealed class MemoryMarshal;
            internal sealed class MethodImplAttribute : System.Attribute;
            internal sealed class ExcludeFromCodeCoverage : System.Attribute;
            internal enum Precision { Low, High }
        }
        """;

    [Fact]
    public void Nothing_is_said_where_comments_are_checked_and_all_warnings_are_errors() =>
        Check([Networks], new Consumer { HasDocumentation = true, IsStrict = true });

    [Fact]
    public void Nothing_is_said_in_a_project_of_the_oldest_version_without_any_help() =>
        Check([Networks], new Consumer { Language = LanguageVersion.CSharp13, IsNullable = false, HasImplicitUsings = false, IsChecked = true, IsStrict = true });

    [Fact]
    public void Nothing_is_said_of_generated_files_where_code_is_for_all_languages()
    {
        GeneratorOutcome outcome = Run([Compliant, Networks], new Consumer { HasDocumentation = true, IsStrict = true, IsChecked = true });
        // An attribute that names several layers takes an array: that is the author's own line.
        Assert.DoesNotContain(Errors(outcome.Compilation), diagnostic => diagnostic.Id != "CS3016");
    }

    [Fact]
    public void Nothing_is_said_among_types_with_the_names_of_those_that_generated_code_uses() =>
        Check([Networks.Replace("Precision.Double", "NetGen.Precision.Double", StringComparison.Ordinal), Types], new Consumer { IsStrict = true });

    [Theory]
    [InlineData(LanguageVersion.CSharp12, "12")]
    [InlineData(LanguageVersion.CSharp11, "11")]
    [InlineData(LanguageVersion.CSharp10, "10")]
    [InlineData(LanguageVersion.CSharp9, "9")]
    [InlineData(LanguageVersion.CSharp8, "8")]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    public void An_older_version_is_one_error_at_the_class(LanguageVersion version, string title)
    {
        const string Source = """
            namespace Shop
            {
                [NetGen.Network, NetGen.Input(4), NetGen.Dense(3), NetGen.MeanSquaredError]
                public sealed partial class Net { }
            }
            """;
        GeneratorOutcome outcome = Run([Source], new Consumer { Language = version, HasImplicitUsings = version >= LanguageVersion.CSharp10, IsStrict = true });
        Assert.Empty(Errors(outcome.Compilation));
        Diagnostic found = Assert.Single(AnalyzerHarness.Analyze(outcome.Compilation));
        Assert.Equal("NETGEN127", found.Id);
        Assert.Equal("Net", found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
        Assert.Contains($"compiled as C# {title};", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Members_are_there_for_the_version_before_the_one_that_is_needed()
    {
        const string Use = "public static class Use { public static void Of(Net net) { new NetGen.Trainer<Net>(net, new NetGen.Adam(1e-3)); net.Prepare().Forward(net.Dense1Weights, net.Dense1Bias); } }";
        GeneratorOutcome outcome = Run(["[NetGen.Network, NetGen.Input(4), NetGen.Dense(3), NetGen.MeanSquaredError] public sealed partial class Net { } " + Use], new Consumer { Language = LanguageVersion.CSharp12 });
        Assert.Empty(Errors(outcome.Compilation));
    }

    [Fact]
    public void Generated_members_are_marked_and_those_of_the_author_are_not()
    {
        GeneratorOutcome outcome = Run([Networks.Replace("partial class Rows;", "partial class Rows { public int Mine() => 1; }", StringComparison.Ordinal)], Consumer.Usual);
        foreach (string name in new[] { "Plant.Control.Rows", "Plant.Control.Steps", "Plant.Control.Images", "Plant.Control.Outer`1+Several" })
        {
            INamedTypeSymbol network = outcome.Compilation.GetTypeByMetadataName(name)!;
            Assert.Empty(network.GetAttributes().Where(IsMark));
            foreach (ISymbol member in network.GetMembers().Where(member => !member.IsImplicitlyDeclared && member is not (IFieldSymbol or IMethodSymbol { AssociatedSymbol: not null })))
                Assert.True(member.GetAttributes().Count(IsMark) == Marks(member), $"{member} has {member.GetAttributes().Count(IsMark)} marks");
        }

        AttributeData mark = outcome.Compilation.GetTypeByMetadataName("Plant.Control.Rows")!.GetMembers("InputSize").Concat(outcome.Compilation.GetTypeByMetadataName("Plant.Control.Rows")!.GetMembers("Prepare"))
            .SelectMany(member => member.GetAttributes()).First(attribute => attribute.AttributeClass!.Name == "GeneratedCodeAttribute");
        Assert.Equal(["NetGen", typeof(NetworkAttribute).Assembly.GetName().Version!.ToString(3)], mark.ConstructorArguments.Select(argument => argument.Value));
    }

    /// <summary>By what a member was generated stands where others see it; that it need not be covered, everywhere.</summary>
    private static int Marks(ISymbol member) => member switch
    {
        { Name: "Mine" } => 0,
        { DeclaredAccessibility: Accessibility.Private } and not (IMethodSymbol { ExplicitInterfaceImplementations.Length: > 0 } or IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 }) => 1,
        _ => 2,
    };

    private static bool IsMark(AttributeData attribute) => attribute.AttributeClass!.Name is "GeneratedCodeAttribute" or "ExcludeFromCodeCoverageAttribute";

    private static void Check(IEnumerable<string> sources, Consumer consumer) => Assert.Empty(Errors(Run(sources, consumer).Compilation));

    private static GeneratorOutcome Run(IEnumerable<string> sources, Consumer consumer)
    {
        GeneratorOutcome outcome = GeneratorDriverHarness.Run(sources, consumer);
        Assert.Null(outcome.Exception);
        return outcome;
    }

    private static IEnumerable<Diagnostic> Errors(Compilation compilation) =>
        compilation.GetDiagnostics().Where(diagnostic => !diagnostic.IsSuppressed && diagnostic.Severity == DiagnosticSeverity.Error);
}
