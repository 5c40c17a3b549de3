using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Files;
using MdEngine.Tests.IO;
using MdEngine.Tests.Potentials.Gap;
using MdEngine.Tests.Training.Gap;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;
using MdEngine.Training.Linear;
using MdEngine.Training.Pace;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Pace;

/// <summary>Fits of the atomic cluster expansion, from functions to files.</summary>
public sealed unsafe class PaceFitTests
{
    private static readonly PaceFitOptions Options = new() { Cutoff = 3.6, Pairs = 6, Degrees = [5, 4, 3], Angular = [3, 2, 1], Prior = 1.0 };

    [Fact]
    public void RowsTimesWeightsAreWhatTheWrittenFileSays()
    {
        (PaceLinearModel linear, PaceBond bond) = Linear();
        double[] weights = Weights(linear.Columns);
        double[] e0 = [-1.5, -2.5];
        var model = new PaceModel(linear.Elements, e0, 0.001, [new PaceEmbedding(), new PaceEmbedding()], [bond, bond, bond, bond], linear.WithWeights(weights));
        PacePotential potential = Reread(model);
        Structure crystal = GapSystems.Crystal();
        Evaluation expected = Evaluation.Of(potential, crystal);
        using var neighbors = new FrameNeighbors(linear.Elements, linear.Cutoff);
        FrameRows rows = Rows(linear, neighbors, crystal);
        double atoms = crystal.Elements.Sum(e => e0[linear.Elements.ToList().IndexOf(e)]);

        // Energies of some ten eV and forces of some ten eV/Angstrom, as sums of some hundred terms.
        Math.Abs(expected.Energy - atoms).ShouldBeGreaterThan(1.0);
        Value(rows, rows.Energy, weights).ShouldBe(expected.Energy - atoms, 1e-10);
        for (int i = 0; i < crystal.Count; i++)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                Value(rows, rows.Force(i, axis), weights).ShouldBe(expected.Forces[i][axis], 1e-10);
            }
        }

        Matrix3 w = -crystal.Cell.Volume * expected.Stress!.Value;
        double[] virial = [w.XX, w.YY, w.ZZ, w.YZ, w.XZ, w.XY];
        for (int k = 0; k < 6; k++)
        {
            Value(rows, rows.Virial(k), weights).ShouldBe(virial[k], 1e-9);
        }
    }

    [Fact]
    public void ForceRowsAreDerivativesOfEnergyRowsAndNoRowKnowsOfRotations()
    {
        (PaceLinearModel linear, _) = Linear();
        Structure crystal = GapSystems.Crystal();
        using var neighbors = new FrameNeighbors(linear.Elements, linear.Cutoff);
        FrameRows rows = Rows(linear, neighbors, crystal);
        using var others = new FrameNeighbors(linear.Elements, linear.Cutoff);

        // Central differences: h^2 times third derivatives, and rounding over h, both relative to the row's size.
        const double h = 1e-5;
        foreach ((int atom, int axis) in ((int, int)[])[(0, 0), (3, 1), (7, 2)])
        {
            double[] plus = Energies(Moved(h)), minus = Energies(Moved(-h));
            for (int k = 0; k < linear.Columns; k++)
            {
                double slope = (plus[k] - minus[k]) / (2.0 * h);
                rows.Force(atom, axis)[k].ShouldBe(-slope, 1e-6 * Math.Max(1.0, Math.Abs(plus[k])));
            }

            Structure Moved(double step)
            {
                var moved = new Structure(crystal.Cell, crystal.Elements, [.. crystal.Positions]);
                moved.Positions[atom] += step * new Double3(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
                return moved;
            }
        }

        Matrix3 turn = Rotation(0.7, new Double3(1.0, 2.0, -1.5));
        var turned = new Structure(
            crystal.Cell.WithVectors(crystal.Cell.Vectors * turn), crystal.Elements, [.. crystal.Positions.Select(p => p * turn)]);
        double[] energies = Energies(turned);
        for (int k = 0; k < linear.Columns; k++)
        {
            energies[k].ShouldBe(rows.Energy[k], 1e-10 * Math.Max(1.0, Math.Abs(energies[k])));
        }

        double[] Energies(Structure of) => new ReadOnlySpan<double>(Rows(linear, others, of, derivatives: false).Energy, linear.Columns).ToArray();
    }

    [Fact]
    public void DataOfAModelAreRecovered()
    {
        // A model of another kind, of what no function here is made: what it says of frames not seen is found again.
        List<Structure> all = FitDesk.Carbide(60, Truth());
        using var workers = new WorkerPool(2);
        var desk = new FitDesk();
        FittedModel fitted = Options.CreateFit().Fit(desk.Context(FitDesk.Data(FitDesk.Frames(all.Take(50), new LabelSigmas(1e-4, 1e-3, 1e-3))), workers));
        PacePotential potential = Read(fitted);
        (double energy, double forces) = FitDesk.Errors(potential, all.Skip(50));
        double size = Math.Sqrt(all.SelectMany(f => f.Forces!).Average(f => f.Length * f.Length / 3.0));
        double mean = all.Average(f => f.Energy!.Value / f.Count);
        energy.ShouldBeLessThan(0.05 * Math.Sqrt(all.Average(f => Math.Pow((f.Energy!.Value / f.Count) - mean, 2))));
        forces.ShouldBeLessThan(0.05 * size);
        desk.Losses.Count.ShouldBe(1);
        desk.Losses[0].TrainingForces.ShouldBeLessThan(0.05 * size);
        fitted.Facts.ShouldContain(f => f.Name == "Cutoff" && f.Text == "3.6 Angstrom");
        fitted.PotentialJson["file"].ShouldBe("pace.yace");

        // Two atoms far closer than any of the data repel each other, the more, the closer.
        double last = double.NegativeInfinity;
        foreach (double r in (double[])[1.1, 0.9, 0.7, 0.5, 0.3, 0.1])
        {
            double pair = Evaluation.Of(potential, new Structure(
                SimulationCell.Open, [PeriodicTable.Get("Si"), PeriodicTable.Get("Si")], [default, new Double3(r, 0, 0)])).Energy;
            pair.ShouldBeGreaterThan(last);
            last = pair;
        }

        last.ShouldBeGreaterThan(500.0);
    }

    [Fact]
    public void FilesDependNeitherOnThreadsNorOnInterruption()
    {
        // Some 31 rows a frame: more than one stage of 4,096.
        TrainingData data = FitDesk.Data(FitDesk.Frames(FitDesk.Carbide(150, Truth())));
        using var one = new WorkerPool(1);
        using var three = new WorkerPool(3);
        FittedModel plain = Options.CreateFit().Fit(new FitDesk().Context(data, one));
        Text(Options.CreateFit().Fit(new FitDesk().Context(data, three))).ShouldBe(Text(plain));

        var interrupted = new FitDesk { IsDue = true };
        Options.CreateFit().Fit(interrupted.Context(data, three));
        interrupted.Saved!.Integer("stage").ShouldBeGreaterThan(0);
        Text(Options.CreateFit().Fit(interrupted.Context(data, one))).ShouldBe(Text(plain));

        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => Options.CreateFit().Fit(new FitDesk().Context(data, one, source.Token)));
    }

    [Fact]
    public void WithoutACutoffItHoldsANumberOfAtoms()
    {
        using var workers = new WorkerPool(1);
        Structure crystal = GapSystems.Crystal(mixed: false, rattle: 0.02);
        crystal.Energy = -8.0;
        double volume = crystal.Cell.Volume / crystal.Count;
        double expected = Math.Cbrt(3.0 * PaceRecipe.Neighbors * volume / (4.0 * Math.PI));
        PaceRecipe.Cutoff(FitDesk.Data(FitDesk.Frames([crystal]), ["Si"])).ShouldBe(expected, 0.0051);

        // A molecule has no density: twice the distance of neighbours.
        var molecule = new Structure(
            SimulationCell.Open, [PeriodicTable.Get("Si"), PeriodicTable.Get("Si")], [default, new Double3(2.2, 0, 0)])
        { Energy = -3.0 };
        PaceRecipe.Cutoff(FitDesk.Data(FitDesk.Frames([molecule]), ["Si"])).ShouldBe(4.4, 0.0051);
    }

    [Fact]
    public void DataThatDoNotServeAreRefused()
    {
        using var workers = new WorkerPool(1);
        List<Structure> forces = FitDesk.Carbide(3, Truth());
        forces.ForEach(s => s.Energy = null);
        Refused(forces).ShouldContain("none of the 3 training frames has an energy");
        Refused([]).ShouldContain("no training frame");
        Should.Throw<InputException>(() => (Options with { Cutoff = 1.0 }).CreateFit().Fit(
            new FitDesk().Context(FitDesk.Data(FitDesk.Frames(FitDesk.Carbide(3, Truth()))), workers))).Message.ShouldContain("raise \"cutoff_A\"");
        List<Structure> nan = FitDesk.Carbide(3, Truth());
        nan[1].Forces![2] = new Double3(double.NaN, 0.0, 0.0);
        Refused(nan).ShouldContain("frame 2");
        Should.Throw<InputException>(() => (Options with { Degrees = [30, 30, 30], Angular = [10, 10, 10] }).CreateFit().Fit(
            new FitDesk().Context(FitDesk.Data(FitDesk.Frames(FitDesk.Carbide(3, Truth()))), workers))).Message.ShouldContain("lower \"degrees\"");
        (Options with { Angular = [3] }).Validate().Single().Key.ShouldBe("l_max");

        string Refused(List<Structure> frames) => Should.Throw<InputException>(() => Options.CreateFit().Fit(
            new FitDesk().Context(FitDesk.Data(FitDesk.Frames(frames)), workers))).Message;
    }

    private static GapPotential Truth()
    {
        GapModel made = GapSystems.Model(new GapText(3)
            .Soap(4, 3, 9, "cutoff=3.6 cutoff_transition_width=0.9 atom_sigma=0.55 species_Z={6 14} Z=14", 2)
            .Soap(4, 3, 7, "cutoff=3.6 cutoff_transition_width=0.9 atom_sigma=0.55 species_Z={6 14} Z=6", 2));
        return new GapPotential(made with { Coordinates = [.. made.Coordinates.Select(c => c with { Alpha = [.. c.Alpha.Select(a => 100.0 * a)] })] });
    }

    private static (PaceLinearModel Linear, PaceBond Bond) Linear()
    {
        double closest = 1.6;
        PaceBond bond = SmoothRadials.Fill(
            6, 3, ref closest, new PaceBond { BasisName = "ChebExpCos", RadialParameters = [1.5], Cutoff = 3.6, CutoffWidth = 0.01 });
        List<InvariantFunction> functions = FunctionList.Make(2, 6, [5, 4, 3], [3, 2, 1], 10_000)!;
        return (
            new PaceLinearModel([PeriodicTable.Get("C"), PeriodicTable.Get("Si")], bond, 0.001, functions, [.. functions.Select(_ => 1.0)]),
            bond);
    }

    private static double[] Weights(int count)
    {
        var stream = new RandomStream(11, RandomPurpose.Other);
        return [.. Enumerable.Range(0, count).Select(k => 0.02 * (Philox.Uniform(stream, 0, k).A - 0.5))];
    }

    private static FrameRows Rows(PaceLinearModel linear, FrameNeighbors neighbors, Structure structure, bool derivatives = true)
    {
        var rows = new FrameRows(linear.Columns);
        neighbors.Set(structure);
        rows.Clear(structure.Count, derivatives);
        linear.AddRows(neighbors, linear.CreateScratch(), rows);
        return rows;
    }

    private static double Value(FrameRows rows, double* row, double[] weights)
    {
        double sum = 0.0;
        for (int k = 0; k < rows.Columns; k++)
        {
            sum += row[k] * weights[k];
        }

        return sum;
    }

    private static Matrix3 Rotation(double angle, Double3 axis)
    {
        Double3 u = (1.0 / axis.Length) * axis;
        double c = Math.Cos(angle), s = Math.Sin(angle), t = 1.0 - c;
        return new Matrix3(
            c + (t * u.X * u.X), (t * u.X * u.Y) + (s * u.Z), (t * u.X * u.Z) - (s * u.Y),
            (t * u.X * u.Y) - (s * u.Z), c + (t * u.Y * u.Y), (t * u.Y * u.Z) + (s * u.X),
            (t * u.X * u.Z) + (s * u.Y), (t * u.Y * u.Z) - (s * u.X), c + (t * u.Z * u.Z));
    }

    private static string Text(FittedModel model) => Encoding.UTF8.GetString(model.Files["pace.yace"]);

    /// <summary>The potential of a fitted model, through its file.</summary>
    internal static PacePotential Read(FittedModel model)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("pace.yace"), model.Files["pace.yace"]);
        return new PacePotential(YaceReader.Read(folder.File("pace.yace")));
    }

    private static PacePotential Reread(PaceModel model)
    {
        using var folder = new TempFolder();
        YaceWriter.Write(folder.File("model.yace"), model);
        return new PacePotential(YaceReader.Read(folder.File("model.yace")));
    }
}
