using System;
using System.IO;
using System.IO.Compression;

namespace MdEngine.IO.Files;

/// <summary>
/// Compresses records into gzip members, each decodable by itself, so that the file can be cut between them. Where one
/// ends depends on the bytes alone, not on when they were written: a file that was cut and continued is the same.
/// </summary>
/// <param name="file">Where members go.</param>
internal sealed class GzipMembers(Stream file) : Stream
{
    // A member is closed at the end of a record when it holds so much; smaller ones would compress badly.
    private const int Enough = 1 << 16;

    // Records longer than this are cut, so that memory stays bounded.
    private const int Most = 1 << 22;

    private byte[] _bytes = new byte[2 * Enough];
    private int _count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>What is not yet compressed.</summary>
    public ReadOnlySpan<byte> Pending => _bytes.AsSpan(0, _count);

    /// <summary>Ends a record.</summary>
    public void EndRecord()
    {
        if (_count >= Enough)
        {
            EndMember();
        }
    }

    /// <summary>Compresses and writes what is held.</summary>
    public void EndMember()
    {
        if (_count == 0)
        {
            return;
        }

        int count = _count;
        _count = 0;
        using var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        gzip.Write(_bytes, 0, count);
    }

    /// <summary>Forgets what is held.</summary>
    public void Clear() => _count = 0;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int part = Math.Min(buffer.Length, Most - _count);
            if (_bytes.Length < _count + part)
            {
                Array.Resize(ref _bytes, Math.Min(Most, Math.Max(2 * _bytes.Length, _count + part)));
            }

            buffer[..part].CopyTo(_bytes.AsSpan(_count));
            _count += part;
            buffer = buffer[part..];
            if (_count == Most)
            {
                EndMember();
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
