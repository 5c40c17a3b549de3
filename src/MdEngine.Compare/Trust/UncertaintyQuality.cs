using System.Collections.Generic;

namespace MdEngine.Compare.Trust;

/// <summary>What a potential's uncertainty of atoms is worth: whether it is large where the force is wrong.</summary>
/// <param name="Measure">What the uncertainty is: "predicted variance".</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Atoms">Atoms with an uncertainty.</param>
/// <param name="Mean">Mean uncertainty.</param>
/// <param name="Largest">Largest uncertainty.</param>
/// <param name="LargestFrame">Frame where it is, from 0.</param>
/// <param name="LargestAtom">Atom where it is, from 1.</param>
/// <param name="Pearson">
/// Linear correlation of uncertainty and magnitude of the force error over atoms with a reference force; NaN without.
/// </param>
/// <param name="Spearman">Correlation of their ranks.</param>
/// <param name="Bins">Atoms by uncertainty, in tenths of equal number from the most certain on.</param>
public sealed record UncertaintyQuality(
    string Measure,
    string Unit,
    long Atoms,
    double Mean,
    double Largest,
    long LargestFrame,
    int LargestAtom,
    double Pearson,
    double Spearman,
    IReadOnlyList<UncertaintyBin> Bins);
