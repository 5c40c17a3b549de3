namespace MdEngine.Cli.Running;

/// <summary>Change of a stage's conserved quantity.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Energy">Change from its beginning to the last record, eV.</param>
/// <param name="Time">Simulated time between the two, fs.</param>
public sealed record StageDrift(string Stage, double Energy, double Time);
