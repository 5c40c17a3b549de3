using System.Text.Json.Serialization;

namespace MdEngine.Compare.Trust;

/// <summary>Means over the second half of a stage, and the drift of its conserved quantity.</summary>
/// <param name="Name">Name of the stage.</param>
/// <param name="Samples">Samples in the second half.</param>
/// <param name="Temperature">Mean temperature, K.</param>
/// <param name="TemperatureError">Its standard error, from the means of five blocks; NaN for fewer samples than blocks.</param>
/// <param name="Pressure">Mean pressure, GPa.</param>
/// <param name="PressureError">Its standard error.</param>
/// <param name="PotentialEnergy">Mean potential energy, eV/atom.</param>
/// <param name="PotentialEnergyError">Its standard error.</param>
/// <param name="Drift">Slope of the conserved quantity over the whole stage, by least squares, meV/atom/ps.</param>
public sealed record StageFigures(
    string Name,
    int Samples,
    [property: JsonPropertyName("temperature_K")] double Temperature,
    [property: JsonPropertyName("temperature_error_K")] double TemperatureError,
    [property: JsonPropertyName("pressure_GPa")] double Pressure,
    [property: JsonPropertyName("pressure_error_GPa")] double PressureError,
    [property: JsonPropertyName("potential_energy_eV_per_atom")] double PotentialEnergy,
    [property: JsonPropertyName("potential_energy_error_eV_per_atom")] double PotentialEnergyError,
    [property: JsonPropertyName("drift_meV_per_atom_ps")] double Drift);
