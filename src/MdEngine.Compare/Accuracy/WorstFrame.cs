using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace MdEngine.Compare.Accuracy;

/// <summary>A frame of a reference set on which a potential is at its worst, for a view in space.</summary>
/// <param name="Frame">Its number, from 0.</param>
/// <param name="Group">Name of its group; empty without.</param>
/// <param name="ForceError">RMSE of the components of its forces, eV/Angstrom.</param>
/// <param name="Elements">Element symbol of each atom.</param>
/// <param name="Positions">Cartesian, x y z of one atom after another, Angstrom.</param>
/// <param name="Cell">Rows of the cell, Angstrom; empty without.</param>
/// <param name="AtomErrors">Magnitude of the error of the force on each atom, eV/Angstrom.</param>
public sealed record WorstFrame(
    long Frame,
    string Group,
    [property: JsonPropertyName("force_rmse_eV_per_A")] double ForceError,
    IReadOnlyList<string> Elements,
    [property: JsonPropertyName("positions_A")] IReadOnlyList<double> Positions,
    [property: JsonPropertyName("cell_A")] IReadOnlyList<double> Cell,
    [property: JsonPropertyName("force_errors_eV_per_A")] IReadOnlyList<double> AtomErrors);
