using System;
using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Poscar;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

public class PoscarTests
{
    private const string Lattice = "c\n1.0\n4 0 0\n0 5 0\n0 0 6\n";

    [Fact]
    public void ReadsDirectCoordinatesWithSelectiveDynamics()
    {
        Structure s = Read("two oxides\n2.0\n4 0 0\n0 5 0\n0 1 6\nSi_pv O/5f2a\n1 2 ! note\nSelective dynamics\nDirect\n0 0 0 T T T\n0.5 0 0 F F F\n0 0 0.5 F T F\n");
        s.Cell.Vectors.ShouldBe(new Matrix3(8, 0, 0, 0, 10, 0, 0, 2, 12));
        s.Elements.Select(e => e.Symbol).ShouldBe(["Si", "O", "O"]);
        s.Positions.ShouldBe([default, new Double3(4, 0, 0), new Double3(0, 1, 6)]);
        s.Info["comment"].ShouldBe("two oxides");
        s.Velocities.ShouldBeNull();
    }

    [Fact]
    public void ScalesCartesianCoordinates()
    {
        const string rest = "\n4 0 0\n0 5 0\n0 0 6\nSi\n1\nCartesian\n1 2 3\n";
        Read("c\n2" + rest).Positions[0].ShouldBe(new Double3(2, 4, 6));
        Read("c\n1 2 3" + rest).Positions[0].ShouldBe(new Double3(1, 4, 9));
        Structure s = Read("c\n-960" + rest);
        s.Cell.Volume.ShouldBe(960, 1e-12 * 960); // a cube root and three products
        s.Positions[0].X.ShouldBe(2, 1e-15);
    }

    [Fact]
    public void ReadsVelocities()
    {
        const string head = Lattice + "Si\n2\nDirect\n0 0 0\n0.5 0.5 0.5\n";
        Double3[] expected = [new(1e-3, 0, 0), new(0, 2e-3, 0)];
        Read(head + "\n1e-3 0 0\n0 2e-3 0\n").Velocities.ShouldBe(expected);
        Read(head + "Cartesian\n1e-3 0 0\n0 2e-3 0\n\n1\n0.5\n").Velocities.ShouldBe(expected);
        Read(head + "Lattice velocities and vectors\n1\n0 0 0\n0 0 0\n0 0 0\n4 0 0\n0 5 0\n0 0 6\n\n1e-3 0 0\n0 2e-3 0\n").Velocities.ShouldBe(expected);
        Read(head + "\n\n\n").Velocities.ShouldBeNull();
    }

    [Theory]
    [InlineData("", 1, "where the comment is expected")]
    [InlineData("c\n", 2, "where the scale factor is expected")]
    [InlineData("c\nbig\n", 2, "expected a scale factor")]
    [InlineData("c\n0\n", 2, "expected a scale factor")]
    [InlineData("c\n1 2\n", 2, "expected a scale factor")]
    [InlineData("c\n1\n4 0\n", 3, "the first lattice vector: three finite numbers")]
    [InlineData("c\n1\n4 0 0\n0 5 0\n0 0 -6\nSi\n", 5, "left-handed")]
    [InlineData("c\n1\n4 0 0\n0 5 0\n0 0 0\nSi\n", 5, "vector 3 is zero")]
    [InlineData("c\n-5\n4 0 0\n8 0 0\n0 0 1\nSi\n", 5, "not finite")]
    [InlineData(Lattice + "1 2\nDirect\n", 6, "VASP 4 does not name its elements; put a line with their symbols")]
    [InlineData(Lattice + "Si Qq\n1 2\n", 6, "'Qq' is no element")]
    [InlineData(Lattice + "Si O\n1\n", 7, "1 numbers of atoms for 2 elements")]
    [InlineData(Lattice + "Si\nmany\n", 7, "'many' atoms of Si")]
    [InlineData(Lattice + "Si\n0\n", 7, "'0' atoms of Si")]
    [InlineData(Lattice + "Si\n2000000000\nDirect\n0 0 0\n", 7, "room for at most")]
    [InlineData(Lattice + "Si\n1\nFractional\n0 0 0\n", 8, "expected 'Direct' or 'Cartesian'")]
    [InlineData(Lattice + "Si\n2\nDirect\n0 0 0\n", 10, "ends where the position of atom 2 of 2")]
    [InlineData(Lattice + "Si\n1\nDirect\n0 0 nan\n", 9, "the position of atom 1 of 1: three finite numbers")]
    [InlineData(Lattice + "Si\n1\nDirect\n0 0 0\n0 0 0\n", 10, "after the 1 positions")]
    [InlineData(Lattice + "Si\n1\nDirect\n0 0 0\nDirect\n0 0 0\n", 10, "velocities in direct coordinates")]
    [InlineData(Lattice + "Si\n1\nDirect\n0 0 0\n\n1 2\n", 11, "the velocity of atom 1 of 1")]
    public void NamesLineAndFault(string text, int line, string fragment)
    {
        using var folder = new TempFolder();
        string path = folder.Write("POSCAR", text);
        InputException e = Should.Throw<InputException>(() => PoscarReader.Read(path));
        e.Message.ShouldContain(fragment);
        e.Message.ShouldStartWith($"{path}:{line}: ");
    }

    [Fact]
    public void RoundTripKeepsEveryBit()
    {
        Structure s = Structures.Full(20, 31, results: false);
        s.Cell = s.Cell.WithVectors(s.Cell.Vectors);
        s.Info["comment"] = "some comment";
        using var stream = new MemoryStream();
        PoscarWriter.Write(stream, s);
        Structure read = PoscarReader.Read(new MemoryStream(stream.ToArray()), "POSCAR");
        (s.Masses, s.Charges, s.Cell) = (null, null, new SimulationCell(s.Cell.Vectors));
        Structures.ShouldBeSame(read, s);
    }

    [Fact]
    public void NeedsACell()
    {
        var s = new Structure(SimulationCell.Open, [PeriodicTable.Get("He")], [default]);
        Should.Throw<InputException>(() => PoscarWriter.Write(new MemoryStream(), s)).Message.ShouldContain("lattice vectors");
    }

    private static Structure Read(string text) =>
        PoscarReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "POSCAR");
}
