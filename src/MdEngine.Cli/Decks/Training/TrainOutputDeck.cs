using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Training;

/// <summary>Where a trained model goes.</summary>
public sealed record TrainOutputDeck
{
    /// <summary>Folder, full path.</summary>
    [Option("folder", "Folder for the model's files, potential.json, the model card README.md and the loss curves losses.csv.")]
    [OutputFile(IsFolder = true)]
    public string Folder { get; init; } = "";

    /// <summary>Log file.</summary>
    [Option("log", "Log file.")]
    public LogDeck? Log { get; init; }

    /// <summary>Whether a model that is there is overwritten.</summary>
    [Option("overwrite", "Whether a model that is in the folder already is overwritten (not a training that has not ended: --overwrite gives that up).", Required = false)]
    public bool Overwrite { get; init; }
}
