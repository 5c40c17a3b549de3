using System;

namespace MdEngine.Potentials.Hdnnp.Networks;

/// <summary>
/// How symmetry functions of one element become a network's inputs, x = base + factor (G - centre), and the range that the
/// training data covered.
/// </summary>
public sealed class InputScaling
{
    // Values this close to the ends of the range do not count as outside, as in n2p2.
    private const double Margin = 1000.0 * 2.220446049250313e-16;

    private readonly double[] _centre;
    private readonly double[] _factor;
    private readonly double[] _least;
    private readonly double[] _greatest;

    /// <summary>Makes a scaling.</summary>
    /// <param name="base">Base, the same for all functions.</param>
    /// <param name="centre">Centre of each function.</param>
    /// <param name="factor">Factor of each function.</param>
    /// <param name="least">Least value of each function in the training data.</param>
    /// <param name="greatest">Greatest value of each function in the training data.</param>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public InputScaling(
        double @base,
        ReadOnlySpan<double> centre,
        ReadOnlySpan<double> factor,
        ReadOnlySpan<double> least,
        ReadOnlySpan<double> greatest)
    {
        if (factor.Length != centre.Length || least.Length != centre.Length || greatest.Length != centre.Length)
        {
            throw new ArgumentException("the arrays must have one entry a symmetry function each", nameof(factor));
        }

        Base = @base;
        _centre = centre.ToArray();
        _factor = factor.ToArray();
        _least = least.ToArray();
        _greatest = greatest.ToArray();
    }

    /// <summary>Number of symmetry functions.</summary>
    public int Count => _centre.Length;

    /// <summary>Input at the centre.</summary>
    public double Base { get; }

    /// <summary>Derivatives of the inputs by the symmetry functions.</summary>
    public ReadOnlySpan<double> Factor => _factor;

    /// <summary>The input that follows from the value of function <paramref name="k"/>.</summary>
    public double Apply(int k, double value) => Base + (_factor[k] * (value - _centre[k]));

    /// <summary>Whether a value of function <paramref name="k"/> lies outside the training data.</summary>
    public bool IsOutside(int k, double value) => value + Margin < _least[k] || value - Margin > _greatest[k];
}
