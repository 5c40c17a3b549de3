using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.LennardJones;

/// <summary>
/// The same sum pair by pair, in double precision: for per-atom energies and virials, which are asked for seldom.
/// </summary>
internal static unsafe class LennardJonesPairLoop
{
    public static void Compute(in ForceBlock block, ForceAccumulator into, LennardJonesParameters parameters)
    {
        var list = (ClusterList)block.Neighbors;
        int width = list.Request.Width;
        for (int first = block.Start; first < block.End; first += width)
        {
            int end = Math.Min(block.End, first + width);
            int* row = list.Row(block.Index, first, out int count);
            for (int i = first; i < end; i++)
            {
                for (int j = i + 1; j < end; j++)
                {
                    Add(in block, into, i, j, parameters);
                }

                for (int k = 0; k < count; k++)
                {
                    int slot = row[k] / 4;
                    int segment = into.Segments[slot / ForceWindows.Segment];
                    Add(in block, into, i, (segment * ForceWindows.Segment) + (slot % ForceWindows.Segment), parameters);
                }
            }
        }
    }

    private static void Add(in ForceBlock block, ForceAccumulator into, int i, int j, LennardJonesParameters p)
    {
        AtomState atoms = block.Atoms;
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        var d = new Double3(x[i] - x[j], y[i] - y[j], z[i] - z[j]);
        double r2 = Double3.Dot(d, d);
        if (r2 >= p.Cutoff * p.Cutoff)
        {
            return;
        }

        int pair = (block.Types[i] * p.Count) + block.Types[j];
        double s2 = 1.0 / r2;
        double s6 = s2 * s2 * s2;
        double repulsion = p.Repulsion[pair], attraction = p.Attraction[pair], slope = p.ForceShift[pair];
        double f = (s2 * s6 * ((repulsion * s6) - attraction)) + (slope * Math.Sqrt(s2));
        double e = (s6 * ((repulsion * s6 / 12.0) - (attraction / 6.0))) - p.EnergyShift[pair]
            - (slope * (Math.Sqrt(r2) - p.Cutoff));
        Double3 force = f * d;
        into.AddForce(i, force.X, force.Y, force.Z);
        into.AddForce(j, -force.X, -force.Y, -force.Z);
        into.AddEnergy(i, 0.5 * e);
        into.AddEnergy(j, 0.5 * e);
        into.Virial += new Matrix3(
            d.X * force.X, d.X * force.Y, d.X * force.Z,
            d.Y * force.X, d.Y * force.Y, d.Y * force.Z,
            d.Z * force.X, d.Z * force.Y, d.Z * force.Z);
        into.AddAtomVirial(i, 0.5 * d, force);
        into.AddAtomVirial(j, 0.5 * d, force);
    }
}
