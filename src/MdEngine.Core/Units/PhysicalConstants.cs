namespace MdEngine.Core.Units;

/// <summary>
/// Constants (CODATA 2018) and the conversions that follow from the internal units: Angstrom, eV, femtosecond,
/// unified atomic mass unit, kelvin, elementary charge.
/// </summary>
/// <remarks>Source: E. Tiesinga et al., Rev. Mod. Phys. 93, 025010 (2021).</remarks>
public static class PhysicalConstants
{
    /// <summary>Boltzmann constant, eV/K (exact in the SI of 2019).</summary>
    public const double Boltzmann = 1.380649e-23 / ElementaryChargeCoulomb;

    /// <summary>Elementary charge, C (exact).</summary>
    public const double ElementaryChargeCoulomb = 1.602176634e-19;

    /// <summary>Unified atomic mass unit, kg.</summary>
    public const double AtomicMassKilogram = 1.66053906660e-27;

    /// <summary>Avogadro constant, 1/mol (exact).</summary>
    public const double Avogadro = 6.02214076e23;

    /// <summary>
    /// Energy of one u (Angstrom/fs)^2 in eV, 103.6426966...: the kinetic energy of mass m (u) and velocity
    /// v (Angstrom/fs) is m v^2 <see cref="MassVelocitySquared"/> / 2, and an acceleration is
    /// F / (m <see cref="MassVelocitySquared"/>).
    /// </summary>
    public const double MassVelocitySquared = AtomicMassKilogram * 1e10 / ElementaryChargeCoulomb;

    /// <summary>Pressure of one eV/Angstrom^3 in GPa, 160.2176634 (exact).</summary>
    public const double GigapascalPerPressure = ElementaryChargeCoulomb * 1e21;

    /// <summary>Density of one u/Angstrom^3 in g/cm^3, 1.66053906660.</summary>
    public const double GramPerCubicCentimetre = AtomicMassKilogram * 1e27;

    /// <summary>Coulomb constant e^2/(4 pi epsilon_0), eV Angstrom.</summary>
    public const double Coulomb = 14.3996454784255;

    /// <summary>Bohr radius, Angstrom.</summary>
    public const double Bohr = 0.529177210903;

    /// <summary>Hartree energy, eV.</summary>
    public const double Hartree = 27.211386245988;
}
