using System;

namespace MdEngine.Dynamics.Observables;

/// <summary>Sums of cosines of all multiples of a frequency at once, by a fast Fourier transform, for any number of terms.</summary>
/// <remarks>
/// The transform of any length is a convolution with a chirp (L. I. Bluestein, IEEE Trans. Audio Electroacoust. 18, 451 (1970)),
/// done in a power of two with zeros behind.
/// </remarks>
internal static class CosineSums
{
    /// <summary>The sums of w[n] cos(pi k n / L) over n for k = 0 to L, where w has L + 1 values.</summary>
    /// <param name="weights">w, two values or more.</param>
    public static double[] Of(ReadOnlySpan<double> weights)
    {
        int longest = weights.Length - 1, size = 2;
        while (size < (2 * longest) + 1)
        {
            size *= 2;
        }

        // exp(-i pi k n / L) = c(n) c(k) / c(k - n) with c(m) = exp(-i pi m^2 / 2L).
        var cosine = new double[longest + 1];
        var sine = new double[longest + 1];
        double[] re = new double[size], im = new double[size], chirpRe = new double[size], chirpIm = new double[size];
        for (int n = 0; n <= longest; n++)
        {
            (sine[n], cosine[n]) = Math.SinCos(Math.PI * ((long)n * n % (4L * longest)) / (2.0 * longest));
            (re[n], im[n]) = (weights[n] * cosine[n], -weights[n] * sine[n]);
            int mirrored = n == 0 ? 0 : size - n;
            chirpRe[n] = chirpRe[mirrored] = cosine[n];
            chirpIm[n] = chirpIm[mirrored] = sine[n];
        }

        Transform(re, im);
        Transform(chirpRe, chirpIm);
        for (int k = 0; k < size; k++)
        {
            // Conjugated: the inverse transform is the conjugate of the transform of the conjugate.
            (re[k], im[k]) = ((re[k] * chirpRe[k]) - (im[k] * chirpIm[k]), -((re[k] * chirpIm[k]) + (im[k] * chirpRe[k])));
        }

        Transform(re, im);
        var sums = new double[longest + 1];
        for (int k = 0; k <= longest; k++)
        {
            sums[k] = ((re[k] * cosine[k]) - (im[k] * sine[k])) / size;
        }

        return sums;
    }

    /// <summary>Discrete Fourier transform in place, of a length that is a power of two.</summary>
    private static void Transform(double[] re, double[] im)
    {
        int size = re.Length;
        for (int i = 1, j = 0; i < size; i++)
        {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (re[i], re[j]) = (re[j], re[i]);
                (im[i], im[j]) = (im[j], im[i]);
            }
        }

        var turns = new (double Cos, double Sin)[size / 2];
        for (int k = 0; k < turns.Length; k++)
        {
            (double sin, double cos) = Math.SinCos(-2.0 * Math.PI * k / size);
            turns[k] = (cos, sin);
        }

        for (int half = 1; half < size; half *= 2)
        {
            int stride = size / (2 * half);
            for (int start = 0; start < size; start += 2 * half)
            {
                for (int k = 0; k < half; k++)
                {
                    (double cos, double sin) = turns[k * stride];
                    int a = start + k, b = a + half;
                    double x = (re[b] * cos) - (im[b] * sin), y = (re[b] * sin) + (im[b] * cos);
                    (re[b], im[b]) = (re[a] - x, im[a] - y);
                    (re[a], im[a]) = (re[a] + x, im[a] + y);
                }
            }
        }
    }
}
