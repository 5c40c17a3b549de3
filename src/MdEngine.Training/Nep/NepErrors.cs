using System;

namespace MdEngine.Training.Nep;

/// <summary>Squares of errors, summed over frames.</summary>
internal struct NepErrors
{
    /// <summary>Loss without regularisation.</summary>
    public double Loss;

    /// <summary>Of energies per atom, (eV/atom)^2.</summary>
    public double EnergySquares;

    /// <summary>Of components of forces, (eV/Angstrom)^2.</summary>
    public double ForceSquares;

    /// <summary>Of components of the strain derivative per atom, eV^2.</summary>
    public double VirialSquares;

    /// <summary>Number of energies.</summary>
    public long Energies;

    /// <summary>Number of components of forces.</summary>
    public long Forces;

    /// <summary>Number of components of strain derivatives.</summary>
    public long Virials;

    /// <summary>Root mean square error of energies, eV/atom; NaN without.</summary>
    public readonly double Energy => Math.Sqrt(EnergySquares / Energies);

    /// <summary>Root mean square error of forces, eV/Angstrom; NaN without.</summary>
    public readonly double Force => Math.Sqrt(ForceSquares / Forces);

    /// <summary>Root mean square error of strain derivatives, eV/atom; NaN without.</summary>
    public readonly double Virial => Math.Sqrt(VirialSquares / Virials);

    /// <summary>Adds another sum.</summary>
    public void Add(in NepErrors other)
    {
        Loss += other.Loss;
        EnergySquares += other.EnergySquares;
        ForceSquares += other.ForceSquares;
        VirialSquares += other.VirialSquares;
        Energies += other.Energies;
        Forces += other.Forces;
        Virials += other.Virials;
    }
}
