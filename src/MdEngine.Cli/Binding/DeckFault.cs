namespace MdEngine.Cli.Binding;

/// <summary>One fault of a deck.</summary>
/// <param name="Origin">File and line, or the override that is at fault.</param>
/// <param name="Path">JSON path: "stages[0].steps"; empty for the file as a whole.</param>
/// <param name="Message">What was found, what was expected, the remedy.</param>
public sealed record DeckFault(Origin Origin, string Path, string Message)
{
    /// <summary>"deck.json:12: stages[0].steps: found -1, expected an integer >= 1".</summary>
    public override string ToString() =>
        Path.Length == 0 ? $"{Origin}: {Message}" : $"{Origin}: {Path}: {Message}";
}
