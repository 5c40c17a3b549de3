namespace MdEngine.Compare.Results;

/// <summary>What became of a piece of work.</summary>
public enum PieceStatus
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It failed; what was found until then may be there.</summary>
    Failed,

    /// <summary>It was not begun, because something that it needs failed.</summary>
    Skipped,
}
