namespace MdEngine.Cli.Decks;

/// <summary>What to do when neighbour lists are older than the motion of the atoms allows.</summary>
public enum ListCheck
{
    /// <summary>Stop the run.</summary>
    Stop,

    /// <summary>Go on, for those who want it so.</summary>
    Ignore,
}
