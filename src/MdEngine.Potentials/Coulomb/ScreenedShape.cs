using System.Runtime.CompilerServices;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Coulomb;

/// <summary>u(r) = erfc(a r)/r - shift + slope (r - R): the pairs of an Ewald sum, and, shifted, of a damped one.</summary>
/// <param name="damping">a, 1/Angstrom.</param>
/// <param name="cutoff">R, Angstrom.</param>
/// <param name="shift">Shift, 1/Angstrom.</param>
/// <param name="slope">Slope, 1/Angstrom^2.</param>
internal readonly struct ScreenedShape(double damping, double cutoff, double shift, double slope)
{
    /// <summary>u(r) in 1/Angstrom and -(du/dr)/r in 1/Angstrom^3, of four distances.</summary>
    /// <param name="r2">Squared distances, Angstrom^2.</param>
    /// <param name="force">-(du/dr)/r.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Double4 At(Double4 r2, out Double4 force)
    {
        Double4 r = Double4.Sqrt(r2);
        Double4 inverse = Double4.Reciprocal(r);
        Double4 a = Double4.Create(damping), s = Double4.Create(slope);
        Double4 u = ErrorFunction.Complement(a * r, out Double4 gaussian) * inverse;
        // -du/dr = (erfc(a r)/r + 2 a/sqrt(pi) e^(-a^2 r^2))/r - slope.
        Double4 direct = Double4.MultiplyAdd(Double4.Create(ErrorFunction.TwoOverRootPi) * a, gaussian, u) * inverse;
        force = (direct - s) * inverse;
        return Double4.MultiplyAdd(s, r - Double4.Create(cutoff), u - Double4.Create(shift));
    }
}
