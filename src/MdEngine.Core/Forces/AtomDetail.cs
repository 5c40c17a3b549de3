using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Halo;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Forces;

/// <summary>Adds up what blocks have computed atom by atom (energies, virials, uncertainties), ghosts to their sources.</summary>
internal sealed unsafe class AtomDetail
{
    private const int AtomsPerChunk = 2048;
    private readonly ForceWindows _windows;
    private readonly IHalo _halo;
    private readonly WorkerPool _workers;
    private readonly AlignedBuffer<double> _sums = new();
    private readonly Action<int, int> _foldChunk;
    private AtomState? _atoms;
    private double* _foldTarget;

    public AtomDetail(ForceWindows windows, IHalo halo, WorkerPool workers)
    {
        _windows = windows;
        _halo = halo;
        _workers = workers;
        _foldChunk = FoldChunk;
    }

    /// <summary>Fills the arrays of the result that are asked for.</summary>
    public void Collect(AtomState atoms, ForceNeeds needs, ForceResult into)
    {
        _atoms = atoms;
        into.Reserve(atoms.Owned, needs);
        int stride = atoms.Total + ForceWindows.Segment;
        if ((needs & ForceNeeds.AtomEnergies) != 0)
        {
            _sums.Grow(stride);
            _windows.ReduceEnergies(0, _windows.Segments, _sums.Pointer);
            Fold(_sums.Pointer);
            new ReadOnlySpan<double>(_sums.Pointer, atoms.Owned).CopyTo(into.AtomEnergies);
        }

        if ((needs & ForceNeeds.AtomUncertainties) != 0)
        {
            _sums.Grow(stride);
            _windows.ReduceUncertainties(0, _windows.Segments, _sums.Pointer);
            Fold(_sums.Pointer);
            new ReadOnlySpan<double>(_sums.Pointer, atoms.Owned).CopyTo(into.AtomUncertainties);
        }

        if ((needs & ForceNeeds.AtomVirials) != 0)
        {
            CollectVirials(stride, into);
        }
    }

    private void CollectVirials(int stride, ForceResult into)
    {
        _sums.Grow(9 * stride);
        double* w = _sums.Pointer;
        for (int c = 0; c < 9; c++)
        {
            _windows.ReduceVirials(c, 0, _windows.Segments, w + (c * stride));
            Fold(w + (c * stride));
        }

        for (int i = 0; i < _atoms!.Owned; i++)
        {
            into.AtomVirials[i] = new Matrix3(
                w[i], w[i + stride], w[i + (2 * stride)],
                w[i + (3 * stride)], w[i + (4 * stride)], w[i + (5 * stride)],
                w[i + (6 * stride)], w[i + (7 * stride)], w[i + (8 * stride)]);
        }
    }

    private void Fold(double* values)
    {
        if (_atoms!.Ghosts > 0)
        {
            _foldTarget = values;
            _workers.Run((_atoms.Owned + AtomsPerChunk - 1) / AtomsPerChunk, _foldChunk);
        }
    }

    private void FoldChunk(int chunk, int worker)
    {
        int first = chunk * AtomsPerChunk;
        _halo.Accumulate(_atoms!, _foldTarget, first, Math.Min(_atoms!.Owned, first + AtomsPerChunk));
    }
}
