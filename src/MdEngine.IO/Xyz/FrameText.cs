using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.IO.Text;

namespace MdEngine.IO.Xyz;

/// <summary>The text of some frames, cut from a file.</summary>
internal sealed class FrameText
{
    // Enough that handing it from thread to thread costs little beside reading it.
    private const int Enough = 1 << 17;

    private readonly List<(int Start, int Line, long Number)> _frames = [];
    private byte[] _bytes = new byte[Enough];
    private int _length;
    private long _beyond;
    private bool _exact;
    private string _name = "";

    /// <summary>Number of frames.</summary>
    public int Count => _frames.Count;

    /// <summary>True when the file ends with it.</summary>
    public bool EndsFile { get; private set; }

    /// <summary>What went wrong after its frames; null if nothing did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Number of a frame in the file, from 0.</summary>
    public long Number(int k) => _frames[k].Number;

    /// <summary>The lines of a frame.</summary>
    public LineScanner Lines(int k)
    {
        (int start, int line, _) = _frames[k];
        int end = k + 1 < _frames.Count ? _frames[k + 1].Start : _length;
        return new LineScanner(new ArraySegment<byte>(_bytes, start, end - start), _name, line, _beyond + (_length - end))
        {
            LengthIsExact = _exact,
        };
    }

    /// <summary>Cuts the next frames from a file; <see cref="EndsFile"/> is true when there are no more.</summary>
    /// <param name="file">The file.</param>
    /// <param name="selection">Frames that are used; others are passed over.</param>
    /// <param name="number">Number of the next frame.</param>
    public void Fill(LineScanner file, FrameSelection selection, ref long number)
    {
        _frames.Clear();
        _length = 0;
        _name = file.Name;
        _exact = file.LengthIsExact;
        (EndsFile, Failure) = (false, null);
        try
        {
            while (_length < Enough && !EndsFile)
            {
                if (selection.IsBeyond(number))
                {
                    EndsFile = true;
                    break;
                }

                Take(file, selection.Takes(number), number);
                number++;
            }
        }
        catch (Exception e)
        {
            // It belongs after the frames that were cut already.
            (Failure, EndsFile) = (e, true);
        }

        _beyond = file.MaxRemaining;
    }

    private void Take(LineScanner file, bool keep, long number)
    {
        ReadOnlySpan<byte> line;
        int at;
        do
        {
            if (!file.TryRead(out line))
            {
                EndsFile = true;
                return;
            }

            at = 0;
        }
        while (!NumberReader.SkipBlanks(line, ref at));

        int start = _length;
        int before = file.Line - 1;
        Append(line);
        bool sound = NumberReader.TryInteger(line, ref at, out long count) && count > 0
            && !NumberReader.SkipBlanks(line, ref at) && count <= (file.MaxRemaining / 8) + 1;
        long rest = sound ? count + 1 : 0;
        for (long k = 0; k < rest; k++)
        {
            if (!file.TryRead(out line))
            {
                (sound, keep) = (false, true);
                break;
            }

            if (keep)
            {
                Append(line);
            }
        }

        // What is not sound is for the reader of the frame to name, and nothing after it can be found.
        if (keep || !sound)
        {
            EndsFile = !sound || file.EndsHere;
            if (file.EndsHere)
            {
                // A last line without its end stays so.
                _length--;
            }

            _frames.Add((start, before, number));
        }
        else
        {
            _length = start;
        }
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        int needed = _length + line.Length + 1;
        if (needed > _bytes.Length || needed < 0)
        {
            if (needed < 0 || needed > Array.MaxLength / 2)
            {
                throw new InputException(
                    $"a frame takes more than {Array.MaxLength / 2} bytes; is the number of atoms right?", _name);
            }

            Array.Resize(ref _bytes, Math.Max(needed, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        }

        line.CopyTo(_bytes.AsSpan(_length));
        _bytes[_length + line.Length] = (byte)'\n';
        _length = needed;
    }
}
