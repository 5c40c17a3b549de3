using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Options;

namespace MdEngine.Training.Gap;

/// <summary>Smooth overlap of atomic positions under a dot-product kernel: one process for each central element.</summary>
[OptionVariant("soap", "Smooth overlap of atomic positions; one process for each central element.")]
public sealed record SoapFitOptions : GapDescriptorOptions
{
    /// <summary>Radial functions.</summary>
    [Option("n_max", "Number of radial functions.", Min = 1, Max = 48)]
    public int Radial { get; init; }

    /// <summary>Greatest degree of the spherical harmonics.</summary>
    [Option("l_max", "Greatest degree of the spherical harmonics.", Min = 0, Max = 24)]
    public int Degree { get; init; }

    /// <summary>Width of an atom's density, Angstrom.</summary>
    [Option("atom_sigma_A", "Width of an atom's density, Angstrom.", Min = 0, ExclusiveMin = true, Max = 10)]
    public double Sigma { get; init; }

    /// <summary>Exponent of the kernel.</summary>
    [Option("zeta", "Exponent of the dot product.", Required = false, Min = 1, Max = 32)]
    public int Zeta { get; init; } = 4;

    /// <summary>Weight of the central atom in its own density.</summary>
    [Option("central_weight", "Weight of the central atom in its own density.", Required = false, Min = 0, Max = 100)]
    public double CentralWeight { get; init; } = 1.0;

    /// <summary>Exponent of the weight of a neighbour's density; 0: no such weight.</summary>
    [Option("cutoff_dexp", "Exponent m of the weight c / (c + (r/r0)^m) of a neighbour's density beside the cutoff function; 0: no such weight.",
        Required = false, Min = 0, Max = 64)]
    public int DecayExponent { get; init; }

    /// <summary>Length of the weight of a neighbour's density, Angstrom.</summary>
    [Option("cutoff_scale_A", "Length r0 of the weight of a neighbour's density, Angstrom.", Required = false, Min = 0, ExclusiveMin = true)]
    public double DecayScale { get; init; } = 1.0;

    /// <summary>Constant of the weight of a neighbour's density.</summary>
    [Option("cutoff_rate", "Constant c of the weight of a neighbour's density.", Required = false, Min = 0, ExclusiveMin = true)]
    public double DecayRate { get; init; } = 1.0;

    /// <summary>How far the radial functions reach beyond the cutoff.</summary>
    [Option("basis_error_exponent", "Radial functions reach beyond the cutoff, to where an atom's density there has fallen by this power of ten; "
        + "a small one lets n_max functions resolve more within the cutoff.", Required = false, Min = 0, ExclusiveMin = true, Max = 16)]
    public double BasisError { get; init; } = 10.0;

    /// <summary>How points are chosen.</summary>
    [Option("sparse_method", "How sparse points are chosen: cur or farthest.", Required = false)]
    public SparseMethod Method { get; init; } = SparseMethod.Cur;

    /// <inheritdoc/>
    internal override IEnumerable<GapProcess> Processes(IReadOnlyList<Element> elements)
    {
        string species = string.Concat(elements.Select(e => $"{e.AtomicNumber} "));
        int k = elements.Count * Radial;
        string error = BasisError == 10.0 ? "" : FormattableString.Invariant($" basis_error_exponent={BasisError:R}");
        string decay = DecayExponent == 0
            ? "" : FormattableString.Invariant($" cutoff_dexp={DecayExponent} cutoff_scale={DecayScale:R} cutoff_rate={DecayRate:R}");
        foreach (Element centre in elements)
        {
            string line = FormattableString.Invariant(
                $"soap n_max={Radial} l_max={Degree} atom_sigma={Sigma:R} cutoff={Cutoff:R} cutoff_transition_width={TransitionWidth:R}{error}{decay} central_weight={CentralWeight:R} zeta={Zeta} delta={Delta:R} covariance_type=dot_product n_sparse={Sparse} n_species={elements.Count} Z={centre.AtomicNumber} species_Z={{{species}}}");
            yield return new SoapProcess(
                line, elements, $"environments of {centre}", Delta, Sparse, Method, Zeta, 1 + ((Degree + 1) * k * (k + 1) / 2));
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Key, string Message)> Validate()
    {
        foreach ((string, string) fault in base.Validate())
        {
            yield return fault;
        }

        if (Method == SparseMethod.Uniform)
        {
            yield return ("sparse_method", "is \"uniform\", which needs a descriptor of few numbers; expected \"cur\" or \"farthest\"");
        }
    }
}
