using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.Text;
using MdEngine.IO.Xyz;

namespace MdEngine.IO.Formats;

/// <summary>Extended and plain XYZ.</summary>
public sealed class ExtendedXyzFormat : IStructureFormat
{
    /// <inheritdoc/>
    public string Name => "extxyz";

    /// <inheritdoc/>
    public bool HoldsFrames => true;

    /// <inheritdoc/>
    public bool MatchesName(string fileName) => fileName.EndsWith("xyz", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool MatchesContent(ReadOnlySpan<byte> head)
    {
        int end = head.IndexOf((byte)'\n');
        int at = 0;
        ReadOnlySpan<byte> first = end < 0 ? head : head[..end];
        return NumberReader.TryInteger(first, ref at, out long count) && count > 0
            && !NumberReader.SkipBlanks(first, ref at);
    }

    /// <inheritdoc/>
    public IEnumerable<Structure> Read(string path, StructureReadOptions options) =>
        ExtendedXyzReader.ReadAll(path, options.Xyz);

    /// <inheritdoc/>
    public void Write(string path, IEnumerable<Structure> frames, bool overwrite)
    {
        // The first frame is read before the file is made: input that cannot be read leaves no empty output behind.
        using IEnumerator<Structure> source = frames.GetEnumerator();
        if (!source.MoveNext())
        {
            throw new InputException("there is no frame to write");
        }

        using ExtendedXyzWriter writer = ExtendedXyzWriter.Open(path, overwrite);
        do
        {
            writer.Write(source.Current);
        }
        while (source.MoveNext());
    }
}
