namespace MdEngine.Dynamics.Simulation;

/// <summary>Where the time of a run went.</summary>
/// <param name="Forces">Potentials and the reduction of forces, s.</param>
/// <param name="Lists">Wrapping, sorting, ghosts and neighbour lists, s.</param>
/// <param name="Integrate">Integrators and thermostats, s.</param>
/// <param name="Output">Observers, s.</param>
/// <param name="Total">Whole run, s; a little more than the sum.</param>
public sealed record PhaseTimes(double Forces, double Lists, double Integrate, double Output, double Total);
