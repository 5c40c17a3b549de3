using System;
using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.LammpsData;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

public class LammpsDataTests
{
    private const string Head = "title\n\n2 atoms\n2 atom types\n1 5 xlo xhi\n-1 5 ylo yhi\n0 7 zlo zhi\n";
    private const string Masses = "\nMasses\n\n1 28.085 # Si\n2 15.999\n";
    private const string Atoms = "\nAtoms\n\n2 2 1 2 3\n1 1 1 -1 0\n";

    [Fact]
    public void ReadsABoxWithItsCornerMovedToTheOrigin()
    {
        Structure s = Read(Head + "0.5 0.25 -1 xy xz yz\n" + Masses + Atoms + "\nVelocities\n\n1 1 2 3\n2 -4 5 6\n");
        s.Cell.Vectors.ShouldBe(new Matrix3(4, 0, 0, 0.5, 6, 0, 0.25, -1, 7));
        s.Elements.Select(e => e.Symbol).ShouldBe(["Si", "O"]);
        s.Positions.ShouldBe([default, new Double3(0, 3, 3)]);
        s.Velocities.ShouldBe([new Double3(1e-3, 2e-3, 3e-3), new Double3(-4e-3, 5e-3, 6e-3)]);
        s.Masses.ShouldBe([28.085, 15.999]);
        s.Charges.ShouldBeNull();
    }

    [Fact]
    public void ReadsChargesImagesAndOpenAxes()
    {
        Structure s = Read(
            Head + Masses + "\nPair Coeffs # lj/cut\n\n1 1 1\n2 1 1\n\nAtoms  # charge\n\n20 2 -0.5 1 2 3 0 -1 2\n7 1 0.5 1 -1 0 1 0 0\n",
            new LammpsDataReadOptions { PeriodicC = false });
        s.Charges.ShouldBe([0.5, -0.5]);
        s.Extra.Single().Values.ShouldBe(new long[] { 1, 0, 0, 0, -1, 2 });
        s.Cell.PeriodicC.ShouldBeFalse();
    }

    [Fact]
    public void FindsElementsByListLabelOrMass()
    {
        Element[] given = [PeriodicTable.Get("Ge"), PeriodicTable.Get("C")];
        Read(Head + Masses + Atoms, new LammpsDataReadOptions { Elements = given }).Elements.ShouldBe(given);
        Read(Head + Atoms, new LammpsDataReadOptions { Elements = given }).Masses.ShouldBeNull();
        Read(Head + "\nAtom Type Labels\n\n1 Na\n2 Cl\n" + Atoms).Elements.Select(e => e.Symbol).ShouldBe(["Na", "Cl"]);
        Read(Head + "\nMasses\n\n1 63.55\n2 16.0 # oxygen atoms\n" + Atoms).Elements.Select(e => e.Symbol).ShouldBe(["Cu", "O"]);
    }

    [Fact]
    public void RealUnitsHaveVelocitiesInAngstromPerFemtosecond()
    {
        string text = "LAMMPS data file via write_data, version 2, timestep = 0, units = real\n" + Head[6..] + Masses + Atoms + "\nVelocities\n\n1 1 2 3\n2 0 0 0\n";
        Read(text).Velocities![0].ShouldBe(new Double3(1, 2, 3));
    }

    [Theory]
    [InlineData(Head + Masses, 0, "no section Atoms")]
    [InlineData("", 0, "the file is empty")]
    [InlineData("t\nAtoms\n\n1 1 0 0 0\n", 2, "before the header gave 'N atoms'")]
    [InlineData("t\n2 atoms\n1 atom types\n0 1 xlo xhi\n0 1 ylo yhi\n\nAtoms\n\n1 1 0 0 0\n2 1 0 0 0\n", 7, "no line '... zlo zhi'")]
    [InlineData("t\n1 atoms\n1 atom types\n1 0 xlo xhi\n", 4, "from 1 to 0; expected the lower bound first")]
    [InlineData("t\n1 atoms\n1 atom types\n0 nan xlo xhi\n", 4, "2 finite numbers before 'xhi'")]
    [InlineData("t\n1 atoms\n4 bonds\n", 3, "only atoms are read")]
    [InlineData("t, units = lj\n1 atoms\n", 1, "units 'lj'; expected metal or real")]
    [InlineData(Head + "\nAtoms # full\n\n1 1 1 0.0 0 0 0\n", 9, "atom style 'full'; expected atomic or charge")]
    [InlineData(Head + "\nAtoms\n\n1 1 0 0\n", 11, "an atom has 4 fields; expected 5")]
    [InlineData(Head + "\nAtoms\n\n1 3 0 0 0\n2 1 0 0 0\n", 11, "atom type 3; expected 1 to 2")]
    [InlineData(Head + "\nAtoms\n\n1 1 0 0 0\n1 1 1 0 0\n", 12, "id 1 stands twice")]
    [InlineData(Head + "\nAtoms\n\n1 1 0 0 inf\n", 11, "expected finite numbers")]
    [InlineData(Head + "\nAtoms\n\n1 1 0 0 0\n", 11, "ends after 1 of 2 lines of the section Atoms; is it cut off?")]
    [InlineData(Head + "\nAtoms\n\n1 1 0 0 0\nVelocities\n", 12, "after 1 of 2 atoms")]
    [InlineData(Head + "\nMasses\n\n1 -3\n2 1\n", 11, "expected an atom type and its mass")]
    [InlineData(Head + "\nVelocities\n\n", 9, "before Atoms")]
    [InlineData(Head + Atoms + "\nVelocities\n\n1 0 0 0\n3 0 0 0\n", 17, "atom id 3 has no atom")]
    [InlineData(Head + Atoms + "\nBodies\n\n", 14, "expected a section")]
    [InlineData(Head + Atoms, 0, "nothing of the element of atom type 1")]
    [InlineData(Head + "\nMasses\n\n1 1\n2 1\n" + Atoms, 0, "reduced units")]
    [InlineData(Head + "\nMasses\n\n1 17.3\n2 1\n" + Atoms, 0, "that of no element")]
    [InlineData("t\n2000000000 atoms\n1 atom types\n0 1 xlo xhi\n0 1 ylo yhi\n0 1 zlo zhi\nAtoms\n", 7, "room for 1 to")]
    public void NamesLineAndFault(string text, int line, string fragment)
    {
        using var folder = new TempFolder();
        string path = folder.Write("x.data", text);
        InputException e = Should.Throw<InputException>(() => LammpsDataReader.Read(path));
        e.Message.ShouldContain(fragment);
        e.Message.ShouldStartWith(path);
        if (line > 0)
        {
            e.Line.ShouldBe(line);
        }
    }

    [Fact]
    public void RoundTripKeepsAllButTheLastBitOfVelocities()
    {
        Structure s = Structures.Full(30, 21, results: false);
        s.Cell = new SimulationCell(new Matrix3(10.0 / 3, 0, 0, 0.1, 7, 0, -0.2, 0.3, 9));
        s.Masses = null;
        Structure read = RoundTrip(s);
        read.Cell.Vectors.ShouldBe(s.Cell.Vectors);
        read.Positions.ShouldBe(s.Positions);
        read.Elements.ShouldBe(s.Elements);
        read.Charges.ShouldBe(s.Charges);
        read.Masses.ShouldBe(s.Elements.Select(e => e.StandardMass));
        for (int i = 0; i < s.Count; i++)
        {
            // Written in Angstrom/ps: a product and a quotient by 1000, each rounded once.
            (read.Velocities![i] - s.Velocities![i]).Length.ShouldBeLessThan(4e-16 * s.Velocities[i].Length);
        }
    }

    [Fact]
    public void RotatesOtherCellsAndKeepsDistances()
    {
        Structure s = Structures.Full(6, 22, results: false);
        s.Cell = new SimulationCell(new Matrix3(1, 5, 2, -4, 1, 0.5, 0.3, -1, 6));
        Structure read = RoundTrip(s);
        read.Cell.Vectors.XY.ShouldBe(0.0);
        read.Cell.Volume.ShouldBe(s.Cell.Volume, 1e-12 * s.Cell.Volume); // rounding of a rotation
        for (int i = 1; i < s.Count; i++)
        {
            double scale = s.Positions[i].Length + s.Positions[0].Length;
            (read.Positions[i] - read.Positions[0]).Length.ShouldBe((s.Positions[i] - s.Positions[0]).Length, 1e-12 * scale);
            Double3.Dot(read.Velocities![i], read.Cell.Vectors.Row1).ShouldBe(
                Double3.Dot(s.Velocities![i], s.Cell.Vectors.Row1), 1e-12 * s.Velocities[i].Length * 10);
        }
    }

    [Fact]
    public void PutsABoxAroundACluster()
    {
        var s = new Structure(
            SimulationCell.Open, [PeriodicTable.Get("Ar"), PeriodicTable.Get("Ar")], [new(-3, 0, 0), new(2, 1, 0)]);
        Structure read = RoundTrip(s);
        read.Cell.Vectors.ShouldBe(new Matrix3(7, 0, 0, 0, 3, 0, 0, 0, 2));
        read.Positions.ShouldBe([new Double3(1, 1, 1), new Double3(6, 2, 1)]);
    }

    private static Structure RoundTrip(Structure structure)
    {
        using var stream = new MemoryStream();
        LammpsDataWriter.Write(stream, structure);
        return LammpsDataReader.Read(new MemoryStream(stream.ToArray()), "round.data");
    }

    private static Structure Read(string text, LammpsDataReadOptions? options = null) =>
        LammpsDataReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x.data", options);
}
