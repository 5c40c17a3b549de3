using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// What a neuroevolution potential consists of: Z. Fan et al., Phys. Rev. B 104, 104309 (2021) and J. Chem. Phys. 157,
/// 114801 (2022) (NEP3), K. Song et al., Nat. Commun. 15, 10208 (2024) (NEP4).
/// </summary>
public sealed class NepModel
{
    internal NepModel(
        NepHeader header, IReadOnlyList<NepNetwork> networks, double[] radialCoefficients, double[] angularCoefficients, NepZbl? zbl)
    {
        Header = header;
        Networks = networks;
        RadialCoefficients = radialCoefficients;
        AngularCoefficients = angularCoefficients;
        Zbl = zbl;
        Terms = new NepAngularTerms(header.MaxAngularMomentum, header.ExtraTerms);
    }

    /// <summary>Generation: 3, 4 or 5.</summary>
    public int Version => Header.Version;

    /// <summary>The elements; an atom's type is an index into them.</summary>
    public IReadOnlyList<Element> Elements => Header.Elements;

    /// <summary>Largest distance at which atoms feel each other, Angstrom.</summary>
    public double Cutoff => Header.RadialCutoffs.Max();

    /// <summary>Length of the descriptor.</summary>
    public int DescriptorLength => Header.DescriptorLength;

    /// <summary>Neurons of the hidden layer.</summary>
    public int Neurons => Header.Neurons;

    /// <summary>Weights and biases of the networks, and the coefficients of the descriptor.</summary>
    public long ParameterCount =>
        Networks.Sum(n => (long)n.Weights.Length + n.Biases.Length + n.Output.Length)
        + (Version == 5 ? Elements.Count + 1 : 1) + RadialCoefficients.Length + AngularCoefficients.Length;

    /// <summary>
    /// How steeply the energy of an atom can depend on the angular part of its descriptor, eV: the sum of the greatest
    /// derivatives that each component can have, of the steepest network. It tells what rounding in the descriptor may cost.
    /// </summary>
    /// <remarks>No tanh is steeper than 1: |dU/dq_nu| is at most sum_mu |w1_mu w0_mu,nu|.</remarks>
    public double Stiffness => Networks.Max(n => Enumerable.Range(0, Neurons).Sum(mu => Math.Abs(n.Output[mu])
        * Enumerable.Range(Header.RadialFunctions, DescriptorLength - Header.RadialFunctions)
            .Sum(nu => Math.Abs(n.Weights[(mu * DescriptorLength) + nu]))));

    /// <summary>Whether a repulsion at short distances is added.</summary>
    public bool HasZbl => Zbl is not null;

    /// <summary>Sizes and cutoffs.</summary>
    internal NepHeader Header { get; }

    /// <summary>The angular part of the descriptor.</summary>
    internal NepAngularTerms Terms { get; }

    /// <summary>Networks: one for each type, or a single one for all (NEP3).</summary>
    internal IReadOnlyList<NepNetwork> Networks { get; }

    /// <summary>Radial coefficients c[n][k][ti][tj], last index fastest.</summary>
    internal double[] RadialCoefficients { get; }

    /// <summary>Angular coefficients, the same layout.</summary>
    internal double[] AngularCoefficients { get; }

    /// <summary>Repulsion at short distances; null if there is none.</summary>
    internal NepZbl? Zbl { get; }

    /// <summary>The model of <paramref name="factor"/> times the energy.</summary>
    internal NepModel Scaled(double factor) => new(
        Header,
        [.. Networks.Select(n => n with { Output = [.. n.Output.Select(w => factor * w)], OutputBias = factor * n.OutputBias })],
        RadialCoefficients,
        AngularCoefficients,
        Zbl?.Scaled(factor));

    /// <summary>The network of a type.</summary>
    internal NepNetwork Network(int type) => Networks[Networks.Count == 1 ? 0 : type];
}
