namespace NetGen.Tests.Contract;

/// <summary>A generated network, whatever its class and number type, and the promises that can be checked on it.</summary>
internal abstract class Subject
{
    public abstract string Name { get; }

    /// <summary>Every member that a warm caller uses, ready to be called again and again.</summary>
    public abstract IEnumerable<(string Member, Action Call)> Calls(int batch);

    /// <summary>A whole step of training with an optimiser.</summary>
    public abstract Action TrainingStep(Optimizer optimizer, int batch);

    /// <summary>Every way to ask, and every batch size, gives sample k the same bits.</summary>
    public abstract void AnswersSampleBySample();

    /// <summary>NaN in one place of the input comes out of every output that depends on it, and of no other sample.</summary>
    public abstract void PassesNaNOn(bool elementwise);

    /// <summary>The derivative of an elementwise network at one point, in every place of the vector.</summary>
    public abstract double[] DerivativesAt(double point);

    /// <summary>The answer of an elementwise network at one point, in every place of the vector.</summary>
    public abstract double[] ValuesAt(double point);
}
