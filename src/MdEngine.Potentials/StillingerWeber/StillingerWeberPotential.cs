using System.Collections.Generic;
using System.Runtime.Intrinsics;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.StillingerWeber;

/// <summary>
/// The Stillinger-Weber potential: E = sum over pairs of phi_2(r_ij) + sum over centres i and pairs of their neighbours
/// of phi_3(r_ij, r_ik, theta_jik), with
/// phi_2 = A epsilon (B (sigma/r)^p - (sigma/r)^q) exp(sigma/(r - a sigma)) and
/// phi_3 = lambda epsilon (cos theta - cos theta_0)^2 exp(gamma sigma/(r_ij - a sigma)) exp(gamma sigma/(r_ik - a sigma)).
/// </summary>
/// <remarks>
/// F. H. Stillinger, T. A. Weber, Phys. Rev. B 31, 5262 (1985), doi:10.1103/PhysRevB.31.5262, equations 2.3 to 2.6; for
/// several elements as LAMMPS has it. Where the entries "i j j" and "j i i" differ, either counts half.
/// </remarks>
public sealed class StillingerWeberPotential : IPotential
{
    private readonly StillingerWeberTables _tables;
    private readonly int _width;

    /// <summary>Makes the potential.</summary>
    public StillingerWeberPotential(StillingerWeberParameters parameters)
        : this(parameters, Vector512.IsHardwareAccelerated ? Double8.Count : Double4.Count)
    {
    }

    /// <summary>The same for registers of a given width, 4 or 8.</summary>
    internal StillingerWeberPotential(StillingerWeberParameters parameters, int width)
    {
        Parameters = parameters;
        _width = width;
        _tables = new StillingerWeberTables(parameters);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements => Parameters.Elements;

    /// <summary>Parameters.</summary>
    public StillingerWeberParameters Parameters { get; }

    /// <inheritdoc/>
    public NeighborRequest Neighbors => new(NeighborKind.Full, Parameters.Cutoff);

    /// <inheritdoc/>
    /// <remarks>epsilon, sigma, a, gamma, A, B, p and q of each pair, lambda and cos theta_0 of each triplet, in their order.</remarks>
    public long? ParameterCount => (8L + (2L * Parameters.Count)) * Parameters.Count * Parameters.Count;

    /// <inheritdoc/>
    public object? CreateWorkspace() =>
        _width == Double8.Count ? new StillingerWeberWorkspace<Double8>() : new StillingerWeberWorkspace<Double4>();

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
        var workspace = (StillingerWeberWorkspace<TLanes>)block.Workspace!;
        switch (Parameters.Count > 1, Parameters.HavePlainPowers)
        {
            case (false, true):
                StillingerWeberKernel<TLanes>.Compute<Off, Off>(in block, into, _tables, workspace);
                break;
            case (false, false):
                StillingerWeberKernel<TLanes>.Compute<Off, On>(in block, into, _tables, workspace);
                break;
            case (true, true):
                StillingerWeberKernel<TLanes>.Compute<On, Off>(in block, into, _tables, workspace);
                break;
            case (true, false):
                StillingerWeberKernel<TLanes>.Compute<On, On>(in block, into, _tables, workspace);
                break;
        }
    }
}
