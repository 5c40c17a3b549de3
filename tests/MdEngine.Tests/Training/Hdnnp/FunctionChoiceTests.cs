using System;
using System.Linq;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;
using MdEngine.Training.Hdnnp;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Hdnnp;

public sealed class FunctionChoiceTests
{
    // Three independent functions; the fourth is the first again, the fifth nearly the sum of the second and third.
    private static readonly double[,] s_correlations =
    {
        { 1.0, 0.0, 0.0, 1.0, 0.0 },
        { 0.0, 1.0, 0.0, 0.0, 0.7 },
        { 0.0, 0.0, 1.0, 0.0, 0.7 },
        { 1.0, 0.0, 0.0, 1.0, 0.0 },
        { 0.0, 0.7, 0.7, 0.0, 1.0 },
    };

    [Theory]
    [InlineData(FunctionSelection.Cur)]
    [InlineData(FunctionSelection.Correlation)]
    public void A_function_that_depends_on_others_is_left_out(FunctionSelection selection)
    {
        var chosen = FunctionChoice.Choose(s_correlations, selection, 5);
        chosen.Distinct().Count().ShouldBe(chosen.Count);
        chosen.Count.ShouldBe(4);
        chosen.Count(k => k is 0 or 3).ShouldBe(1);
    }

    [Fact]
    public void Cur_begins_with_what_explains_most()
    {
        // Eigenvalues: 2 of the pair that is the same, then 1.99 = 1 + 0.7 sqrt 2 of the other three, led by the fifth.
        var chosen = FunctionChoice.Choose(s_correlations, FunctionSelection.Cur, 2);
        chosen[0].ShouldBeOneOf(0, 3);
        chosen[1].ShouldBe(4);
    }

    [Fact]
    public void All_keeps_all() => FunctionChoice.Choose(s_correlations, FunctionSelection.All, 2).ShouldBe([0, 1, 2, 3, 4]);

    [Fact]
    public void The_grid_has_a_function_for_every_combination_of_elements()
    {
        var grid = new SymmetryFunctionGrid
        {
            Cutoff = 6.0,
            Centred = 3,
            Shifted = 2,
            AngularCentred = 1,
            AngularShifted = 1,
            Zeta = [1.0, 4.0],
            Angular = AngularKind.Both,
        };
        var all = GridProposal.Functions(grid, 2);

        // For each of 2 centres: 2 neighbours x 5 radial; 3 pairs x 2 types x 2 widths x 2 exponents x 2 signs.
        all.Count.ShouldBe(2 * ((2 * 5) + (3 * 2 * 2 * 2 * 2)));
        all.Distinct().Count().ShouldBe(all.Count);
        all.ShouldAllBe(f => f.Cutoff == 6.0 && f.Eta > 0.0 && f.First >= 0 && (!f.IsAngular || f.Second >= f.First));

        // The first exponent is 1/rc^2, the others (n^(m/n)/rc)^2 to six digits.
        double[] etas = [.. all.Where(f => f is { Type: 2, Element: 0, First: 0, Shift: 0.0 }).Select(f => f.Eta)];
        for (int m = 0; m < 3; m++)
        {
            etas[m].ShouldBe(Math.Pow(Math.Pow(3.0, m / 3.0) / 6.0, 2), 1e-5 * etas[m]);
        }
    }
}
