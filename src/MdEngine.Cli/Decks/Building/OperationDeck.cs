using MdEngine.Cli.Binding;

namespace MdEngine.Cli.Decks.Building;

/// <summary>A step in the making of a structure.</summary>
[Variant("replicate", typeof(ReplicateDeck), "Repeats the structure along its lattice vectors.")]
[Variant("substitute", typeof(SubstituteDeck), "Turns atoms of one element, chosen at random, into others.")]
[Variant("vacancies", typeof(VacanciesDeck), "Takes out atoms, chosen at random or by number.")]
[Variant("interstitials", typeof(InterstitialsDeck), "Puts in atoms, at random places between the others or at given ones.")]
[Variant("surface", typeof(SurfaceDeck), "Cuts a slab along a lattice plane of a crystal.")]
[Variant("strain", typeof(StrainDeck), "Strains cell and atoms homogeneously.")]
[Variant("merge", typeof(MergeDeck), "Puts the atoms of another structure into this one.")]
[Variant("stack", typeof(StackDeck), "Puts another structure on top of this one along a lattice vector.")]
public abstract record OperationDeck;
