using System.Collections.Generic;
using MdEngine.Core.Options;
using MdEngine.Potentials.Nep;
using MdEngine.Training.Fitting;

namespace MdEngine.Training.Nep;

/// <summary>
/// Options of the fit of a neuroevolution potential, under the names of GPUMD's nep.in where it has them.
/// </summary>
[OptionVariant("nep", "Neuroevolution potential in GPUMD's format (NEP4 or NEP5), fitted by gradient.")]
public sealed record NepFitOptions : FitOptions, IValidatedOptions
{
    /// <summary>4 or 5.</summary>
    [Option("version", "Generation of the model: 4, or 5, which has a bias of each element.", Required = false, Min = 4, Max = 5)]
    public int Version { get; init; } = 4;

    /// <summary>Radial and angular cutoff, Angstrom.</summary>
    [Option("cutoff_A", "Radial and angular cutoff.", Required = false, Min = 1.0, Max = 20.0, MinCount = 2, MaxCount = 2)]
    public IReadOnlyList<double> Cutoff { get; init; } = [6.0, 5.0];

    /// <summary>Numbers of radial and angular functions, less one.</summary>
    [Option("n_max", "Numbers of radial and angular functions less one.", Required = false, Min = 0, Max = 16, MinCount = 2, MaxCount = 2)]
    public IReadOnlyList<int> Functions { get; init; } = [7, 7];

    /// <summary>Numbers of radial and angular basis functions, less one.</summary>
    [Option("basis_size", "Numbers of radial and angular basis functions less one.", Required = false, Min = 0, Max = 19, MinCount = 2, MaxCount = 2)]
    public IReadOnlyList<int> Basis { get; init; } = [9, 9];

    /// <summary>Largest l of the three-body terms, then the terms of more bodies.</summary>
    [Option("l_max", "Largest l of three-body terms; then 2 (four-body term 222) or 0, and 1 (five-body term 1111) or 0; or six flags for the terms 222, 1111, 112, 123, 233, 134.", Required = false, Min = 0, Max = 8, MinCount = 1, MaxCount = 7)]
    public IReadOnlyList<int> AngularMomentum { get; init; } = [4, 2, 1];

    /// <summary>Neurons of the hidden layer.</summary>
    [Option("neuron", "Neurons of the hidden layer.", Required = false, Min = 1, Max = 200)]
    public int Neurons { get; init; } = 40;

    /// <summary>Outer cutoff of the universal repulsion at short distances, Angstrom; null for none.</summary>
    [Option("zbl_A", "Outer cutoff of the universal repulsion of Ziegler, Biersack and Littmark, which begins to fade at half of it; none if left out.", Min = 1.0, Max = 2.5)]
    public double? Zbl { get; init; }

    /// <summary>Weight of energies.</summary>
    [Option("lambda_e", "Weight of the mean square of energies per atom over their sigmas.", Required = false, Min = 0.0)]
    public double LambdaEnergy { get; init; } = 1.0;

    /// <summary>Weight of forces.</summary>
    [Option("lambda_f", "Weight of the mean square of force components over their sigmas.", Required = false, Min = 0.0)]
    public double LambdaForce { get; init; } = 1.0;

    /// <summary>Weight of virials.</summary>
    [Option("lambda_v", "Weight of the mean square of virial components per atom over their sigmas.", Required = false, Min = 0.0)]
    public double LambdaVirial { get; init; } = 0.1;

    /// <summary>Extra weight of shear components of the virial.</summary>
    [Option("lambda_shear", "Extra weight of the shear components of the virial.", Required = false, Min = 0.0)]
    public double LambdaShear { get; init; } = 1.0;

    /// <summary>Weight of the mean absolute value of the parameters.</summary>
    [Option("lambda_1", "Weight of the mean absolute value of the parameters.", Required = false, Min = 0.0)]
    public double Lambda1 { get; init; }

    /// <summary>Weight of the mean square of the parameters.</summary>
    [Option("lambda_2", "Weight of the mean square of the parameters.", Required = false, Min = 0.0)]
    public double Lambda2 { get; init; } = 0.001;

    /// <summary>Frames of a step of Adam.</summary>
    [Option("batch", "Frames of a step of Adam.", Required = false, Min = 1)]
    public int Batch { get; init; } = 1;

    /// <summary>Passes of Adam over the training set.</summary>
    [Option("epochs", "Passes of Adam over the training set.", Required = false, Min = 0, Max = 10000000)]
    public int Epochs { get; init; } = 300;

    /// <summary>Settings of Adam, as <see cref="MdEngine.Training.Optimizers.MatrixAdam"/> has it.</summary>
    [Option("adam", "Settings of Adam, whose steps are made in the bases in which the gradients of weights and coefficients are uncorrelated.", Required = false)]
    public NepAdamSettings Adam { get; init; } = new();

    /// <summary>Steps of L-BFGS on the whole training set after Adam.</summary>
    [Option("lbfgs_steps", "Steps of L-BFGS on the whole training set after Adam.", Required = false, Min = 0, Max = 10000000)]
    public int LbfgsSteps { get; init; }

    /// <summary>Epochs without a better validation loss after which a stage ends.</summary>
    [Option("patience", "Epochs, or steps of L-BFGS, without a better validation loss after which a stage ends; 0: never.", Required = false, Min = 0)]
    public int Patience { get; init; }

    /// <summary>Models to fit, from different beginnings; several are a committee.</summary>
    [Option("members", "Models to fit from different random beginnings: nep.txt, nep-2.txt, ... Several make a committee, whose mean is the potential and whose spread tells how uncertain it is.", Required = false, Min = 1, Max = 32)]
    public int Members { get; init; } = 1;

    /// <summary>The terms of more than three bodies by <see cref="NepHeader"/>'s order.</summary>
    internal bool[] ExtraTerms
    {
        get
        {
            var on = new bool[NepHeader.ExtraTermKinds];
            for (int k = 1; k < AngularMomentum.Count; k++)
            {
                on[k - 1] = AngularMomentum[k] > 0;
            }

            return on;
        }
    }

    /// <inheritdoc/>
    public override IModelFit CreateFit() => new NepFit(this);

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Cutoff.Count == 2 && Cutoff[1] > Cutoff[0])
        {
            yield return ("cutoff_A", "the angular cutoff is larger than the radial one; the format has it smaller or equal");
        }

        for (int k = 0; k < AngularMomentum.Count; k++)
        {
            bool sound = k == 0 ? AngularMomentum[k] >= 1 : AngularMomentum[k] <= 1 || (k == 1 && AngularMomentum[k] == 2);
            if (!sound)
            {
                yield return ($"l_max:{k}", k == 0
                    ? "is 0; expected l from 1 to 8"
                    : $"is {AngularMomentum[k]}; expected 0 or 1{(k == 1 ? ", or 2 as GPUMD writes it" : "")}");
            }
        }

        if (AngularMomentum.Count > 0)
        {
            int[] least = [2, 1, 2, 3, 3, 4];
            for (int k = 1; k < AngularMomentum.Count; k++)
            {
                if (AngularMomentum[k] > 0 && AngularMomentum[0] < least[k - 1])
                {
                    yield return ($"l_max:{k}", $"the term needs l up to {least[k - 1]}, but l_max begins with {AngularMomentum[0]}");
                }
            }
        }

        if (Zbl > (Cutoff.Count == 2 ? Cutoff[1] : 0.0))
        {
            yield return ("zbl_A", "is larger than the angular cutoff, beyond which the original program knows no pairs");
        }

        if (LambdaEnergy + LambdaForce + LambdaVirial == 0.0)
        {
            yield return ("lambda_e", "lambda_e, lambda_f and lambda_v are all 0: there is nothing to fit");
        }

        if (Epochs == 0 && LbfgsSteps == 0)
        {
            yield return ("epochs", "epochs and lbfgs_steps are both 0; expected steps of one of them");
        }
    }
}
