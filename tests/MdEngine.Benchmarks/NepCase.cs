using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Nep;

namespace MdEngine.Benchmarks;

/// <summary>A crystal with a neuroevolution potential, and what NEP_CPU in LAMMPS takes for it on one core.</summary>
/// <param name="Name">Name.</param>
/// <param name="Model">Potential.</param>
/// <param name="Crystal">Start of the run.</param>
/// <param name="PeerUnits">Cost of NEP_CPU in units of that of lmp lj/cut on the Lennard-Jones melt.</param>
/// <param name="Sizes">Functions, basis functions (radial, then angular) and l: what the operations are counted from.</param>
/// <param name="Cutoffs">Radial and angular cutoff, Angstrom.</param>
internal sealed record NepCase(
    string Name, NepModel Model, Structure Crystal, double PeerUnits, int[] Sizes, (double Radial, double Angular) Cutoffs)
{
    /// <summary>The cases whose models are at hand; those of others lie beside the repository.</summary>
    public static IEnumerable<NepCase> All()
    {
        if (Reference("Si_2022_NEP4_3body") is { } si)
        {
            yield return new(
                "Si_2022_NEP4_3body", NepFile.Read(si), Build(CrystalLattice.Diamond, "Si", 5.431), 146.0, [11, 11, 11, 11, 4], (5.0, 5.0));
        }

        if (Reference("C_2024_NEP4") is { } c)
        {
            yield return new(
                "C_2024_NEP4", NepFile.Read(c), Build(CrystalLattice.Diamond, "C", 3.57), 431.0, [13, 17, 9, 13, 4], (7.0, 4.0));
        }

        yield return new(
            "16 elements, as UNEP-v1", SixteenElements(), Build(CrystalLattice.FaceCentredCubic, "Cu", 3.615), 127.0, [5, 9, 5, 9, 4],
            (6.0, 5.0));
    }

    /// <summary>
    /// Multiplications and additions of one atom: basis sums and series of radial neighbours, functions, harmonics, sums and
    /// their derivatives of angular ones, and the network.
    /// </summary>
    public double Flops()
    {
        (int n, int k, int na, int ka, int l) = (Sizes[0], Sizes[1], Sizes[2], Sizes[3], Sizes[4]);
        int harmonics = l * (l + 2), pairs = (l + 1) * (l + 2) / 2;
        double radial = (2 * k) + (3 * k) + 40, angular = (2 * na * ka) + ka + (3 * na * harmonics) + (3 * harmonics) + (10 * pairs) + 60;
        double network = 2.0 * Model.DescriptorLength * Model.Neurons;
        return 2.0 * ((Within(Cutoffs.Radial) * radial) + (Within(Cutoffs.Angular) * angular) + network + (3.0 * n * k));
    }

    private int Within(double distance)
    {
        Double3 h = new(Crystal.Cell.Vectors.XX, Crystal.Cell.Vectors.YY, Crystal.Cell.Vectors.ZZ);
        double Image(double d, double a) => d - (a * Math.Round(d / a));
        return Crystal.Positions.Count(r =>
        {
            Double3 d = r - Crystal.Positions[0];
            double length = new Double3(Image(d.X, h.X), Image(d.Y, h.Y), Image(d.Z, h.Z)).Length;
            return length > 0.0 && length < distance;
        });
    }

    private static Structure Build(CrystalLattice lattice, string element, double a) => StructureOperations.Replicate(
        CrystalBuilder.Build(new CrystalRecipe { Lattice = lattice, Elements = [PeriodicTable.Get(element)], A = a }), 8, 8, 8);

    private static string? Reference(string model)
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            string file = Path.Combine(d.FullName, "..", "shared", "reference", "nep", model, model + ".txt");
            if (File.Exists(Path.Combine(d.FullName, "MdEngine.sln")) && File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    /// <summary>Random numbers in the shape of a published model; its forces are small, so that the crystal stays one.</summary>
    private static NepModel SixteenElements()
    {
        const int types = 16, neurons = 80, inputs = 35;
        int next = 0;
        string Number(double width) => string.Create(
            CultureInfo.InvariantCulture, $"{width * ((2.0 * Philox.Uniform(new RandomStream(1, RandomPurpose.Other), 31, next++).A) - 1.0):e7}");
        IEnumerable<string> network = Enumerable.Range(0, types).SelectMany(_ =>
            Enumerable.Range(0, neurons * (inputs + 2)).Select(k => Number(k < neurons * (inputs + 1) ? 0.05 : 1e-3)).ToArray());
        string[] lines =
        [
            "nep4_zbl 16 Ag Al Au Cr Cu Mg Mo Ni Pb Pd Pt Ta Ti V W Zr", "zbl 1 2", "cutoff 6 5 200 134", "n_max 4 4", "basis_size 8 8",
            "l_max 4 2 1", "ANN 80 0", .. network, "0",
            .. Enumerable.Range(0, types * types * 2 * 5 * 9).Select(_ => Number(0.3)), .. Enumerable.Repeat("0.3", inputs),
        ];
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, lines);
            return NepFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
