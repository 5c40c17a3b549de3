using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.Intrinsics;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.LennardJones;

/// <summary>
/// The Lennard-Jones 12-6 potential: E = sum over pairs of 4 epsilon ((sigma/r)^12 - (sigma/r)^6), cut off at
/// r_c plainly, or with energy or force shifted to vanish there.
/// </summary>
/// <remarks>
/// Truncations and tail corrections: M. P. Allen, D. J. Tildesley, Computer Simulation of Liquids, 2nd ed. (2017),
/// sections 2.8 and 5.2.3.
/// </remarks>
public sealed unsafe class LennardJonesPotential : IPotential
{
    // Extent of a block, Angstrom, up to which coordinates in single precision err by less than 1e-5 Angstrom.
    private const double FarthestSingle = 256.0;

    private readonly LennardJonesParameters _parameters;
    private readonly bool _tail;
    private readonly int _width;
    private readonly LennardJonesTables<double> _doubles;
    private readonly LennardJonesTables<float>? _floats;

    /// <summary>Makes the potential.</summary>
    /// <param name="parameters">Tables of pair parameters.</param>
    /// <param name="precision">Arithmetic of pairs.</param>
    /// <param name="tail">Whether to add long-range corrections.</param>
    public LennardJonesPotential(
        LennardJonesParameters parameters, Precision precision = Precision.Double, bool tail = false)
        : this(parameters, precision, tail, precision == Precision.Mixed || Vector512.IsHardwareAccelerated ? 8 : 4)
    {
    }

    /// <summary>The same for clusters of a given width: 8 in single, 4 or 8 in double precision.</summary>
    internal LennardJonesPotential(LennardJonesParameters parameters, Precision precision, bool tail, int width)
    {
        _parameters = parameters;
        _tail = tail;
        Precision = precision;
        _width = width;
        _doubles = new LennardJonesTables<double>(parameters, _width);
        _floats = precision == Precision.Mixed ? new LennardJonesTables<float>(parameters, _width) : null;
        Neighbors = new NeighborRequest(NeighborKind.Clusters, parameters.Cutoff, _width);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements => _parameters.Elements;

    /// <inheritdoc/>
    /// <remarks>Epsilon and sigma of each pair of elements.</remarks>
    public long? ParameterCount => (long)_parameters.Count * (_parameters.Count + 1);

    /// <summary>Pair parameters.</summary>
    public LennardJonesParameters Parameters => _parameters;

    /// <summary>Arithmetic of pairs.</summary>
    public Precision Precision { get; }

    /// <inheritdoc/>
    public NeighborRequest Neighbors { get; }

    /// <inheritdoc/>
    public object? CreateWorkspace() => new Workspaces(_doubles.CreateWorkspace(), _floats?.CreateWorkspace());

    /// <inheritdoc/>
    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        if ((block.Needs & (ForceNeeds.AtomEnergies | ForceNeeds.AtomVirials)) != 0)
        {
            LennardJonesPairLoop.Compute(in block, into, _parameters);
        }

        var workspaces = (Workspaces)block.Workspace!;
        if (_floats is not null && IsCompact(in block))
        {
            Compute<Float8, float>(in block, into, _floats, workspaces.Singles!);
        }
        else if (_width == Double8.Count)
        {
            Compute<Double8, double>(in block, into, _doubles, workspaces.Doubles);
        }
        else
        {
            Compute<Double4, double>(in block, into, _doubles, workspaces.Doubles);
        }
    }

    /// <inheritdoc/>
    public TailCorrection Tail(ReadOnlySpan<int> composition, double volume)
    {
        if (!_tail || volume <= 0.0)
        {
            return default;
        }

        double energy = 0.0, trace = 0.0;
        for (int a = 0; a < composition.Length; a++)
        {
            for (int b = 0; b < composition.Length; b++)
            {
                double epsilon = _parameters.Epsilon(a, b), sigma = _parameters.Sigma(a, b);
                double s3 = Math.Pow(sigma / _parameters.Cutoff, 3), s9 = s3 * s3 * s3;
                double pairs = (double)composition[a] * composition[b] / volume * Math.Pow(sigma, 3) * epsilon;
                energy += 8.0 * Math.PI / 9.0 * pairs * (s9 - (3.0 * s3));
                // 3 P V = 3 * (16 pi / 9) * ... * (2 s9 - 3 s3), as W = -V dE/dV per direction.
                trace += 16.0 * Math.PI / 3.0 * pairs * ((2.0 * s9) - (3.0 * s3));
            }
        }

        return new TailCorrection(energy, trace);
    }

    /// <summary>
    /// Whether the atoms of a block stand so close together that single precision will do: in a dilute gas they do not.
    /// </summary>
    private static bool IsCompact(in ForceBlock block) =>
        IsCompact(block.Atoms.XPointer, block.Start, block.End)
        && IsCompact(block.Atoms.YPointer, block.Start, block.End)
        && IsCompact(block.Atoms.ZPointer, block.Start, block.End);

    private static bool IsCompact(double* r, int start, int end)
    {
        Vector256<double> low = Vector256.Create(r[start]), high = low;
        for (int i = start; i < end; i += Vector256<double>.Count)
        {
            // The last four end with the block: padding is not compact.
            Vector256<double> v = end - start < Vector256<double>.Count
                ? Vector256.Create(r[i], r[Math.Min(i + 1, end - 1)], r[Math.Min(i + 2, end - 1)], r[end - 1])
                : Vector256.Load(r + Math.Min(i, end - Vector256<double>.Count));
            low = Vector256.MinNative(low, v);
            high = Vector256.MaxNative(high, v);
        }

        Vector128<double> low2 = Vector128.MinNative(low.GetLower(), low.GetUpper());
        Vector128<double> high2 = Vector128.MaxNative(high.GetLower(), high.GetUpper());
        return Math.Max(high2[0], high2[1]) - Math.Min(low2[0], low2[1]) < FarthestSingle;
    }

    private void Compute<TLanes, TReal>(
        in ForceBlock block,
        ForceAccumulator into,
        LennardJonesTables<TReal> tables,
        LennardJonesTables<TReal>.Workspace workspace)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged, IFloatingPointIeee754<TReal>
    {
        workspace.Window.Open(in block, into);
        var task = new LennardJonesTask<TReal>
        {
            List = (ClusterList)block.Neighbors,
            Block = block.Index,
            Start = block.Start,
            End = block.End,
            Shifts = into.Shifts,
            Cutoff = _parameters.Cutoff,
            Sums = into,
            X = block.Atoms.XPointer,
            Y = block.Atoms.YPointer,
            Z = block.Atoms.ZPointer,
        };
        tables.Fill(ref task, workspace);
        if (_parameters.Count == 1)
        {
            Dispatch<TLanes, TReal, Off>(in task, block.Needs);
        }
        else
        {
            Dispatch<TLanes, TReal, On>(in task, block.Needs);
        }

        workspace.Window.Close(into);
    }

    private void Dispatch<TLanes, TReal, TTypes>(ref readonly LennardJonesTask<TReal> task, ForceNeeds needs)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
        where TTypes : struct, IFlag
    {
        switch (_parameters.Truncation == LennardJonesTruncation.Force, needs != ForceNeeds.None)
        {
            case (false, false):
                LennardJonesKernel<TLanes, TReal>.Compute<TTypes, Off, Off>(in task);
                break;
            case (false, true):
                LennardJonesKernel<TLanes, TReal>.Compute<TTypes, Off, On>(in task);
                break;
            case (true, false):
                LennardJonesKernel<TLanes, TReal>.Compute<TTypes, On, Off>(in task);
                break;
            case (true, true):
                LennardJonesKernel<TLanes, TReal>.Compute<TTypes, On, On>(in task);
                break;
        }
    }

    /// <summary>Memory of one thread.</summary>
    private sealed record Workspaces(
        LennardJonesTables<double>.Workspace Doubles, LennardJonesTables<float>.Workspace? Singles);
}
