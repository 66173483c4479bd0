using System.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>Numbers moved between layouts, against the definition.</summary>
public class PanelsTests
{
    [Fact]
    public void Transpose_makes_rows_of_columns()
    {
        for (int rows = 1; rows <= 37; rows++)
        {
            for (int columns = 1; columns <= 9; columns++)
            {
                float[] matrix = [.. Enumerable.Range(1, rows * columns).Select(i => (float)i)];
                double[] wide = [.. matrix];
                float[] target = new float[matrix.Length + 1];
                double[] wideTarget = new double[matrix.Length + 1];
                Panels.Transpose(ref matrix[0], rows, columns, ref target[0]);
                Panels.Transpose(ref wide[0], rows, columns, ref wideTarget[0]);
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        Assert.Equal(matrix[(row * columns) + column], target[(column * rows) + row]);
                        Assert.Equal(wide[(row * columns) + column], wideTarget[(column * rows) + row]);
                    }
                }

                Assert.Equal(0, target[^1]);
                Assert.Equal(0, wideTarget[^1]);
            }
        }
    }

    [Fact]
    public void LoadEverySecond_leaves_out_the_others()
    {
        float[] singles = [.. Enumerable.Range(0, 2 * Vector<float>.Count).Select(i => (float)i)];
        double[] doubles = [.. Enumerable.Range(0, 2 * Vector<double>.Count).Select(i => (double)i)];
        Vector<float> single = Panels.LoadEverySecond(ref singles[0]);
        Vector<double> wide = Panels.LoadEverySecond(ref doubles[0]);
        for (int lane = 0; lane < Vector<float>.Count; lane++)
            Assert.Equal(singles[2 * lane], single[lane]);
        for (int lane = 0; lane < Vector<double>.Count; lane++)
            Assert.Equal(doubles[2 * lane], wide[lane]);
    }
}
