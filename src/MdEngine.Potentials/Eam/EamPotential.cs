using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Eam;

/// <summary>
/// The embedded-atom method: E = sum_i F(rho_i) + sum over pairs of phi(r), rho_i a sum over neighbours. Pairs are walked
/// twice, once for densities, once for forces, each from one side only.
/// </summary>
/// <remarks>M. S. Daw, M. I. Baskes, Phys. Rev. B 29, 6443 (1984), equations 5 and 6.</remarks>
public sealed class EamPotential : IStagedPotential
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
    public long? ParameterCount => Functions.ParameterCount;

    /// <inheritdoc/>
    public object? CreateWorkspace() => new EamScratch();

    /// <inheritdoc/>
    public void Gather(in ForceBlock block, AtomSums into)
    {
        var scratch = (EamScratch)block.Workspace!;
        if (_tables.Types == 1)
        {
            EamDensityKernel.Gather<Off>(in block, into, _tables, scratch);
        }
        else
        {
            EamDensityKernel.Gather<On>(in block, into, _tables, scratch);
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
        var scratch = (EamScratch)block.Workspace!;
        switch (_tables.Types > 1, block.Needs != ForceNeeds.None)
        {
            case (false, false):
                EamForceKernel.Compute<Off, Off>(in block, into, _tables, scratch);
                break;
            case (false, true):
                EamForceKernel.Compute<Off, On>(in block, into, _tables, scratch);
                break;
            case (true, false):
                EamForceKernel.Compute<On, Off>(in block, into, _tables, scratch);
                break;
            case (true, true):
                EamForceKernel.Compute<On, On>(in block, into, _tables, scratch);
                break;
        }
    }
}
