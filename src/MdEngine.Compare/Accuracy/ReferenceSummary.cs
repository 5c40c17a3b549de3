using System.Collections.Generic;

namespace MdEngine.Compare.Accuracy;

/// <summary>What a set of reference data holds.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="File">Its file.</param>
/// <param name="Frames">Frames.</param>
/// <param name="Atoms">Atoms of all frames.</param>
/// <param name="Elements">Symbols of the elements, in the order of their first appearance.</param>
/// <param name="Groups">Names of the groups, in that order.</param>
/// <param name="WithEnergy">Frames that have an energy.</param>
/// <param name="WithForces">Frames that have forces.</param>
/// <param name="WithStress">Frames that have a stress.</param>
public sealed record ReferenceSummary(
    string Name,
    string File,
    long Frames,
    long Atoms,
    IReadOnlyList<string> Elements,
    IReadOnlyList<string> Groups,
    long WithEnergy,
    long WithForces,
    long WithStress);
