using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Potentials.Gap.Soap;

/// <summary>Parameters of a SOAP descriptor, from QUIP's descriptor line.</summary>
internal sealed record SoapParameters
{
    private const long NormedPower = 1423143769, SeparateCentres = 1426512068;

    public required double Cutoff { get; init; }

    public required double Width { get; init; }

    /// <summary>Number of radial functions.</summary>
    public required int Radial { get; init; }

    /// <summary>Greatest l.</summary>
    public required int Degree { get; init; }

    public required double Sigma { get; init; }

    public required double CentralWeight { get; init; }

    /// <summary>Last component of a descriptor.</summary>
    public required double LastComponent { get; init; }

    public required bool Normalise { get; init; }

    /// <summary>Atomic numbers of the neighbours' species in order; 0 stands for all.</summary>
    public required IReadOnlyList<int> Species { get; init; }

    /// <summary>Atomic numbers of the centres; 0 stands for all.</summary>
    public required IReadOnlyList<int> Centres { get; init; }

    /// <summary>Whether the central atom counts in the density of every species.</summary>
    public required bool CentreInAll { get; init; }

    public required bool DiagonalRadial { get; init; }

    public required double BasisError { get; init; }

    public required int DecayExponent { get; init; }

    public required double DecayScale { get; init; }

    public required double DecayRate { get; init; }

    /// <summary>Whether powers are divided by sqrt(2l + 1).</summary>
    public required bool Normed { get; init; }

    /// <summary>Numbers of a descriptor, its last component among them.</summary>
    public int Dimensions
    {
        get
        {
            int s = Species.Count, k = s * Radial;
            return 1 + ((Degree + 1) * (DiagonalRadial ? Radial * s * (s + 1) / 2 : k * (k + 1) / 2));
        }
    }

    /// <summary>What decides on the radial functions: equal keys can share them.</summary>
    public (double, double, int, int, double, double, int, double, double) RadialKey =>
        (Cutoff, Width, Radial, Degree, Sigma, BasisError, DecayExponent, DecayScale, DecayRate);

    public static SoapParameters From(GapCoordinates source)
    {
        ArgumentLine line = source.Descriptor;
        Refuse(line);
        int species = line.Integer("n_species", 1, 118, 1);
        int[] z = line.Has("species_Z") ? line.Integers("species_Z", species, 0, 118)
            : species == 1 ? [0] : throw line.Wrong("species_Z", $"{species} atomic numbers");
        if (species > 1 && (z.Contains(0) || z.Distinct().Count() != species))
        {
            throw line.Wrong("species_Z", $"{species} different atomic numbers");
        }

        int centres = line.Integer("n_Z", 1, 118, 1);
        double cutoff = Positive(line, ["cutoff"], null);
        double rate = line.Real("cutoff_rate", 1.0);
        int exponent = line.Integer("cutoff_dexp", 0, 64, 0);
        if (exponent > 0 && !(rate > 0.0))
        {
            throw line.Wrong("cutoff_rate", "a number > 0 (a density that decays without bound is not supported)");
        }

        var parameters = new SoapParameters
        {
            Cutoff = cutoff,
            Width = TransitionWidth(line, cutoff),
            Degree = line.Integer("l_max", 0, 24),
            Radial = line.Integer("n_max", 1, 48),
            Sigma = Positive(line, ["atom_sigma", "atom_gaussian_width"], null),
            CentralWeight = line.Real("central_weight", 1.0),
            LastComponent = line.Real("covariance_sigma0", 0.0),
            Normalise = line.Flag(["normalise", "normalize"], true),
            Species = z,
            Centres = line.Has("Z") ? line.Integers("Z", centres, 0, 118) : centres == 1 ? [0] : throw line.Wrong("Z", $"{centres} atomic numbers"),
            CentreInAll = source.Version < SeparateCentres || line.Flag("central_reference_all_species", species == 1),
            DiagonalRadial = line.Flag("diagonal_radial", false),
            BasisError = Positive(line, ["basis_error_exponent"], 10.0),
            DecayExponent = exponent,
            DecayScale = Positive(line, ["cutoff_scale"], 1.0),
            DecayRate = rate,
            Normed = source.Version >= NormedPower,
        };
        if (parameters.Dimensions != source.Dimensions)
        {
            throw source.Place.Fault($"dimensions is {source.Dimensions}, but the descriptor has {parameters.Dimensions} numbers");
        }

        return parameters;
    }

    /// <summary>The width of a cutoff function.</summary>
    public static double TransitionWidth(ArgumentLine line, double cutoff)
    {
        double width = line.Real("cutoff_transition_width", 0.5);
        return width > 0.0 && width <= cutoff ? width : throw line.Wrong("cutoff_transition_width", "a length > 0, at most the cutoff");
    }

    /// <summary>A number greater than zero.</summary>
    public static double Positive(ArgumentLine line, string[] keys, double? standard)
    {
        double value = line.Real(keys, standard);
        return value > 0.0 ? value : throw line.Wrong(keys[0], "a number > 0");
    }

    private static void Refuse(ArgumentLine line)
    {
        foreach (string key in (string[])["average", "R_mix", "Z_mix", "sym_mix", "Z_map_mix"])
        {
            if (line.Flag(key, false))
            {
                throw line.Wrong(key, "F: it is not supported");
            }
        }

        foreach (string key in (string[])["nu_R", "nu_S"])
        {
            if (line.Integer(key, int.MinValue, int.MaxValue, 2) != 2)
            {
                throw line.Wrong(key, "2: others are not supported");
            }
        }

        if (!line.Flag("coupling", true))
        {
            throw line.Wrong("coupling", "T: others are not supported");
        }

        if (line.Has("Z_map"))
        {
            throw line.Wrong("Z_map", "none: it is not supported");
        }

        if (line.Find("radial_basis") is { } basis && !basis.Equals("EQUISPACED_GAUSS", StringComparison.OrdinalIgnoreCase))
        {
            throw line.Wrong("radial_basis", "EQUISPACED_GAUSS");
        }
    }
}
