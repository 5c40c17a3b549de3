using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Pace;

/// <summary>The pair term of one ordered pair of species in a model of ACE.jl.</summary>
/// <remarks>
/// v(r) is half of sum_n c_n P_n(r), and below <see cref="RepulsionStart"/> half of e0 + B exp(-A (r/ri - 1)) ri/r.
/// </remarks>
public sealed record PacePair
{
    /// <summary>Coefficients c_n of the polynomials, eV.</summary>
    public IReadOnlyList<double> Coefficients { get; init; } = [];

    /// <summary>Distance ri below which the repulsion takes over, Angstrom; null when there is none.</summary>
    public double? RepulsionStart { get; init; }

    /// <summary>Shift e0 of the repulsion, eV.</summary>
    public double RepulsionShift { get; init; }

    /// <summary>Exponent A of the repulsion.</summary>
    public double RepulsionExponent { get; init; }

    /// <summary>Prefactor B of the repulsion, eV.</summary>
    public double RepulsionPrefactor { get; init; }

    internal void Validate(string where, int count)
    {
        if (Coefficients.Count != count)
        {
            throw new InputException($"{where} has {Coefficients.Count} coefficients; expected {count}, one for each polynomial");
        }

        double[] numbers = [.. Coefficients, RepulsionStart ?? 1.0, RepulsionShift, RepulsionExponent, RepulsionPrefactor];
        if (!numbers.All(double.IsFinite) || RepulsionStart <= 0.0)
        {
            throw new InputException($"{where} has numbers that are not finite, or ri of 0 or less");
        }
    }
}
