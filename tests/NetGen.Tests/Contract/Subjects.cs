namespace NetGen.Tests.Contract;

/// <summary>The generated networks that every general promise is tested on.</summary>
internal static class Subjects
{
    /// <summary>Every activation between two dense layers.</summary>
    public static readonly Subject[] Activations =
    [
        new Subject<StepNetwork, float>(),
        new Subject<LinearNetwork, float>(),
        new Subject<SigmoidNetwork, float>(),
        new Subject<TanhNetwork, float>(),
        new Subject<ReluNetwork, float>(),
        new Subject<LeakyReluNetwork, float>(),
        new Subject<PReluNetwork, float>(),
        new Subject<PReluPerChannelNetwork, float>(),
        new Subject<EluNetwork, float>(),
        new Subject<SeluNetwork, float>(),
        new Subject<GeluNetwork, float>(),
        new Subject<GeluTanhNetwork, float>(),
        new Subject<SiluNetwork, float>(),
        new Subject<SoftplusNetwork, float>(),
        new Subject<SoftsignNetwork, float>(),
        new Subject<HardSigmoidNetwork, float>(),
        new Subject<HardTanhNetwork, float>(),
        new Subject<MishNetwork, float>(),
        new Subject<SoftmaxNetwork, float>(),
    ];

    /// <summary>Every loss with its reductions.</summary>
    public static readonly Subject[] Losses =
    [
        new Subject<SquaredErrorNetwork, float>(),
        new Subject<HalfSquaredErrorSumNetwork, float>(),
        new Subject<AbsoluteErrorNetwork, float>(),
        new Subject<AbsoluteErrorSumNetwork, float>(),
        new Subject<HuberNetwork, float>(),
        new Subject<BinaryCrossEntropyNetwork, float>(),
        new Subject<CategoricalCrossEntropyNetwork, float>(),
        new Subject<SmoothedCategoricalNetwork, float>(),
        new Subject<SparseCategoricalNetwork, float>(),
        new Subject<SparseCategoricalSumNetwork, float>(),
        new Subject<SmoothedSparseCategoricalNetwork, float>(),
        new Subject<IgnoringSparseCategoricalNetwork, float>(),
    ];

    /// <summary>Other shapes and number types.</summary>
    public static readonly Subject[] Shapes =
    [
        new Subject<Classifier, float>(),
        new Subject<ClassifierDouble, double>(),
        new Subject<WithoutLoss, float>(),
        new Subject<JoinedVectors, float>(),
        new Subject<JoinedImages, double>(),
        new Subject<Recurrent, float>(),
        new Subject<Gated, float>(),
        new Subject<Streaming, double>(),
        new Subject<Attentive, float>(),
        new Subject<Actor, float>(),
        new Subject<Twins, double>(),
        new Subject<Wide, float>(),
        new Subject<WideDouble, double>(),
        new Subject<NamedLayers, float>(),
        new Subject<PartlyFrozen, float>(),
        new Subject<ImageRegressor, float>(),
        new Subject<InABlock.NetworkInABlock, float>(),
        new Subject<Outer.Middle.Nested, float>(),
        new Subject<GenericOuter<string>.Nested, float>(),
        new Subject<OpenNetwork, float>(),
        new Subject<PublicNetwork, float>(),
        new Subject<NetworkOutsideOfNamespaces, float>(),
    ];

    /// <summary>Every activation alone, in float and in double.</summary>
    public static readonly Subject[] LoneActivations =
    [
        new Subject<StepOnly, float>(),
        new Subject<StepOnlyDouble, double>(),
        new Subject<LinearOnly, float>(),
        new Subject<LinearOnlyDouble, double>(),
        new Subject<SigmoidOnly, float>(),
        new Subject<SigmoidOnlyDouble, double>(),
        new Subject<TanhOnly, float>(),
        new Subject<TanhOnlyDouble, double>(),
        new Subject<ReluOnly, float>(),
        new Subject<ReluOnlyDouble, double>(),
        new Subject<LeakyReluOnly, float>(),
        new Subject<LeakyReluOnlyDouble, double>(),
        new Subject<PReluOnly, float>(),
        new Subject<PReluOnlyDouble, double>(),
        new Subject<PReluPerChannelOnly, float>(),
        new Subject<PReluPerChannelOnlyDouble, double>(),
        new Subject<EluOnly, float>(),
        new Subject<EluOnlyDouble, double>(),
        new Subject<SeluOnly, float>(),
        new Subject<SeluOnlyDouble, double>(),
        new Subject<GeluOnly, float>(),
        new Subject<GeluOnlyDouble, double>(),
        new Subject<GeluTanhOnly, float>(),
        new Subject<GeluTanhOnlyDouble, double>(),
        new Subject<SiluOnly, float>(),
        new Subject<SiluOnlyDouble, double>(),
        new Subject<SoftplusOnly, float>(),
        new Subject<SoftplusOnlyDouble, double>(),
        new Subject<SoftsignOnly, float>(),
        new Subject<SoftsignOnlyDouble, double>(),
        new Subject<HardSigmoidOnly, float>(),
        new Subject<HardSigmoidOnlyDouble, double>(),
        new Subject<HardTanhOnly, float>(),
        new Subject<HardTanhOnlyDouble, double>(),
        new Subject<MishOnly, float>(),
        new Subject<MishOnlyDouble, double>(),
        new Subject<SoftmaxOnly, float>(),
        new Subject<SoftmaxOnlyDouble, double>(),
    ];

    /// <summary>Convolutions, pools, layout and normalisation in whole networks.</summary>
    public static readonly Subject[] Convolutional =
    [
        new Subject<ImageClassifier, float>(),
        new Subject<ImageClassifierDouble, double>(),
        new Subject<ImagePainter, float>(),
        new Subject<Listener, float>(),
        new Subject<Fully, double>(),
        new Subject<ImportedImage, float>(),
        new Subject<ImportedSequence, double>(),
    ];

    /// <summary>Layers of windows and of norms alone, each with outputs that depend on every input, in float and in double.</summary>
    public static readonly Subject[] LoneWindows =
    [
        new Subject<MaxPoolOnly, float>(),
        new Subject<MaxPoolOnlyDouble, double>(),
        new Subject<MaxPool1DOnly, float>(),
        new Subject<MaxPool1DOnlyDouble, double>(),
        new Subject<BorderedMaxPoolOnly, float>(),
        new Subject<BorderedMaxPoolOnlyDouble, double>(),
        new Subject<GlobalMaxPoolOnly, float>(),
        new Subject<GlobalMaxPoolOnlyDouble, double>(),
        new Subject<AvgPoolOnly, float>(),
        new Subject<AvgPoolOnlyDouble, double>(),
        new Subject<GlobalAvgPoolOnly, float>(),
        new Subject<GlobalAvgPoolOnlyDouble, double>(),
        new Subject<LayerNormOnly, float>(),
        new Subject<LayerNormOnlyDouble, double>(),
        new Subject<LocalResponseNormOnly, float>(),
        new Subject<LocalResponseNormOnlyDouble, double>(),
        new Subject<ConvOnly, float>(),
        new Subject<ConvOnlyDouble, double>(),
        new Subject<ConvTransposeOnly, float>(),
        new Subject<ConvTransposeOnlyDouble, double>(),
    ];

    /// <summary>Methods of the author's, and derivatives with respect to the inputs.</summary>
    public static readonly Subject[] Functions =
    [
        new Subject<OwnFunctions, float>(),
        new Subject<OwnFunctionsDouble, double>(),
        new Subject<HeatEquation, float>(),
        new Subject<SurfaceDouble, double>(),
    ];

    public static IEnumerable<Subject> All => [.. Functions, .. Activations, .. Losses, .. Shapes, .. LoneActivations, .. Convolutional, .. LoneWindows];

    public static Subject Named(string name) => All.Single(subject => subject.Name == name);

    /// <summary>The names of subjects, for theories.</summary>
    public static TheoryData<string> Names(IEnumerable<Subject> subjects) => [.. subjects.Select(subject => subject.Name)];
}
