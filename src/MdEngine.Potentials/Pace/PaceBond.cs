using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Pace;

/// <summary>Radial functions and core repulsion of an ordered pair of species: centre, then neighbour.</summary>
/// <remarks>R_nl(r) = sum_k c_nlk g_k(r); k, n counted from 1, g_k by <see cref="BasisName"/>.</remarks>
public sealed record PaceBond
{
    private const string TestPrefix = "TEST_";
    private const string JuliaPrefix = "ACE.jl.";

    /// <summary>Name of the radial basis: ChebExpCos, ChebPow, ChebLinear, SBessel, or one that begins with ACE.jl.</summary>
    public string BasisName { get; init; } = "ChebExpCos";

    /// <summary>Parameters of the radial basis; the first is its lambda.</summary>
    public IReadOnlyList<double> RadialParameters { get; init; } = [];

    /// <summary>Number of radial functions n.</summary>
    public int RadialMax { get; init; }

    /// <summary>Greatest angular momentum.</summary>
    public int LMax { get; init; }

    /// <summary>Number of basis functions k.</summary>
    public int BasisMax { get; init; }

    /// <summary>Coefficients c[n][l][k], last index fastest; none for ACE.jl, where R_nl = P_n.</summary>
    public IReadOnlyList<double> Coefficients { get; init; } = [];

    /// <summary>Polynomials of ACE.jl; null for another basis.</summary>
    public PacePolynomials? Polynomials { get; init; }

    /// <summary>Cutoff, Angstrom.</summary>
    public double Cutoff { get; init; }

    /// <summary>Width of the outer switch, Angstrom.</summary>
    public double CutoffWidth { get; init; } = 0.01;

    /// <summary>Prefactor of the core repulsion, eV Angstrom (a factor of the nuclear repulsion for zbl).</summary>
    public double CorePrefactor { get; init; }

    /// <summary>Exponent of the core repulsion, 1/Angstrom^2.</summary>
    public double CoreExponent { get; init; } = 1.0;

    /// <summary>Outer end of the inner switch, Angstrom.</summary>
    public double InnerCutoff { get; init; }

    /// <summary>Width of the inner switch, Angstrom.</summary>
    public double InnerWidth { get; init; }

    /// <summary>What happens at short distances.</summary>
    public PaceInnerCutoff InnerKind { get; init; }

    /// <summary>Which basis <see cref="BasisName"/> is.</summary>
    /// <exception cref="InputException">There is no such basis.</exception>
    public PaceRadialKind Basis => BasisName switch
    {
        "ChebExpCos" => PaceRadialKind.ChebExpCos,
        "ChebPow" => PaceRadialKind.ChebPow,
        "ChebLinear" => PaceRadialKind.ChebLinear,
        "SBessel" or "TEST_SBessel" => PaceRadialKind.SBessel,
        _ when BasisName.StartsWith(TestPrefix, StringComparison.Ordinal) => PaceRadialKind.Zero,
        _ when BasisName.StartsWith(JuliaPrefix, StringComparison.Ordinal) => PaceRadialKind.AceJl,
        _ => throw new InputException(
            $"the radial basis '{Excerpt(BasisName)}'; expected ChebExpCos, ChebPow, ChebLinear, SBessel or a name that begins with ACE.jl"),
    };

    /// <summary>lambda, the first of the parameters.</summary>
    public double Lambda => RadialParameters.Count > 0 ? RadialParameters[0] : 0.0;

    /// <summary>Coefficient of g_k in R_nl, k and n from 1; 0 beyond the sizes of the bond.</summary>
    public double Coefficient(int n, int l, int k) => n > RadialMax || l > LMax || k > BasisMax ? 0.0
        : Basis == PaceRadialKind.AceJl ? (k == n ? 1.0 : 0.0)
        : Coefficients[((((n - 1) * (LMax + 1)) + l) * BasisMax) + k - 1];

    internal void Validate(string where)
    {
        PaceRadialKind kind = Basis;
        if (RadialMax is < 0 or > PaceLimits.RadialFunctions || BasisMax is < 1 or > PaceLimits.RadialFunctions
            || LMax is < 0 or > PaceLimits.AngularMomentum)
        {
            throw new InputException(
                $"{where} has nradmax {RadialMax}, nradbasemax {BasisMax} and lmax {LMax}; expected at most {PaceLimits.RadialFunctions}, "
                + $"1 to {PaceLimits.RadialFunctions}, and at most {PaceLimits.AngularMomentum}");
        }

        if ((kind == PaceRadialKind.AceJl) != (Polynomials is not null))
        {
            throw new InputException($"{where} has the radial basis '{BasisName}' {(Polynomials is null ? "without" : "with")} polynomials");
        }

        Polynomials?.Validate(where);
        if (Polynomials is { } p && (p.Count != RadialMax || p.Count != BasisMax))
        {
            throw new InputException($"{where} has {p.Count} polynomials; expected as many as nradmax and nradbasemax, {RadialMax} and {BasisMax}");
        }

        int expected = kind == PaceRadialKind.AceJl ? 0 : RadialMax * (LMax + 1) * BasisMax;
        if (Coefficients.Count != expected)
        {
            throw new InputException(
                $"{where} has {Coefficients.Count} radcoefficients; expected {expected}: nradmax times lmax + 1 times nradbasemax");
        }

        if (kind is PaceRadialKind.ChebExpCos or PaceRadialKind.ChebPow && !(Lambda > 0.0))
        {
            throw new InputException($"{where} has the radparameter {Lambda}; expected a positive one for {BasisName}");
        }

        double[] numbers =
        [
            .. RadialParameters, .. Coefficients, Cutoff, CutoffWidth, CorePrefactor, CoreExponent, InnerCutoff, InnerWidth,
        ];
        if (!numbers.All(double.IsFinite))
        {
            throw new InputException($"{where} has numbers that are not finite");
        }

        ValidateRadii(where, kind);
    }

    private void ValidateRadii(string where, PaceRadialKind kind)
    {
        if (!(Cutoff > 0.0) || Cutoff > 1000.0)
        {
            throw new InputException($"{where} has rcut = {Cutoff}; expected a positive number of Angstrom");
        }

        if (CutoffWidth < 0.0 || CutoffWidth > Cutoff || (CutoffWidth == 0.0 && (kind == PaceRadialKind.ChebExpCos || InnerKind == PaceInnerCutoff.Zbl)))
        {
            throw new InputException($"{where} has dcut = {CutoffWidth}; expected a positive number of Angstrom, at most rcut = {Cutoff}");
        }

        if (InnerWidth < 0.0 || InnerCutoff < 0.0 || InnerCutoff > Cutoff)
        {
            throw new InputException($"{where} has rcut_in = {InnerCutoff} and dcut_in = {InnerWidth}; expected 0 or more, and rcut_in of at most rcut");
        }

        if (InnerKind == PaceInnerCutoff.Zbl && !(InnerWidth > 0.0))
        {
            // The evaluator would cut all functions off below 1 Angstrom, and the energy would have steps.
            throw new InputException($"{where} has inner_cutoff_type zbl and dcut_in = 0; expected a positive width dcut_in");
        }

        if (kind == PaceRadialKind.AceJl && InnerKind != PaceInnerCutoff.Density)
        {
            throw new InputException($"{where} has inner_cutoff_type {InnerKind} with the radial basis {BasisName}; expected density");
        }
    }

    private static string Excerpt(string name) => name.Length <= 40 ? name : name[..40] + "...";
}
