using System.IO;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Core.Forces;
using MdEngine.Tests.Cli;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials;

/// <summary>How many parameters potentials say they have.</summary>
public sealed class ParameterCountTests
{
    // From the papers: 2 for a pair; A, B, p, q, a, lambda, gamma, epsilon, sigma and the angle; 14 of Tersoff; 20 a metal.
    [Theory]
    [InlineData("Ar-LJ-Rahman", 2)]
    [InlineData("ArKr-LJ-Vrabec", 6)]
    [InlineData("Si-SW", 10)]
    [InlineData("Si-Tersoff-T3", 14)]
    [InlineData("Cu-EAM-Zhou", 20)]
    [InlineData("AlCu-EAM-Zhou", 40)]
    public void ShippedModelsTellTheirParameters(string model, long expected) => Count(Path.Combine(Repository.Root, "potentials", model)).ShouldBe(expected);

    [SkippableFact]
    public void LearnedModelsTellTheirWeights()
    {
        string? shared = MdEngine.Tests.IO.Repository.Shared();
        Skip.If(shared is null, "no folder 'shared' beside the repository");
        string folder = Path.Combine(shared!, "reference", "hdnnp", "mlearn_Si");

        // The file holds one weight or bias a line.
        Count(folder).ShouldBe(NumbersIn(Path.Combine(folder, "weights.014.data")));
    }

    private static long NumbersIn(string file)
    {
        long numbers = 0;
        foreach (string line in File.ReadLines(file))
        {
            numbers += line.TrimStart().StartsWith('#') || string.IsNullOrWhiteSpace(line) ? 0 : 1;
        }

        return numbers;
    }

    private static long? Count(string path)
    {
        var host = new HostEnvironment(TextWriter.Null, TextWriter.Null, []);
        using ServiceProvider services = CompositionRoot.Build(host, null);
        IPotentialSource source = services.GetRequiredService<DeckReader>().ReadPotential(path);
        return source.Create().ParameterCount;
    }
}
