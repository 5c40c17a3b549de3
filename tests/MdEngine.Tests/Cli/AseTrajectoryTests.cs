using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>ASE reads what <c>run</c> and <c>evaluate</c> write, to the last bit.</summary>
public sealed class AseTrajectoryTests : IDisposable
{
    private const string Script = """
        import sys, ase.io
        for a in ase.io.read(sys.argv[1], index=':'):
            hex = lambda values: ' '.join(float(x).hex() for x in values.ravel())
            print(len(a), a.get_potential_energy().hex(), hex(a.positions), hex(a.get_forces()), hex(a.cell.array))
        """;

    private readonly CliRunner _cli = new();

    [SkippableFact]
    public void AseReadsTrajectoriesAndSinglePoints()
    {
        string python = Python();
        _cli.Run("run", _cli.Write("deck.json", ArgonDeck.Whole)).Code.ShouldBe(0);
        _cli.Run("evaluate", "--potential", _cli.Write("model.json", ArgonDeck.Potential), _cli.Path("t.xyz"), "-o", _cli.Path("e.xyz"))
            .Code.ShouldBe(0);

        foreach (string file in new[] { "t.xyz", "e.xyz" })
        {
            Structure[] ours = [.. StructureFormats.ReadAll(_cli.Path(file))];
            string[] lines = Read(python, _cli.Path(file));

            lines.Length.ShouldBe(ours.Length);
            lines[0].Split(' ').Length.ShouldBe(2 + (6 * 108) + 9);
            lines.Select(l => FromHex(l.Split(' ')[1])).ShouldBe(ours.Select(f => f.Energy!.Value));
            lines.Select(l => FromHex(l.Split(' ')[2 + 3])).ShouldBe(ours.Select(f => f.Positions[1].X));
            lines.Select(l => FromHex(l.Split(' ')[2 + (3 * 108)])).ShouldBe(ours.Select(f => f.Forces![0].X));
        }

        // The run and the single points are the same numbers up to the order of sums.
        Structure[] run = [.. StructureFormats.ReadAll(_cli.Path("t.xyz"))], single = [.. StructureFormats.ReadAll(_cli.Path("e.xyz"))];
        for (int k = 0; k < run.Length; k++)
        {
            single[k].Energy!.Value.ShouldBe(run[k].Energy!.Value, 1e-11);
        }
    }

    public void Dispose() => _cli.Dispose();

    private static string Python()
    {
        foreach (string candidate in new[] { "/usr/bin/python3", "python3" })
        {
            try
            {
                using var probe = Process.Start(new ProcessStartInfo(candidate, ["-c", "import ase.io"]) { RedirectStandardError = true })!;
                probe.WaitForExit();
                if (probe.ExitCode == 0)
                {
                    return candidate;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not here; the next one.
            }
        }

        throw new SkipException("no Python with ASE on this machine");
    }

    private static string[] Read(string python, string file)
    {
        using var process = Process.Start(new ProcessStartInfo(python, ["-c", Script, file]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    // Python's float.hex: [-]0x1.8p+1
    private static double FromHex(string text)
    {
        bool negative = text[0] == '-';
        string[] parts = text.TrimStart('-')[2..].Split('p');
        string digits = parts[0].Replace(".", "");
        double mantissa = digits.Aggregate(0.0, (sum, c) => (16.0 * sum) + Convert.ToInt32(c.ToString(), 16));
        double value = mantissa * Math.Pow(2.0, int.Parse(parts[1]) - (4 * (digits.Length - 1)));
        return negative ? -value : value;
    }
}
