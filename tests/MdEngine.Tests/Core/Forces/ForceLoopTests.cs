using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Forces;

public sealed class ForceLoopTests
{
    // The oracle adds the same terms in another order: some 1e4 terms, each rounded at 1e-16 of the largest.
    private const double Relative = 1e-12;

    public static TheoryData<string> Systems =>
        ["fcc", "sheared", "thin", "slab", "wire", "cluster", "one atom", "two atoms far apart", "no atoms"];

    [Theory]
    [MemberData(nameof(Systems))]
    public void AgreesWithADirectSumOverImages(string name)
    {
        LennardJonesSite potential = LennardJonesSite.Of(8.5, tail: true);
        Structure structure = Make(name);
        var direct = new DirectSum(potential, structure);
        Evaluation found = Evaluation.Of(potential, structure, threads: 2);
        double energies = direct.AtomEnergies.Sum(Math.Abs) + 1e-3;
        double forces = direct.Forces.Length == 0 ? 0.0 : direct.Forces.Max(f => f.Length);
        // Pair forces are far larger than their sums in a crystal.
        double pairForce = Math.Max(forces, 0.1);
        found.Energy.ShouldBe(direct.Energy, Relative * energies);
        ShouldBe(found.Virial!.Value, direct.Virial, Relative * 10 * energies);
        for (int i = 0; i < structure.Count; i++)
        {
            (found.Forces[i] - direct.Forces[i]).Length.ShouldBeLessThan(Relative * pairForce);
            found.AtomEnergies[i].ShouldBe(direct.AtomEnergies[i], Relative * energies);
            ShouldBe(found.AtomVirials[i], direct.AtomVirials[i], Relative * 10 * energies);
        }

        if (structure.Cell.HasVolume)
        {
            ShouldBe(structure.Cell.Volume * found.Stress!.Value, -1.0 * direct.Virial, Relative * 10 * energies);
        }
        else
        {
            found.Stress.ShouldBeNull();
        }
    }

    [Fact]
    public void AgreesWithADirectSumInRandomCells() => RandomSystem.ForAll(40, system =>
    {
        // Random positions may nearly coincide; a soft law keeps numbers in range: sigma well below the spacing of most.
        var potential = LennardJonesSite.Of(system.Range + 4.0);
        Structure structure = Spread(system.Structure);
        var direct = new DirectSum(potential, structure);
        Evaluation found = Evaluation.Of(potential, structure, skin: 0.3);
        double scale = direct.AtomEnergies.Sum(Math.Abs) + 1e-3;
        found.Energy.ShouldBe(direct.Energy, Relative * 10 * scale);
        double force = Math.Max(1.0, direct.Forces.Max(f => f.Length));
        for (int i = 0; i < structure.Count; i++)
        {
            (found.Forces[i] - direct.Forces[i]).Length.ShouldBeLessThan(Relative * 10 * force);
        }
    });

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(1.5)]
    public void ListsThatAreKeptGiveWhatFreshOnesGiveAtEveryStep(double skin)
    {
        LennardJonesSite potential = LennardJonesSite.Of(7.0);
        Structure start = TestStructures.Sheared(TestStructures.Fcc(2));
        SimulationState state = Evaluation.StateOf(start);
        using var workers = new WorkerPool(2);
        var loop = new ForceLoop(potential, state.Atoms.Species, workers, new NeighborPolicy { Skin = skin });
        AtomState atoms = state.Atoms;
        int rebuilds = 0;
        const int steps = 60;
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < atoms.Owned; i++)
            {
                // A flow: each atom keeps its direction, so some cross the cell.
                Double3 v = 0.08 * Transform.Cube(1, atoms.Id[i]);
                (atoms.X[i], atoms.Y[i], atoms.Z[i]) = (atoms.X[i] + v.X, atoms.Y[i] + v.Y, atoms.Z[i] + v.Z);
            }

            rebuilds += loop.UpdateNeighbors(state) ? 1 : 0;
            loop.Compute(state, Evaluation.All);
            Structure now = Snapshot(state, start);
            Evaluation fresh = Evaluation.Of(potential, now, skin: skin);
            state.Forces.Energy.ShouldBe(fresh.Energy, Relative * fresh.AtomEnergies.Sum(Math.Abs));
            Evaluation kept = Evaluation.Of(state, potential);
            double force = fresh.Forces.Max(f => f.Length);
            for (int i = 0; i < now.Count; i++)
            {
                (kept.Forces[i] - fresh.Forces[i]).Length.ShouldBeLessThan(10 * Relative * force);
            }
        }

        loop.Statistics.Rebuilds.ShouldBe(rebuilds);
        loop.Statistics.Evaluations.ShouldBe(steps);
        if (skin == 0.0)
        {
            rebuilds.ShouldBe(steps);
        }
        else
        {
            rebuilds.ShouldBeInRange(2, steps / 2);
        }
    }

    [Fact]
    public void FixedIntervalRebuildsOnTheStep()
    {
        SimulationState state = Evaluation.StateOf(TestStructures.Fcc(2));
        using var workers = new WorkerPool(1);
        var loop = new ForceLoop(
            LennardJonesSite.Of(7.0), state.Atoms.Species, workers, new NeighborPolicy { Skin = 1.0, RebuildEvery = 5 });
        bool[] rebuilt = [.. Enumerable.Range(0, 16).Select(_ => loop.UpdateNeighbors(state))];
        rebuilt.Select((r, k) => r ? k : -1).Where(k => k >= 0).ShouldBe([0, 5, 10, 15]);
        loop.Invalidate();
        loop.UpdateNeighbors(state).ShouldBeTrue();
    }

    [Fact]
    public void AChangedCellOrAnotherSystemRebuilds()
    {
        LennardJonesSite potential = LennardJonesSite.Of(7.0);
        Structure small = TestStructures.Fcc(1);
        Structure large = Transform.Replicated(small, 2, 1, 1);
        SimulationState first = Evaluation.StateOf(large);
        using var workers = new WorkerPool(1);
        var loop = new ForceLoop(potential, first.Atoms.Species, workers, new NeighborPolicy());
        loop.UpdateNeighbors(first).ShouldBeTrue();
        loop.UpdateNeighbors(first).ShouldBeFalse();
        // Shorter by more than the skin of 1 Angstrom leaves of the range of 8.
        first.Cell = first.Cell.Strained(-0.13 * Matrix3.Identity);
        loop.UpdateNeighbors(first).ShouldBeTrue();
        // Another system that happens to share the cell object, as frames of a trajectory may.
        Structure part = Transform.With(
            small, first.Cell, [.. small.Positions]);
        SimulationState second = Evaluation.StateOf(part);
        Should.Throw<InvalidOperationException>(() => loop.Compute(second, ForceNeeds.Energy));
        loop.UpdateNeighbors(second).ShouldBeTrue();
        loop.Compute(second, ForceNeeds.Energy);
        second.Forces.Energy.ShouldBe(Evaluation.Of(potential, part).Energy, 1e-14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ThreadsDoNotChangeABit(int system)
    {
        // Some thousand atoms: many blocks, ghosts, several segments a block.
        Structure structure = system == 1 ? TestStructures.Fcc(6) : TestStructures.Sheared(TestStructures.Fcc(3));
        Evaluation[] all = [.. new[] { 1, 2, 3, 8 }.Select(
            threads => Evaluation.Of(LennardJonesSite.Of(7.0), structure, threads))];
        foreach (Evaluation e in all.Skip(1))
        {
            e.Forces.ShouldBe(all[0].Forces);
            e.Energy.ShouldBe(all[0].Energy);
            e.Virial.ShouldBe(all[0].Virial);
            e.AtomEnergies.ShouldBe(all[0].AtomEnergies);
            e.AtomVirials.ShouldBe(all[0].AtomVirials);
        }
    }

    [Fact]
    public void TypesAreThoseOfThePotentialWhateverTheOrderOfTheSimulation()
    {
        Structure structure = TestStructures.Fcc(2);
        LennardJonesSite potential = LennardJonesSite.Of(7.0);
        var direct = new DirectSum(potential, structure);
        foreach (Element[] order in new Element[][]
                 {
                     [TestStructures.Ar, TestStructures.Kr], [TestStructures.Kr, TestStructures.Ar],
                 })
        {
            var species = new SpeciesTable(order);
            var state = new SimulationState(AtomState.From(structure, species), structure.Cell);
            using var workers = new WorkerPool(1);
            var loop = new ForceLoop(potential, species, workers, new NeighborPolicy());
            loop.UpdateNeighbors(state);
            loop.Compute(state, Evaluation.All);
            state.Forces.Energy.ShouldBe(direct.Energy, Relative * direct.AtomEnergies.Sum(Math.Abs));
        }
    }

    [Fact]
    public void AnElementThatThePotentialLacksIsRefused()
    {
        using var workers = new WorkerPool(1);
        var species = new SpeciesTable([PeriodicTable.Get("Ar"), PeriodicTable.Get("Xe")]);
        Should.Throw<InputException>(() => new ForceLoop(LennardJonesSite.Of(7.0), species, workers, new NeighborPolicy()))
            .Message.ShouldBe("the potential does not cover Xe; it covers Ar, Kr");
    }

    [Theory]
    [InlineData(double.NaN, 0, "no finite position")]
    [InlineData(double.NaN, 19_999, "no finite position")]
    [InlineData(double.PositiveInfinity, 3, "no finite position")]
    [InlineData(3e8, 12_345, "farther than 1e+08")]
    public void ALostAtomIsNamedWhereverItStands(double x, int id, string how)
    {
        // More atoms than one piece of the displacement check holds.
        var positions = new Double3[20_000];
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = 4.0 * new Double3(i % 30, i / 30 % 30, i / 900);
        }

        var structure = new Structure(
            SimulationCell.Orthorhombic(120, 120, 96), [.. positions.Select(_ => TestStructures.Ar)], positions);
        SimulationState state = Evaluation.StateOf(structure);
        state.Step = 17;
        using var workers = new WorkerPool(2);
        var loop = new ForceLoop(
            LennardJonesSite.Of(4.5), state.Atoms.Species, workers, new NeighborPolicy { Skin = 0.5 });
        loop.UpdateNeighbors(state);
        state.Atoms.X[state.Atoms.Id.IndexOf(id)] = x;
        string message = Should.Throw<PhysicsException>(() => loop.UpdateNeighbors(state)).Message;
        message.ShouldContain($"atom {id + 1} (Ar)");
        message.ShouldContain("step 17");
        message.ShouldContain(how);
    }

    [Fact]
    public void TheSteadyStateAllocatesNothing()
    {
        var sum = new SumPotential([LennardJonesSite.Of(7.0, tail: true), LennardJonesSite.Of(6.0)]);
        SimulationState state = Evaluation.StateOf(TestStructures.Fcc(2));
        using var workers = new WorkerPool(1);
        var loop = new ForceLoop(sum, state.Atoms.Species, workers, new NeighborPolicy { Skin = 0.5 });
        // Code that is not yet optimised may allocate for itself (boxes): some batch of steps must come out clean.
        long least = long.MaxValue;
        for (int batch = 0; batch < 40 && least > 0; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int step = 0; step < 40; step++)
            {
                Step(step);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBe(0);
        loop.Statistics.Rebuilds.ShouldBe(1);

        void Step(int step)
        {
            // To and fro by less than half the skin.
            AtomState atoms = state.Atoms;
            for (int i = 0; i < atoms.Owned; i++)
            {
                atoms.X[i] += step % 2 == 0 ? 0.2 : -0.2;
            }

            loop.UpdateNeighbors(state);
            loop.Compute(state, Evaluation.All);
        }
    }

    private static Structure Make(string name)
    {
        Structure fcc = TestStructures.Fcc(2);
        Matrix3 h = fcc.Cell.Vectors;
        return name switch
        {
            "fcc" => fcc,
            "sheared" => TestStructures.Sheared(fcc),
            "thin" => TestStructures.Sheared(TestStructures.Fcc(1)),
            "slab" => Transform.With(fcc, new SimulationCell(h, true, false, true), [.. fcc.Positions]),
            "wire" => Transform.With(fcc, new SimulationCell(h, false, false, true), [.. fcc.Positions]),
            "cluster" => Transform.With(fcc, SimulationCell.Open, [.. fcc.Positions]),
            "one atom" => new Structure(
                new SimulationCell(new Matrix3(0, 2.7, 2.7, 2.7, 0, 2.7, 2.7, 2.7, 0)),
                [TestStructures.Kr],
                [new Double3(100, -50, 3)]),
            "two atoms far apart" => new Structure(
                SimulationCell.Open, [TestStructures.Ar, TestStructures.Kr], [Double3.Zero, new Double3(1e7, 0, 1)]),
            "no atoms" => new Structure(SimulationCell.Orthorhombic(5, 5, 5), [], []),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    /// <summary>The system blown up until no pair is closer than 2 Angstrom (or as wide as a few trials make it).</summary>
    private static Structure Spread(Structure structure)
    {
        double nearest = RandomSystem.Pairs(
            Evaluation.StateOf(Transform.Wrapped(structure)).Atoms, structure.Cell, 3.0)
            .Select(p => p.Distance).DefaultIfEmpty(3.0).Min();
        // Not so wide that nothing is left to interact.
        double stretch = Math.Min(2.0, Math.Max(1.0, 2.0 / nearest)) - 1.0;
        return Transform.Strained(structure, stretch * Matrix3.Identity);
    }

    private static Structure Snapshot(SimulationState state, Structure like)
    {
        var positions = new Double3[like.Count];
        for (int i = 0; i < positions.Length; i++)
        {
            positions[state.Atoms.Id[i]] = new Double3(state.Atoms.X[i], state.Atoms.Y[i], state.Atoms.Z[i]);
        }

        return Transform.With(like, state.Cell, positions);
    }

    private static void ShouldBe(Matrix3 found, Matrix3 expected, double tolerance)
    {
        for (int k = 0; k < 9; k++)
        {
            found[k / 3, k % 3].ShouldBe(expected[k / 3, k % 3], tolerance);
        }
    }
}
