using System.Globalization;
using System.Linq;
using System.Text;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Potentials.Buckingham;
using MdEngine.Potentials.Morse;
using MdEngine.Potentials.Table;
using MdEngine.Potentials.Zbl;
using MdEngine.Tests.IO;
using Xunit;

namespace MdEngine.Tests.Potentials.Pairs;

/// <summary>The laws of all potentials, for pair potentials.</summary>
public sealed class PairConformanceTests
{
    private static readonly string[] Two = ["Ni", "W"];

    [Theory]
    [InlineData(PairTruncation.None)]
    [InlineData(PairTruncation.Energy)]
    [InlineData(PairTruncation.Force)]
    public void MorseHoldsTheLaws(PairTruncation shift) =>
        PotentialConformance.CheckAll(Morse(shift), Crystal(), Options(shift) with { Seams = [5.0] });

    [Theory]
    [InlineData(PairTruncation.None)]
    [InlineData(PairTruncation.Energy)]
    [InlineData(PairTruncation.Force)]
    public void BuckinghamHoldsTheLaws(PairTruncation shift) => PotentialConformance.CheckAll(
        new BuckinghamPotential(new BuckinghamOptions
        {
            Cutoff = 5.5,
            Shift = shift,
            Pairs =
            [
                new() { Elements = ["Ni", "Ni"], A = 1500.0, Rho = 0.31, C = 12.0 },
                new() { Elements = ["Ni", "W"], A = 1900.0, Rho = 0.29, C = 15.0 },
                new() { Elements = ["W", "W"], A = 1700.0, Rho = 0.33 },
            ],
        }),
        // The atoms push apart: the short run has to be shorter than it takes them to meet their images.
        Crystal(), Options(shift) with { Steps = 40, Temperature = 100.0 });

    [Fact]
    public void ZblHoldsTheLaws() => PotentialConformance.CheckAll(
        new ZblPotential(new ZblOptions { Inner = 2.0, Outer = 4.5, Elements = Two }), Crystal(),
        // The forces of a crystal that only repulsion holds are large; at the seam they change by 80 eV/Angstrom^2.
        new ConformanceOptions { Seams = [2.0], ContinuityTolerance = 1e-8, Timestep = 0.25, Temperature = 100.0, Steps = 40 });

    [Fact]
    public void SumsHoldTheLaws() => PotentialConformance.CheckAll(
        new SumPotential([
            Morse(PairTruncation.Force),
            new ZblPotential(new ZblOptions { Inner = 1.0, Outer = 2.8, Elements = ["W", "Ni"] }),
        ]),
        Crystal(), Options(PairTruncation.Force) with { Seams = [2.8, 5.0], ContinuityTolerance = 1e-8 });

    [Theory]
    [InlineData(TableInterpolation.Linear)]
    [InlineData(TableInterpolation.Spline)]
    public void TablesHoldTheLaws(TableInterpolation interpolation)
    {
        using var folder = new TempFolder();
        string file = folder.Write("fine.table", FineTable());
        var potential = new TablePotential(new TableOptions
        {
            Interpolation = interpolation,
            Points = 500_000,
            Pairs =
            [
                new() { Elements = ["Ni", "Ni"], File = file, Keyword = "FINE" },
                new() { Elements = ["Ni", "W"], File = file, Keyword = "FINE", Cutoff = 5.0 },
                new() { Elements = ["W", "W"], File = file, Keyword = "FINE" },
            ],
        });
        PotentialConformance.CheckAll(potential, Crystal(), Options(PairTruncation.None) with
        {
            // Energies and forces are interpolated each for itself: near the foot of the table, where they change most, they
            // agree to a part in a hundred thousand.
            DerivativeTolerance = 1e-5,
            Seams = [5.0],
        });
    }

    /// <summary>A Morse law in two thousand points.</summary>
    private static string FineTable()
    {
        var pair = new MorsePairOptions { Elements = ["Ni", "Ni"], Depth = 0.35, Alpha = 1.4, R0 = 2.6 };
        var text = new StringBuilder("# UNITS: metal\n\nFINE\nN 2000\n\n");
        for (int k = 0; k < 2000; k++)
        {
            double r = 0.4 + (5.1 * k / 1999.0);
            (double energy, double slope) = MorsePotential.Law(pair, r);
            text.Append(CultureInfo.InvariantCulture, $"{k + 1} {r:r} {energy:r} {-slope:r}\n");
        }

        return text.ToString();
    }

    private static MorsePotential Morse(PairTruncation shift) => new(new MorseOptions
    {
        Cutoff = 5.5,
        Shift = shift,
        Pairs =
        [
            new() { Elements = ["Ni", "Ni"], Depth = 0.35, Alpha = 1.4, R0 = 2.6 },
            new() { Elements = ["Ni", "W"], Depth = 0.40, Alpha = 1.5, R0 = 2.65, Cutoff = 5.0 },
            new() { Elements = ["W", "W"], Depth = 0.45, Alpha = 1.3, R0 = 2.7 },
        ],
    });

    private static ConformanceOptions Options(PairTruncation shift) => new()
    {
        Continuity = shift switch
        {
            PairTruncation.None => CutoffContinuity.None,
            PairTruncation.Energy => CutoffContinuity.Energy,
            _ => CutoffContinuity.Force,
        },
    };

    private static Structure Crystal()
    {
        Element[] kinds = [.. Two.Select(PeriodicTable.Get)];
        Structure cell = CrystalBuilder.Build(new CrystalRecipe
        {
            Lattice = CrystalLattice.FaceCentredCubic,
            Elements = [kinds[0]],
            A = 3.8,
        });
        Structure crystal = StructureOperations.Replicate(cell, 2, 2, 2);
        return new Structure(crystal.Cell, [.. crystal.Elements.Select((_, k) => kinds[k * 5 % 7 % 2])], crystal.Positions);
    }
}
