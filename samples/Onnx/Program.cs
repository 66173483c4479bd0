using System.Diagnostics;
using System.Globalization;
using NetGen;
using NetGen.Samples.Onnx;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// The class comes from digits.onnx, which PyTorch wrote (train.py), and its weights are in this assembly.
Console.WriteLine(Digits.Description);
Digits.Prepared model = Digits.CreatePretrained().Prepare();

Dataset digits = Csv.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"), inputShape: [8, 8, 1]);
int right = 0, count = 0;
float[] image = new float[Digits.InputSize], label = new float[1], probabilities = new float[Digits.OutputSize];
var watch = new Stopwatch();
for (int sample = 0; sample < digits.Count; sample += 5)
{
    // Every fifth digit was not trained on. Pixels go from 0 to 16, and the network has seen them from 0 to 1.
    digits.CopyInputs<float>(sample, image);
    digits.CopyTargets<float>(sample, label);
    for (int i = 0; i < image.Length; i++)
        image[i] /= 16;
    watch.Start();
    model.Forward(image, probabilities);
    watch.Stop();
    right += Array.IndexOf(probabilities, probabilities.Max()) == (int)label[0] ? 1 : 0;
    count++;
}

Console.WriteLine($"{right} of {count} right, {watch.Elapsed.TotalMicroseconds / count:F1} us an image, the first calls included");
