using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Units;

namespace MdEngine.Potentials.Coulomb;

/// <summary>
/// Base of the Coulomb sums: what pairs of charges within the cutoff give, E = k q_i q_j u(r), four pairs at a time.
/// Derived classes say what u is, and have a solver for the rest.
/// </summary>
public abstract unsafe class CoulombPairs : ILongRangePotential
{
    private readonly ChargeSource _charges;
    private readonly ScreenedShape _shape;

    /// <summary>Sets what every Coulomb sum needs.</summary>
    /// <param name="elements">Elements, at least one.</param>
    /// <param name="charges">Charge of each, e; null: the atoms' own.</param>
    /// <param name="cutoff">Cutoff, Angstrom; positive.</param>
    /// <param name="shape">u(r).</param>
    /// <exception cref="InputException">Not one charge for each element.</exception>
    private protected CoulombPairs(
        IReadOnlyList<Element> elements, IReadOnlyList<double>? charges, double cutoff, ScreenedShape shape)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cutoff);
        Elements = elements;
        Cutoff = cutoff;
        Neighbors = new NeighborRequest(NeighborKind.Clusters, cutoff, Width: 1);
        _charges = new ChargeSource(elements, charges);
        _shape = shape;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements { get; }

    /// <inheritdoc/>
    public double Cutoff { get; }

    /// <inheritdoc/>
    public NeighborRequest Neighbors { get; }

    /// <summary>Where charges come from.</summary>
    private protected ChargeSource Charges => _charges;

    /// <inheritdoc/>
    public object? CreateWorkspace() => new Workspace(new PairWindow<double>(), new PairRow(), new AlignedBuffer<double>());

    /// <inheritdoc/>
    public abstract ILongRangeSolver CreateSolver();

    /// <inheritdoc/>
    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        var workspace = (Workspace)block.Workspace!;
        PairWindow<double> window = workspace.Window;
        PairRow pairs = workspace.Row;
        var list = (ClusterList)block.Neighbors;
        window.Open(in block, into);
        double* charges = LoadCharges(in block, into, workspace.Charges);
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

            Evaluate(pairs, charges, PhysicalConstants.Coulomb * charges[own / 4]);
            pairs.Scatter(forces, own);
            if (totals)
            {
                pairs.AddTotals(own, into);
            }
        }

        window.Close(into);
    }

    private void Evaluate(PairRow pairs, double* charges, double factor)
    {
        double* r2 = pairs.R2, force = pairs.Force, energy = pairs.Energy;
        int* slots = pairs.Slots;
        ScreenedShape shape = _shape;
        double* q = stackalloc double[Double4.Count];
        for (int k = 0; k < pairs.Padded; k += Double4.Count)
        {
            for (int lane = 0; lane < Double4.Count; lane++)
            {
                q[lane] = charges[slots[k + lane] >> 2];
            }

            Double4 strength = Double4.Load(q) * Double4.Create(factor);
            Double4 u = shape.At(Double4.Load(r2 + k), out Double4 f);
            Double4.Store(energy + k, strength * u);
            Double4.Store(force + k, strength * f);
        }
    }

    private double* LoadCharges(in ForceBlock block, ForceAccumulator into, AlignedBuffer<double> buffer)
    {
        ReadOnlySpan<int> segments = into.Segments;
        buffer.Grow(segments.Length * ForceWindows.Segment);
        for (int k = 0; k < segments.Length; k++)
        {
            int first = segments[k] * ForceWindows.Segment;
            int count = Math.Min(ForceWindows.Segment, block.Atoms.Total - first);
            _charges.Copy(block.Atoms, block.Types, first, new Span<double>(buffer.Pointer + (k * ForceWindows.Segment), count));
        }

        return buffer.Pointer;
    }

    private sealed record Workspace(PairWindow<double> Window, PairRow Row, AlignedBuffer<double> Charges);
}
