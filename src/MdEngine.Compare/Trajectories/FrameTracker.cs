using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Trajectories;

/// <summary>Makes of the frames of a file what analyses see: the same atoms in the same order, unwrapped, with their time.</summary>
/// <param name="settings">How the file is read.</param>
/// <param name="needs">What analyses need.</param>
/// <param name="file">Name of the trajectory for messages.</param>
internal sealed class FrameTracker(TrajectorySettings settings, TrajectoryNeeds needs, string file)
{
    private readonly FrameClock _clock = new(settings, file);
    private readonly AtomMatcher _atoms = new(file);
    private readonly PathFollower _paths = new(settings.Unwrapping, file);
    private readonly TrajectoryFrame _frame = new();
    private long _frames, _first, _last;

    /// <summary>Number of frames.</summary>
    public long Frames => _frames;

    /// <summary>Takes the next frame; what is returned is valid until the next call.</summary>
    /// <param name="number">Its number in the file.</param>
    /// <param name="structure">The frame.</param>
    /// <exception cref="Core.InputException">It does not go on from the others.</exception>
    public TrajectoryFrame Next(long number, Structure structure)
    {
        _first = _frames == 0 ? number : _first;
        _last = number;
        _frame.Structure = structure;
        _frame.Index = _frames++;
        if (needs != TrajectoryNeeds.None)
        {
            Track(number, structure);
        }

        return _frame;
    }

    /// <summary>Which frames were used, in words.</summary>
    public string Describe() => _frames == 1
        ? $"1 frame (number {_first})"
        : $"{_frames} frames (numbers {_first} to {_last}{(settings.Every > 1 ? $", every {settings.Every}" : "")})";

    /// <summary>Where times come from and how paths were followed, in words.</summary>
    public string DescribePaths() => $"Time: {_clock.Source}. Atoms by {(_atoms.ByIdentity ? "identity" : "their order in the file")}, "
        + _paths.Mode switch
        {
            Unwrapping.Images => "unwrapped by the image columns.",
            Unwrapping.None => "positions taken as unwrapped.",
            _ => FormattableString.Invariant(
                $"unwrapped to the nearest image (longest move between frames {_paths.LongestMove:F2} Angstrom)."),
        };

    /// <summary>What a reader should be warned of.</summary>
    public IEnumerable<string> Warnings()
    {
        if (needs != TrajectoryNeeds.None && _paths.DoubtfulMoves > 0)
        {
            yield return FormattableString.Invariant($"{_paths.DoubtfulMoves} times an atom moved by more than 40 % of the height of the ")
                + "cell between two frames: the nearest image may be the wrong one. Give frames closer in time, image columns, or "
                + "unwrapped positions with unwrapping none.";
        }
    }

    private void Track(long number, Structure structure)
    {
        _frame.Time = _clock.Next(number, structure.Info);
        ReadOnlySpan<int> order = _atoms.Match(number, structure);
        _frame.Reserve(order.Length);
        Double3[]? velocities = _frame.ReserveVelocities(structure.Velocities is not null);
        for (int k = 0; k < order.Length; k++)
        {
            int at = order[k];
            _frame.Elements[k] = structure.Elements[at];
            _frame.Masses[k] = structure.Masses?[at] ?? structure.Elements[at].StandardMass;
            if (velocities is not null)
            {
                velocities[k] = structure.Velocities![at];
            }
        }

        _paths.Follow(number, structure, order, _frame.Positions);
    }
}
