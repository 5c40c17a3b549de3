using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace MdEngine.Compare.Trust;

/// <summary>How far potentials are apart on the trajectory of one of them.</summary>
/// <param name="Simulation">Name of the simulation.</param>
/// <param name="Driver">Name of the potential that made the trajectory.</param>
/// <param name="Time">Times of the frames that were compared, fs.</param>
/// <param name="Pairs">All pairs of potentials.</param>
/// <param name="Notes">What a reader should be warned of; each a sentence.</param>
public sealed record DisagreementResult(
    string Simulation,
    string Driver,
    [property: JsonPropertyName("time_fs")] IReadOnlyList<double> Time,
    IReadOnlyList<PairDisagreement> Pairs,
    IReadOnlyList<string> Notes);
