using MdEngine.Core.Options;

namespace MdEngine.Tests.Training.Fitting;

/// <summary>Options of <see cref="TestPairSum"/>.</summary>
public sealed record TestPairSumOptions
{
    [Option("file", "Coefficients.", InputFile = true)]
    public string File { get; init; } = "";
}
