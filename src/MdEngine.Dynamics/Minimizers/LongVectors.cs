using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Forces;

namespace MdEngine.Dynamics.Minimizers;

/// <summary>
/// Arithmetic on vectors as long as all coordinates, shared among threads in pieces of fixed length, so that sums do not
/// depend on the number of threads.
/// </summary>
internal sealed class LongVectors
{
    private const int Piece = 8192;
    private readonly Action<int, int> _dot, _add;
    private double[] _sums = [];
    private double[] _a = [], _b = [];
    private double _factor, _scale;

    public LongVectors()
    {
        _dot = DotPiece;
        _add = AddPiece;
    }

    /// <summary>Scalar product.</summary>
    public double Dot(double[] a, double[] b, WorkerPool workers)
    {
        int pieces = (a.Length + Piece - 1) / Piece;
        if (_sums.Length < pieces)
        {
            _sums = new double[pieces];
        }

        (_a, _b) = (a, b);
        workers.Run(pieces, _dot);
        double sum = 0.0;
        for (int k = 0; k < pieces; k++)
        {
            sum += _sums[k];
        }

        return sum;
    }

    /// <summary>a = scale a + factor b.</summary>
    public void Combine(double scale, double[] a, double factor, double[] b, WorkerPool workers)
    {
        (_a, _b, _scale, _factor) = (a, b, scale, factor);
        workers.Run((a.Length + Piece - 1) / Piece, _add);
    }

    private void DotPiece(int piece, int worker)
    {
        ReadOnlySpan<double> a = Part(_a, piece), b = Part(_b, piece);
        Vector256<double> sums = Vector256<double>.Zero;
        int i = 0;
        for (; i + 4 <= a.Length; i += 4)
        {
            sums = Vector256.FusedMultiplyAdd(Vector256.Create(a[i..]), Vector256.Create(b[i..]), sums);
        }

        double sum = Vector256.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        _sums[piece] = sum;
    }

    private void AddPiece(int piece, int worker)
    {
        Span<double> a = Part(_a, piece);
        ReadOnlySpan<double> b = Part(_b, piece);
        Vector256<double> scale = Vector256.Create(_scale), factor = Vector256.Create(_factor);
        int i = 0;
        for (; i + 4 <= a.Length; i += 4)
        {
            Vector256<double> sum = Vector256.FusedMultiplyAdd(
                factor, Vector256.Create<double>(b[i..]), scale * Vector256.Create<double>(a[i..]));
            sum.CopyTo(a[i..]);
        }

        for (; i < a.Length; i++)
        {
            a[i] = Math.FusedMultiplyAdd(_factor, b[i], _scale * a[i]);
        }
    }

    private static Span<double> Part(double[] values, int piece) =>
        values.AsSpan(piece * Piece, Math.Min(Piece, values.Length - (piece * Piece)));
}
