using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Accuracy;
using MdEngine.Compare.Reporting;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Results;

/// <summary>Views of the frames of a reference set on which potentials are worst, with the error of the force on each atom.</summary>
internal static class WorstScenes
{
    /// <summary>A scene for each potential that has such frames; all share one scale of colours.</summary>
    /// <param name="set">Name of the set.</param>
    /// <param name="found">Errors by potential.</param>
    public static IReadOnlyList<SceneBlock> Of(string set, IReadOnlyList<(string Potential, AccuracyResult Errors)> found)
    {
        double[] errors = [.. found.SelectMany(f => f.Errors.WorstFrames).SelectMany(w => w.AtomErrors).Where(double.IsFinite).Order()];
        if (errors.Length == 0)
        {
            return [];
        }

        double greatest = errors[(int)(0.99 * (errors.Length - 1))];
        return
        [
            .. found.Where(f => f.Errors.WorstFrames.Count > 0).Select(
                f => new SceneBlock($"Force error on {set}: {f.Potential}", [.. f.Errors.WorstFrames.Select(Frame)])
                {
                    ScalarName = "Force error",
                    ScalarUnit = "eV/Angstrom",
                    ScalarMaximum = greatest > 0.0 ? greatest : null,
                    Caption = "The frames with the largest force RMSE, the worst first. All potentials share one scale of colours.",
                }),
        ];
    }

    private static SceneFrame Frame(WorstFrame worst)
    {
        IReadOnlyList<double> x = worst.Positions, h = worst.Cell;
        string group = worst.Group.Length > 0 ? $", {worst.Group}" : "";
        return new SceneFrame(
            FormattableString.Invariant($"frame {worst.Frame}{group}: RMSE {worst.ForceError:G3} eV/Å"),
            worst.Elements,
            [.. Enumerable.Range(0, x.Count / 3).Select(i => new Double3(x[3 * i], x[(3 * i) + 1], x[(3 * i) + 2]))],
            h.Count == 9
                ? new SimulationCell(
                    new Matrix3(h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8]))
                : null,
            worst.AtomErrors);
    }
}
