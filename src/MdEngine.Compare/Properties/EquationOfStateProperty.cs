using System;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Minimizers;

namespace MdEngine.Compare.Properties;

/// <summary>Energy by volume of a crystal, its atoms relaxed at each volume, with an equation of state.</summary>
public sealed class EquationOfStateProperty : IProperty
{
    private const int FitPoints = 101;
    private readonly EquationOfStateOptions _options;
    private readonly Structure _crystal;

    /// <summary>Makes the property; reads or builds the crystal.</summary>
    /// <exception cref="InputException">The structure does not serve.</exception>
    /// <exception cref="System.IO.IOException">The structure file cannot be read.</exception>
    public EquationOfStateProperty(EquationOfStateOptions options)
    {
        _options = options;
        _crystal = options.Structure.CreateCrystal();
    }

    /// <inheritdoc/>
    public string Kind => "equation-of-state";

    /// <inheritdoc/>
    public PropertyResult Compute(IPotential potential, PropertyContext context)
    {
        var solver = new StaticSolver(potential, context);
        RelaxedStructure relaxed = solver.Relax(_crystal, _options, CellRelaxation.Full);
        var result = new ResultBuilder(_options);
        result.NoteOf(relaxed, "The crystal");
        Structure crystal = relaxed.Structure;
        var volumes = new double[_options.Points];
        var energies = new double[_options.Points];
        for (int k = 0; k < _options.Points; k++)
        {
            double part = (2.0 * k / (_options.Points - 1)) - 1.0;
            double stretch = Math.Cbrt(1.0 + (_options.VolumeRange * part)) - 1.0;
            RelaxedStructure at = solver.Relax(
                StructureOperations.Strain(crystal, stretch * Matrix3.Identity), _options,
                _options.RelaxShape ? CellRelaxation.Shape : CellRelaxation.Fixed);
            result.NoteOf(at, FormattableString.Invariant($"The crystal at {at.Structure.Cell.Volume / crystal.Cell.Volume:P1} of its volume"));
            volumes[k] = at.Structure.Cell.Volume / crystal.Count;
            energies[k] = at.EnergyPerAtom;
            context.Progress((k + 1.0) / _options.Points);
        }

        Describe(result, volumes, energies);
        return result.Build(Kind, $"Equation of state of {_options.Structure.Title}", FormattableString.Invariant(
            $"{_options.Points} volumes up to {_options.VolumeRange:P0} around that of the relaxed crystal, atoms{(_options.RelaxShape ? " and shape of the cell" : "")} relaxed at each; equation of state of third order of Birch and Murnaghan; {crystal.Count} atoms."));
    }

    private static void Describe(ResultBuilder result, double[] volumes, double[] energies)
    {
        var fit = new BirchMurnaghan(volumes, energies);
        result.Value("Volume", fit.Volume, "Angstrom^3/atom");
        result.Value("Energy", fit.Energy, "eV/atom");
        result.Value("Bulk modulus", fit.BulkModulus * PhysicalConstants.GigapascalPerPressure, "GPa");
        result.Value("Pressure derivative of the bulk modulus", fit.PressureDerivative, "");
        result.Value("Residual of the fit", 1000.0 * fit.Residual, "meV/atom");
        const string Volume = "Volume (Angstrom^3/atom)", Energy = "Energy (eV/atom)";
        result.Curve(new PropertyCurve("energy", Volume, Energy, volumes, energies));
        var x = new double[FitPoints];
        for (int k = 0; k < FitPoints; k++)
        {
            x[k] = volumes[0] + ((volumes[^1] - volumes[0]) * k / (FitPoints - 1));
        }

        result.Curve(new PropertyCurve("Birch-Murnaghan", Volume, Energy, x, Array.ConvertAll(x, fit.At)));
    }
}
