using System.Collections.Generic;
using MdEngine.Core.Elements;

namespace MdEngine.IO.LammpsData;

/// <summary>What a LAMMPS data file does not say itself.</summary>
public sealed record LammpsDataReadOptions
{
    /// <summary>
    /// Elements of types 1, 2, ...; null to take them from comments in the Masses section ("1 28.085 # Si"), else from
    /// the masses.
    /// </summary>
    public IReadOnlyList<Element>? Elements { get; init; }

    /// <summary>Periodic along a.</summary>
    public bool PeriodicA { get; init; } = true;

    /// <summary>Periodic along b.</summary>
    public bool PeriodicB { get; init; } = true;

    /// <summary>Periodic along c.</summary>
    public bool PeriodicC { get; init; } = true;
}
