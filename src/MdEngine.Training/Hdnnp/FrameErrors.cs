using System;

namespace MdEngine.Training.Hdnnp;

/// <summary>Sums of squared errors, and what follows from them.</summary>
internal struct FrameErrors
{
    private double _squares, _energy, _forces;
    private long _residuals, _energies, _components;

    /// <summary>Half the mean square of the residuals.</summary>
    public readonly double Loss => _residuals > 0 ? 0.5 * _squares / _residuals : double.NaN;

    /// <summary>Root mean square error of energies, eV/atom.</summary>
    public readonly double Energy => _energies > 0 ? Math.Sqrt(_energy / _energies) : double.NaN;

    /// <summary>Root mean square error of force components, eV/Angstrom.</summary>
    public readonly double Forces => _components > 0 ? Math.Sqrt(_forces / _components) : double.NaN;

    public void AddResiduals(double squares, int count)
    {
        _squares += squares;
        _residuals += count;
    }

    public void AddEnergy(double errorOfAtom)
    {
        _energy += errorOfAtom * errorOfAtom;
        _energies++;
    }

    public void AddForces(double squares, int count)
    {
        _forces += squares;
        _components += count;
    }

    public void Add(in FrameErrors other)
    {
        _squares += other._squares;
        _energy += other._energy;
        _forces += other._forces;
        _residuals += other._residuals;
        _energies += other._energies;
        _components += other._components;
    }
}
