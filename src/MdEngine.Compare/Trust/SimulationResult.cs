using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace MdEngine.Compare.Trust;

/// <summary>What became of a simulation with a potential.</summary>
/// <param name="Simulation">Name of the simulation.</param>
/// <param name="Atoms">Atoms.</param>
/// <param name="PlannedSteps">Steps that it was to make.</param>
/// <param name="Steps">Steps that it made.</param>
/// <param name="Time">Time that it lasted, fs.</param>
/// <param name="Completed">Whether it made all its steps.</param>
/// <param name="Failure">How it failed; null when it did not.</param>
/// <param name="Series">How temperature, energies and pressure went.</param>
/// <param name="Stages">Means and drift of each stage.</param>
/// <param name="Trajectory">File of its frames in the folder of the pieces; null without frames.</param>
/// <param name="Notes">What the potential had to tell; each a sentence.</param>
public sealed record SimulationResult(
    string Simulation,
    int Atoms,
    long PlannedSteps,
    long Steps,
    [property: JsonPropertyName("time_fs")] double Time,
    bool Completed,
    string? Failure,
    ThermoSeries Series,
    IReadOnlyList<StageFigures> Stages,
    string? Trajectory,
    IReadOnlyList<string> Notes);
