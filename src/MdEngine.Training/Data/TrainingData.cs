using System.Collections.Generic;
using MdEngine.Core.Elements;

namespace MdEngine.Training.Data;

/// <summary>What a model is fitted to, watched with, and judged by.</summary>
/// <param name="Elements">Elements of all frames, by atomic number.</param>
/// <param name="AtomEnergies">Energy of the isolated atom of each of <paramref name="Elements"/>, eV: what a model starts from.</param>
/// <param name="Training">Frames that the fit sees.</param>
/// <param name="Validation">Frames that decide when it stops; may be empty.</param>
/// <param name="Test">Frames that nothing looks at before the fit is done; may be empty.</param>
public sealed record TrainingData(
    IReadOnlyList<Element> Elements,
    IReadOnlyList<double> AtomEnergies,
    IReadOnlyList<TrainingFrame> Training,
    IReadOnlyList<TrainingFrame> Validation,
    IReadOnlyList<TrainingFrame> Test);
