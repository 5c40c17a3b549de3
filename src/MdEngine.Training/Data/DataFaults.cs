using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Training.Data;

/// <summary>Collects what is wrong with data, so that the user sees all of it at once.</summary>
internal sealed class DataFaults
{
    private const int MostLines = 50, MostFrames = 8;
    private readonly List<string> _lines = [];

    /// <summary>Adds a fault of one frame.</summary>
    public void Add(SourceFrame frame, string message) => _lines.Add($"{frame.File}: frame {frame.Index}: {message}");

    /// <summary>Adds a fault of the data as a whole.</summary>
    public void Add(string message) => _lines.Add($"data: {message}");

    /// <summary>Adds a fault of several frames; nothing when there are none.</summary>
    public void Add(IReadOnlyCollection<SourceFrame> frames, string message)
    {
        if (frames.Count > 0)
        {
            Add($"{Name(frames)}: {message}");
        }
    }

    /// <summary>Frames as people read them: "frames 3, 17 and 4 more of si.xyz".</summary>
    public static string Name(IReadOnlyCollection<SourceFrame> frames) => string.Join("; ", frames
        .GroupBy(f => f.File)
        .Select(file =>
        {
            int[] numbers = [.. file.Select(f => f.Index)];
            string shown = string.Join(", ", numbers.Take(MostFrames));
            return $"frame{(numbers.Length > 1 ? "s" : "")} {shown}"
                + $"{(numbers.Length > MostFrames ? $" and {numbers.Length - MostFrames} more" : "")} of {System.IO.Path.GetFileName(file.Key)}";
        }));

    /// <summary>Throws when there are faults.</summary>
    /// <exception cref="InputException">All faults, one a line.</exception>
    public void ThrowIfAny()
    {
        if (_lines.Count > 0)
        {
            IEnumerable<string> more = _lines.Count > MostLines ? [$"... and {_lines.Count - MostLines} more"] : [];
            throw new InputException(string.Join('\n', _lines.Take(MostLines).Concat(more)));
        }
    }
}
