using System;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MdEngine.Core;
using MdEngine.IO.Cif;
using MdEngine.IO.LammpsData;
using MdEngine.IO.LammpsDump;
using MdEngine.IO.Poscar;
using MdEngine.IO.Xyz;
using Xunit;

namespace MdEngine.Tests.IO;

/// <summary>Damaged files give an InputException or are read; nothing else comes out, and memory stays small.</summary>
public class FuzzTests
{
    private const int Cases = 3000;

    // Four times what the largest of these reads needs for its buffer and arrays.
    private const long MostBytes = 8 << 20;

    private const string Xyz =
        "2\nLattice=\"4 0 0 1 5 0 0.5 0.25 6\" Properties=species:S:1:pos:R:3:forces:R:3:masses:R:1:tag:I:1 energy=-1.5 stress=\"1 2 3 4 5 6\" pbc=\"T F T\" config_type='a b' n={1 2}\n"
        + "Si 0 0.123456789012345 1e-3 1 2 3 28 4\nO 1.25 -2e-1 3 4 5 6 16 5\n1\nplain\nAr 0 0 0\n";

    private const string Lammps =
        "LAMMPS data file, units = metal\n\n2 atoms\n2 atom types\n\n0 4 xlo xhi\n-1 5 ylo yhi\n0 6 zlo zhi\n0.1 0.2 0.3 xy xz yz\n\nMasses\n\n1 28.085 # Si\n2 15.999\n\n"
        + "Pair Coeffs\n\n1 0.1 3\n\nAtoms # charge\n\n1 1 0.5 0 0 0 1 0 0\n2 2 -0.5 1 1 1 0 0 -1\n\nVelocities\n\n2 1 2 3\n1 -1 0 1\n";

    private const string Poscar =
        "comment\n-100.0\n4 0 0\n1 5 0\n0 0 6\nSi O\n1 1\nSelective dynamics\nDirect\n0 0 0 T T F\n0.5 0.5 0.5 F F F\n\n0 0 0\n1 2 3\n";

    private const string Cif =
        "# comment\ndata_one\n_cell_length_a 4.0(1)\n_cell_length_b 4.0\n_cell_length_c 6\n_cell_angle_alpha 90\n_cell_angle_beta 90.\n_cell_angle_gamma 90\n"
        + "_title\n;\ntext 'and\n; loop_\n_symmetry_equiv_pos_as_xyz\n'x, y, z'\n\"-x,-y, z+1/2\"\nloop_\n_atom_site_label\n_atom_site_type_symbol\n"
        + "_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n_atom_site_occupancy\nSi1 Si4+ 0.1(2) 0.2 0.3 1.0\nO1 O 0 0.5 0 ?\ndata_two\n_x .\n";

    private static readonly string[] Tokens =
    [
        "999999999", "-1", "nan", "inf", "1e999", "\"", "'", "{", "[", "\\", "=", ":", "\n", "\r\n", "\0", "#", "T", "é", "R:3:",
        "4096", "9223372036854775808", "0", ".", "e", "Lattice=", "Properties=", "atoms", "Atoms", "loop_", "data_", "_cell_length_a", ";", "(", "1/0", "-x", "\t", " ",
    ];

    [Fact]
    public void ExtendedXyz() => Check(Xyz, stream =>
    {
        using var reader = new ExtendedXyzReader(stream, "fuzz");
        while (reader.Read() is not null)
        {
        }
    });

    [Fact]
    public void LammpsData() => Check(Lammps, stream => LammpsDataReader.Read(stream, "fuzz"));

    [Fact]
    public void PoscarFiles() => Check(Poscar, stream => PoscarReader.Read(stream, "fuzz"));

    [Fact]
    public void CifFiles() => Check(Cif, stream => CifReader.ReadAll(stream, "fuzz").Count());

    [Fact]
    public void LammpsDumps() => Check(LammpsDumpTests.Two, stream => LammpsDumpReader.ReadAll(stream, "fuzz").Count());

    private static void Check(string original, Action<Stream> read)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(original);
        read(new MemoryStream(bytes));
        Arbitrary<byte[]> damaged = Arb.From(Damaged(bytes));
        Prop.ForAll(damaged, file =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(new MemoryStream(file));
            }
            catch (InputException e)
            {
                if (!e.Message.StartsWith("fuzz", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException("a message without its file: " + e.Message);
                }
            }

            return GC.GetAllocatedBytesForCurrentThread() - before < MostBytes;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(20240607, 1));
    }

    private static Gen<byte[]> Damaged(byte[] original)
    {
        Gen<Func<byte[], byte[]>> flip =
            from at in Gen.Choose(0, int.MaxValue)
            from value in Gen.Choose(0, 255)
            select new Func<byte[], byte[]>(b => Replace(b, at, 1, [(byte)value]));
        Gen<Func<byte[], byte[]>> cut =
            from at in Gen.Choose(0, int.MaxValue)
            select new Func<byte[], byte[]>(b => b[..Index(b, at)]);
        Gen<Func<byte[], byte[]>> remove =
            from at in Gen.Choose(0, int.MaxValue)
            from length in Gen.Choose(1, 20)
            select new Func<byte[], byte[]>(b => Replace(b, at, length, []));
        Gen<Func<byte[], byte[]>> insert =
            from at in Gen.Choose(0, int.MaxValue)
            from length in Gen.Choose(0, 3)
            from token in Gen.Elements(Tokens)
            select new Func<byte[], byte[]>(b => Replace(b, at, length, Encoding.UTF8.GetBytes(token)));
        Gen<Func<byte[], byte[]>> repeat =
            from at in Gen.Choose(0, int.MaxValue)
            from length in Gen.Choose(1, 60)
            select new Func<byte[], byte[]>(b => Replace(b, at, 0, b[Index(b, at)..Math.Min(b.Length, Index(b, at) + length)]));
        return from edits in Gen.ListOf(Gen.OneOf(flip, insert, insert, remove, repeat, cut))
               select edits.Take(6).Aggregate(original, (bytes, edit) => edit(bytes));
    }

    private static int Index(byte[] bytes, int at) => bytes.Length == 0 ? 0 : at % bytes.Length;

    private static byte[] Replace(byte[] bytes, int at, int length, byte[] by)
    {
        int start = Index(bytes, at);
        return [.. bytes[..start], .. by, .. bytes[Math.Min(bytes.Length, start + length)..]];
    }
}
