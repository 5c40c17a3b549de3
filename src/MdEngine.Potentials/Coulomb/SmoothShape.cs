using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Coulomb;

/// <summary>
/// u(r) = 1/r - erf(a r)/r - shift + slope (r - R) with the smooth part erf(a r)/r and its derivative as polynomials in
/// r^2: one root and one division, no exponential.
/// </summary>
/// <param name="law">R, shift and slope.</param>
/// <param name="terms">The polynomials; they must live as long as the shape is used.</param>
internal readonly unsafe struct SmoothShape(ScreenedLaw law, SmoothTerms terms) : IPairShape
{
    private readonly double* _force = terms.Force, _energy = terms.Energy;
    private readonly int _groups = terms.Groups;
    private readonly double _scale = 2.0 / (law.Cutoff * law.Cutoff), _slope = law.Slope, _offset = law.Shift + (law.Slope * law.Cutoff);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Force<TEnergy>(Vector256<double> r2, out Vector256<double> energy)
        where TEnergy : struct, IFlag
    {
        Vector256<double> inverse = Vector256<double>.One / Vector256.Sqrt(r2), slope = Vector256.Create(_slope);
        Vector256<double> t = Vector256.MultiplyAddEstimate(r2, Vector256.Create(_scale), -Vector256<double>.One);
        energy = default;
        if (TEnergy.Value)
        {
            Vector256<double> line = Vector256.MultiplyAddEstimate(slope * r2, inverse, inverse - Vector256.Create(_offset));
            energy = line + Polynomial(_energy, t);
        }

        // (1/r^2 - slope)/r and the smooth part.
        Vector256<double> direct = Vector256.MultiplyAddEstimate(inverse, inverse, -slope);
        return Vector256.MultiplyAddEstimate(direct, inverse, Polynomial(_force, t));
    }

    /// <summary>Every fourth power by itself: four short chains side by side in place of a long one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Polynomial(double* terms, Vector256<double> t)
    {
        Vector256<double> t2 = t * t, t4 = t2 * t2;
        double* group = terms + (SmoothTerms.Group * (_groups - 1));
        Vector256<double> a = Vector256.Load(group), b = Vector256.Load(group + 4);
        Vector256<double> c = Vector256.Load(group + 8), d = Vector256.Load(group + 12);
        while (group != terms)
        {
            group -= SmoothTerms.Group;
            a = Vector256.MultiplyAddEstimate(a, t4, Vector256.Load(group));
            b = Vector256.MultiplyAddEstimate(b, t4, Vector256.Load(group + 4));
            c = Vector256.MultiplyAddEstimate(c, t4, Vector256.Load(group + 8));
            d = Vector256.MultiplyAddEstimate(d, t4, Vector256.Load(group + 12));
        }

        return Vector256.MultiplyAddEstimate(
            Vector256.MultiplyAddEstimate(d, t, c), t2, Vector256.MultiplyAddEstimate(b, t, a));
    }
}
