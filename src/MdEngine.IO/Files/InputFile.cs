using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using MdEngine.Core;

namespace MdEngine.IO.Files;

/// <summary>Opens files that a user names for reading; gzip is recognised by content, not by name.</summary>
public static class InputFile
{
    // The greatest expansion that the deflate format can reach.
    private const long MaxExpansion = 1032;

    /// <summary>Opens a file; what is read is decompressed.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InputException">
    /// The file does not exist, is a directory, or is compressed by something other than gzip.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Stream Open(string path) => Open(path, out _, out _);

    /// <summary>
    /// Opens a file and says how many bytes can at most be read from it, and how many (modulo 2^32) a gzip file of one
    /// member says that it holds.
    /// </summary>
    internal static Stream Open(string path, out long maxLength, out uint? gzipSize)
    {
        gzipSize = null;
        if (Directory.Exists(path))
        {
            throw new InputException("is a directory; expected a file", path);
        }

        if (!File.Exists(path))
        {
            throw new InputException("no such file", path);
        }

        var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
        try
        {
            Span<byte> head = stackalloc byte[6];
            head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            RefuseOtherCompression(path, head);
            Stream whole = file;
            maxLength = long.MaxValue;
            if (file.CanSeek)
            {
                file.Position = 0;
                maxLength = file.Length;
            }
            else
            {
                whole = new PrefixedStream(head.ToArray(), file);
            }

            if (head.Length < 2 || head[0] != 0x1f || head[1] != 0x8b)
            {
                return whole;
            }

            gzipSize = file.CanSeek ? LastWord(file) : null;
            maxLength = maxLength > long.MaxValue / MaxExpansion ? long.MaxValue : maxLength * MaxExpansion;
            return new GZipStream(whole, CompressionMode.Decompress);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static uint? LastWord(FileStream file)
    {
        Span<byte> word = stackalloc byte[4];
        file.Position = Math.Max(0, file.Length - word.Length);
        int n = file.ReadAtLeast(word, word.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return n == word.Length ? BinaryPrimitives.ReadUInt32LittleEndian(word) : null;
    }

    private static void RefuseOtherCompression(string path, ReadOnlySpan<byte> head)
    {
        string? kind =
            head.StartsWith("BZh"u8) ? "bzip2"
            : head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z']) ? "xz"
            : head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "zstd"
            : head.StartsWith((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 3, 4]) ? "zip"
            : null;
        if (kind is not null)
        {
            throw new InputException($"is compressed with {kind}; expected plain text or gzip: decompress it "
                + $"first", path);
        }
    }
}
