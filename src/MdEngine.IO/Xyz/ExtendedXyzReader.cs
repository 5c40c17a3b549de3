using System;
using System.Collections.Generic;
using System.IO;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.Text;

namespace MdEngine.IO.Xyz;

/// <summary>
/// Reads extended and plain XYZ frame by frame, plain or gzip, with memory for one frame however long the file is.
/// </summary>
/// <remarks>
/// The comment line follows ASE's grammar; Lattice, Properties, pbc, energy, stress and virial are understood in any
/// case, and what else it says goes to <see cref="Structure.Info"/>. Columns: species (or Z), pos; velo or vel in
/// Angstrom/fs; momenta in ASE's unit, sqrt(u eV); forces; masses; charges (initial_charges before charge); any others
/// go to <see cref="Structure.Extra"/>. A frame without Lattice is open unless the options hold a cell. A frame
/// without Properties has an element and three coordinates a line, and what follows them is not read.
/// </remarks>
public sealed class ExtendedXyzReader : IDisposable
{
    private readonly LineScanner _lines;
    private readonly FrameParser _parser;
    private readonly bool _allowCutOff;

    /// <summary>Reads from a stream, which is closed with the reader.</summary>
    /// <param name="stream">Text, not compressed.</param>
    /// <param name="name">Name of the source for messages.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public ExtendedXyzReader(Stream stream, string name, ExtendedXyzReadOptions? options = null)
        : this(new LineScanner(stream, name), options)
    {
    }

    private ExtendedXyzReader(LineScanner lines, ExtendedXyzReadOptions? options)
    {
        _lines = lines;
        _parser = new FrameParser(options ?? new ExtendedXyzReadOptions());
        _allowCutOff = options?.AllowCutOffEnd ?? false;
    }

    /// <summary>Frames read or skipped so far.</summary>
    public int Frames { get; private set; }

    /// <summary>What is wrong with a last frame that is cut off and was left out; null when there is none.</summary>
    public string? CutOff { get; private set; }

    /// <summary>Opens a file, plain or gzip.</summary>
    /// <param name="path">File.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <exception cref="InputException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ExtendedXyzReader Open(string path, ExtendedXyzReadOptions? options = null) =>
        new(LineScanner.Open(path), options);

    /// <summary>All frames of a file, one at a time.</summary>
    /// <inheritdoc cref="Open"/>
    public static IEnumerable<Structure> ReadAll(string path, ExtendedXyzReadOptions? options = null)
    {
        using ExtendedXyzReader reader = Open(path, options);
        while (reader.Read() is { } frame)
        {
            yield return frame;
        }
    }

    /// <summary>The next frame; null at the end of the file.</summary>
    /// <exception cref="InputException">
    /// The frame is not sound; the message names file, line, fault and remedy.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read further.</exception>
    public Structure? Read()
    {
        try
        {
            Structure? frame = CutOff is null ? _parser.Read(_lines, Frames) : null;
            Frames += frame is null ? 0 : 1;
            return frame;
        }
        catch (InputException e) when (_allowCutOff && Frames > 0 && _parser.IsCutOff(_lines))
        {
            CutOff = e.Message;
            return null;
        }
    }

    /// <summary>Passes over the next frame without reading its atoms; false at the end of the file.</summary>
    /// <exception cref="InputException">The frame is not whole.</exception>
    public bool Skip()
    {
        if (CutOff is not null)
        {
            return false;
        }

        try
        {
            if (!_parser.Skip(_lines, Frames))
            {
                return false;
            }
        }
        catch (InputException e) when (_allowCutOff && Frames > 0 && _parser.IsCutOff(_lines))
        {
            CutOff = e.Message;
            return false;
        }

        Frames++;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();
}
