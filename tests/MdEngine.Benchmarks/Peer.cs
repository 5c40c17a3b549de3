using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;

namespace MdEngine.Benchmarks;

/// <summary>LAMMPS on the same melt (<c>apt-get install lammps</c>): seconds of the loop, as it reports them itself.</summary>
internal static partial class Peer
{
    /// <summary>True when <c>lmp</c> is installed.</summary>
    public static bool IsInstalled => Array.Exists(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
        folder => File.Exists(Path.Combine(folder, "lmp")));

    /// <summary>Microseconds per atom-step of a run from the lattice, one thread.</summary>
    /// <param name="style">"lj/cut" or "lj/cut/opt".</param>
    /// <param name="cells">Unit cells along each axis.</param>
    /// <param name="steps">Steps.</param>
    public static double Run(string style, int cells, int steps)
    {
        double seconds = Seconds($"""
            units lj
            atom_style atomic
            lattice fcc 0.8442
            region box block 0 {cells} 0 {cells} 0 {cells}
            create_box 1 box
            create_atoms 1 box
            mass 1 1.0
            velocity all create 1.44 87287 loop geom
            pair_style {style} 2.5
            pair_coeff 1 1 1.0 1.0 2.5
            neighbor 0.3 bin
            neigh_modify delay 0 every 20 check no
            fix 1 all nve
            thermo 100
            run {steps}
            """);
        return seconds * 1e6 / (4.0 * cells * cells * cells * steps);
    }

    /// <summary>Seconds of the loop of any input, one thread.</summary>
    public static double Seconds(string script) => Measure(script).Wall;

    /// <summary>Seconds for which the loop had the processor: what a shared machine does not stretch.</summary>
    public static double CpuSeconds(string script)
    {
        (double wall, double use) = Measure(script);
        return wall * use;
    }

    private static (double Wall, double Use) Measure(string script)
    {
        string input = Path.Combine(Path.GetTempPath(), $"mdengine-bench-{Environment.ProcessId}.in");
        File.WriteAllText(input, script);
        try
        {
            var start = new ProcessStartInfo("lmp", ["-in", input, "-log", "none"]) { RedirectStandardOutput = true };
            start.Environment["OMP_NUM_THREADS"] = "1";
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Match match = LoopTime().Match(output), use = CpuUse().Match(output);
            return match.Success && use.Success
                ? (Number(match), Number(use) / 100.0)
                : throw new InvalidOperationException("lmp reported no loop time:\n" + output);
        }
        finally
        {
            File.Delete(input);
        }
    }

    private static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"([0-9.]+)% CPU use with")]
    private static partial Regex CpuUse();

    [GeneratedRegex(@"Loop time of ([0-9.eE+-]+) ")]
    private static partial Regex LoopTime();
}
