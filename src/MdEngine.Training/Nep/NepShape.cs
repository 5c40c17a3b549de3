using System.Collections.Generic;
using System.Linq;
using MdEngine.Potentials.Nep;
using MdEngine.Training.Optimizers;

namespace MdEngine.Training.Nep;

/// <summary>
/// Sizes of a model that is being fitted, where everything lies in the flat vector of its parameters, and how its arrays
/// are padded to whole registers of four numbers.
/// </summary>
/// <remarks>
/// Parameters: for each type W0[mu][nu], b0[mu], w1[mu] and a bias, then the radial coefficients c[n][k][ti][tj] and the
/// angular ones. Padded descriptors: radial functions, then the angular functions of each angular term, each of these groups
/// padded by itself. Features of the neighbourhood are numbered p = neighbour's type times padded basis + k.
/// </remarks>
internal sealed class NepShape
{
    public NepShape(NepHeader header)
    {
        Header = header;
        Terms = new NepAngularTerms(header.MaxAngularMomentum, header.ExtraTerms);
        Types = header.Types;
        Neurons = header.Neurons;
        PaddedNeurons = Padded(Neurons);
        RadialRow = Padded(header.RadialFunctions);
        AngularRow = Padded(header.AngularFunctions);
        RadialBasisRow = Padded(header.RadialBasis);
        AngularBasisRow = Padded(header.AngularBasis);
        HarmonicsRow = Padded(Terms.Components);
        RadialFeatures = Types * RadialBasisRow;
        AngularFeatures = Types * AngularBasisRow;
        DescriptorRow = RadialRow + (header.AngularTerms * AngularRow);
        Descriptor = new int[header.DescriptorLength];
        for (int nu = 0; nu < Descriptor.Length; nu++)
        {
            int angular = nu - header.RadialFunctions;
            Descriptor[nu] = angular < 0 ? nu
                : RadialRow + (angular / header.AngularFunctions * AngularRow) + (angular % header.AngularFunctions);
        }

        NetworkLength = (Neurons * (Descriptor.Length + 2)) + 1;
        RadialStart = Types * NetworkLength;
        AngularStart = RadialStart + (header.RadialFunctions * header.RadialBasis * Types * Types);
        Parameters = AngularStart + (header.AngularFunctions * header.AngularBasis * Types * Types);
        PaddedNetwork = (Neurons * DescriptorRow) + (2 * PaddedNeurons) + 4;
        PaddedRadialStart = Types * PaddedNetwork;
        PaddedAngularStart = PaddedRadialStart + (Types * RadialFeatures * RadialRow);
        PaddedParameters = PaddedAngularStart + (Types * AngularFeatures * AngularRow);
        Places = new int[Parameters];
        for (int k = 0; k < Parameters; k++)
        {
            Places[k] = k < RadialStart ? OfNetwork(k)
                : k < AngularStart ? PaddedRadialStart + Coefficient(k - RadialStart, header.RadialBasis, RadialBasisRow, RadialRow)
                : PaddedAngularStart + Coefficient(k - AngularStart, header.AngularBasis, AngularBasisRow, AngularRow);
        }
    }

    public NepHeader Header { get; }

    /// <summary>The angular part of the descriptor.</summary>
    public NepAngularTerms Terms { get; }

    public int Types { get; }

    public int Neurons { get; }

    public int PaddedNeurons { get; }

    /// <summary>Radial functions, padded.</summary>
    public int RadialRow { get; }

    /// <summary>Angular functions, padded.</summary>
    public int AngularRow { get; }

    /// <summary>Radial basis functions, padded.</summary>
    public int RadialBasisRow { get; }

    /// <summary>Angular basis functions, padded.</summary>
    public int AngularBasisRow { get; }

    /// <summary>Spherical harmonics, padded.</summary>
    public int HarmonicsRow { get; }

    /// <summary>Radial basis functions of all types of neighbours.</summary>
    public int RadialFeatures { get; }

    /// <summary>Angular basis functions of all types of neighbours.</summary>
    public int AngularFeatures { get; }

    /// <summary>Components of the padded descriptor.</summary>
    public int DescriptorRow { get; }

    /// <summary>Where the components of the descriptor are in the padded one.</summary>
    public int[] Descriptor { get; }

    /// <summary>Parameters of the network of a type.</summary>
    public int NetworkLength { get; }

    /// <summary>Where the radial coefficients begin.</summary>
    public int RadialStart { get; }

    /// <summary>Where the angular coefficients begin.</summary>
    public int AngularStart { get; }

    /// <summary>Number of parameters.</summary>
    public int Parameters { get; }

    /// <summary>Length of the padded network of a type: W0, b0, w1 and the bias.</summary>
    public int PaddedNetwork { get; }

    /// <summary>Where the padded radial coefficients begin: by type of the central atom a row of functions for each feature.</summary>
    public int PaddedRadialStart { get; }

    /// <summary>Where the padded angular coefficients begin.</summary>
    public int PaddedAngularStart { get; }

    /// <summary>Length of all padded arrays together.</summary>
    public int PaddedParameters { get; }

    /// <summary>Where each parameter is among the padded arrays.</summary>
    public int[] Places { get; }

    /// <summary>Where the bias of a type is, eV.</summary>
    public int Bias(int type) => ((type + 1) * NetworkLength) - 1;

    /// <summary>The parameters that form matrices: W0 of each type, radial and angular coefficients.</summary>
    public IReadOnlyList<MatrixBlock> Matrices() =>
    [
        .. Enumerable.Range(0, Types).Select(t => new MatrixBlock(t * NetworkLength, Neurons, Descriptor.Length)),
        new MatrixBlock(RadialStart, Header.RadialFunctions, (AngularStart - RadialStart) / Header.RadialFunctions),
        new MatrixBlock(AngularStart, Header.AngularFunctions, (Parameters - AngularStart) / Header.AngularFunctions),
    ];

    private static int Padded(int n) => (n + 3) / 4 * 4;

    private int OfNetwork(int k)
    {
        int from = k / NetworkLength * PaddedNetwork, at = k % NetworkLength, d = Descriptor.Length;
        if (at < Neurons * d)
        {
            return from + (at / d * DescriptorRow) + Descriptor[at % d];
        }

        at -= Neurons * d;
        from += Neurons * DescriptorRow;
        return at < Neurons ? from + at
            : at < 2 * Neurons ? from + PaddedNeurons + at - Neurons
            : from + (2 * PaddedNeurons);
    }

    private int Coefficient(int k, int basis, int basisRow, int functionRow)
    {
        int pairs = Types * Types, nk = k / pairs;
        int center = k % pairs / Types, neighbor = k % Types;
        int feature = (neighbor * basisRow) + (nk % basis);
        return (((center * Types * basisRow) + feature) * functionRow) + (nk / basis);
    }
}
