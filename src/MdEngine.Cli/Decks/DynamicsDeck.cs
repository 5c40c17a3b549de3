using MdEngine.Cli.Binding;
using MdEngine.Cli.Decks.Ensembles;

namespace MdEngine.Cli.Decks;

/// <summary>How a stage moves the atoms.</summary>
[Variant("nve", typeof(NveDeck), "Constant energy: velocity Verlet.")]
[Variant("langevin", typeof(LangevinDeck), "Constant temperature: Langevin dynamics, BAOAB splitting.")]
[Variant("nose-hoover", typeof(NoseHooverDeck), "Constant temperature: Nose-Hoover chain.")]
[Variant("fire", typeof(FireDeck), "Minimisation of the energy: FIRE 2.0. The timestep is its first one.")]
[Variant("l-bfgs", typeof(LbfgsDeck), "Minimisation of the energy: L-BFGS with a line search.")]
[Variant("velocity-rescaling", typeof(VelocityRescalingDeck), "Constant temperature: stochastic velocity rescaling.")]
[Variant("group-thermostats", typeof(GroupThermostatsDeck), "Thermostats on groups of atoms.")]
[Variant("martyna-tobias-klein", typeof(MartynaTobiasKleinDeck),
    "Constant pressure and temperature: Martyna-Tobias-Klein with Nose-Hoover chains.")]
[Variant("cell-rescaling", typeof(CellRescalingDeck),
    "Constant pressure and temperature: stochastic cell rescaling with a thermostat.")]
public abstract record DynamicsDeck;
