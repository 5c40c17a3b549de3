using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;
using MdEngine.Core.Atoms;
using MdEngine.IO.LammpsData;

namespace MdEngine.IO.Formats;

/// <summary>LAMMPS data files.</summary>
public sealed partial class LammpsDataFormat : IStructureFormat
{
    /// <inheritdoc/>
    public string Name => "lammps-data";

    /// <inheritdoc/>
    public bool HoldsFrames => false;

    /// <inheritdoc/>
    public bool MatchesName(string fileName) =>
        fileName.EndsWith(".data", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".lmp", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".lammps", StringComparison.OrdinalIgnoreCase)
        || fileName.StartsWith("data.", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool MatchesContent(ReadOnlySpan<byte> head) => AtomsLine().IsMatch(Encoding.Latin1.GetString(head));

    /// <inheritdoc/>
    public IEnumerable<Structure> Read(string path, StructureReadOptions options)
    {
        yield return LammpsDataReader.Read(path, options.LammpsData);
    }

    /// <inheritdoc/>
    public void Write(string path, IEnumerable<Structure> frames, bool overwrite) =>
        LammpsDataWriter.Write(path, StructureFormats.Single(frames, Name), overwrite);

    [GeneratedRegex(@"^[ \t]*\d+[ \t]+atoms[ \t]*(#.*)?\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex AtomsLine();
}
