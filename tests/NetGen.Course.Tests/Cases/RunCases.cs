using System.Collections.Immutable;
using NetGen.Course.Tests.Topics;

namespace NetGen.Course.Tests.Cases;

/// <summary>How a case is answered, in float and in double.</summary>
internal sealed record CourseRun(Action<CourseCase<float>> InSingle, Action<CourseCase<double>> InDouble);

/// <summary>The cases that are answered.</summary>
internal static class RunCases
{
    public static readonly ImmutableDictionary<string, CourseRun> All = new Dictionary<string, CourseRun>
    {
        ["S1-PERC-OR"] = new(Perceptrons.Gate, Perceptrons.Gate),
        ["S1-PERC-AND"] = new(Perceptrons.Gate, Perceptrons.Gate),
        ["S1-PERC-NAND"] = new(Perceptrons.Gate, Perceptrons.Gate),
        ["S1-AND-FROM-NAND"] = new(Perceptrons.AndFromNand, Perceptrons.AndFromNand),
        ["S1-XOR-NOT-LINEAR"] = new(Perceptrons.XorIsNotLinear, Perceptrons.XorIsNotLinear),

        ["S1-STEP-BOUNDARY"] = new(Activations.Step, Activations.Step),
        ["S1-ACT-LINEAR"] = new(Activations.Linear, Activations.Linear),
        ["S1-ACT-SIGMOID"] = new(Activations.Sigmoid, Activations.Sigmoid),
        ["S1-ACT-TANH"] = new(Activations.Tanh, Activations.Tanh),
        ["S1-ACT-RELU"] = new(Activations.Relu, Activations.Relu),
        ["S1-ACT-LEAKY"] = new(Activations.LeakyRelu, Activations.LeakyRelu),
        ["S1-ACT-PRELU"] = new(Activations.PRelu, Activations.PRelu),
        ["S1-ACT-ELU"] = new(Activations.Elu, Activations.Elu),
        ["S1-ACT-SELU"] = new(Activations.Selu, Activations.Selu),
        ["S1-SOFTMAX"] = new(Activations.Softmax, Activations.Softmax),
        ["S2-SIGMOID-IDENTITIES"] = new(Activations.SigmoidIdentities, Activations.SigmoidIdentities),
        ["S0-RELU-SPARSITY"] = new(Activations.ReluSparsity, Activations.ReluSparsity),

        ["S1-LOSS-MSE"] = new(Losses.SquaredError, Losses.SquaredError),
        ["S1-LOSS-MAE"] = new(Losses.AbsoluteError, Losses.AbsoluteError),
        ["S1-LOSS-HUBER"] = new(Losses.Huber, Losses.Huber),
        ["S1-BCE-TABLE"] = new(Losses.BinaryTable, Losses.BinaryTable),
        ["S1-CCE-TABLE"] = new(Losses.CategoricalTable, Losses.CategoricalTable),
        ["S1-SPARSE-CCE"] = new(Losses.SparseTable, Losses.SparseTable),
        ["S1-SOFTMAX-CCE-GRAD"] = new(Losses.FusedSoftmax, Losses.FusedSoftmax),
        ["S4-SOFTMAX-CE-SUM"] = new(Losses.SummedSoftmax, Losses.SummedSoftmax),
        ["S1-OUTPUT-PAIRS"] = new(Losses.OutputPairs, Losses.OutputPairs),

        ["S1-XOR-RELU"] = new(Backpropagation.XorWithRelu, Backpropagation.XorWithRelu),
        ["S1-DEAD-RELU"] = new(Backpropagation.DeadRelu, Backpropagation.DeadRelu),
        ["S1-SIGMOID-SAME-SIGN"] = new(Backpropagation.SameSign, Backpropagation.SameSign),
        ["S1-LINEAR-COLLAPSE"] = new(Backpropagation.LinearCollapse, Backpropagation.LinearCollapse),
        ["S1-BP-TWO-PATHS"] = new(Backpropagation.TwoPaths, Backpropagation.TwoPaths),
        ["S2-VANISH-EXPLODE"] = new(Backpropagation.VanishAndExplode, Backpropagation.VanishAndExplode),
        ["S3-VRELUW-GRAD"] = new(Backpropagation.ReluWithoutBias, Backpropagation.ReluWithoutBias),
        ["S0-TANH-SIGMOID-221"] = new(Backpropagation.TanhAndSigmoid, Backpropagation.TanhAndSigmoid),
        ["S4-RELU-OUT-WARNING"] = new(Backpropagation.ReluOnTheOutput, Backpropagation.ReluOnTheOutput),

        ["S1-MLP2X2-FWD"] = new(ImageMlps.Forward, ImageMlps.Forward),
        ["S1-MLP2X2-GRAD"] = new(ImageMlps.Gradient, ImageMlps.Gradient),
        ["S1-MLP2X2-UPDATE"] = new(ImageMlps.Update, ImageMlps.Update),
        ["S1-MLP2X2-FREEZE"] = new(ImageMlps.Freeze, ImageMlps.Freeze),

        ["S1-INIT-HE-XAVIER"] = new(Initialization.SpreadOfHeAndXavier, Initialization.SpreadOfHeAndXavier),
        ["S0-INIT-ZEROS-TANH"] = new(Initialization.StartWithTanh, Initialization.StartWithTanh),
        ["S0-INIT-ZEROS-SIGMOID"] = new(Initialization.StartWithSigmoid, Initialization.StartWithSigmoid),
        ["S0-INIT-ONES"] = new(Initialization.StartWithTanh, Initialization.StartWithTanh),
        ["S0-INIT-RANDOM"] = new(Initialization.StartWithTanh, Initialization.StartWithTanh),

        ["S1-OPT-GD"] = new(Optimizers.GradientDescent, Optimizers.GradientDescent),
        ["S1-OPT-MOMENTUM"] = new(Optimizers.Momentum, Optimizers.Momentum),
        ["S1-OPT-ADAGRAD"] = new(Optimizers.Adagrad, Optimizers.Adagrad),
        ["S1-OPT-ADAM"] = new(Optimizers.Adam, Optimizers.Adam),
        ["S1-ADAGRAD-LR-10"] = new(Optimizers.AdagradRate, Optimizers.AdagradRate),

        ["S1-MLP-4321-SHAPES"] = new(Descriptions.Mlp4321, Descriptions.Mlp4321),
        ["S2-PARAMS-2-12-1"] = new(Descriptions.Mlp2To12To1, Descriptions.Mlp2To12To1),
        ["S4-MLP-784-K-10-SHAPES"] = new(Descriptions.DigitMlps, Descriptions.DigitMlps),

        ["S1-CONV-SHAPE-TABLE"] = new(ConvolutionShapes.Table, ConvolutionShapes.Table),
        ["S0-CONV-SHAPE-JKMN"] = new(ConvolutionShapes.RectangularTable, ConvolutionShapes.RectangularTable),
        ["S0-POOL-SHAPE"] = new(ConvolutionShapes.PoolTable, ConvolutionShapes.PoolTable),
        ["S2-CONV-FILTERS-PADDING"] = new(ConvolutionShapes.PaddedFilters, ConvolutionShapes.PaddedFilters),
        ["S1-CNN28-VALID-SHAPES"] = new(ConvolutionShapes.ThreeConvolutions, ConvolutionShapes.ThreeConvolutions),
        ["S3-CNN-PARAM-TABLE"] = new(ConvolutionShapes.ConvolutionsAndPools, ConvolutionShapes.ConvolutionsAndPools),
        ["S1-LENET5-SHAPES"] = new(ConvolutionShapes.LeNet5, ConvolutionShapes.LeNet5),
        ["S1-ALEXNET-SHAPES"] = new(ConvolutionShapes.AlexNet, ConvolutionShapes.AlexNet),
        ["S1-VGG16-SHAPES"] = new(ConvolutionShapes.Vgg16, ConvolutionShapes.Vgg16),

        ["S2-CONV5X5-FWD"] = new(Convolutions.Forward, Convolutions.Forward),
        ["S2-CONV5X5-DX"] = new(Convolutions.InputGradient, Convolutions.InputGradient),
        ["S2-CONV5X5-DW"] = new(Convolutions.WeightGradient, Convolutions.WeightGradient),
        ["S2-TRANSLATION-EQUIVARIANCE"] = new(Convolutions.Translation, Convolutions.Translation),
        ["S1-SAME-S2-VALUES"] = new(Convolutions.BordersAtAStride, Convolutions.BordersAtAStride),
        ["S1-SAME-PADDING-P"] = new(Convolutions.SameBorders, Convolutions.SameBorders),
        ["S0-CNN-FC-EQUIV"] = new(Convolutions.WholeImageKernels, Convolutions.WholeImageKernels),
        ["S1-POOL-VALUES"] = new(Pools.Values, Pools.Values),

        ["S1-BN-4CH-FWD"] = new(TrainingLayers.Normalize, TrainingLayers.Normalize),
        ["S1-DROPOUT"] = new(TrainingLayers.Drop, TrainingLayers.Drop),

        ["S1-ONEHOT"] = new(Data.OneHot, Data.OneHot),
        ["S1-UPDATE-COUNTS"] = new(Data.UpdateCounts, Data.UpdateCounts),
        ["S1-XOR-FROM-NAND"] = new(Graphs.XorFromNand, Graphs.XorFromNand),
        ["S1-RESIDUAL-BLOCK"] = new(Graphs.Residual, Graphs.Residual),
        ["S1-RNN-T3-TANH"] = new(Sequences.RnnOfThreeSteps, Sequences.RnnOfThreeSteps),
        ["S1-LSTM-HADAMARD"] = new(Sequences.Hadamard, Sequences.Hadamard),
        ["S1-LSTM-CELL-2STEP"] = new(Sequences.LstmOfTwoSteps, Sequences.LstmOfTwoSteps),
        ["S1-LSTM-SHAPES"] = new(Sequences.LstmShapes, Sequences.LstmShapes),

        ["S1-REG-L1"] = new(Penalties.L1, Penalties.L1),
        ["S1-REG-L2"] = new(Penalties.L2, Penalties.L2),
        ["S1-EARLY-STOP"] = new(Training.StopEarly, Training.StopEarly),
        ["S1-NORM-ZSCORE-MINMAX"] = new(Data.Scale, Data.Scale),
        ["S1-AUGMENT"] = new(Data.Augment, Data.Augment),

        ["S3-KFOLD"] = new(ModelSelection.Folds, ModelSelection.Folds),
        ["S1-GRID-SEARCH"] = new(ModelSelection.Grid, ModelSelection.Grid),
        ["S3-J-GRAD-HESSIAN"] = new(Derivatives.GradientAndHessian, Derivatives.GradientAndHessian),
        ["S2-PINN-LOSS"] = new(Derivatives.PhysicsLoss, Derivatives.PhysicsLoss),
        ["S2-PINN-EXACT-SOLUTION"] = new(Derivatives.ExactSolution, Derivatives.ExactSolution),
        ["S1-TSNE-KL"] = new(Maps.NeighbourEmbedding, Maps.NeighbourEmbedding),
    }.ToImmutableDictionary();
}
