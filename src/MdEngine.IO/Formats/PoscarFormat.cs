using System;
using System.Collections.Generic;
using System.Text;
using MdEngine.Core.Atoms;
using MdEngine.IO.Poscar;
using MdEngine.IO.Text;

namespace MdEngine.IO.Formats;

/// <summary>VASP's POSCAR and CONTCAR.</summary>
public sealed class PoscarFormat : IStructureFormat
{
    /// <inheritdoc/>
    public string Name => "poscar";

    /// <inheritdoc/>
    public bool HoldsFrames => false;

    /// <inheritdoc/>
    public bool MatchesName(string fileName) =>
        fileName.Contains("POSCAR", StringComparison.OrdinalIgnoreCase)
        || fileName.Contains("CONTCAR", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".vasp", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool MatchesContent(ReadOnlySpan<byte> head)
    {
        // A scale factor and three lattice vectors stand in lines two to five.
        string[] lines = Encoding.Latin1.GetString(head).Split('\n', 6);
        return lines.Length == 6 && Reals(lines[1]) is 1 or 3 && Reals(lines[2]) == 3 && Reals(lines[3]) == 3
            && Reals(lines[4]) == 3;
    }

    /// <inheritdoc/>
    public IEnumerable<Structure> Read(string path, StructureReadOptions options)
    {
        yield return PoscarReader.Read(path);
    }

    /// <inheritdoc/>
    public void Write(string path, IEnumerable<Structure> frames, bool overwrite) =>
        PoscarWriter.Write(path, StructureFormats.Single(frames, Name), overwrite);

    private static int Reals(string line)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(line);
        int at = 0, count = 0;
        while (NumberReader.SkipBlanks(bytes, ref at))
        {
            if (!NumberReader.TryReal(bytes, ref at, out _))
            {
                return -1;
            }

            count++;
        }

        return count;
    }
}
