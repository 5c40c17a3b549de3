using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Compare.Accuracy;
using MdEngine.Compare.Cost;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Results;
using MdEngine.Compare.Trust;
using MdEngine.Core;
using MdEngine.Core.Forces;

namespace MdEngine.Compare.Running;

/// <summary>
/// Does all that a plan asks for, one piece of work after another. A piece that fails is a result with its reason, and the
/// rest goes on; pieces that were finished before are taken from the store.
/// </summary>
/// <param name="plan">What to do.</param>
/// <param name="store">Finished pieces.</param>
/// <param name="progress">Told how far it is.</param>
/// <param name="workers">Threads.</param>
/// <param name="stop">Asks it to stop.</param>
public sealed class ComparisonRun(
    ComparisonPlan plan, PieceStore store, IComparisonProgress progress, WorkerPool workers, CancellationToken stop)
{
    private readonly List<Piece> _pieces = [];
    private readonly List<(PotentialEntry Entry, IPotential? Potential)> _potentials = [];
    private readonly ProcessorInfo _machine = ProcessorInfo.Here();
    private int _total;

    /// <summary>Does it all.</summary>
    /// <exception cref="InputException">A set of reference data is not sound, or no potential can be made.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">Stopped on request; what was finished is kept.</exception>
    public ComparisonResult Execute()
    {
        // First of all: what is wrong with the data is better known now than after hours.
        ReferenceSummary[] summaries = [.. plan.ReferenceSets.Select(s => s.Task.Summarize(stop))];
        int each = 1 + plan.ReferenceSets.Count + plan.Properties.Count + plan.Simulations.Count;
        int disagreements = ComparesTrajectories ? plan.Simulations.Count : 0;
        _total = plan.Potentials.Count * (each + disagreements + (plan.Cost is null ? 0 : 1));
        foreach (PotentialEntry entry in plan.Potentials)
        {
            _potentials.Add((entry, Load(entry)));
        }

        if (_potentials.TrueForAll(p => p.Potential is null))
        {
            throw new InputException(string.Join('\n', _pieces.Select(p => $"{p.Potential}: {p.Reason}")));
        }

        foreach ((PotentialEntry entry, IPotential? potential) in _potentials)
        {
            DoAll(entry, potential, summaries);
        }

        if (disagreements > 0)
        {
            Disagree();
        }

        // Last, when nothing else warms the processor.
        foreach ((PotentialEntry entry, IPotential? potential) in plan.Cost is null ? [] : _potentials)
        {
            Do(PieceKind.Cost, entry, potential, plan.Cost!.Name, $"{plan.Cost.Digest}\n{_machine}",
                (_, p) => p with { Cost = new CostRun(plan.Cost.Task).Execute(potential!, progress.Advance, stop) });
        }

        return new ComparisonResult
        {
            Program = plan.Program,
            Created = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            Title = plan.Title,
            Deck = plan.Deck,
            Machine = _machine,
            Threads = workers.Threads,
            Potentials = [.. plan.Potentials.Select(p => p.Name)],
            ReferenceSets = summaries,
            Pieces = _pieces,
            Frontiers = Frontiers.Of(_pieces),
        };
    }

    private bool ComparesTrajectories => plan.DisagreementFrames > 0 && plan.Potentials.Count > 1;

    private void DoAll(PotentialEntry entry, IPotential? potential, ReferenceSummary[] summaries)
    {
        for (int k = 0; k < summaries.Length; k++)
        {
            Planned<ReferenceSet> set = plan.ReferenceSets[k];
            long frames = summaries[k].Frames;
            Do(PieceKind.Accuracy, entry, potential, set.Name, set.Digest,
                (_, p) => p with
                {
                    Accuracy = new AccuracyRun(set.Task, frames).Execute(potential!, workers, progress.Advance, stop),
                });
        }

        foreach (Planned<IProperty> property in plan.Properties)
        {
            var context = new PropertyContext(workers, progress.Advance, stop);
            Do(PieceKind.Property, entry, potential, property.Name, property.Digest,
                (_, p) => p with { Property = property.Task.Compute(potential!, context) });
        }

        foreach (Planned<SimulationPlan> simulation in plan.Simulations)
        {
            Do(PieceKind.Simulation, entry, potential, simulation.Name, simulation.Digest,
                (key, p) => Simulate(p, simulation, potential!, store.TrajectoryOf(entry.Name, simulation.Name, key)));
        }
    }

    private Piece Simulate(Piece piece, Planned<SimulationPlan> simulation, IPotential potential, string trajectory)
    {
        SimulationResult result = new SimulationTrial(simulation.Task)
            .Execute(potential, workers, trajectory, progress.Advance, stop);
        return piece with
        {
            Simulation = result,
            Status = result.Completed ? PieceStatus.Done : PieceStatus.Failed,
            Reason = result.Failure,
        };
    }

    private void Disagree()
    {
        (string Name, IPotential Potential)[] made =
            [.. _potentials.Where(p => p.Potential is not null).Select(p => (p.Entry.Name, p.Potential!))];
        string others = string.Join('\n', _potentials.Select(p => $"{p.Entry.Name}\n{p.Entry.Digest}"));
        foreach ((PotentialEntry entry, IPotential? potential) in _potentials)
        {
            foreach (Planned<SimulationPlan> simulation in plan.Simulations)
            {
                Piece source = _pieces.First(p =>
                    p.Kind == PieceKind.Simulation && p.Potential == entry.Name && p.Name == simulation.Name);
                string? file = source.Simulation?.Trajectory;
                string? missing = file is null ? $"its trajectory \"{simulation.Name}\" is missing"
                    : made.Length < 2 ? "there is no other potential to compare it with" : null;
                Do(PieceKind.Disagreement, entry, potential, simulation.Name,
                    $"{simulation.Digest}\n{plan.DisagreementFrames}\n{others}",
                    (_, p) => p with
                    {
                        Disagreement = new DisagreementRun(made, plan.DisagreementFrames).Execute(
                            simulation.Name, entry.Name, Path.Combine(store.Folder, file!), workers, progress.Advance, stop),
                    },
                    missing);
            }
        }
    }

    private IPotential? Load(PotentialEntry entry)
    {
        IPotential? made = null;
        var piece = new Piece
        {
            Key = KeyOf(PieceKind.Model, entry, ""), Kind = PieceKind.Model, Potential = entry.Name, Name = entry.Type,
        };
        progress.Begin(_pieces.Count + 1, _total, PieceKind.Model, entry.Name, entry.Type);
        stop.ThrowIfCancellationRequested();
        long began = Stopwatch.GetTimestamp();
        try
        {
            made = entry.Create();
            piece = piece with { Model = ModelFacts.Of(entry.Type, made) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || IsOfPotential(e))
        {
            made = null;
            piece = piece with { Status = PieceStatus.Failed, Reason = ReasonOf(e) };
        }

        Add(piece with { Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds }, isReused: false);
        return made;
    }

    private void Do(
        PieceKind kind,
        PotentialEntry entry,
        IPotential? potential,
        string name,
        string digest,
        Func<string, Piece, Piece> work,
        string? missing = null)
    {
        progress.Begin(_pieces.Count + 1, _total, kind, entry.Name, name);
        stop.ThrowIfCancellationRequested();
        string key = KeyOf(kind, entry, digest);
        var piece = new Piece { Key = key, Kind = kind, Potential = entry.Name, Name = name };
        if (potential is null || missing is not null)
        {
            Add(piece with { Status = PieceStatus.Skipped, Reason = missing ?? "the potential could not be made" }, isReused: false);
            return;
        }

        if (store.Find(key) is { } found)
        {
            // The same work may have had another name.
            Add(found with { Potential = entry.Name, Name = name }, isReused: true);
            return;
        }

        long began = Stopwatch.GetTimestamp();
        try
        {
            piece = work(key, piece);
        }
        catch (Exception e) when (IsOfPotential(e))
        {
            piece = piece with { Status = PieceStatus.Failed, Reason = ReasonOf(e) };
        }

        piece = piece with { Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds };
        store.Save(piece);
        Add(piece, isReused: false);
    }

    private void Add(Piece piece, bool isReused)
    {
        _pieces.Add(piece);
        progress.End(piece, isReused);
    }

    private string KeyOf(PieceKind kind, PotentialEntry entry, string digest) =>
        PieceStore.KeyOf(plan.Program, kind.ToString(), entry.Type, entry.Digest, digest);

    // A plug-in may throw anything; a stop, a full disk and the end of memory are not the potential's.
    private static bool IsOfPotential(Exception e) =>
        e is not (OperationCanceledException or IOException or UnauthorizedAccessException or OutOfMemoryException);

    private static string ReasonOf(Exception e) => e is InputException or PhysicsException or IOException or UnauthorizedAccessException
        ? e.Message
        : $"a defect of the potential or of the program: {e.GetType().Name}: {e.Message}";
}
