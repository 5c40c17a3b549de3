namespace MdEngine.Training.Fitting;

/// <summary>Errors after an epoch; NaN where there is no such label. RMSE over all frames of a part.</summary>
/// <param name="Epoch">Epoch, from 0.</param>
/// <param name="TrainingEnergy">Energy, training frames, eV/atom.</param>
/// <param name="TrainingForces">Force components, training frames, eV/Angstrom.</param>
/// <param name="ValidationEnergy">Energy, validation frames, eV/atom.</param>
/// <param name="ValidationForces">Force components, validation frames, eV/Angstrom.</param>
/// <param name="Loss">Training loss, as the optimiser sees it.</param>
public readonly record struct LossPoint(
    long Epoch, double TrainingEnergy, double TrainingForces, double ValidationEnergy, double ValidationForces, double Loss);
