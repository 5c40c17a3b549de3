using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>
/// A GAP model with its sparse points chosen: its energy is linear in the weights of the points, and its prior is the
/// kernel matrix of the points.
/// </summary>
/// <remarks>
/// A. P. Bartok, G. Csanyi, Int. J. Quantum Chem. 115, 1051 (2015), section on sparsification; the stable solution with the
/// Cholesky factor below the data: L. Foster et al., J. Mach. Learn. Res. 10, 857 (2009).
/// </remarks>
internal sealed class GapLinearModel : ILinearModel
{
    private readonly GapRows[] _terms;
    private readonly int[] _first;
    private readonly KernelFactor[] _factors;

    /// <param name="coordinates">Processes; weights are not looked at.</param>
    /// <param name="elements">Elements.</param>
    /// <param name="jitter">What is added to the diagonal of the kernel matrix, eV^2.</param>
    /// <param name="workers">Threads.</param>
    /// <exception cref="InputException">The kernel matrix is not positive definite to rounding.</exception>
    public GapLinearModel(IReadOnlyList<GapCoordinates> coordinates, IReadOnlyList<Element> elements, double jitter, WorkerPool workers)
    {
        Elements = elements;
        _terms = [.. coordinates.Select(c => Create(c, elements))];
        _first = new int[_terms.Length];
        for (int k = 0; k < _terms.Length; k++)
        {
            _first[k] = Columns;
            Columns += _terms[k].Source.Count;
        }

        _factors = [.. _terms.Select(t => new KernelFactor(t, jitter, workers))];
    }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <inheritdoc/>
    public double Cutoff => _terms.Max(t => t.Cutoff);

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements { get; }

    /// <inheritdoc/>
    public int PriorRows => Columns;

    /// <inheritdoc/>
    public object CreateScratch() => Array.ConvertAll(_terms, t => t.CreateScratch());

    /// <inheritdoc/>
    public void AddRows(FrameNeighbors frame, object scratch, FrameRows rows)
    {
        for (int k = 0; k < _terms.Length; k++)
        {
            _terms[k].AddRows(frame, ((object[])scratch)[k], rows, _first[k]);
        }
    }

    /// <inheritdoc/>
    public void FillPrior(int row, Span<double> to)
    {
        int term = _terms.Length - 1;
        while (_first[term] > row)
        {
            term--;
        }

        _factors[term].Column(row - _first[term], to.Slice(_first[term], _terms[term].Source.Count));
    }

    /// <summary>The processes with their weights.</summary>
    public IReadOnlyList<GapCoordinates> WithWeights(double[] weights) =>
        [.. _terms.Select((t, k) => t.Source with { Alpha = weights[_first[k]..(_first[k] + t.Source.Count)] })];

    private static GapRows Create(GapCoordinates source, IReadOnlyList<Element> elements) =>
        source.Descriptor.Flag("soap", false) ? new SoapRows(source, elements)
        : source.Descriptor.Flag("angle_3b", false) ? new AngleRows(source, elements)
        : source.Descriptor.Flag("distance_2b", false) ? new PairRows(source, elements)
        : throw source.Place.Fault($"'{source.Descriptor.Text}' cannot be fitted");
}
