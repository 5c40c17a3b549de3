using System;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Halo;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Neighbors;
using MdEngine.Potentials.Nep;
using MdEngine.Training.Data;

namespace MdEngine.Training.Nep;

/// <summary>Prepares frames for fitting.</summary>
internal sealed class NepFrameBuilder
{
    // Beyond this the tables of one frame alone would take gigabytes.
    private const int MostPairs = 1 << 21;
    private readonly NepShape _shape;
    private readonly NepZbl? _zbl;
    private readonly SpeciesTable _species;

    public NepFrameBuilder(NepShape shape)
    {
        _shape = shape;
        _zbl = shape.Header.Zbl is null ? null : NepZbl.Universal(shape.Header, "");
        _species = new SpeciesTable(shape.Header.Elements);
    }

    /// <summary>Makes a frame.</summary>
    /// <exception cref="InputException">Its atoms stand on top of each other, or a label is not finite.</exception>
    public NepFrame Build(TrainingFrame frame, bool keepTables)
    {
        try
        {
            return BuildFrame(frame, keepTables);
        }
        catch (InputException e) when (e.File is null)
        {
            throw new InputException($"{frame.Place}: {e.Message}");
        }
    }

    private NepFrame BuildFrame(TrainingFrame frame, bool keepTables)
    {
        Structure structure = frame.Structure;
        CloseAtoms.Refuse(structure, AtomState.From(structure, _species));
        AtomState atoms = AtomState.From(structure, _species);
        using var workers = new WorkerPool(1);
        double range = _shape.Header.RadialCutoffs[0];
        var halo = new PeriodicHalo();
        halo.Migrate(atoms, structure.Cell, workers);
        halo.Build(atoms, structure.Cell, range, full: true, workers);
        var list = new VerletList(new NeighborRequest(NeighborKind.Full, range));
        list.Build(atoms, new BlockPartition(atoms.Owned, 64), range, workers);

        // Migration leaves the order of the atoms as it is; sorted by type they keep it within a type.
        int[] types = atoms.Type[..atoms.Owned].ToArray();
        int[] order = [.. Enumerable.Range(0, types.Length).OrderBy(i => types[i]).ThenBy(i => atoms.Id[i])];
        int[] place = new int[order.Length], starts = new int[_shape.Types + 1];
        for (int i = 0; i < order.Length; i++)
        {
            place[order[i]] = i;
            starts[types[order[i]] + 1]++;
        }

        for (int t = 0; t < _shape.Types; t++)
        {
            starts[t + 1] += starts[t];
        }

        NepPairs Pairs(double cutoff) => FindPairs(atoms, halo, list, order, place, cutoff);
        NepPairs radial = Pairs(range), angular = Pairs(_shape.Header.AngularCutoffs[0]);
        if (radial.Count > MostPairs)
        {
            throw new InputException($"has {radial.Count} pairs of neighbours; expected at most {MostPairs}: leave it out, or lower the cutoff");
        }

        int[] ids = [.. order.Select(i => atoms.Id[i])];
        return new NepFrame(_shape, ids, starts, radial, angular, Labels(frame, ids, starts, angular), keepTables);
    }

    private NepPairs FindPairs(AtomState atoms, PeriodicHalo halo, VerletList list, int[] order, int[] place, double cutoff)
    {
        int types = _shape.Types;
        var runs = new int[(order.Length * types) + 1];
        var found = new System.Collections.Generic.List<(int Run, int Neighbor, double X, double Y, double Z)>();
        for (int i = 0; i < order.Length; i++)
        {
            int center = order[i];
            foreach (int j in list.Of(center))
            {
                double x = atoms.X[j] - atoms.X[center], y = atoms.Y[j] - atoms.Y[center], z = atoms.Z[j] - atoms.Z[center];
                if ((x * x) + (y * y) + (z * z) < cutoff * cutoff)
                {
                    int run = (i * types) + atoms.Type[j];
                    int source = j < atoms.Owned ? j : halo.Source(j - atoms.GhostStart);
                    found.Add((run, place[source], x, y, z));
                    runs[run + 1]++;
                }
            }
        }

        for (int run = 0; run + 1 < runs.Length; run++)
        {
            runs[run + 1] += runs[run];
        }

        var next = (int[])runs.Clone();
        int n = found.Count;
        var (neighbor, dx, dy, dz) = (new int[n], new double[n], new double[n], new double[n]);
        foreach ((int run, int j, double x, double y, double z) in found)
        {
            int at = next[run]++;
            (neighbor[at], dx[at], dy[at], dz[at]) = (j, x, y, z);
        }

        return new NepPairs(runs, neighbor, dx, dy, dz);
    }

    private NepLabels Labels(TrainingFrame frame, int[] ids, int[] typeStarts, NepPairs pairs)
    {
        Structure s = frame.Structure;
        Double3[]? forces = s.Forces is null ? null : [.. ids.Select(i => s.Forces[i])];
        Matrix3? strain = null;
        if (s.Stress is { } stress && s.Cell.HasVolume)
        {
            strain = (0.5 * s.Cell.Volume) * (stress + stress.Transpose());
        }

        if ((s.Energy is { } e && !double.IsFinite(e)) || strain is { IsFinite: false } || (forces?.Any(f => !f.IsFinite) ?? false))
        {
            throw new InputException("its energy, a force or the stress is not finite; take the frame out or correct it");
        }

        double energy = s.Energy ?? double.NaN;
        if (_zbl is not null)
        {
            SubtractRepulsion(_zbl, typeStarts, pairs, ref energy, forces, ref strain);
        }

        return new NepLabels(energy, forces, strain, frame.Sigmas);
    }

    private void SubtractRepulsion(
        NepZbl zbl, int[] typeStarts, NepPairs pairs, ref double energy, Double3[]? forces, ref Matrix3? strain)
    {
        for (int ti = 0; ti < _shape.Types; ti++)
        {
            for (int i = typeStarts[ti]; i < typeStarts[ti + 1]; i++)
            {
                for (int tj = 0; tj < _shape.Types; tj++)
                {
                    int run = (i * _shape.Types) + tj;
                    for (int p = pairs.Starts[run]; p < pairs.Starts[run + 1]; p++)
                    {
                        var d = new Double3(pairs.X[p], pairs.Y[p], pairs.Z[p]);
                        double r = Math.Sqrt(Double3.Dot(d, d));
                        (double pair, double slope) = zbl.At(ti, tj, r);
                        Double3 pull = (0.5 * slope / r) * d;
                        energy -= 0.5 * pair;
                        strain -= Matrix3.Outer(d, pull);
                        if (forces is not null)
                        {
                            forces[i] -= pull;
                            forces[pairs.Neighbor[p]] += pull;
                        }
                    }
                }
            }
        }
    }
}
