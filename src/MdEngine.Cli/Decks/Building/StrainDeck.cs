using System.Collections.Generic;
using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Building;

/// <summary>Strains cell and atoms homogeneously.</summary>
[ExactlyOne("diagonal", "tensor")]
public sealed record StrainDeck : OperationDeck
{
    /// <summary>Strain along x, y and z.</summary>
    [Option("diagonal", "Strains along x, y and z: 0.01 is one per cent longer.", Min = -0.9, Max = 10, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<double>? Diagonal { get; init; }

    /// <summary>Strain tensor e in r' = r (1 + e), rows.</summary>
    [Option("tensor", "Strain tensor e in r' = r (1 + e), as rows; shears are half the engineering ones.",
        Min = -10, Max = 10, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<IReadOnlyList<double>>? Tensor { get; init; }
}
