using MdEngine.Core.Options;

namespace MdEngine.Training.Data;

/// <summary>What holds for the frames of one group.</summary>
public sealed record GroupOptions : SigmaOptions
{
    /// <summary>Weight in the loss, beside that of the sigmas.</summary>
    [Option("weight", "How much these frames count beside others of the same sigmas: 4 is as half the sigmas.",
        Required = false, Min = 0, ExclusiveMin = true, Max = 1e9)]
    public double Weight { get; init; } = 1.0;

    /// <summary>What the frames are for.</summary>
    [Option("part", "What these frames are for; \"split\" leaves it to the split.", Required = false)]
    public DataPart Part { get; init; } = DataPart.Split;
}
