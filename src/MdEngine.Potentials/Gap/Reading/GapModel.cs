using System.Collections.Generic;

namespace MdEngine.Potentials.Gap.Reading;

/// <summary>What a GAP file holds.</summary>
public sealed record GapModel
{
    /// <summary>File.</summary>
    public required string File { get; init; }

    /// <summary>Energies of isolated atoms by atomic number (0 to 118), eV.</summary>
    public required double[] AtomEnergies { get; init; }

    /// <summary>The Gaussian processes that add up.</summary>
    public required IReadOnlyList<GapCoordinates> Coordinates { get; init; }

    /// <summary>Core potentials that add up.</summary>
    public required IReadOnlyList<GlueParameters> Cores { get; init; }
}
