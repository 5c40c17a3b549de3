using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.Intrinsics;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;
using MdEngine.Potentials.Hdnnp.Evaluation;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp;

/// <summary>
/// A high-dimensional neural-network potential: the energy is a sum over atoms of networks of their symmetry functions. With
/// several sets of networks it is the members' mean.
/// </summary>
/// <remarks>
/// J. Behler, M. Parrinello, Phys. Rev. Lett. 98, 146401 (2007); files and conventions of n2p2: A. Singraber, J. Behler,
/// C. Dellago, J. Chem. Theory Comput. 15, 1827 (2019).
/// </remarks>
public sealed class HdnnpPotential : IPotential
{
    private readonly CentrePlan[] _plans;
    private readonly double _cutoff;
    private readonly int _width;

    /// <summary>Makes the potential.</summary>
    /// <param name="model">Model.</param>
    /// <param name="precision">Arithmetic of the symmetry functions.</param>
    public HdnnpPotential(HdnnpModel model, Precision precision = Precision.Double)
        : this(model, precision, precision == Precision.Mixed || Vector512.IsHardwareAccelerated ? 8 : 4)
    {
    }

    /// <summary>The same for registers of a given width: 8 in single, 4 or 8 in double precision.</summary>
    internal HdnnpPotential(HdnnpModel model, Precision precision, int width)
    {
        Model = model;
        Precision = precision;
        _width = width;
        _cutoff = model.Cutoff;
        _plans = [.. Enumerable.Range(0, model.Elements.Count).Select(e => new CentrePlan(model, e, precision))];
        Neighbors = new NeighborRequest(NeighborKind.Full, _cutoff);
        Uncertainty = model.Members.Count > 1 ? new UncertaintyMeasure("committee spread", "eV") : null;
    }

    /// <summary>What users should know of the choice of the arithmetic.</summary>
    private string? Note { get; init; }

    /// <summary>The model.</summary>
    public HdnnpModel Model { get; }

    /// <summary>Arithmetic of the symmetry functions.</summary>
    public Precision Precision { get; }

    /// <summary>
    /// The largest angular exponent for which mixed precision is offered. A cosine is rounded to 6e-8, and its power z
    /// to z times as much: with exponents of 16 forces err by up to 4e-5 eV/Angstrom, with 4 by 1e-5 (published networks).
    /// </summary>
    public const double LargestMixedExponent = 4.0;

    /// <summary>The potential in the precision that is wanted, or in double where mixed would not hold 1e-5 eV/Angstrom.</summary>
    /// <param name="model">Model.</param>
    /// <param name="wanted">Arithmetic that is wanted.</param>
    public static HdnnpPotential Create(HdnnpModel model, Precision wanted)
    {
        double exponent = model.Functions.SelectMany(f => f).Max(f => f.Zeta);
        return wanted == Precision.Mixed && exponent > LargestMixedExponent
            ? new HdnnpPotential(model)
            {
                Note = string.Create(CultureInfo.InvariantCulture,
                    $"double precision instead of mixed: angular exponents of {exponent:G4} would cost forces more than 1e-5 eV/Angstrom"),
            }
            : new HdnnpPotential(model, wanted);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements => Model.Elements;

    /// <inheritdoc/>
    public NeighborRequest Neighbors { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// For a committee, the standard deviation of the members' energies of an atom (root of the mean square deviation from
    /// their mean).
    /// </remarks>
    public UncertaintyMeasure? Uncertainty { get; }

    /// <inheritdoc/>
    /// <remarks>Weights and biases of the networks of all members.</remarks>
    public long? ParameterCount => Model.Members
        .SelectMany(m => m.Networks).SelectMany(n => n.Layers).Sum(l => (l.Inputs + 1L) * l.Outputs);

    /// <inheritdoc/>
    public object? CreateWorkspace() => Precision == Precision.Mixed
        ? new HdnnpWorkspace<float>(Model, _plans)
        : new HdnnpWorkspace<double>(Model, _plans);

    /// <inheritdoc/>
    /// <remarks>
    /// Extrapolation warnings as n2p2 counts them: one for every atom, evaluation and symmetry function outside the range in
    /// scaling.data.
    /// </remarks>
    public IEnumerable<string> Report(IReadOnlyList<object?> workspaces, long evaluations)
    {
        var warnings = new ExtrapolationWarnings(Model, workspaces);
        IEnumerable<string> notes = Note is null ? [] : [Note];
        return warnings.Total > 0 ? notes.Append(warnings.Describe(evaluations)) : notes;
    }

    /// <inheritdoc/>
    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        if (block.Workspace is HdnnpWorkspace<float> single)
        {
            HdnnpEvaluator<Float8, float>.Compute(Model, _plans, _cutoff, in block, into, single);
        }
        else if (_width == Double8.Count)
        {
            HdnnpEvaluator<Double8, double>.Compute(
                Model, _plans, _cutoff, in block, into, (HdnnpWorkspace<double>)block.Workspace!);
        }
        else
        {
            HdnnpEvaluator<Double4, double>.Compute(
                Model, _plans, _cutoff, in block, into, (HdnnpWorkspace<double>)block.Workspace!);
        }
    }
}
