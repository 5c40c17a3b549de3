using System;
using System.Collections.Generic;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Nep;

/// <summary>What the lines before the numbers of a file say.</summary>
internal sealed record NepHeader
{
    /// <summary>Number of terms beyond the three-body ones that the format knows.</summary>
    public const int ExtraTermKinds = 6;

    /// <summary>3, 4 or 5.</summary>
    public required int Version { get; init; }

    public required IReadOnlyList<Element> Elements { get; init; }

    /// <summary>Radial cutoff of each ordered pair of types, Angstrom.</summary>
    public required double[] RadialCutoffs { get; init; }

    /// <summary>Angular cutoff of each ordered pair of types, Angstrom.</summary>
    public required double[] AngularCutoffs { get; init; }

    /// <summary>Radial functions.</summary>
    public required int RadialFunctions { get; init; }

    /// <summary>Angular functions.</summary>
    public required int AngularFunctions { get; init; }

    /// <summary>Basis functions of each radial function.</summary>
    public required int RadialBasis { get; init; }

    /// <summary>Basis functions of each angular function.</summary>
    public required int AngularBasis { get; init; }

    /// <summary>Largest l of the three-body terms.</summary>
    public required int MaxAngularMomentum { get; init; }

    /// <summary>Whether each of the terms 222, 1111, 112, 123, 233, 134 is on.</summary>
    public required bool[] ExtraTerms { get; init; }

    public required int Neurons { get; init; }

    /// <summary>The repulsion; null if there is none.</summary>
    public required NepZblHeader? Zbl { get; init; }

    public int Types => Elements.Count;

    public int AngularTerms => MaxAngularMomentum + Array.FindAll(ExtraTerms, on => on).Length;

    public int DescriptorLength => RadialFunctions + (AngularFunctions * AngularTerms);

    public int NetworkCount => Version == 3 ? 1 : Types;

    /// <summary>Numbers that must follow the header.</summary>
    public long NumberCount
    {
        get
        {
            long network = ((long)Neurons * (DescriptorLength + 2)) + (Version == 5 ? 1 : 0);
            long pairs = (long)Types * Types;
            long functions = ((long)RadialFunctions * RadialBasis) + ((long)AngularFunctions * AngularBasis);
            long flexible = Zbl is { IsFlexible: true } ? 10L * Types * (Types + 1) / 2 : 0;
            return (NetworkCount * network) + 1 + (pairs * functions) + DescriptorLength + flexible;
        }
    }
}
