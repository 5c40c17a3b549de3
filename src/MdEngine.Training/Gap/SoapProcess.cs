using System;
using System.Collections.Generic;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Soap;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>A SOAP process.</summary>
internal sealed unsafe class SoapProcess(
    string line, IReadOnlyList<Element> elements, string name, double delta, int sparse, SparseMethod method, double zeta, int dimensions)
    : GapProcess(line, elements, name, delta, sparse, method)
{
    private const int MostInstances = 1_000_000;

    // Digits of a point's numbers, which are less than 1. Where a point lies matters little, as the fit knows it to the bit.
    private const int Digits = 4;
    private SoapEnvironment? _environment;
    private DescriptorPool? _pool;

    /// <inheritdoc/>
    public override double Cutoff => SoapParameters.Positive(Line, ["cutoff"], null);

    /// <inheritdoc/>
    public override void Begin(RandomStream random)
    {
        SoapParameters parameters = SoapParameters.From(Make(dimensions, GapKernel.DotProduct, zeta, [], new double[dimensions]));
        try
        {
            var basis = new SoapRadialBasis(parameters);
            _environment = new SoapEnvironment(parameters, basis, new SoapLayout(parameters, basis.Padded), Elements);
        }
        catch (ArithmeticException e)
        {
            throw new InputException($"descriptor '{Line.Text}': {e.Message}", null, 0, e);
        }

        _pool = new DescriptorPool(_environment.Layout.Count, MostInstances, random);
    }

    /// <inheritdoc/>
    public override void Collect(FrameNeighbors frame)
    {
        for (int i = 0; i < frame.Count; i++)
        {
            if (_environment!.Describe(frame, i) && _environment.InverseNorm > 0.0)
            {
                _pool!.Add(new ReadOnlySpan<double>(_environment.Descriptor, _environment.Layout.Count));
            }
        }
    }

    /// <inheritdoc/>
    public override GapCoordinates? Choose(RandomStream random, WorkerPool workers, CancellationToken stop)
    {
        DescriptorPool pool = _pool!;
        int[] order = _environment!.Layout.FileOrder;
        (_pool, _environment) = (null, null);
        if (pool.Count == 0)
        {
            return null;
        }

        int[] chosen = new SparseSelection(pool, [], random, workers, stop).Choose(Method, Asked);
        // The last number of a point in files, covariance_sigma0, is zero.
        var points = new double[chosen.Length * dimensions];
        for (int s = 0; s < chosen.Length; s++)
        {
            for (int k = 0; k < order.Length; k++)
            {
                points[(s * dimensions) + order[k]] = Math.Round(pool[chosen[s]][k], Digits) + 0.0;
            }
        }

        return Make(dimensions, GapKernel.DotProduct, zeta, [], points);
    }
}
