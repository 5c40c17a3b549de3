using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;

namespace MdEngine.Training.Data;

/// <summary>What is in a data set, found before anything is fitted to it.</summary>
/// <param name="Files">Files with the number of their frames.</param>
/// <param name="Elements">Elements, by atomic number.</param>
/// <param name="Groups">Groups, in the order in which they come; isolated atoms are not among them.</param>
/// <param name="AtomEnergies">Energies of isolated atoms, in the order of the elements.</param>
/// <param name="Distances">Closest distances in the training frames.</param>
/// <param name="Duplicates">Frames whose structure another frame before has.</param>
/// <param name="Notes">What the user should know: outliers, duplicates, labels that are missing.</param>
public sealed record DataReport(
    IReadOnlyList<(string File, int Frames)> Files,
    IReadOnlyList<Element> Elements,
    IReadOnlyList<GroupReport> Groups,
    IReadOnlyList<AtomEnergy> AtomEnergies,
    PairDistances Distances,
    int Duplicates,
    IReadOnlyList<string> Notes)
{
    /// <summary>Frames of a part, isolated atoms apart.</summary>
    public int Count(DataPart part) => Groups.Sum(g => part switch
    {
        DataPart.Training => g.Training,
        DataPart.Validation => g.Validation,
        DataPart.Test => g.Test,
        _ => g.LeftOut,
    });
}
