using System;
using System.Collections.Generic;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>
/// The densities of a centre as sums of products of rows, a row being a real number of each lane: first the rows of the atomic
/// basis A, then zero, then one that is written but not read, then those of products that others share.
/// </summary>
/// <remarks>
/// A term is coefficient times row times row; terms are grouped by one of their rows, so that the sum of the others, times
/// coefficients, is at once the derivative by it.
/// </remarks>
internal sealed unsafe class ProductPlan
{
    /// <summary>Numbers of an operation in <see cref="Operations"/>.</summary>
    public const int OperationSize = 6;

    private readonly AlignedBuffer<int> _operations, _groups, _terms;
    private readonly AlignedBuffer<double> _signs, _coefficients;

    public ProductPlan(
        int variables, int rows, int densities, IReadOnlyList<ProductOperation> operations,
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
            rowsOf.CopyTo(_operations.Span[(OperationSize * k)..]);
            _signs[2 * k] = o.LeftSign;
            _signs[(2 * k) + 1] = o.RightSign;
        }

        foreach ((_, List<(int, double[])> terms) in groups)
        {
            TermCount += terms.Count;
        }

        _groups = new AlignedBuffer<int>(2 * groups.Count);
        _terms = new AlignedBuffer<int>(TermCount);
        _coefficients = new AlignedBuffer<double>(TermCount * densities);
        int at = 0;
        for (int g = 0; g < groups.Count; g++)
        {
            _groups[2 * g] = groups[g].Row;
            _groups[(2 * g) + 1] = groups[g].Terms.Count;
            foreach ((int row, double[] c) in groups[g].Terms)
            {
                _terms[at] = row;
                for (int p = 0; p < densities; p++)
                {
                    // Densities in pairs, a pair's coefficients side by side; a last one without a partner by itself.
                    bool paired = p / 2 < densities / 2;
                    _coefficients[((p & ~1) * TermCount) + (paired ? (2 * at) + (p & 1) : at)] = c[p];
                }

                at++;
            }
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

    /// <summary>Number of terms.</summary>
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
