using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Neighbors;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Terms;

namespace MdEngine.Potentials.Gap;

/// <summary>
/// A Gaussian approximation potential as QUIP evaluates it: isolated-atom energies, and sparse Gaussian processes over
/// descriptors (SOAP, pairs, angles, clusters), with core potentials beside them.
/// </summary>
/// <remarks>
/// A. P. Bartok, M. C. Payne, R. Kondor, G. Csanyi, Phys. Rev. Lett. 104, 136403 (2010); A. P. Bartok, G. Csanyi, Int. J.
/// Quantum Chem. 115, 1051 (2015). Its uncertainty is the variance that the processes predict, eV^2, shared out to atoms.
/// </remarks>
public sealed class GapPotential : IPotential
{
    private readonly GapTerm[] _terms;

    /// <summary>Makes the potential.</summary>
    /// <param name="model">What was read.</param>
    /// <param name="varianceRegularisation">Standard deviation on the diagonal of kernel matrices for variances, eV.</param>
    /// <exception cref="InputException">The model needs something that is not supported.</exception>
    public GapPotential(GapModel model, double varianceRegularisation = 0.001)
    {
        Elements = GapElements.Of(model);
        _terms = GapAssembly.Terms(model, Elements, varianceRegularisation);
        Neighbors = new NeighborRequest(NeighborKind.Full, _terms.Max(t => t.Cutoff));
        ParameterCount = model.Coordinates.Sum(c => (long)c.Count);
        Uncertainty = model.Coordinates.Count > 0 ? new UncertaintyMeasure("predicted variance", "eV^2") : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements { get; }

    /// <inheritdoc/>
    public NeighborRequest Neighbors { get; }

    /// <inheritdoc/>
    public UncertaintyMeasure? Uncertainty { get; }

    /// <inheritdoc/>
    /// <remarks>The weights of its sparse points.</remarks>
    public long? ParameterCount { get; }

    /// <inheritdoc/>
    public object? CreateWorkspace() => Array.ConvertAll(_terms, t => t.CreateScratch());

    /// <inheritdoc/>
    public void Compute(in ForceBlock block, ForceAccumulator into)
    {
        var scratch = (object[])block.Workspace!;
        for (int k = 0; k < _terms.Length; k++)
        {
            _terms[k].Compute(in block, scratch[k], into);
        }
    }
}
