using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MdEngine.Benchmarks;

/// <summary>LAMMPS on the same systems (<c>apt-get install lammps</c>): its time of the loop, as it reports it itself.</summary>
internal static partial class Peer
{
    /// <summary>True when <c>lmp</c> is installed.</summary>
    public static bool IsInstalled => Array.Exists(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
        folder => File.Exists(Path.Combine(folder, "lmp")));

    /// <summary>Why a pair style cannot be run beside: no <c>lmp</c>, or one without it; null where it can.</summary>
    public static string? Lacks(string style)
    {
        if (!IsInstalled)
        {
            return "no lmp";
        }

        using Process process = Process.Start(new ProcessStartInfo("lmp", ["-h"]) { RedirectStandardOutput = true })!;
        string help = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return help.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Contains(style) ? null : $"lmp has no pair style {style}";
    }

    /// <summary>Microseconds per atom-step of the melt from the lattice, one thread.</summary>
    /// <param name="style">"lj/cut" or "lj/cut/opt".</param>
    /// <param name="cells">Unit cells along each axis.</param>
    /// <param name="steps">Steps.</param>
    public static double Run(string style, int cells, int steps) => Run(style, cells, steps, out _);

    /// <summary>The same, with the processor time of the loop, microseconds per atom-step: steady under other load.</summary>
    public static double Run(string style, int cells, int steps, out double processor)
    {
        double perAtomStep = 1e6 / (4.0 * cells * cells * cells * steps);
        double time = Time(Melt(style, cells, steps), out double busy);
        processor = busy * perAtomStep;
        return time * perAtomStep;
    }

    private static string Melt(string style, int cells, int steps) =>
        $"""
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
        """;

    /// <summary>
    /// Microseconds per atom-step of diamond silicon from the lattice at 600 K, 1 fs, one thread; lists are checked at
    /// every fifth step, which for so small a skin is the cheapest without a dangerous rebuild.
    /// </summary>
    /// <param name="style">"sw" or "tersoff".</param>
    /// <param name="file">Parameter file.</param>
    /// <param name="cells">Unit cells along each axis.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="skin">Skin, Angstrom.</param>
    public static double Silicon(string style, string file, int cells, int steps, double skin) => Time(
        FormattableString.Invariant($"""
        units metal
        atom_style atomic
        lattice diamond 5.431
        region box block 0 {cells} 0 {cells} 0 {cells}
        create_box 1 box
        create_atoms 1 box
        mass 1 28.085
        velocity all create 600 87287 loop geom
        pair_style {style}
        pair_coeff * * "{file}" Si
        neighbor {skin} bin
        neigh_modify delay 0 every 5 check yes
        timestep 0.001
        fix 1 all nve
        thermo 100
        run {steps}
        """)) * 1e6 / (8.0 * cells * cells * cells * steps);

    /// <summary>Microseconds per atom-step of the Coulomb sum of rocksalt with pppm, one thread; nothing moves much.</summary>
    /// <param name="cells">Cubic cells along each axis.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="cutoff">Cutoff of the pairs, Angstrom.</param>
    /// <param name="error">Relative force error.</param>
    public static double Salt(int cells, int steps, double cutoff, double error) => Time(
        FormattableString.Invariant($"""
        units metal
        atom_style charge
        lattice custom 5.64 a1 1 0 0 a2 0 1 0 a3 0 0 1 basis 0 0 0 basis 0 0.5 0.5 basis 0.5 0 0.5 basis 0.5 0.5 0 basis 0.5 0 0 basis 0.5 0.5 0.5 basis 0 0 0.5 basis 0 0.5 0
        region box block 0 {cells} 0 {cells} 0 {cells}
        create_box 2 box
        create_atoms 1 box basis 5 2 basis 6 2 basis 7 2 basis 8 2
        mass 1 22.99
        mass 2 35.45
        set type 1 charge 1.0
        set type 2 charge -1.0
        velocity all create 300 87287 loop geom
        pair_style coul/long {cutoff}
        pair_coeff * *
        kspace_style pppm {error}
        neighbor 1.0 bin
        timestep 0.0001
        fix 1 all nve
        thermo 100
        run {steps}
        """)) * 1e6 / (8.0 * cells * cells * cells * steps);

    /// <summary>Seconds of the loop of any input, one thread.</summary>
    public static double Seconds(string script) => Time(script);

    /// <summary>Seconds for which the loop had the processor: what a shared machine does not stretch.</summary>
    public static double CpuSeconds(string script)
    {
        Time(script, out double busy);
        return busy;
    }

    /// <summary>Seconds of the loop of an input.</summary>
    private static double Time(string input) => Time(input, out _);

    /// <summary>The same, with the seconds that the processor was at it.</summary>
    private static double Time(string input, out double busy)
    {
        string path = Path.Combine(Path.GetTempPath(), $"mdengine-bench-{Environment.ProcessId}.in");
        File.WriteAllText(path, input);
        try
        {
            var start = new ProcessStartInfo("lmp", ["-in", path, "-log", "none"]) { RedirectStandardOutput = true };
            start.Environment["OMP_NUM_THREADS"] = "1";
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Match match = LoopTime().Match(output), share = ProcessorShare().Match(output);
            if (!match.Success)
            {
                throw new InvalidOperationException("lmp reported no loop time:\n" + output);
            }

            double time = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            busy = share.Success ? time * double.Parse(share.Groups[1].Value, CultureInfo.InvariantCulture) / 100.0 : time;
            return time;
        }
        finally
        {
            File.Delete(path);
        }
    }

    [GeneratedRegex(@"([0-9.]+)% CPU use")]
    private static partial Regex ProcessorShare();

    [GeneratedRegex(@"Loop time of ([0-9.eE+-]+) ")]
    private static partial Regex LoopTime();
}
