using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.IO.Xyz;

/// <summary>
/// A frame as it is written; what is null is left out. Arrays may be longer than the number of atoms.
/// </summary>
internal sealed class XyzFrame
{
    public int Count { get; set; }

    public SimulationCell Cell { get; set; } = SimulationCell.Open;

    public Element[] Elements { get; set; } = [];

    public Double3[] Positions { get; set; } = [];

    public Double3[]? Forces { get; set; }

    public Double3[]? Velocities { get; set; }

    public double[]? Masses { get; set; }

    public double[]? Charges { get; set; }

    /// <summary>Whether the atoms are numbered in a column.</summary>
    public bool WithIds { get; set; }

    public (int A, int B, int C)[]? Images { get; set; }

    public double[]? Energies { get; set; }

    public double[]? Uncertainties { get; set; }

    public IList<AtomColumn> Extra { get; set; } = [];

    public long? Step { get; set; }

    public double? Time { get; set; }

    public double? Energy { get; set; }

    public Matrix3? Stress { get; set; }

    public IDictionary<string, string> Info { get; set; } = new Dictionary<string, string>();
}
