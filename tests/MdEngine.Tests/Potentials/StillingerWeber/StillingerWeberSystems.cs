using System.Collections.Generic;
using System.IO;
using System.Text;
using MdEngine.Potentials.StillingerWeber;

namespace MdEngine.Tests.Potentials.StillingerWeber;

/// <summary>Potentials that the tests of Stillinger-Weber use.</summary>
internal static class StillingerWeberSystems
{
    /// <summary>The shipped silicon.</summary>
    public static StillingerWeberParameters Silicon() => Shipped("Si-SW", "Si.sw", "Si");

    /// <summary>A shipped model.</summary>
    public static StillingerWeberParameters Shipped(string model, string file, params string[] elements) =>
        StillingerWeberParameters.From(new StillingerWeberOptions { File = Crystals.Shipped(model, file), Elements = elements });

    /// <summary>Parameters from text.</summary>
    public static StillingerWeberParameters Parse(string text, params IReadOnlyList<string> elements) =>
        StillingerWeberParameters.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.sw", elements);

    /// <summary>
    /// Two elements, every parameter of which differs from pair to pair and from triplet to triplet, powers too.
    /// </summary>
    public const string Binary = """
        # epsilon sigma a lambda gamma costheta0 A B p q tol
        Si Si Si 2.1683 2.0951 1.80 21.0 1.20 -0.333333333333 7.049556277 0.6022245584 4.0 0.0 0.0
        Ge Ge Ge 1.93   2.181  1.80 31.0 1.25 -0.30           7.05        0.61         4.0 0.0 0.0
        Si Ge Ge 2.05   2.14   1.78 25.5 1.15 -0.33           7.2         0.60         4.0 0.0 0.0
        Ge Si Si 2.05   2.14   1.78 26.0 1.15 -0.35           7.2         0.60         4.0 0.0 0.0
        Si Si Ge 2.1    0      0    23.0 0    -0.31           0           0            0   0   0
        Si Ge Si 2.1    0      0    23.0 0    -0.31           0           0            0   0   0
        Ge Ge Si 2.0    0      0    27.0 0    -0.36           0           0            0   0   0
        Ge Si Ge 2.0    0      0    27.0 0    -0.36           0           0            0   0   0
        """;

    /// <summary>As <see cref="Binary"/> with powers other than 4 and 0, different ones for different pairs.</summary>
    public static string AnyPowers { get; } = Binary
        .Replace("0.6022245584 4.0 0.0", "0.62 4.5 0.25").Replace("0.60         4.0 0.0", "0.60 3.9 0.5");

    /// <summary>Cutoffs of the pairs of <see cref="Binary"/>, Angstrom.</summary>
    public static IReadOnlyCollection<double> BinaryCutoffs => [1.8 * 2.0951, 1.8 * 2.181, 1.78 * 2.14];
}
