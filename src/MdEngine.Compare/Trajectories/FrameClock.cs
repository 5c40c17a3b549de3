using System;
using System.Collections.Generic;
using System.Globalization;
using MdEngine.Core;

namespace MdEngine.Compare.Trajectories;

/// <summary>Tells the time of frames, and refuses those that are not evenly spaced.</summary>
/// <param name="settings">What the user says of time.</param>
/// <param name="file">Name of the trajectory for messages.</param>
internal sealed class FrameClock(TrajectorySettings settings, string file)
{
    // Times in files are rounded.
    private const double Tolerance = 1e-3;
    private double _first, _last;
    private long _frames;

    /// <summary>Where times come from, for readers.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The time of a frame, fs.</summary>
    /// <param name="number">Number of the frame in the file.</param>
    /// <param name="info">What it says of itself.</param>
    /// <exception cref="InputException">It has no time, or not one that follows the others evenly.</exception>
    public double Next(long number, IDictionary<string, string> info)
    {
        double time = Time(number, info);
        double step = time - _last, interval = _frames > 1 ? (_last - _first) / (_frames - 1) : step;
        if (_frames > 0 && !(step > 0.0 && Math.Abs(step - interval) <= Tolerance * interval))
        {
            throw new InputException(FormattableString.Invariant(
                $"frame {number} is {step:G6} fs after the one before it")
                + (step > 0.0
                    ? FormattableString.Invariant($", but the others are {interval:G6} fs apart")
                    : "; time must go on from frame to frame")
                + "; choose a part with even spacing by first, last and every, or say interval_fs if the times in the file are wrong",
                file);
        }

        (_first, _last) = (_frames == 0 ? time : _first, time);
        _frames++;
        return time;
    }

    private double Time(long number, IDictionary<string, string> info)
    {
        if (settings.Interval is { } interval)
        {
            Source = FormattableString.Invariant($"{interval:G6} fs between frames of the file, as given");
            return interval * number;
        }

        if (settings.Timestep is { } timestep)
        {
            Source = FormattableString.Invariant($"steps of {timestep:G6} fs, as given");
            return timestep * (Find(number, info, "step", "Step", "timestep", "Timestep") ?? throw new InputException(
                $"frame {number} does not say its step; give the time between frames, interval_fs, instead of timestep_fs", file));
        }

        Source = "the times in the file, taken for fs";
        return Find(number, info, "time", "Time") ?? throw new InputException(
            $"frame {number} says no time; give interval_fs, the time between frames of the file"
            + (Find(number, info, "step", "Step", "timestep", "Timestep") is null ? "" : ", or timestep_fs, that of a step"), file);
    }

    private double? Find(long number, IDictionary<string, string> info, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (info.TryGetValue(key, out string? text))
            {
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                    && double.IsFinite(value)
                    ? value
                    : throw new InputException($"frame {number} has {key}={text}; expected a finite number", file);
            }
        }

        return null;
    }
}
