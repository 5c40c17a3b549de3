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

    /// <summary>How points are chosen.</summary>
    [Option("sparse_method", "How sparse points are chosen: cur or farthest.", Required = false)]
    public SparseMethod Method { get; init; } = SparseMethod.Cur;

    /// <inheritdoc/>
    internal override IEnumerable<GapProcess> Processes(IReadOnlyList<Element> elements)
    {
        string species = string.Concat(elements.Select(e => $"{e.AtomicNumber} "));
        int k = elements.Count * Radial;
        foreach (Element centre in elements)
        {
            string line = FormattableString.Invariant(
                $"soap n_max={Radial} l_max={Degree} atom_sigma={Sigma:R} cutoff={Cutoff:R} cutoff_transition_width={TransitionWidth:R} central_weight={CentralWeight:R} zeta={Zeta} delta={Delta:R} covariance_type=dot_product n_sparse={Sparse} n_species={elements.Count} Z={centre.AtomicNumber} species_Z={{{species}}}");
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
