using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Halo;
using MdEngine.Core.Neighbors;

namespace MdEngine.Core.Forces;

/// <summary>The stages of <see cref="IStagedPotential"/> before its forces, spread over the threads.</summary>
internal sealed unsafe class StageLoop
{
    private const int Chunk = 128;
    private const int AtomsPerChunk = Chunk * ForceWindows.Segment;
    private readonly ForceWindows _windows;
    private readonly IHalo _halo;
    private readonly WorkerPool _workers;
    private readonly TermContext[] _terms;
    private readonly AtomSums[] _sums;
    private readonly Action<int, int> _gatherBlock, _reduceChunk, _finishChunk, _spreadChunk;
    private readonly (IStagedPotential Potential, int Term)[] _staged;
    private AtomState? _atoms;
    private BlockPartition? _blocks;
    private int[] _order = [];
    private IStagedPotential? _potential;
    private int _term;

    public StageLoop(
        IPotential potential, TermContext[] terms, ForceWindows windows, IHalo halo, WorkerPool workers)
    {
        _terms = terms;
        _windows = windows;
        _halo = halo;
        _workers = workers;
        var staged = new List<(IStagedPotential, int)>();
        for (int k = 0; k < potential.Terms.Count; k++)
        {
            if (potential.Terms[k] is IStagedPotential s)
            {
                staged.Add((s, k));
            }
        }

        _staged = [.. staged];
        _sums = new AtomSums[_staged.Length == 0 ? 0 : workers.Threads];
        for (int w = 0; w < _sums.Length; w++)
        {
            _sums[w] = new AtomSums();
        }

        _gatherBlock = GatherBlock;
        _reduceChunk = ReduceChunk;
        _finishChunk = FinishChunk;
        _spreadChunk = SpreadChunk;
    }

    /// <summary>Brings the values of every staged term up to date; uses the force windows, which come later.</summary>
    public void Run(AtomState atoms, BlockPartition blocks, int[] order)
    {
        _atoms = atoms;
        _blocks = blocks;
        _order = order;
        foreach ((IStagedPotential potential, int term) in _staged)
        {
            _potential = potential;
            _term = term;
            _terms[term].ReserveStages(atoms, blocks.Count);
            _workers.Run(blocks.Count, _gatherBlock);
            _workers.Run((_windows.Segments + Chunk - 1) / Chunk, _reduceChunk);
            _workers.Run((atoms.Owned + AtomsPerChunk - 1) / AtomsPerChunk, _finishChunk);
            _workers.Run((atoms.Ghosts + AtomsPerChunk - 1) / AtomsPerChunk, _spreadChunk);
        }
    }

    private void GatherBlock(int item, int worker)
    {
        int index = _order[item];
        AtomSums sums = _sums[worker];
        _windows.Open(index, worker, sums);
        var block = new ForceBlock(
            _atoms!, _terms, _term, index, _blocks!.Start(index), _blocks.End(index), ForceNeeds.None, worker);
        _potential!.Gather(in block, sums);
    }

    private void ReduceChunk(int chunk, int worker)
    {
        int first = chunk * Chunk;
        _windows.ReduceSums(first, Math.Min(_windows.Segments, first + Chunk), _terms[_term].Sums);
    }

    private void FinishChunk(int chunk, int worker)
    {
        int first = chunk * AtomsPerChunk;
        int end = Math.Min(_atoms!.Owned, first + AtomsPerChunk);
        TermContext term = _terms[_term];
        _halo.Accumulate(_atoms, term.Sums, first, end);
        _potential!.Finish(
            term.Types[first..end],
            new ReadOnlySpan<double>(term.Sums + first, end - first),
            new Span<double>(term.Values + first, end - first));
    }

    private void SpreadChunk(int chunk, int worker)
    {
        int first = chunk * AtomsPerChunk;
        _halo.Spread(_atoms!, _terms[_term].Values, first, Math.Min(_atoms!.Ghosts, first + AtomsPerChunk));
    }
}
