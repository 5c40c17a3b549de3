using System;
using System.Collections.Generic;
using System.IO;
using MdEngine.Core;
using MdEngine.Core.Atoms;

namespace MdEngine.IO.Formats;

/// <summary>A file format of structures.</summary>
public interface IStructureFormat
{
    /// <summary>Name on the command line and in decks.</summary>
    string Name { get; }

    /// <summary>True when a file can hold more than one frame.</summary>
    bool HoldsFrames { get; }

    /// <summary>True when a file of this name (without folder and ".gz") is usually of the format.</summary>
    bool MatchesName(string fileName);

    /// <summary>True when a file that begins so can only be of the format.</summary>
    /// <param name="head">The first few thousand bytes, decompressed.</param>
    bool MatchesContent(ReadOnlySpan<byte> head);

    /// <summary>The frames of a file, one at a time.</summary>
    /// <exception cref="InputException">The file does not exist or is not sound.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    IEnumerable<Structure> Read(string path, StructureReadOptions options);

    /// <summary>Writes frames.</summary>
    /// <exception cref="InputException">
    /// The file exists and may not be overwritten, or the format cannot hold what is written.
    /// </exception>
    /// <exception cref="IOException">Writing failed.</exception>
    void Write(string path, IEnumerable<Structure> frames, bool overwrite);
}
