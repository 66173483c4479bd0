namespace NetGen.Samples.Amp;

/// <summary>
/// The amplifier that the model imitates, in double precision: a coupling capacitor (first-order high-pass, 80 Hz), a valve stage
/// <c>tanh(drive x + offset) - tanh(offset)</c>, whose offset makes even harmonics, a second capacitor (20 Hz) that takes the direct
/// voltage away, and a loudspeaker (second-order low-pass, 4 kHz, Q 0.8; coefficients of R. Bristow-Johnson, "Cookbook formulae for
/// audio EQ biquad filter coefficients").
/// </summary>
internal sealed class Amplifier
{
    private const double Drive = 8;
    private const double Offset = 0.4;
    private const double Volume = 0.6;

    private readonly double _rest = VectorMath.Tanh(Offset);
    private readonly HighPass _input = new(80), _output = new(20);
    private readonly LowPass _speaker = new(4000, 0.8);

    /// <summary>What the amplifier makes of a sound, from silence on.</summary>
    public static float[] Play(ReadOnlySpan<float> sound)
    {
        var amplifier = new Amplifier();
        float[] heard = new float[sound.Length];
        for (int i = 0; i < heard.Length; i++)
            heard[i] = (float)amplifier.Next(sound[i]);
        return heard;
    }

    private double Next(double sample)
    {
        double valve = VectorMath.Tanh((Drive * _input.Next(sample)) + Offset) - _rest;
        return Volume * _speaker.Next(_output.Next(valve));
    }

    /// <summary>A capacitor and a resistor: <c>y[t] = a (y[t-1] + x[t] - x[t-1])</c>, <c>a = 1 / (1 + 2 pi f / rate)</c>.</summary>
    private sealed class HighPass(double hertz)
    {
        private readonly double _factor = 1 / (1 + (2 * Math.PI * hertz / Sound.Rate));
        private double _x, _y;

        public double Next(double x)
        {
            _y = _factor * (_y + x - _x);
            _x = x;
            return _y;
        }
    }

    /// <summary>A biquad in direct form I: <c>a0 y[t] = b0 (x[t] + 2 x[t-1] + x[t-2]) - a1 y[t-1] - a2 y[t-2]</c>.</summary>
    private sealed class LowPass
    {
        private readonly double _b0, _a1, _a2;
        private double _x1, _x2, _y1, _y2;

        public LowPass(double hertz, double q)
        {
            double angle = 2 * Math.PI * hertz / Sound.Rate, cosine = VectorMath.Cos(angle);
            double alpha = VectorMath.Sin(angle) / (2 * q), a0 = 1 + alpha;
            (_b0, _a1, _a2) = ((1 - cosine) / 2 / a0, -2 * cosine / a0, (1 - alpha) / a0);
        }

        public double Next(double x)
        {
            double y = (_b0 * (x + (2 * _x1) + _x2)) - (_a1 * _y1) - (_a2 * _y2);
            (_x2, _x1, _y2, _y1) = (_x1, x, _y1, y);
            return y;
        }
    }
}
