using MdEngine.Cli.Binding;

namespace MdEngine.Cli.Decks;

/// <summary>How a stage moves the atoms.</summary>
[Variant("nve", typeof(NveDeck), "Constant energy: velocity Verlet.")]
[Variant("langevin", typeof(LangevinDeck), "Constant temperature: Langevin dynamics, BAOAB splitting.")]
[Variant("nose-hoover", typeof(NoseHooverDeck), "Constant temperature: Nose-Hoover chain.")]
public abstract record DynamicsDeck;
