using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Tests.Core.Forces;

/// <summary>The oracle: a double loop over atoms and all their images, no list, no ghost, no block.</summary>
internal sealed class DirectSum
{
    public DirectSum(LennardJonesSite potential, Structure structure)
    {
        SimulationCell cell = structure.Cell;
        int n = structure.Count;
        Double3[] r = [.. structure.Positions.Select(p => Wrap(cell, p))];
        int[] type = [.. structure.Elements.Select(e => potential.Elements.ToList().IndexOf(e))];
        Forces = new Double3[n];
        AtomEnergies = new double[n];
        AtomVirials = new Matrix3[n];
        int[] images = [.. Enumerable.Range(0, 3).Select(
            axis => cell.IsPeriodic(axis) ? 1 + (int)Math.Ceiling(potential.Cutoff / cell.Height(axis)) : 0)];
        for (int a = -images[0]; a <= images[0]; a++)
        {
            for (int b = -images[1]; b <= images[1]; b++)
            {
                for (int c = -images[2]; c <= images[2]; c++)
                {
                    Double3 shift = cell.ToCartesian(new Double3(a, b, c));
                    for (int i = 0; i < n; i++)
                    {
                        for (int j = 0; j < n; j++)
                        {
                            if (i == j && a == 0 && b == 0 && c == 0)
                            {
                                continue;
                            }

                            Double3 d = r[j] + shift - r[i];
                            (double energy, double slope) = potential.Pair(type[i], type[j], d.Length);
                            Double3 onJ = (-slope / d.Length) * d;
                            AtomEnergies[i] += 0.5 * energy;
                            Forces[i] -= onJ;
                            // Half the pair's virial to either atom.
                            Matrix3 half = 0.5 * Outer(d, onJ);
                            AtomVirials[j] += half;
                            Virial += half;
                        }
                    }
                }
            }
        }

        Energy = AtomEnergies.Sum();
        int[] composition = [.. potential.Elements.Select((_, k) => type.Count(t => t == k))];
        var tail = potential.Tail(composition, cell.Volume);
        Energy += tail.Energy;
        Virial += (tail.VirialTrace / 3.0) * Matrix3.Identity;
    }

    public double Energy { get; }

    public Double3[] Forces { get; }

    public Matrix3 Virial { get; }

    public double[] AtomEnergies { get; }

    public Matrix3[] AtomVirials { get; }

    private static Matrix3 Outer(Double3 d, Double3 f) => new(
        d.X * f.X, d.X * f.Y, d.X * f.Z, d.Y * f.X, d.Y * f.Y, d.Y * f.Z, d.Z * f.X, d.Z * f.Y, d.Z * f.Z);

    private static Double3 Wrap(SimulationCell cell, Double3 r)
    {
        Double3 s = cell.ToFractional(r);
        return r - cell.ToCartesian(new Double3(
            cell.PeriodicA ? Math.Floor(s.X) : 0,
            cell.PeriodicB ? Math.Floor(s.Y) : 0,
            cell.PeriodicC ? Math.Floor(s.Z) : 0));
    }
}
