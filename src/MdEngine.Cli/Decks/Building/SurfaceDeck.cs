using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Building;

/// <summary>Cuts a slab along a lattice plane of a crystal.</summary>
[OnlyWith("vacuum_A", "periodic")]
public sealed record SurfaceDeck : OperationDeck, IValidatedOptions
{
    /// <summary>Miller indices.</summary>
    [Option("miller", "Miller indices h, k, l of the plane, of the structure's own lattice vectors.",
        Min = -100, Max = 100, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<int> Miller { get; init; } = [0, 0, 0];

    /// <summary>Thickness in spacings of the planes.</summary>
    [Option("layers", "Thickness in spacings of the lattice planes, each with the atoms of one cell of the crystal.",
        Required = false, Min = 1, Max = 100000)]
    public int Layers { get; init; } = 1;

    /// <summary>Empty space between the slab and its next image, Angstrom.</summary>
    [Option("vacuum_A", "Empty space between the outermost atoms of slab and image, Angstrom; when absent the crystal "
        + "goes on.", Min = 0, ExclusiveMin = true, Max = 10000)]
    public double? Vacuum { get; init; }

    /// <summary>Where the lower face is cut.</summary>
    [Option("shift", "Where the lower face is cut, in spacings of the planes: chooses the termination.",
        Required = false, Min = 0, Max = 0.999999)]
    public double Shift { get; init; }

    /// <summary>Periodic along the normal.</summary>
    [Option("periodic", "True for a slab with vacuum that is periodic along its normal too.", Required = false)]
    public bool Periodic { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Miller.All(i => i == 0))
        {
            yield return ("miller", "found 0, 0, 0, expected at least one index that is not zero");
        }
    }
}
