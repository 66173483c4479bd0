using NetGen.Generator.Graph;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// Gradients that are several sums: those of parameters that several layers share, or that a layer meets several times. All go to one place: the
/// first begins there, the others add to it. One piece of a step does them all, so that they add up in one order.
/// </summary>
internal sealed class SharedGradients
{
    private static readonly GradientShare s_own = new(IsShared: false, Continues: false);

    private readonly IReadOnlyDictionary<string, NodeParameter> _places;
    private readonly HashSet<int> _shared;
    private readonly HashSet<int> _begun = [];

    /// <param name="places">The place of each gradient.</param>
    /// <param name="sums">The gradient of each sum.</param>
    public SharedGradients(IReadOnlyDictionary<string, NodeParameter> places, IEnumerable<string> sums)
    {
        _places = places;
        _shared =
        [
            .. places.Values.GroupBy(place => place.Offset).Where(group => group.Skip(1).Any()).Select(group => group.Key),
            .. sums.GroupBy(name => name).Where(group => group.Skip(1).Any()).Select(group => places[group.Key].Offset),
        ];
    }

    public bool IsShared(string gradient) => _shared.Contains(_places[gradient].Offset);

    /// <summary>How the next sum that goes to a gradient's place is written.</summary>
    public GradientShare Begin(string gradient) => IsShared(gradient)
        ? new GradientShare(IsShared: true, Continues: !_begun.Add(_places[gradient].Offset))
        : s_own;

    /// <summary>Whether nothing was written to the place of a gradient, and it is the first that has it.</summary>
    public bool IsFirst(string gradient, ISet<string> written) =>
        !IsShared(gradient) || _places.Where(place => place.Value.Offset == _places[gradient].Offset) is var all && !all.Any(place => written.Contains(place.Key)) && all.First().Key == gradient;
}

/// <summary>How a sum is written to a gradient's place.</summary>
/// <param name="IsShared">Whether one piece writes all of it.</param>
/// <param name="Continues">Whether an earlier sum of the step is there already.</param>
internal sealed record GradientShare(bool IsShared, bool Continues)
{
    /// <summary>Whether it adds to what is there, as C#.</summary>
    public string Accumulate => Continues ? "true" : "accumulate";

    /// <summary>The piece and the number of pieces, as C#.</summary>
    public string Pieces => IsShared ? "0, 1" : "piece, pieces";
}
