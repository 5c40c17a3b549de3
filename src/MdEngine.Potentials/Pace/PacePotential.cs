using System.Collections.Generic;
using System.Runtime.Intrinsics;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;
using MdEngine.Potentials.Pace.Evaluation;

namespace MdEngine.Potentials.Pace;

/// <summary>
/// An atomic cluster expansion: the energy of an atom is a function of densities, each a sum of products of projections of its
/// neighbourhood on radial functions and spherical harmonics.
/// </summary>
/// <remarks>
/// R. Drautz, Phys. Rev. B 99, 014104 (2019); Y. Lysogorskiy et al., npj Comput. Mater. 7, 97 (2021). Radial functions are read
/// from the same tables as in the evaluator of that paper.
/// </remarks>
public sealed class PacePotential : IPotential
{
    private readonly PaceTables _tables;

    /// <summary>Makes the potential.</summary>
    /// <param name="model">Model, as <see cref="Files.PaceFile.Read"/> gives it.</param>
    /// <param name="activeSet">What extrapolation grades of atoms are computed from; null for none.</param>
    /// <exception cref="InputException">Its tables would take more than a gigabyte.</exception>
    public PacePotential(PaceModel model, PaceActiveSet? activeSet = null)
        : this(model, Vector512.IsHardwareAccelerated ? 8 : 4, activeSet)
    {
    }

    /// <summary>The same with registers of a given width: 4 or 8.</summary>
    internal PacePotential(PaceModel model, int width, PaceActiveSet? activeSet = null)
    {
        Model = model;
        _tables = new PaceTables(model, width, activeSet);
        Uncertainty = activeSet is null ? null : new UncertaintyMeasure("extrapolation grade", "");
        Neighbors = new NeighborRequest(NeighborKind.Full, model.Cutoff);
    }

    /// <summary>Model.</summary>
    public PaceModel Model { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements => Model.Elements;

    /// <inheritdoc/>
    public NeighborRequest Neighbors { get; }

    /// <inheritdoc/>
    /// <remarks>The extrapolation grade, with an active set: up to 1 is interpolation.</remarks>
    public UncertaintyMeasure? Uncertainty { get; }

    /// <inheritdoc/>
    /// <remarks>Coefficients of functions and of radial functions, energies of atoms, and parameters of embeddings.</remarks>
    public long? ParameterCount => Model.ParameterCount;

    /// <summary>What is computed around an atom of a species, for an account of its cost.</summary>
    internal CenterPlan Plan(int species) => _tables.Plans[species];

    /// <inheritdoc/>
    public object? CreateWorkspace() => new PaceWorkspace(_tables);

    /// <inheritdoc/>
    /// <exception cref="PhysicsException">Two atoms are closer than the tables of radial functions reach.</exception>
    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        var workspace = (PaceWorkspace)block.Workspace!;
        if (_tables.Width == Double8.Count)
        {
            PaceEvaluator<Double8>.Compute(in block, into, _tables, workspace);
        }
        else
        {
            PaceEvaluator<Double4>.Compute(in block, into, _tables, workspace);
        }
    }
}
