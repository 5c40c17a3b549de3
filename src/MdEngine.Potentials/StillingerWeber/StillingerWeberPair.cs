using System;

namespace MdEngine.Potentials.StillingerWeber;

/// <summary>Parameters of a neighbour of one type around a centre of another, as equations 1 and 2 of the potential need them.</summary>
/// <param name="Cutoff">Distance at which the pair no longer interacts, Angstrom: a sigma, or less where the file has a tolerance.</param>
/// <param name="End">a sigma, Angstrom.</param>
/// <param name="Sigma">sigma, Angstrom.</param>
/// <param name="Decay">gamma sigma, Angstrom.</param>
/// <param name="Repulsion">epsilon A B sigma^p, eV Angstrom^p.</param>
/// <param name="RepulsionPower">p.</param>
/// <param name="Attraction">epsilon A sigma^q, eV Angstrom^q.</param>
/// <param name="AttractionPower">q.</param>
public readonly record struct StillingerWeberPair(
    double Cutoff,
    double End,
    double Sigma,
    double Decay,
    double Repulsion,
    double RepulsionPower,
    double Attraction,
    double AttractionPower)
{
    /// <summary>True when every number is finite.</summary>
    public bool IsFinite => double.IsFinite(
        Math.Abs(Cutoff) + Math.Abs(End) + Sigma + Decay + Repulsion + RepulsionPower + Attraction + AttractionPower);

    /// <summary>True for the powers of the original potential, for which there is a faster kernel.</summary>
    public bool HasPlainPowers => RepulsionPower == 4.0 && AttractionPower == 0.0;
}
