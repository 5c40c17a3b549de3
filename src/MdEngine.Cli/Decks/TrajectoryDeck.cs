using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>The trajectory of a run as extended XYZ.</summary>
public sealed record TrajectoryDeck : IValidatedOptions
{
    /// <summary>Extended-XYZ file, full path; compressed when it ends in .gz.</summary>
    [Option("file", "Extended-XYZ file of the trajectory; compressed when its name ends in .gz.")]
    [OutputFile]
    public string File { get; init; } = "";

    /// <summary>Steps between frames.</summary>
    [Option("every", "Steps between frames.", Required = false, Min = 1)]
    public int Every { get; init; } = 100;

    /// <summary>Columns in order.</summary>
    [Option("columns", "Columns in order; species and pos come first.", Required = false, MinCount = 2)]
    public IReadOnlyList<TrajectoryColumn> Columns { get; init; } =
        [TrajectoryColumn.Species, TrajectoryColumn.Pos, TrajectoryColumn.Velocities, TrajectoryColumn.Forces];

    /// <summary>Positions as they went on across the cell's faces instead of those in the cell.</summary>
    [Option("unwrapped", "Positions that go on across the faces of the cell, instead of those inside it.",
        Required = false)]
    public bool Unwrapped { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Columns[0] != TrajectoryColumn.Species || Columns[1] != TrajectoryColumn.Pos)
        {
            yield return ("columns", "expected \"species\" and \"pos\" as the first two columns, which readers rely on");
        }

        if (Columns.Distinct().Count() < Columns.Count)
        {
            yield return ("columns", "a column stands twice");
        }
    }
}
