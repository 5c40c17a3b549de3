using MdEngine.Core.Forces;

namespace MdEngine.Tests.Training.Fitting;

/// <summary>Makes <see cref="TestPairSum"/> potentials.</summary>
public sealed class TestPairSumFactory : PotentialFactory<TestPairSumOptions>
{
    public override string TypeName => "test-pair-sum";

    public override string Summary => "Linear pair potential of the tests";

    protected override IPotential Create(TestPairSumOptions options) => TestPairSum.Read(options.File);
}
