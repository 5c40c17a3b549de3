using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Decks.Groups;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Dynamics.Groups;

namespace MdEngine.Cli.Running;

/// <summary>The groups of a deck in its structure.</summary>
public sealed class DeckGroups
{
    private readonly Dictionary<string, AtomGroup> _groups = new(StringComparer.Ordinal);

    /// <summary>Finds the atoms of all groups.</summary>
    /// <param name="deck">Deck.</param>
    /// <param name="structure">Its structure.</param>
    /// <exception cref="InputException">A group names atoms that there are not, or is empty.</exception>
    public DeckGroups(Deck deck, Structure structure)
    {
        Cell = structure.Cell;
        foreach ((string name, GroupDeck group) in deck.Groups)
        {
            try
            {
                _groups.Add(name, Selection(group).Resolve(name, structure));
            }
            catch (InputException e) when (e.File is null)
            {
                throw new InputException($"groups.{name}: {e.Message}", deck.SourceFile, 0, e);
            }
        }
    }

    /// <summary>The structure's cell.</summary>
    public SimulationCell Cell { get; }

    /// <summary>The group of a name, which the deck has been checked for.</summary>
    public AtomGroup this[string name] => _groups[name];

    private static AtomSelection Selection(GroupDeck group) => new()
    {
        Elements = group.Elements is null ? null : [.. group.Elements.Select(PeriodicTable.Get)],
        Indices = group.Indices,
        Ranges = group.Ranges is null ? null : [.. group.Ranges.Select(r => (r[0], r[1]))],
        Region = group.Region is null ? null : RegionOf(group.Region),
        Inverted = group.Invert,
    };

    private static IRegion RegionOf(RegionDeck region) => region switch
    {
        BoxDeck box => new BoxRegion(Vector(box.Low), Vector(box.High)),
        SphereDeck sphere => new SphereRegion(Vector(sphere.Center), sphere.Radius),
        CylinderDeck cylinder => new CylinderRegion(
            (int)cylinder.Axis, Vector(cylinder.Center), cylinder.Radius,
            cylinder.Low ?? double.NegativeInfinity, cylinder.High ?? double.PositiveInfinity),
        SlabDeck slab => new SlabRegion(
            (int)slab.Axis, slab.Low ?? double.NegativeInfinity, slab.High ?? double.PositiveInfinity),
        _ => throw new ArgumentOutOfRangeException(nameof(region)),
    };

    private static Double3 Vector(IReadOnlyList<double> v) => new(v[0], v[1], v[2]);
}
