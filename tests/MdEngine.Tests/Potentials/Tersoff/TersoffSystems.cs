using System.Collections.Generic;
using System.IO;
using System.Text;
using MdEngine.Potentials.Tersoff;

namespace MdEngine.Tests.Potentials.Tersoff;

/// <summary>Potentials that the tests of Tersoff use.</summary>
internal static class TersoffSystems
{
    /// <summary>A shipped model.</summary>
    public static TersoffParameters Shipped(string model, string file, params string[] elements) =>
        TersoffParameters.From(new TersoffOptions { File = Crystals.Shipped(model, file), Elements = elements });

    /// <summary>The silicon of Phys. Rev. B 37, 6991 (1988): its bond order is smooth at the cutoff.</summary>
    public static TersoffParameters T2() => Shipped("Si-Tersoff-T2", "Si.tersoff", "Si");

    /// <summary>The silicon of Phys. Rev. B 38, 9902 (1988).</summary>
    public static TersoffParameters T3() => Shipped("Si-Tersoff-T3", "Si.tersoff", "Si");

    /// <summary>Parameters from text.</summary>
    public static TersoffParameters Parse(string text, params IReadOnlyList<string> elements) =>
        TersoffParameters.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.tersoff", elements);

    /// <summary>
    /// Two elements, every parameter of which differs from triplet to triplet, with both powers m; n is above 1, so that
    /// forces are smooth where a neighbour comes in.
    /// </summary>
    public const string Binary = """
        #        m gamma lambda3 c    d    h     n    beta  lambda2 B     R     D    lambda1 A
        Si Si Si 3 1.0   1.3258  4.84 2.04 0.0   22.9 0.337 1.3258  95.4  3.0   0.2  3.2394  3264.7
        C  C  C  1 0.9   0.8     5.1  1.9  -0.2  15.0 0.40  1.6     110.0 2.6   0.25 3.3     2500.0
        Si C  C  3 1.1   1.1     4.6  2.1  -0.1  18.0 0.35  1.45    100.0 2.8   0.22 3.2     2900.0
        C  Si Si 1 0.95  0.5     5.0  2.0  -0.15 18.0 0.35  1.45    100.0 2.8   0.22 3.2     2900.0
        Si Si C  1 1.05  0.7     4.9  1.8  0.1   0    0     0       0     2.75  0.2  0       0
        Si C  Si 3 1.0   1.2     4.7  1.95 0.05  0    0     0       0     3.05  0.15 0       0
        C  C  Si 3 0.85  0.9     5.2  2.2  -0.3  0    0     0       0     2.85  0.1  0       0
        C  Si C  1 0.8   -0.6    4.5  2.1  -0.05 0    0     0       0     2.65  0.2  0       0
        """;

    /// <summary>Distances at which a cutoff function of <see cref="Binary"/> begins or ends to fall, Angstrom.</summary>
    public static IReadOnlyCollection<double> BinarySeams =>
        [2.8, 3.2, 2.35, 2.85, 2.58, 3.02, 2.55, 2.95, 2.9, 3.2, 2.75, 2.95, 2.45, 2.85];
}
