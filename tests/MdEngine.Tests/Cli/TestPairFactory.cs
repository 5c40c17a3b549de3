using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Options;

namespace MdEngine.Tests.Cli;

/// <summary>Truncations of <see cref="TestPairOptions"/>.</summary>
public enum TestShift
{
    None,
    ForceShifted,
}

/// <summary>Options as a pair potential of a plug-in would declare them.</summary>
public sealed record TestPairOptions : IValidatedOptions
{
    [Option("cutoff_A", "Cutoff, Angstrom.", Min = 0, ExclusiveMin = true)]
    public double Cutoff { get; init; }

    [Option("shift", "Truncation.", Required = false)]
    public TestShift Shift { get; init; }

    [Option("tail", "Tail corrections.", Required = false)]
    public bool Tail { get; init; }

    [Option("table", "A table.", InputFile = true)]
    public string? Table { get; init; }

    [Option("pairs", "Parameters of the pairs.", MinCount = 1)]
    public IReadOnlyList<TestPair> Pairs { get; init; } = [];

    public IEnumerable<(string Key, string Message)> Validate()
    {
        for (int k = 0; k < Pairs.Count; k++)
        {
            if (Pairs[k].Sigma > Cutoff)
            {
                yield return ($"pairs:{k}:sigma_A", "sigma beyond the cutoff");
            }
        }
    }
}

/// <summary>One pair of <see cref="TestPairOptions"/>.</summary>
public sealed record TestPair
{
    [Option("elements", "The two elements.", ElementSymbol = true, MinCount = 2, MaxCount = 2)]
    public string[] Elements { get; init; } = [];

    [Option("epsilon_eV", "Depth, eV.", Min = 0)]
    public double Epsilon { get; init; }

    [Option("sigma_A", "Diameter, Angstrom.", Min = 0, ExclusiveMin = true)]
    public double Sigma { get; init; }
}

/// <summary>A potential type that only these tests know: what is tested is the reader, not a force law.</summary>
public sealed class TestPairFactory : PotentialFactory<TestPairOptions>
{
    public override string TypeName => "test-pair";

    public override string Summary => "Pair potential of the tests";

    protected override IPotential Create(TestPairOptions options) => new Nothing(
        [.. options.Pairs.SelectMany(p => p.Elements).Distinct().Select(PeriodicTable.Get)], options.Cutoff);

    private sealed class Nothing(IReadOnlyList<Element> elements, double cutoff) : IPotential
    {
        public IReadOnlyList<Element> Elements => elements;

        public NeighborRequest Neighbors => new(NeighborKind.Full, cutoff);

        public void Compute(in ForceBlock block, ForceAccumulator into)
        {
        }
    }
}
