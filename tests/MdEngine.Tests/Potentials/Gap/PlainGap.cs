using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Tests.Potentials.Gap;

/// <summary>
/// GAP energies written down as in the papers, with none of the engine's ways: loops over all images, power spectra as
/// sums over pairs of neighbours with Legendre polynomials, kernels point by point.
/// </summary>
internal sealed class PlainGap(GapModel model)
{
    public double Energy(Structure structure)
    {
        double energy = structure.Elements.Sum(e => model.AtomEnergies[e.AtomicNumber]);
        List<Atom>[] around = [.. Enumerable.Range(0, structure.Count).Select(i => Around(structure, i))];
        foreach (GapCoordinates c in model.Coordinates)
        {
            ArgumentLine line = c.Descriptor;
            for (int i = 0; i < structure.Count; i++)
            {
                int z = structure.Elements[i].AtomicNumber;
                List<Atom> near = [.. around[i].Where(a => a.R.Length < line.Real("cutoff"))];
                energy += line.Words[0] switch
                {
                    "distance_2b" => Pairs(c, z, near),
                    "angle_3b" => Angles(c, z, near),
                    "distance_Nb" => Clusters(c, z, i, near),
                    _ => PlainSoap.Energy(c, z, near),
                };
            }
        }

        return energy;
    }

    /// <summary>Kernel with a sparse point, its cutoff factor in it.</summary>
    public static double Kernel(GapCoordinates c, IReadOnlyList<double> q, int s)
    {
        double[] x = c.Points[(s * c.Dimensions)..((s + 1) * c.Dimensions)];
        double delta2 = c.Delta * c.Delta;
        if (c.Kernel == GapKernel.DotProduct)
        {
            return c.SparseCutoff[s] * delta2 * Math.Pow(q.Zip(x, (a, b) => a * b).Sum(), c.Zeta);
        }

        return c.SparseCutoff[s] * ((c.Offset * c.Offset) + (delta2 * Symmetric(c, q, x)));
    }

    /// <summary>The permuted kernel between two points, normalised.</summary>
    public static double Symmetric(GapCoordinates c, IReadOnlyList<double> q, IReadOnlyList<double> x) =>
        Sum(c, q, x) / Math.Sqrt(Sum(c, q, q) * Sum(c, x, x));

    private static double Sum(GapCoordinates c, IReadOnlyList<double> q, IReadOnlyList<double> x)
    {
        double sum = 0.0;
        foreach (int[] p in c.Permutations)
        {
            double rho2 = 0.0;
            for (int k = 0; k < q.Count; k++)
            {
                double theta = c.Permutations.Average(other => c.Theta[other[k]]);
                rho2 += Math.Pow((x[p[k]] - q[k]) / theta, 2);
            }

            double rho = Math.Sqrt(rho2);
            int j = (q.Count / 2) + 2;
            sum += c.Kernel == GapKernel.SquaredExponential ? Math.Exp(-0.5 * rho2)
                : rho < 1.0 ? Math.Pow(1.0 - rho, j + 1) * (((j + 1) * rho) + 1.0) : 0.0;
        }

        return sum;
    }

    private static double Weighted(GapCoordinates c, IReadOnlyList<double> q) =>
        Enumerable.Range(0, c.Count).Sum(s => c.Alpha[s] * Kernel(c, q, s));

    public static double Cut(ArgumentLine line, double r)
    {
        double rc = line.Real("cutoff"), w = line.Real("cutoff_transition_width", 0.5);
        return r <= rc - w ? 1.0 : r > rc ? 0.0 : 0.5 * (Math.Cos(Math.PI * (r - rc + w) / w) + 1.0);
    }

    private static double Pairs(GapCoordinates c, int z, List<Atom> near)
    {
        ArgumentLine line = c.Descriptor;
        int z1 = line.Integer("Z1", 0, 118, 0), z2 = line.Integer("Z2", 0, 118, 0);
        int n = line.Integer("n_exponents", 1, 9, 1);
        int[] exponents = line.Has("exponents") ? line.Integers("exponents", n, -20, 20) : n == 1 ? [1] : [.. Enumerable.Range(1, n).Select(k => -k)];
        int t = line.Integer("tail_exponent", -9, 9, 0);
        double a = line.Real("tail_range", 1.0), sum = 0.0;
        foreach (Atom atom in near)
        {
            if ((Is(z, z1) && Is(atom.Z, z2)) || (Is(z, z2) && Is(atom.Z, z1)))
            {
                double r = atom.R.Length;
                double weight = Cut(line, r) * Math.Pow(MathNet.Numerics.SpecialFunctions.Erf(a * r) / r, t);
                sum += weight * Weighted(c, [.. exponents.Select(e => Math.Pow(r, e))]);
            }
        }

        return sum;
    }

    private static double Angles(GapCoordinates c, int z, List<Atom> near)
    {
        ArgumentLine line = c.Descriptor;
        int z1 = line.Integer("Z1", 0, 118, 0), z2 = line.Integer("Z2", 0, 118, 0);
        if (!Is(z, line.Integer(["Z_center", "Z"], 0, 118, 0)))
        {
            return 0.0;
        }

        double sum = 0.0;
        foreach (Atom j in near)
        {
            foreach (Atom k in near)
            {
                if (!ReferenceEquals(j, k) && ((Is(k.Z, z1) && Is(j.Z, z2)) || (Is(k.Z, z2) && Is(j.Z, z1))))
                {
                    double rj = j.R.Length, rk = k.R.Length;
                    sum += Cut(line, rj) * Cut(line, rk) * Weighted(c, [rj + rk, (rj - rk) * (rj - rk), (j.R - k.R).Length]);
                }
            }
        }

        return sum;
    }

    private static double Clusters(GapCoordinates c, int z, int i, List<Atom> near)
    {
        ArgumentLine line = c.Descriptor;
        int order = line.Integer("order", 2, 3);
        int[] wanted = line.Has("Z") ? line.Integers("Z", order, 0, 118) : new int[order];
        bool compact = line.Flag("compact_clusters", true);
        var centre = new Atom(z, i, default);
        double sum = 0.0, rc = line.Real("cutoff");
        for (int j = 0; j < near.Count; j++)
        {
            for (int k = order == 2 ? near.Count : j + 1; k < near.Count + (order == 2 ? 1 : 0); k++)
            {
                Atom[] others = order == 2 ? [near[j]] : [near[j], near[k]];
                Atom[] all = [centre, .. others];
                if (!wanted.Contains(0) && !all.Select(a => a.Z).Order().SequenceEqual(wanted.Order()))
                {
                    continue;
                }

                Atom[] slots = compact ? [centre, .. Sorted(others)] : [.. Sorted(all)];
                double[] q = [.. from a in Enumerable.Range(0, order) from b in Enumerable.Range(a + 1, order - a - 1) select (slots[a].R - slots[b].R).Length];
                double[] f = [.. q.Select(r => Cut(line, r))];
                double weight = compact ? others.Aggregate(1.0, (w, a) => w * Cut(line, a.R.Length))
                    : order == 2 ? f[0] : (f[0] * f[1]) + (f[0] * f[2]) + (f[1] * f[2]) - (2.0 * f[0] * f[1] * f[2]);
                // A connected cluster is met once for every atom that sees all others.
                int times = compact ? 1 : order == 2 ? 2 : q.All(r => r < rc) ? 3 : 1;
                sum += weight * Weighted(c, q) / times;
            }
        }

        return sum;
    }

    private static IEnumerable<Atom> Sorted(IEnumerable<Atom> atoms) =>
        atoms.OrderBy(a => a.Z).ThenBy(a => a.Index).ThenBy(a => a.R.X).ThenBy(a => a.R.Y).ThenBy(a => a.R.Z);

    private static bool Is(int z, int asked) => asked == 0 || z == asked;

    private static List<Atom> Around(Structure structure, int i)
    {
        const int images = 2;
        var found = new List<Atom>();
        for (int a = -images; a <= images; a++)
        {
            for (int b = -images; b <= images; b++)
            {
                for (int c = -images; c <= images; c++)
                {
                    for (int j = 0; j < structure.Count; j++)
                    {
                        Double3 d = structure.Positions[j] + structure.Cell.ToCartesian(new Double3(a, b, c)) - structure.Positions[i];
                        if (d.Length > 0.0)
                        {
                            found.Add(new Atom(structure.Elements[j].AtomicNumber, j, d));
                        }
                    }
                }
            }
        }

        return found;
    }

    /// <summary>A neighbour: atomic number, number in the structure, displacement.</summary>
    internal sealed record Atom(int Z, int Index, Double3 R);
}
