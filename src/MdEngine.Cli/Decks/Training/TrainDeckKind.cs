using System;
using System.Linq;
using MdEngine.Core.Forces;
using MdEngine.Training.Data;

namespace MdEngine.Cli.Decks.Training;

/// <summary>Decks of trainings.</summary>
public sealed class TrainDeckKind : IDeckKind
{
    /// <inheritdoc/>
    public string Name => "train";

    /// <inheritdoc/>
    public Type DeckType => typeof(TrainDeck);

    /// <inheritdoc/>
    public string Title => "MdEngine training deck";

    /// <inheritdoc/>
    public string Description =>
        "A potential to fit: data, model and output. Written by 'mdengine schema train'.";

    /// <inheritdoc/>
    public string Check(DeckRoot deck)
    {
        var train = (TrainDeck)deck;
        using var workers = new WorkerPool(1);
        DataReport report = DataPreparation.Prepare(train.Data, workers).Report;
        return $"a {train.Model.CreateFit().Type} model of {string.Join(", ", report.Elements)}, {report.Count(DataPart.Training)} "
            + $"frames to fit to, {report.Count(DataPart.Validation)} for validation, {report.Count(DataPart.Test)} for the test, "
            + $"{report.Groups.Sum(g => g.Atoms)} atoms";
    }
}
