namespace MdEngine.Compare.Reporting;

/// <summary>What a report shows of a thermodynamic record; units as in the file.</summary>
/// <param name="Step">Step.</param>
/// <param name="Time">Time, fs.</param>
/// <param name="Stage">Index of the stage.</param>
/// <param name="Temperature">Temperature, K.</param>
/// <param name="Kinetic">Kinetic energy, eV.</param>
/// <param name="Potential">Potential energy, eV.</param>
/// <param name="Conserved">Conserved quantity, eV.</param>
/// <param name="Pressure">Pressure, GPa.</param>
/// <param name="Volume">Volume, Angstrom^3; NaN without one.</param>
/// <param name="A">Length of the first lattice vector, Angstrom.</param>
/// <param name="B">Length of the second lattice vector, Angstrom.</param>
/// <param name="C">Length of the third lattice vector, Angstrom.</param>
public readonly record struct ThermoRow(
    long Step,
    double Time,
    int Stage,
    double Temperature,
    double Kinetic,
    double Potential,
    double Conserved,
    double Pressure,
    double Volume,
    double A,
    double B,
    double C);
