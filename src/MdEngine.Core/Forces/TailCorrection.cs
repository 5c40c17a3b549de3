namespace MdEngine.Core.Forces;

/// <summary>Mean-field contribution of what lies beyond the cutoff.</summary>
/// <param name="Energy">Energy of the whole system, eV.</param>
/// <param name="VirialTrace">Trace of its virial W = -dE/dstrain, eV; isotropic.</param>
public readonly record struct TailCorrection(double Energy, double VirialTrace);
