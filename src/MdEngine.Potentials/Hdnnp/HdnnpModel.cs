using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Hdnnp.Networks;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp;

/// <summary>
/// What the files of a high-dimensional neural-network potential hold, in Angstrom and eV: the energy of an atom is
/// <see cref="EnergyFactor"/> times the output of its element's network, plus an offset.
/// </summary>
/// <remarks>J. Behler, M. Parrinello, Phys. Rev. Lett. 98, 146401 (2007).</remarks>
public sealed record HdnnpModel
{
    /// <summary>Elements by atomic number.</summary>
    public required IReadOnlyList<Element> Elements { get; init; }

    /// <summary>Cutoff function of the symmetry functions without compact support.</summary>
    public required CutoffFunction CutoffFunction { get; init; }

    /// <summary>Where the cutoff function starts to fall, as a part of the cutoff.</summary>
    public double Alpha { get; init; }

    /// <summary>Symmetry functions of each element, in the order of the network's inputs.</summary>
    public required IReadOnlyList<IReadOnlyList<SymmetryFunction>> Functions { get; init; }

    /// <summary>The networks: one set, or several for a committee.</summary>
    public required IReadOnlyList<NetworkSet> Members { get; init; }

    /// <summary>Energy that an output of 1 stands for, eV.</summary>
    public required double EnergyFactor { get; init; }

    /// <summary>Energy added for every atom of an element, eV.</summary>
    public required IReadOnlyList<double> Offsets { get; init; }

    /// <summary>One member of a committee as a model of its own.</summary>
    public HdnnpModel Member(int k) => this with { Members = [Members[k]] };

    /// <summary>Largest cutoff, Angstrom.</summary>
    public double Cutoff => Functions.SelectMany(f => f).Max(f => f.Cutoff);
}
