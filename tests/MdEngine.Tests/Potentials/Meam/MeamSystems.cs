using System.Collections.Generic;
using System.IO;
using System.Text;
using MdEngine.Potentials.Meam;

namespace MdEngine.Tests.Potentials.Meam;

/// <summary>Potentials that the tests of MEAM use.</summary>
internal static class MeamSystems
{
    /// <summary>
    /// A library of elements in every structure; Ni, Si and C after M. I. Baskes, Phys. Rev. B 46, 2727 (1992), Fe after B.-J.
    /// Lee et al., Phys. Rev. B 64, 184102 (2001), the others made up.
    /// </summary>
    public const string Library = """
        # elt  lat  z  ielement atwt / alpha b0 b1 b2 b3 alat esub asub / t0 t1 t2 t3 rozero ibar
        'Ni' 'fcc' 12 28 58.71
        4.99 2.45 2.20 6.0 2.20 3.52 4.45 1.10
        1.0 3.57 1.60 3.70 1.0 0
        'Cu' 'fcc' 12 29 63.54
        5.11 3.634 2.20 6.0 2.20 3.62 3.54 1.07
        1.0 3.14 2.49 2.95 1.0 3
        'Fe' 'bcc' 8 26 55.845
        5.1572 4.15 1.0 1.0 1.0 2.8637 4.29 0.56
        1.0 2.6 1.8 -7.2 1.0 3
        'Si' 'dia' 4 14 28.086
        4.87 4.4 5.5 5.5 5.5 5.431 4.63 1.0
        1.0 3.13 4.47 -1.80 2.05 -5
        'C' 'dia' 4 6 12.011
        4.31 4.26 5.0 3.2 3.98 3.567 7.37 1.18
        1.0 7.5 1.04 -1.01 2.25 1
        'Mg' 'hcp' 12 12 24.305
        5.52 4.0 3.0 1.2 1.2 3.194 1.51 0.80
        1.0 8.0 4.1 -2.0 0.63 4
        'O' 'dim' 1 8 15.999
        6.88 6.49 6.5 6.5 6.5 1.21 2.56 1.44
        1.0 0.09 0.1 0.0 1.0 3
        """;

    /// <summary>Parameters from text.</summary>
    public static MeamParameters Parse(string settings, params IReadOnlyList<string> elements) =>
        MeamParameters.Read(Bytes(Library), "test.library", settings.Length > 0 ? Bytes(settings) : null, "test.meam", elements);

    /// <summary>A potential from text.</summary>
    public static MeamPotential Potential(string settings, params IReadOnlyList<string> elements) => new(Parse(settings, elements));

    public static Stream Bytes(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));
}
