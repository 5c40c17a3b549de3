using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;
using MdEngine.Potentials.Readouts;

namespace MdEngine.Potentials.Hdnnp.Writing;

/// <summary>What the files of a high-dimensional neural-network potential are to hold; lengths in Angstrom, energies in eV.</summary>
public sealed record HdnnpContent
{
    /// <summary>Elements by atomic number.</summary>
    public required IReadOnlyList<Element> Elements { get; init; }

    /// <summary>Energy added for every atom of an element, eV.</summary>
    public required IReadOnlyList<double> AtomEnergies { get; init; }

    /// <summary>Cutoff function.</summary>
    public required CutoffFunction CutoffFunction { get; init; }

    /// <summary>Where it starts to fall, as a part of the cutoff.</summary>
    public required double Alpha { get; init; }

    /// <summary>Symmetry functions of each element in the order of <see cref="SymmetryFunction.Compare"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<SymmetryFunction>> Functions { get; init; }

    /// <summary>Range of each function in the training data, for each element; inputs are (G - mean) / sigma.</summary>
    public required IReadOnlyList<IReadOnlyList<FunctionRange>> Ranges { get; init; }

    /// <summary>Neurons of the hidden layers.</summary>
    public required IReadOnlyList<int> Hidden { get; init; }

    /// <summary>Activation function of the hidden layers; the output is linear.</summary>
    public required Activation Activation { get; init; }

    /// <summary>Mean energy of an atom beside <see cref="AtomEnergies"/>, eV.</summary>
    public required double MeanEnergy { get; init; }

    /// <summary>Energy that an output of 1 stands for, eV.</summary>
    public required double EnergyUnit { get; init; }

    /// <summary>Length that has the value 1 when forces are counted in their standard deviation, Angstrom; changes no energy.</summary>
    public required double LengthUnit { get; init; }

    /// <summary>
    /// For each member of a committee and each element the weights of the network: layer by layer first the weights (inputs by
    /// neurons, neurons fastest), then the biases.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<double[]>> Weights { get; init; }

    /// <summary>Lines of comment at the head of input.nn.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];
}
