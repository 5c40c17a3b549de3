using System;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Radial;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Pace;

/// <summary>Radial functions and core repulsion: slopes against differences, values where they are known, tables.</summary>
public sealed class RadialBasisTests
{
    private static readonly PacePolynomials Julia = new()
    {
        Power = 2,
        Length = 2.7,
        Cutoff = 5.0,
        Left = Math.Pow(3.7 / 6.0, 2.0),
        Right = Math.Pow(3.7 / 2.0, 2.0),
        LeftPower = 2,
        RightPower = 2,
        A = [1.1, 0.9, 1.2, 0.7],
        B = [0.0, -0.4, 0.3, -0.1],
        C = [0.0, 0.0, -0.8, -0.5],
    };

    public static TheoryData<string, PaceInnerCutoff> Cases => new()
    {
        { "ChebExpCos", PaceInnerCutoff.Density }, { "ChebExpCos", PaceInnerCutoff.Distance }, { "ChebPow", PaceInnerCutoff.Density },
        { "ChebPow", PaceInnerCutoff.Zbl }, { "ChebLinear", PaceInnerCutoff.Distance }, { "SBessel", PaceInnerCutoff.Density },
        { "TEST_other", PaceInnerCutoff.Density }, { "ACE.jl.Basic", PaceInnerCutoff.Density },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void SlopesAreThoseOfTheValues(string basis, PaceInnerCutoff inner)
    {
        PaceBond bond = Bond(basis, inner);
        int n = bond.BasisMax;
        double[] value = new double[n], slope = new double[n], up = new double[n], down = new double[n], unused = new double[n];
        Element cu = PeriodicTable.Get("Cu"), al = PeriodicTable.Get("Al");
        foreach (double r in new[] { 0.9, 1.25, 1.4, 2.3, 3.7, 4.2, 4.6, 4.95 })
        {
            const double h = 1e-5;
            RadialBasis.Evaluate(bond, r, value, slope);
            RadialBasis.Evaluate(bond, r + h, up, unused);
            RadialBasis.Evaluate(bond, r - h, down, unused);
            for (int k = 0; k < n; k++)
            {
                // Of the second order: h^2 times a third derivative of some hundreds, and rounding / h.
                slope[k].ShouldBe((up[k] - down[k]) / (2.0 * h), 1e-7 * (1.0 + Math.Abs(slope[k])));
            }

            double v = CoreRepulsion.Evaluate(bond, cu, al, r, out double dv);
            double difference = CoreRepulsion.Evaluate(bond, cu, al, r + h, out _) - CoreRepulsion.Evaluate(bond, cu, al, r - h, out _);
            dv.ShouldBe(difference / (2.0 * h), 1e-7 * (1.0 + Math.Abs(dv) + Math.Abs(v)));
        }
    }

    [Fact]
    public void FunctionsBeginWithZeroAtTheCutoff()
    {
        // All but ChebLinear, which by its definition ends with a step.
        foreach (string basis in new[] { "ChebExpCos", "ChebPow", "SBessel" })
        {
            PaceBond bond = Bond(basis, PaceInnerCutoff.Density);
            double[] value = new double[bond.BasisMax], slope = new double[bond.BasisMax];
            RadialBasis.Evaluate(bond, bond.Cutoff - 1e-6, value, slope);
            // 1e-6 Angstrom from the cutoff, slopes of order ten at most.
            value.Max(Math.Abs).ShouldBeLessThan(1e-4);
            RadialBasis.Evaluate(bond, bond.Cutoff, value, slope);
            value.ShouldAllBe(x => x == 0.0);
        }
    }

    [Fact]
    public void ChebyshevFunctionsAreWhatTheirDefinitionSays()
    {
        PaceBond bond = Bond("ChebPow", PaceInnerCutoff.Density);
        double[] value = new double[bond.BasisMax], slope = new double[bond.BasisMax];
        RadialBasis.Evaluate(bond, 2.0, value, slope);
        double x = 1.0 - (2.0 * Math.Pow(1.0 - (2.0 / bond.Cutoff), bond.Lambda));
        for (int k = 1; k <= bond.BasisMax; k++)
        {
            value[k - 1].ShouldBe(0.5 * (1.0 - Math.Cos(k * Math.Acos(x))), 1e-13);
        }
    }

    [Fact]
    public void TheSwitchIsSmooth()
    {
        SwitchFunction.Evaluate(1.0, 2.0, 0.5, out double slope).ShouldBe(1.0);
        slope.ShouldBe(0.0);
        SwitchFunction.Evaluate(2.0, 2.0, 0.5, out slope).ShouldBe(0.0);
        SwitchFunction.Evaluate(1.75, 2.0, 0.5, out slope).ShouldBe(0.5, 1e-15);
        SwitchFunction.Evaluate(1.5 + 1e-9, 2.0, 0.5, out slope).ShouldBe(1.0, 1e-12);
        slope.ShouldBe(0.0, 1e-12);
        // A width of zero is a step.
        SwitchFunction.Evaluate(1.9999, 2.0, 0.0, out slope).ShouldBe(1.0);
        SwitchFunction.Evaluate(2.0001, 2.0, 0.0, out slope).ShouldBe(0.0);
    }

    [Fact]
    public void TablesPassThroughTheirNodes()
    {
        PaceBond bond = Bond("ChebExpCos", PaceInnerCutoff.Density);
        int n = bond.BasisMax;
        var cells = new HermiteCells(n, bond.Cutoff, 0.03, (r, v, s) => RadialBasis.Evaluate(bond, r, v, s));
        cells.Cells.ShouldBe(166);
        double[] value = new double[n], slope = new double[n], exact = new double[n], exactSlope = new double[n];
        foreach ((double at, double tolerance) in new[] { (60.0, 1e-13), (60.5, 1e-5) })
        {
            double r = at * cells.Width;
            cells.Evaluate(r, value, slope);
            RadialBasis.Evaluate(bond, r, exact, exactSlope);
            for (int k = 0; k < n; k++)
            {
                // At nodes exact; between them h^4/384 times a fourth derivative of some hundreds.
                value[k].ShouldBe(exact[k], tolerance);
                slope[k].ShouldBe(exactSlope[k], 1e3 * tolerance);
            }
        }

        cells.Evaluate(bond.Cutoff, value, slope);
        value.ShouldAllBe(x => x == 0.0);
        Should.Throw<ArgumentOutOfRangeException>(() => cells.Evaluate(0.5 * cells.Width, value, slope));
    }

    internal static PaceBond Bond(string basis, PaceInnerCutoff inner) => basis.StartsWith("ACE.jl", StringComparison.Ordinal)
        ? new PaceBond { BasisName = basis, Polynomials = Julia, RadialMax = 4, BasisMax = 4, Cutoff = 5.0, LMax = 2 }
        : new PaceBond
        {
            BasisName = basis,
            RadialParameters = [2.5],
            BasisMax = 6,
            RadialMax = 0,
            Cutoff = 5.0,
            CutoffWidth = 0.7,
            CorePrefactor = 3.0,
            CoreExponent = 0.4,
            InnerCutoff = 1.5,
            InnerWidth = 0.5,
            InnerKind = inner,
        };
}
