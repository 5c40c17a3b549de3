using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Training.Hdnnp;

/// <summary>Which symmetry functions to propose for every combination of elements, and how many to keep.</summary>
public sealed record SymmetryFunctionGrid
{
    /// <summary>Cutoff, Angstrom.</summary>
    [Option("cutoff_A", "Cutoff of all functions.", Min = 0.5, Max = 30.0)]
    public double Cutoff { get; init; } = 6.0;

    /// <summary>Radial functions centred at the atom.</summary>
    [Option("centred", "Number of radial functions centred at the atom, for each element of the neighbours.", Required = false, Min = 0, Max = 100)]
    public int Centred { get; init; } = 6;

    /// <summary>Radial functions centred on shells.</summary>
    [Option("shifted", "Number of radial functions on shells, for each element of the neighbours.", Required = false, Min = 0, Max = 100)]
    public int Shifted { get; init; } = 12;

    /// <summary>Angular functions.</summary>
    [Option("angular", "Type of the angular functions: narrow (3), wide (9) or both.", Required = false)]
    public AngularKind Angular { get; init; } = AngularKind.Narrow;

    /// <summary>Widths of centred angular functions.</summary>
    [Option("angular_centred", "Number of widths of angular functions centred at the atom.", Required = false, Min = 0, Max = 30)]
    public int AngularCentred { get; init; } = 4;

    /// <summary>Shells of shifted angular functions.</summary>
    [Option("angular_shifted", "Number of shells of angular functions.", Required = false, Min = 0, Max = 30)]
    public int AngularShifted { get; init; } = 4;

    /// <summary>Exponents of the angular part.</summary>
    [Option("zeta", "Exponents of the angular part.", Required = false, MinCount = 1, MaxCount = 20, Min = 0.0, ExclusiveMin = true)]
    public IReadOnlyList<double> Zeta { get; init; } = [1.0, 2.0, 4.0, 16.0];

    /// <summary>How to choose.</summary>
    [Option("selection", "How functions are chosen among those proposed.", Required = false)]
    public FunctionSelection Selection { get; init; } = FunctionSelection.Cur;

    /// <summary>How many to keep.</summary>
    [Option("keep", "Number of functions of each element to keep.", Required = false, Min = 1, Max = 1000)]
    public int Keep { get; init; } = 48;
}
