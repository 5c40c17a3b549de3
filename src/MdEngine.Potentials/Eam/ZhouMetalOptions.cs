using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Eam;

/// <summary>Parameters of one metal for "eam-zhou", named as in table III of the paper.</summary>
public sealed record ZhouMetalOptions
{
    /// <summary>The metal.</summary>
    [Option("element", "The metal.", ElementSymbol = true)]
    public string Element { get; init; } = "";

    /// <summary>Equilibrium distance of nearest neighbours, Angstrom.</summary>
    [Option("r_e_A", "Equilibrium distance of nearest neighbours, Angstrom.", Min = 0, ExclusiveMin = true)]
    public double EquilibriumDistance { get; init; }

    /// <summary>Density given at that distance.</summary>
    [Option("f_e", "Density that an atom gives at the distance r_e.", Min = 0, ExclusiveMin = true)]
    public double EquilibriumDensity { get; init; }

    /// <summary>Density in the equilibrium crystal.</summary>
    [Option("rho_e", "Density in the equilibrium crystal.", Min = 0, ExclusiveMin = true)]
    public double RhoE { get; init; }

    /// <summary>Density scale of the embedding energy of high densities.</summary>
    [Option("rho_s", "Density scale of the embedding energy at high density.", Min = 0, ExclusiveMin = true)]
    public double RhoS { get; init; }

    /// <summary>Decay of the repulsion.</summary>
    [Option("alpha", "Decay of the repulsion.", Min = 0, ExclusiveMin = true)]
    public double Alpha { get; init; }

    /// <summary>Decay of attraction and density.</summary>
    [Option("beta", "Decay of attraction and density.", Min = 0, ExclusiveMin = true)]
    public double Beta { get; init; }

    /// <summary>Strength of the repulsion, eV.</summary>
    [Option("A_eV", "Strength of the repulsion, eV.", Min = 0)]
    public double A { get; init; }

    /// <summary>Strength of the attraction, eV.</summary>
    [Option("B_eV", "Strength of the attraction, eV.", Min = 0)]
    public double B { get; init; }

    /// <summary>Cutoff parameter of the repulsion.</summary>
    [Option("kappa", "Cutoff parameter of the repulsion.", Min = 0)]
    public double Kappa { get; init; }

    /// <summary>Cutoff parameter of attraction and density.</summary>
    [Option("lambda", "Cutoff parameter of attraction and density.", Min = 0)]
    public double Lambda { get; init; }

    /// <summary>Embedding energy of low densities, coefficients of (rho/(0.85 rho_e) - 1)^k, eV.</summary>
    [Option("F_n_eV", "Embedding energy below 0.85 rho_e: coefficients of the powers 0 to 3, eV.", MinCount = 4, MaxCount = 4)]
    public IReadOnlyList<double> LowEmbedding { get; init; } = [];

    /// <summary>Embedding energy near equilibrium, coefficients of (rho/rho_e - 1)^k, eV.</summary>
    [Option("F_eV", "Embedding energy up to 1.15 rho_e: coefficients of the powers 0 to 3, eV.", MinCount = 4, MaxCount = 4)]
    public IReadOnlyList<double> Embedding { get; init; } = [];

    /// <summary>Exponent of the embedding energy of high densities.</summary>
    [Option("eta", "Exponent of the embedding energy above 1.15 rho_e.")]
    public double Eta { get; init; }

    /// <summary>Strength of the embedding energy of high densities, eV.</summary>
    [Option("F_e_eV", "Strength of the embedding energy above 1.15 rho_e, eV.")]
    public double HighEmbedding { get; init; }
}
