namespace NetGen;

/// <summary>Which numbers of an input are scaled alike.</summary>
public enum ScalerScope
{
    /// <summary>Each column has its own statistics: for measurements in different units.</summary>
    Column,

    /// <summary>Each channel, the last extent of the input shape, has its own statistics: for colour images.</summary>
    Channel,

    /// <summary>All columns share their statistics: for images in grey, whose pixels are all of one kind.</summary>
    All,
}
