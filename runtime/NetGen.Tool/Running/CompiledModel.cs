extern alias generator;

using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using NetGen.Models;
using NetworkGenerator = generator::NetGen.Generator.NetworkGenerator;

namespace NetGen.Tool.Running;

/// <summary>An imported class, compiled in memory, with its weights.</summary>
internal abstract class CompiledModel
{
    private static readonly CSharpParseOptions s_options =
        new CSharpParseOptions(LanguageVersion.Latest).WithDocumentationMode(DocumentationMode.None);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file
                && (file.StartsWith("System.", StringComparison.Ordinal)
                || file is "NetGen.dll" or "NetGen.Models.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Whether steps can come one at a time.</summary>
    public abstract bool Streams { get; }

    /// <summary>The outputs of a batch of samples.</summary>
    public abstract float[] Forward(float[] samples);

    /// <summary>The median time of a prepared call, in milliseconds.</summary>
    /// <param name="samples">What goes in.</param>
    /// <param name="rounds">How often it is measured, after a first call that is not.</param>
    public abstract double MillisecondsOf(float[] samples, int rounds);

    /// <summary>The outputs of the steps of a sequence, one at a time, from the state in which a stream of this model starts.</summary>
    public abstract float[] Stream(float[] steps);

    /// <summary>The network.</summary>
    public abstract NetworkDescription Description { get; }

    /// <summary>Loads weights in the layout of the network.</summary>
    public abstract void LoadWeights(Stream weights);

    /// <summary>Compiles a model and loads its weights.</summary>
    /// <exception cref="InvalidDataException">The class does not compile: a fault of the import.</exception>
    public static CompiledModel Compile(ImportedModel model) => CompileAll([model]).Single();

    /// <summary>Compiles models together, which costs less than one by one, and loads their weights.</summary>
    /// <param name="models">Models whose classes have different names.</param>
    /// <exception cref="InvalidDataException">A class does not compile: a fault of the import.</exception>
    public static ImmutableArray<CompiledModel> CompileAll(IReadOnlyList<ImportedModel> models)
    {
        ImmutableArray<CompiledModel> compiled =
            CompileAll([.. models.Select(
            model => (model.Source, model.Namespace is null ? model.ClassName : $"{model.Namespace}.{model.ClassName}"))]);
        for (int i = 0; i < models.Count; i++)
        {
            string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            using var weights = new FileStream(
                path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            models[i].SaveWeights(weights);
            weights.Position = 0;
            compiled[i].LoadWeights(weights);
        }

        return compiled;
    }

    /// <summary>Compiles classes together.</summary>
    /// <param name="classes">The sources, and the classes in them with their namespaces.</param>
    /// <exception cref="InvalidDataException">A class does not compile.</exception>
    public static ImmutableArray<CompiledModel> CompileAll(ImmutableArray<(string Source, string ClassName)> classes)
    {
        Assembly assembly = Assembly.Load(Emit(classes.Select(each => each.Source)));
        return [.. classes.Select(
            each => (CompiledModel)Activator.CreateInstance(
            typeof(CompiledModel<>).MakeGenericType(assembly.GetType(each.ClassName, throwOnError: true)!), nonPublic: true)!)];
    }

    /// <summary>Compiles classes with their generated halves, and loads them.</summary>
    /// <exception cref="InvalidDataException">A class does not compile.</exception>
    public static Assembly Load(IEnumerable<string> sources) => Assembly.Load(Emit(sources));

    /// <summary>Compiles classes with their generated halves into an assembly.</summary>
    /// <exception cref="InvalidDataException">A class does not compile.</exception>
    public static byte[] Emit(IEnumerable<string> sources) => Emit(Generate(sources));

    /// <summary>What a class takes to be generated and compiled.</summary>
    /// <exception cref="InvalidDataException">It does not compile.</exception>
    public static GenerationFigures Measure(string source)
    {
        Stopwatch watch = Stopwatch.StartNew();
        (Compilation Compilation, ImmutableArray<Diagnostic> Reported) generated = Generate([source]);
        TimeSpan generation = watch.Elapsed;
        watch.Restart();
        Emit(generated);
        TimeSpan compilation = watch.Elapsed;
        return new GenerationFigures(generation, compilation, generated.Compilation.SyntaxTrees.Skip(1).Sum(tree => (long)tree.Length));
    }

    private static (Compilation Compilation, ImmutableArray<Diagnostic> Reported) Generate(IEnumerable<string> sources)
    {
        CSharpCompilation before = CSharpCompilation.Create(
            "Imported" + Guid.NewGuid().ToString("N"),
            sources.Select(source => CSharpSyntaxTree.ParseText(source, s_options)),
            s_references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Disable));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: s_options)
            .RunGeneratorsAndUpdateCompilation(before, out Compilation after, out ImmutableArray<Diagnostic> reported);
        return (after, reported);
    }

    private static byte[] Emit((Compilation Compilation, ImmutableArray<Diagnostic> Reported) generated)
    {
        using MemoryStream image = new();
        EmitResult emitted = generated.Compilation.Emit(image);
        Diagnostic[] errors =
            [.. generated.Reported.Concat(emitted.Diagnostics).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        if (!emitted.Success || errors.Length > 0)
            throw new InvalidDataException(
                $"Expected the imported class to compile, got:{Environment.NewLine}{string.Join(Environment.NewLine, errors.Take(20))}");
        return image.ToArray();
    }
}
