using System;
using System.Collections.Generic;
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
    {
        _parameters = parameters;
        _tail = tail;
        Precision = precision;
        _width = precision == Precision.Mixed || Vector512.IsHardwareAccelerated ? 8 : 4;
        _doubles = new LennardJonesTables<double>(parameters, _width);
        _floats = precision == Precision.Mixed ? new LennardJonesTables<float>(parameters, _width) : null;
        Neighbors = new NeighborRequest(NeighborKind.ClusterPairs, parameters.Cutoff, _width);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements => _parameters.Elements;

    /// <summary>Pair parameters.</summary>
    public LennardJonesParameters Parameters => _parameters;

    /// <summary>Arithmetic of pairs.</summary>
    public Precision Precision { get; }

    /// <inheritdoc/>
    public NeighborRequest Neighbors { get; }

    /// <inheritdoc/>
    public object? CreateWorkspace() => Precision == Precision.Mixed ? new LennardJonesWindow() : null;

    /// <inheritdoc/>
    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        const ForceNeeds perAtom = ForceNeeds.AtomEnergies | ForceNeeds.AtomVirials;
        if ((block.Needs & perAtom) != 0 || _parameters.Count > _width)
        {
            LennardJonesPairLoop.Compute(in block, into, _parameters);
            return;
        }

        if (Precision == Precision.Mixed)
        {
            var window = (LennardJonesWindow)block.Workspace!;
            window.Open(in block, into);
            LennardJonesTask<float> task = Task<float>(in block, into);
            task.X = window.X;
            task.Y = window.Y;
            task.Z = window.Z;
            task.Fx = window.Fx;
            task.Fy = window.Fy;
            task.Fz = window.Fz;
            fixed (int* types = block.Types)
            {
                task.Types = types;
                _floats!.Fill(ref task);
                Dispatch<Float8, float, On>(ref task);
            }

            window.Close(into);
            return;
        }

        LennardJonesTask<double> direct = Task<double>(in block, into);
        direct.X = block.Atoms.XPointer;
        direct.Y = block.Atoms.YPointer;
        direct.Z = block.Atoms.ZPointer;
        direct.Fx = into.Fx;
        direct.Fy = into.Fy;
        direct.Fz = into.Fz;
        fixed (int* types = block.Types)
        {
            direct.Types = types;
            _doubles.Fill(ref direct);
            if (_width == 8)
            {
                Dispatch<Double8, double, Off>(ref direct);
            }
            else
            {
                Dispatch<Double4, double, Off>(ref direct);
            }
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

    private LennardJonesTask<TReal> Task<TReal>(in ForceBlock block, ForceAccumulator into)
        where TReal : unmanaged => new()
        {
            List = (ClusterPairList)block.Neighbors,
            Block = block.Index,
            Start = block.Start,
            End = block.End,
            Shifts = into.Shifts,
            Cutoff = _parameters.Cutoff,
            Totals = into,
            Needs = block.Needs,
        };

    private void Dispatch<TLanes, TReal, TWindow>(ref LennardJonesTask<TReal> task)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
        where TWindow : struct, IFlag
    {
        if (_parameters.Count == 1)
        {
            Dispatch<TLanes, TReal, TWindow, Off>(ref task);
        }
        else
        {
            Dispatch<TLanes, TReal, TWindow, On>(ref task);
        }
    }

    private void Dispatch<TLanes, TReal, TWindow, TTypes>(ref LennardJonesTask<TReal> task)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
        where TWindow : struct, IFlag
        where TTypes : struct, IFlag
    {
        bool totals = task.Needs != ForceNeeds.None;
        switch (_parameters.Truncation == LennardJonesTruncation.Force, totals)
        {
            case (false, false):
                LennardJonesKernel<TLanes, TReal, TWindow>.Compute<TTypes, Off, Off>(ref task);
                break;
            case (false, true):
                LennardJonesKernel<TLanes, TReal, TWindow>.Compute<TTypes, Off, On>(ref task);
                break;
            case (true, false):
                LennardJonesKernel<TLanes, TReal, TWindow>.Compute<TTypes, On, Off>(ref task);
                break;
            case (true, true):
                LennardJonesKernel<TLanes, TReal, TWindow>.Compute<TTypes, On, On>(ref task);
                break;
        }
    }
}
