using System.Numerics;
using System.Runtime.CompilerServices;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Nep;

/// <summary>The cutoff function f = (1 + cos(pi r/rc)) / 2 and its slope on registers.</summary>
internal static class NepCutoff<TLanes, TReal>
    where TLanes : unmanaged, ILanes<TLanes, TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    /// <summary>Gives f and rc df/dr at s = r/rc - 1; both are zero from the cutoff on.</summary>
    /// <remarks>
    /// Taylor series around half the cutoff, where both are odd or even: with t = s + 1/2, cos(pi r/rc) = -sin(pi t) and
    /// sin(pi r/rc) = cos(pi t).
    /// The first term left out is 1e-18 at the ends in double and 6e-9 (cos) and 1e-9 (sin) in single precision.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Evaluate(TLanes s, out TLanes f, out TLanes slope)
    {
        TLanes t = s + TLanes.Create(0.5);
        TLanes u = t * t;
        TLanes sin, cos;
        if (typeof(TReal) == typeof(float))
        {
            sin = TLanes.Create(0.00046630280576761256);
            cos = TLanes.Create(0.001929574309403923);
            cos = TLanes.MultiplyAdd(cos, u, TLanes.Create(-0.02580689139001406));
        }
        else
        {
            // pi^k / k! with alternating signs.
            sin = TLanes.Create(5.3926646626081285e-10);
            sin = TLanes.MultiplyAdd(sin, u, TLanes.Create(-2.2948428997269873e-08));
            sin = TLanes.MultiplyAdd(sin, u, TLanes.Create(7.9520540014755128e-07));
            sin = TLanes.MultiplyAdd(sin, u, TLanes.Create(-2.1915353447830216e-05));
            sin = TLanes.MultiplyAdd(sin, u, TLanes.Create(0.00046630280576761256));
            cos = TLanes.Create(-7.7007071306013534e-11);
            cos = TLanes.MultiplyAdd(cos, u, TLanes.Create(3.6047307974625009e-09));
            cos = TLanes.MultiplyAdd(cos, u, TLanes.Create(-1.3878952462213772e-07));
            cos = TLanes.MultiplyAdd(cos, u, TLanes.Create(4.303069587032947e-06));
            cos = TLanes.MultiplyAdd(cos, u, TLanes.Create(-0.00010463810492484571));
            cos = TLanes.MultiplyAdd(cos, u, TLanes.Create(0.001929574309403923));
            cos = TLanes.MultiplyAdd(cos, u, TLanes.Create(-0.02580689139001406));
        }

        sin = TLanes.MultiplyAdd(sin, u, TLanes.Create(-0.0073704309457143508));
        sin = TLanes.MultiplyAdd(sin, u, TLanes.Create(0.082145886611128229));
        sin = TLanes.MultiplyAdd(sin, u, TLanes.Create(-0.59926452932079208));
        sin = TLanes.MultiplyAdd(sin, u, TLanes.Create(2.5501640398773454));
        sin = TLanes.MultiplyAdd(sin, u, TLanes.Create(-5.16771278004997));
        sin = TLanes.MultiplyAdd(sin, u, TLanes.Create(3.1415926535897932));
        cos = TLanes.MultiplyAdd(cos, u, TLanes.Create(0.2353306303588932));
        cos = TLanes.MultiplyAdd(cos, u, TLanes.Create(-1.3352627688545895));
        cos = TLanes.MultiplyAdd(cos, u, TLanes.Create(4.0587121264167682));
        cos = TLanes.MultiplyAdd(cos, u, TLanes.Create(-4.9348022005446793));
        cos = TLanes.MultiplyAdd(cos, u, TLanes.Create(1.0));
        TLanes inside = TLanes.Less(s, TLanes.Zero);
        f = TLanes.And(TLanes.Create(0.5) - (TLanes.Create(0.5) * (sin * t)), inside);
        slope = TLanes.And(TLanes.Create(-1.5707963267948966) * cos, inside);
    }
}
