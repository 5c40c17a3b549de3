using System;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Guards;

namespace MdEngine.Compare.Soundness;

/// <summary>Judges whether a run survived.</summary>
internal static class Survival
{
    // Lower than any phase that lies below the one which the user takes for the crystal.
    private const double Hole = 1.0;

    /// <summary>What counts as a failure, for people.</summary>
    public const string Method = "Failed: forces that are not finite, a temperature beyond three times that of the ramp's hottest and "
        + "1000 K, atoms that move more than an Angstrom in a step or come within half an Angstrom, energies off by more than 100 "
        + "eV per atom, a cell that collapses; or an energy of more than 1 eV per atom below that of the crystal.";

    /// <summary>Limits of a run.</summary>
    /// <param name="hottest">Highest temperature that is asked for, K.</param>
    public static GuardLimits Limits(double hottest) => new()
    {
        Every = 1,
        Temperature = (3.0 * hottest) + 1000.0,
        Distance = 0.5,
        DistanceEvery = 20,
    };

    /// <summary>Adds what was survived.</summary>
    /// <param name="verdict">Verdict.</param>
    /// <param name="outcome">Run.</param>
    /// <param name="options">Options, for the length of the run.</param>
    /// <param name="crystal">Energy of the relaxed crystal, eV per atom.</param>
    /// <param name="atoms">Number of atoms.</param>
    public static void Judge(Verdict verdict, MotionOutcome outcome, DynamicsOptions options, double crystal, int atoms)
    {
        double whole = options.Steps * options.Timestep;
        double survived = outcome.Failure is null ? 1.0 : Math.Min(1.0, outcome.Time / whole);
        double lowest = outcome.Records.Select(r => r.PotentialEnergy / atoms).DefaultIfEmpty(double.NaN).Min() - crystal;
        verdict.Result.Value("Survived", survived, "of the ramp");
        verdict.Result.Value("Failed after", outcome.Failure is null ? double.NaN : outcome.Time / 1000.0, "ps");
        verdict.Result.Value("Lowest energy above the crystal", lowest, "eV/atom");
        if (outcome.Failure is { } failure)
        {
            verdict.Fault(FormattableString.Invariant($"The run failed after {outcome.Time / 1000.0:G4} ps: {failure}."));
        }

        verdict.Demand(!(lowest < -Hole), $"The energy fell {-lowest:G3} eV/atom below that of the crystal: a hole in the potential.");
        AddCurve(verdict, outcome, "potential energy", "Potential energy (eV/atom)", r => r.PotentialEnergy / atoms);
    }

    /// <summary>Adds a curve by time.</summary>
    public static void AddCurve(Verdict verdict, MotionOutcome outcome, string name, string label, Func<ThermoRecord, double> value)
    {
        double start = outcome.Records.Count > 0 ? outcome.Records[0].Time : 0.0;
        verdict.Result.Curve(new PropertyCurve(
            name, "Time (ps)", label, [.. outcome.Records.Select(r => (r.Time - start) / 1000.0)], [.. outcome.Records.Select(value)]));
    }
}
