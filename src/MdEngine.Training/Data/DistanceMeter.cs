using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Halo;
using MdEngine.Core.Neighbors;

namespace MdEngine.Training.Data;

/// <summary>Measures the closest distances in structures, one after another.</summary>
internal sealed class DistanceMeter : IDisposable
{
    private readonly WorkerPool _workers = new(1);
    private readonly PeriodicHalo _halo = new();
    private readonly VerletList _list = new(new NeighborRequest(NeighborKind.Full, PairDistances.Range));

    /// <summary>Measures a structure, no two atoms of which stand on top of each other.</summary>
    public PairDistances Measure(Structure structure)
    {
        const double Range = PairDistances.Range;
        var species = new SpeciesTable(structure.Elements.Distinct());
        AtomState atoms = AtomState.From(structure, species);
        _halo.Migrate(atoms, structure.Cell, _workers);
        _halo.Build(atoms, structure.Cell, Range, full: true, _workers);
        _list.Build(atoms, BlockPartition.For(atoms.Owned, clusters: false), Range, _workers);
        int types = species.Count;
        var least = new double[types * types];
        Array.Fill(least, Range * Range);
        for (int i = 0; i < atoms.Owned; i++)
        {
            int row = atoms.Type[i] * types;
            foreach (int j in _list.Of(i))
            {
                double x = atoms.X[j] - atoms.X[i], y = atoms.Y[j] - atoms.Y[i], z = atoms.Z[j] - atoms.Z[i];
                ref double known = ref least[row + atoms.Type[j]];
                known = Math.Min(known, (x * x) + (y * y) + (z * z));
            }
        }

        var result = new PairDistances();
        for (int k = 0; k < least.Length; k++)
        {
            if (least[k] < Range * Range)
            {
                result.Add(species[k / types].AtomicNumber, species[k % types].AtomicNumber, Math.Sqrt(least[k]));
            }
        }

        return result;
    }

    public void Dispose() => _workers.Dispose();
}
