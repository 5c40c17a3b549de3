using System.Collections.Generic;
using System.Globalization;
using System.Runtime.Intrinsics;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// A neuroevolution potential: the energy of an atom is a network of radial and angular descriptors of its neighbourhood,
/// with a short-ranged repulsion where the model has one.
/// </summary>
/// <remarks>
/// Z. Fan et al., J. Chem. Phys. 157, 114801 (2022), equations 1 to 20; four-body terms beyond 222 as in GPUMD. Energy and
/// forces are continuous at the cutoffs; the curvature is not.
/// </remarks>
public sealed class NepPotential : IPotential
{
    private readonly NepTables<double>? _doubles;
    private readonly NepTables<float>? _floats;
    private readonly NepNetworkTables _networks;
    private readonly int _width;

    /// <summary>Makes the potential.</summary>
    /// <param name="model">Parameters, as <see cref="NepFile.Read"/> gives them.</param>
    /// <param name="precision">
    /// Arithmetic of the functions of neighbours; distances, network and sums over atoms are in double precision always.
    /// </param>
    public NepPotential(NepModel model, Precision precision = Precision.Double)
        : this(model, precision, Vector512.IsHardwareAccelerated ? 8 : 4)
    {
    }

    /// <summary>The same with registers of a given width in double precision: 4 or 8.</summary>
    internal NepPotential(NepModel model, Precision precision, int width)
    {
        Model = model;
        Precision = precision;
        _width = width;
        _networks = new NepNetworkTables(model);
        if (precision == Precision.Mixed)
        {
            _floats = new NepTables<float>(model);
        }
        else
        {
            _doubles = new NepTables<double>(model);
        }
    }

    /// <summary>
    /// The largest stiffness (<see cref="NepModel.Stiffness"/>, eV) for which mixed precision is offered. Rounding costs
    /// forces 1.4e-7 to 3.6e-7 eV/Angstrom for each eV of it (published networks, forces up to 30 eV/Angstrom).
    /// </summary>
    public const double LargestMixedStiffness = 27.0;

    /// <summary>The potential in the precision that is wanted, or in double where mixed would not hold 1e-5 eV/Angstrom.</summary>
    /// <param name="model">Parameters.</param>
    /// <param name="wanted">Arithmetic that is wanted.</param>
    public static NepPotential Create(NepModel model, Precision wanted) => Create(model, wanted, model.Stiffness);

    /// <summary>The same by a stiffness that is not the model's own: of a member by that of its committee, eV.</summary>
    internal static NepPotential Create(NepModel model, Precision wanted, double stiffness) =>
        wanted == Precision.Mixed && stiffness > LargestMixedStiffness
            ? new NepPotential(model)
            {
                Note = string.Create(CultureInfo.InvariantCulture,
                    $"double precision instead of mixed: networks as steep as {stiffness:G3} eV would cost forces more than 1e-5 eV/Angstrom"),
            }
            : new NepPotential(model, wanted);

    /// <summary>What users should know of the choice of the arithmetic.</summary>
    private string? Note { get; init; }

    /// <summary>Parameters.</summary>
    public NepModel Model { get; }

    /// <summary>Arithmetic of the functions of neighbours.</summary>
    public Precision Precision { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements => Model.Elements;

    /// <inheritdoc/>
    public NeighborRequest Neighbors => new(NeighborKind.Full, Model.Cutoff);

    /// <inheritdoc/>
    /// <remarks>Weights and biases of the networks, and the coefficients of the descriptor.</remarks>
    public long? ParameterCount => Model.ParameterCount;

    /// <inheritdoc/>
    public object? CreateWorkspace() =>
        _floats is not null ? new NepWorkspace<float>(_floats, _networks) : new NepWorkspace<double>(_doubles!, _networks);

    /// <inheritdoc/>
    public IEnumerable<string> Report(IReadOnlyList<object?> workspaces, long evaluations) => Note is null ? [] : [Note];

    /// <inheritdoc/>
    public void Compute(in ForceBlock block, ForceAccumulator into) => Compute(in block, into, block.Workspace!);

    /// <summary>The energies of the atoms of the block that was computed last, by their place in it, eV.</summary>
    internal static AlignedBuffer<double> SiteEnergies(object workspace) => workspace is NepWorkspace<float> single
        ? single.SiteEnergies
        : ((NepWorkspace<double>)workspace).SiteEnergies;

    /// <summary>The same with a workspace that the block does not hold.</summary>
    internal void Compute(in ForceBlock block, ForceAccumulator into, object workspace)
    {
        if (_floats is not null)
        {
            NepBlock<Float8, float, Double4>.Compute(in block, into, _floats, _networks, (NepWorkspace<float>)workspace);
        }
        else if (_width == Double8.Count)
        {
            NepBlock<Double8, double, Double8>.Compute(in block, into, _doubles!, _networks, (NepWorkspace<double>)workspace);
        }
        else
        {
            NepBlock<Double4, double, Double4>.Compute(in block, into, _doubles!, _networks, (NepWorkspace<double>)workspace);
        }
    }
}
