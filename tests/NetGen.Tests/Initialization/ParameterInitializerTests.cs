namespace NetGen.Tests;

public class ParameterInitializerTests
{
    private const int FanIn = 100;
    private const int FanOut = 300;

    public static TheoryData<Initializer, double> Uniforms => new()
    {
        { Initializer.Uniform, 0.05 },
        { Initializer.HeUniform, Math.Sqrt(6.0 / FanIn) },
        { Initializer.GlorotUniform, Math.Sqrt(6.0 / (FanIn + FanOut)) },
        { Initializer.LecunUniform, Math.Sqrt(3.0 / FanIn) },
        { Initializer.XavierFanIn, Math.Sqrt(1.0 / FanIn) },
    };

    public static TheoryData<Initializer, double> Normals => new()
    {
        { Initializer.Normal, 0.05 },
        { Initializer.HeNormal, Math.Sqrt(2.0 / FanIn) },
        { Initializer.GlorotNormal, Math.Sqrt(2.0 / (FanIn + FanOut)) },
        { Initializer.LecunNormal, Math.Sqrt(1.0 / FanIn) },
    };

    [Theory, MemberData(nameof(Uniforms))]
    public void A_uniform_fills_its_interval_evenly(Initializer initializer, double limit)
    {
        foreach (double scale in new[] { 1, 0.5 })
        {
            double[] values = Fill<double>(initializer, scale);
            Assert.All(values, value => Assert.InRange(value, -limit * scale, limit * scale));
            Assert.InRange(values.Max(), 0.999 * limit * scale, limit * scale);
            Assert.InRange(values.Min(), -limit * scale, -0.999 * limit * scale);
            Assert.InRange(values.Average(), -0.02 * limit * scale, 0.02 * limit * scale);
            Assert.Equal(limit * scale / Math.Sqrt(3), Deviation(values), 0.01 * limit * scale);
        }
    }

    [Theory, MemberData(nameof(Normals))]
    public void A_normal_has_its_standard_deviation(Initializer initializer, double deviation)
    {
        foreach (double scale in new[] { 1, 0.5 })
        {
            double[] values = Fill<double>(initializer, scale);
            Assert.InRange(values.Average(), -0.03 * deviation * scale, 0.03 * deviation * scale);
            Assert.Equal(deviation * scale, Deviation(values), 0.02 * deviation * scale);
            Assert.Contains(values, value => value > 3 * deviation * scale);
        }
    }

    [Fact]
    public void Constants_are_constant_and_know_no_scale()
    {
        Assert.All(Fill<float>(Initializer.Zeros, 3), value => Assert.Equal(0, value));
        Assert.All(Fill<float>(Initializer.Ones, 3), value => Assert.Equal(1, value));
        Assert.All(Fill<float>(Initializer.Constant, 3), value => Assert.Equal(0.1f, value));
    }

    [Fact]
    public void A_float_network_starts_where_its_double_twin_does()
    {
        float[] single = Fill<float>(Initializer.HeNormal, 1);
        double[] twin = Fill<double>(Initializer.HeNormal, 1);
        Assert.Equal(twin.Select(value => (float)value), single);
    }

    [Fact]
    public void An_element_depends_on_seed_slot_and_place_alone()
    {
        double[] two = FillSlots(seed: 9, (Initializer.Normal, 40), (Initializer.Normal, 40));
        double[] other = FillSlots(seed: 9, (Initializer.Zeros, 4), (Initializer.Normal, 50));
        Assert.Equal(two[40..80], other[4..44]);
        Assert.NotEqual(two[..40], two[40..]);
        Assert.NotEqual(two, FillSlots(seed: 10, (Initializer.Normal, 40), (Initializer.Normal, 40)));
        Assert.Equal(two, FillSlots(seed: 9, (Initializer.Normal, 40), (Initializer.Normal, 40)));
    }

    [Fact]
    public void Parameters_of_another_number_are_refused()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ParameterInitializer.Fill<float>(Network((Initializer.Ones, 1, 7)), new float[8], 0));
        Assert.Contains("Expected 7 numbers", exception.Message);
        Assert.Contains("got 8", exception.Message);
    }

    private static T[] Fill<T>(Initializer initializer, double scale)
        where T : unmanaged
    {
        var values = new T[FanIn * FanOut];
        ParameterInitializer.Fill<T>(Network((initializer, scale, values.Length)), values, seed: 3);
        return values;
    }

    private static double[] FillSlots(ulong seed, params (Initializer Initializer, int Length)[] slots)
    {
        var values = new double[slots.Sum(slot => slot.Length)];
        ParameterInitializer.Fill<double>(Network([.. slots.Select(slot => (slot.Initializer, 1.0, slot.Length))]), values, seed);
        return values;
    }

    private static NetworkDescription Network(params (Initializer Initializer, double Scale, int Length)[] slots)
    {
        int offset = 0;
        var parameters = new List<ParameterSlot>();
        foreach ((Initializer initializer, double scale, int length) in slots)
        {
            parameters.Add(new ParameterSlot("Dense1", "weights", ParameterRole.Weight, offset, [length], false, new ParameterInitialization(initializer, scale, 0.1, FanIn, FanOut)));
            offset += length;
        }

        var layer = new LayerDescription("Dense1", "Dense", [FanIn], [FanOut], 0, [.. parameters]);
        return new NetworkDescription("Test", Precision.Double, [FanIn], [layer], null, "", 0, 0);
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
