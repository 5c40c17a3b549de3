using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;

namespace MdEngine.Training.Data;

/// <summary>A frame as it was read, on its way into a part of the data.</summary>
/// <param name="structure">Structure with its labels.</param>
/// <param name="group">Its group.</param>
/// <param name="file">File.</param>
/// <param name="index">Number in the file, from 0.</param>
/// <param name="part">What its file says that it is for.</param>
internal sealed class SourceFrame(Structure structure, string group, string file, int index, DataPart part)
{
    public Structure Structure { get; } = structure;

    public string Group { get; } = group;

    public string File { get; } = file;

    public int Index { get; } = index;

    public DataPart Part { get; set; } = part;

    /// <summary>Number in the order of reading.</summary>
    public int Number { get; set; }

    /// <summary>The first frame of the same structure; null when there is none before.</summary>
    public SourceFrame? Original { get; set; }

    /// <summary>Found by the check of distances.</summary>
    public PairDistances? Distances { get; set; }

    public string Place => $"{System.IO.Path.GetFileName(File)} frame {Index}";

    public bool IsIsolatedAtom => Structure.Count == 1 && Enumerable.Range(0, 3).All(
        axis => !Structure.Cell.IsPeriodic(axis) || Structure.Cell.Height(axis) >= IsolatedAtoms.LeastHeight);

    public Element Element => Structure.Elements[0];

    public double LargestForce => Structure.Forces is { Length: > 0 } forces ? forces.Max(f => f.Length) : 0.0;

    public double EnergyPerAtom => Structure.Energy is { } energy ? energy / Structure.Count : double.NaN;
}
