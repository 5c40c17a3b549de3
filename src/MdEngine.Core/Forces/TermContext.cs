using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Neighbors;

namespace MdEngine.Core.Forces;

/// <summary>What the force loop keeps for one term of the potential: list, types in its order, workspaces.</summary>
internal sealed unsafe class TermContext
{
    private readonly int[] _map;
    private readonly bool _identity;
    private readonly AlignedBuffer<int> _types = new();
    private readonly AlignedBuffer<double> _sums = new(), _values = new();
    private AtomState? _atoms;

    public TermContext(NeighborList list, int[] map, object?[] workspaces)
    {
        List = list;
        Workspaces = workspaces;
        _map = map;
        _identity = true;
        for (int k = 0; k < map.Length; k++)
        {
            _identity &= map[k] == k;
        }
    }

    public NeighborList List { get; }

    public object?[] Workspaces { get; }

    public ReadOnlySpan<int> Types => _identity
        ? new ReadOnlySpan<int>(_atoms!.TypePointer, _atoms.Total)
        : new ReadOnlySpan<int>(_types.Pointer, _atoms!.Total);

    /// <summary>Sums of a staged potential, by atom.</summary>
    public double* Sums => _sums.Pointer;

    /// <summary>Values that it made of them, by atom.</summary>
    public double* Values => _values.Pointer;

    /// <summary>Memory of each block, from one stage to the next.</summary>
    public AlignedBuffer<int>[] Notes { get; private set; } = [];

    public void ReserveStages(AtomState atoms, int blocks)
    {
        int had = Notes.Length;
        if (had < blocks)
        {
            AlignedBuffer<int>[] notes = Notes;
            System.Array.Resize(ref notes, blocks);
            for (int b = had; b < blocks; b++)
            {
                notes[b] = new AlignedBuffer<int>();
            }

            Notes = notes;
        }

        // Whole segments: the reduction writes them.
        _sums.Grow(atoms.Total + ForceWindows.Segment);
        _values.Grow(atoms.Total + ForceWindows.Segment);
    }

    public void MapTypes(AtomState atoms)
    {
        _atoms = atoms;
        if (_identity)
        {
            return;
        }

        _types.Grow(atoms.Total + AtomState.Padding);
        ReadOnlySpan<int> types = atoms.Type;
        for (int i = 0; i < types.Length; i++)
        {
            _types.Pointer[i] = _map[types[i]];
        }
    }
}
