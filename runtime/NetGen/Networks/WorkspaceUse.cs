using System.ComponentModel;

namespace NetGen;

/// <summary>A workspace taken for one call. Disposing gives it back, whatever the call ended with. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct WorkspaceUse
{
    private readonly Workspace? _workspace;
    private readonly bool _isPiece;

    internal WorkspaceUse(Workspace workspace, bool isPiece)
    {
        _workspace = workspace;
        _isPiece = isPiece;
    }

    /// <summary>Gives the workspace back.</summary>
    public void Dispose() => _workspace?.GiveBack(_isPiece);
}
