using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Sparse;
using MdEngine.Potentials.Gap.Terms;

namespace MdEngine.Potentials.Gap.Soap;

/// <summary>
/// A SOAP Gaussian process: density coefficients, power spectrum, dot-product kernel with the sparse points, and the
/// whole way back by the adjoint, for a batch of atoms at a time.
/// </summary>
/// <remarks>
/// An environment whose power spectrum vanishes (an isolated atom, central_weight 0) has no direction to compare: it
/// has the descriptor zero, and no energy beside that of the atom.
/// </remarks>
internal sealed unsafe class SoapTerm : GapTerm
{
    private readonly SoapParameters _parameters;
    private readonly SoapRadialBasis _basis;
    private readonly SoapLayout _layout;
    private readonly DotProductSet _set;
    private readonly Lazy<PredictiveVariance> _variance;

    // By type: species of a neighbour (-1: none), whether it is a centre.
    private readonly int[] _speciesOf;
    private readonly bool[] _isCentre;
    private readonly int[] _atomicNumbers;

    public SoapTerm(
        GapCoordinates source, SoapParameters parameters, SoapRadialBasis basis, IReadOnlyList<Element> elements, double regularisation)
    {
        _parameters = parameters;
        _basis = basis;
        _layout = new SoapLayout(parameters, basis.Padded);
        _set = new DotProductSet(source, _layout.FileOrder, parameters.LastComponent);
        _variance = new Lazy<PredictiveVariance>(() => PredictiveVariance.OfDotProducts(source, regularisation));
        _atomicNumbers = [.. elements.Select(e => e.AtomicNumber)];
        _speciesOf = [.. _atomicNumbers.Select(z => parameters.Species.ToList().FindIndex(s => s == 0 || s == z))];
        _isCentre = [.. _atomicNumbers.Select(z => parameters.Centres.Any(c => c == 0 || c == z))];
    }

    /// <inheritdoc/>
    public override double Cutoff => _parameters.Cutoff;

    /// <inheritdoc/>
    public override object CreateScratch() => new SoapScratch(_parameters, _basis, _layout, _set.Stride, _set.Chunk);

    /// <inheritdoc/>
    public override void Compute(in ForceBlock block, object scratch, ForceAccumulator into)
    {
        var s = (SoapScratch)scratch;
        ReadOnlySpan<int> types = block.Types;
        s.Neighbors.Clear();
        for (int i = block.Start; i < block.End; i++)
        {
            if (_isCentre[types[i]])
            {
                s.Neighbors.Add(in block, i, Cutoff, _speciesOf);
                Describe(s, s.Neighbors.Atoms - 1, types[i]);
                if (s.Neighbors.Atoms == SoapScratch.Batch)
                {
                    ComputeBatch(s, block.Needs, into);
                    s.Neighbors.Clear();
                }
            }
        }

        if (s.Neighbors.Atoms > 0)
        {
            ComputeBatch(s, block.Needs, into);
        }
    }

    private void Describe(SoapScratch s, int atom, int type)
    {
        int z = _atomicNumbers[type];
        for (int k = 0; k < s.IsOwn.Length; k++)
        {
            int species = _parameters.Species[k];
            s.IsOwn[k] = _parameters.CentreInAll || species == 0 || species == z;
        }

        s.Norms.Pointer[atom] = SoapSpectrum.Describe(
            _parameters, _layout, s.Expansion, s.Neighbors, atom, s.IsOwn, s.Coefficients.Pointer + (atom * s.CoefficientStride),
            s.Products.Pointer, s.Descriptors.Pointer + (atom * _set.Stride));
    }

    private void ComputeBatch(SoapScratch s, ForceNeeds needs, ForceAccumulator into)
    {
        int atoms = s.Neighbors.Atoms;
        _set.Evaluate(s.Descriptors.Pointer, atoms, s.Energies.Pointer, s.Gradients.Pointer, s.Kernels.Pointer);
        for (int k = 0; k < atoms; k++)
        {
            into.AddEnergy(s.Neighbors.Centre[k], s.Energies.Pointer[k]);
            Return(s, k, needs, into);
        }

        if (into.AtomUncertainties != null)
        {
            s.AllKernels.Grow(2 * _set.Count);
            double* kernels = s.AllKernels.Pointer;
            for (int k = 0; k < atoms; k++)
            {
                _set.Kernels(s.Descriptors.Pointer + (k * _set.Stride), kernels);
                into.AtomUncertainties[into.Slot(s.Neighbors.Centre[k])] += _variance.Value.Of(kernels, kernels + _set.Count);
            }
        }
    }

    /// <summary>The way back: from derivatives by the descriptor to those by coefficients to forces.</summary>
    private void Return(SoapScratch s, int atom, ForceNeeds needs, ForceAccumulator into)
    {
        double* g = s.Gradients.Pointer + (atom * _set.Stride);
        if (_parameters.Normalise)
        {
            double* q = s.Descriptors.Pointer + (atom * _set.Stride);
            double along = MatrixKernels.Dot(q, g, _layout.Count), inverse = s.Norms.Pointer[atom];
            for (int k = 0; k < _layout.Count; k++)
            {
                g[k] = inverse * (g[k] - (along * q[k]));
            }
        }

        int channels = _layout.Channels;
        _layout.Scatter(g, s.Spread.Pointer);
        double* c = s.Coefficients.Pointer + (atom * s.CoefficientStride);
        for (int l = 0; l <= _layout.Degree; l++)
        {
            int at = l * l * channels;
            MatrixKernels.Multiply(
                s.Derivatives.Pointer + at, channels, c + at, channels, 1,
                s.Spread.Pointer + (l * channels * channels), channels, (2 * l) + 1, channels, channels, add: false);
        }

        s.Expansion.Backward(s.Neighbors, atom, s.Derivatives.Pointer, needs, into);
    }
}
