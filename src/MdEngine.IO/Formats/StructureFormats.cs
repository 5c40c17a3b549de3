using System;
using System.Collections.Generic;
using System.IO;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.Files;

namespace MdEngine.IO.Formats;

/// <summary>
/// Reads and writes structures in any format that the engine knows: the one asked for, else the one that the file's
/// name tells, else (reading) the one that its content tells.
/// </summary>
public static class StructureFormats
{
    private const int HeadLength = 4096;

    /// <summary>The formats.</summary>
    public static IReadOnlyList<IStructureFormat> All { get; } =
        [new ExtendedXyzFormat(), new LammpsDataFormat(), new PoscarFormat(), new CifFormat(), new LammpsDumpFormat()];

    /// <summary>The format of a name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static IStructureFormat ByName(string name)
    {
        string wanted = name.Equals("xyz", StringComparison.OrdinalIgnoreCase) ? "extxyz" : name;
        foreach (IStructureFormat format in All)
        {
            if (format.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        throw new InputException($"there is no structure format '{name}'; expected one of {Names}");
    }

    /// <summary>The format of a file to read.</summary>
    /// <param name="path">File.</param>
    /// <param name="format">Name of its format; null to tell it by name, then by content.</param>
    /// <exception cref="InputException">There is no such file, or its format cannot be told.</exception>
    public static IStructureFormat ForReading(string path, string? format = null)
    {
        if (format is not null)
        {
            return ByName(format);
        }

        if (FindByFileName(path) is { } byName)
        {
            return byName;
        }

        Span<byte> head = stackalloc byte[HeadLength];
        using (Stream stream = InputFile.Open(path))
        {
            try
            {
                head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            }
            catch (InvalidDataException e)
            {
                throw new InputException("the gzip data are damaged or cut off: copy or write the file "
                    + "again", path, 0, e);
            }
        }

        foreach (IStructureFormat known in All)
        {
            if (known.MatchesContent(head))
            {
                return known;
            }
        }

        throw new InputException($"neither name nor content tells the format of the file; name it, one of "
            + $"{Names}", path);
    }

    /// <summary>The format of a file to write.</summary>
    /// <param name="path">File.</param>
    /// <param name="format">Name of its format; null to tell it by the file's name.</param>
    /// <exception cref="InputException">The format cannot be told.</exception>
    public static IStructureFormat ForWriting(string path, string? format = null) =>
        format is not null
            ? ByName(format)
            : FindByFileName(path) ?? throw new InputException(
                "the name does not tell the format to write; expected a name such as x.xyz, x.xyz.gz, x.data, x.cif or "
                    + "POSCAR, "
                + $"or a format, one of {Names}",
                path);

    /// <summary>Reads one frame of a file.</summary>
    /// <param name="path">File.</param>
    /// <param name="format">Name of its format; null to tell it by name, then by content.</param>
    /// <param name="frame">
    /// Which one, from 0; negative ones count from the end, so -1 is the last. Null when the file must hold just one.
    /// </param>
    /// <param name="options">What the file does not say itself; null for the defaults.</param>
    /// <exception cref="InputException">The file is not sound, or has no such frame.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Structure Read(
        string path, string? format = null, int? frame = null, StructureReadOptions? options = null)
    {
        IEnumerable<Structure> frames = ReadAll(path, format, options);
        int wanted = frame ?? 0;
        var last = new Queue<Structure>();
        int count = 0;
        foreach (Structure structure in frames)
        {
            if (frame is null && count == 1)
            {
                throw new InputException(
                    "holds more than one frame; say which: 0 for the first, -1 for the last", path);
            }

            if (wanted >= 0 && count == wanted && frame is not null)
            {
                return structure;
            }

            // Counting from the end, as many frames must be kept as may be asked for.
            last.Enqueue(structure);
            if (last.Count > Math.Max(1L, -(long)wanted))
            {
                last.Dequeue();
            }

            count++;
        }

        bool found = count > 0 && (frame is null || (wanted < 0 && count >= -(long)wanted));
        return found
            ? last.Peek()
            : throw new InputException(
                count == 0 ? "holds no frame" : $"holds {count} frames, numbered from 0; there is no frame "
                    + $"{wanted}", path);
    }

    /// <summary>Reads all frames of a file, one at a time.</summary>
    /// <inheritdoc cref="Read"/>
    public static IEnumerable<Structure> ReadAll(
        string path, string? format = null, StructureReadOptions? options = null) =>
        ForReading(path, format).Read(path, options ?? new StructureReadOptions());

    /// <summary>Writes frames.</summary>
    /// <param name="path">File; compressed when its name ends in ".gz".</param>
    /// <param name="frames">What to write; just one for formats that hold no more.</param>
    /// <param name="format">Name of the format; null to tell it by the file's name.</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <exception cref="InputException">
    /// The format cannot be told or cannot hold the frames, or the file exists and may not be overwritten.
    /// </exception>
    /// <exception cref="IOException">Writing failed.</exception>
    public static void Write(
        string path, IEnumerable<Structure> frames, string? format = null, bool overwrite = false) =>
        ForWriting(path, format).Write(path, frames, overwrite);

    /// <summary>Reads one file and writes its frames to another.</summary>
    /// <param name="input">File to read.</param>
    /// <param name="output">File to write; compressed when its name ends in ".gz".</param>
    /// <param name="from">Format of the input; null to tell it by name, then by content.</param>
    /// <param name="to">Format of the output; null to tell it by name.</param>
    /// <param name="frame">Which frame; null for all (formats that hold one frame then want a file of one).</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <param name="options">What the input does not say itself; null for the defaults.</param>
    /// <exception cref="InputException">
    /// The input is not sound, or the output cannot be written as it is asked for.
    /// </exception>
    /// <exception cref="IOException">Reading or writing failed.</exception>
    public static void Convert(
        string input, string output, string? from = null, string? to = null, int? frame = null, bool overwrite = false,
        StructureReadOptions? options = null)
    {
        if (Path.GetFullPath(input) == Path.GetFullPath(output))
        {
            throw new InputException("is both input and output; give the output another name", input);
        }

        IStructureFormat writer = ForWriting(output, to);
        IEnumerable<Structure> frames = frame is null && writer.HoldsFrames
            ? ReadAll(input, from, options)
            : [Read(input, from, frame, options)];
        writer.Write(output, frames, overwrite);
    }

    /// <summary>The only frame of a sequence.</summary>
    internal static Structure Single(IEnumerable<Structure> frames, string format)
    {
        Structure? single = null;
        foreach (Structure frame in frames)
        {
            single = single is null
                ? frame
                : throw new InputException(
                    $"a file of the format {format} holds one frame, but there are more; choose one, or write extxyz");
        }

        return single ?? throw new InputException("there is no frame to write");
    }

    private static string Names => string.Join(", ", System.Linq.Enumerable.Select(All, f => f.Name));

    private static IStructureFormat? FindByFileName(string path)
    {
        string name = Path.GetFileName(path);
        if (OutputFile.IsCompressedName(name))
        {
            name = name[..^".gz".Length];
        }

        foreach (IStructureFormat format in All)
        {
            if (format.MatchesName(name))
            {
                return format;
            }
        }

        return null;
    }
}
