using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Intrinsics;
using MdEngine.Cli.Decks;
using MdEngine.Core;
using MdEngine.Core.Persistence;
using MdEngine.IO.Checkpoints;
using MdEngine.IO.Files;

namespace MdEngine.Cli.Running;

/// <summary>
/// Decides where a run begins: at the beginning of its deck, at its last checkpoint, or not at all because it is done.
/// Nothing is changed on disk before everything has been found in order.
/// </summary>
/// <param name="digests">Tells whether a deck has changed.</param>
public sealed class RunStart(DeckDigest digests)
{
    private const string Header = "run", DigestKey = "deck", ProgramKey = "program", ProcessorKey = "processor";

    /// <summary>Version of this program.</summary>
    public static string Program =>
        typeof(RunStart).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";

    // What decides over the rounding of vector code.
    private static string Processor => $"{System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture} "
        + $"{(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bit";

    /// <summary>Decides.</summary>
    /// <param name="deck">Deck.</param>
    /// <param name="places">Its files; this run holds their locks.</param>
    /// <param name="options">What the command line says.</param>
    /// <exception cref="InputException">
    /// Files stand in the way, or do not fit the checkpoint; the deck has changed; no checkpoint is whole.
    /// </exception>
    public StartPoint Decide(Deck deck, RunPlaces places, RunOptions options)
    {
        string digest = digests.Of(deck);
        if (!options.Resume)
        {
            OutputGuard.CheckExisting(Kept(places), deck.Output.Overwrite);
            return new StartPoint(digest, null, false, false, Abandoned(places));
        }

        if (places.Checkpoint is not { } file)
        {
            throw new InputException(
                deck.Checkpoint.Enabled
                    ? "--resume: the run writes no file beside which its checkpoint could be; name one as \"checkpoint\": {\"file\": ...}"
                    : "--resume: the deck has its checkpoints switched off (\"checkpoint\": {\"enabled\": false})",
                deck.SourceFile);
        }

        if (file.Read() is not { } reading)
        {
            // What is there is not known to be of this run: only the command line's word is enough to replace it.
            OutputGuard.CheckExisting(Kept(places), options.Overwrite);
            return new StartPoint(
                digest, null, false, false, [$"there is no checkpoint {file.Path} yet: the run begins at its beginning"]);
        }

        return Continue(deck, places, reading, digest);
    }

    /// <summary>
    /// Marks the files of the run as its own, so that a run killed before its first checkpoint can begin again.
    /// </summary>
    /// <exception cref="IOException">The mark cannot be written.</exception>
    public static void Claim(RunPlaces places, StartPoint start)
    {
        if (places.Checkpoint is { } file && start.From is null)
        {
            var state = new StateBag();
            Describe(state, start.Digest);
            file.WriteFirst(state);
        }
    }

    /// <summary>Writes what a later run must know to go on.</summary>
    public static void Describe(StateBag checkpoint, string digest)
    {
        StateBag header = checkpoint.Section(Header);
        header.Set(DigestKey, digest);
        header.Set(ProgramKey, Program);
        header.Set(ProcessorKey, Processor);
    }

    /// <summary>What has changed since a checkpoint was described, a line each; empty when nothing has.</summary>
    public static IReadOnlyList<string> ChangesSince(StateBag checkpoint, string digest) =>
        DeckDigest.Changes(checkpoint.Section(Header).Text(DigestKey), digest);

    /// <summary>What the user should know of a checkpoint to go on from.</summary>
    public static IEnumerable<string> NotesOn(CheckpointReading reading)
    {
        if (reading.Fault is not null)
        {
            yield return $"{reading.Fault}; using the checkpoint before, {reading.Path}";
        }

        StateBag header = reading.State.Section(Header);
        if (header.Text(ProgramKey) != Program || header.Text(ProcessorKey) != Processor)
        {
            yield return $"the checkpoint is of program {header.Text(ProgramKey)} on {header.Text(ProcessorKey)}, this is {Program} on "
                + $"{Processor}: the run goes on, but not bit for bit as it would have there";
        }
    }

    private static StartPoint Continue(Deck deck, RunPlaces places, CheckpointReading reading, string digest)
    {
        IReadOnlyList<string> changes = ChangesSince(reading.State, digest);
        if (changes.Count > 0)
        {
            throw new InputException(
                $"is not the deck that the run of {reading.Path} began with; put it back as it was, or begin anew without "
                + $"--resume. What has changed:\n{string.Join('\n', changes)}", deck.SourceFile);
        }

        var notes = NotesOn(reading).ToList();
        if (RunState.IsFinished(reading.State))
        {
            return new StartPoint(digest, reading.State, true, true, notes);
        }

        if (!RunState.HasBegun(reading.State))
        {
            notes.Add($"there is no checkpoint of a step in {reading.Path} yet: the run begins at its beginning");
            return new StartPoint(digest, null, false, true, notes);
        }

        foreach ((string key, string path) in deck.Output.Files())
        {
            if (CheckpointObserver.MarkOf(reading.State, key) is { } mark)
            {
                RecordFile.Check(path, mark);
            }
        }

        return new StartPoint(digest, reading.State, false, true, notes);
    }

    private static IEnumerable<(string Name, string File)> Kept(RunPlaces places) =>
        places.Outputs.Where(o => o.File != places.FailedFrame);

    /// <summary>A word of warning where a run that could have gone on is given up.</summary>
    private static IReadOnlyList<string> Abandoned(RunPlaces places)
    {
        try
        {
            return places.Checkpoint?.Read() is { } reading && RunState.HasBegun(reading.State) && !RunState.IsFinished(reading.State)
                ? [$"an earlier run, which --resume would have continued, is given up for a new one ({reading.Path})"]
                : [];
        }
        catch (InputException)
        {
            // It is damaged; nothing is given up.
            return [];
        }
    }
}
