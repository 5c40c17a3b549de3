using System;
using MdEngine.Core;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Units;

namespace MdEngine.Dynamics.Barostats;

/// <summary>Deforms cells, within bounds.</summary>
internal static class CellMotion
{
    /// <summary>The largest strain of one step that is not taken for an explosion.</summary>
    public const double LargestStrain = 0.1;

    /// <summary>The cell with its lattice vectors multiplied by a matrix.</summary>
    /// <param name="state">State, for messages.</param>
    /// <param name="strain">Logarithm of the matrix: what is checked.</param>
    /// <param name="map">The matrix, its exponential.</param>
    /// <exception cref="PhysicsException">The strain is large or not finite.</exception>
    public static SimulationCell Deform(SimulationState state, Matrix3 strain, Matrix3 map)
    {
        double largest = 0.0;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                // NaN is handed on.
                largest = Math.Max(largest, Math.Abs(strain[i, j]));
            }
        }

        if (!(largest <= LargestStrain))
        {
            Matrix3 virial = (PhysicalConstants.GigapascalPerPressure / state.Cell.Volume) * state.Forces.Virial;
            throw new PhysicsException(FormattableString.Invariant(
                $"the cell would change by {100.0 * largest:g3} % in step {state.Step}: the barostat has exploded; the virial part of the pressure is {virial.Trace / 3.0:g4} GPa, the volume {state.Cell.Volume:g6} Angstrom^3; bring the system near its pressure first (a longer relaxation time, a lower target, a minimisation), or check the compressibility"));
        }

        try
        {
            return state.Cell.WithVectors(state.Cell.Vectors * map);
        }
        catch (InputException e)
        {
            // Possible where nothing resists a change of shape: in gases and liquids.
            throw new PhysicsException(
                $"the cell has collapsed in step {state.Step}: {e.Message}; in a fluid let all axes stretch alike "
                + "(isotropic coupling)");
        }
    }
}
