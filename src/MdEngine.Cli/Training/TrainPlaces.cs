using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Cli.Decks.Training;
using MdEngine.IO.Checkpoints;

namespace MdEngine.Cli.Training;

/// <summary>Where a training writes.</summary>
/// <param name="Folder">Folder of the model.</param>
/// <param name="Log">Log file, or null.</param>
public sealed record TrainPlaces(string Folder, string? Log)
{
    /// <summary>potential.json.</summary>
    public string Potential => Path.Combine(Folder, "potential.json");

    /// <summary>Model card.</summary>
    public string Card => Path.Combine(Folder, "README.md");

    /// <summary>Loss curves.</summary>
    public string Losses => Path.Combine(Folder, "losses.csv");

    /// <summary>Checkpoint: beside the folder, which is to hold the model only.</summary>
    public CheckpointFile Checkpoint => new(Folder + ".checkpoint");

    /// <summary>All files that are known before the fit, with what names them.</summary>
    public IEnumerable<(string Name, string File)> Outputs
    {
        get
        {
            (string, string)[] all =
            [
                ("output.folder", Potential), ("output.folder", Card), ("output.folder", Losses), ("checkpoint", Checkpoint.Path),
            ];
            return Log is null ? all : all.Append(("output.log.file", Log));
        }
    }

    /// <summary>The places of a deck.</summary>
    public static TrainPlaces Of(TrainDeck deck) =>
        new(Path.TrimEndingDirectorySeparator(deck.Output.Folder), deck.Output.Log?.File);
}
