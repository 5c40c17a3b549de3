using System.Collections.Generic;
using MdEngine.Core.Evaluation;

namespace MdEngine.Cli.Training;

/// <summary>Errors of a model over a part of the data.</summary>
/// <param name="Part">Name of the part: "training".</param>
/// <param name="Overall">All its frames.</param>
/// <param name="Groups">Its groups.</param>
/// <param name="Failures">Frames that the model cannot be evaluated for, and why.</param>
public sealed record PartErrors(
    string Part, ErrorGroup Overall, IReadOnlyList<ErrorGroup> Groups, IReadOnlyList<string> Failures);
