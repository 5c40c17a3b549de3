using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Dynamics.Minimizers;

namespace MdEngine.Compare.Properties.Elasticity;

/// <summary>
/// Elastic constants from the stress at small strains of both signs, the atoms relaxed in the strained cell, for a crystal
/// of any symmetry; and the moduli that follow.
/// </summary>
/// <remarks>
/// The stress of each of Voigt's six strains at +-e and +-e/2, central differences, extrapolated to no strain
/// (Richardson), so that the error is of fourth order of e. The mean over the crystal's rotations is taken last.
/// </remarks>
public sealed class ElasticProperty : IProperty
{
    private readonly ElasticOptions _options;
    private readonly Structure _crystal;

    /// <summary>Makes the property; reads or builds the crystal.</summary>
    /// <exception cref="InputException">The structure does not serve.</exception>
    /// <exception cref="System.IO.IOException">The structure file cannot be read.</exception>
    public ElasticProperty(ElasticOptions options)
    {
        _options = options;
        _crystal = options.Structure.CreateCrystal();
    }

    /// <inheritdoc/>
    public string Kind => "elastic";

    /// <inheritdoc/>
    public PropertyResult Compute(IPotential potential, PropertyContext context)
    {
        var solver = new StaticSolver(potential, context);
        RelaxedStructure relaxed = solver.Relax(_crystal, _options, CellRelaxation.Full);
        context.Progress(0.1);
        var result = new ResultBuilder(_options);
        result.NoteOf(relaxed, "The crystal");
        (ElasticTensor coarse, ElasticTensor fine) = Measure(solver, relaxed.Structure, context, result);
        ElasticTensor raw = Extrapolated(coarse, fine);
        var symmetry = new CrystalSymmetry(relaxed.Structure);
        ElasticTensor mean = raw.Symmetrised(symmetry.Rotations);
        ElasticTensor tensor = Oriented(mean, symmetry);
        AddConstants(result, _options.AllConstants ? mean : tensor, symmetry);
        AddModuli(result, tensor);
        double steps = coarse.Distance(fine), asymmetry = raw.Distance(mean);
        double scale = tensor.BulkVoigt + tensor.ShearVoigt;
        if (steps > 0.02 * Math.Abs(scale) || asymmetry > 0.01 * Math.Abs(scale))
        {
            result.Note(FormattableString.Invariant(
                $"Stress does not follow strain smoothly: strains of {_options.Strain:G2} and half of it differ by up to {steps:G3} GPa, and the constants depart from the crystal's symmetry by up to {asymmetry:G3} GPa."));
        }

        string axes = _options.AllConstants || symmetry.Class == LaueClass.Triclinic ? "the axes of the structure" : "the axes of the crystal";
        return result.Build(Kind, $"Elastic constants of {_options.Structure.Title}", FormattableString.Invariant(
            $"Stress at strains of +-{_options.Strain:G2} and +-{0.5 * _options.Strain:G2} along each of the six strains, extrapolated to none, {(_options.RelaxAtoms ? "atoms relaxed in the strained cell" : "atoms clamped")}; {relaxed.Structure.Count} atoms. Laue class {symmetry.Name}, in {axes}. The two strains differ by up to {steps:G2} GPa, the constants from the crystal's symmetry by up to {asymmetry:G2} GPa."));
    }

    /// <summary>Elastic constants of a crystal at rest, without any regard to its symmetry, in its own axes.</summary>
    /// <param name="potential">Potential.</param>
    /// <param name="context">Threads and stop.</param>
    public ElasticTensor Tensor(IPotential potential, PropertyContext context)
    {
        var solver = new StaticSolver(potential, context);
        RelaxedStructure relaxed = solver.Relax(_crystal, _options, CellRelaxation.Full);
        (ElasticTensor coarse, ElasticTensor fine) = Measure(solver, relaxed.Structure, context, new ResultBuilder(_options));
        return Extrapolated(coarse, fine);
    }

    private (ElasticTensor Coarse, ElasticTensor Fine) Measure(
        StaticSolver solver, Structure crystal, PropertyContext context, ResultBuilder result)
    {
        double[,] coarse = new double[6, 6], fine = new double[6, 6];
        for (int strain = 1; strain <= 6; strain++)
        {
            AddColumn(solver, crystal, coarse, strain, _options.Strain, result);
            AddColumn(solver, crystal, fine, strain, 0.5 * _options.Strain, result);
            context.Progress(0.1 + (0.15 * strain));
        }

        return (new ElasticTensor(coarse), new ElasticTensor(fine));
    }

    private void AddColumn(
        StaticSolver solver, Structure crystal, double[,] constants, int strain, double size, ResultBuilder result)
    {
        Matrix3 plus = Stress(solver, crystal, ElasticTensor.Strain(strain, size), result);
        Matrix3 minus = Stress(solver, crystal, ElasticTensor.Strain(strain, -size), result);
        for (int i = 1; i <= 6; i++)
        {
            constants[i - 1, strain - 1] = (ElasticTensor.Component(plus, i) - ElasticTensor.Component(minus, i)) / (2.0 * size);
        }
    }

    private Matrix3 Stress(StaticSolver solver, Structure crystal, Matrix3 strain, ResultBuilder result)
    {
        Structure strained = StructureOperations.Strain(crystal, strain);
        if (!_options.RelaxAtoms)
        {
            return StaticSolver.Gigapascal(solver.Evaluate(strained));
        }

        RelaxedStructure relaxed = solver.Relax(strained, _options, CellRelaxation.Fixed);
        result.NoteOf(relaxed, "A strained crystal");
        return StaticSolver.Gigapascal(relaxed.Structure);
    }

    private static ElasticTensor Extrapolated(ElasticTensor coarse, ElasticTensor fine)
    {
        var best = new double[6, 6];
        for (int k = 0; k < 36; k++)
        {
            (int i, int j) = ((k / 6) + 1, (k % 6) + 1);
            best[i - 1, j - 1] = ((4.0 * fine[i, j]) - coarse[i, j]) / 3.0;
        }

        return new ElasticTensor(best);
    }

    /// <summary>In the crystal's axes; of a trigonal crystal's two settings the one with positive C14.</summary>
    private static ElasticTensor Oriented(ElasticTensor mean, CrystalSymmetry symmetry)
    {
        ElasticTensor tensor = mean.In(symmetry.Axes);
        return symmetry.Class is LaueClass.TrigonalLow or LaueClass.TrigonalHigh && tensor[1, 4] < 0.0
            ? tensor.In(new Matrix3(-1, 0, 0, 0, -1, 0, 0, 0, 1))
            : tensor;
    }

    private void AddConstants(ResultBuilder result, ElasticTensor tensor, CrystalSymmetry symmetry)
    {
        IReadOnlyList<(int I, int J)> which = _options.AllConstants ? CrystalSymmetry.AllConstants : symmetry.IndependentConstants;
        foreach ((int i, int j) in which)
        {
            result.Value(FormattableString.Invariant($"C{i}{j}"), tensor[i, j], "GPa");
        }
    }

    private static void AddModuli(ResultBuilder result, ElasticTensor tensor)
    {
        (double bulk, double shear) = tensor.Reuss();
        double hillBulk = 0.5 * (tensor.BulkVoigt + bulk), hillShear = 0.5 * (tensor.ShearVoigt + shear);
        result.Value("Bulk modulus (Voigt)", tensor.BulkVoigt, "GPa");
        result.Value("Bulk modulus (Reuss)", bulk, "GPa");
        result.Value("Bulk modulus (Hill)", hillBulk, "GPa");
        result.Value("Shear modulus (Voigt)", tensor.ShearVoigt, "GPa");
        result.Value("Shear modulus (Reuss)", shear, "GPa");
        result.Value("Shear modulus (Hill)", hillShear, "GPa");
        result.Value("Young's modulus (Hill)", 9.0 * hillBulk * hillShear / ((3.0 * hillBulk) + hillShear), "GPa");
        result.Value(
            "Poisson's ratio (Hill)", ((3.0 * hillBulk) - (2.0 * hillShear)) / (2.0 * ((3.0 * hillBulk) + hillShear)), "");
        result.Value("Universal anisotropy", (5.0 * tensor.ShearVoigt / shear) + (tensor.BulkVoigt / bulk) - 6.0, "");
        double least = tensor.LeastEigenvalue();
        result.Value("Least eigenvalue", least, "GPa");
        if (!(least > 0.0))
        {
            result.Note("The crystal is not stable against homogeneous strain (Born): the least eigenvalue of its elastic constants is not positive.");
        }
    }
}
