using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Gap.Soap;

/// <summary>The power spectrum of an environment: SOAP's descriptor.</summary>
internal static unsafe class SoapSpectrum
{
    /// <summary>Describes an atom of a batch.</summary>
    /// <param name="parameters">Parameters.</param>
    /// <param name="layout">Order of the numbers.</param>
    /// <param name="expansion">What expands densities.</param>
    /// <param name="neighbors">Batch.</param>
    /// <param name="atom">Number of the atom in the batch.</param>
    /// <param name="isOwn">Whether the atom itself counts in the density of a species.</param>
    /// <param name="c">Where its coefficients go.</param>
    /// <param name="products">Room for a matrix of channels for each l.</param>
    /// <param name="q">Where the descriptor goes; padding is not written.</param>
    /// <returns>What the power spectrum was multiplied with: the inverse of its norm (0 if that is 0), or 1.</returns>
    public static double Describe(
        SoapParameters parameters, SoapLayout layout, SoapExpansion expansion, SoapNeighbors neighbors, int atom,
        ReadOnlySpan<bool> isOwn, double* c, double* products, double* q)
    {
        int channels = layout.Channels;
        expansion.Forward(neighbors, atom, isOwn, c);
        for (int l = 0; l <= layout.Degree; l++)
        {
            double* left = c + (l * l * channels);
            double* to = products + (l * channels * channels);
            // Symmetric: from the diagonal block on.
            for (int row = 0; row < channels; row += 4)
            {
                MatrixKernels.Multiply(
                    to + (row * channels) + row, channels, left + row, 1, channels, left + row, channels,
                    4, channels - row, (2 * l) + 1, add: false);
            }
        }

        layout.Gather(products, q);
        if (!parameters.Normalise)
        {
            return 1.0;
        }

        double norm = Math.Sqrt(MatrixKernels.Dot(q, q, layout.Count));
        double inverse = norm > 0.0 ? 1.0 / norm : 0.0;
        for (int k = 0; k < layout.Count; k++)
        {
            q[k] *= inverse;
        }

        return inverse;
    }
}
