using System.Runtime.Intrinsics.X86;

namespace NetGen.Reproducibility.Tests;

/// <summary>A part of the processor that not every machine has.</summary>
public enum Hardware
{
    /// <summary>256-bit vectors and fused multiply-adds.</summary>
    Avx2,

    /// <summary>512-bit vectors.</summary>
    Avx512,
}

/// <summary>A test that is skipped, saying so, on a machine without the hardware it is about.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HardwareFactAttribute : FactAttribute
{
    /// <summary>A test that needs a part of the processor.</summary>
    public HardwareFactAttribute(Hardware needed)
    {
        bool present = needed == Hardware.Avx2 ? Avx2.IsSupported && Fma.IsSupported : Avx512F.IsSupported;
        if (!present)
            Skip = $"This processor has no {needed}.";
    }
}
