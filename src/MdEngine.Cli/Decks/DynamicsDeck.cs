using MdEngine.Cli.Binding;

namespace MdEngine.Cli.Decks;

/// <summary>How a stage moves the atoms.</summary>
[Variant("nve", typeof(NveDeck), "Constant energy: velocity Verlet.")]
[Variant("langevin", typeof(LangevinDeck), "Constant temperature: Langevin dynamics, BAOAB splitting.")]
[Variant("nose-hoover", typeof(NoseHooverDeck), "Constant temperature: Nose-Hoover chain.")]
[Variant("fire", typeof(FireDeck), "Minimisation of the energy: FIRE 2.0. The timestep is its first one.")]
[Variant("l-bfgs", typeof(LbfgsDeck), "Minimisation of the energy: L-BFGS with a line search.")]
public abstract record DynamicsDeck;
