using NetGen.Models.Tests.Support;
using NetGen.Tool.Running;

namespace NetGen.Models.Tests.Onnx;

public sealed class OnnxInteropTests
{
    /// <summary>What a network of fixed weights in two dimensions cannot have.</summary>
    private static readonly string[] s_refused =
    [
        "test_Conv3d_dilated", "test_Conv3d_dilated_strided", "test_Conv3d_no_bias", "test_Conv3d_stride", "test_MaxPool2d_stride_padding_dilation",
        "test_operator_addmm", "test_operator_mm", "test_operator_pow",
    ];

    [InteropFact]
    public void Small_models_of_PyTorch_answer_as_they_did_or_are_refused_by_node_operator_and_reason()
    {
        List<(ImportedModel Model, string Folder)> imported = [];
        List<string> refused = [];
        foreach (string folder in new[] { "pytorch-converted", "pytorch-operator" }.SelectMany(kind => Directory.GetDirectories(Path.Combine(Interop.Folder!, "onnx", kind))))
        {
            try
            {
                imported.Add((ModelFile.Read(Path.Combine(folder, "model.onnx"), new ImportOptions { ClassName = Path.GetFileName(folder) }), folder));
            }
            catch (ModelImportException fault)
            {
                Assert.All(fault.Problems, problem => Assert.True(problem.Node.Length > 0 && problem.Operator.Length > 0 && problem.Reason.Length > 0));
                refused.Add(Path.GetFileName(folder));
            }
        }

        var compiled = CompiledModel.CompileAll([.. imported.Select(each => each.Model)]);

        Assert.Equal(s_refused.Order(), refused.Order());
        for (int i = 0; i < imported.Count; i++)
        {
            string data = Path.Combine(imported[i].Folder, "test_data_set_0");
            TensorData[] Tensors(string kind) => [.. Directory.GetFiles(data, kind + "_*.pb").Order(StringComparer.Ordinal).Select(TensorFile.Read)];
            Comparison result = Verification.Compare(imported[i].Model, compiled[i], Tensors("input"), Tensors("output"), bySteps: false);
            Assert.True(result.IsWithin(1e-5), $"{imported[i].Folder}: {result}");
        }
    }
}
