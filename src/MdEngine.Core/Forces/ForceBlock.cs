using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Neighbors;

namespace MdEngine.Core.Forces;

/// <summary>
/// A block of consecutive owned atoms with their neighbours: what a potential is asked to compute at a time.
/// </summary>
public readonly unsafe ref struct ForceBlock
{
    private readonly TermContext[] _terms;
    private readonly int _term;
    private readonly int _worker;

    internal ForceBlock(
        AtomState atoms, TermContext[] terms, int term, int index, int start, int end, ForceNeeds needs, int worker)
    {
        Atoms = atoms;
        _terms = terms;
        _term = term;
        Index = index;
        Start = start;
        End = end;
        Needs = needs;
        _worker = worker;
    }

    /// <summary>Number of this block.</summary>
    public int Index { get; }

    /// <summary>First owned atom of the block.</summary>
    public int Start { get; }

    /// <summary>Index after the last owned atom of the block.</summary>
    public int End { get; }

    /// <summary>What to compute beside forces.</summary>
    public ForceNeeds Needs { get; }

    /// <summary>Positions, charges; read only for potentials.</summary>
    public AtomState Atoms { get; }

    /// <summary>
    /// Type of owned atoms, padding and ghosts, as an index into the potential's <see cref="IPotential.Elements"/>.
    /// </summary>
    public ReadOnlySpan<int> Types => _terms[_term].Types;

    /// <summary>
    /// For an <see cref="IStagedPotential"/>, when forces are computed: the finished sums of owned atoms.
    /// </summary>
    public double* Sums => _terms[_term].Sums;

    /// <summary>What it made of the sums, for owned atoms and ghosts; padding holds numbers without meaning.</summary>
    public double* Values => _terms[_term].Values;

    /// <summary>
    /// For an <see cref="IStagedPotential"/>: memory of this block, grown at will while gathering, for what is needed again
    /// when forces are computed.
    /// </summary>
    public AlignedBuffer<int> Notes => _terms[_term].Notes[Index];

    /// <summary>The list that the potential asked for.</summary>
    public NeighborList Neighbors => _terms[_term].List;

    /// <summary>This thread's workspace of the potential.</summary>
    public object? Workspace => _terms[_term].Workspaces[_worker];

    /// <summary>The same with fewer needs.</summary>
    public ForceBlock Without(ForceNeeds needs) => new(Atoms, _terms, _term, Index, Start, End, Needs & ~needs, _worker);

    /// <summary>The same atoms for term <paramref name="k"/> of a sum.</summary>
    public ForceBlock ForTerm(int k) => new(Atoms, _terms, k, Index, Start, End, Needs, _worker);
}
