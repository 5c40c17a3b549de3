using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Potentials.Pace;
using MdEngine.Training.Pace;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Pace;

/// <summary>Invariants of products of spherical harmonics.</summary>
public sealed class InvariantTests
{
    [Fact]
    public void CoefficientsAreThoseOfTables()
    {
        // Particle Data Group, table 45 (1/2 integers left out).
        PaceCoupling.ClebschGordan(1, 1, 1, -1, 0, 0).ShouldBe(Math.Sqrt(1.0 / 3.0), 1e-15);
        PaceCoupling.ClebschGordan(1, 0, 1, 0, 0, 0).ShouldBe(-Math.Sqrt(1.0 / 3.0), 1e-15);
        PaceCoupling.ClebschGordan(1, 1, 1, 0, 2, 1).ShouldBe(Math.Sqrt(0.5), 1e-15);
        PaceCoupling.ClebschGordan(2, 0, 1, 0, 1, 0).ShouldBe(-Math.Sqrt(0.4), 1e-15);
        PaceCoupling.ClebschGordan(2, 2, 2, -1, 3, 1).ShouldBe(Math.Sqrt(3.0 / 10.0), 1e-15);
        PaceCoupling.ClebschGordan(2, 1, 2, 0, 3, 2).ShouldBe(0.0);
        PaceCoupling.ClebschGordan(2, 1, 2, 0, 5, 1).ShouldBe(0.0);
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(8, 8)]
    [InlineData(10, 7)]
    public void CoefficientsAreOrthonormal(int a, int b)
    {
        for (int m = -2; m <= 2; m++)
        {
            for (int c = Math.Abs(a - b); c <= a + b; c++)
            {
                for (int d = c; d <= a + b; d++)
                {
                    double sum = Enumerable.Range(-a, (2 * a) + 1).Sum(k =>
                        PaceCoupling.ClebschGordan(a, k, b, m - k, c, m) * PaceCoupling.ClebschGordan(a, k, b, m - k, d, m));

                    // Racah's sum loses some digits for large momenta: terms of alternating sign.
                    sum.ShouldBe(c == d && Math.Abs(m) <= c ? 1.0 : 0.0, 1e-10);
                }
            }
        }
    }

    /// <summary>
    /// Equal factors: the coefficient of t^k in the Molien series of the rotation group on harmonics of degree l (l = 1: 1/(1-t^2);
    /// 2: 1/((1-t^2)(1-t^3)); 3: (1+t^15)/((1-t^2)(1-t^4)(1-t^6)(1-t^10)); 4: 1 + t^2 + t^3 + 2t^4 + 2t^5 + ...).
    /// </summary>
    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(1, 3, 0)]
    [InlineData(1, 4, 1)]
    [InlineData(1, 5, 0)]
    [InlineData(2, 2, 1)]
    [InlineData(2, 3, 1)]
    [InlineData(2, 4, 1)]
    [InlineData(2, 5, 1)]
    [InlineData(2, 6, 2)]
    [InlineData(3, 2, 1)]
    [InlineData(3, 3, 0)]
    [InlineData(3, 4, 2)]
    [InlineData(4, 3, 1)]
    [InlineData(4, 4, 2)]
    [InlineData(4, 5, 2)]
    public void EqualFactorsHaveAsManyAsTheMolienSeriesSays(int l, int rank, int expected) =>
        new InvariantCouplings().Of([.. Enumerable.Repeat(l, rank)], [.. Enumerable.Repeat(7, rank)]).Count.ShouldBe(expected);

    /// <summary>Different factors: as often as total momentum zero occurs in the product.</summary>
    [Theory]
    [InlineData(new[] { 1, 1, 1, 1 }, 3)]
    [InlineData(new[] { 2, 2, 2, 2 }, 5)]
    [InlineData(new[] { 1, 2, 3 }, 1)]
    [InlineData(new[] { 1, 1, 3 }, 0)]
    [InlineData(new[] { 1, 1, 2, 2 }, 3)]
    [InlineData(new[] { 1, 1, 1, 1, 2 }, 6)]
    public void DifferentFactorsHaveAsManyAsCoupleToZero(int[] ls, int expected) =>
        new InvariantCouplings().Of(ls, [.. Enumerable.Range(0, ls.Length)]).Count.ShouldBe(expected);

    [Fact]
    public void TermsOfAnInvariantAddUpToNoMomentumAndHaveNormOne()
    {
        foreach (Invariant one in new InvariantCouplings().Of([2, 2, 1, 1], [0, 0, 1, 1]))
        {
            one.Terms.ShouldAllBe(t => t.M.Sum() == 0);
            one.Terms.Select(t => string.Join(' ', t.M)).Distinct().Count().ShouldBe(one.Terms.Count);
            one.Terms.Sum(t => t.Coefficient * t.Coefficient / ((t.M[0] == t.M[1] ? 1 : 2) * (t.M[2] == t.M[3] ? 1 : 2))).ShouldBe(1.0, 1e-12);
        }
    }

    [Fact]
    public void FunctionsAreAllUpToTheDegree()
    {
        // Two neighbours, degree 4, l up to 2: pairs (n, n') with n + n' + 2 l <= 4, n <= n' from 0: 9 of l = 0, 4 of l = 1, 1 of l = 2.
        List<InvariantFunction> list = FunctionList.Make(1, 3, [4], [2], 100)!;
        list.Count(f => f.Rank == 1).ShouldBe(3);
        list.Count(f => f.Rank == 2).ShouldBe(14);
        list.ShouldAllBe(f => f.Rank == 1 || f.Degree <= 4);

        // Of two elements: 3 pair functions each; pairs of factors of like and of different elements.
        List<InvariantFunction> two = FunctionList.Make(2, 3, [4], [2], 100)!;
        two.Count(f => f.Rank == 1).ShouldBe(6);
        two.Count(f => f.Rank == 2).ShouldBe(2 * 14 + (15 + 6 + 1));
        FunctionList.Make(2, 3, [4], [2], 20).ShouldBeNull();
        foreach (int elements in (int[])[1, 2, 3, 5, 8, 12])
        {
            (IReadOnlyList<int> degrees, IReadOnlyList<int> angular) = PaceRecipe.Functions(elements, 12, 14_000 / elements);
            degrees.Count.ShouldBe(angular.Count);

            // Not far fewer than there may be.
            int count = FunctionList.Make(elements, 12, degrees, angular, Math.Min(14_000 / elements, PaceRecipe.MostFunctions))!.Count;
            count.ShouldBeGreaterThan(elements == 1 ? 1600 : elements < 10 ? 700 : 200);
            (degrees[0] == 16).ShouldBe(elements == 1);
        }
    }
}
