using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Cif;
using MdEngine.IO.Formats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

public class CifTests
{
    private const string Cell =
        "_cell_length_a 4.0\n_cell_length_b 4.0\n_cell_length_c 6.0\n_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n";

    private const string Atoms = "loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n";

    [Fact]
    public void ReadsACellWithUncertaintiesTextsAndComments()
    {
        Structure s = Read("""
            # written by hand
            data_global
            _journal_name 'Acta Cryst. A''s own' # not a structure
            data_Quartz
            _chemical_name_common "it's quartz"
            _publ_section_title
            ;
             A text with loop_ and data_x
             and 'quotes
            ;
            _cell_length_a   4.9137(3)
            _CELL_LENGTH_B   4.9137(3)
            _cell_length_c   5.4047(12)
            _cell_angle_alpha 90.0
            _cell_angle_beta 90.
            _cell_angle_gamma 120
            _cell_formula_units_Z 3
            loop_ _space_group_symop_id _space_group_symop_operation_xyz
            1 x,y,z   2 '-y, x-y, z+1/3'  3 "-x+y,-x,z+2/3"
            loop_
            _atom_site_type_symbol
            _atom_site_label
            _atom_site_occupancy
            _atom_site_fract_x _atom_site_fract_y
            _atom_site_fract_z
            Si4+ Si1 1.000(1) 0.4697(1) 0 0
            O2- O1 . 0.4135(3) 0.2669(2) 0.1191(2)
            O2- O2 ?
            ;0.1466
            ; 0.7331 -0.1191
            """);
        s.Info["name"].ShouldBe("Quartz");
        s.Elements.Select(e => e.Symbol).ShouldBe(["Si", "Si", "Si", "O", "O", "O", "O", "O", "O"]);
        s.Cell.Vectors.Row0.ShouldBe(new Double3(4.9137, 0, 0));
        s.Cell.Vectors.YX.ShouldBe(-0.5 * 4.9137);
        s.Cell.Vectors.ZZ.ShouldBe(5.4047);
        Double3 second = s.Cell.ToFractional(s.Positions[1]);
        // Fractional coordinates through the cell and back: a few roundings.
        (second - new Double3(0, 0.4697, 1.0 / 3.0)).Length.ShouldBeLessThan(1e-15);
        s.Masses.ShouldBeNull();
        s.Cell.PeriodicAxes.ShouldBe(3);
    }

    [Fact]
    public void ImagesAtSpecialPositionsAreOneAtom()
    {
        // The hexagonal close packing from one atom on thirds of three digits: two atoms, however many operations.
        Structure s = Read("data_x\n" + Cell.Replace("gamma 90", "gamma 120") + """
            loop_
            _symmetry_equiv_pos_as_xyz
            x,y,z
            -y,x-y,z
            y-x,-x,z
            -x,-y,z+0.5
            y,y-x,1/2+z
            x-y,x,z+1/2
            """ + "\n" + Atoms + "Mg1 0.333 0.667 0.25\n");
        s.Count.ShouldBe(2);
        s.Positions[0].ShouldBe(s.Cell.ToCartesian(new Double3(0.333, 0.667, 0.25)));
        (s.Cell.ToFractional(s.Positions[1]) - new Double3(0.667, 0.333, 0.75)).Length.ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void ReadsEveryBlockThatHoldsAtoms()
    {
        string one = Cell + Atoms + "Si1 0 0 0\n";
        string text = "data_a\n" + one + "data_refs\n_x 1\ndata_b\n" + one + "Si2 -0.25 1.5 0.5\n";
        Structure[] all = [.. CifReader.ReadAll(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x.cif")];
        all.Select(s => s.Count).ShouldBe([1, 2]);
        // Without symmetry atoms stay where they are.
        all[1].Positions[1].ShouldBe(new Double3(-1, 6, 3));
    }

    [Theory]
    [InlineData("Fe1", "Fe")]
    [InlineData("O12A", "O")]
    [InlineData("OW1", "O")]
    [InlineData("C_1", "C")]
    [InlineData("Cx", "C")]
    [InlineData("D3", "H")]
    public void LabelsNameElements(string label, string symbol)
    {
        Structure s = Read("data_x\n" + Cell + Atoms + label + " 0 0 0\n");
        s.Elements[0].Symbol.ShouldBe(symbol);
        (s.Masses?[0]).ShouldBe(label[0] == 'D' ? 2.014101778 : null);
    }

    [Theory]
    [InlineData("", 0, "no block holds atoms")]
    [InlineData("hello\n", 1, "expected data_ and the name of a block")]
    [InlineData("data_x\n_a\n_b 1\n", 2, "_a has no value")]
    [InlineData("data_x\n5\n", 2, "belongs to no name")]
    [InlineData("data_x\n_a 'b\n", 2, "has no closing '")]
    [InlineData("data_x\n_a\n;text\nmore\n", 3, "does not end")]
    [InlineData("data_x\nsave_y\n", 2, "has no place")]
    [InlineData("data_x\nloop_\n_a\n_b\n1 2 3\n", 2, "2 columns but 3 values")]
    [InlineData("data_x\n_cell_length_a 1\n_cell_length_a 1\n", 3, "stands twice")]
    [InlineData("data_x\n" + Atoms + "Si1 0 0 0\n", 1, "no (or more than one) _cell_length_a")]
    [InlineData("data_x\n" + Cell + Atoms + "Si1 0 0 x\n", 13, "a coordinate of atom Si1 is 'x'")]
    [InlineData("data_x\n" + Cell + Atoms + "Si1 0 0 ?\n", 13, "a coordinate of atom Si1 is '?'")]
    [InlineData("data_x\n" + Cell + Atoms + "Si1 0 0 1(\n", 13, "a coordinate of atom Si1")]
    [InlineData("data_x\n" + Cell + Atoms + "Si1 0 0 nan\n", 13, "a coordinate of atom Si1")]
    [InlineData("data_x\n" + Cell + Atoms + "Q1 0 0 0\n", 13, "'Q1' names no element")]
    [InlineData("data_x\n" + Cell + Atoms + "CA1 0 0 0\n", 13, "may stand for Ca or C")]
    [InlineData("data_x\n" + Cell + "_symmetry_space_group_name_H-M 'F m -3 m'\n" + Atoms + "Si1 0 0 0\n", 8, "space group F m -3 m is named, but its symmetry operations are not listed")]
    [InlineData("data_x\n" + Cell + "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y'\n" + Atoms + "Si1 0 0 0\n", 10, "'x,y' is no symmetry operation")]
    [InlineData("data_x\n" + Cell + "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z+1/0'\n" + Atoms + "Si1 0 0 0\n", 10, "is no symmetry operation")]
    [InlineData("data_x\n" + Cell + "loop_\n_symmetry_equiv_pos_as_xyz\n'x,x,z'\n" + Atoms + "Si1 0 0 0\n", 10, "is no symmetry operation")]
    [InlineData("data_x\n" + Cell + "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z' 'z,x,y'\n" + Atoms + "Si1 0 0 0\n", 10, "is no symmetry of the cell")]
    [InlineData("data_x\n" + Cell + "loop_\n_symmetry_equiv_pos_as_xyz\n'-x,-y,z'\n" + Atoms + "Si1 0 0 0\n", 1, "do not hold the identity")]
    [InlineData("data_x\n" + Cell + Atoms + "_atom_site_occupancy\nSi1 0 0 0 0.5\n", 14, "atom Si1 has the occupancy '0.5'; expected 1")]
    [InlineData("data_x\n" + Cell + "loop_\n_atom_site_label\n_atom_site_Cartn_x\nSi1 0\n", 11, "Cartesian coordinates only")]
    [InlineData("data_x\n" + Cell + "loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\nSi1 0 0\n", 12, "1 atoms have _atom_site_fract_x but 0 have _atom_site_fract_z")]
    public void NamesLineAndFault(string text, int line, string fragment)
    {
        using var folder = new TempFolder();
        string path = folder.Write("x.cif", text);
        InputException e = Should.Throw<InputException>(() => CifReader.ReadAll(path).Count());
        e.Message.ShouldContain(fragment);
        e.Message.ShouldStartWith(line == 0 ? $"{path}: " : $"{path}:{line}: ");
    }

    [Theory]
    [InlineData("a 4.0", "a -4.0", 2, "expected a positive number")]
    [InlineData("alpha 90", "alpha 190", 5, "between 0 and 180")]
    [InlineData("gamma 90", "gamma 10", 7, "no cell has the angles 170, 100 and 10 degrees")]
    public void NamesFaultsOfTheCell(string find, string replacement, int line, string fragment)
    {
        string text = "data_x\n" + Cell.Replace(find, replacement) + Atoms + "Si1 0 0 0\n";
        text = find.StartsWith("gamma", StringComparison.Ordinal) ? text.Replace("alpha 90", "alpha 170").Replace("beta 90", "beta 100") : text;
        Should.Throw<InputException>(() => Read(text)).Message.ShouldStartWith($"x.cif:{line}: ");
        Should.Throw<InputException>(() => Read(text)).Message.ShouldContain(fragment);
    }

    [Fact]
    public void RoundTripKeepsDistancesAndFractions()
    {
        Structure s = Scattered(20, 41);
        s.Info["name"] = "two words";
        using var stream = new MemoryStream();
        CifWriter.Write(stream, s);
        Structure read = CifReader.ReadAll(new MemoryStream(stream.ToArray()), "x.cif").Single();
        read.Info["name"].ShouldBe("two_words");
        read.Elements.ShouldBe(s.Elements);
        // Angles in degrees and cosines cost a few units in the last place, times a few for the solution of the cell.
        const double rounding = 1e-13;
        for (int i = 0; i < s.Count; i++)
        {
            Double3 d = read.Cell.ToFractional(read.Positions[i]) - s.Cell.ToFractional(s.Positions[i]);
            d.Length.ShouldBeLessThan(rounding);
            for (int j = 0; j < i; j++)
            {
                double length = (s.Positions[i] - s.Positions[j]).Length;
                (read.Positions[i] - read.Positions[j]).Length.ShouldBe(length, rounding * (10 + length));
            }
        }
    }

    [Fact]
    public void AFileHoldsFrames()
    {
        using var folder = new TempFolder();
        StructureFormats.Write(folder.File("x.cif"), [Structures.Full(3, 1, results: false), Structures.Full(4, 2, results: false)]);
        StructureFormats.ReadAll(folder.File("x.cif")).Select(s => s.Count).ShouldBe([3, 4]);
        StructureFormats.ForReading(folder.Write("nameless", "\n# x\nDATA_y\n")).Name.ShouldBe("cif");
        var open = new Structure(SimulationCell.Open, [PeriodicTable.Get("He")], [default]);
        Should.Throw<InputException>(() => StructureFormats.Write(folder.File("y.cif"), [open])).Message.ShouldContain("three lattice vectors");
        File.Exists(folder.File("y.cif")).ShouldBeFalse();
    }

    [SkippableFact]
    public void AseReadsWhatWeWrite()
    {
        using var folder = new TempFolder();
        Structure s = Scattered(30, 7, inside: true);
        StructureFormats.Write(folder.File("x.cif"), [s]);
        string[] lines = AseTests.Run(
            "import sys, ase.io\na = ase.io.read(sys.argv[1])\nprint(' '.join(a.get_chemical_symbols()))\nprint(*a.cell.cellpar())\nfor r in a.get_all_distances(mic=False): print(*r)",
            folder.File("x.cif"));
        lines[0].ShouldBe(string.Join(' ', s.Elements.Select(e => e.Symbol)));
        for (int i = 0; i < s.Count; i++)
        {
            double[] distances = Array.ConvertAll(lines[2 + i].Split(' '), t => double.Parse(t, CultureInfo.InvariantCulture));
            for (int j = 0; j < s.Count; j++)
            {
                // ASE keeps all digits; positions of some 10 Angstrom go through two cells.
                distances[j].ShouldBe((s.Positions[i] - s.Positions[j]).Length, 1e-11);
            }
        }
    }

    [SkippableTheory]
    [InlineData(225, "[('Na', (0, 0, 0)), ('Cl', (0.5, 0.5, 0.5))]", "[5.64, 5.64, 5.64, 90, 90, 90]", 8)]
    [InlineData(227, "[('Si', (0, 0, 0))]", "[5.43, 5.43, 5.43, 90, 90, 90]", 8)]
    [InlineData(194, "[('Mg', (0.3333, 0.6667, 0.25))]", "[3.2, 3.2, 5.2, 90, 90, 120]", 2)]
    [InlineData(62, "[('Fe', (0.18, 0.063, 0.337)), ('C', (0.39, 0.25, 0.063))]", "[5.09, 6.74, 4.52, 90, 90, 90]", 12)]
    [InlineData(14, "[('Zr', (0.276, 0.041, 0.208)), ('O', (0.07, 0.332, 0.345)), ('O', (0.442, 0.755, 0.479))]", "[5.15, 5.2, 5.32, 90, 99.2, 90]", 12)]
    [InlineData(2, "[('Cu', (0.1, 0.2, 0.3)), ('S', (0, 0.5, 0))]", "[5.1, 5.9, 6.3, 82, 107, 102]", 3)]
    public void SymmetryIsAppliedAsByAse(int group, string basis, string cell, int atoms)
    {
        using var folder = new TempFolder();
        string[] lines = AseTests.Run(
            $$"""
            import sys
            from ase.spacegroup import Spacegroup, crystal
            sg, basis, cell = Spacegroup({{group}}), {{basis}}, {{cell}}
            def text(rot, t):
                rows = []
                for row, shift in zip(rot, t):
                    part = ''.join(('+' if f > 0 else '-') + n for f, n in zip(row, 'xyz') if f)
                    rows.append(part + ('%+.10f' % shift if shift else ''))
                return ','.join(rows)
            with open(sys.argv[1], 'w') as f:
                f.write('data_test\n_symmetry_Int_Tables_number {{group}}\n')
                for tag, v in zip(('length_a', 'length_b', 'length_c', 'angle_alpha', 'angle_beta', 'angle_gamma'), cell):
                    f.write('_cell_%s %s(1)\n' % (tag, v))
                f.write('loop_\n_symmetry_equiv_pos_as_xyz\n' + ''.join("'%s'\n" % text(r, t) for r, t in sg.get_symop()))
                f.write('loop_\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n')
                for symbol, p in basis:
                    f.write('%s %s %s %s\n' % ((symbol,) + p))
            a = crystal([b[0] for b in basis], [b[1] for b in basis], spacegroup={{group}}, cellpar=cell)
            for v in a.cell.array: print(*v)
            for symbol, s in zip(a.get_chemical_symbols(), a.get_scaled_positions()): print(symbol, *s)
            """,
            folder.File("x.cif"));
        Structure read = StructureFormats.Read(folder.File("x.cif"));
        read.Count.ShouldBe(atoms);
        (lines.Length - 3).ShouldBe(atoms);
        for (int k = 0; k < 3; k++)
        {
            (read.Cell.Vectors.Row(k) - Vector(lines[k].Split(' '))).Length.ShouldBeLessThan(1e-12); // lengths of some 5 Angstrom
        }

        // The same atoms, in whatever order; translations of ten digits, thirds of four digits merged a little differently.
        bool[] found = new bool[atoms];
        foreach (string line in lines[3..])
        {
            string[] words = line.Split(' ');
            Double3 theirs = Vector(words[1..]);
            int match = Enumerable.Range(0, atoms).Single(i =>
            {
                Double3 d = read.Cell.ToFractional(read.Positions[i]) - theirs;
                return read.Elements[i].Symbol == words[0] && Near(d.X) && Near(d.Y) && Near(d.Z);
            });
            found[match].ShouldBeFalse();
            found[match] = true;
        }

        static bool Near(double d) => Math.Abs(d - Math.Round(d)) < 1.5e-4;
        static Double3 Vector(string[] words)
        {
            double[] v = Array.ConvertAll(words, w => double.Parse(w, CultureInfo.InvariantCulture));
            return new Double3(v[0], v[1], v[2]);
        }
    }

    /// <summary>Atoms at random in a skewed cell, some outside it (ASE brings those home).</summary>
    private static Structure Scattered(int atoms, ulong seed, bool inside = false)
    {
        var cell = new SimulationCell(new Matrix3(0.4, 9.1, -0.3, -0.7, 2.2, 8.3, 7.9, -1.5, 1.2));
        var positions = new Double3[atoms];
        for (int i = 0; i < atoms; i++)
        {
            (double a, double b) = Philox.Uniform(new RandomStream(seed, RandomPurpose.Other), 0, i);
            (double c, _) = Philox.Uniform(new RandomStream(seed, RandomPurpose.Other), 1, i);
            positions[i] = cell.ToCartesian(new Double3(a, inside ? b : 1.4 * b, inside ? c : c - 0.2));
        }

        return new Structure(cell, [.. Enumerable.Range(0, atoms).Select(i => PeriodicTable.Get(1 + (i % 90)))], positions);
    }

    private static Structure Read(string text) =>
        CifReader.ReadAll(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x.cif").Single();
}
