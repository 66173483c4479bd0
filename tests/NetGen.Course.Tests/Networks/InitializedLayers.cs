namespace NetGen.Course.Tests.Networks;

/// <summary>A layer from standard normal draws: 20 times the default spread of 0.05.</summary>
[Network]
[Input(4)]
[Dense(3, Bias = false, Initializer = Initializer.Normal, InitializerScale = 20)]
internal sealed partial class UnitNormalLayer;

/// <inheritdoc cref="UnitNormalLayer"/>
[Network(Precision = Precision.Double)]
[Input(4)]
[Dense(3, Bias = false, Initializer = Initializer.Normal, InitializerScale = 20)]
internal sealed partial class UnitNormalLayerDouble;

/// <summary>A layer from uniform draws on (-1, 1): 20 times the default spread of 0.05.</summary>
[Network]
[Input(4)]
[Dense(3, Bias = false, Initializer = Initializer.Uniform, InitializerScale = 20)]
internal sealed partial class UnitUniformLayer;

/// <inheritdoc cref="UnitUniformLayer"/>
[Network(Precision = Precision.Double)]
[Input(4)]
[Dense(3, Bias = false, Initializer = Initializer.Uniform, InitializerScale = 20)]
internal sealed partial class UnitUniformLayerDouble;

/// <summary>A layer as He et al. fill it.</summary>
[Network]
[Input(4)]
[Dense(3, Bias = false, Initializer = Initializer.HeNormal)]
internal sealed partial class HeNormalLayer;

/// <inheritdoc cref="HeNormalLayer"/>
[Network(Precision = Precision.Double)]
[Input(4)]
[Dense(3, Bias = false, Initializer = Initializer.HeNormal)]
internal sealed partial class HeNormalLayerDouble;

/// <summary>A layer as the course fills it under the name of Xavier.</summary>
[Network]
[Input(4)]
[Dense(3, Bias = false, Initializer = Initializer.XavierFanIn)]
internal sealed partial class XavierFanInLayer;

/// <inheritdoc cref="XavierFanInLayer"/>
[Network(Precision = Precision.Double)]
[Input(4)]
[Dense(3, Bias = false, Initializer = Initializer.XavierFanIn)]
internal sealed partial class XavierFanInLayerDouble;

/// <summary>A layer as Glorot and Bengio fill it, uniform.</summary>
[Network]
[Input(4)]
[Dense(3, Bias = false, Initializer = Initializer.GlorotUniform)]
internal sealed partial class GlorotUniformLayer;

/// <inheritdoc cref="GlorotUniformLayer"/>
[Network(Precision = Precision.Double)]
[Input(4)]
[Dense(3, Bias = false, Initializer = Initializer.GlorotUniform)]
internal sealed partial class GlorotUniformLayerDouble;

/// <summary>A layer as Glorot and Bengio fill it, normal.</summary>
[Network]
[Input(4)]
[Dense(3, Bias = false, Initializer = Initializer.GlorotNormal)]
internal sealed partial class GlorotNormalLayer;

/// <inheritdoc cref="GlorotNormalLayer"/>
[Network(Precision = Precision.Double)]
[Input(4)]
[Dense(3, Bias = false, Initializer = Initializer.GlorotNormal)]
internal sealed partial class GlorotNormalLayerDouble;
