using MdEngine.Core.Atoms;

namespace MdEngine.Compare.Properties;

/// <summary>A structure at a minimum of the energy.</summary>
/// <param name="Structure">Atoms and cell with energy, forces and stress.</param>
/// <param name="Steps">Force evaluations that it took.</param>
/// <param name="LargestForce">Largest force that is left, eV/Angstrom.</param>
/// <param name="LargestStress">Largest stress that the cell was free to give in to, GPa; NaN for a fixed cell.</param>
/// <param name="Converged">Whether both are within their tolerances.</param>
internal sealed record RelaxedStructure(
    Structure Structure, long Steps, double LargestForce, double LargestStress, bool Converged)
{
    /// <summary>Energy per atom, eV.</summary>
    public double EnergyPerAtom => Structure.Energy!.Value / Structure.Count;
}
