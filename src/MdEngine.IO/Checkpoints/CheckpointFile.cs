using System;
using System.Buffers.Binary;
using System.IO;
using System.Security.Cryptography;
using MdEngine.Core;
using MdEngine.Core.Persistence;
using MdEngine.IO.Files;

namespace MdEngine.IO.Checkpoints;

/// <summary>
/// The checkpoint of a run: replaced as a whole by each new one, which is on disk before it takes the name; the one
/// before is kept under the name with ".previous".
/// </summary>
/// <remarks>
/// Layout, little-endian: magic (8 bytes), version (4), zero (4), length of the state (8), the state
/// (<see cref="BagWriter"/>), SHA-256 of all that stands before it (32).
/// </remarks>
/// <param name="path">File.</param>
public sealed class CheckpointFile(string path)
{
    /// <summary>Version of the layout.</summary>
    public const int Version = 1;

    private const int HeaderLength = 24;
    private const int SumLength = SHA256.HashSizeInBytes;
    private const int Piece = 1 << 20;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Where the checkpoint before the last one is.</summary>
    public string PreviousPath => path + ".previous";

    private static ReadOnlySpan<byte> Magic => "MdE\rCkp\n"u8;

    /// <summary>True when there is a checkpoint, whole or not.</summary>
    public bool Exists => File.Exists(path) || File.Exists(PreviousPath);

    /// <summary>Writes a state as the latest checkpoint; the latest so far becomes the previous one.</summary>
    /// <exception cref="IOException">It cannot be written; the checkpoints that there are stay.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public void Write(StateBag state) => Replace(state, PreviousPath);

    /// <summary>Writes the first checkpoint of a run; those of an earlier run are given up.</summary>
    /// <inheritdoc cref="Write(StateBag)" path="/exception"/>
    public void WriteFirst(StateBag state)
    {
        File.Delete(PreviousPath);
        Replace(state, null);
    }

    /// <summary>Reads the latest checkpoint, or the one before where that is damaged or missing; null when there is none.</summary>
    /// <exception cref="InputException">There are checkpoints but none that is whole, or they are of another version.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public CheckpointReading? Read()
    {
        if (!Exists)
        {
            return null;
        }

        string fault;
        try
        {
            return new CheckpointReading(Read(path), path, null);
        }
        catch (InputException e)
        {
            fault = e.Message;
        }

        try
        {
            return new CheckpointReading(Read(PreviousPath), PreviousPath, fault);
        }
        catch (InputException e)
        {
            throw new InputException($"{fault}\n{e.Message}\nno checkpoint is left to go on from; begin anew without --resume");
        }
    }

    /// <summary>Reads one file.</summary>
    /// <exception cref="InputException">It is missing, damaged or of another version.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static StateBag Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException("no such checkpoint", path);
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Piece);
        long length = CheckHeader(stream, path);
        CheckSum(stream, path);
        stream.Position = HeaderLength;
        return new BagReader(stream, length, path).Read();
    }

    private void Replace(StateBag state, string? previous)
    {
        try
        {
            DurableFile.Replace(path, previous, stream => Write(state, stream));
        }
        catch (IOException e)
        {
            throw new IOException($"checkpoint {path}: {e.Message}", e);
        }
    }

    private static void Write(StateBag state, Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var summed = new SummingStream(stream, hash);
        Span<byte> header = stackalloc byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], BagWriter.Size(state));
        summed.Write(header);
        BagWriter.Write(state, summed);
        summed.Flush();
        stream.Write(hash.GetHashAndReset());
    }

    private static long CheckHeader(FileStream stream, string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        int read = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (read < HeaderLength || !header.StartsWith(Magic))
        {
            throw new InputException(read == 0 ? "is an empty file, no checkpoint" : "is no checkpoint, or a damaged one", path);
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (version != Version)
        {
            throw new InputException(
                $"is a checkpoint of version {version}, or a damaged one; this program reads version {Version}: use the "
                + "program that wrote it", path);
        }

        long length = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        if (length != stream.Length - HeaderLength - SumLength)
        {
            throw new InputException(
                $"is a damaged checkpoint: it has {stream.Length} bytes, which is not what it says", path);
        }

        return length;
    }

    private static void CheckSum(FileStream stream, string path)
    {
        stream.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[Piece];
        long left = stream.Length - SumLength;
        while (left > 0)
        {
            int count = stream.Read(piece, 0, (int)Math.Min(left, piece.Length));
            if (count == 0)
            {
                break;
            }

            hash.AppendData(piece, 0, count);
            left -= count;
        }

        Span<byte> said = stackalloc byte[SumLength];
        int read = stream.ReadAtLeast(said, SumLength, throwOnEndOfStream: false);
        if (read < SumLength || !said.SequenceEqual(hash.GetHashAndReset()))
        {
            throw new InputException("is a damaged checkpoint: its content does not agree with its checksum", path);
        }
    }
}
