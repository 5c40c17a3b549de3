using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;

namespace MdEngine.Dynamics.Barostats;

/// <summary>
/// The load on a cell: a hydrostatic pressure p, energy p V; and what the target tensor has beside it, as the elastic
/// energy Tr(S h h^T)/2 of a constant tension S that refers to the cell at the beginning of the stage, so that the load
/// has a potential.
/// </summary>
/// <remarks>
/// M. Parrinello, A. Rahman, J. Appl. Phys. 52, 7182 (1981), doi:10.1063/1.328693; J. R. Ray, A. Rahman, J. Chem. Phys.
/// 80, 4423 (1984), doi:10.1063/1.447221. In the reference cell the load's stress is the target itself; far from it the
/// part beside the pressure differs from the target by the strain.
/// </remarks>
internal sealed class CellLoad(PressureRamp ramp) : IResumable
{
    private SimulationCell? _reference;
    private Matrix3 _inverse;
    private double _pressure, _volume;
    private Matrix3 _tension;

    /// <summary>Takes the present cell as reference.</summary>
    public void Begin(in StepContext step)
    {
        SetReference(step.State.Cell);
        Set(ramp.At(step.Progress));
    }

    /// <summary>Goes to the load of a step; returns the work, eV, that the change does at the present cell.</summary>
    public double Change(in StepContext step)
    {
        if (ramp.Start == ramp.End)
        {
            return 0.0;
        }

        double before = Energy(step.State.Cell);
        Set(ramp.At(step.Progress));
        return Energy(step.State.Cell) - before;
    }

    /// <summary>Potential energy of the load, eV.</summary>
    public double Energy(SimulationCell cell)
    {
        Matrix3 h = cell.Vectors;
        return (_pressure * cell.Volume) + (0.5 * (_tension * h * h.Transpose()).Trace);
    }

    /// <summary>Its derivative with respect to a strain h' = h (1 + e), eV: pressure times volume.</summary>
    public Matrix3 Virial(SimulationCell cell)
    {
        Matrix3 h = cell.Vectors;
        return (_pressure * cell.Volume * Matrix3.Identity) + (h.Transpose() * _tension * h);
    }

    public void Save(StateBag into)
    {
        into.Set("reference", _reference!.Vectors);
        into.Set("pressure", _pressure);
        into.Set("tension", _tension);
    }

    public void Restore(StateBag from)
    {
        SetReference(new SimulationCell(from.Matrix("reference")));
        _pressure = from.Real("pressure");
        _tension = from.Matrix("tension");
    }

    private void SetReference(SimulationCell cell)
    {
        _reference = cell;
        _inverse = cell.Vectors.Inverse();
        _volume = cell.Volume;
    }

    private void Set(Matrix3 target)
    {
        Matrix3 tensor = (1.0 / PhysicalConstants.GigapascalPerPressure) * target;
        _pressure = tensor.Trace / 3.0;
        Matrix3 rest = tensor - (_pressure * Matrix3.Identity);
        _tension = _volume * (_inverse.Transpose() * rest * _inverse);
    }
}
