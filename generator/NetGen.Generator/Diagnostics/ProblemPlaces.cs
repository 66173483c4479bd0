using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>Where the parts of a network's declaration stand in the source.</summary>
internal sealed class ProblemPlaces(INamedTypeSymbol type, ImmutableAttributes attributes, CancellationToken cancellation)
{
    private IReadOnlyList<OutlineItem> _items = [];

    /// <summary>Finds the attributes that the items of an outline come from, rather than take an index for that of an attribute.</summary>
    public void Follow(Outline outline) => _items = outline.Items;

    /// <summary>The narrowest place that is wrong: an argument, a member, an attribute or the name of the class.</summary>
    public Location Of(Problem problem)
    {
        if (problem.Member is { } member)
            return Of(ClassReader.Members(type).ElementAt(member), problem.Node);
        if (problem.Attribute == Problem.OfClass)
            return OfClass();
        return problem.Argument is { } argument ? Argument(problem.Attribute, argument) : Attribute(problem.Attribute);
    }

    /// <summary>A node of a member's syntax, in the order of the text; its name, where none is asked for.</summary>
    public static Location Of(ISymbol member, int? node)
    {
        if (node is null)
            return member.Locations[0];
        IMethodSymbol method = (IMethodSymbol)member;
        return FunctionReader.Syntax(method)!.DescendantNodesAndSelf().ElementAt(node.Value).GetLocation();
    }

    /// <summary>The attribute of an index.</summary>
    public Location Attribute(int index) => AttributeSyntax(index)?.GetLocation() ?? OfClass();

    /// <summary>Whether the attribute of an index is written in the network, and not in a block that it uses.</summary>
    public bool IsWritten(int index) => _items.Count == 0 || _items[index].IsWritten;

    /// <summary>The attribute of an index, as it is written; for what a block brings along, the one that uses it.</summary>
    public AttributeSyntax? AttributeSyntax(int index) => Written(index).ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    /// <summary>Which of an attribute's written arguments sets a parameter or property; -1 for none.</summary>
    public int ArgumentIndex(int attribute, string name) =>
        AttributeSyntax(attribute)?.ArgumentList?.Arguments.ToList() is { } written ? written.FindIndex(argument => IsNamed(argument, written.IndexOf(argument), name, attribute)) : -1;

    /// <summary>The block that an attribute uses.</summary>
    public INamedTypeSymbol? Block(int index) => Written(index).AttributeClass?.TypeArguments.FirstOrDefault() as INamedTypeSymbol;

    private Location Argument(int index, string name) =>
        IsWritten(index) && ArgumentIndex(index, name) is >= 0 and int argument ? AttributeSyntax(index)!.ArgumentList!.Arguments[argument].GetLocation() : Attribute(index);

    private bool IsNamed(AttributeArgumentSyntax argument, int position, string name, int index)
    {
        if ((argument.NameEquals?.Name ?? argument.NameColon?.Name) is { } written)
            return written.Identifier.ValueText == name;
        return Written(index).AttributeConstructor is { } constructor
            && position < constructor.Parameters.Length
            && constructor.Parameters[position].Name == name;
    }

    private AttributeData Written(int index) => attributes.Items[_items.Count == 0 ? index : _items[index].Place];

    // A class of several declarations has several names in the source; the one under [Network] is meant.
    private Location OfClass()
    {
        int network = attributes.Items.ToList().FindIndex(attribute => attribute.AttributeClass?.ToDisplayString() == DeclarationReader.NetworkAttribute);
        if (network < 0)
            return type.Locations[0];
        return (attributes.Items[network].ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.GetLocation() ?? type.Locations[0];
    }
}
