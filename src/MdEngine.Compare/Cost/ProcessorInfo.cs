using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MdEngine.Compare.Cost;

/// <summary>The machine that something was measured on.</summary>
/// <param name="Processor">Name of the processor.</param>
/// <param name="Cores">Logical cores that the program may use.</param>
/// <param name="VectorBits">Width of its vectors as the program uses them, bit.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">Runtime of the program.</param>
public sealed record ProcessorInfo(string Processor, int Cores, int VectorBits, string System, string Runtime)
{
    private const string LinuxFile = "/proc/cpuinfo";

    /// <summary>This machine.</summary>
    public static ProcessorInfo Here() => new(
        NameOfProcessor(),
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    private static string NameOfProcessor()
    {
        string? line = null;
        try
        {
            line = File.Exists(LinuxFile)
                ? File.ReadLines(LinuxFile).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The architecture has to do.
        }

        string? name = line?.Split(':', 2)[^1].Trim();
        return string.IsNullOrEmpty(name) ? RuntimeInformation.ProcessArchitecture.ToString() : name;
    }
}
