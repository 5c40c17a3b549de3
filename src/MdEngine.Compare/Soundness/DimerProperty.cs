using System;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Soundness;

/// <summary>
/// Two atoms by distance, for each pair of elements: whether the energy has one well without jumps, whether the forces are
/// its derivative, and whether the atoms repel each other when close.
/// </summary>
/// <remarks>
/// The measures are those of MLIP Arena's diatomics (Y. Chiang et al., arXiv:2509.20630), on the part of the curve below the
/// energy cap; it ranks models by them and sets no limits: those here are options, and hold for the shipped classical potentials.
/// </remarks>
public sealed class DimerProperty : IProperty
{
    // Forces below this count as none (MLIP Arena); what is more than rounding of tables in energies and forces.
    private const double NoForce = 0.01, RelativeForceError = 0.01;
    private const int MostPoints = 1_000_000;
    private readonly DimerOptions _options;

    /// <summary>Makes the check.</summary>
    public DimerProperty(DimerOptions options) => _options = options;

    /// <inheritdoc/>
    public string Kind => "dimer";

    /// <inheritdoc/>
    public PropertyResult Compute(IPotential potential, PropertyContext context)
    {
        Element[] elements = _options.Elements is null ? [.. potential.Elements] : [.. _options.Elements.Select(PeriodicTable.Get)];
        double[] distances = Distances(_options.LargestDistance ?? potential.Cutoff);
        var solver = new StaticSolver(potential, context);
        var verdict = new Verdict(_options);
        double[] free = Array.ConvertAll(elements, solver.IsolatedEnergy);
        int pairs = elements.Length * (elements.Length + 1) / 2, done = 0;
        for (int a = 0; a < elements.Length; a++)
        {
            for (int b = a; b < elements.Length; b++)
            {
                (double[] energy, double[] force) = Scan(solver, elements[a], elements[b], distances, free[a] + free[b]);
                Judge(verdict, $"{elements[a]}-{elements[b]}", distances, energy, force);
                context.Progress(++done / (double)pairs);
            }
        }

        return verdict.Build(Kind, $"Dimers of {string.Join(", ", elements)}", FormattableString.Invariant(
            $"Two atoms in free space from {distances[0]:G4} to {distances[^1]:G4} Angstrom in steps of {_options.Step:G3}; judged in full up to {_options.EnergyCap:G4} eV above the minimum. Sound: tortuosity at most {_options.MostTortuosity}, at most {_options.MostFlips} changes of the force's direction (forces below {NoForce} eV/Angstrom apart), no change of energy above {_options.MostJump:G3} meV that forces do not account for, forces within {_options.MostForceError} eV/Angstrom or 1 % of the energy's derivative in the mean, repulsion down to the least distance."));
    }

    private double[] Distances(double largest)
    {
        double steps = Math.Floor((largest - _options.LeastDistance) / _options.Step);
        return steps is >= 4.0 and <= MostPoints
            ? [.. Enumerable.Range(0, (int)steps + 1).Select(k => _options.LeastDistance + (k * _options.Step))]
            : throw new InputException(FormattableString.Invariant(
                $"dimers from {_options.LeastDistance:G4} to {largest:G4} Angstrom in steps of {_options.Step:G4}: expected 5 to {MostPoints} distances"));
    }

    private static (double[] Energy, double[] Force) Scan(StaticSolver solver, Element a, Element b, double[] distances, double free)
    {
        var energy = new double[distances.Length];
        var force = new double[distances.Length];
        for (int k = 0; k < distances.Length; k++)
        {
            try
            {
                Structure dimer = solver.Evaluate(
                    new Structure(SimulationCell.Open, [a, b], [Double3.Zero, new Double3(distances[k], 0, 0)]));
                (energy[k], force[k]) = (dimer.Energy!.Value - free, dimer.Forces![1].X);
            }
            catch (PhysicsException)
            {
                // Not a number: told by the verdict.
                (energy[k], force[k]) = (double.NaN, double.NaN);
            }
        }

        return (energy, force);
    }

    private void Judge(Verdict verdict, string pair, double[] r, double[] energy, double[] force)
    {
        verdict.Result.Curve(new PropertyCurve(pair, "Distance (Angstrom)", "Energy (eV)", r, energy));
        verdict.Result.Curve(new PropertyCurve($"{pair} force", "Distance (Angstrom)", "Force (eV/Angstrom)", r, force));
        int broken = Array.FindLastIndex(energy, e => !double.IsFinite(e));
        if (broken >= 0)
        {
            verdict.Fault(FormattableString.Invariant($"{pair}: energy or force is not finite at {r[broken]:F3} Angstrom."));
            (r, energy, force) = (r[(broken + 1)..], energy[(broken + 1)..], force[(broken + 1)..]);
        }

        (int inner, double lowest) = Judged(energy);
        if (energy.Length - inner < 3)
        {
            verdict.Fault($"{pair}: there are too few distances with energies to judge.");
            return;
        }

        var curve = new EnergyCurve(r[inner..], energy[inner..], Array.ConvertAll(force[inner..], f => -f), NoForce);
        double repulsive = Repulsive(r, force, inner + curve.Lowest);
        ResultBuilder result = verdict.Result;
        bool bound = lowest < -1e-6;
        result.Value($"{pair}: binding energy", bound ? lowest : double.NaN, "eV");
        result.Value($"{pair}: bond length", bound ? r[inner + curve.Lowest] : double.NaN, "Angstrom");
        result.Value($"{pair}: tortuosity", curve.Tortuosity, "");
        result.Value($"{pair}: force flips", curve.Flips, "");
        result.Value($"{pair}: largest energy jump", 1000.0 * curve.Jump, "meV");
        result.Value($"{pair}: energy steps where it turns", 1000.0 * curve.TurningSteps, "meV");
        result.Value($"{pair}: rank correlation, repulsion", curve.RepulsionOrder, "");
        result.Value($"{pair}: rank correlation, attraction", curve.AttractionOrder, "");
        result.Value($"{pair}: force against energy derivative", curve.SlopeDeviation, "eV/Angstrom");
        result.Value($"{pair}: repulsive down to", repulsive, "Angstrom");
        result.Value($"{pair}: energy at the least distance", energy[0], "eV");
        verdict.Demand(curve.Tortuosity <= _options.MostTortuosity, $"{pair}: the energy goes up and down, {curve.Tortuosity:F3} times what one well would.");
        verdict.Demand(curve.Flips <= _options.MostFlips, $"{pair}: the force changes its direction {curve.Flips} times.");
        verdict.Demand(1000.0 * curve.Jump <= _options.MostJump, $"{pair}: the energy jumps by {1000.0 * curve.Jump:G3} meV at {curve.JumpAt:F3} Angstrom.");
        verdict.Demand(
            curve.SlopeDeviation <= _options.MostForceError + (RelativeForceError * curve.MeanSlope),
            $"{pair}: forces differ from the energy's derivative by {curve.SlopeDeviation:G3} eV/Angstrom in the mean.");
        verdict.Demand(
            repulsive <= r[0] + (0.5 * _options.Step), $"{pair}: the atoms do not repel each other below {repulsive:F3} Angstrom.");
    }

    /// <summary>From the largest distance inwards, up to where the energy is beyond the cap above its lowest so far.</summary>
    private (int Inner, double Lowest) Judged(double[] energy)
    {
        double lowest = double.PositiveInfinity;
        for (int k = energy.Length - 1; k >= 0; k--)
        {
            lowest = Math.Min(lowest, energy[k]);
            if (energy[k] > lowest + _options.EnergyCap)
            {
                return (k + 1, lowest);
            }
        }

        return (0, lowest);
    }

    /// <summary>Least distance down to which, from the minimum inwards, no force attracts.</summary>
    private static double Repulsive(double[] r, double[] force, int lowest)
    {
        int k = lowest;
        while (k > 0 && force[k - 1] >= -NoForce)
        {
            k--;
        }

        return r[k];
    }
}
