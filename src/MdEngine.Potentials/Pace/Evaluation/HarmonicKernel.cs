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
        int row = Chunk * TLanes.Count, w = TLanes.Count, highest = terms.Highest;
        // Two registers at a time: the recursion of one waits for itself.
        for (int k = 0; k < row; k += 2 * w)
        {
            TLanes x = TLanes.Load(u + k), y = TLanes.Load(u + row + k), z = TLanes.Load(u + (2 * row) + k);
            TLanes x1 = TLanes.Load(u + k + w), y1 = TLanes.Load(u + row + k + w), z1 = TLanes.Load(u + (2 * row) + k + w);
            TLanes one = TLanes.Broadcast(1.0), cosine = one, sine = TLanes.Zero, cosine1 = one, sine1 = sine;
            double* recursion = terms.Recursion;
            for (int m = 0; m <= highest; m++)
            {
                TLanes before = TLanes.Zero, now = one, before1 = before, now1 = one;
                double* place = to + k + (((m * m) + (2 * m) - (m > 0 ? 1 : 0)) * row);
                recursion++;
                for (int l = m; ;)
                {
                    TLanes.Store(place, m == 0 ? now : now * cosine);
                    TLanes.Store(place + w, m == 0 ? now1 : now1 * cosine1);
                    if (m > 0)
                    {
                        TLanes.Store(place + row, now * sine);
                        TLanes.Store(place + row + w, now1 * sine1);
                    }

                    place += ((2 * l) + 1) * row;
                    if (++l > highest)
                    {
                        break;
                    }

                    TLanes factor = TLanes.Broadcast(*recursion++);
                    TLanes next = TLanes.MultiplyAdd(z, now, factor * before), next1 = TLanes.MultiplyAdd(z1, now1, factor * before1);
                    (before, before1) = (now, now1);
                    (now, now1) = (next, next1);
                }

                TLanes turned = (x * cosine) - (y * sine), turned1 = (x1 * cosine1) - (y1 * sine1);
                sine = TLanes.MultiplyAdd(x, sine, y * cosine);
                sine1 = TLanes.MultiplyAdd(x1, sine1, y1 * cosine1);
                (cosine, cosine1) = (turned, turned1);
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
    /// <param name="a">Factors a, a register for each harmonic in the order of <see cref="Evaluate"/>.</param>
    /// <param name="b">Factors b.</param>
    /// <param name="gx">Gradient by x.</param>
    /// <param name="gy">Gradient by y.</param>
    /// <param name="gz">Gradient by z.</param>
    /// <returns>The sum with factors a.</returns>
    public static TLanes Differentiate(
        HarmonicTerms terms, TLanes x, TLanes y, TLanes z, double* a, double* b, out TLanes gx, out TLanes gy, out TLanes gz)
    {
        double* recursion = terms.Recursion + 1, pa = a, pb = b;
        int highest = terms.Highest, row = TLanes.Count;
        TLanes zero = TLanes.Zero, cosine = TLanes.Broadcast(1.0), sine = zero;
        TLanes before = zero, now = cosine, slopeBefore = zero, slope = zero;
        TLanes sum = TLanes.Load(a), x1 = zero, y1 = zero, z1 = zero;
        for (int l = 1; l <= highest; l++)
        {
            pa += ((2 * l) - 1) * row;
            pb += ((2 * l) - 1) * row;
            Step(z, TLanes.Broadcast(*recursion++), ref before, ref now, ref slopeBefore, ref slope);
            sum = TLanes.MultiplyAdd(now, TLanes.Load(pa), sum);
            z1 = TLanes.MultiplyAdd(slope, TLanes.Load(pb), z1);
        }

        for (int m = 1; m <= highest; m++)
        {
            pa = a + (((m * m) + (2 * m) - 1) * row);
            pb = b + (((m * m) + (2 * m) - 1) * row);
            TLanes aC = TLanes.Load(pa), aS = TLanes.Load(pa + row), bC = TLanes.Load(pb), bS = TLanes.Load(pb + row), zC = zero, zS = zero;
            before = slope = slopeBefore = zero;
            now = TLanes.Broadcast(1.0);
            recursion++;
            for (int l = m + 1; l <= highest; l++)
            {
                pa += ((2 * l) - 1) * row;
                pb += ((2 * l) - 1) * row;
                Step(z, TLanes.Broadcast(*recursion++), ref before, ref now, ref slopeBefore, ref slope);
                aC = TLanes.MultiplyAdd(now, TLanes.Load(pa), aC);
                aS = TLanes.MultiplyAdd(now, TLanes.Load(pa + row), aS);
                TLanes c = TLanes.Load(pb), s = TLanes.Load(pb + row);
                bC = TLanes.MultiplyAdd(now, c, bC);
                bS = TLanes.MultiplyAdd(now, s, bS);
                zC = TLanes.MultiplyAdd(slope, c, zC);
                zS = TLanes.MultiplyAdd(slope, s, zS);
            }

            // Derivatives of (x + iy)^m: m (x + iy)^(m-1), and i times that.
            TLanes order = TLanes.Broadcast(m), lowerCosine = cosine * order, lowerSine = sine * order;
            x1 = TLanes.MultiplyAdd(bC, lowerCosine, TLanes.MultiplyAdd(bS, lowerSine, x1));
            y1 = TLanes.MultiplyAdd(bS, lowerCosine, y1) - (bC * lowerSine);
            TLanes turned = (x * cosine) - (y * sine);
            sine = TLanes.MultiplyAdd(x, sine, y * cosine);
            cosine = turned;
            z1 = TLanes.MultiplyAdd(zC, cosine, TLanes.MultiplyAdd(zS, sine, z1));
            sum = TLanes.MultiplyAdd(aC, cosine, TLanes.MultiplyAdd(aS, sine, sum));
        }

        (gx, gy, gz) = (x1, y1, z1);
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
