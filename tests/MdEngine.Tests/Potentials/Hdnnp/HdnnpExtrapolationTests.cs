using System;
using System.IO;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Potentials.Hdnnp.Evaluation;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Hdnnp;

/// <summary>Warnings are counted for every atom and function outside scaling.data, and told once.</summary>
public sealed class HdnnpExtrapolationTests
{
    [Fact]
    public void WarningsAreThoseOfARangeThatIsTooNarrow()
    {
        using var folder = new HdnnpFolder("ct2");
        // Function 2 of sulfur (element 2 of 3 by atomic number) ends below all values: every sulfur atom is outside in it.
        folder.ReplaceRow("scaling.data", "  2  2 ", words => [words[0], words[1], "-2.0", "-1.0", .. words[4..]]);
        HdnnpModel narrow = folder.Read(), wide = HdnnpModels.ReadSynthetic("ct2");
        Structure structure = HdnnpModels.Frames(HdnnpModels.Folder("ct2"))[0];
        int sulfur = structure.Elements.Count(e => e.Symbol == "S");
        sulfur.ShouldBeGreaterThan(0);
        ExtrapolationWarnings before = Count(wide, structure, 1), after = Count(narrow, structure, 2);
        after.Of(1, 1).ShouldBe(2 * sulfur);
        after.Total.ShouldBe((2 * before.Total) - (2 * before.Of(1, 1)) + (2 * sulfur));
        after.Describe(2).ShouldContain($"{after.Total} extrapolation warnings in 2 force evaluations");
    }

    [Fact]
    public void ARunTellsOfThemOnce()
    {
        using var folder = new HdnnpFolder("ct2");
        folder.ReplaceRow("scaling.data", "  2  2 ", words => [words[0], words[1], "-2.0", "-1.0", .. words[4..]]);
        var potential = new HdnnpPotential(folder.Read());
        Structure structure = HdnnpModels.Frames(HdnnpModels.Folder("ct2"))[0];
        using var workers = new WorkerPool(2);
        SimulationState state = Evaluation.StateOf(structure);
        var loop = new ForceLoop(potential, state.Atoms.Species, workers, new NeighborPolicy());
        loop.UpdateNeighbors(state);
        loop.Compute(state, ForceNeeds.None);
        loop.Report().Single().ShouldContain("scaling.data");
    }

    private static ExtrapolationWarnings Count(HdnnpModel model, Structure structure, int evaluations)
    {
        var potential = new HdnnpPotential(model);
        using var workers = new WorkerPool(1);
        SimulationState state = Evaluation.StateOf(structure);
        var recorder = new Recorder(potential);
        var loop = new ForceLoop(recorder, state.Atoms.Species, workers, new NeighborPolicy());
        loop.UpdateNeighbors(state);
        for (int k = 0; k < evaluations; k++)
        {
            loop.Compute(state, ForceNeeds.None);
        }

        return new ExtrapolationWarnings(model, [recorder.Workspace]);
    }

    /// <summary>Keeps hold of the workspace.</summary>
    private sealed class Recorder(HdnnpPotential inner) : IPotential
    {
        public object? Workspace { get; private set; }

        public System.Collections.Generic.IReadOnlyList<MdEngine.Core.Elements.Element> Elements => inner.Elements;

        public NeighborRequest Neighbors => inner.Neighbors;

        public object? CreateWorkspace() => Workspace = inner.CreateWorkspace();

        public void Compute(in ForceBlock block, ForceAccumulator into) => inner.Compute(in block, into);
    }
}
