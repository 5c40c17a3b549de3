using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.LennardJones;

/// <summary>
/// Energies and virials of the atoms, pair by pair in double precision: they are asked for seldom, and asking for them
/// does not change the forces.
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
        if (into.AtomEnergies != null)
        {
            double e = (s6 * ((repulsion * s6 / 12.0) - (attraction / 6.0))) - p.EnergyShift[pair]
                - (slope * (Math.Sqrt(r2) - p.Cutoff));
            into.AtomEnergies[into.Slot(i)] += 0.5 * e;
            into.AtomEnergies[into.Slot(j)] += 0.5 * e;
        }

        double f = (s2 * s6 * ((repulsion * s6) - attraction)) + (slope * Math.Sqrt(s2));
        into.AddAtomVirial(i, 0.5 * d, f * d);
        into.AddAtomVirial(j, 0.5 * d, f * d);
    }
}
