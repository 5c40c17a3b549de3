using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Groups;

/// <summary>A constant force on every atom of a group.</summary>
public sealed record ForceDeck
{
    /// <summary>Name of the group.</summary>
    [Option("group", "Group of atoms that the force acts on.")]
    public string Group { get; init; } = "";

    /// <summary>Force on each atom, eV/Angstrom.</summary>
    [Option("force_eV_per_A", "Force along x, y and z on each of the atoms, eV/Angstrom.", Min = -1000, Max = 1000,
        MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<double> Force { get; init; } = [0, 0, 0];
}
