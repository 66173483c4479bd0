namespace NetGen;

/// <summary>
/// The trained weights of a network, a safetensors file of the project. They become part of the assembly, and the class gets
/// <c>CreatePretrained()</c>, which makes a network that has them.
/// </summary>
/// <remarks>
/// The file is checked while building: names, shapes and number types of its tensors, and that every number is finite; what is wrong is an
/// error at the attribute. F16 and BF16 are widened, and a network in double precision takes F32 as well. At run time nothing is parsed:
/// the numbers are copied into the network once.
/// <para>
/// A <c>.safetensors</c> file in the folder of the project, or below it, is found by itself. Any other is made part of the project by
/// <c>&lt;NetGenWeights Include="../models/lenet.safetensors" /&gt;</c>. While a network is trained anew its old weights may not fit: train
/// it in a project where the class has no <c>[Weights]</c>.
/// </para>
/// </remarks>
/// <param name="file">The file: its path from the project file, or its name where no other file of the project has it.</param>
/// <example>
/// <code>
/// [Network]
/// [Weights("lenet.safetensors")]
/// [Input(28, 28, 1)]
/// [Conv2D(6, 5, Padding = Padding.Same), Relu]
/// [MaxPool2D(2)]
/// [Conv2D(16, 5), Relu]
/// [MaxPool2D(2)]
/// [Flatten]
/// [Dense(120), Relu]
/// [Dense(84), Relu]
/// [Dense(10), Softmax]
/// public sealed partial class LeNet5;
/// </code>
/// <code>
/// LeNet5.Prepared digits = LeNet5.CreatePretrained().Prepare();
/// Span&lt;float&gt; probabilities = stackalloc float[LeNet5.OutputSize];
/// digits.Forward(image, probabilities);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WeightsAttribute(string file) : Attribute
{
    /// <summary>The file: its path from the project file, or its name.</summary>
    public string File { get; } = file;
}
