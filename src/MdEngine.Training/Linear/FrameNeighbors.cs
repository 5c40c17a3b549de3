using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Halo;
using MdEngine.Core.Neighbors;

namespace MdEngine.Training.Linear;

/// <summary>
/// The atoms of one structure with their periodic images and all neighbours within a cutoff: what descriptors of a
/// training frame are made from. One instance a thread, reused from frame to frame.
/// </summary>
public sealed class FrameNeighbors : IDisposable
{
    private readonly SpeciesTable _species;
    private readonly double _cutoff;
    private readonly PeriodicHalo _halo = new();
    private readonly VerletList _list;
    private readonly WorkerPool _alone = new(1);
    private AtomState? _atoms;

    /// <summary>Prepares lists.</summary>
    /// <param name="elements">Elements of all structures; atoms have their indices as types.</param>
    /// <param name="cutoff">Cutoff, Angstrom.</param>
    public FrameNeighbors(IReadOnlyList<Element> elements, double cutoff)
    {
        _species = new SpeciesTable(elements);
        _cutoff = cutoff;
        _list = new VerletList(new NeighborRequest(NeighborKind.Full, cutoff));
    }

    /// <summary>Atoms in the order of the structure, wrapped into the cell; their images follow as ghosts.</summary>
    /// <exception cref="InvalidOperationException">No structure has been taken up.</exception>
    public AtomState Atoms => _atoms ?? throw new InvalidOperationException("no structure has been taken up");

    /// <summary>Number of atoms of the structure.</summary>
    public int Count => Atoms.Owned;

    /// <summary>Takes up a structure.</summary>
    /// <exception cref="Core.InputException">An element is not covered, or the cell is too thin.</exception>
    public void Set(Structure structure)
    {
        AtomState atoms = AtomState.From(structure, _species);
        _halo.Migrate(atoms, structure.Cell, _alone);
        _halo.Build(atoms, structure.Cell, _cutoff, full: true, _alone);
        _list.Build(atoms, BlockPartition.For(atoms.Owned, false), _cutoff, _alone);
        _atoms = atoms;
    }

    /// <summary>Neighbours of an atom: indices of atoms and ghosts.</summary>
    public ReadOnlySpan<int> Of(int atom) => _list.Of(atom);

    /// <summary>The atom of the structure that an index, perhaps of a ghost, stands for.</summary>
    public int Parent(int index) => index < Atoms.Owned ? index : _halo.Source(index - Atoms.GhostStart);

    /// <inheritdoc/>
    public void Dispose() => _alone.Dispose();
}
