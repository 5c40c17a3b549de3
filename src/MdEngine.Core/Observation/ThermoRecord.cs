using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Observation;

/// <summary>The thermodynamic state of one step. Values that are not defined (pressure without a volume) are NaN.</summary>
/// <param name="Step">Step, over all stages.</param>
/// <param name="Time">Time, fs.</param>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Temperature">Kinetic temperature, K.</param>
/// <param name="KineticEnergy">Kinetic energy, eV.</param>
/// <param name="PotentialEnergy">Potential energy, eV.</param>
/// <param name="TotalEnergy">Their sum, eV.</param>
/// <param name="ConservedQuantity">Total energy plus what heat bath and piston hold, eV.</param>
/// <param name="Pressure">Pressure with its kinetic part, a third of the trace of the tensor, GPa.</param>
/// <param name="PressureTensor">Pressure tensor with its kinetic part, compression positive, GPa.</param>
/// <param name="Volume">Volume, Angstrom^3.</param>
/// <param name="Cell">Lattice vectors, rows, Angstrom.</param>
public readonly record struct ThermoRecord(
    long Step,
    double Time,
    string Stage,
    double Temperature,
    double KineticEnergy,
    double PotentialEnergy,
    double TotalEnergy,
    double ConservedQuantity,
    double Pressure,
    Matrix3 PressureTensor,
    double Volume,
    Matrix3 Cell);
