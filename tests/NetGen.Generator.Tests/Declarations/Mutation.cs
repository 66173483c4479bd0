using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests.Declarations;

/// <summary>What a person makes of a declaration while typing: cut off at a token, or with one token deleted, doubled, swapped or changed.</summary>
internal sealed class Mutation
{
    private static readonly string[] Numbers = ["0", "-1", "1", "7", "1000", "2147483647", "1 << 30", "1.5", "1e300", "double.NaN", "\"text\"", "null", "default"];

    private readonly string _text;
    private readonly SyntaxToken[] _tokens;

    /// <param name="declaration">A declaration that is sound.</param>
    public Mutation(string declaration)
    {
        _text = declaration;
        _tokens = [.. SyntaxFactory.ParseTokens(declaration).Where(token => token.Span.Length > 0)];
    }

    /// <summary>The number of places where it can be cut off.</summary>
    public int Count => _tokens.Length;

    /// <summary>The declaration up to a token.</summary>
    public string CutOff(int token) => _text[.._tokens[token].Span.End];

    /// <summary>The declaration with one mistake, and what that is.</summary>
    public (string Text, string Kind) Draw(Random random)
    {
        int at = random.Next(_tokens.Length);
        switch (random.Next(6))
        {
            case 0:
                return (Replace(at, string.Empty), "deleted");
            case 1:
                return (Replace(at, _tokens[at].Text + " " + _tokens[at].Text), "doubled");
            case 2 when at + 1 < _tokens.Length:
                string between = _text[_tokens[at].Span.End.._tokens[at + 1].SpanStart];
                return (_text[.._tokens[at].SpanStart] + _tokens[at + 1].Text + between + _tokens[at].Text + _text[_tokens[at + 1].Span.End..], "swapped");
            case 3:
            case 4 when Places(SyntaxKind.NumericLiteralToken).Length > 0:
                int[] numbers = Places(SyntaxKind.NumericLiteralToken);
                return numbers.Length == 0 ? (CutOff(at), "cut off") : (Replace(numbers[random.Next(numbers.Length)], Numbers[random.Next(Numbers.Length)]), "number");
            default:
                int[] names = [.. Places(SyntaxKind.IdentifierToken), .. Places(SyntaxKind.StringLiteralToken)];
                return (Replace(names[random.Next(names.Length)], Name(random, names)), "name");
        }
    }

    private int[] Places(SyntaxKind kind) => [.. Enumerable.Range(0, _tokens.Length).Where(i => _tokens[i].IsKind(kind))];

    /// <summary>Another name of the declaration, or one with a letter less.</summary>
    private string Name(Random random, int[] names)
    {
        string other = _tokens[names[random.Next(names.Length)]].Text;
        int letter = random.Next(other.Length);
        return random.Next(2) == 0 ? other : other.Remove(letter, 1);
    }

    private string Replace(int token, string text) => _text[.._tokens[token].SpanStart] + text + _text[_tokens[token].Span.End..];
}
