namespace NetGen;

/// <summary>A layer with trained weights.</summary>
public abstract class WeightedLayerAttribute : LayerAttribute
{
    /// <summary>Whether the layer adds a trained bias. Default: true.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weights are filled. Default: Glorot uniform.</summary>
    public Initializer Initializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>A factor on the spread of the initialiser of the weights. Default: 1.</summary>
    public double InitializerScale { get; set; } = 1;

    /// <summary>The value of <c>Initializer.Constant</c>. Default: 0.</summary>
    public double InitializerValue { get; set; }

    /// <summary>How the bias is filled. Default: zeros.</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;

    /// <summary>A frozen layer gets no gradient: its part of the gradient is zero. Default: false.</summary>
    public bool Frozen { get; set; }
}
