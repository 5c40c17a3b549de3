using System.Collections.Generic;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Reporting;

/// <summary>A frame of a scene.</summary>
/// <param name="Label">What it is: "step 1000, 1.0 ps"; may be empty.</param>
/// <param name="Elements">Element symbol of each atom; frames that share a list store it once.</param>
/// <param name="Positions">Position of each atom, Angstrom.</param>
/// <param name="Cell">Cell, drawn as a box; null without.</param>
/// <param name="Scalars">A value of each atom, by which it can be coloured; null without.</param>
public sealed record SceneFrame(
    string Label,
    IReadOnlyList<string> Elements,
    IReadOnlyList<Double3> Positions,
    SimulationCell? Cell = null,
    IReadOnlyList<double>? Scalars = null);
