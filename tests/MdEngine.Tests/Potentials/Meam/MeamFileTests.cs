using System;
using System.Linq;
using System.Text;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Meam;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Meam;

/// <summary>Files and options, good and bad.</summary>
public sealed class MeamFileTests
{
    private const string Pair = "lattce(1,2) = 'b1'\n";

    [Fact]
    public void DefaultsAreThoseOfLammps()
    {
        MeamParameters p = MeamSystems.Parse("", "Ni");
        p.Cutoff.ShouldBe(4.0);
        // Cmax = 2.8 makes an ellipse that reaches 2.8^2/(4 * 1.8) of the square of a pair's distance.
        p.Reach.ShouldBe(4.0 * Math.Sqrt(2.8 * 2.8 / 7.2), 1e-14);
        (p.Smallest(0, 0, 0), p.Largest(0, 0, 0)).ShouldBe((2.0, 2.8));
        p.T1[0].ShouldBe(3.57 + (0.6 * 3.70), 1e-14);
        p.Bond(0).ShouldBe(3.52 / Math.Sqrt(2.0), 1e-14);
    }

    [Fact]
    public void PairsFollowFromTheirElements()
    {
        MeamParameters p = MeamSystems.Parse(Pair + "delta(1,2)=0.3\nalpha(1,2)=0", "Ni", "Cu");
        p.Pair(0, 1).ShouldBe(p.Pair(1, 0));
        p.Pair(0, 1).Cohesion.ShouldBe(((4.45 + 3.54) / 2.0) - 0.3, 1e-14);
        p.Pair(0, 1).Alpha.ShouldBe((4.99 + 5.11) / 2.0, 1e-14);
        p.Pair(0, 1).Bond.ShouldBe((3.52 + 3.62) / 2.0 / Math.Sqrt(2.0), 1e-14);
        MeamSystems.Parse("lattce(1,2)=l12", "Ni", "Cu").Pair(0, 1).Cohesion.ShouldBe(((3 * 4.45) + 3.54) / 4.0, 1e-14);
    }

    /// <summary>LAMMPS takes the indices of these in either order, and no others.</summary>
    [Fact]
    public void SomeIndicesHaveNoOrder()
    {
        MeamParameters p = MeamSystems.Parse("lattce(1,2)=zig\nnn2(2,1)=1\nzbl(2,1)=0\ntheta(2,1)=90", "Ni", "Cu");
        (p.Pair(0, 1).SecondNeighbors, p.Pair(0, 1).Ziegler).ShouldBe((true, false));
        // Atoms at either end of two bonds at a right angle.
        p.Pair(0, 1).Structure.Ratio.ShouldBe(Math.Sqrt(2.0), 1e-14);
    }

    [Fact]
    public void ALaterSettingReplacesAnEarlierOne() => MeamSystems.Parse("rc = 5 # first\nrc = 4.5\n", "Ni").Cutoff.ShouldBe(4.5);

    [Theory]
    [InlineData("rc 5 6", "test.meam:1: the setting rc has 2 words after it; expected rc = value")]
    [InlineData("rc = x", "test.meam:1: found 'x', expected the value of rc, a number")]
    [InlineData("rc = nan", "found 'nan', expected the value of rc")]
    [InlineData("rc = -4", "the setting rc is -4; expected a number from 0.5 to 50")]
    [InlineData("\n\ncutoff = 4", "test.meam:3: found 'cutoff', expected one of Ec, alpha, rho0")]
    [InlineData("theta(1,1) = 0", "the setting theta(1,1) is 0; expected a number from 1 to 180")]
    [InlineData("theta(1,2) = 200", "the setting theta(1,2) is 200; expected a number from 1 to 180")]
    [InlineData("theta(2,1) = -90", "the setting theta(1,2) is -90; expected a number from 1 to 180")]
    [InlineData("theta = 90", "the setting theta has 1 words after it; expected theta(i,j) = value")]
    [InlineData("theta(1,1) = straight", "found 'straight', expected the value of theta, a number")]
    [InlineData("Ec(1) = 4", "the setting Ec has 2 words after it; expected Ec(i,j) = value")]
    [InlineData("Ec(1,3) = 4", "found the index 3 of Ec; expected 1 to 2")]
    [InlineData("Ec(1.5,2) = 4", "found the index 1.5 of Ec")]
    [InlineData("Ec(2,1) = 4", "the setting Ec(2,1) has its indices turned, and LAMMPS leaves it out: write Ec(1,2)")]
    [InlineData("Ec(1,2) = 4\nEc(2,1) = 5", "test.meam:2: the setting Ec(2,1) differs from Ec(1,2) on line 1")]
    [InlineData("Ec(1,2) = -4", "Ec(1,2) is -4; expected a number above 0")]
    [InlineData("lattce(1,2) = zag", "found 'zag', expected a reference structure: fcc, bcc, hcp")]
    [InlineData("lattce(1,2) = 3", "found '3', expected a reference structure")]
    [InlineData("lattce(1,1) = l12", "lattce(1,1) is l12, which takes two elements")]
    [InlineData("rho0(1) = -1", "rho0(1) is -1; expected a number above 0")]
    [InlineData("ialloy = 3", "the setting ialloy is 3; expected 0 or 1 or 2")]
    [InlineData("Cmin(1,1,1) = 3", "Cmin(1,1,1) is 3 and Cmax 2.8; expected 0 <= Cmin < Cmax")]
    [InlineData("Cmax(1,2,1) = 1e6", "expected 0 <= Cmin < Cmax, and Cmax from 1 to 20")]
    public void FaultsOfSettingsAreTold(string settings, string message) => Should.Throw<InputException>(
        () => MeamSystems.Parse(settings.Contains("lattce(1,2)") ? settings : settings + "\n" + Pair, "Ni", "Cu")).Message.ShouldContain(message);

    [Fact]
    public void AnUnlikePairNeedsAStructure() => Should.Throw<InputException>(
        () => MeamSystems.Parse("rc = 4", "Ni", "Cu")).Message.ShouldBe("test.meam: lattce(1,2) is not given; add lattce(1,2) = and a reference structure");

    [Theory]
    [InlineData("'Ni' 'fcc' 12 28 58.71\n4.99", "test.library:1: the file ends within the entry Ni, which has 6 of its 19 words")]
    [InlineData("'Ni' 'fcc' 12 28 58.71\n4.99 2.45 2.2 6 2.2 3.52 4.45 1.1\n1 3.57 1.6 3.7 1 0 9", "test.library:3: the entry Ni, begun on line 1, has more than its 19 words")]
    [InlineData("'Ni' 'b1' 6 28 58.71\n4.99 2.45 2.2 6 2.2 3.52 4.45 1.1\n1 3.57 1.6 3.7 1 0", "has the reference structure b1, which takes two elements")]
    [InlineData("'Ni' 'ch4' 4 28 58.71\n4.99 2.45 2.2 6 2.2 3.52 4.45 1.1\n1 3.57 1.6 3.7 1 0", "has the reference structure ch4, which takes two elements")]
    [InlineData("'Ni' 'zig' 4 28 58.71\n4.99 2.45 2.2 6 2.2 3.52 4.45 1.1\n1 3.57 1.6 3.7 1 0", "z of the entry Ni is 4; its structure zig has 2 first neighbours")]
    [InlineData("'Ni' 'abc' 6 28 58.71\n4.99 2.45 2.2 6 2.2 3.52 4.45 1.1\n1 3.57 1.6 3.7 1 0", "found 'abc', expected a reference structure")]
    [InlineData("'Ni' 'fcc' 8 28 58.71\n4.99 2.45 2.2 6 2.2 3.52 4.45 1.1\n1 3.57 1.6 3.7 1 0", "z of the entry Ni is 8; its structure fcc has 12 first neighbours")]
    [InlineData("'Ni' 'fcc' 12 28 58.71\n4.99 2.45 2.2 6 2.2 -3.52 4.45 1.1\n1 3.57 1.6 3.7 1 0", "alat of the entry Ni is -3.52; expected a number above 0")]
    [InlineData("'Ni' 'fcc' 12 28 58.71\n4.99 2.45 2.2 6 2.2 3.52 4.45 1.1\n1 3.57 1.6 3.7 1 2", "ibar of the entry Ni is 2; expected 0, 1, 3, 4 or -5")]
    [InlineData("'Ni' 'fcc' 12 28 58.71\n4.99 2.45 2.2 6 2.2 inf 4.45 1.1\n1 3.57 1.6 3.7 1 0", "found 'inf', expected alat of the entry Ni, a number")]
    [InlineData("'Cu' 'fcc' 12 28 58.71\n4.99 2.45 2.2 6 2.2 3.52 4.45 1.1\n1 3.57 1.6 3.7 1 0", "test.library: has no entry for Ni; it has Cu")]
    [InlineData("", "has no entry for Ni; it has none at all")]
    public void FaultsOfLibrariesAreTold(string library, string message) => Should.Throw<InputException>(
        () => MeamParameters.Read(MeamSystems.Bytes(library), "test.library", null, "", ["Ni"])).Message.ShouldContain(message);

    [Fact]
    public void OptionsAreChecked()
    {
        var options = new MeamOptions { Library = "no-such-library", Elements = ["Ni", "Ni"], LibraryElements = ["Ni"] };
        options.Validate().Select(f => f.Key).ShouldBe(["elements", "libraryElements"]);
        Should.Throw<InputException>(() => MeamParameters.From(options)).Message.ShouldContain("Ni stands twice");
        Should.Throw<InputException>(() => new MeamFactory().Create(options with { Elements = ["Ni"] })).Message.ShouldContain("no such file");
    }

    [Fact]
    public void DamagedFilesAreReadOrRefused()
    {
        const string settings = "lattce(1,2) = 'zig'\ntheta(1,2) = 100\nnn2(1,2) = 1\nEc(1,2) = 6.4325\nalpha(1,2) = 4.37\nre(1,2) = 1.8878\nrho0(2) = 2.25\nrc = 4.0\nCmax(1,2,1) = 4.0\n";
        string[] tokens = ["Ni", "nan", "-", "1e308", "-1", "0", "#", "\n", " ", "(", ",", "=", "\0", "\uFEFF", "é", "fcc", "9999999999"];
        var stream = new RandomStream(17, RandomPurpose.Other);
        var structure = Crystals.Liquid(4, 30.0, 2.0, 1, "Si", "C");
        int good = 0;
        for (int n = 0; n < 1000; n++)
        {
            // Half of them in the library, half in the settings.
            StringBuilder[] files = [new(MeamSystems.Library), new(settings)];
            StringBuilder file = files[n % 2];
            for (int k = 0; k <= n % 3; k++)
            {
                (double a, double b) = Philox.Uniform(stream, n, k);
                (double c, double d) = Philox.Uniform(stream, n, k, 1);
                int at = (int)(a * file.Length), length = Math.Min((int)(1 + (12 * c)), file.Length - at);
                switch ((int)(b * 4))
                {
                    case 0:
                        file[at] = (char)(128 * d);
                        break;
                    case 1:
                        file.Remove(at, length);
                        break;
                    case 2:
                        file.Insert(at, tokens[(int)(d * tokens.Length)]);
                        break;
                    default:
                        file.Insert(at, file.ToString(at, length));
                        break;
                }
            }

            try
            {
                MeamParameters p = MeamParameters.Read(
                    MeamSystems.Bytes(files[0].ToString()), "fuzz", MeamSystems.Bytes(files[1].ToString()), "fuzz", ["Si", "C"]);
                good++;
                if (good % 40 == 0 && p.Reach < 10.0)
                {
                    double.IsNaN(Evaluation.Of(new MeamPotential(p), structure).Energy).ShouldBeFalse($"case {n}");
                }
            }
            catch (InputException e)
            {
                e.Message.ShouldStartWith("fuzz");
            }
        }

        good.ShouldBeInRange(50, 900);
    }
}
