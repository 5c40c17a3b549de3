using System.Collections.Generic;
using System.Runtime.Intrinsics;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Meam;

/// <summary>
/// The modified embedded-atom method with first or second neighbours: E = sum of F(rho_i) + 1/2 sum of S_ij phi(r_ij), with
/// densities that depend on the angles between bonds, and many-body screening S.
/// </summary>
/// <remarks>
/// M. I. Baskes, Phys. Rev. B 46, 2727 (1992), doi:10.1103/PhysRevB.46.2727; B.-J. Lee, M. I. Baskes, Phys. Rev. B 62, 8564
/// (2000), doi:10.1103/PhysRevB.62.8564; as in LAMMPS's pair_style meam, with all of its reference structures. Each site's
/// energy is a function of its own neighbours: a pair's screening is computed from either end.
/// </remarks>
public sealed class MeamPotential : IPotential
{
    private readonly MeamTables _tables;
    private readonly int _width;

    /// <summary>Makes the potential.</summary>
    public MeamPotential(MeamParameters parameters)
        : this(parameters, Vector512.IsHardwareAccelerated ? Double8.Count : Double4.Count)
    {
    }

    /// <summary>The same for registers of a given width, 4 or 8.</summary>
    internal MeamPotential(MeamParameters parameters, int width)
    {
        Parameters = parameters;
        _width = width;
        _tables = new MeamTables(parameters);
    }

    /// <summary>Parameters.</summary>
    public MeamParameters Parameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements => Parameters.Elements;

    /// <inheritdoc/>
    public NeighborRequest Neighbors => new(NeighborKind.Full, Parameters.Reach);

    /// <inheritdoc/>
    public object? CreateWorkspace() =>
        _width == Double8.Count ? new MeamWorkspace<Double8>(_tables) : new MeamWorkspace<Double4>(_tables);

    /// <inheritdoc/>
    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        if (_width == Double8.Count)
        {
            Compute<Double8>(in block, into);
        }
        else
        {
            Compute<Double4>(in block, into);
        }
    }

    private void Compute<TLanes>(in ForceBlock block, ForceAccumulator into)
        where TLanes : unmanaged, IRealLanes<TLanes, double>
    {
        var workspace = (MeamWorkspace<TLanes>)block.Workspace!;
        if (_tables.Types > 1)
        {
            MeamKernel<TLanes>.Compute<On>(in block, into, _tables, workspace);
        }
        else
        {
            MeamKernel<TLanes>.Compute<Off>(in block, into, _tables, workspace);
        }
    }
}
