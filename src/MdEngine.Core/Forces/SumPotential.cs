using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Neighbors;

namespace MdEngine.Core.Forces;

/// <summary>An overlay: the sum of several potentials, each with its own list. Nested sums are flattened.</summary>
public sealed class SumPotential : IPotential
{
    private readonly IPotential[] _terms;

    /// <summary>Makes a sum.</summary>
    /// <exception cref="InputException">No term, or no element that every term covers.</exception>
    public SumPotential(IEnumerable<IPotential> terms)
    {
        _terms = [.. terms.SelectMany(t => t.Terms)];
        if (_terms.Length == 0)
        {
            throw new InputException("a sum of potentials needs at least one term");
        }

        Elements = [.. _terms[0].Elements.Where(e => _terms.All(t => t.Elements.Contains(e)))];
        if (Elements.Count == 0)
        {
            throw new InputException("the terms of the sum have no element in common: "
                + string.Join("; ", _terms.Select(t => string.Join(",", t.Elements))));
        }

        Neighbors = new NeighborRequest(NeighborKind.Full, _terms.Max(t => t.Cutoff));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements { get; }

    /// <inheritdoc/>
    public NeighborRequest Neighbors { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IPotential> Terms => _terms;

    /// <inheritdoc/>
    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        for (int k = 0; k < _terms.Length; k++)
        {
            ForceBlock term = block.ForTerm(k);
            _terms[k].Compute(in term, into);
        }
    }

    /// <inheritdoc/>
    public TailCorrection Tail(ReadOnlySpan<int> composition, double volume)
    {
        double energy = 0.0, trace = 0.0;
        foreach (IPotential term in _terms)
        {
            var counts = new int[term.Elements.Count];
            for (int k = 0; k < Elements.Count; k++)
            {
                counts[term.Elements.ToList().IndexOf(Elements[k])] += composition[k];
            }

            TailCorrection tail = term.Tail(counts, volume);
            energy += tail.Energy;
            trace += tail.VirialTrace;
        }

        return new TailCorrection(energy, trace);
    }
}
