using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Persistence;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Training.Fitting;

namespace MdEngine.Training.Gap;

/// <summary>
/// Adds the sparse points to what a fit saves: rows that were taken up belong to these points, which another processor or
/// another version of the program might not choose again to the last bit.
/// </summary>
/// <param name="inner">Keeps the state.</param>
/// <param name="chosen">By process the chosen points; null where there are none.</param>
internal sealed class GapCheckpoint(IFitCheckpoint inner, IReadOnlyList<GapCoordinates?> chosen) : IFitCheckpoint
{
    private const string Key = "points", Count = "processes";

    /// <inheritdoc/>
    public StateBag? Saved => inner.Saved;

    /// <inheritdoc/>
    public bool IsDue => inner.IsDue;

    /// <summary>The points of an earlier session by process; null when none are saved.</summary>
    public static GapCoordinates?[]? Restore(StateBag? saved, IReadOnlyList<GapProcess> processes)
    {
        if (saved is null || !saved.Contains(Key))
        {
            return null;
        }

        StateBag points = saved.Section(Key);
        return points.Integer(Count) == processes.Count
            ? [.. processes.Select((p, k) => points.Contains(Name(k)) ? p.Restore(points.Section(Name(k))) : null)]
            : null;
    }

    /// <inheritdoc/>
    public void Save(StateBag state)
    {
        StateBag points = state.Section(Key);
        points.Set(Count, (long)chosen.Count);
        for (int k = 0; k < chosen.Count; k++)
        {
            if (chosen[k] is { } one)
            {
                GapProcess.Save(one, points.Section(Name(k)));
            }
        }

        inner.Save(state);
    }

    private static string Name(int process) => $"process{process}";
}
