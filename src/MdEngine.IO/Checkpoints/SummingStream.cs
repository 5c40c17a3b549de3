using System;
using System.IO;
using System.Security.Cryptography;

namespace MdEngine.IO.Checkpoints;

/// <summary>Gathers small writes, and adds what passes to a checksum.</summary>
/// <param name="inner">Where bytes go.</param>
/// <param name="hash">The sum.</param>
internal sealed class SummingStream(Stream inner, IncrementalHash hash) : Stream
{
    private readonly byte[] _buffer = new byte[1 << 16];
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

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > _buffer.Length - _count)
        {
            Flush();
            if (buffer.Length >= _buffer.Length)
            {
                hash.AppendData(buffer);
                inner.Write(buffer);
                return;
            }
        }

        buffer.CopyTo(_buffer.AsSpan(_count));
        _count += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    public override void Flush()
    {
        hash.AppendData(_buffer, 0, _count);
        inner.Write(_buffer, 0, _count);
        _count = 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
