using System.Reflection;
using System.Runtime.Loader;

namespace NetGen.Tool.Loading;

/// <summary>An assembly with networks, beside which its own references are found. The runtime of the networks is the tool's own.</summary>
internal sealed class NetworkAssembly : AssemblyLoadContext, IDisposable
{
    private readonly AssemblyDependencyResolver _resolver;
    private readonly string _folder;
    private readonly Assembly _assembly;

    private NetworkAssembly(string path)
        : base(Path.GetFileName(path), isCollectible: true)
    {
        _resolver = new AssemblyDependencyResolver(path);
        _folder = Path.GetDirectoryName(path)!;
        _assembly = LoadFromAssemblyPath(path);
    }

    /// <summary>Loads an assembly.</summary>
    /// <exception cref="InvalidDataException">The file is no assembly, or one for a newer runtime.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NetworkAssembly Open(FileInfo file)
    {
        if (!file.Exists)
            throw new FileNotFoundException($"Expected an assembly, got no file '{file.FullName}'.");
        try
        {
            return new NetworkAssembly(file.FullName);
        }
        catch (Exception fault) when (fault is BadImageFormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"Expected an assembly, got '{file.Name}': {fault.Message}", fault);
        }
    }

    /// <summary>The description of a network.</summary>
    /// <param name="name">Its class, with or without the namespace.</param>
    /// <exception cref="InvalidDataException">There is no such network, or several.</exception>
    public NetworkDescription Describe(string name)
    {
        Type[] networks = [.. Types().Where(type => Description(type) is not null)];
        Type[] found = [.. networks.Where(type => type.FullName == name || type.Name == name)];
        if (found.Length != 1)
        {
            string names = networks.Length == 0
                ? "none" : string.Join(", ", networks.Select(type => type.FullName).Order(StringComparer.Ordinal));
            throw new InvalidDataException($"Expected one network '{name}' in the assembly, got {found.Length}. It has {names}.");
        }

        try
        {
            return (NetworkDescription)Description(found[0])!.GetValue(null)!;
        }
        catch (TargetInvocationException fault)
        {
            throw new InvalidDataException($"Expected a description of '{name}', got an exception; was the assembly built with another version of NetGen? {fault.InnerException?.Message}", fault);
        }
    }

    public void Dispose() => Unload();

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // One runtime, so that the description of the assembly's network is a description here.
        if (assemblyName.Name == typeof(NetworkDescription).Assembly.GetName().Name)
            return typeof(NetworkDescription).Assembly;
        string beside = Path.Combine(_folder, assemblyName.Name + ".dll");
        string? path = _resolver.ResolveAssemblyToPath(assemblyName) ?? (File.Exists(beside) ? beside : null);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    private IEnumerable<Type> Types()
    {
        try
        {
            return _assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException fault)
        {
            // Types whose references are not beside the assembly are no networks.
            return fault.Types.OfType<Type>();
        }
    }

    private static PropertyInfo? Description(Type type) =>
        type.IsClass && !type.ContainsGenericParameters
            && type.GetProperty("Description", BindingFlags.Public | BindingFlags.Static) is { } property
        && property.PropertyType == typeof(NetworkDescription) ? property : null;
}
