using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Eam;

/// <summary>
/// The embedded-atom method: E = sum_i F(rho_i) + sum over pairs of phi(r), rho_i a sum over neighbours. Pairs are walked
/// twice, once for densities, once for forces, each from one side only.
/// </summary>
/// <remarks>M. S. Daw, M. I. Baskes, Phys. Rev. B 29, 6443 (1984), equations 5 and 6.</remarks>
public sealed unsafe class EamPotential : IStagedPotential
{
    private readonly EamTables _tables;

    /// <summary>Makes the potential.</summary>
    /// <exception cref="InputException">The tables are too large, or do not reach the cutoff.</exception>
    public EamPotential(EamFunctions functions)
    {
        Functions = functions;
        EamChecks.Check(functions);
        _tables = new EamTables(functions);
        Neighbors = new NeighborRequest(NeighborKind.Clusters, functions.Cutoff, Width: 1);
    }

    /// <summary>The tables that it was made from.</summary>
    public EamFunctions Functions { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements => Functions.Elements;

    /// <inheritdoc/>
    public NeighborRequest Neighbors { get; }

    /// <inheritdoc/>
    public object? CreateWorkspace() => new Workspace(new PairWindow<double>(), new PairRow(), new AlignedBuffer<double>());

    /// <inheritdoc/>
    public void Gather(in ForceBlock block, AtomSums into)
    {
        if (_tables.Types == 1)
        {
            Gather<Off>(in block, into);
        }
        else
        {
            Gather<On>(in block, into);
        }
    }

    /// <inheritdoc/>
    public void Finish(ReadOnlySpan<int> types, ReadOnlySpan<double> sums, Span<double> values)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            _tables.Embed(types[i], sums[i], out values[i]);
        }
    }

    /// <inheritdoc/>
    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        if (_tables.Types == 1)
        {
            Compute<Off>(in block, into);
        }
        else
        {
            Compute<On>(in block, into);
        }
    }

    private void Gather<TTypes>(in ForceBlock block, AtomSums into)
        where TTypes : struct, IFlag
    {
        var workspace = (Workspace)block.Workspace!;
        workspace.Window.Load(in block, into.Segments);
        PairRow pairs = workspace.Pairs;
        var list = (ClusterList)block.Neighbors;
        double* positions = workspace.Window.Positions;
        for (int i = block.Start; i < block.End; i++)
        {
            int slot = into.Slot(i);
            int* row = list.Row(block.Index, i, out int count);
            pairs.Pack<Off, TTypes>(positions, 4 * slot, row, count, _tables.Cutoff);
            into.Values[slot] += EamKernel.AddDensities<TTypes>(pairs, _tables, into.Values);
        }
    }

    private void Compute<TTypes>(in ForceBlock block, ForceAccumulator into)
        where TTypes : struct, IFlag
    {
        var workspace = (Workspace)block.Workspace!;
        workspace.Window.Open(in block, into);
        double* slopes = Window(block.Values, into.Segments, workspace.Slopes);
        PairRow pairs = workspace.Pairs;
        var list = (ClusterList)block.Neighbors;
        double* positions = workspace.Window.Positions, forces = workspace.Window.Forces;
        for (int i = block.Start; i < block.End; i++)
        {
            int slot = into.Slot(i);
            int* row = list.Row(block.Index, i, out int count);
            pairs.Pack<On, TTypes>(positions, 4 * slot, row, count, _tables.Cutoff);
            EamKernel.SetForces<TTypes>(pairs, _tables, slopes[slot], slopes);
            pairs.Scatter(forces, 4 * slot);
            if (block.Needs != ForceNeeds.None)
            {
                into.AddEnergy(i, _tables.Embed(block.Types[i], block.Sums[i], out _));
                pairs.AddTotals(4 * slot, into);
            }
        }

        workspace.Window.Close(into);
    }

    /// <summary>Values of atoms by slot.</summary>
    private static double* Window(double* values, ReadOnlySpan<int> segments, AlignedBuffer<double> window)
    {
        window.Grow(ForceWindows.Segment * segments.Length);
        double* to = window.Pointer;
        foreach (int segment in segments)
        {
            new ReadOnlySpan<double>(values + (segment * ForceWindows.Segment), ForceWindows.Segment)
                .CopyTo(new Span<double>(to, ForceWindows.Segment));
            to += ForceWindows.Segment;
        }

        return window.Pointer;
    }

    private sealed record Workspace(PairWindow<double> Window, PairRow Pairs, AlignedBuffer<double> Slopes);
}
