using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace MdEngine.Compare.Trust;

/// <summary>How a simulation went, one value a sample; NaN (null in JSON) where something is not defined.</summary>
/// <param name="Time">Time, fs.</param>
/// <param name="Temperature">Temperature, K.</param>
/// <param name="PotentialEnergy">Potential energy, eV/atom.</param>
/// <param name="ConservedQuantity">Total energy plus what heat bath and piston hold, eV/atom.</param>
/// <param name="Pressure">Pressure, GPa.</param>
/// <param name="Volume">Volume, Angstrom^3/atom.</param>
public sealed record ThermoSeries(
    [property: JsonPropertyName("time_fs")] IReadOnlyList<double> Time,
    [property: JsonPropertyName("temperature_K")] IReadOnlyList<double> Temperature,
    [property: JsonPropertyName("potential_energy_eV_per_atom")] IReadOnlyList<double> PotentialEnergy,
    [property: JsonPropertyName("conserved_eV_per_atom")] IReadOnlyList<double> ConservedQuantity,
    [property: JsonPropertyName("pressure_GPa")] IReadOnlyList<double> Pressure,
    [property: JsonPropertyName("volume_A3_per_atom")] IReadOnlyList<double> Volume);
