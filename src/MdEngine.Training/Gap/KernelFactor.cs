using System;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Gap;

/// <summary>Cholesky factor of the kernel matrix of a process's sparse points, jitter on its diagonal.</summary>
internal sealed unsafe class KernelFactor
{
    // A pivot below this part of its diagonal element is rounding.
    private const double Least = 1e-14;

    // Rows that are found together: their dot products with all rows before are shared out to threads.
    private const int Block = 64;
    private readonly AlignedBuffer<double> _lower;
    private readonly int _count, _stride;

    /// <exception cref="InputException">The matrix is not positive definite to rounding.</exception>
    public KernelFactor(GapRows rows, double jitter, WorkerPool workers)
    {
        _count = rows.Source.Count;
        _stride = (((_count + 7) / 8) | 1) * 8;
        _lower = new AlignedBuffer<double>(checked(_count * _stride));
        workers.Run(_count, (i, _) =>
        {
            double* row = Row(i);
            for (int j = 0; j <= i; j++)
            {
                row[j] = rows.Kernel(i, j);
            }

            row[i] += jitter;
        });
        for (int first = 0; first < _count; first += Block)
        {
            int end = Math.Min(_count, first + Block);
            Factorise(rows, first, end);
            workers.Run(_count - end, (k, _) => Reduce(end + k, first, end));
        }
    }

    /// <summary>A column of the factor, which is a row of its transpose.</summary>
    public void Column(int j, Span<double> to)
    {
        for (int i = j; i < _count; i++)
        {
            to[i] = Row(i)[j];
        }
    }

    private double* Row(int i) => _lower.Pointer + ((nint)i * _stride);

    /// <summary>The diagonal block, whose rows are reduced by all columns before it.</summary>
    private void Factorise(GapRows rows, int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            Reduce(i, first, i);
            double* row = Row(i);
            double element = row[i], pivot = element - MatrixKernels.Dot(row, row, i);
            if (!(pivot > Least * element))
            {
                throw new InputException(
                    $"the kernel matrix of the {_count} sparse points of '{rows.Source.Descriptor.Text}' is not positive definite: "
                    + "points are too alike; take fewer, or a greater sparse_jitter_eV2");
            }

            row[i] = Math.Sqrt(pivot);
        }
    }

    /// <summary>Elements of a row in columns that are finished.</summary>
    private void Reduce(int i, int first, int end)
    {
        double* row = Row(i);
        for (int j = first; j < end; j++)
        {
            double* other = Row(j);
            row[j] = (row[j] - MatrixKernels.Dot(row, other, j)) / other[j];
        }
    }
}
