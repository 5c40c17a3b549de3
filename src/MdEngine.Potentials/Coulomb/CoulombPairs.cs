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
/// Base of the Coulomb sums: what pairs of charges within the cutoff give, E = k q_i q_j u(r).
/// Derived classes say what u is, and have a solver for the rest.
/// </summary>
public abstract unsafe class CoulombPairs : ILongRangePotential
{
    private readonly ChargeSource _charges;
    private readonly ScreenedLaw _law;
    private readonly SmoothTerms? _terms;

    /// <summary>Sets what every Coulomb sum needs.</summary>
    /// <param name="elements">Elements, at least one.</param>
    /// <param name="charges">Charge of each, e; null: the atoms' own.</param>
    /// <param name="cutoff">Cutoff, Angstrom; positive.</param>
    /// <param name="law">u(r).</param>
    /// <exception cref="InputException">Not one charge for each element.</exception>
    private protected CoulombPairs(
        IReadOnlyList<Element> elements, IReadOnlyList<double>? charges, double cutoff, ScreenedLaw law)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cutoff);
        Elements = elements;
        Cutoff = cutoff;
        Neighbors = new NeighborRequest(NeighborKind.Clusters, cutoff, Width: 1);
        _charges = new ChargeSource(elements, charges);
        _law = law;
        _terms = SmoothTerms.Suit(law.Damping, cutoff) ? new SmoothTerms(law.Damping, cutoff, law.Precision) : null;
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
        if (_terms is null)
        {
            Compute(in block, into, new ScreenedShape(_law));
        }
        else
        {
            Compute(in block, into, new SmoothShape(_law, _terms));
        }
    }

    private void Compute<TShape>(in ForceBlock block, ForceAccumulator into, TShape shape)
        where TShape : struct, IPairShape
    {
        var workspace = (Workspace)block.Workspace!;
        PairWindow<double> window = workspace.Window;
        var list = (ClusterList)block.Neighbors;
        window.Open(in block, into);
        LoadCharges(in block, into, workspace);
        double* positions = window.Positions, forces = window.Forces;
        bool detail = into.AtomEnergies != null || into.AtomVirials != null;
        for (int i = block.Start; i < block.End; i++)
        {
            int own = 4 * into.Slot(i);
            int* row = list.Row(block.Index, i, out int count);
            double strength = PhysicalConstants.Coulomb * positions[own + 3];
            if (block.Needs == ForceNeeds.None || detail)
            {
                CoulombKernel<TShape>.Row<Off>(shape, positions, forces, own, row, count, strength, Cutoff, into);
            }
            else
            {
                CoulombKernel<TShape>.Row<On>(shape, positions, forces, own, row, count, strength, Cutoff, into);
            }

            if (detail)
            {
                // Asked for seldom: what each atom has goes pair by pair.
                workspace.Row.Pack(positions, own, row, count, Cutoff);
                CoulombKernel<TShape>.Evaluate(shape, workspace.Row, positions, strength);
                workspace.Row.AddTotals(own, into);
            }
        }

        window.Close(into);
    }

    /// <summary>Puts charges in place of the types.</summary>
    private void LoadCharges(in ForceBlock block, ForceAccumulator into, Workspace workspace)
    {
        workspace.Charges.Grow(ForceWindows.Segment);
        double* to = workspace.Window.Positions + 3;
        foreach (int segment in into.Segments)
        {
            int first = segment * ForceWindows.Segment;
            Span<double> charges = workspace.Charges.Span[..Math.Min(ForceWindows.Segment, block.Atoms.Total - first)];
            _charges.Copy(block.Atoms, block.Types, first, charges);
            for (int k = 0; k < charges.Length; k++)
            {
                to[4 * k] = charges[k];
            }

            to += 4 * ForceWindows.Segment;
        }
    }

    private sealed record Workspace(PairWindow<double> Window, PairRow Row, AlignedBuffer<double> Charges);
}
