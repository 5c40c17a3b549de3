using System;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Soundness;

/// <summary>
/// Looks for holes at short range: a crystal squeezed together, and atoms pushed onto neighbours one by one, must cost more
/// energy the closer atoms come.
/// </summary>
/// <param name="options">Options.</param>
public sealed class ShortRangeProperty(ShortRangeOptions options) : CrystalCheck<ShortRangeOptions>(options)
{
    // Falls that are no more than rounding of a table, eV: per atom of the crystal, and of a pushed pair.
    private const double CrystalFall = 1e-3, PairFall = 1e-2;

    // Pushes begin where atoms are closer than this times the nearest distance: above it, an atom may find a better place.
    private const double Contact = 0.8;

    /// <inheritdoc/>
    public override string Kind => "short-range";

    /// <inheritdoc/>
    public override PropertyResult Compute(IPotential potential, PropertyContext context)
    {
        var solver = new StaticSolver(potential, context);
        var verdict = new Verdict(Options);
        Structure crystal = Start.Relaxed(solver, Crystal, Options, verdict);
        double nearest = NeighborShell.Nearest(crystal);
        double least = Options.LeastDistance ?? (0.5 * nearest);
        if (!(least < nearest))
        {
            throw new InputException(FormattableString.Invariant(
                $"least_distance_A: found {least:G4}, expected less than the nearest distance of the relaxed crystal, {nearest:G4} Angstrom"));
        }

        double[] distances = [.. Enumerable.Range(0, Options.Points).Select(k => nearest + ((least - nearest) * k / (Options.Points - 1)))];
        Squeeze(solver, crystal, distances, verdict);
        context.Progress(0.3);
        Push(solver, crystal, nearest, least, verdict, context);
        return verdict.Build(Kind, $"Short range in {Options.Structure.Title}", FormattableString.Invariant(
            $"The relaxed crystal scaled in {Options.Points} steps until its nearest atoms, {nearest:F3} Angstrom apart, are {least:F3} Angstrom apart; then {Options.Pairs} atoms of a disordered supercell (noise {Options.Noise:G2} Angstrom, seed {Options.Seed}) pushed one by one onto a neighbour to the same distance. Sound: the energy never falls while atoms come closer (in the crystal at all, for pairs below {Contact} times the nearest distance), nor below that of the start."));
    }

    private static void Squeeze(StaticSolver solver, Structure crystal, double[] distances, Verdict verdict)
    {
        double[] energies = Array.ConvertAll(distances, d => Energy(
            solver, StructureOperations.Strain(crystal, ((d / distances[0]) - 1.0) * Matrix3.Identity)) / crystal.Count);
        verdict.Result.Curve(new PropertyCurve("squeezed crystal", "Nearest distance (Angstrom)", "Energy (eV/atom)", distances, energies));
        double start = energies[0], turn = Turn(distances, energies, CrystalFall);
        verdict.Result.Value("Squeezed crystal: least energy above the start", Least(energies) - start, "eV/atom");
        verdict.Result.Value("Squeezed crystal: energy at the least distance", energies[^1] - start, "eV/atom");
        verdict.Result.Value("Squeezed crystal: energy falls below", turn, "Angstrom");
        verdict.Demand(!energies.Any(double.IsNaN), $"The energy of the squeezed crystal is not finite.");
        verdict.Demand(
            double.IsNaN(turn), $"The energy of the crystal falls on squeezing where its nearest atoms are {turn:F3} Angstrom apart.");
        verdict.Demand(
            !(Least(energies) < start - CrystalFall),
            $"The squeezed crystal has an energy {start - Least(energies):G3} eV/atom below that of the relaxed one: a hole.");
    }

    private void Push(
        StaticSolver solver, Structure crystal, double nearest, double least, Verdict verdict, PropertyContext context)
    {
        Structure disordered = Start.Supercell(crystal, Options.Replicate, Options.LeastLength);
        StructureOperations.Displace(disordered, Options.Noise, Options.Seed);
        double start = Energy(solver, disordered), deepest = double.PositiveInfinity, farthestFall = double.NaN;
        int holes = 0, falls = 0, broken = 0;
        int points = Math.Max(5, Options.Points / 2);
        double contact = Math.Min(Contact * nearest, 0.5 * (nearest + least));
        double[] distances = [.. Enumerable.Range(0, points).Select(k => contact + ((least - contact) * k / (points - 1)))];
        var stream = new RandomStream(Options.Seed, RandomPurpose.Other);
        for (int pair = 0; pair < Options.Pairs; pair++)
        {
            (double first, double second) = Philox.Uniform(stream, pair, 0);
            int i = Math.Min(disordered.Count - 1, (int)(first * disordered.Count));
            Double3 way = NeighborShell.Way(disordered, i, second, 1.2 * nearest);
            double[] energies = Array.ConvertAll(distances, d => Energy(solver, Moved(disordered, i, (1.0 - (d / way.Length)) * way)) - start);
            double turn = Turn(distances, energies, PairFall);
            broken += energies.Any(double.IsNaN) ? 1 : 0;
            falls += double.IsNaN(turn) ? 0 : 1;
            holes += Least(energies) < -PairFall ? 1 : 0;
            deepest = Math.Min(deepest, Least(energies));
            farthestFall = double.IsNaN(farthestFall) || turn > farthestFall ? turn : farthestFall;
            context.Progress(0.3 + (0.7 * (pair + 1) / Options.Pairs));
        }

        verdict.Result.Value("Pushed pairs: least energy above the start", Options.Pairs == 0 ? double.NaN : deepest, "eV");
        verdict.Result.Value("Pushed pairs whose energy falls", falls, "");
        verdict.Result.Value("Pushed pairs: energy falls below", farthestFall, "Angstrom");
        verdict.Demand(broken == 0, $"The energy of {broken} of {Options.Pairs} pushed pairs is not finite.");
        verdict.Demand(falls == 0, $"The energy of {falls} of {Options.Pairs} pushed pairs falls while they come closer, first at {farthestFall:F3} Angstrom.");
        verdict.Demand(holes == 0, $"{holes} of {Options.Pairs} pushed pairs end below the energy that they began with, by up to {-deepest:G3} eV: a hole.");
    }

    private static Structure Moved(Structure structure, int atom, Double3 by)
    {
        Double3[] positions = [.. structure.Positions];
        positions[atom] += by;
        return new Structure(structure.Cell, structure.Elements, positions) { Charges = structure.Charges };
    }

    private static double Energy(StaticSolver solver, Structure structure)
    {
        try
        {
            return solver.Evaluate(structure).Energy!.Value;
        }
        catch (PhysicsException)
        {
            return double.NaN;
        }
    }

    private static double Least(double[] energies) => energies.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();

    /// <summary>Largest distance below which the energy is lower than at some larger one; NaN when there is none.</summary>
    private static double Turn(double[] distances, double[] energies, double tolerance)
    {
        double highest = double.NegativeInfinity;
        for (int k = 0; k < distances.Length; k++)
        {
            if (energies[k] < highest - tolerance)
            {
                return distances[k];
            }

            highest = Math.Max(highest, double.IsNaN(energies[k]) ? highest : energies[k]);
        }

        return double.NaN;
    }
}
