using System.Reflection;
using System.Runtime.Loader;

namespace NetGen.Tool.Running;

/// <summary>
/// An assembly of the user's with networks, loaded beside the tool: what it needs is looked for in its own folder, but NetGen itself is the
/// tool's, so that its networks are networks to the tool.
/// </summary>
internal sealed class UserAssembly : IDisposable
{
    private readonly Context _context;
    private readonly Assembly _assembly;
    private readonly string _path;

    private UserAssembly(Context context, Assembly assembly, string path) => (_context, _assembly, _path) = (context, assembly, path);

    /// <summary>Loads an assembly.</summary>
    /// <param name="path">The file, as a build has put it beside what it needs.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no assembly that this program can load.</exception>
    public static UserAssembly Load(string path)
    {
        string full = Path.GetFullPath(path);
        if (!File.Exists(full))
            throw new FileNotFoundException($"Expected the assembly '{path}', found no such file.", path);
        var context = new Context(full);
        try
        {
            return new UserAssembly(context, context.LoadFromAssemblyPath(full), path);
        }
        catch (Exception fault) when (fault is BadImageFormatException or FileLoadException)
        {
            context.Unload();
            throw new InvalidDataException($"Expected '{path}' to be a .NET assembly that this tool can load: {fault.Message}", fault);
        }
    }

    /// <summary>A network of the assembly.</summary>
    /// <param name="name">The name of its class, with or without its namespace; null where none was given.</param>
    /// <exception cref="InvalidDataException">There is no such network, or several have the name.</exception>
    public Type Network(string? name)
    {
        Type[] networks = Networks();
        Type[] found = [.. networks.Where(type => type.FullName == name)];
        if (found.Length == 0)
            found = [.. networks.Where(type => type.Name == name)];
        if (found.Length == 1)
            return found[0];
        string all = networks.Length == 0
            ? "it has none" : $"it has {string.Join(", ", networks.Select(type => type.FullName).Order(StringComparer.Ordinal))}";
        throw new InvalidDataException(name is null ? $"Expected the name of a network of '{_path}' as --class: {all}."
            : found.Length > 1
                ? $"Expected one network '{name}' in '{_path}', and it has several of the name: give the namespace, too; {all}."
            : $"Expected a network '{name}' in '{_path}': {all}.");
    }

    /// <summary>The description of a network of the assembly.</summary>
    /// <param name="name">The name of its class, with or without its namespace; null where none was given.</param>
    /// <exception cref="InvalidDataException">There is no such network, several have the name, or it was built with another version of
    /// NetGen.</exception>
    public NetworkDescription Describe(string? name)
    {
        Type network = Network(name);
        try
        {
            return (NetworkDescription)network.GetProperty("Description", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        }
        catch (TargetInvocationException fault)
        {
            throw new InvalidDataException(
                $"Expected a description of '{network.FullName}', got an exception; was the assembly built with another version of NetGen? "
                    + $"{fault.InnerException?.Message}", fault);
        }
    }

    /// <summary>Calls a static generic method whose type arguments are a network and its number type.</summary>
    /// <param name="owner">The class with the method.</param>
    /// <param name="method">Its name.</param>
    /// <param name="network">The network.</param>
    /// <param name="arguments">The arguments.</param>
    public static object? Call(Type owner, string method, Type network, params object?[] arguments)
    {
        Type number = Interface(network)!.GetGenericArguments()[1];
        MethodInfo made = owner.GetMethod(method, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(
            network, number);
        return made.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    public void Dispose() => _context.Unload();

    private Type[] Networks()
    {
        Type?[] types;
        try
        {
            types = _assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException fault)
        {
            // Types that need what is not there are no networks of ours.
            types = fault.Types;
        }

        return [.. types.OfType<Type>()
            .Where(type => type is { IsClass: true, ContainsGenericParameters: false } && Interface(type) is not null)];
    }

    private static Type? Interface(Type type) => type.GetInterfaces().FirstOrDefault(
        each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(INetwork<,>) && each.GetGenericArguments()[0] == type);

    private sealed class Context(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path), isCollectible: true)
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName name)
        {
            if (name.Name == typeof(INetwork<,>).Assembly.GetName().Name)
                return typeof(INetwork<,>).Assembly;
            string? place = _resolver.ResolveAssemblyToPath(name) ?? Path.Combine(Path.GetDirectoryName(path)!, name.Name + ".dll");
            return File.Exists(place) ? LoadFromAssemblyPath(place) : null;
        }

        protected override nint LoadUnmanagedDll(string name) =>
            _resolver.ResolveUnmanagedDllToPath(name) is { } place ? LoadUnmanagedDllFromPath(place) : 0;
    }
}
