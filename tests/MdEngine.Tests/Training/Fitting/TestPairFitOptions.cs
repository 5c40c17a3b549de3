using MdEngine.Core.Options;
using MdEngine.Training.Fitting;

namespace MdEngine.Tests.Training.Fitting;

/// <summary>Options of <see cref="TestPairFit"/>, found by their mark as those of any fit are.</summary>
[OptionVariant("test-pair-sum", "Linear pair potential of the tests.")]
public sealed record TestPairFitOptions : FitOptions
{
    [Option("cutoff_A", "Cutoff, Angstrom.", Min = 0, ExclusiveMin = true, Max = 20)]
    public double Cutoff { get; init; }

    [Option("terms", "Number of terms.", Required = false, Min = 1, Max = 20)]
    public int Terms { get; init; } = 4;

    [Option("iterations", "Iterations.", Required = false, Min = 1, Max = 10000)]
    public int Iterations { get; init; } = 12;

    public override IModelFit CreateFit() => new TestPairFit(this);
}
