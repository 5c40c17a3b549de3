using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Eam;

/// <summary>
/// Brings funcfl tables onto one grid, the coarsest of theirs, and makes pair functions of their effective charges:
/// r phi = 27.2 * 0.529 Z_a Z_b (eV, Angstrom), with these rounded constants, as the tables were made for.
/// </summary>
/// <remarks>
/// Values between those of a file are Lagrange's cubic. The grid has one point less than the file, as in LAMMPS, whose
/// numbers these are to be.
/// </remarks>
internal static class FuncflMixing
{
    private const double ChargesToEnergy = 27.2 * 0.529;

    public static EamFunctions Mix(IReadOnlyList<FuncflTable> files)
    {
        if (files.GroupBy(f => f.Element).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InputException($"\"files\" has two tables of {twice.Key}; give one for each element");
        }

        double densityStep = files.Max(f => f.DensityStep), distanceStep = files.Max(f => f.DistanceStep);
        int densities = Points(files.Max(f => (f.Embedding.Length - 1) * f.DensityStep), densityStep);
        int distances = Points(files.Max(f => (f.Density.Length - 1) * f.DistanceStep), distanceStep);
        int n = files.Count;
        double[][] charges = [.. files.Select(f => Sample(f.Charge, f.DistanceStep, distances, distanceStep))];
        double[][] density = [.. files.Select(f => Sample(f.Density, f.DistanceStep, distances, distanceStep))];
        var pairs = new double[n * n][];
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                pairs[(a * n) + b] = pairs[(b * n) + a] =
                    [.. charges[a].Zip(charges[b], (za, zb) => ChargesToEnergy * za * zb)];
            }
        }

        return new EamFunctions
        {
            Elements = [.. files.Select(f => f.Element)],
            Cutoff = files.Max(f => f.Cutoff),
            DensityStep = densityStep,
            DistanceStep = distanceStep,
            Embedding = [.. files.Select(f => Sample(f.Embedding, f.DensityStep, densities, densityStep))],
            Density = [.. Enumerable.Range(0, n * n).Select(k => density[k / n])],
            PairTimesDistance = pairs,
        };
    }

    private static int Points(double end, double step)
    {
        double points = Math.Floor((end / step) + 0.5);
        // Sizes of one file were bounded by its length; files of very unlike steps are not.
        return points is >= HermiteTable.LeastValues and < 1e8
            ? (int)points
            : throw new InputException($"tables that end at {end:g6} cannot be put on one grid of step {step:g6}");
    }

    private static double[] Sample(double[] file, double fileStep, int points, double step)
    {
        var values = new double[points];
        for (int m = 0; m < points; m++)
        {
            double p = m * step / fileStep;
            int k = Math.Clamp((int)Math.Min(p, int.MaxValue / 2), 1, file.Length - 3);
            p = Math.Min(p - k, 2.0);
            values[m] = (-p * (p - 1.0) * (p - 2.0) / 6.0 * file[k - 1])
                + (0.5 * ((p * p) - 1.0) * (p - 2.0) * file[k])
                - (0.5 * p * (p + 1.0) * (p - 2.0) * file[k + 1])
                + (p * ((p * p) - 1.0) / 6.0 * file[k + 2]);
        }

        return values;
    }
}
