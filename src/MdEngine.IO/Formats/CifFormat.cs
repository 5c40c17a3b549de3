using System;
using System.Collections.Generic;
using System.Text;
using MdEngine.Core.Atoms;
using MdEngine.IO.Cif;

namespace MdEngine.IO.Formats;

/// <summary>Crystallographic information files.</summary>
public sealed class CifFormat : IStructureFormat
{
    /// <inheritdoc/>
    public string Name => "cif";

    /// <inheritdoc/>
    public bool HoldsFrames => true;

    /// <inheritdoc/>
    public bool MatchesName(string fileName) => fileName.EndsWith(".cif", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool MatchesContent(ReadOnlySpan<byte> head)
    {
        // After comments and empty lines comes data_.
        foreach (string line in Encoding.Latin1.GetString(head).Split('\n'))
        {
            string word = line.Trim();
            if (word.Length > 0 && word[0] != '#')
            {
                return word.StartsWith("data_", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public IEnumerable<Structure> Read(string path, StructureReadOptions options) => CifReader.ReadAll(path);

    /// <inheritdoc/>
    public void Write(string path, IEnumerable<Structure> frames, bool overwrite) =>
        CifWriter.Write(path, frames, overwrite);
}
