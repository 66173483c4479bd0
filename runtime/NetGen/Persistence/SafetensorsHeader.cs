using System.Text.Json;

namespace NetGen;

/// <summary>The header of a file.</summary>
/// <param name="Entries">Its tensors by name.</param>
/// <param name="Metadata">Its metadata; empty if there are none.</param>
internal sealed record SafetensorsHeader(Dictionary<string, JsonElement> Entries, IReadOnlyDictionary<string, string> Metadata);
