namespace MdEngine.Cli.Binding;

/// <summary>The place that a value comes from.</summary>
/// <param name="File">JSON file as the user named it.</param>
/// <param name="Line">Line in it, from 1; 0 when the fault has none.</param>
/// <param name="Layer">What gave the value.</param>
public readonly record struct Origin(string File, int Line, DeckLayer Layer = DeckLayer.File)
{
    /// <summary>"deck.json:12", or "deck.json (from --set)".</summary>
    public override string ToString() => Layer switch
    {
        DeckLayer.CommandLine => $"{File} (from --set)",
        DeckLayer.Environment => $"{File} (from the environment)",
        _ => Line > 0 ? $"{File}:{Line}" : File,
    };
}
