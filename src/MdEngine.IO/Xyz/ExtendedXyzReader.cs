using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
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
    private readonly FrameHeader _header;

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
        _header = new FrameHeader(lines, options ?? new ExtendedXyzReadOptions());
    }

    /// <summary>Frames read or skipped so far.</summary>
    public int Frames { get; private set; }

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
        if (ReadCount() is not { } count)
        {
            return null;
        }

        int countLine = _lines.Line;
        ReadOnlySpan<byte> comment = ReadComment(count, countLine);
        _header.Read(Encoding.UTF8.GetString(comment));
        CheckRoom(count, countLine);
        AtomRows rows = AtomRows.Read(_lines, _header.Layout, count, countLine);
        Structure structure = rows.ToStructure(_header.Cell);
        _header.Complete(structure);
        Frames++;
        return structure;
    }

    /// <summary>Passes over the next frame without reading its atoms; false at the end of the file.</summary>
    /// <exception cref="InputException">The frame is not whole.</exception>
    public bool Skip()
    {
        if (ReadCount() is not { } count)
        {
            return false;
        }

        int countLine = _lines.Line;
        ReadComment(count, countLine);
        for (int atom = 0; atom < count; atom++)
        {
            if (!_lines.TryRead(out _))
            {
                throw _lines.Fault(
                    $"the file ends after {atom} of the {count} atoms that line {countLine} announces; is it cut off?");
            }
        }

        Frames++;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private int? ReadCount()
    {
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            int at = 0;
            if (!NumberReader.SkipBlanks(line, ref at))
            {
                continue;
            }

            if (!NumberReader.TryInteger(line, ref at, out long count) || NumberReader.SkipBlanks(line, ref at))
            {
                string where = Frames == 0
                    ? "expected the number of atoms, with which an XYZ file begins"
                    : $"expected the number of atoms of frame {Frames + 1}; has frame {Frames} more lines than "
                        + $"it says?";
                throw _lines.Fault($"found '{Excerpt.Of(line)}'; {where}");
            }

            // An element, three coordinates and their separators take eight bytes.
            long most = Math.Min(_lines.MaxRemaining / 8, Array.MaxLength);
            if (count < 1)
            {
                throw _lines.Fault($"a frame of {count} atoms; expected at least 1");
            }

            return count <= most + 1
                ? (int)count
                : throw _lines.Fault($"a frame of {count} atoms, but the rest of the file has room for at most "
                    + $"{most}; is it cut off?");
        }

        return null;
    }

    private ReadOnlySpan<byte> ReadComment(int count, int countLine) =>
        _lines.TryRead(out ReadOnlySpan<byte> comment)
            ? comment
            : throw _lines.Fault($"the file ends before the comment line of the {count} atoms that line "
                + $"{countLine} announces");

    private void CheckRoom(int count, int countLine)
    {
        // Each field takes a character and a separator at least.
        ColumnLayout layout = _header.Layout;
        long most = Math.Min(_lines.MaxRemaining / (2 * layout.Fields), Array.MaxLength / layout.Fields);
        if (count > most + 1)
        {
            throw _lines.FaultAt(
                countLine,
                $"a frame of {count} atoms with {layout.Fields} fields each, but the rest of the file has room "
                    + $"for at most "
                + $"{most}; is it cut off?");
        }
    }
}
