using System.Collections.Generic;
using MdEngine.Core.Cell;

namespace MdEngine.IO.Xyz;

/// <summary>
/// How <see cref="ExtendedXyzReader"/> reads: names that a data set gives its reference values, and defaults.
/// </summary>
public sealed record ExtendedXyzReadOptions
{
    /// <summary>Cell of frames that give none (plain XYZ); null leaves them open.</summary>
    public SimulationCell? Cell { get; init; }

    /// <summary>Key of the energy, eV, for example "REF_energy".</summary>
    public string EnergyKey { get; init; } = "energy";

    /// <summary>Key of the stress, eV/Angstrom^3, ASE's sign; 9 numbers, or 6 in the order xx yy zz yz xz xy.</summary>
    public string StressKey { get; init; } = "stress";

    /// <summary>Key of the virial, eV (stress = -virial / volume), used where there is no stress.</summary>
    public string VirialKey { get; init; } = "virial";

    /// <summary>Column of the forces, eV/Angstrom; null for "forces" or "force".</summary>
    public string? ForcesColumn { get; init; }

    /// <summary>What to do with a column "velocities", whose unit no convention fixes.</summary>
    public VelocitiesUnit Velocities { get; init; }

    /// <summary>True to keep columns of no known meaning in <see cref="Core.Atoms.Structure.Extra"/>.</summary>
    public bool KeepExtraColumns { get; init; } = true;

    /// <summary>
    /// Names of the columns that are read beside elements and positions; the others are passed over, whatever stands in
    /// them, which is faster. Null for all.
    /// </summary>
    public IReadOnlySet<string>? OnlyColumns { get; init; }

    /// <summary>
    /// True to end at a last frame that is cut off, as a run leaves it that was killed, rather than to refuse it.
    /// </summary>
    public bool AllowCutOffEnd { get; init; }
}
