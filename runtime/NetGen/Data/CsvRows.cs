using System.Globalization;
using System.Numerics;

namespace NetGen;

/// <summary>
/// Reads the rows of a text file, character by character: neither a line nor a field is kept as text, so that a file without line ends
/// takes no more memory than its numbers.
/// </summary>
/// <typeparam name="T">The number type.</typeparam>
/// <param name="reader">The text.</param>
/// <param name="path">Its name, for messages.</param>
/// <param name="separator">What stands between columns.</param>
internal sealed class CsvRows<T>(TextReader reader, string path, char separator)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MostColumns = 1 << 24;
    private const int MostCharacters = 1 << 10;
    private const int End = -1;

    private readonly char[] _block = new char[1 << 12];
    private readonly char[] _field = new char[MostCharacters];
    private int _next;
    private int _filled;
    private int _line;
    private int _columns;
    private T[] _row = new T[16];

    /// <summary>The numbers of the row that was read last.</summary>
    public ReadOnlySpan<T> Row => _row.AsSpan(0, _columns);

    /// <summary>Reads past a line.</summary>
    public void SkipLine()
    {
        _line++;
        while (!IsEndOfLine(Take()))
        {
        }
    }

    /// <summary>Reads the next line that is not blank.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidDataException">It has another number of columns than the lines before it, or a field is no finite
    /// number.</exception>
    public bool Read()
    {
        while (Peek() != End)
        {
            _line++;
            if (ReadLine())
                return true;
        }

        return false;
    }

    private static bool IsEndOfLine(int character) => character is '\n' or '\r' or End;

    /// <summary>Reads a line.</summary>
    /// <returns>Whether it is not blank.</returns>
    private bool ReadLine()
    {
        int columns = 0;
        bool isBlank = true;
        string? fault = null;
        for (bool isLast = false; !isLast; columns++)
        {
            ReadOnlySpan<char> text = ReadField(out bool isWhole, out bool isBlankField, out isLast);
            isBlank &= isBlankField && (isLast || char.IsWhiteSpace(separator));
            if (isWhole && TryParse(text, out T number))
                Keep(columns, number);
            else
                fault ??= $"Expected a finite number in '{path}', line {_line}, column {columns + 1}, got '{Excerpt.Of(text)}'.";
        }

        if (isBlank)
            return false;
        CheckCount(columns);
        return fault is null ? true : throw new InvalidDataException(fault);
    }

    /// <summary>Reads a field and what ends it.</summary>
    /// <param name="isWhole">Whether the text is the whole field; no number is longer.</param>
    /// <param name="isBlank">Whether the field is white space.</param>
    /// <param name="isLast">Whether it is the last of its line.</param>
    private ReadOnlySpan<char> ReadField(out bool isWhole, out bool isBlank, out bool isLast)
    {
        int length = 0;
        isWhole = isBlank = true;
        while (true)
        {
            int character = Take();
            isLast = IsEndOfLine(character);
            if (isLast || character == separator)
                return _field.AsSpan(0, length);
            isBlank &= char.IsWhiteSpace((char)character);
            if (length == 0 && character == ' ')
                continue;
            isWhole = length < MostCharacters;
            if (isWhole)
                _field[length++] = (char)character;
        }
    }

    private static bool TryParse(ReadOnlySpan<char> text, out T number) =>
        T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && T.IsFinite(number);

    /// <summary>Keeps a number of the row; where there is no column for it, the count of columns is wrong.</summary>
    private void Keep(int column, T number)
    {
        if (column >= (_columns == 0 ? MostColumns : _columns))
            return;
        if (column == _row.Length)
            Array.Resize(ref _row, 2 * column);
        _row[column] = number;
    }

    private void CheckCount(int columns)
    {
        if (_columns == 0 && columns is (< 2 or > MostColumns))
            throw new InvalidDataException($"Expected at least 2 columns separated by '{separator}' in '{path}', and at most "
                + $"{MostColumns}, got {columns} in line {_line}.");
        if (_columns != 0 && columns != _columns)
            throw new InvalidDataException($"Expected {_columns} columns in '{path}', got {columns} in line {_line}.");
        _columns = columns;
    }

    /// <summary>The next character, or <see cref="End"/>; both characters of a line end as one.</summary>
    private int Take()
    {
        int character = Peek();
        if (character != End)
            _next++;
        if (character == '\r' && Peek() == '\n')
            _next++;
        return character;
    }

    private int Peek()
    {
        if (_next == _filled)
            (_next, _filled) = (0, reader.Read(_block));
        return _filled == 0 ? End : _block[_next];
    }
}
