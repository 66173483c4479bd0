using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Which pixel of an image each pixel of another one is a copy of.</summary>
internal static class ImageCopies
{
    /// <param name="source">The shape of the image that is copied from.</param>
    /// <param name="target">The shape of the copy, with as many channels.</param>
    /// <param name="row">The row that a row is copied from.</param>
    /// <param name="column">The column that a column is copied from.</param>
    /// <returns>For each number of the copy its place in the source, -1 where it lies beside it.</returns>
    public static int[] Of(Shape source, Shape target, Func<int, int> row, Func<int, int> column)
    {
        (int rows, int columns, int channels) = (source.Extents[0], source.Extents[1], source.Channels);
        int[] places = new int[target.Size];
        int at = 0;
        for (int y = 0; y < target.Extents[0]; y++)
        {
            for (int x = 0; x < target.Extents[1]; x++)
            {
                bool isWithin = row(y) >= 0 && row(y) < rows && column(x) >= 0 && column(x) < columns;
                for (int c = 0; c < channels; c++)
                    places[at++] = isWithin ? (((row(y) * columns) + column(x)) * channels) + c : -1;
            }
        }

        return places;
    }
}
