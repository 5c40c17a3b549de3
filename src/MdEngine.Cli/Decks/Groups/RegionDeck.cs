using MdEngine.Cli.Binding;

namespace MdEngine.Cli.Decks.Groups;

/// <summary>A part of space.</summary>
[Variant("box", typeof(BoxDeck), "A box along the Cartesian axes.")]
[Variant("sphere", typeof(SphereDeck), "A ball.")]
[Variant("cylinder", typeof(CylinderDeck), "A cylinder along a Cartesian axis.")]
[Variant("slab", typeof(SlabDeck), "What lies between two planes across a Cartesian axis.")]
public abstract record RegionDeck;
