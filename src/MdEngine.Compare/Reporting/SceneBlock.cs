using System.Collections.Generic;

namespace MdEngine.Compare.Reporting;

/// <summary>Atoms in space, which the reader can turn and play through.</summary>
/// <param name="Title">Title.</param>
/// <param name="Frames">Frames in order, one at least.</param>
public sealed record SceneBlock(string Title, IReadOnlyList<SceneFrame> Frames) : ReportBlock
{
    /// <summary>What <see cref="SceneFrame.Scalars"/> are: "Force error"; empty without.</summary>
    public string ScalarName { get; init; } = "";

    /// <summary>Unit of the scalars.</summary>
    public string ScalarUnit { get; init; } = "";

    /// <summary>Value of the last colour of the bar; null for the 99th percentile.</summary>
    public double? ScalarMaximum { get; init; }

    /// <summary>Remarks below the scene; may be empty.</summary>
    public string Caption { get; init; } = "";
}
