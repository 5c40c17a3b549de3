using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Training.Data;

/// <summary>How frames that nothing else assigns are split, group by group.</summary>
public sealed record SplitOptions : IValidatedOptions
{
    /// <summary>Part for validation.</summary>
    [Option("validation", "Fraction of each group that decides when the fit stops.", Required = false, Min = 0, Max = 0.9)]
    public double Validation { get; init; } = 0.1;

    /// <summary>Part for the test.</summary>
    [Option("test", "Fraction of each group that judges the model; the fit never sees it.", Required = false, Min = 0, Max = 0.9)]
    public double Test { get; init; } = 0.1;

    /// <summary>Seed of the choice.</summary>
    [Option("seed", "Seed of the choice; its own, so that another seed of the fit keeps the split.", Required = false)]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Validation + Test > 0.9)
        {
            yield return ("test", "together with \"validation\" more than 0.9; expected at least a tenth left to fit to");
        }
    }
}
