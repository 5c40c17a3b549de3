using System;
using System.Collections.Generic;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Atoms;

/// <summary>
/// Atoms in a cell as files hold them: what is read, built, converted, evaluated and written. Arrays have one entry
/// an atom, in the file's order. A simulation works on <see cref="AtomState"/> instead.
/// </summary>
public sealed class Structure
{
    /// <summary>Makes a structure.</summary>
    /// <exception cref="ArgumentException">The two arrays differ in length.</exception>
    public Structure(SimulationCell cell, Element[] elements, Double3[] positions)
    {
        if (elements.Length != positions.Length)
        {
            throw new ArgumentException($"{elements.Length} elements but {positions.Length} positions", nameof(positions));
        }

        Cell = cell;
        Elements = elements;
        Positions = positions;
    }

    /// <summary>Cell, Angstrom.</summary>
    public SimulationCell Cell { get; set; }

    /// <summary>Element of each atom.</summary>
    public Element[] Elements { get; }

    /// <summary>Cartesian positions, Angstrom.</summary>
    public Double3[] Positions { get; }

    /// <summary>Number of atoms.</summary>
    public int Count => Elements.Length;

    /// <summary>Velocities, Angstrom/fs, when known.</summary>
    public Double3[]? Velocities { get; set; }

    /// <summary>Masses, u, when the file gives them; otherwise the standard ones hold.</summary>
    public double[]? Masses { get; set; }

    /// <summary>Charges, e, when known.</summary>
    public double[]? Charges { get; set; }

    /// <summary>Potential energy, eV, when known.</summary>
    public double? Energy { get; set; }

    /// <summary>Forces, eV/Angstrom, when known.</summary>
    public Double3[]? Forces { get; set; }

    /// <summary>Stress, +dE/dstrain/volume, eV/Angstrom^3, when known.</summary>
    public Matrix3? Stress { get; set; }

    /// <summary>What else is said of the whole frame (config_type, step, time, ...), in the file's order.</summary>
    public IDictionary<string, string> Info { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What else is said of each atom, in the file's order.</summary>
    public IList<AtomColumn> Extra { get; } = [];
}
