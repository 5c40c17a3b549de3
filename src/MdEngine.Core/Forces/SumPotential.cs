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
    private readonly int[][] _elementOfTerm;
    private readonly int _mostElements;

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

        _elementOfTerm =
            [.. _terms.Select(t => Elements.Select(e => t.Elements.ToList().IndexOf(e)).ToArray())];
        UncertaintyMeasure?[] measures = [.. _terms.Select(t => t.Uncertainty).Where(u => u is not null).Distinct()];
        Uncertainty = measures.Length == 1 ? measures[0] : null;
        _mostElements = _terms.Max(t => t.Elements.Count);
        Neighbors = new NeighborRequest(NeighborKind.Full, _terms.Max(t => t.Cutoff));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements { get; }

    /// <inheritdoc/>
    public NeighborRequest Neighbors { get; }

    /// <inheritdoc/>
    /// <remarks>That of its terms, added up, when all that have one measure the same; otherwise none.</remarks>
    public UncertaintyMeasure? Uncertainty { get; }

    /// <inheritdoc/>
    /// <remarks>Those of its terms; null when one of them does not tell.</remarks>
    public long? ParameterCount => _terms.Aggregate((long?)0, (sum, term) => sum + term.ParameterCount);

    /// <inheritdoc/>
    public IReadOnlyList<IPotential> Terms => _terms;

    /// <inheritdoc/>
    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        for (int k = 0; k < _terms.Length; k++)
        {
            ForceBlock term = block.ForTerm(k);
            if (Uncertainty is not null && _terms[k].Uncertainty is null)
            {
                term = term.Without(ForceNeeds.AtomUncertainties);
            }

            _terms[k].Compute(in term, into);
        }
    }

    /// <inheritdoc/>
    public TailCorrection Tail(ReadOnlySpan<int> composition, double volume)
    {
        double energy = 0.0, trace = 0.0;
        Span<int> room = stackalloc int[_mostElements];
        for (int t = 0; t < _terms.Length; t++)
        {
            Span<int> counts = room[.._terms[t].Elements.Count];
            counts.Clear();
            for (int k = 0; k < composition.Length; k++)
            {
                counts[_elementOfTerm[t][k]] += composition[k];
            }

            TailCorrection tail = _terms[t].Tail(counts, volume);
            energy += tail.Energy;
            trace += tail.VirialTrace;
        }

        return new TailCorrection(energy, trace);
    }
}
