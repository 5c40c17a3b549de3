using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;
using MdEngine.IO.Files;

namespace MdEngine.IO.Checkpoints;

/// <summary>
/// Writes checkpoints of a run. The state is copied on the run's thread; it goes to disk, after the output that it
/// belongs to, while the run goes on. Comes after all other observers, so that they have seen the step.
/// </summary>
/// <param name="file">Where checkpoints go.</param>
/// <param name="period">When.</param>
/// <param name="capture">Copies the state of the run.</param>
/// <param name="outputs">Files that the run appends to, by name.</param>
/// <param name="guard">Looks at a step before it is kept, so that no broken state is; null for none.</param>
/// <param name="clock">Wall time.</param>
public sealed class CheckpointObserver(
    CheckpointFile file,
    CheckpointPeriod period,
    Func<StateBag> capture,
    IReadOnlyList<(string Name, IMarkedOutput Output)> outputs,
    IObserver? guard,
    TimeProvider clock) : IRunEndObserver
{
    /// <summary>Section of a checkpoint that holds the marks of the outputs.</summary>
    public const string OutputSection = "outputs";

    private long _last = clock.GetTimestamp();
    private Task _writing = Task.CompletedTask;
    private (StateBag State, Task<FileMark>[] Marks)? _final;

    /// <inheritdoc/>
    public ForceNeeds Needs => ForceNeeds.None;

    /// <summary>Time that the last checkpoint took to be written; zero before the first.</summary>
    public TimeSpan WriteTime { get; private set; }

    /// <summary>True when a checkpoint has been written.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>The mark of an output in a checkpoint; null when it holds none.</summary>
    /// <exception cref="Core.InputException">What it holds is no mark.</exception>
    public static FileMark? MarkOf(StateBag checkpoint, string name) =>
        checkpoint.Contains(OutputSection) && checkpoint.Section(OutputSection).Contains(name)
            ? FileMark.Restore(checkpoint.Section(OutputSection).Section(name))
            : null;

    /// <inheritdoc/>
    public bool IsDue(long step, int stageIndex, bool lastOfStage) =>
        (period.Steps is { } steps && step > 0 && step % steps == 0)
        || (period.Time is { } time && clock.GetElapsedTime(_last) >= time);

    /// <inheritdoc/>
    /// <exception cref="IOException">The checkpoint before could not be written.</exception>
    public void Observe(in StepObservation observation)
    {
        guard?.Observe(in observation);
        Wait();
        _last = clock.GetTimestamp();
        (StateBag state, Task<FileMark>[] marks) = Capture();
        _writing = Task.Run(() => Write(state, marks));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// An interrupted run gets its checkpoint at once. That of a completed one waits for <see cref="Complete"/>.
    /// </remarks>
    /// <exception cref="IOException">A checkpoint could not be written.</exception>
    public void End(bool completed)
    {
        Wait();
        _final = Capture();
        if (!completed)
        {
            Write(_final.Value.State, _final.Value.Marks);
        }
    }

    /// <summary>Writes the last checkpoint of a completed run whose files have all been closed whole.</summary>
    /// <param name="mark">Says in the state that the run is done.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Complete(Action<StateBag> mark)
    {
        if (_final is { } final)
        {
            mark(final.State);
            Write(final.State, final.Marks);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">A checkpoint could not be written.</exception>
    public void Finish() => Wait();

    private (StateBag State, Task<FileMark>[] Marks) Capture()
    {
        var marks = new Task<FileMark>[outputs.Count];
        for (int k = 0; k < marks.Length; k++)
        {
            marks[k] = outputs[k].Output.Mark();
        }

        return (capture(), marks);
    }

    private void Write(StateBag state, Task<FileMark>[] marks)
    {
        StateBag section = state.Section(OutputSection);
        for (int k = 0; k < marks.Length; k++)
        {
            marks[k].GetAwaiter().GetResult().Save(section.Section(outputs[k].Name));
        }

        long start = clock.GetTimestamp();
        foreach ((_, IMarkedOutput output) in outputs)
        {
            output.FlushToDisk();
        }

        file.Write(state);
        HasWritten = true;
        WriteTime = clock.GetElapsedTime(start);
    }

    private void Wait()
    {
        Task writing = _writing;
        _writing = Task.CompletedTask;
        writing.GetAwaiter().GetResult();
    }
}
