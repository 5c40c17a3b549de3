using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Persistence;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Forces;

/// <summary>Lists that outlive a change of the cell must still hold every pair within the cutoff.</summary>
public sealed class ForceLoopCellTests
{
    // As in ForceLoopTests: the same terms in another order.
    private const double Relative = 1e-12;

    public static TheoryData<string> Flows => ["compression", "expansion", "shear", "stretch along one axis", "at rest"];

    [Theory]
    [MemberData(nameof(Flows))]
    public void ListsThatOutliveADeformationMissNoPair(string flow)
    {
        LennardJonesSite potential = LennardJonesSite.Of(7.0);
        Structure start = TestStructures.Sheared(TestStructures.Fcc(2));
        SimulationState state = Evaluation.StateOf(start);
        using var workers = new WorkerPool(2);
        var loop = new ForceLoop(potential, state.Atoms.Species, workers, new NeighborPolicy { Skin = 1.0 });
        Matrix3 rate = flow switch
        {
            "compression" => -0.002 * Matrix3.Identity,
            "expansion" => 0.002 * Matrix3.Identity,
            "shear" => 0.002 * new Matrix3(0, 1, -1, 1, 0, 0.5, -1, 0.5, 0),
            "stretch along one axis" => 0.003 * new Matrix3(1, 0, 0, 0, -1, 0, 0, 0, 0),
            _ => Matrix3.Zero,
        };
        const int steps = 60;
        int rebuilds = 0;
        for (int step = 0; step < steps; step++)
        {
            Matrix3 map = Matrix3.Identity + rate;
            state.Cell = state.Cell.WithVectors(state.Cell.Vectors * map);
            AtomState atoms = state.Atoms;
            for (int i = 0; i < atoms.Owned; i++)
            {
                Double3 r = (new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]) * map) + (0.02 * Transform.Cube(1, atoms.Id[i]));
                (atoms.X[i], atoms.Y[i], atoms.Z[i]) = (r.X, r.Y, r.Z);
            }

            rebuilds += loop.UpdateNeighbors(state) ? 1 : 0;
            loop.Compute(state, Evaluation.All);
            Evaluation kept = Evaluation.Of(state, potential);
            Evaluation fresh = Evaluation.Of(potential, Snapshot(state, start));
            kept.Energy.ShouldBe(fresh.Energy, Relative * fresh.AtomEnergies.Sum(Math.Abs));
            double force = fresh.Forces.Max(f => f.Length);
            for (int i = 0; i < start.Count; i++)
            {
                (kept.Forces[i] - fresh.Forces[i]).Length.ShouldBeLessThan(10 * Relative * force);
            }
        }

        // The first is a matter of course; none beyond it would mean a test without a deformation that counts.
        rebuilds.ShouldBeInRange(2, steps / 2);
    }

    [Fact]
    public void AHomogeneousExpansionAloneRebuildsNothing()
    {
        SimulationState state = Evaluation.StateOf(TestStructures.Fcc(2));
        using var workers = new WorkerPool(1);
        var loop = new ForceLoop(LennardJonesSite.Of(7.0), state.Atoms.Species, workers, new NeighborPolicy { Skin = 0.5 });
        loop.UpdateNeighbors(state).ShouldBeTrue();
        Matrix3 map = 1.2 * Matrix3.Identity;
        AtomState atoms = state.Atoms;
        state.Cell = state.Cell.WithVectors(state.Cell.Vectors * map);
        for (int i = 0; i < atoms.Owned; i++)
        {
            (atoms.X[i], atoms.Y[i], atoms.Z[i]) = (1.2 * atoms.X[i], 1.2 * atoms.Y[i], 1.2 * atoms.Z[i]);
        }

        // Distances only grow, by far more than the skin: every listed pair is known, and no other can come near.
        loop.UpdateNeighbors(state).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void ARestoredLoopGoesOnBitForBit(int rebuildEvery)
    {
        Structure start = TestStructures.Sheared(TestStructures.Fcc(3));
        var policy = new NeighborPolicy { Skin = 0.6, RebuildEvery = rebuildEvery };
        for (int stop = 1; stop <= 25; stop += 3)
        {
            using var workers = new WorkerPool(2);
            SimulationState whole = Evaluation.StateOf(start);
            var first = new ForceLoop(LennardJonesSite.Of(7.0), whole.Atoms.Species, workers, policy);
            var saved = new StateBag();
            for (int step = 1; step <= 30; step++)
            {
                Move(whole, first);
                if (step == stop)
                {
                    whole.Save(saved.Section("state"));
                    first.Save(saved.Section("lists"));
                }
            }

            SimulationState resumed = Evaluation.StateOf(start);
            var second = new ForceLoop(LennardJonesSite.Of(7.0), resumed.Atoms.Species, workers, policy);
            resumed.Restore(saved.Section("state"));
            second.Restore(resumed, saved.Section("lists"));
            for (int step = stop + 1; step <= 30; step++)
            {
                Move(resumed, second);
            }

            resumed.Atoms.Id.ToArray().ShouldBe(whole.Atoms.Id.ToArray());
            resumed.Atoms.X.ToArray().ShouldBe(whole.Atoms.X.ToArray());
            resumed.Atoms.ImageB.ToArray().ShouldBe(whole.Atoms.ImageB.ToArray());
            resumed.Atoms.Fz.ToArray().ShouldBe(whole.Atoms.Fz.ToArray());
            resumed.Forces.Energy.ShouldBe(whole.Forces.Energy);
            resumed.Forces.Virial.ShouldBe(whole.Forces.Virial);
            resumed.Cell.Vectors.ShouldBe(whole.Cell.Vectors);
            resumed.Step.ShouldBe(30);
        }
    }

    private static void Move(SimulationState state, ForceLoop loop)
    {
        state.Step++;
        Matrix3 map = Matrix3.Identity + (0.001 * new Matrix3(1, 0.3, 0, 0.3, -1, 0, 0, 0, 0.5));
        state.Cell = state.Cell.WithVectors(state.Cell.Vectors * map);
        AtomState atoms = state.Atoms;
        for (int i = 0; i < atoms.Owned; i++)
        {
            // Forces matter for where atoms go, so that a difference in any of them would show.
            Double3 r = (new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]) * map) + (0.05 * Transform.Cube(1, atoms.Id[i]));
            double push = 1e-3;
            (atoms.X[i], atoms.Y[i], atoms.Z[i]) =
                (r.X + (push * Math.Tanh(atoms.Fx[i])), r.Y + (push * Math.Tanh(atoms.Fy[i])), r.Z + (push * Math.Tanh(atoms.Fz[i])));
        }

        loop.UpdateNeighbors(state);
        loop.Compute(state, ForceNeeds.Energy | ForceNeeds.Virial);
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
}
