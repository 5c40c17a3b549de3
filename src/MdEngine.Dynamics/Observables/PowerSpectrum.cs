using System;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// The spectrum of an autocorrelation function (Wiener-Khinchin theorem), by the discrete cosine transform of the lags from
/// 0 to the longest.
/// </summary>
/// <remarks>
/// N. Wiener, Acta Math. 55, 117 (1930); vibrational density of states from the mass-weighted velocity autocorrelation:
/// J. M. Dickey, A. Paskin, Phys. Rev. 188, 1407 (1969), doi:10.1103/PhysRev.188.1407.
/// </remarks>
public static class PowerSpectrum
{
    /// <summary>Frequencies of <see cref="Of"/>, 1/fs: from 0 to half the sampling rate.</summary>
    /// <param name="lags">Number of lags, 0 included; at least 2.</param>
    /// <param name="interval">Time between lags, fs.</param>
    public static double[] Frequencies(int lags, double interval)
    {
        var frequencies = new double[lags];
        for (int k = 0; k < lags; k++)
        {
            frequencies[k] = k / (2.0 * (lags - 1) * interval);
        }

        return frequencies;
    }

    /// <summary>
    /// Spectral density S(f) = 4 * integral of C(t) cos(2 pi f t) dt over positive times, so that its integral over
    /// positive frequencies, by the trapezoidal rule, is C(0).
    /// </summary>
    /// <param name="correlation">C at lags 0, 1, ...; at least 2 of them.</param>
    /// <param name="interval">Time between lags, fs.</param>
    /// <param name="window">What C is multiplied with.</param>
    /// <returns>By frequency, in the unit of C times fs.</returns>
    public static double[] Of(ReadOnlySpan<double> correlation, double interval, SpectralWindow window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(correlation.Length, 2, nameof(correlation));
        int longest = correlation.Length - 1;
        var weighted = new double[longest + 1];
        for (int n = 0; n <= longest; n++)
        {
            weighted[n] = correlation[n] * Weight(window, (double)n / longest) * (n == 0 || n == longest ? 0.5 : 1.0);
        }

        double[] spectrum = CosineSums.Of(weighted);
        for (int k = 0; k <= longest; k++)
        {
            spectrum[k] *= 4.0 * interval;
        }

        return spectrum;
    }

    private static double Weight(SpectralWindow window, double x) => window switch
    {
        SpectralWindow.Hann => Math.Pow(Math.Cos(0.5 * Math.PI * x), 2),
        SpectralWindow.Gaussian => Math.Exp(-4.5 * x * x),
        _ => 1.0,
    };
}
