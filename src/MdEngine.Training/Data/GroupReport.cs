namespace MdEngine.Training.Data;

/// <summary>What is in the frames of a group.</summary>
/// <param name="Name">Name of the group.</param>
/// <param name="Training">Frames that the fit sees.</param>
/// <param name="Validation">Frames that decide when it stops.</param>
/// <param name="Test">Frames that judge the model.</param>
/// <param name="LeftOut">Frames that are not used.</param>
/// <param name="Atoms">Atoms of all frames.</param>
/// <param name="Energies">Frames with an energy.</param>
/// <param name="Forces">Frames with forces.</param>
/// <param name="Stresses">Frames with a stress.</param>
/// <param name="Energy">Energy, eV/atom.</param>
/// <param name="Force">Magnitude of the force on an atom, eV/Angstrom.</param>
/// <param name="Density">Density of frames with a volume, g/cm^3.</param>
/// <param name="Pressure">Pressure, minus a third of the trace of the stress, GPa.</param>
/// <param name="Sigmas">How far the fit may be off.</param>
public sealed record GroupReport(
    string Name,
    int Training,
    int Validation,
    int Test,
    int LeftOut,
    long Atoms,
    int Energies,
    int Forces,
    int Stresses,
    ValueRange Energy,
    ValueRange Force,
    ValueRange Density,
    ValueRange Pressure,
    LabelSigmas Sigmas)
{
    /// <summary>All frames.</summary>
    public int Frames => Training + Validation + Test + LeftOut;
}
