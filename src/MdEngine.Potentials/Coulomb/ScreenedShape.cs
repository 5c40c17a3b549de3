using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Coulomb;

/// <summary>
/// u(r) = erfc(a r)/r - shift + slope (r - R) by the error function itself: for strong damping, where
/// <see cref="SmoothShape"/> would need too many terms.
/// </summary>
/// <param name="law">a, R, shift and slope.</param>
internal readonly struct ScreenedShape(ScreenedLaw law) : IPairShape
{
    private readonly ScreenedLaw _law = law;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Force<TEnergy>(Vector256<double> r2, out Vector256<double> energy)
        where TEnergy : struct, IFlag
    {
        Vector256<double> r = Vector256.Sqrt(r2), inverse = Vector256<double>.One / r;
        Vector256<double> a = Vector256.Create(_law.Damping), slope = Vector256.Create(_law.Slope);
        Double4 erfc = ErrorFunction.Complement(Unsafe.BitCast<Vector256<double>, Double4>(a * r), out Double4 gaussian);
        Vector256<double> u = Unsafe.BitCast<Double4, Vector256<double>>(erfc) * inverse;
        energy = TEnergy.Value ? (slope * (r - Vector256.Create(_law.Cutoff))) + (u - Vector256.Create(_law.Shift)) : default;
        // -du/dr = (erfc(a r)/r + 2 a/sqrt(pi) e^(-a^2 r^2))/r - slope.
        Vector256<double> g = Vector256.Create(ErrorFunction.TwoOverRootPi) * a * Unsafe.BitCast<Double4, Vector256<double>>(gaussian);
        return (((u + g) * inverse) - slope) * inverse;
    }
}
