using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.LennardJones;

namespace MdEngine.Tests.Potentials.LennardJones;

/// <summary>
/// Lennard-Jones the plainest way, from the options and nothing else: a double loop over atoms and all their images,
/// scalar, without lists, tables or ghosts.
/// </summary>
internal sealed class PlainLennardJones
{
    private PlainLennardJones(int atoms)
    {
        Forces = new Double3[atoms];
        AtomEnergies = new double[atoms];
    }

    /// <summary>Energy without tail, eV.</summary>
    public double Energy { get; private set; }

    public Double3[] Forces { get; }

    public double[] AtomEnergies { get; }

    /// <summary>W = sum over pairs of d (x) f, without tail, eV.</summary>
    public Matrix3 Virial { get; private set; }

    /// <summary>Distance of the pair nearest to the cutoff from it, Angstrom.</summary>
    public double Gap { get; private set; } = double.PositiveInfinity;

    public static PlainLennardJones Of(LennardJonesOptions options, Structure structure)
    {
        int n = structure.Count;
        var result = new PlainLennardJones(n);
        SimulationCell cell = structure.Cell;
        // Atoms may stand in any image: their own offsets widen the range of images to go through.
        Double3[] s = [.. structure.Positions.Select(cell.ToFractional)];
        int[] images = [.. Enumerable.Range(0, 3).Select(axis => cell.IsPeriodic(axis)
            ? (int)Math.Ceiling((options.Cutoff / cell.Height(axis)) + s.Max(v => v[axis]) - s.Min(v => v[axis]))
            : 0)];
        for (int a = -images[0]; a <= images[0]; a++)
        {
            for (int b = -images[1]; b <= images[1]; b++)
            {
                for (int c = -images[2]; c <= images[2]; c++)
                {
                    result.Add(options, structure, cell.ToCartesian(new Double3(a, b, c)), home: (a, b, c) == (0, 0, 0));
                }
            }
        }

        return result;
    }

    /// <summary>Energy and its derivative by the distance, truncation included.</summary>
    public static (double Energy, double Slope) Pair(LennardJonesOptions options, string a, string b, double r)
    {
        if (r >= options.Cutoff)
        {
            return (0.0, 0.0);
        }

        (double epsilon, double sigma) = Mixed(options, a, b);
        (double u, double du) = Bare(epsilon, sigma, r);
        (double uc, double duc) = Bare(epsilon, sigma, options.Cutoff);
        return options.Shift switch
        {
            LennardJonesTruncation.Energy => (u - uc, du),
            LennardJonesTruncation.Force => (u - uc - ((r - options.Cutoff) * duc), du - duc),
            _ => (u, du),
        };
    }

    /// <summary>Energy and its derivative of the law that is not cut off.</summary>
    public static (double Energy, double Slope) Bare(double epsilon, double sigma, double r)
    {
        double x6 = Math.Pow(sigma / r, 6);
        return (4.0 * epsilon * ((x6 * x6) - x6), -24.0 * epsilon * ((2.0 * x6 * x6) - x6) / r);
    }

    /// <summary>Parameters of a pair: those given, else mixed.</summary>
    public static (double Epsilon, double Sigma) Mixed(LennardJonesOptions options, string a, string b)
    {
        foreach (LennardJonesPairOptions pair in options.Pairs)
        {
            if ((pair.Elements[0] == a && pair.Elements[1] == b) || (pair.Elements[0] == b && pair.Elements[1] == a))
            {
                return (pair.Epsilon, pair.Sigma);
            }
        }

        (double epsilonA, double sigmaA) = Mixed(options, a, a);
        (double epsilonB, double sigmaB) = Mixed(options, b, b);
        return (
            Math.Sqrt(epsilonA * epsilonB),
            options.Mixing == LennardJonesMixing.LorentzBerthelot ? (sigmaA + sigmaB) / 2.0 : Math.Sqrt(sigmaA * sigmaB));
    }

    private void Add(LennardJonesOptions options, Structure structure, Double3 shift, bool home)
    {
        double reach = options.Cutoff + 1.0;
        for (int i = 0; i < structure.Count; i++)
        {
            for (int j = 0; j < structure.Count; j++)
            {
                Double3 d = structure.Positions[i] - structure.Positions[j] - shift;
                if ((home && i == j) || Double3.Dot(d, d) > reach * reach)
                {
                    continue;
                }

                double r = d.Length;
                Gap = Math.Min(Gap, Math.Abs(r - options.Cutoff));
                (double u, double du) = Pair(options, structure.Elements[i].Symbol, structure.Elements[j].Symbol, r);
                Double3 force = (-du / r) * d;
                Forces[i] += force;
                AtomEnergies[i] += 0.5 * u;
                Energy += 0.5 * u;
                Virial += 0.5 * new Matrix3(
                    d.X * force.X, d.X * force.Y, d.X * force.Z,
                    d.Y * force.X, d.Y * force.Y, d.Y * force.Z,
                    d.Z * force.X, d.Z * force.Y, d.Z * force.Z);
            }
        }
    }
}
