using System;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Dynamics.Minimizers;

namespace MdEngine.Compare.Properties;

/// <summary>Lattice parameters, volume and cohesive energy of a crystal whose atoms and cell are relaxed.</summary>
public sealed class LatticeProperty : IProperty
{
    // eV: tables of classical models leave less than this at their cutoff.
    private const double LeastShift = 0.01;

    private readonly LatticeOptions _options;
    private readonly Structure _crystal;

    /// <summary>Makes the property; reads or builds the crystal.</summary>
    /// <exception cref="InputException">The structure does not serve.</exception>
    /// <exception cref="System.IO.IOException">The structure file cannot be read.</exception>
    public LatticeProperty(LatticeOptions options)
    {
        _options = options;
        _crystal = options.Structure.CreateCrystal();
    }

    /// <inheritdoc/>
    public string Kind => "lattice";

    /// <inheritdoc/>
    public PropertyResult Compute(IPotential potential, PropertyContext context)
    {
        var solver = new StaticSolver(potential, context);
        RelaxedStructure relaxed = solver.Relax(_crystal, _options, CellRelaxation.Full);
        Structure crystal = relaxed.Structure;
        var result = new ResultBuilder(_options);
        AddParameters(result, crystal.Cell.Vectors);
        result.Value("Volume", crystal.Cell.Volume / crystal.Count, "Angstrom^3/atom");
        result.Value("Cohesive energy", solver.CohesiveEnergy(crystal), "eV/atom");
        result.Value("Energy", relaxed.EnergyPerAtom, "eV/atom");
        result.NoteOf(relaxed, "The crystal");
        NoteOfAtoms(result, crystal.Elements, solver);
        return result.Build(Kind, $"Lattice parameters of {_options.Structure.Title}", FormattableString.Invariant(
            $"{crystal.Count} atoms and their cell relaxed to forces below {_options.ForceTolerance:G2} eV/Angstrom and stresses below {_options.StressTolerance:G2} GPa ({relaxed.Steps} steps). The cohesive energy is that of the crystal less that of its atoms, each alone, by the same potential."));
    }

    private void AddParameters(ResultBuilder result, Matrix3 h)
    {
        double a = h.Row0.Length, b = h.Row1.Length, c = h.Row2.Length;
        result.Value("a", a, "Angstrom");
        if (_options.Structure.Lattice is { } lattice)
        {
            if (lattice == CrystalLattice.HexagonalClosePacked)
            {
                result.Value("c", c, "Angstrom");
                result.Value("c/a", c / a, "");
            }

            return;
        }

        result.Value("b", b, "Angstrom");
        result.Value("c", c, "Angstrom");
        result.Value("alpha", Angle(h.Row1, h.Row2), "degree");
        result.Value("beta", Angle(h.Row0, h.Row2), "degree");
        result.Value("gamma", Angle(h.Row0, h.Row1), "degree");
    }

    /// <summary>Classical models have their zero at lone atoms; what a fitted one makes of them is telling only if it was shown some.</summary>
    private static void NoteOfAtoms(ResultBuilder result, Element[] elements, StaticSolver solver)
    {
        string[] shifted =
        [
            .. elements.Distinct().Select(e => (e.Symbol, Energy: solver.IsolatedEnergy(e))).Where(e => Math.Abs(e.Energy) > LeastShift)
                .Select(e => FormattableString.Invariant($"{e.Symbol} {e.Energy:F3} eV")),
        ];
        if (shifted.Length > 0)
        {
            result.Note($"Lone atoms have an energy by this potential ({string.Join(", ", shifted)}). Unless it was fitted to lone "
                + "atoms too, the cohesive energy cannot be compared with a reference.");
        }
    }

    private static double Angle(Double3 a, Double3 b) =>
        Math.Atan2(Double3.Cross(a, b).Length, Double3.Dot(a, b)) * 180.0 / Math.PI;
}
