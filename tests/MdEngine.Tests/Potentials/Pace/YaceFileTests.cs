using System;
using System.IO;
using System.Linq;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Files;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Pace;

/// <summary>What is written is read again, digit for digit.</summary>
public sealed class YaceFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public static TheoryData<string> Models => [.. PaceReferences.Models.Where(m => m.EndsWith(".yace", StringComparison.Ordinal))];

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void KeepsEveryDigitOfPublishedModels(string model)
    {
        PaceModel before = YaceReader.Read(PaceReferences.Find(model));
        YaceWriter.Write(_path, before);
        PaceModel after = YaceReader.Read(_path);
        ShouldBeEqual(after, before);
    }

    public void Dispose() => File.Delete(_path);

    /// <summary>Compares all numbers of two models.</summary>
    internal static void ShouldBeEqual(PaceModel a, PaceModel b)
    {
        a.Elements.ShouldBe(b.Elements);
        a.E0.ShouldBe(b.E0);
        a.Spacing.ShouldBe(b.Spacing);
        foreach ((PaceEmbedding x, PaceEmbedding y) in a.Embeddings.Zip(b.Embeddings))
        {
            x.Parameters.ShouldBe(y.Parameters);
            (x with { Parameters = [] }).ShouldBe(y with { Parameters = [] });
        }

        foreach ((PaceBond x, PaceBond y) in a.Bonds.Zip(b.Bonds))
        {
            x.RadialParameters.ShouldBe(y.RadialParameters);
            x.Coefficients.ShouldBe(y.Coefficients);
            x.Polynomials?.A.ShouldBe(y.Polynomials!.A);
            x.Polynomials?.B.ShouldBe(y.Polynomials!.B);
            x.Polynomials?.C.ShouldBe(y.Polynomials!.C);
            Bare(x).ShouldBe(Bare(y));
        }

        for (int i = 0; i < a.Elements.Count; i++)
        {
            a.Functions[i].Count.ShouldBe(b.Functions[i].Count);
            foreach ((PaceFunction x, PaceFunction y) in a.Functions[i].Zip(b.Functions[i]))
            {
                x.Center.ShouldBe(y.Center);
                x.Neighbors.ShouldBe(y.Neighbors);
                x.Ns.ShouldBe(y.Ns);
                x.Ls.ShouldBe(y.Ls);
                x.Ms.ShouldBe(y.Ms);
                x.Coefficients.ShouldBe(y.Coefficients);
            }
        }
    }

    // Lists compare by reference; what remains are numbers.
    private static PaceBond Bare(PaceBond b) => b with
    {
        RadialParameters = Array.Empty<double>(),
        Coefficients = Array.Empty<double>(),
        Polynomials = b.Polynomials is { } p ? p with { A = Array.Empty<double>(), B = Array.Empty<double>(), C = Array.Empty<double>() } : null,
    };
}
