namespace MdEngine.Cli.Binding;

/// <summary>Where a value of a deck comes from; a later layer overrides an earlier one.</summary>
public enum DeckLayer
{
    /// <summary>The JSON file.</summary>
    File,

    /// <summary>An environment variable with the prefix MDENGINE_.</summary>
    Environment,

    /// <summary>A <c>--set path=value</c> of the command line.</summary>
    CommandLine,
}
