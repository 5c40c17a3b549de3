using System.Collections.Generic;
using System.Runtime.Intrinsics;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Tersoff;

/// <summary>
/// The Tersoff potential: E = 1/2 sum over i and j of f_C(r_ij) (A exp(-lambda1 r_ij) - b_ij B exp(-lambda2 r_ij)), with
/// the bond order b_ij = (1 + (beta zeta_ij)^n)^(-1/(2n)),
/// zeta_ij = sum over further neighbours k of f_C(r_ik) g(theta_ijk) exp((lambda3 (r_ij - r_ik))^m),
/// g = gamma (1 + c^2/d^2 - c^2/(d^2 + (cos theta_0 - cos theta)^2)), and f_C that falls from 1 at R - D to 0 at R + D as
/// 1/2 - 1/2 sin(pi/2 (r - R)/D).
/// </summary>
/// <remarks>
/// J. Tersoff, Phys. Rev. B 37, 6991 (1988), doi:10.1103/PhysRevB.37.6991; 38, 9902 (1988),
/// doi:10.1103/PhysRevB.38.9902; for several elements 39, 5566 (1989), doi:10.1103/PhysRevB.39.5566, erratum 41, 3248
/// (1990); with the free parameters that LAMMPS has. Where the entries "i j j" and "j i i" differ, either counts half.
/// </remarks>
public sealed class TersoffPotential : IPotential
{
    private readonly TersoffTables _tables;
    private readonly int _width;

    /// <summary>Makes the potential.</summary>
    public TersoffPotential(TersoffParameters parameters)
        : this(parameters, Vector512.IsHardwareAccelerated ? Double8.Count : Double4.Count)
    {
    }

    /// <summary>The same for registers of a given width, 4 or 8.</summary>
    internal TersoffPotential(TersoffParameters parameters, int width)
    {
        Parameters = parameters;
        _width = width;
        _tables = new TersoffTables(parameters);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements => Parameters.Elements;

    /// <summary>Parameters.</summary>
    public TersoffParameters Parameters { get; }

    /// <inheritdoc/>
    public NeighborRequest Neighbors => new(NeighborKind.Full, Parameters.Cutoff);

    /// <inheritdoc/>
    /// <remarks>
    /// n, beta, lambda1, lambda2, A and B of each pair, m, gamma, lambda3, c, d, cos theta_0, R and D of each triplet, in their
    /// order.
    /// </remarks>
    public long? ParameterCount => (6L + (8L * Parameters.Count)) * Parameters.Count * Parameters.Count;

    /// <inheritdoc/>
    public object? CreateWorkspace() =>
        _width == Double8.Count ? new TersoffWorkspace<Double8>() : new TersoffWorkspace<Double4>();

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
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        if (_tables.DependOnDistances)
        {
            Compute<TLanes, On>(in block, into);
        }
        else
        {
            Compute<TLanes, Off>(in block, into);
        }
    }

    private void Compute<TLanes, TDistances>(in ForceBlock block, ForceAccumulator into)
        where TLanes : unmanaged, ILanes<TLanes, double>
        where TDistances : struct, IFlag
    {
        var workspace = (TersoffWorkspace<TLanes>)block.Workspace!;
        if (!_tables.CentralTriplets)
        {
            TersoffKernel<TLanes>.Compute<On, On, TDistances>(in block, into, _tables, workspace);
        }
        else if (_tables.Types > 1)
        {
            TersoffKernel<TLanes>.Compute<On, Off, TDistances>(in block, into, _tables, workspace);
        }
        else
        {
            TersoffKernel<TLanes>.Compute<Off, Off, TDistances>(in block, into, _tables, workspace);
        }
    }
}
