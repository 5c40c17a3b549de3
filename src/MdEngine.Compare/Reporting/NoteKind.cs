namespace MdEngine.Compare.Reporting;

/// <summary>How much a note matters.</summary>
public enum NoteKind
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>What a reader must keep in mind to read the numbers rightly.</summary>
    Warning,

    /// <summary>Something failed and is missing.</summary>
    Failure,
}
