using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.LammpsDump;

namespace MdEngine.IO.Formats;

/// <summary>Text dumps of LAMMPS; read only.</summary>
public sealed class LammpsDumpFormat : IStructureFormat
{
    /// <inheritdoc/>
    public string Name => "lammps-dump";

    /// <inheritdoc/>
    public bool HoldsFrames => true;

    /// <inheritdoc/>
    public bool MatchesName(string fileName) =>
        fileName.EndsWith(".lammpstrj", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".dump", StringComparison.OrdinalIgnoreCase)
        || fileName.StartsWith("dump.", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool MatchesContent(ReadOnlySpan<byte> head) => head.StartsWith("ITEM:"u8);

    /// <inheritdoc/>
    public IEnumerable<Structure> Read(string path, StructureReadOptions options) => LammpsDumpReader.ReadAll(path);

    /// <inheritdoc/>
    public void Write(string path, IEnumerable<Structure> frames, bool overwrite) =>
        throw new InputException("dumps of LAMMPS are only read; write extxyz", path);
}
