using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>
/// The densities of a centre as sums of products of rows, a row being a real number of each lane: first the rows of the atomic
/// basis A, then zero, then one that is written but not read, then those of products that others share.
/// </summary>
/// <remarks>
/// A term is coefficient times row times row; terms are grouped by one of their rows, so that the sum of the others, times
/// coefficients, is at once the derivative by it. Groups have an even number of terms, and those of one size follow each other,
/// which spares branches that are foreseen wrongly. Rows are given as places of their first numbers.
/// </remarks>
internal sealed unsafe class ProductPlan
{
    /// <summary>Numbers of an operation in <see cref="Operations"/>.</summary>
    public const int OperationSize = 6;

    private readonly AlignedBuffer<int> _operations, _groups, _terms;
    private readonly AlignedBuffer<double> _signs, _coefficients;

    public ProductPlan(
        int variables, int rows, int densities, int width, IReadOnlyList<ProductOperation> operations,
        IReadOnlyList<(int Row, List<(int Row, double[] Coefficients)> Terms)> groups)
    {
        Variables = variables;
        Rows = rows;
        Densities = densities;
        OperationCount = operations.Count;
        GroupCount = groups.Count;
        _operations = new AlignedBuffer<int>(OperationSize * operations.Count);
        _signs = new AlignedBuffer<double>(2 * operations.Count);
        for (int k = 0; k < operations.Count; k++)
        {
            ProductOperation o = operations[k];
            int[] rowsOf = [o.LeftReal, o.LeftImaginary, o.RightReal, o.RightImaginary, o.Real, o.Imaginary];
            for (int r = 0; r < OperationSize; r++)
            {
                _operations[(OperationSize * k) + r] = width * rowsOf[r];
            }

            _signs[2 * k] = o.LeftSign;
            _signs[(2 * k) + 1] = o.RightSign;
        }

        static int Even(int count) => (count + 1) / 2 * 2;

        TermCount = groups.Sum(g => Even(g.Terms.Count));
        _groups = new AlignedBuffer<int>(2 * groups.Count);
        _terms = new AlignedBuffer<int>(TermCount);
        _terms.Span.Fill(width * variables);
        _coefficients = new AlignedBuffer<double>(TermCount * densities);
        int group = 0, start = 0;
        foreach ((int own, List<(int Row, double[] Coefficients)> terms) in groups.OrderBy(g => Even(g.Terms.Count)))
        {
            _groups[group++] = width * own;
            _groups[group++] = Even(terms.Count);
            for (int t = 0; t < terms.Count; t++)
            {
                int at = start + t;
                _terms[at] = width * terms[t].Row;
                for (int p = 0; p < densities; p++)
                {
                    // Densities in pairs, a pair's coefficients side by side; a last one without a partner by itself.
                    bool paired = p / 2 < densities / 2;
                    _coefficients[((p & ~1) * TermCount) + (paired ? (2 * at) + (p & 1) : at)] = terms[t].Coefficients[p];
                }
            }

            start += Even(terms.Count);
        }
    }

    /// <summary>Rows of the atomic basis.</summary>
    public int Variables { get; }

    /// <summary>Rows in all.</summary>
    public int Rows { get; }

    /// <summary>Number of densities.</summary>
    public int Densities { get; }

    /// <summary>Number of shared products.</summary>
    public int OperationCount { get; }

    /// <summary>Number of groups of terms.</summary>
    public int GroupCount { get; }

    /// <summary>Number of terms, with those that make groups even.</summary>
    public int TermCount { get; }

    /// <summary>Rows of left, right and result, real and imaginary part each.</summary>
    public int* Operations => _operations.Pointer;

    /// <summary>Signs of the imaginary parts of left and right: -1 for a conjugate.</summary>
    public double* Signs => _signs.Pointer;

    /// <summary>By group: row and number of terms.</summary>
    public int* Groups => _groups.Pointer;

    /// <summary>The other rows of all terms.</summary>
    public int* Terms => _terms.Pointer;

    /// <summary>Coefficients of two densities, from an even one on, side by side; or of the last one alone.</summary>
    public double* Coefficients(int density) => _coefficients.Pointer + ((long)density * TermCount);
}
