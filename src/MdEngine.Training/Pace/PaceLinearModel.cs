using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Radial;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Pace;

/// <summary>
/// The atomic cluster expansion as a linear model: its unknowns are the weights of the invariants of each central element.
/// </summary>
/// <remarks>
/// R. Drautz, Phys. Rev. B 99, 014104 (2019). Prior: weights are independent, and the smaller, the more finely a function varies and
/// the more atoms it joins: W. C. Witt et al., J. Chem. Phys. 159, 164101 (2023), section II.F.
/// </remarks>
internal sealed class PaceLinearModel : ILinearModel
{
    private readonly PaceBond _bond;
    private readonly HermiteCells _table;
    private readonly RealPolynomials _polynomials;
    private readonly double[] _prior;

    /// <param name="elements">Elements.</param>
    /// <param name="bond">Radial functions, the same for all pairs.</param>
    /// <param name="spacing">Greatest width of a cell of their table, Angstrom.</param>
    /// <param name="functions">Functions, the same for all centres.</param>
    /// <param name="prior">Size of the weight of each, eV.</param>
    public PaceLinearModel(
        IReadOnlyList<Element> elements, PaceBond bond, double spacing, IReadOnlyList<InvariantFunction> functions, IReadOnlyList<double> prior)
    {
        Elements = elements;
        _bond = bond;
        Functions = functions;
        _polynomials = new RealPolynomials(functions);
        _prior = [.. prior];
        var raw = new double[bond.BasisMax];
        var slopes = new double[bond.BasisMax];
        _table = new HermiteCells(bond.RadialMax, bond.Cutoff, spacing, (r, values, derivatives) =>
        {
            RadialBasis.Evaluate(bond, r, raw, slopes);
            for (int n = 0; n < values.Length; n++)
            {
                (values[n], derivatives[n]) = (0.0, 0.0);
                for (int k = 0; k < raw.Length; k++)
                {
                    double c = bond.Coefficient(n + 1, 0, k + 1);
                    values[n] += c * raw[k];
                    derivatives[n] += c * slopes[k];
                }
            }
        });
    }

    /// <summary>Functions of every central element.</summary>
    public IReadOnlyList<InvariantFunction> Functions { get; }

    /// <inheritdoc/>
    public int Columns => Functions.Count * Elements.Count;

    /// <inheritdoc/>
    public double Cutoff => _bond.Cutoff;

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements { get; }

    /// <inheritdoc/>
    public int PriorRows => Columns;

    /// <inheritdoc/>
    public object CreateScratch() => new SiteRows(_polynomials, _table, _bond.LMax);

    /// <inheritdoc/>
    public void AddRows(FrameNeighbors frame, object scratch, FrameRows rows)
    {
        var site = (SiteRows)scratch;
        for (int i = 0; i < frame.Count; i++)
        {
            site.Add(frame, i, rows, frame.Atoms.Type[i] * Functions.Count);
        }
    }

    /// <inheritdoc/>
    public void FillPrior(int row, Span<double> to) => to[row] = 1.0 / _prior[row % Functions.Count];

    /// <summary>The functions of each central element with their weights, as files hold them.</summary>
    public IReadOnlyList<IReadOnlyList<PaceFunction>> WithWeights(double[] weights) =>
        [.. Elements.Select((_, center) => Weigh(center, weights.AsSpan(center * Functions.Count, Functions.Count)))];

    private List<PaceFunction> Weigh(int center, ReadOnlySpan<double> weights)
    {
        // Files hold pair functions as sums over the plain functions of the basis.
        var pairs = new double[Elements.Count, _bond.BasisMax];
        var list = new List<PaceFunction>();
        for (int f = 0; f < Functions.Count; f++)
        {
            BasisFactor first = Functions[f].Factors[0];
            if (Functions[f].Rank > 1)
            {
                list.Add(Functions[f].ToFile(center, weights[f]));
                continue;
            }

            for (int k = 0; k < _bond.BasisMax; k++)
            {
                pairs[first.Species, k] += weights[f] * _bond.Coefficient(first.N, 0, k + 1);
            }
        }

        list.InsertRange(
            0,
            from species in Enumerable.Range(0, Elements.Count)
            from k in Enumerable.Range(0, _bond.BasisMax)
            select new PaceFunction(center, [species], [k + 1], [0], [0], [pairs[species, k]]));
        return list;
    }
}
