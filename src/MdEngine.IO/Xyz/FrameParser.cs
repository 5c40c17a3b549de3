using System;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.Text;

namespace MdEngine.IO.Xyz;

/// <summary>Takes frames from the lines of an XYZ file.</summary>
/// <param name="options">How to read.</param>
internal sealed class FrameParser(ExtendedXyzReadOptions options)
{
    private readonly FrameHeader _header = new(options);
    private bool _tooLarge;

    /// <summary>True when the latest fault is that the file ends within the frame.</summary>
    public bool IsCutOff(LineScanner lines) => _tooLarge || lines.EndsHere;

    /// <summary>The next frame; null at the end of the file.</summary>
    /// <param name="lines">The file.</param>
    /// <param name="before">Frames before it.</param>
    /// <exception cref="InputException">The frame is not sound.</exception>
    public Structure? Read(LineScanner lines, int before)
    {
        AtomRows? rows = null;
        return Read(lines, before, ref rows);
    }

    /// <summary>The next frame, in arrays of an earlier one where they fit; null at the end of the file.</summary>
    /// <param name="lines">The file.</param>
    /// <param name="before">Frames before it.</param>
    /// <param name="rows">Arrays that may be used again; then those that were used.</param>
    /// <exception cref="InputException">The frame is not sound.</exception>
    public Structure? Read(LineScanner lines, int before, ref AtomRows? rows)
    {
        _tooLarge = false;
        if (ReadCount(lines, before) is not { } count)
        {
            return null;
        }

        int countLine = lines.Line;
        ReadOnlySpan<byte> comment = ReadComment(lines, count, countLine);
        _header.Read(lines, Encoding.UTF8.GetString(comment));
        CheckRoom(lines, count, countLine);
        rows = AtomRows.Read(lines, _header.Layout, count, countLine, rows);
        Structure structure = rows.ToStructure(_header.Cell);
        _header.Complete(structure);
        return structure;
    }

    /// <summary>Passes over the next frame without reading its atoms; false at the end of the file.</summary>
    /// <exception cref="InputException">The frame is not whole.</exception>
    public bool Skip(LineScanner lines, int before)
    {
        _tooLarge = false;
        if (ReadCount(lines, before) is not { } count)
        {
            return false;
        }

        int countLine = lines.Line;
        ReadComment(lines, count, countLine);
        for (int atom = 0; atom < count; atom++)
        {
            if (!lines.TryRead(out _))
            {
                throw AtomRows.Missing(lines, atom, count, countLine);
            }
        }

        return true;
    }

    private int? ReadCount(LineScanner lines, int before)
    {
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            int at = 0;
            if (!NumberReader.SkipBlanks(line, ref at))
            {
                continue;
            }

            if (!NumberReader.TryInteger(line, ref at, out long count) || NumberReader.SkipBlanks(line, ref at))
            {
                string where = before == 0
                    ? "expected the number of atoms, with which an XYZ file begins"
                    : $"expected the number of atoms of frame {before + 1}; has frame {before} more lines than it says?";
                throw lines.Fault($"found '{Excerpt.Of(line)}'; {where}");
            }

            if (count < 1)
            {
                throw lines.Fault($"a frame of {count} atoms; expected at least 1");
            }

            // An element, three coordinates and their separators take eight bytes.
            long most = Math.Min(lines.MaxRemaining / 8, Array.MaxLength);
            _tooLarge = count > most + 1;
            return !_tooLarge
                ? (int)count
                : throw lines.Fault($"a frame of {count} atoms, but the rest of the file has room for at most "
                    + $"{most}; is it cut off?");
        }

        return null;
    }

    private static ReadOnlySpan<byte> ReadComment(LineScanner lines, int count, int countLine) =>
        lines.TryRead(out ReadOnlySpan<byte> comment)
            ? comment
            : throw lines.Fault($"the file ends before the comment line of the {count} atoms that line "
                + $"{countLine} announces");

    private void CheckRoom(LineScanner lines, int count, int countLine)
    {
        // Each field takes a character and a separator at least.
        ColumnLayout layout = _header.Layout;
        long most = Math.Min(lines.MaxRemaining / (2 * layout.Fields), Array.MaxLength / layout.Fields);
        _tooLarge = count > most + 1;
        if (_tooLarge)
        {
            throw lines.FaultAt(
                countLine,
                $"a frame of {count} atoms with {layout.Fields} fields each, but the rest of the file has room "
                    + $"for at most {most}; is it cut off?");
        }
    }
}
