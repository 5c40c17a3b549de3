using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Tests.IO;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Gap;

/// <summary>What files may look like, and what is said of those that cannot be used.</summary>
public sealed class GapReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string, string, string> Faults => new()
    {
        { "</GAP_test>", "", "not sound XML" },
        { "<GAP_test>", "<!DOCTYPE a [<!ENTITY b \"c\">]><GAP_test>", "DTD" },
        { "IP GAP label", "IP SW label", "IP SW" },
        { "IP GAP label=GAP_test", "IP GAP label=other", "other" },
        { "fitted=\"T\"", "fitted=\"F\"", "fitted" },
        { "n_coordinate=\"3\"", "n_coordinate=\"4\"", "GAP_test4" },
        { "n_sparseX=\"4\"", "n_sparseX=\"5\"", "whole" },
        { "n_sparseX=\"4\"", "n_sparseX=\"999999999\"", "n_sparseX" },
        { "dimensions=\"1\"", "dimensions=\"2\"", "theta" },
        { "alpha=\"8\"", "alpha=\"NaN\"", "alpha" },
        { "alpha=\"8\"", "alpha=\"1e999\"", "alpha" },
        { "alpha=\"8\"", "beta=\"60\"", "alpha" },
        { ">0.4<", ">0.4 0.5<", "more than 1" },
        { ">0.4<", "><", "0 numbers" },
        { "i=\"2\" alpha", "i=\"1\" alpha", "second" },
        { "sparsified=\"T\"", "sparsified=\"F\"", "sparsified" },
        { "covariance_type=\"2\"", "covariance_type=\"3\"", "covariance_type" },
        { "zeta=\"2\"", "zeta=\"-2\"", "zeta" },
        { "soap n_max", "soap_turbo n_max", "soap_turbo" },
        { "n_max=3", "n_max=4", "dimensions" },
        { "n_max=3", "n_max=three", "n_max" },
        { "n_max=3", "", "n_max" },
        { "atom_sigma=0.5", "", "atom_sigma" },
        { "atom_sigma=0.5", "atom_sigma=0", "atom_sigma" },
        { "atom_sigma=0.5", "atom_sigma=0.5 average=T", "average" },
        { "atom_sigma=0.5", "atom_sigma=0.5 radial_basis=POLY", "radial_basis" },
        { "atom_sigma=0.5", "atom_sigma=0.5 nu_R=1", "nu_R" },
        { "atom_sigma=0.5", "atom_sigma=0.5 Z_map={1}", "Z_map" },
        { "cutoff=3.6", "cutoff=-1", "cutoff" },
        { "cutoff=3.6", "cutoff={3.6", "not closed" },
        { "distance_2b cutoff", "distance_2b only_intra=T cutoff", "only_intra" },
        { "order=2", "order=4", "order" },
        { "<theta>0.45</theta>", "", "theta" },
        { "<theta>0.45</theta>", "<theta>0</theta>", "theta" },
        { ">1</permutation>", ">2</permutation>", "permutation" },
        { "Z=\"14\"", "Z=\"140\"", "Z of <e0>" },
        { "value=\"1.5\"", "value=\"abc\"", "value" },
        { "sparsified=\"T\"", "sparsified=\"T\" sparseX_filename=\"gone.dat\"", "gone.dat" },
        { "sparsified=\"T\"", "sparsified=\"T\" sparseX_filename=\"../gap.xml\"", "in the folder" },
        { "gap_version=\"1767480561\"", "gap_version=\"new\"", "gap_version" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void AFaultIsNamedWithItsPlace(string what, string by, string expected)
    {
        string good = Text().ToString();
        int at = good.IndexOf(what, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, "the file holds what the test replaces");
        string file = _folder.Write("gap.xml", good[..at] + by + good[(at + what.Length)..]);
        InputException fault = Should.Throw<InputException>(() => new GapPotential(GapReader.Read(file)));
        fault.Message.ShouldStartWith(file);
        fault.Message.ShouldContain(expected);
        fault.Line.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void FilesThatAreNotThereOrEmptyAreNamed()
    {
        Should.Throw<InputException>(() => GapReader.Read(_folder.File("none.xml"))).Message.ShouldContain("no such file");
        Should.Throw<InputException>(() => GapReader.Read(_folder.Write("empty.xml", ""))).Message.ShouldContain("empty.xml");
        Should.Throw<InputException>(() => GapReader.Read(_folder.Write("other.xml", "<a><b/></a>"))).Message.ShouldContain("Potential");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SparsePointsMayStandInAFileOfTheirOwn(bool withSum)
    {
        GapText text = Text();
        string points = ".4\n+0.9\n  1.4 .19D+01\n\n";
        string sum = withSum ? Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes(points))) : "";
        string file = Write(text, points, sum);
        Structure crystal = GapSystems.Crystal();
        Evaluation.Of(new GapPotential(GapReader.Read(file)), crystal).Energy
            .ShouldBe(Evaluation.Of(GapSystems.Potential(Text()), crystal).Energy);
    }

    [Theory]
    [InlineData("0.4 0.9 1.4", "", "holds 3 numbers, expected 4")]
    [InlineData("0.4 0.9 1.4 1.9 2", "", "more numbers")]
    [InlineData("0.4\n0.9\nx 1.9", "", ":3: found 'x'")]
    [InlineData("0.4\n0.9\nNaN 1.9", "", ":3: found 'NaN'")]
    [InlineData("0.4 0.9 1.4 1.9", "0123456789abcdef0123456789abcdef", "MD5")]
    public void FilesOfSparsePointsAreChecked(string points, string sum, string expected)
    {
        string message = Should.Throw<InputException>(() => GapReader.Read(Write(Text(), points, sum))).Message;
        message.ShouldContain("points.dat");
        message.ShouldContain(expected);
    }

    [Fact]
    public void AttributesOfOldFilesAreUnderstood()
    {
        string good = Text().ToString(), old = good.Replace(" zeta=\"2\"", "", StringComparison.Ordinal)
            .Replace("<descriptor> soap", "<theta>2.0</theta><descriptor> soap", StringComparison.Ordinal)
            .Replace(" gap_version=\"1767480561\"", " gap_version=\"1596837814\"", StringComparison.Ordinal)
            .Replace("<e0 Z=\"14\" value=\"-.25E+001\"/><e0 Z=\"6\" value=\"1.5\"/>", "", StringComparison.Ordinal)
            .Replace("<GAP_data do_core", "<GAP_data e0=\"-.5\" do_core", StringComparison.Ordinal);
        GapModel model = GapReader.Read(_folder.Write("gap.xml", old));
        model.Coordinates[2].Zeta.ShouldBe(2.0);
        model.AtomEnergies[6].ShouldBe(-0.5);
        model.AtomEnergies[118].ShouldBe(-0.5);
    }

    [Fact]
    public void ElementsAreThoseThatDescriptorsName()
    {
        GapSystems.Potential(GapSystems.Carbide()).Elements.Select(e => e.Symbol).ShouldBe(["C", "Si"]);
        GapSystems.Potential(new GapText().Soap(2, 2, 3, "cutoff=3 atom_sigma=0.5")).Elements.Select(e => e.Symbol).ShouldBe(["C", "Si"], "those with an energy");
        GapText bare = new GapText { Energies = "" }.Soap(2, 2, 3, "cutoff=3 atom_sigma=0.5");
        GapSystems.Potential(bare).Elements.Count.ShouldBe(118);
    }

    [Theory]
    [InlineData(".5", 0.5)]
    [InlineData("-.97", -0.97)]
    [InlineData("1.", 1.0)]
    [InlineData(".23E-001", 0.023)]
    [InlineData("1.5D+3", 1500.0)]
    [InlineData("0.25-100", 0.25e-100)]
    [InlineData("3846416.84", 3846416.84)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData("1 2", null)]
    [InlineData("0x10", null)]
    [InlineData("Infinity", null)]
    [InlineData("1e400", null)]
    public void NumbersAreThoseOfFortran(string text, double? expected) => FortranNumbers.Real(text).ShouldBe(expected);

    public void Dispose() => _folder.Dispose();

    /// <summary>One process each of pairs, clusters and SOAP.</summary>
    internal static GapText Text() => new GapText(8).Repulsion()
        .Distances("distance_Nb order=2 cutoff=2.9 cutoff_transition_width=0.9 Z={6 14}", [[1.5], [2.5]], [1, -0.6], [0.8])
        .Soap(3, 2, 5, "cutoff=3.6 atom_sigma=0.5 species_Z={6 14}", 2);

    private string Write(GapText text, string points, string sum)
    {
        string xml = text.ToString().Replace(">0.4<", "><", StringComparison.Ordinal).Replace(">0.9<", "><", StringComparison.Ordinal)
            .Replace(">1.4<", "><", StringComparison.Ordinal).Replace(">1.9<", "><", StringComparison.Ordinal);
        int at = xml.IndexOf("sparsified", StringComparison.Ordinal);
        File.WriteAllText(_folder.File("points.dat"), points);
        return _folder.Write("gap.xml", $"{xml[..at]}sparseX_filename=\"points.dat\" sparseX_md5sum=\"{sum}\" {xml[at..]}");
    }
}
