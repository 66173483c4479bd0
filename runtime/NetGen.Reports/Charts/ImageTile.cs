namespace NetGen.Reports;

/// <summary>A small picture of numbers with a line of text.</summary>
/// <param name="Caption">The text below it.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Values">The numbers, row-major; those of several channels are shown by their mean.</param>
public sealed record ImageTile(string Caption, int Height, int Width, IReadOnlyList<double> Values);
