using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Decks.Comparing;
using MdEngine.Cli.Running;
using MdEngine.Compare.Cost;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Running;
using MdEngine.Compare.Trust;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Forces;
using MdEngine.Core.Neighbors;
using MdEngine.Dynamics.Simulation;

namespace MdEngine.Cli.Comparing;

/// <summary>Makes the plan of a comparison from its deck.</summary>
/// <param name="digests">Tells what decides over a result.</param>
public sealed class ComparisonPlanner(DeckDigest digests)
{
    /// <summary>Makes the plan; structures are read or built, potentials not yet.</summary>
    /// <param name="deck">Deck.</param>
    /// <exception cref="InputException">A structure, stage or property does not fit.</exception>
    /// <exception cref="IOException">A file that the deck names cannot be read.</exception>
    public ComparisonPlan Plan(ComparisonDeck deck) => new()
    {
        Title = deck.Title.Length > 0 ? deck.Title : Path.GetFileNameWithoutExtension(deck.SourceFile),
        Deck = File.ReadAllText(deck.SourceFile),
        Potentials = [.. deck.Potentials.Select(p => new PotentialEntry(
            p.Name, p.Potential.TypeName, p.Potential.Create, Digest(deck, p.Potential) + VersionOf(p.Potential)))],
        ReferenceSets = [.. deck.Reference.Select(
            r => new Planned<Compare.Accuracy.ReferenceSet>(r.Name, r.Create(), Digest(deck, r)))],
        Properties = Properties(deck),
        Simulations = [.. deck.Simulations.Select((s, k) => new Planned<SimulationPlan>(
            s.Name, Simulation(deck, s, $"simulations[{k}]"), $"{deck.Seed}\n{Digest(deck, s)}"))],
        DisagreementFrames = deck.DisagreementFrames,
        Cost = deck.Cost is null ? null : new Planned<CostOptions>("dynamics", Cost(deck, deck.Cost), $"{deck.Seed}\n{Digest(deck, deck.Cost)}"),
        Program = Program(),
    };

    /// <summary>The program with its version.</summary>
    public static string ProgramName { get; } = "MdEngine "
        + typeof(ComparisonPlanner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    // Builds of the same source have the same marks; any change gives others.
    private static string Program() => string.Join(' ', new[]
        {
            typeof(IPotential), typeof(SimulationLoop), typeof(ComparisonPlan), typeof(IO.Formats.StructureFormats),
        }.Select(t => t.Module.ModuleVersionId));

    private static string VersionOf(IPotentialSource source) =>
        source is BoundPotential bound ? $"\n{bound.Options.GetType().Module.ModuleVersionId}" : "";

    private string Digest(ComparisonDeck deck, object value) =>
        digests.Of("of", value, Path.GetDirectoryName(Path.GetFullPath(deck.SourceFile)) ?? "/");

    private List<Planned<IProperty>> Properties(ComparisonDeck deck)
    {
        var planned = new List<Planned<IProperty>>();
        for (int k = 0; k < deck.Properties.Count; k++)
        {
            PropertyOptions options = deck.Properties[k];
            IProperty property = At(deck, $"properties[{k}]", options.Create);
            int same = planned.Count(p => p.Task.Kind == property.Kind);
            planned.Add(new Planned<IProperty>(
                same == 0 ? property.Kind : $"{property.Kind} {same + 1}", property, Digest(deck, options)));
        }

        return planned;
    }

    private static SimulationPlan Simulation(ComparisonDeck deck, TrialDeck trial, string place)
    {
        Deck run = trial.AsRun(deck);
        return At(deck, place, () =>
        {
            Structure structure = StructureSource.Create(run);
            StructureSource.CheckDistances(run, structure);
            SimulationStage[] Stages()
            {
                var factory = new IntegratorFactory(run, structure);
                return [.. run.Stages.Select(factory.Create)];
            }

            // Once for the faults that only making them shows.
            Stages();
            return new SimulationPlan(trial.Name, structure, Stages)
            {
                Prepare = atoms =>
                {
                    if (run.Velocities is { } v)
                    {
                        MaxwellBoltzmann.Assign(atoms, v.Temperature, run.Seed, v.Exact, v.ZeroMomentum);
                    }
                },
                Guard = (stages, forces, workers) => GuardFactory.Create(run, stages, forces, workers),
                Neighbors = new NeighborPolicy { Skin = run.Neighbors.Skin, RebuildEvery = run.Neighbors.RebuildEvery },
                FrameEvery = trial.FrameEvery,
            };
        });
    }

    private static CostOptions Cost(ComparisonDeck deck, CostDeck cost) => At(deck, "cost", () =>
    {
        var run = new Deck { SourceFile = deck.SourceFile, Seed = deck.Seed, Structure = cost.Structure };
        Structure structure = StructureSource.Create(run);
        StructureSource.CheckDistances(run, structure);
        return new CostOptions
        {
            Structures = [.. cost.Sizes.Select(n => StructureOperations.Replicate(structure, n[0], n[1], n[2]))],
            Threads = cost.Threads,
            Temperature = cost.Temperature,
            Timestep = cost.Timestep,
            Skin = cost.Skin,
            Repeats = cost.Repeats,
            Seconds = cost.Seconds,
            WarmUpSeconds = cost.WarmUp,
        };
    });

    private static T At<T>(ComparisonDeck deck, string place, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (InputException e) when (e.File is null || e.File == deck.SourceFile)
        {
            string text = e.File is null ? e.Message : e.Message[(e.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
            throw new InputException($"{place}: {text}", deck.SourceFile, 0, e);
        }
    }
}
