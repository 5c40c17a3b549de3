using System;
using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;

namespace MdEngine.Compare.Soundness;

/// <summary>
/// Energy of a crystal by its volume, cell and atoms scaled together: whether it falls to one minimum and rises again,
/// without jumps, and whether the pressure is its derivative.
/// </summary>
/// <param name="options">Options.</param>
public sealed class EnergyVolumeProperty(EnergyVolumeOptions options) : CrystalCheck<EnergyVolumeOptions>(options)
{
    private const double NoPressure = 0.01, PressureError = 0.1, RelativePressureError = 0.01;

    /// <inheritdoc/>
    public override string Kind => "energy-volume";

    /// <inheritdoc/>
    public override PropertyResult Compute(IPotential potential, PropertyContext context)
    {
        var solver = new StaticSolver(potential, context);
        var verdict = new Verdict(Options);
        Structure crystal = Start.Relaxed(solver, Crystal, Options, verdict);
        double[] volumes = new double[Options.Points], energies = new double[Options.Points], slopes = new double[Options.Points];
        for (int k = 0; k < Options.Points; k++)
        {
            double scale = 1.0 + (Options.VolumeRange * ((2.0 * k / (Options.Points - 1)) - 1.0));
            volumes[k] = scale * crystal.Cell.Volume / crystal.Count;
            (energies[k], slopes[k]) = At(solver, crystal, scale);
            context.Progress((k + 1.0) / Options.Points);
        }

        Judge(verdict, volumes, energies, slopes);
        return verdict.Build(Kind, $"Energy by volume of {Options.Structure.Title}", FormattableString.Invariant(
            $"{Options.Points} volumes up to {100.0 * Options.VolumeRange:G3} % from that of the relaxed crystal, atoms scaled with the cell; {crystal.Count} atoms. Sound: one minimum (tortuosity at most {Options.MostTortuosity}, one change of the pressure's sign), no change of energy above {Options.MostJump:G3} meV/atom that the pressure does not account for, pressures within {PressureError} GPa or 1 % of the energy's derivative in the mean."));
    }

    private static (double Energy, double Slope) At(StaticSolver solver, Structure crystal, double scale)
    {
        try
        {
            Structure scaled = solver.Evaluate(
                StructureOperations.Strain(crystal, (Math.Cbrt(scale) - 1.0) * Matrix3.Identity));
            return (scaled.Energy!.Value / scaled.Count, scaled.Stress!.Value.Trace / 3.0);
        }
        catch (Exception e) when (e is PhysicsException or InputException)
        {
            return (double.NaN, double.NaN);
        }
    }

    private void Judge(Verdict verdict, double[] volumes, double[] energies, double[] slopes)
    {
        const double ToGigapascal = PhysicalConstants.GigapascalPerPressure;
        verdict.Result.Curve(new PropertyCurve("energy", "Volume (Angstrom^3/atom)", "Energy (eV/atom)", volumes, energies));
        verdict.Result.Curve(new PropertyCurve(
            "pressure", "Volume (Angstrom^3/atom)", "Pressure (GPa)", volumes, Array.ConvertAll(slopes, s => -s * ToGigapascal)));
        int broken = Array.FindIndex(energies, e => !double.IsFinite(e));
        if (broken >= 0)
        {
            verdict.Fault(FormattableString.Invariant($"Energy or pressure is not finite at {volumes[broken]:G4} Angstrom^3/atom."));
            return;
        }

        var curve = new EnergyCurve(volumes, energies, slopes, NoPressure / ToGigapascal);
        double deviation = curve.SlopeDeviation * ToGigapascal;
        verdict.Result.Value("Volume of the minimum", volumes[curve.Lowest], "Angstrom^3/atom");
        verdict.Result.Value("Tortuosity", curve.Tortuosity, "");
        verdict.Result.Value("Pressure flips", curve.Flips, "");
        verdict.Result.Value("Largest energy jump", 1000.0 * curve.Jump, "meV/atom");
        verdict.Result.Value("Pressure against energy derivative", deviation, "GPa");
        verdict.Result.Value("Pressure at the least volume", -slopes[0] * ToGigapascal, "GPa");
        verdict.Demand(
            curve.Lowest > 0 && curve.Lowest < volumes.Length - 1,
            $"The energy is lowest at the end of the range, {volumes[curve.Lowest]:G4} Angstrom^3/atom.");
        verdict.Demand(
            curve.Tortuosity <= Options.MostTortuosity, $"The energy goes up and down, {curve.Tortuosity:F3} times what one minimum would.");
        verdict.Demand(curve.Flips <= 1, $"The pressure changes its sign {curve.Flips} times.");
        verdict.Demand(
            1000.0 * curve.Jump <= Options.MostJump, $"The energy jumps by {1000.0 * curve.Jump:G3} meV/atom at {curve.JumpAt:G4} Angstrom^3/atom.");
        verdict.Demand(
            deviation <= PressureError + (RelativePressureError * curve.MeanSlope * ToGigapascal),
            $"Pressures differ from the energy's derivative by {deviation:G3} GPa in the mean.");
    }
}
