using System.Collections.Generic;
using MdEngine.Core.Options;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;
using MdEngine.Potentials.Readouts;
using MdEngine.Training.Fitting;

namespace MdEngine.Training.Hdnnp;

/// <summary>Options of a fit of a high-dimensional neural-network potential.</summary>
[OptionVariant("hdnnp", "High-dimensional neural-network potential (Behler-Parrinello), in the files of n2p2.")]
public sealed record HdnnpFitOptions : FitOptions, IValidatedOptions
{
    /// <summary>Symmetry functions as lines of input.nn.</summary>
    [Option(
        "symmetry_functions",
        "Symmetry functions as lines of n2p2's input.nn, lengths in Angstrom: \"Si 2 Si 0.1 0.0 5.5\"; instead of \"grid\".",
        Required = false)]
    public IReadOnlyList<string> SymmetryFunctions { get; init; } = [];

    /// <summary>Grid of symmetry functions.</summary>
    [Option("grid", "Grid of symmetry functions to choose from; instead of \"symmetry_functions\".", Required = false)]
    public SymmetryFunctionGrid? Grid { get; init; }

    /// <summary>Cutoff function.</summary>
    [Option("cutoff_function", "Function that makes symmetry functions vanish at the cutoff.", Required = false)]
    public CutoffFunction CutoffFunction { get; init; } = CutoffFunction.Poly2;

    /// <summary>Where it starts to fall.</summary>
    [Option("cutoff_alpha", "Where the cutoff function starts to fall, as a part of the cutoff.", Required = false, Min = 0.0, Max = 0.99)]
    public double CutoffAlpha { get; init; }

    /// <summary>Neurons of the hidden layers.</summary>
    [Option("hidden", "Neurons of each hidden layer.", Required = false, MinCount = 1, MaxCount = 6, Min = 1, Max = 1000)]
    public IReadOnlyList<int> Hidden { get; init; } = [24, 24];

    /// <summary>Activation function of the hidden layers.</summary>
    [Option("activation", "Activation function of the hidden layers.", Required = false)]
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>How weights begin.</summary>
    [Option("initial_weights", "How weights begin.", Required = false)]
    public InitialWeights InitialWeights { get; init; } = InitialWeights.Xavier;

    /// <summary>Stages of the optimisation.</summary>
    [Option("stages", "Stages of the optimisation, one after the other; each begins with the best weights so far.", Required = false, MinCount = 1)]
    public IReadOnlyList<HdnnpStage> Stages { get; init; } =
    [
        new HdnnpStage { Optimizer = HdnnpOptimizer.Kalman, Epochs = 20 },
    ];

    /// <summary>Members of a committee.</summary>
    [Option("committee", "Number of networks to fit, each from other initial weights; more than one make a committee.", Required = false, Min = 1, Max = 100)]
    public int Committee { get; init; } = 1;

    /// <summary>Part of the training frames that each member sees.</summary>
    [Option("member_fraction", "Part of the training frames, chosen at random, that each member of a committee sees.", Required = false, Min = 0.1, Max = 1.0)]
    public double MemberFraction { get; init; } = 1.0;

    /// <summary>Most memory for derivatives of symmetry functions, GB.</summary>
    [Option("memory_GB", "Most memory for the derivatives of symmetry functions.", Required = false, Min = 0.001)]
    public double Memory { get; init; } = 4.0;

    /// <inheritdoc/>
    public override IModelFit CreateFit() => new HdnnpFit(this);

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Grid is not null && SymmetryFunctions.Count > 0)
        {
            yield return ("grid", "is given together with \"symmetry_functions\"; keep one of them");
        }

        if (Grid is { Centred: 0, Shifted: 0 })
        {
            yield return ("grid:centred", "there is no radial function; give \"centred\" or \"shifted\" more than 0");
        }

        if (CutoffFunction == CutoffFunction.Hard)
        {
            yield return ("cutoff_function", "a hard cutoff has no forces at the cutoff; choose a smooth one such as \"poly2\"");
        }

        if (Activation == Activation.Relu)
        {
            yield return ("activation", "forces would jump where a neuron turns on; choose a smooth one such as \"tanh\"");
        }
    }
}
