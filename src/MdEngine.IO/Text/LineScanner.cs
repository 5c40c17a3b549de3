using System;
using System.IO;
using System.Text;
using MdEngine.Core;
using MdEngine.IO.Files;

namespace MdEngine.IO.Text;

/// <summary>
/// Reads a text file line by line as bytes, in a buffer that is reused, and knows the place for errors.
/// </summary>
internal sealed class LineScanner : IDisposable
{
    /// <summary>Longest line, bytes: a file without line ends is not read into memory whole.</summary>
    private const int MaxLine = 1 << 24;

    private const string DamagedGzip = "the gzip data are damaged or cut off: copy or write the file again";

    private readonly Stream _stream;
    private readonly long _maxLength;
    private byte[] _buffer = new byte[1 << 17];
    private int _start;
    private int _end;
    private long _readTotal;
    private bool _atEnd;
    private bool _held;
    private int _heldStart;
    private int _heldLength;
    private readonly long? _beyond;

    public LineScanner(Stream stream, string name, long maxLength = long.MaxValue)
    {
        _stream = stream;
        _maxLength = maxLength;
        Name = name;
    }

    /// <summary>Reads a piece of a file that is in memory already; it is not changed.</summary>
    /// <param name="piece">Whole lines.</param>
    /// <param name="name">Name of the file for messages.</param>
    /// <param name="line">Number of the line before the piece.</param>
    /// <param name="beyond">Upper bound of the bytes of the file after the piece.</param>
    public LineScanner(ArraySegment<byte> piece, string name, int line, long beyond)
        : this(Stream.Null, name)
    {
        (_buffer, _start, _end) = (piece.Array!, piece.Offset, piece.Offset + piece.Count);
        (Line, _beyond, _atEnd) = (line, beyond, true);
    }

    /// <summary>Name of the file for messages.</summary>
    public string Name { get; }

    /// <summary>Number of the latest line, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>True when <see cref="MaxRemaining"/> is what is really there, not only a bound.</summary>
    public bool LengthIsExact { get; init; }

    private uint? GzipSize { get; init; }

    /// <summary>
    /// True when the file ends with or before what was asked for last: there was no further line, or it lacks its end.
    /// </summary>
    public bool EndsHere { get; private set; }

    /// <summary>Part of the file that was read, from 0 to 1; NaN when its length is not known.</summary>
    public double Part => LengthIsExact ? Math.Min(1.0, (double)_readTotal / _maxLength) : double.NaN;

    /// <summary>Upper bound of the bytes that are still to come.</summary>
    public long MaxRemaining => _beyond is { } beyond
        ? (beyond > long.MaxValue / 2 ? long.MaxValue : beyond + (_end - _start))
        : _maxLength is long.MaxValue or 0 ? long.MaxValue : Math.Max(0, _maxLength - _readTotal) + (_end - _start);

    public static LineScanner Open(string path)
    {
        Stream stream = InputFile.Open(path, out long maxLength, out uint? gzipSize);
        return new LineScanner(stream, path, maxLength)
        {
            LengthIsExact = stream is FileStream && maxLength > 0,
            GzipSize = gzipSize,
        };
    }

    /// <summary>A fault at the latest line.</summary>
    public InputException Fault(string message, Exception? inner = null) => new(message, Name, Line, inner);

    /// <summary>A fault at a line.</summary>
    public InputException FaultAt(int line, string message, Exception? inner = null) => new(message, Name, line, inner);

    /// <summary>The next line without its end; it is valid until the next call. False at the end of the file.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        if (_held)
        {
            _held = false;
            Line++;
            line = _buffer.AsSpan(_heldStart, _heldLength);
            return true;
        }

        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Take(searched + length, 1);
                return true;
            }

            searched = _end - _start;
            if (_atEnd)
            {
                EndsHere = true;
                if (searched == 0)
                {
                    line = default;
                    return false;
                }

                line = Take(searched, 0);
                return true;
            }

            if (searched > MaxLine)
            {
                throw FaultAt(Line + 1, $"a line is longer than {MaxLine} bytes; is this a text file?");
            }

            Fill();
        }
    }

    /// <summary>Puts the latest line back, so that it is read again.</summary>
    public void Unread()
    {
        _held = true;
        Line--;
    }

    public void Dispose() => _stream.Dispose();

    private ReadOnlySpan<byte> Take(int length, int end)
    {
        _heldStart = _start;
        _start += length + end;
        if (Line++ == 0)
        {
            CheckEncoding(ref length);
        }

        if (length > 0 && _buffer[_heldStart + length - 1] == (byte)'\r')
        {
            length--;
        }

        _heldLength = length;
        return _buffer.AsSpan(_heldStart, length);
    }

    private void CheckEncoding(ref int length)
    {
        ReadOnlySpan<byte> head = _buffer.AsSpan(_heldStart, length);
        if (head.StartsWith(Encoding.UTF8.Preamble))
        {
            _heldStart += Encoding.UTF8.Preamble.Length;
            length -= Encoding.UTF8.Preamble.Length;
        }
        else if (head.StartsWith(Encoding.Unicode.Preamble) || head.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            throw Fault("is UTF-16 text; save it as UTF-8 or ASCII");
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        try
        {
            int n = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _atEnd = n == 0;
            _end += n;
            _readTotal += n;
        }
        catch (InvalidDataException e)
        {
            throw FaultAt(Line + 1, DamagedGzip, e);
        }

        // The runtime takes a gzip file that is cut off for one that ends there. Files of several members have
        // another size in their last word, so a whole last line is taken as a good end.
        bool openLine = _end > _start && _buffer[_end - 1] != (byte)'\n';
        if (_atEnd && openLine && GzipSize is { } size && size != (uint)_readTotal)
        {
            throw FaultAt(Line + 1, DamagedGzip);
        }
    }
}
