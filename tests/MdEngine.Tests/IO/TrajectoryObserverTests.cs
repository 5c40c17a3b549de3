using System;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
using MdEngine.IO.Xyz;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

public class TrajectoryObserverTests
{
    private const XyzColumns AllColumns = XyzColumns.Structure | XyzColumns.Id | XyzColumns.Image | XyzColumns.Energies;

    [Theory]
    [InlineData("t.xyz")]
    [InlineData("deep/er/t.xyz.gz")]
    public void WritesFramesInTheOrderOfIdentity(string name)
    {
        using var folder = new TempFolder();
        SimulationState state = State(60, out Structure start);
        var observer = new TrajectoryObserver(folder.File(name), new TrajectoryOptions { Columns = AllColumns });
        for (int frame = 0; frame < 7; frame++)
        {
            state.Step = 100 * frame;
            state.Time = 0.1 * frame;
            state.Forces.Energy = -frame - 0.5;
            Observe(observer, state);

            // The order in memory changes; the order in the file must not.
            state.Atoms.Reorder([.. Enumerable.Range(0, 60).Select(i => ((7 * i) + frame) % 60)]);
        }

        observer.Finish();
        observer.Finish();
        Structure[] frames = [.. ExtendedXyzReader.ReadAll(folder.File(name))];
        frames.Length.ShouldBe(7);
        for (int frame = 0; frame < 7; frame++)
        {
            Structure s = frames[frame];
            s.Energy.ShouldBe(-frame - 0.5);
            s.Info["step"].ShouldBe($"{100 * frame}");
            double.Parse(s.Info["time"]).ShouldBe(0.1 * frame);
            s.Elements.ShouldBe(start.Elements);
            s.Positions.ShouldBe(start.Positions);
            s.Velocities.ShouldBe(start.Velocities);
            s.Forces.ShouldBe(start.Velocities!.Select(v => new Double3(3 * v.X, -v.Y, v.Z)));
            s.Masses.ShouldBe(start.Elements.Select(e => e.StandardMass));
            s.Charges.ShouldBe(start.Charges);
            s.Extra.Select(c => c.Name).ShouldBe(["id", "image", "energies"]);
            s.Extra[0].Values.ShouldBe(Enumerable.Range(1, 60).Select(i => (long)i).ToArray());
        }
    }

    [Fact]
    public void StressIsMinusVirialOverVolume()
    {
        using var folder = new TempFolder();
        SimulationState state = State(5, out _);
        state.Forces.Virial = new Matrix3(1, 2, 3, 2, 4, 5, 3, 5, 6);
        Structure s = WriteOne(folder, state, new TrajectoryOptions());
        s.Stress.ShouldBe((-1.0 / state.Cell.Volume) * state.Forces.Virial);
        state.Cell = SimulationCell.Open;
        WriteOne(folder, state, new TrajectoryOptions()).Stress.ShouldBeNull();
    }

    [Fact]
    public void FollowsAtomsOutOfTheCellOrBringsThemBack()
    {
        using var folder = new TempFolder();
        SimulationState state = State(2, out _);
        state.Cell = new SimulationCell(new Matrix3(8, 0, 0, 1, 8, 0, 0, 0, 8), true, true, false);
        Span<double> x = state.Atoms.X, y = state.Atoms.Y, z = state.Atoms.Z;
        (x[0], y[0], z[0]) = (8.5, 1, 9); // left through a since the lists were built; c is open
        (x[1], y[1], z[1]) = (4, -0.5, 3);
        state.Atoms.ImageA[0] = 2;
        Structure wrapped = WriteOne(folder, state, new TrajectoryOptions { Columns = XyzColumns.Image });
        wrapped.Positions.ShouldBe([new Double3(0.5, 1, 9), new Double3(5, 7.5, 3)]);
        wrapped.Extra[0].Values.ShouldBe(new long[] { 3, 0, 0, 0, -1, 0 });
        Structure path = WriteOne(folder, state, new TrajectoryOptions { Columns = XyzColumns.Image, Unwrapped = true });
        path.Positions.ShouldBe([new Double3(24.5, 1, 9), new Double3(4, -0.5, 3)]);
        path.Extra[0].Values.ShouldBe(new long[6]);
    }

    [Fact]
    public void SaysWhatItNeedsAndWhen()
    {
        using var folder = new TempFolder();
        var observer = new TrajectoryObserver(
            folder.File("a.xyz"), new TrajectoryOptions { Every = 10, Columns = XyzColumns.Energies });
        observer.Needs.ShouldBe(ForceNeeds.Energy | ForceNeeds.Virial | ForceNeeds.AtomEnergies);
        (observer.IsDue(0, 0, false), observer.IsDue(20, 1, false), observer.IsDue(25, 1, true)).ShouldBe((true, true, false));
        observer.Finish();
        var bare = new TrajectoryObserver(folder.File("b.xyz"), new TrajectoryOptions { Energy = false, Stress = false });
        bare.Needs.ShouldBe(ForceNeeds.None);
        bare.Finish();
        File.ReadAllText(folder.File("b.xyz")).ShouldBeEmpty();
    }

    [Fact]
    public void TheStepBetweenTwoStagesIsOneFrame()
    {
        using var folder = new TempFolder();
        SimulationState state = State(3, out _);
        var observer = new TrajectoryObserver(folder.File("a.xyz"), new TrajectoryOptions());
        Observe(observer, state);
        Observe(observer, state);
        observer.Finish();
        ExtendedXyzReader.ReadAll(folder.File("a.xyz")).Count().ShouldBe(1);
    }

    [Fact]
    public void NeverOverwritesUnlessTold()
    {
        using var folder = new TempFolder();
        string path = folder.Write("a.xyz", "precious");
        InputException e = Should.Throw<InputException>(() => new TrajectoryObserver(path, new TrajectoryOptions()));
        e.Message.ShouldContain("\"overwrite\": true");
        e.Message.ShouldContain("--overwrite");
        File.ReadAllText(path).ShouldBe("precious");
        new TrajectoryObserver(path, new TrajectoryOptions { Overwrite = true }).Finish();
        File.ReadAllText(path).ShouldBeEmpty();
        Should.Throw<InputException>(() => new TrajectoryObserver(folder.File("."), new TrajectoryOptions()));
    }

    [SkippableFact]
    public void AFullDiskSurfacesAsIOException()
    {
        // A device that is always full; only Linux has it.
        Skip.IfNot(File.Exists("/dev/full"), "no /dev/full on this system");
        SimulationState state = State(10, out _);
        var observer = new TrajectoryObserver("/dev/full", new TrajectoryOptions { Overwrite = true });
        Should.Throw<IOException>(() =>
        {
            // The queue holds two frames, so the failure must have surfaced by the fourth at the latest.
            for (int step = 0; step < 4; step++)
            {
                state.Step = step;
                Observe(observer, state);
            }
        }).Message.ShouldContain("/dev/full");
        Should.Throw<IOException>(observer.Finish);
    }

    [Fact]
    public void AllocatesNothingPerFrameOnTheRunsThread()
    {
        using var folder = new TempFolder();
        SimulationState state = State(200, out _);
        var observer = new TrajectoryObserver(folder.File("a.xyz"), new TrajectoryOptions { Columns = AllColumns });
        for (int step = 0; step < 5; step++)
        {
            state.Step = step;
            Observe(observer, state);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 5; step < 25; step++)
        {
            state.Step = step;
            Observe(observer, state);
        }

        // Waiting on a monitor may allocate a little inside the runtime; a frame's arrays would be 40 kB each.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8_000);
        observer.Finish();
    }

    [SkippableFact]
    public void AseReadsATrajectory()
    {
        using var folder = new TempFolder();
        SimulationState state = State(4, out Structure start);
        state.Forces.Virial = new Matrix3(1, 2, 3, 2, 4, 5, 3, 5, 6);
        WriteOne(folder, state, new TrajectoryOptions { Columns = AllColumns });
        string[] lines = AseTests.Run(
            "import sys, ase.io\n"
            + "a = ase.io.read(sys.argv[1], format='extxyz')\n"
            + "print(a.info['step'], a.info['time'], a.get_potential_energy(), a.get_stress()[3].hex(), a.positions[2, 1].hex(), a.arrays['id'].tolist())",
            folder.File("one.xyz"));
        double yz = -1.0 / state.Cell.Volume * 5;
        lines.ShouldBe([$"0 0.0 -1.5 {AseTests.ToHex(yz)} {AseTests.ToHex(start.Positions[2].Y)} [1, 2, 3, 4]"]);
    }

    private static Structure WriteOne(TempFolder folder, SimulationState state, TrajectoryOptions options)
    {
        var observer = new TrajectoryObserver(folder.File("one.xyz"), options with { Overwrite = true });
        Observe(observer, state);
        observer.Finish();
        return ExtendedXyzReader.ReadAll(folder.File("one.xyz")).Single();
    }

    private static void Observe(TrajectoryObserver observer, SimulationState state) =>
        observer.Observe(new StepObservation(state, "stage", 0, 0.0, 3, 0.0));

    private static SimulationState State(int count, out Structure start)
    {
        var random = new Random(4);
        Double3 Vector(double scale) => new(scale * random.NextDouble(), scale * random.NextDouble(), scale * random.NextDouble());
        Element[] kinds = [PeriodicTable.Get("Ar"), PeriodicTable.Get("Ne")];
        start = new Structure(
            SimulationCell.Orthorhombic(8, 8, 8),
            [.. Enumerable.Range(0, count).Select(i => kinds[i % 2])],
            [.. Enumerable.Range(0, count).Select(_ => Vector(7.9))])
        {
            Velocities = [.. Enumerable.Range(0, count).Select(_ => Vector(0.01))],
            Charges = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())],
        };
        var state = new SimulationState(AtomState.From(start, new SpeciesTable(kinds)), start.Cell);
        for (int i = 0; i < count; i++)
        {
            state.Atoms.Fx[i] = 3 * state.Atoms.Vx[i];
            state.Atoms.Fy[i] = -state.Atoms.Vy[i];
            state.Atoms.Fz[i] = state.Atoms.Vz[i];
        }

        state.Forces.Energy = -1.5;
        state.Forces.Reserve(count, ForceNeeds.AtomEnergies);
        return state;
    }
}
