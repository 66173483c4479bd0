using System.CommandLine;
using NetGen.Models;
using NetGen.Tool.Running;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen verify FILE --input X --expected Y</c>: whether the imported class answers as the model did.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE")
            { Description = "The model: .onnx, .keras or .h5 (Keras), .nam (Neural Amp Modeler), or .json (RTNeural)." };
        var input = new Option<FileInfo[]>("--input")
        {
            Description = "The input: .csv with a sample a line, .npy, or .pb (an ONNX TensorProto), in the model's own layout. A model of "
                + "several inputs takes the option as often.",
            Required = true,
        };
        var expected = new Option<FileInfo[]>("--expected")
            { Description = "What the model answers, in the same formats; as often as it has outputs.", Required = true };
        var tolerance = new Option<double>("--tolerance")
            { Description = "The largest deviation that is accepted, as a part of the largest answer.", DefaultValueFactory = _ => 1e-5 };
        var steps = new Option<bool>("--steps")
            { Description = "A line is a step of one sequence, and not a sample; what can stream is streamed." };
        var command = new Command("verify", """
            Imports a model, compiles the class in memory, runs it, and compares. The last line says the largest deviation and the largest answer.
            Example: netgen verify amp.nam --input in.csv --expected out.csv --steps
            """)
        {
            file, input, expected, tolerance, steps,
        };
        command.SetAction(arguments => Faults.Guard(() =>
        {
            TensorData[] inputs = Array.ConvertAll(arguments.GetValue(input)!, each => TensorFile.Read(each.FullName));
            TensorData[] answers = Array.ConvertAll(arguments.GetValue(expected)!, each => TensorFile.Read(each.FullName));
            Comparison result = Verification.Run(arguments.GetValue(file)!.FullName, inputs, answers, arguments.GetValue(steps));
            bool isOk = result.IsWithin(arguments.GetValue(tolerance));
            Console.WriteLine($"{result}: {(isOk ? "ok" : "too much")}");
            return isOk ? 0 : 1;
        }));
        return command;
    }
}
