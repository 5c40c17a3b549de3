using MdEngine.Core.Mathematics;
using MdEngine.Training.Data;

namespace MdEngine.Training.Nep;

/// <summary>Labels of a frame less what the repulsion gives, in the order of the frame's atoms.</summary>
/// <param name="Energy">Energy, eV; NaN if unknown.</param>
/// <param name="Forces">Forces, eV/Angstrom; null if unknown.</param>
/// <param name="Strain">dE/dstrain, eV; null if unknown.</param>
/// <param name="Sigmas">How far the fit may be off.</param>
internal sealed record NepLabels(double Energy, Double3[]? Forces, Matrix3? Strain, LabelSigmas Sigmas)
{
    /// <summary>Whether there is an energy that counts.</summary>
    public bool HasEnergy => double.IsFinite(Energy) && double.IsFinite(Sigmas.Energy);

    /// <summary>Whether there are forces that count.</summary>
    public bool HasForces => Forces is not null && double.IsFinite(Sigmas.Forces);

    /// <summary>Whether there is a stress that counts.</summary>
    public bool HasStrain => Strain is not null && double.IsFinite(Sigmas.Virial);
}
