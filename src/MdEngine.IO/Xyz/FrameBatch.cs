using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.Text;

namespace MdEngine.IO.Xyz;

/// <summary>Frames one after another: their text as it was cut from the file, and what it says.</summary>
/// <param name="newWork">Makes what is computed of each frame.</param>
internal sealed class FrameBatch<TWork>(Func<TWork> newWork)
    where TWork : class
{
    private readonly List<AtomRows?> _rows = [];
    private readonly List<TWork> _work = [];
    private readonly List<Structure> _frames = [];

    /// <summary>The text of its frames.</summary>
    public FrameText Text { get; } = new();

    /// <summary>Frames that were read.</summary>
    public int Count => _frames.Count;

    /// <summary>What is wrong after them; null if nothing is.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>True when what is wrong is that the file ends within a frame.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>A frame.</summary>
    public Structure Frame(int k) => _frames[k];

    /// <summary>What was computed of a frame.</summary>
    public TWork Work(int k) => _work[k];

    /// <summary>Reads the text and computes.</summary>
    /// <param name="parser">The thread's own.</param>
    /// <param name="compute">What to compute of each frame.</param>
    public void Read(FrameParser parser, Action<Structure, TWork> compute)
    {
        _frames.Clear();
        (Failure, IsCutOff) = (null, false);
        LineScanner? lines = null;
        try
        {
            for (int k = 0; k < Text.Count; k++)
            {
                if (_rows.Count == k)
                {
                    _rows.Add(null);
                    _work.Add(newWork());
                }

                lines = Text.Lines(k);
                AtomRows? rows = _rows[k];
                Structure? frame = parser.Read(lines, (int)Math.Min(Text.Number(k), int.MaxValue), ref rows);
                _rows[k] = rows;
                if (frame is null)
                {
                    break;
                }

                compute(frame, _work[k]);
                _frames.Add(frame);
            }

            Failure = Text.Failure;
        }
        catch (Exception e)
        {
            // It is thrown where the frame is asked for.
            Failure = e;
            IsCutOff = e is InputException && Text.EndsFile && lines is not null && parser.IsCutOff(lines);
        }
    }
}
