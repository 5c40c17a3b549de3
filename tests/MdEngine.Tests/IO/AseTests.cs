using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using MdEngine.IO.Xyz;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

/// <summary>Files of this program read by ASE, and the other way round; equal to the last bit.</summary>
public class AseTests
{
    private static readonly Lazy<string?> Python = new(FindPython);

    [SkippableTheory]
    [InlineData("ours.xyz")]
    [InlineData("ours.xyz.gz")]
    public void AseReadsWhatWeWrite(string name)
    {
        using var folder = new TempFolder();
        Structure[] frames = [Structures.Full(50, 11), Structures.Full(4, 12)];
        frames[0].Info["config_type"] = "a \"b\" c";
        frames[0].Info["empty"] = "";
        using (ExtendedXyzWriter writer = ExtendedXyzWriter.Open(folder.File(name), overwrite: false))
        {
            Array.ForEach(frames, writer.Write);
        }

        // float.hex is exact, so equal text is equal bits.
        string[] lines = Run(
            """
            import sys, ase.io
            for a in ase.io.read(sys.argv[1], index=':', format='extxyz'):
                hex = lambda values: ' '.join(float(x).hex() for x in values.ravel())
                print(len(a), ' '.join(a.get_chemical_symbols()), a.pbc.tolist())
                for v in (a.cell.array, a.positions, a.get_forces(), a.arrays['velo'], a.get_masses(), a.get_initial_charges(), a.get_stress(voigt=False)):
                    print(hex(v))
                print(a.get_potential_energy().hex(), repr(a.info.get('config_type')), repr(a.info.get('empty')))
            """,
            folder.File(name));
        string[] expected = [.. frames.SelectMany(Describe)];
        lines.ShouldBe(expected);
    }

    [SkippableTheory]
    [InlineData("theirs.xyz")]
    [InlineData("theirs.xyz.gz")]
    public void WeReadWhatAseWrites(string name)
    {
        using var folder = new TempFolder();
        string[] lines = Run(
            """
            import sys, numpy as np, ase.io
            from ase import Atoms
            from ase.calculators.singlepoint import SinglePointCalculator
            rng = np.random.default_rng(5)
            frames = []
            for n in (7, 3):
                a = Atoms(numbers=rng.integers(1, 90, n), positions=rng.normal(size=(n, 3)).round(8), cell=np.eye(3) * 9 + rng.normal(size=(3, 3)) * .1, pbc=[True, False, True])
                a.set_momenta(rng.normal(size=(n, 3)).round(8))
                a.set_masses(rng.uniform(1, 100, n).round(8))
                a.set_initial_charges(rng.normal(size=n).round(8))
                a.set_tags(rng.integers(0, 5, n))
                a.info['name'] = 'some text'
                a.info['list'] = np.array([1.5, 2.5])
                a.info['flag'] = True
                a.calc = SinglePointCalculator(a, energy=rng.normal(), forces=rng.normal(size=(n, 3)).round(8), stress=rng.normal(size=6))
                frames.append(a)
            ase.io.write(sys.argv[1], frames, format='extxyz')
            hex = lambda values: ' '.join(float(x).hex() for x in np.asarray(values).ravel())
            for a in frames:
                print(' '.join(a.get_chemical_symbols()))
                for v in (a.cell.array, a.positions, a.get_forces(), a.get_momenta(), a.get_masses(), a.get_initial_charges(), a.get_stress(voigt=False)):
                    print(hex(v))
                print(a.get_potential_energy().hex(), a.get_tags().tolist())
            """,
            folder.File(name));
        int at = 0;
        foreach (Structure s in ExtendedXyzReader.ReadAll(folder.File(name)))
        {
            string.Join(' ', s.Elements.Select(e => e.Symbol)).ShouldBe(lines[at++]);
            Hex(Rows(s.Cell.Vectors)).ShouldBe(lines[at++]);
            Hex(s.Positions).ShouldBe(lines[at++]);
            Hex(s.Forces!).ShouldBe(lines[at++]);

            // Momenta become velocities by a product with a rounded factor and a quotient: a few units in the last place.
            double[] momenta = Array.ConvertAll(lines[at++].Split(' '), FromHex);
            for (int k = 0; k < momenta.Length; k++)
            {
                double p = s.Velocities![k / 3][k % 3] * s.Masses![k / 3] * Math.Sqrt(PhysicalConstants.MassVelocitySquared);
                p.ShouldBe(momenta[k], 1e-14 * Math.Abs(momenta[k]));
            }

            Hex(s.Masses!).ShouldBe(lines[at++]);
            Hex(s.Charges!).ShouldBe(lines[at++]);
            Hex(Rows(s.Stress!.Value)).ShouldBe(lines[at++]);
            lines[at++].ShouldBe($"{Hex([s.Energy!.Value])} [{string.Join(", ", (long[])s.Extra.Single().Values)}]");
            (s.Cell.PeriodicA, s.Cell.PeriodicB, s.Cell.PeriodicC).ShouldBe((true, false, true));
            s.Info.ShouldBe([new("name", "some text"), new("list", "1.5 2.5"), new("flag", "T")]);
        }

        at.ShouldBe(lines.Length);
    }

    internal static string[] Run(string script, params string[] arguments)
    {
        Skip.If(Python.Value is null, "no python3 with ASE on this machine");
        using Process process = Start(Python.Value!, ["-c", script, .. arguments]);
        string output = process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors);
        return output.TrimEnd('\n').Split('\n');
    }

    private static string? FindPython()
    {
        foreach (string name in (string[])["/usr/bin/python3", "python3"])
        {
            try
            {
                using Process process = Start(name, ["-c", "import ase.io"]);
                process.WaitForExit();
                if (process.ExitCode == 0)
                {
                    return name;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // No such program.
            }
        }

        return null;
    }

    private static Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;

    private static string[] Describe(Structure s)
    {
        string name = s.Info.TryGetValue("config_type", out string? type) ? $"'{type}'" : "None";
        return
        [
            $"{s.Count} {string.Join(' ', s.Elements.Select(e => e.Symbol))} [True, False, True]",
            Hex(Rows(s.Cell.Vectors)), Hex(s.Positions), Hex(s.Forces!), Hex(s.Velocities!), Hex(s.Masses!), Hex(s.Charges!),
            Hex(Rows(s.Stress!.Value)), $"{Hex([s.Energy!.Value])} {name} {(s.Info.ContainsKey("empty") ? "''" : "None")}",
        ];
    }

    private static Double3[] Rows(Matrix3 m) => [m.Row0, m.Row1, m.Row2];

    private static string Hex(Double3[] vectors) => Hex(vectors.SelectMany(v => (double[])[v.X, v.Y, v.Z]).ToArray());

    private static string Hex(double[] values) => string.Join(' ', values.Select(ToHex));

    /// <summary>Python's float.hex.</summary>
    internal static string ToHex(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        string sign = bits < 0 ? "-" : "";
        long fraction = bits & ((1L << 52) - 1);
        int exponent = (int)((bits >> 52) & 0x7FF);
        return value == 0.0 ? $"{sign}0x0.0p+0" : $"{sign}0x1.{fraction:x13}p{exponent - 1023:+0;-0;+0}";
    }

    private static double FromHex(string text)
    {
        bool negative = text[0] == '-';
        string[] parts = text[(negative ? 5 : 4)..].Split('p');
        long bits = (Convert.ToInt64(parts[0], 16) | ((long.Parse(parts[1]) + 1023) << 52)) | (negative ? long.MinValue : 0);
        return BitConverter.Int64BitsToDouble(bits);
    }
}
