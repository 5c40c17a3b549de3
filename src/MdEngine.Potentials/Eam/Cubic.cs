using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Eam;

/// <summary>Coefficients of an interval for each of four lanes, read from four places.</summary>
internal readonly unsafe struct Cubic
{
    private readonly Vector256<double> _c0, _c1, _c2, _c3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cubic(double* a, double* b, double* c, double* d) => Quadruples.Load(a, b, c, d, out _c0, out _c1, out _c2, out _c3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Value(Vector256<double> t) =>
        Vector256.MultiplyAddEstimate(Vector256.MultiplyAddEstimate(Vector256.MultiplyAddEstimate(_c3, t, _c2), t, _c1), t, _c0);

    /// <summary>Derivative by t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Slope(Vector256<double> t) =>
        Vector256.MultiplyAddEstimate(Vector256.MultiplyAddEstimate(Vector256.Create(3.0) * _c3, t, _c2 + _c2), t, _c1);
}
