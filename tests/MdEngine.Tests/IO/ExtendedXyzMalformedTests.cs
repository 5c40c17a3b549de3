using System.Linq;
using MdEngine.Core;
using MdEngine.IO.Xyz;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

public class ExtendedXyzMalformedTests
{
    private const string Cell = "Lattice=\"4 0 0 0 4 0 0 0 4\"";
    private const string Plain = "Properties=species:S:1:pos:R:3";

    [Theory]
    [InlineData("hello\n", 1, "found 'hello'; expected the number of atoms")]
    [InlineData("2 atoms\n\nAr 0 0 0\n", 1, "found '2 atoms'")]
    [InlineData("1.5\n\nAr 0 0 0\n", 1, "found '1.5'")]
    [InlineData("0\n\n", 1, "0 atoms; expected at least 1")]
    [InlineData("-3\n\n", 1, "-3 atoms; expected at least 1")]
    [InlineData("2000000000\n\nAr 0 0 0\n", 1, "room for at most")]
    [InlineData("99999999999999999999\n\n", 1, "expected the number of atoms")]
    [InlineData("1\n", 1, "ends before the comment line")]
    [InlineData("2\n\nAr 0 0 0\n", 3, "ends after 1 of the 2 atoms that line 1 announces; is it cut off?")]
    [InlineData("1\n\nAr 0 0 0\nAr 1 1 1\n", 4, "has frame 1 more lines than it says?")]
    [InlineData("1\n\nAr 0 0\n", 3, "3 fields; expected an element and three coordinates")]
    [InlineData("2\n\n\nAr 0 0 0\n", 3, "an empty line")]
    [InlineData("1\n\nXx 0 0 0\n", 3, "'Xx', which is no element")]
    [InlineData("1\n\n119 0 0 0\n", 3, "'119', which is no element")]
    [InlineData("1\n\nAr 0 nan 0\n", 3, "'nan' among its positions; expected a finite number")]
    [InlineData("1\n\nAr 0 0 -inf\n", 3, "'-inf' among its positions")]
    [InlineData("1\n\nAr 0 0 1e999\n", 3, "'1e999' among its positions")]
    [InlineData("1\n\nAr 0 0 1,5\n", 3, "'1,5' among its positions")]
    [InlineData("1\n" + Plain + "\nAr 0 0 0 7\n", 3, "5 fields; expected 4")]
    [InlineData("1\n" + Plain + ":forces:R:3\nAr 0 0 0 7 8\n", 3, "6 fields; expected 7")]
    [InlineData("1\n" + Plain + ":forces:R:3\nAr 0 0 0 7 8 NaN\n", 3, "'NaN' among its forces")]
    [InlineData("1\n" + Plain + ":masses:R:1\nAr 0 0 0 -1\n", 3, "the mass -1 u; expected a positive one")]
    [InlineData("1\n" + Plain + ":n:I:1\nAr 0 0 0 1.5\n", 3, "'1.5' in the column 'n' of kind I")]
    [InlineData("1\n" + Plain + ":flag:L:1\nAr 0 0 0 yes\n", 3, "'yes' in the column 'flag' of kind L")]
    [InlineData("1\n" + Plain + ":pos:R:3\n", 2, "names the column 'pos' twice")]
    [InlineData("1\n" + Plain + ":forces:R:3:force:R:3\n", 2, "'forces' and 'force' both hold the forces; drop one")]
    [InlineData("1\n" + Plain + ":velo:R:3:momenta:R:3\n", 2, "both velocities and momenta")]
    [InlineData("1\nProperties=species:S:1\nAr\n", 2, "no column pos:R:3")]
    [InlineData("1\nProperties=pos:R:3\n0 0 0\n", 2, "names no elements")]
    [InlineData("1\nProperties=species:S:1:pos:R\n", 2, "5 parts between colons")]
    [InlineData("1\nProperties=species:S:1:pos:Q:3\n", 2, "kind 'Q'")]
    [InlineData("1\nProperties=species:S:1:pos:R:2\n", 2, "'pos' is R:2; expected R:3")]
    [InlineData("1\nProperties=species:S:1:pos:R:3:x:R:0\n", 2, "width '0'")]
    [InlineData("1\nProperties=species:S:1:pos:R:3:x:R:9999999\n", 2, "width '9999999'")]
    [InlineData("1\nProperties=species:S:1:Z:I:1:pos:R:3\nAr 17 0 0 0\n", 3, "Ar by one column and Cl by another")]
    [InlineData("1\npbc=\"T T T\"\nAr 0 0 0\n", 2, "no Lattice")]
    [InlineData("1\n" + Cell + " pbc=\"T T\"\nAr 0 0 0\n", 2, "expected three of T and F")]
    [InlineData("1\n" + Cell + " pbc=\"T T maybe\"\nAr 0 0 0\n", 2, "expected three of T and F")]
    [InlineData("1\n" + Cell + " " + Cell + "\nAr 0 0 0\n", 2, "'Lattice' is given twice")]
    [InlineData("1\nLattice=\"4 0 0 0 4 0 0 0\"\nAr 0 0 0\n", 2, "Lattice is 8 numbers")]
    [InlineData("1\nLattice=\"4 0 0 0 4 0 0 0 four\"\nAr 0 0 0\n", 2, "expected the nine components")]
    [InlineData("1\nLattice=\"4 0 0 0 4 0 0 0 nan\"\nAr 0 0 0\n", 2, "not finite")]
    [InlineData("1\nLattice=\"4 0 0 0 4 0 0 0 -4\"\nAr 0 0 0\n", 2, "left-handed")]
    [InlineData("1\nLattice=\"4 0 0 8 0 0 0 0 4\"\nAr 0 0 0\n", 2, "span no volume")]
    [InlineData("1\nLattice=\"4 0 0 0 4 0 0 0 0\"\nAr 0 0 0\n", 2, "vector 3 is zero but its axis is periodic")]
    [InlineData("1\nLattice=\"4 0 0 0 4 0 0 0 4\nAr 0 0 0\n", 2, "is not closed")]
    [InlineData("1\n" + Cell + " =5\nAr 0 0 0\n", 2, "without a key")]
    [InlineData("1\n" + Cell + " energy=low\nAr 0 0 0\n", 2, "energy=low; expected a finite number")]
    [InlineData("1\n" + Cell + " energy=inf\nAr 0 0 0\n", 2, "energy=inf; expected a finite number")]
    [InlineData("1\n" + Cell + " stress=\"1 2 3\"\nAr 0 0 0\n", 2, "stress is 3 numbers; expected nine numbers, or six")]
    [InlineData("1\npbc=\"F F F\" virial=\"1 0 0 0 1 0 0 0 1\"\nAr 0 0 0\n", 2, "cell has no volume")]
    public void NamesLineAndFault(string text, int line, string fragment)
    {
        using ExtendedXyzReader reader = ExtendedXyzReaderTests.Reader(text);
        InputException e = Should.Throw<InputException>(() =>
        {
            while (reader.Read() is not null)
            {
            }
        });
        e.Message.ShouldContain(fragment);
        e.Message.ShouldStartWith($"test.xyz:{line}: ");
        (e.File, e.Line).ShouldBe(("test.xyz", line));
    }

    [Fact]
    public void ChecksTheCountAgainstTheFileBeforeItMakesRoom()
    {
        using var folder = new TempFolder();
        string plain = folder.Write("a.xyz", "200000000\n\nAr 0 0 0\n");
        string columns = folder.Write("b.xyz", "20\nProperties=species:S:1:pos:R:3:x:R:4000\n" + new string(' ', 1000));
        Should.Throw<InputException>(() => ExtendedXyzReader.ReadAll(plain).Count()).Message.ShouldContain("room for at most");
        Should.Throw<InputException>(() => ExtendedXyzReader.ReadAll(columns).Count()).Message.ShouldContain("b.xyz:1: ");
    }

    [Fact]
    public void SaysWhatIsWrongWithTheFileItself()
    {
        using var folder = new TempFolder();
        Fault(folder.File("none.xyz")).ShouldContain("no such file");
        Fault(folder.File(".")).ShouldContain("is a directory");
        System.IO.File.WriteAllBytes(folder.File("z"), [0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3]);
        Fault(folder.File("z")).ShouldContain("zstd");
        System.IO.File.WriteAllText(folder.File("u"), "1\n\nAr 0 0 0\n", System.Text.Encoding.Unicode);
        Fault(folder.File("u")).ShouldContain("UTF-16");
        string gzip = folder.WriteGzip("cut.xyz.gz", string.Concat(Enumerable.Repeat("1\n\nAr 0.1 0.2 0.3\n", 20000)));
        byte[] bytes = System.IO.File.ReadAllBytes(gzip);
        System.IO.File.WriteAllBytes(gzip, bytes[..(bytes.Length / 2)]);
        Fault(gzip).ShouldContain("cut off");

        static string Fault(string path) =>
            Should.Throw<InputException>(() => ExtendedXyzReader.ReadAll(path).Count()).Message;
    }
}
