using System.Numerics;

namespace NetGen.Course.Tests.Networks;

/// <summary>One network declared in both number types.</summary>
internal static class Twin<TSingle, TDouble>
    where TSingle : class, INetwork<TSingle, float>
    where TDouble : class, INetwork<TDouble, double>
{
    /// <summary>The twin of a number type, as its initialisers made it.</summary>
    public static Model<T> Create<T>(ulong seed = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        object model = typeof(T) == typeof(float)
            ? new Model<TSingle, float>(TSingle.Create(seed))
            : new Model<TDouble, double>(TDouble.Create(seed));
        return (Model<T>)model;
    }

    /// <summary>The twin of a number type with the parameters given, in the order of the flat block.</summary>
    public static Model<T> With<T>(params ReadOnlySpan<T> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T> model = Create<T>();
        Assert.Equal(model.Parameters.Length, parameters.Length);
        parameters.CopyTo(model.Parameters);
        return model;
    }
}
