using System.Collections.Generic;
using MdEngine.Compare.Trust;

namespace MdEngine.Compare.Accuracy;

/// <summary>How well a potential reproduces a set of reference data.</summary>
/// <param name="DataSet">Name of the set.</param>
/// <param name="Overall">Errors over all frames.</param>
/// <param name="Groups">Errors by group, in the order of the file; empty when no frame names a group.</param>
/// <param name="EnergyOffsets">
/// Energies, eV, by element symbol that were added to the predictions for each atom before energies were compared, fitted by
/// least squares; null when they were compared as they are.
/// </param>
/// <param name="UnalignedEnergy">Errors of the energies without the offsets, meV/atom; null where none were fitted.</param>
/// <param name="ForceBins">Errors of forces by the magnitude of the reference force.</param>
/// <param name="Parity">Predicted values beside their references: energy (eV/atom), force (eV/Angstrom), stress (GPa).</param>
/// <param name="Frames">Frames of the set.</param>
/// <param name="FailedFrames">Frames that the potential could not evaluate; they are in none of the errors.</param>
/// <param name="Uncertainty">What its uncertainty is worth; null where the potential cannot tell or there are no forces.</param>
/// <param name="Notes">What a reader should be warned of; each a sentence.</param>
public sealed record AccuracyResult(
    string DataSet,
    GroupFigures Overall,
    IReadOnlyList<GroupFigures> Groups,
    IReadOnlyDictionary<string, double>? EnergyOffsets,
    ErrorFigures? UnalignedEnergy,
    IReadOnlyList<ForceBin> ForceBins,
    IReadOnlyList<ParitySet> Parity,
    long Frames,
    long FailedFrames,
    UncertaintyQuality? Uncertainty,
    IReadOnlyList<string> Notes)
{
    /// <summary>The few frames with the largest force errors, the worst first; empty without forces.</summary>
    public IReadOnlyList<WorstFrame> WorstFrames { get; init; } = [];
}
