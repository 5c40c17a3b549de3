using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Training.Data;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>
/// Descriptors for data of which nothing more is known: pair distances and SOAP, with all lengths in proportion to the
/// distance of nearest neighbours where atoms are bound most.
/// </summary>
/// <remarks>
/// Chosen by cross-validation over the training frames of silicon and molybdenum. The density of a neighbour fades over
/// nearly the whole cutoff, since near atoms matter more: M. J. Willatt et al., Phys. Chem. Chem. Phys. 20, 29661 (2018).
/// Radial functions do not reach beyond the cutoff more than they must, so that eight of them resolve what is within.
/// </remarks>
internal static class GapRecipe
{
    /// <summary>Cutoff over the distance of nearest neighbours.</summary>
    private const double Cutoff = 2.1;

    /// <summary>The descriptors.</summary>
    /// <exception cref="InputException">There is no energy, or most atoms have no neighbour.</exception>
    public static IReadOnlyList<GapDescriptorOptions> For(TrainingData data)
    {
        double near = BoundFrame.Find(data, "descriptors").Nearest;
        double Length(double factor) => Math.Round(factor * near, 2);
        return
        [
            new Distance2bOptions { Cutoff = Length(Cutoff), TransitionWidth = Length(0.42), Delta = 1.0, Sparse = 20, Length = Length(0.42) },
            new SoapFitOptions
            {
                Cutoff = Length(Cutoff),
                TransitionWidth = Length(1.9),
                Radial = 8,
                Degree = 6,
                Sigma = Length(0.21),
                BasisError = 1.0,
                Zeta = 4,
                Delta = 1.0,
                Sparse = 1500,
            },
        ];
    }
}
