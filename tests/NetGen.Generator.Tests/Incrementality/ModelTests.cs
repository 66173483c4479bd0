extern alias generator;

using System.Collections;
using System.Reflection;
using generator::NetGen.Generator.Declaration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Incrementality;

/// <summary>What the pipeline hands from step to step: values alone, so that equal declarations are equal.</summary>
public sealed class ModelTests
{
    private const string Source = """
        using NetGen;

        namespace A.B;

        public partial class Outer<T>
        {
            [Network(Precision = Precision.Double, Textbook = true, Unroll = Unroll.Loops)]
            [Input(2, 3, 4, Name = "Image")]
            [Flatten, Dense(8, Name = "Hidden", Initializer = Initializer.HeNormal, InitializerScale = 0.5), LeakyRelu(-0.5), Activation(nameof(Own)), Activation(nameof(Unread))]
            [Dense(3, Bias = false), Softmax]
            [SparseCategoricalCrossEntropy(LabelSmoothing = 0.1, IgnoreIndex = 255)]
            internal sealed partial class Net<U>(int primary) : System.IDisposable
            {
                public required int Required { get; set; }
                public Net() : this(0) { }
                public void Method<V>(ref V value, params int[] rest) { }
                public class Nested<W>;
                private static double Own(double x, [Parameter(0.5)] double a) => x > 0 ? a * x : System.Math.Exp(x);
                private static double Unread(double x) => System.Math.Floor(x);
                public void Dispose() { }
            }
        }
        """;

    // What these keep alive, or compare by reference, would defeat the cache.
    private static readonly Type[] Forbidden =
        [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxToken), typeof(Location), typeof(Compilation), typeof(SyntaxTree), typeof(SyntaxReference), typeof(AttributeData), typeof(SemanticModel), typeof(TypedConstant)];

    [Fact]
    public void A_declaration_reaches_no_symbol_syntax_location_or_compilation() => Assert.Empty(Walk(Read(Source)));

    [Fact]
    public void The_search_finds_a_symbol_in_hiding()
    {
        INamedTypeSymbol symbol = Symbol(Source);
        Assert.NotEmpty(Walk(new Argument("hidden", symbol)));
        Assert.NotEmpty(Walk(new { Records = new EquatableArray<Argument>([new Argument("hidden", new object[] { symbol.Locations[0] })]) }));
        Assert.NotEmpty(Walk(new Lazy<object>(symbol.DeclaringSyntaxReferences[0].GetSyntax())));
    }

    [Fact]
    public void No_field_of_the_model_could_hold_one()
    {
        HashSet<Type> seen = [];
        Queue<Type> open = new([typeof(NetworkDeclaration)]);
        while (open.TryDequeue(out Type? type))
        {
            Assert.False(Forbidden.Any(forbidden => forbidden.IsAssignableFrom(type)), $"{type} is in the model");
            foreach (Type part in Fields(type).Select(field => field.FieldType).Concat(type.GetGenericArguments()).Concat(type.HasElementType ? [type.GetElementType()!] : []))
            {
                if (seen.Add(part) && part.Assembly == typeof(NetworkDeclaration).Assembly | part.HasElementType)
                    open.Enqueue(part);
            }
        }

        Assert.Contains(typeof(MemberRecord), seen);
        Assert.Contains(typeof(Argument), seen);
    }

    [Fact]
    public void Equal_declarations_are_equal_and_have_equal_hash_codes()
    {
        NetworkDeclaration one = Read(Source), other = Read("// A remark.\n" + Source);
        Assert.NotSame(one, other);
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Theory]
    [InlineData("Dense(8, ", "Dense(9, ")]
    [InlineData("LeakyRelu(-0.5)", "LeakyRelu(0.5)")]
    [InlineData("LeakyRelu(-0.5)", "Elu(-0.5)")]
    [InlineData("Name = \"Hidden\"", "Name = \"hidden\"")]
    [InlineData("HeNormal", "HeUniform")]
    [InlineData("IgnoreIndex = 255", "IgnoreIndex = -1")]
    [InlineData("Textbook = true, ", "")]
    [InlineData("internal sealed", "internal")]
    [InlineData("Outer<T>", "Outer<S>")]
    [InlineData("namespace A.B", "namespace A.C")]
    [InlineData("a * x", "a / x")]
    [InlineData("[Parameter(0.5)]", "[Parameter(0.25)]")]
    [InlineData("System.Math.Floor(x)", "System.Math.Ceiling(x)")]
    [InlineData("public void Dispose", "public void Predict() { } public void Dispose")]
    public void Declarations_that_differ_are_not_equal(string part, string by)
    {
        Assert.Contains(part, Source, StringComparison.Ordinal);
        Assert.NotEqual(Read(Source), Read(Source.Replace(part, by, StringComparison.Ordinal)));
    }

    private static NetworkDeclaration Read(string source) => DeclarationReader.Read(Symbol(source), default);

    private static INamedTypeSymbol Symbol(string source)
    {
        CSharpCompilation compilation = GeneratorDriverHarness.CreateCompilation(source);
        return Assert.IsAssignableFrom<INamedTypeSymbol>(compilation.GetSymbolsWithName("Net", SymbolFilter.Type).Single());
    }

    /// <summary>The paths to everything forbidden that can be reached from an object.</summary>
    private static List<string> Walk(object root)
    {
        List<string> found = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<(object Value, string Path)> open = new([(root, root.GetType().Name)]);
        while (open.TryPop(out (object Value, string Path) next))
        {
            Type type = next.Value.GetType();
            if (Forbidden.Any(forbidden => forbidden.IsInstanceOfType(next.Value)))
            {
                found.Add($"{next.Path}: {type}");
                continue;
            }

            if (type.IsPrimitive || type.IsEnum || next.Value is string || !seen.Add(next.Value))
                continue;
            if (next.Value is IEnumerable items)
            {
                int index = 0;
                foreach (object? item in items)
                    Push(item, $"{next.Path}[{index++}]");
            }

            foreach (FieldInfo field in Fields(type))
                Push(field.GetValue(next.Value), $"{next.Path}.{field.Name}");
        }

        return found;

        void Push(object? value, string path)
        {
            if (value is not null)
                open.Push((value, path));
        }
    }

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (Type? current = type; current is not null; current = current.BaseType)
        {
            foreach (FieldInfo field in current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                yield return field;
        }
    }
}
