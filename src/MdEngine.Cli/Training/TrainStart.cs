using System.Collections.Generic;
using MdEngine.Cli.Decks.Training;
using MdEngine.Cli.Running;
using MdEngine.Core;
using MdEngine.Core.Persistence;
using MdEngine.IO.Files;

namespace MdEngine.Cli.Training;

/// <summary>Decides where a training begins: at the beginning, at its last checkpoint, or not at all because it is done.</summary>
/// <param name="digests">Tells whether a deck has changed.</param>
public sealed class TrainStart(DeckDigest digests)
{
    /// <summary>Section of a checkpoint that holds the state of the fit.</summary>
    public const string FitKey = "fit";

    /// <summary>Section of a checkpoint that holds the mark of the loss curves.</summary>
    public const string LossesKey = "losses";

    /// <summary>Wall time that the fit has taken so far, s.</summary>
    public const string SecondsKey = "seconds";

    private const string FinishedKey = "finished";

    // What changes no model: where it goes, and how often its state is kept.
    private static readonly string[] Free = ["$schema", "title", "threads", "checkpoint", "output"];

    /// <summary>Decides. Nothing is changed on disk.</summary>
    /// <remarks>Hours of fitting may be in a checkpoint and nowhere else: only the command line's word gives one up.</remarks>
    /// <param name="deck">Deck.</param>
    /// <param name="places">Its files; this training holds their locks.</param>
    /// <param name="options">What the command line says.</param>
    /// <exception cref="InputException">
    /// A model or an unfinished training stands in the way; the deck has changed; no checkpoint is whole.
    /// </exception>
    public StartPoint Decide(TrainDeck deck, TrainPlaces places, TrainOptions options)
    {
        string digest = digests.Of(deck, Free, []);
        bool overwrite = options.Overwrite || deck.Output.Overwrite;
        if (!options.Resume)
        {
            string? lost = Unfinished(places);
            if (lost is not null && !options.Overwrite)
            {
                throw new InputException(
                    $"{lost} is of a training that has not ended; go on with it by --resume, or give it up for a new one by --overwrite "
                    + "on the command line (\"overwrite\" in the deck stands for models only)");
            }

            OutputGuard.CheckExisting(places.Outputs, overwrite);
            return new StartPoint(
                digest, null, false, false, lost is null ? [] : [$"the training of {lost}, which had not ended, is given up for a new one"]);
        }

        if (places.Checkpoint.Read() is not { } reading)
        {
            OutputGuard.CheckExisting(places.Outputs, options.Overwrite);
            return new StartPoint(
                digest, null, false, false, [$"there is no checkpoint {places.Checkpoint.Path} yet: the training begins at its beginning"]);
        }

        IReadOnlyList<string> changes = RunStart.ChangesSince(reading.State, digest);
        if (changes.Count > 0)
        {
            throw new InputException(
                $"is not the deck that the training of {reading.Path} began with; put it back as it was, or begin anew by "
                + $"--overwrite instead of --resume. What has changed:\n{string.Join('\n', changes)}", deck.SourceFile);
        }

        string[] notes = [.. RunStart.NotesOn(reading)];
        if (reading.State.Contains(FinishedKey))
        {
            return new StartPoint(digest, reading.State, true, true, notes);
        }

        if (!reading.State.Contains(FitKey))
        {
            return new StartPoint(digest, null, false, true,
                [.. notes, $"there is no state of the fit in {reading.Path} yet: the training begins at its beginning"]);
        }

        RecordFile.Check(places.Losses, FileMark.Restore(reading.State.Section(LossesKey)));
        return new StartPoint(digest, reading.State, false, true, notes);
    }

    /// <summary>Marks the files of the training as its own, so that one killed before its first checkpoint can begin again.</summary>
    public static void Claim(TrainPlaces places, StartPoint start)
    {
        if (start.From is null)
        {
            var state = new StateBag();
            RunStart.Describe(state, start.Digest);
            places.Checkpoint.WriteFirst(state);
        }
    }

    /// <summary>Notes that the training is done; the state of its fit, which may be large, is given up.</summary>
    public static void Finish(TrainPlaces places, StartPoint start)
    {
        var state = new StateBag();
        RunStart.Describe(state, start.Digest);
        state.Set(FinishedKey, true);
        places.Checkpoint.WriteFirst(state);
    }

    /// <summary>The checkpoint that a new training would destroy; null when none holds a state of a fit.</summary>
    private static string? Unfinished(TrainPlaces places)
    {
        try
        {
            return places.Checkpoint.Read() is { } reading && reading.State.Contains(FitKey) ? reading.Path : null;
        }
        catch (InputException)
        {
            // It is damaged: no training can go on from it.
            return null;
        }
    }
}
