using System;
using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Core.Neighbors;

namespace MdEngine.Core.Forces;

/// <summary>
/// Base of potentials that are a sum over pairs. A derived class gives energy and force of the pairs of one atom, four
/// at a time; lists, scattering, virials, blocks and threads are done here. Every pair is computed once.
/// </summary>
public abstract unsafe class PairPotential : IPotential
{
    /// <summary>Sets what every potential must tell.</summary>
    protected PairPotential(IReadOnlyList<Element> elements, double cutoff)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cutoff);
        Elements = elements;
        Cutoff = cutoff;
        Neighbors = new NeighborRequest(NeighborKind.Clusters, cutoff, Width: 1);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements { get; }

    /// <inheritdoc/>
    public double Cutoff { get; }

    /// <inheritdoc/>
    public NeighborRequest Neighbors { get; }

    /// <inheritdoc/>
    public object? CreateWorkspace() => new PairWorkspace(new PairWindow<double>(), new PairRow());

    /// <inheritdoc/>
    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        var workspace = (PairWorkspace)block.Workspace!;
        PairWindow<double> window = workspace.Window;
        PairRow pairs = workspace.Row;
        var list = (ClusterList)block.Neighbors;
        window.Open(in block, into);
        double* positions = window.Positions, forces = window.Forces;
        bool totals = block.Needs != ForceNeeds.None;
        for (int i = block.Start; i < block.End; i++)
        {
            int own = 4 * into.Slot(i);
            int* row = list.Row(block.Index, i, out int count);
            pairs.Pack(positions, own, row, count, Cutoff);
            if (pairs.Count == 0)
            {
                continue;
            }

            Evaluate(pairs);
            pairs.Scatter(forces, own);
            if (totals)
            {
                pairs.AddTotals(own, into);
            }
        }

        window.Close(into);
    }

    /// <inheritdoc/>
    /// <remarks>Declared here so that a derived class overrides it; the interface's default could only be hidden.</remarks>
    public virtual TailCorrection Tail(ReadOnlySpan<int> composition, double volume) => default;

    /// <summary>
    /// Sets <see cref="PairRow.Force"/> and <see cref="PairRow.Energy"/> for <see cref="PairRow.Padded"/> pairs from
    /// their distances and types; zero for pairs beyond a cutoff of their own.
    /// </summary>
    protected abstract void Evaluate(PairRow pairs);

    private sealed record PairWorkspace(PairWindow<double> Window, PairRow Row);
}
