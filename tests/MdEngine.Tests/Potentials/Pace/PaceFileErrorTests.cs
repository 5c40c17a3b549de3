using System;
using System.IO;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Files;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Pace;

/// <summary>What the readers and the deck say about models that they do not take.</summary>
public sealed class PaceFileErrorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [Theory]
    [InlineData("elements: [Cu, Al]", "elements: [Cu, Qq]", ":1: 'Qq' is no element")]
    [InlineData("elements: [Cu, Al]", "elements: [Cu, Cu]", "2 elements, expected 1 to 120 different ones")]
    [InlineData("elements: [Cu, Al]", "elements: [Cu]", "an integer from 0 to 0")]
    [InlineData("deltaSplineBins: 0.001", "deltaSplineBins: 0", "deltaSplineBins is 0; expected a width")]
    [InlineData("deltaSplineBins: 0.001", "deltaSpline: 0.001", "the file has the key 'deltaSpline'; expected one of elements, E0, deltaSplineBins")]
    [InlineData("npoti: FinnisSinclairShiftedScaled", "npoti: Other", "npoti is 'Other'; expected FinnisSinclair or")]
    [InlineData("ndensity: 1, FS", "ndensity: 2, FS", "2 FS_parameters for 2 densities; expected 4")]
    [InlineData("radbasename: ChebExpCos", "radbasename: Chebyshev", "the radial basis 'Chebyshev'; expected ChebExpCos")]
    [InlineData("  [0, 1]: {nradmax", "  [1, 1]: {nradmax", "the pair [1, 1] of bonds is there twice")]
    [InlineData("nradbasemax: 4", "nradbasemax: 5", "radcoefficients has 4 entries where nradbasemax is 5")]
    [InlineData("inner_cutoff_type: density", "inner_cutoff_type: soft", "inner_cutoff_type is 'soft'; expected density, distance or zbl")]
    [InlineData("inner_cutoff_type: density", "inner_cutoff_type: distance", "expected one type for the whole model")]
    [InlineData("rcut: 4.6", "rcut: -4.6", "has rcut = -4.6; expected a positive number")]
    [InlineData("rcut: 4.6", "rcut: .nan", "rcut is '.nan'; expected a finite number")]
    [InlineData("rank: 2,", "rank: 3,", "a function of rank 3 with 1 combinations and 1 densities has 2 mus; expected 3")]
    [InlineData("ns: [1, 2]", "ns: [1, 9]", "with n = 9; expected 1 to 2, the greatest nradmax of the bonds")]
    [InlineData("ls: [1, 1]", "ls: [7, 7]", "with l = 7; expected 0 to 2, the greatest lmax of the bonds")]
    [InlineData("functions:\n  0:", "functions:\n  5:", "a key of functions is '5'; expected an integer from 0 to 1")]
    [InlineData("E0:", "E0: *x #", "an alias (*name); expected the values themselves")]
    [InlineData("bonds:", "bonds: {", "is no sound YAML")]
    public void TellsWhatIsWrong(string found, string instead, string expected)
    {
        using var text = new StringWriter();
        YaceWriter.Write(text, new PaceSample { Elements = ["Cu", "Al"] }.Model());
        string good = text.ToString();
        int at = good.IndexOf(found, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0);
        string path = Path.Combine(_folder, "model.yace");
        File.WriteAllText(path, good[..at] + instead + good[(at + found.Length)..]);
        string message = Should.Throw<InputException>(() => PaceFile.Read(path)).Message;
        message.ShouldStartWith(path);
        message.ShouldContain(expected);
    }

    [Fact]
    public void AMissingBondIsNamed()
    {
        using var text = new StringWriter();
        YaceWriter.Write(text, new PaceSample { Elements = ["Cu", "Al"] }.Model());
        string[] lines = [.. Array.FindAll(text.ToString().Split('\n'), l => !l.StartsWith("  [0, 1]:", StringComparison.Ordinal))];
        string path = Path.Combine(_folder, "model.yace");
        File.WriteAllText(path, string.Join('\n', lines));
        Should.Throw<InputException>(() => PaceFile.Read(path)).Message.ShouldEndWith(
            "no bond [0, 1] of Cu and Al; expected one for each ordered pair of elements");
    }

    [Theory]
    [InlineData("model.yaml", "the B basis, as its name says; expected the C-tilde basis")]
    [InlineData("model.txt", "has the ending '.txt'; expected .yace or .ace")]
    [InlineData("none.yace", "no such file; expected a model of the atomic cluster expansion (.yace)")]
    [InlineData("none.ace", "no such file; expected a model of the atomic cluster expansion (.ace)")]
    public void TellsFormatsByTheirNames(string name, string expected)
    {
        string path = Path.Combine(_folder, name);
        if (!name.StartsWith("none", StringComparison.Ordinal))
        {
            File.WriteAllText(path, "x");
        }

        Should.Throw<InputException>(() => PaceFile.Read(path)).Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("nelements=1", "nelements=2", "the text format holds no more, take .yace")]
    [InlineData("embedding-function: FinnisSinclair", "embedding-function: Tanh", "the embedding function 'Tanh")]
    [InlineData("ndens=1", "ndens=2", "ndens is 2 and ndensitymax 1")]
    [InlineData("< 0 >", "< 3 >", "m = 3 where l is 0")]
    [InlineData("radbasename=ChebPow", "radbasename=Other", "the radial basis is 'Other'; expected ChebExpCos, ChebPow")]
    [InlineData("nradmax=2", "nradmax=200", "the file is too short")]
    public void TellsWhatIsWrongInTheOldFormat(string found, string instead, string expected)
    {
        string good = AceText.Write(new PaceSample { Basis = "ChebPow", Products = [([0], []), ([1, 1], [])] }.Model());
        good.ShouldContain(found);
        string path = Path.Combine(_folder, "model.ace");
        File.WriteAllText(path, good.Replace(found, instead, StringComparison.Ordinal));
        Should.Throw<InputException>(() => PaceFile.Read(path)).Message.ShouldContain(expected);
    }

    [Fact]
    public void DecksNameIt()
    {
        string path = Path.Combine(_folder, "model.yace");
        YaceWriter.Write(path, new PaceSample().Model());
        IPotential potential = PotentialText.Create("""{"type": "pace", "file": "model.yace"}""", path);
        potential.ShouldBeOfType<PacePotential>();
        potential.Cutoff.ShouldBe(4.6);
        potential.ParameterCount.ShouldBe(new PaceSample().Model().ParameterCount);
        Should.Throw<InputException>(() => PotentialText.Create("""{"type": "pace", "file": "model.yace", "basis": "model.yace"}""", path))
            .Message.ShouldContain("given without \"activeSet\", which alone needs it");
        Should.Throw<InputException>(() => PotentialText.Create("""{"type": "pace", "file": "model.yace", "activeSet": "model.yace"}""", path))
            .Message.ShouldContain("model.yaml: no such file; expected the B basis of the model (.yaml), which extrapolation grades need");
    }

    public void Dispose() => Directory.Delete(_folder, true);
}
