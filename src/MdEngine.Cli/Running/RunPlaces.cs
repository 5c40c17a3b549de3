using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Decks;
using MdEngine.IO.Checkpoints;
using MdEngine.IO.Files;

namespace MdEngine.Cli.Running;

/// <summary>Where a run writes: what its deck names, and what goes beside that by itself.</summary>
/// <param name="Checkpoint">Checkpoint; null when there is none.</param>
/// <param name="FailedFrame">Frame of a failure; null when there is no place for it.</param>
/// <param name="Outputs">All files with what names them: files of the deck, checkpoint, frame.</param>
public sealed record RunPlaces(
    CheckpointFile? Checkpoint, string? FailedFrame, IReadOnlyList<(string Name, string File)> Outputs)
{
    /// <summary>The places of a deck.</summary>
    public static RunPlaces Of(Deck deck)
    {
        string? stem = deck.Output.Stem;
        string? checkpoint = deck.Checkpoint.Enabled
            ? deck.Checkpoint.File ?? (stem is null ? null : stem + ".checkpoint")
            : null;
        string? near = stem ?? (checkpoint is null ? null : OutputDeck.StemOf(checkpoint));
        string? frame = deck.Guards.FrameFile ?? (near is null ? null : near + ".failed.xyz");
        var outputs = deck.Output.Files().Select(f => ($"output.{f.Key.Replace(':', '.')}", f.File)).ToList();
        if (checkpoint is not null)
        {
            outputs.Add(("checkpoint.file", checkpoint));
            outputs.Add(("checkpoint.file", new CheckpointFile(checkpoint).PreviousPath));
        }

        if (frame is not null)
        {
            outputs.Add(("guards.frame_file", frame));
        }

        return new RunPlaces(checkpoint is null ? null : new CheckpointFile(checkpoint), frame, outputs);
    }

    /// <summary>The files that a second run must not write at the same time.</summary>
    public IEnumerable<string> Locked => Outputs.Select(o => o.File)
        .Where(f => f != FailedFrame && f != Checkpoint?.PreviousPath && OutputFile.KeepsWhatIsWritten(f));
}
