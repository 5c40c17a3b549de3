using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Reading;

/// <summary>What input.nn says, in the units of the file but for the symmetry functions, which are in Angstrom.</summary>
internal sealed record ModelSettings
{
    public required IReadOnlyList<Element> Elements { get; init; }

    public required IReadOnlyList<double> AtomEnergies { get; init; }

    public required CutoffFunction CutoffFunction { get; init; }

    public required double Alpha { get; init; }

    /// <summary>By element, in the order of the inputs.</summary>
    public required IReadOnlyList<SymmetryFunction[]> Functions { get; init; }

    public required IReadOnlyList<NetworkShape> Networks { get; init; }

    public required ScalingKind Scaling { get; init; }

    public required double ScaleMin { get; init; }

    public required double ScaleMax { get; init; }

    public required bool NormalizeNodes { get; init; }

    public required double MeanEnergy { get; init; }

    public required double ConvEnergy { get; init; }
}
