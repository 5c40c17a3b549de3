using System.Collections.Generic;
using MdEngine.Core.Forces;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Hdnnp;

/// <summary>Options of the type "hdnnp".</summary>
public sealed record HdnnpOptions
{
    /// <summary>Folder of the model.</summary>
    [Option("directory", "Folder with input.nn, scaling.data and weights.NNN.data.", InputFolder = true)]
    public string Directory { get; init; } = "";

    /// <summary>Folders of a committee.</summary>
    [Option(
        "committee",
        "Folders with the weights.NNN.data of each member of a committee, and their scaling.data where it differs; energies "
        + "and forces are the members' mean.",
        Required = false, InputFolder = true)]
    public IReadOnlyList<string> Committee { get; init; } = [];

    /// <summary>Unit of lengths in the files.</summary>
    [Option("length_unit", "Unit of the lengths in input.nn, which does not tell it.", Required = false)]
    public HdnnpLengthUnit LengthUnit { get; init; } = HdnnpLengthUnit.Bohr;

    /// <summary>Unit of energies in the files.</summary>
    [Option("energy_unit", "Unit of the networks' energies, which the files do not tell.", Required = false)]
    public HdnnpEnergyUnit EnergyUnit { get; init; } = HdnnpEnergyUnit.Hartree;

    /// <summary>Arithmetic.</summary>
    [Option(
        "precision",
        "Arithmetic of the symmetry functions: double, or mixed (single, with networks and sums in double); mixed where it holds "
        + "1e-5 eV/Angstrom: with angular exponents above 4 double is taken.",
        Required = false)]
    public Precision Precision { get; init; } = Precision.Double;
}
