using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>Spherical harmonics without their norms (<see cref="HarmonicTerms"/>) of a chunk of neighbours, and sums of their gradients.</summary>
internal static unsafe class HarmonicKernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    private const int Chunk = PaceNeighbors.Chunk;

    /// <summary>Rows by l, then m = 0, then for each m real and imaginary part; a row holds a chunk.</summary>
    /// <param name="terms">Constants.</param>
    /// <param name="u">Rows of the components of the unit vectors.</param>
    /// <param name="to">Rows.</param>
    public static void Evaluate(HarmonicTerms terms, double* u, double* to)
    {
        int row = Chunk * TLanes.Count, highest = terms.Highest;
        for (int k = 0; k < row; k += TLanes.Count)
        {
            TLanes x = TLanes.Load(u + k), y = TLanes.Load(u + row + k), z = TLanes.Load(u + (2 * row) + k);
            TLanes cosine = TLanes.Broadcast(1.0), sine = TLanes.Zero;
            double* recursion = terms.Recursion;
            double* at = to + k;
            for (int m = 0; m <= highest; m++)
            {
                TLanes before = TLanes.Zero, now = TLanes.Broadcast(1.0);
                for (int l = m; l <= highest; l++, recursion++)
                {
                    if (l > m)
                    {
                        TLanes next = TLanes.MultiplyAdd(z, now, TLanes.Broadcast(*recursion) * before);
                        before = now;
                        now = next;
                    }

                    if (m == 0)
                    {
                        TLanes.Store(at + (l * l * row), now);
                    }
                    else
                    {
                        double* place = at + (((l * l) + (2 * m) - 1) * row);
                        TLanes.Store(place, now * cosine);
                        TLanes.Store(place + row, now * sine);
                    }
                }

                TLanes turned = (x * cosine) - (y * sine);
                sine = TLanes.MultiplyAdd(x, sine, y * cosine);
                cosine = turned;
            }
        }
    }

    /// <summary>
    /// From factors of the harmonics: sum_lm a_lm Y_lm, and the gradient of sum_lm b_lm Y_lm by the components of the unit
    /// vector, of one register of neighbours.
    /// </summary>
    /// <param name="terms">Constants.</param>
    /// <param name="x">x of unit vectors.</param>
    /// <param name="y">y of unit vectors.</param>
    /// <param name="z">z of unit vectors.</param>
    /// <param name="a">Factors a of the register; rows as of <see cref="Evaluate"/>.</param>
    /// <param name="b">Factors b.</param>
    /// <param name="row">Distance of rows.</param>
    /// <param name="gx">Gradient by x.</param>
    /// <param name="gy">Gradient by y.</param>
    /// <param name="gz">Gradient by z.</param>
    /// <returns>The sum with factors a.</returns>
    public static TLanes Differentiate(
        HarmonicTerms terms, TLanes x, TLanes y, TLanes z, double* a, double* b, int row, out TLanes gx, out TLanes gy, out TLanes gz)
    {
        double* recursion = terms.Recursion;
        int highest = terms.Highest;
        TLanes sum = TLanes.Zero;
        gx = gy = gz = TLanes.Zero;
        TLanes cosine = TLanes.Broadcast(1.0), sine = TLanes.Zero;
        TLanes before = TLanes.Zero, now = cosine, slopeBefore = before, slope = before;
        for (int l = 0; l <= highest; l++, recursion++)
        {
            if (l > 0)
            {
                Step(z, TLanes.Broadcast(*recursion), ref before, ref now, ref slopeBefore, ref slope);
            }

            sum = TLanes.MultiplyAdd(now, TLanes.Load(a + (l * l * row)), sum);
            gz = TLanes.MultiplyAdd(slope, TLanes.Load(b + (l * l * row)), gz);
        }

        for (int m = 1; m <= highest; m++)
        {
            TLanes aC = TLanes.Zero, aS = aC, bc = aC, bs = aC, zc = aC, zs = aC;
            before = slope = slopeBefore = aC;
            now = TLanes.Broadcast(1.0);
            for (int l = m; l <= highest; l++, recursion++)
            {
                if (l > m)
                {
                    Step(z, TLanes.Broadcast(*recursion), ref before, ref now, ref slopeBefore, ref slope);
                }

                int place = ((l * l) + (2 * m) - 1) * row;
                aC = TLanes.MultiplyAdd(now, TLanes.Load(a + place), aC);
                aS = TLanes.MultiplyAdd(now, TLanes.Load(a + place + row), aS);
                TLanes c = TLanes.Load(b + place), s = TLanes.Load(b + place + row);
                bc = TLanes.MultiplyAdd(now, c, bc);
                bs = TLanes.MultiplyAdd(now, s, bs);
                zc = TLanes.MultiplyAdd(slope, c, zc);
                zs = TLanes.MultiplyAdd(slope, s, zs);
            }

            // Derivatives of (x + iy)^m: m (x + iy)^(m-1), and i times that.
            TLanes order = TLanes.Broadcast(m), lowerCosine = cosine * order, lowerSine = sine * order;
            gx = TLanes.MultiplyAdd(bc, lowerCosine, TLanes.MultiplyAdd(bs, lowerSine, gx));
            gy = TLanes.MultiplyAdd(bs, lowerCosine, gy) - (bc * lowerSine);
            TLanes turned = (x * cosine) - (y * sine);
            sine = TLanes.MultiplyAdd(x, sine, y * cosine);
            cosine = turned;
            gz = TLanes.MultiplyAdd(zc, cosine, TLanes.MultiplyAdd(zs, sine, gz));
            sum = TLanes.MultiplyAdd(aC, cosine, TLanes.MultiplyAdd(aS, sine, sum));
        }

        return sum;
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    private static void Step(
        TLanes z, TLanes recursion, ref TLanes before, ref TLanes now, ref TLanes slopeBefore, ref TLanes slope)
    {
        TLanes nextSlope = TLanes.MultiplyAdd(z, slope, TLanes.MultiplyAdd(recursion, slopeBefore, now));
        TLanes next = TLanes.MultiplyAdd(z, now, recursion * before);
        (before, now, slopeBefore, slope) = (now, next, slope, nextSlope);
    }
}
