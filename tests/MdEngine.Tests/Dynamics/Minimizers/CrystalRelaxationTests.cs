using System;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Groups;
using MdEngine.Dynamics.Minimizers;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.LennardJones;
using MdEngine.Tests.Potentials.LennardJones;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Minimizers;

public class CrystalRelaxationTests
{
    private const double Sigma = LennardJonesSystems.Sigma;
    private static readonly Matrix3 Strain = new(0.03, 0.01, -0.02, 0.01, -0.02, 0.015, -0.02, 0.015, 0.01);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AStrainedCrystalRelaxesToZeroStress(bool fire)
    {
        double perfect = EnergyOf(Crystal(Matrix3.Zero, 0.0), CellRelaxation.Hydrostatic, out Structure cube);
        using LennardJonesRun run = Make(Crystal(Strain, 0.1));
        MinimizerBase minimizer = Minimize(run, fire, new MinimizationTarget
        {
            ForceTolerance = 1e-6,
            StressTolerance = 1e-5,
            Cell = CellRelaxation.Full,
        });

        minimizer.Report.LargestStress.ShouldBeLessThanOrEqualTo(1e-5);
        Matrix3 stress = PhysicalConstants.GigapascalPerPressure / run.State.Cell.Volume * run.State.Forces.Virial;
        for (int k = 0; k < 9; k++)
        {
            stress[k / 3, k % 3].ShouldBe(0.0, 1e-5);
        }

        // An energy within force^2/stiffness and stress^2 V/modulus of the least one: some 1e-8 of 0.08 eV an atom.
        (minimizer.Report.Energy / run.Atoms.Owned).ShouldBe(perfect / cube.Count, 1e-8);
        // The cube is back, turned or not: lengths and angles. A stress of 1e-5 GPa strains a crystal of 3 GPa by 3e-6.
        Matrix3 h = run.State.Cell.Vectors;
        Matrix3 metric = h * h.Transpose();
        double length = cube.Cell.Vectors.XX;
        for (int k = 0; k < 9; k++)
        {
            metric[k / 3, k % 3].ShouldBe(k % 4 == 0 ? length * length : 0.0, 2e-5 * length * length);
        }
    }

    [Fact]
    public void AShapeRelaxesAtItsVolume()
    {
        using LennardJonesRun run = Make(Crystal(Strain, 0.05));
        double volume = run.State.Cell.Volume;
        MinimizerBase minimizer = Minimize(run, false, new MinimizationTarget
        {
            ForceTolerance = 1e-6,
            StressTolerance = 1e-5,
            Cell = CellRelaxation.Shape,
        });
        minimizer.Report.Status.ShouldBe(MinimizationStatus.Converged);
        run.State.Cell.Volume.ShouldBe(volume, 1e-12 * volume); // the exponential of a traceless strain, a few roundings
        Matrix3 w = run.State.Forces.Virial;
        Matrix3 shear = PhysicalConstants.GigapascalPerPressure / volume * (w - ((w.Trace / 3) * Matrix3.Identity));
        for (int k = 0; k < 9; k++)
        {
            shear[k / 3, k % 3].ShouldBe(0.0, 1e-5);
        }

        // It is not the volume without pressure: that part of the stress stays.
        Math.Abs(w.Trace / (3 * volume) * PhysicalConstants.GigapascalPerPressure).ShouldBeGreaterThan(1e-2);
    }

    [Fact]
    public void PressureIsTheSlopeOfEnergyByVolume()
    {
        const double step = 0.005, pressure = 0.5;
        Structure middle = Relaxed(pressure), more = Relaxed(pressure + step), less = Relaxed(pressure - step);
        double slope = (EnergyOf(more, CellRelaxation.Fixed, out _) - EnergyOf(less, CellRelaxation.Fixed, out _))
            / (more.Cell.Volume - less.Cell.Volume);
        // Central difference: an error of some 10 (step/modulus)^2, 3e-5; stress tolerance of 1e-7 in 0.01 GPa: 1e-5.
        (-slope * PhysicalConstants.GigapascalPerPressure).ShouldBe(pressure, 1e-4 * pressure);
        using LennardJonesRun run = Make(middle);
        Minimize(run, false, new MinimizationTarget { ForceTolerance = 1e-6, StressTolerance = 1e-6, Cell = CellRelaxation.Full, Pressure = pressure })
            .Report.Steps.ShouldBeLessThan(3);

        static Structure Relaxed(double pressure)
        {
            using LennardJonesRun run = Make(Crystal(Matrix3.Zero, 0.0));
            Minimize(run, false, new MinimizationTarget
            {
                ForceTolerance = 1e-6,
                StressTolerance = 1e-7,
                Cell = CellRelaxation.Hydrostatic,
                Pressure = pressure,
            });
            run.State.Cell.Vectors.XY.ShouldBe(0.0, 1e-14);
            return new Structure(run.State.Cell, Crystal(Matrix3.Zero, 0.0).Elements, run.Positions());
        }
    }

    [Fact]
    public void AVacancyRelaxes()
    {
        Structure crystal = Crystal(Matrix3.Zero, 0.0);
        double whole = EnergyOf(crystal, CellRelaxation.Fixed, out _);
        Structure holed = PointDefects.Remove(crystal, [0]);
        double[] energies = new double[2];
        foreach (bool fire in (bool[])[false, true])
        {
            using LennardJonesRun run = Make(holed);
            Minimize(run, fire, new MinimizationTarget { ForceTolerance = 1e-7 });
            energies[fire ? 1 : 0] = run.State.Forces.Energy;
            double formation = run.State.Forces.Energy - (whole * holed.Count / crystal.Count);
            double sublimation = -whole / crystal.Count;
            // With pair forces the formation energy is near the sublimation energy, and relaxation takes some per cent off.
            formation.ShouldBeInRange(0.9 * sublimation, sublimation);
            // Everything but the neighbourhood stays: nothing flows.
            run.Positions().Zip(holed.Positions).Max(p => (p.First - p.Second).Length).ShouldBeInRange(0.01, 0.2);
        }

        energies[0].ShouldBe(energies[1], 1e-9); // force^2/stiffness of 255 atoms
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheWayDoesNotDependOnTheThreads(bool fire)
    {
        long[] Way(int threads)
        {
            using LennardJonesRun run = Make(Crystal(Strain, 0.3), threads);
            run.Run(60, 5.0, Of(fire, new MinimizationTarget { ForceTolerance = 1e-12, Cell = CellRelaxation.Full, RequireConvergence = false }));
            return run.Bits();
        }

        Way(3).ShouldBe(Way(1));
    }

    [Theory]
    [InlineData(false, CellRelaxation.Fixed)]
    [InlineData(true, CellRelaxation.Fixed)]
    [InlineData(false, CellRelaxation.Full)]
    [InlineData(true, CellRelaxation.Full)]
    public void FrozenAtomsKeepTheirPlaces(bool fire, CellRelaxation cell)
    {
        Structure start = Crystal(Strain, 0.1);
        var frozen = new AtomGroup("frozen", [.. Enumerable.Range(0, start.Count).Select(i => i % 3 == 0)]);
        using LennardJonesRun run = Make(start);
        var target = new MinimizationTarget { ForceTolerance = 1e-6, StressTolerance = 1e-5, Cell = cell };
        MinimizerBase minimizer = fire ? new FireMinimizer(target, frozen) : new LbfgsMinimizer(target, frozen: frozen);

        run.Run(4000, 5.0, minimizer);

        minimizer.Report.Status.ShouldBe(MinimizationStatus.Converged);
        Double3[] end = run.Positions();
        Matrix3 map = start.Cell.Vectors.Inverse() * run.State.Cell.Vectors;
        double held = 0.0;
        for (int i = 0; i < start.Count; i++)
        {
            // They follow a cell that deforms; a few roundings of 8 Angstrom.
            double moved = (end[i] - (start.Positions[i] * map)).Length;
            (moved < 1e-12).ShouldBe(i % 3 == 0);
            int at = run.Atoms.Id.IndexOf(i);
            held = Math.Max(held, i % 3 == 0 ? Math.Abs(run.Atoms.Fx[at]) : 0.0);
        }

        // Atoms that are held off their places bear forces, which have no part in the tolerance.
        held.ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public void RefusesToRelaxAnOpenCell()
    {
        Structure crystal = Crystal(Matrix3.Zero, 0.0);
        crystal.Cell = new SimulationCell(crystal.Cell.Vectors, true, true, false);
        using LennardJonesRun run = Make(crystal);
        Should.Throw<InputException>(() => Minimize(run, false, new MinimizationTarget { Cell = CellRelaxation.Full }))
            .Message.ShouldContain("periodic along all three");
    }

    private static double EnergyOf(Structure structure, CellRelaxation cell, out Structure relaxed)
    {
        using LennardJonesRun run = Make(structure);
        MinimizerBase minimizer = Minimize(run, false, new MinimizationTarget
        {
            ForceTolerance = 1e-6,
            StressTolerance = 1e-5,
            Cell = cell,
        });
        relaxed = new Structure(run.State.Cell, structure.Elements, run.Positions());
        return minimizer.Report.Energy;
    }

    private static MinimizerBase Of(bool fire, MinimizationTarget target) =>
        fire ? new FireMinimizer(target) : new LbfgsMinimizer(target);

    private static MinimizerBase Minimize(LennardJonesRun run, bool fire, MinimizationTarget target)
    {
        MinimizerBase minimizer = Of(fire, target);
        run.Run(4000, 5.0, minimizer);
        return minimizer;
    }

    private static LennardJonesRun Make(Structure structure, int threads = 1) => new(
        structure, LennardJonesSystems.Potential(LennardJonesSystems.Argon(2.5 * Sigma, LennardJonesTruncation.Force)), threads);

    /// <summary>256 atoms, strained and displaced.</summary>
    private static Structure Crystal(Matrix3 strain, double noise)
    {
        Structure s = StructureOperations.Strain(LennardJonesSystems.Fcc(4, 1.57 * Sigma), strain);
        StructureOperations.Displace(s, noise, 3);
        return s;
    }
}
