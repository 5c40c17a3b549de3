using System;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;

namespace MdEngine.Core.Forces;

/// <summary>
/// What the last force evaluation gave beside the forces, which stand in the atom state. A value that was not
/// asked for is not valid: see <see cref="Valid"/>.
/// </summary>
public sealed class ForceResult : IResumable
{
    private double[] _atomEnergies = [];
    private Matrix3[] _atomVirials = [];
    private double[] _atomUncertainties = [];

    /// <summary>Which of the values below are of the last evaluation.</summary>
    public ForceNeeds Valid { get; set; }

    /// <summary>Potential energy, eV.</summary>
    public double Energy { get; set; }

    /// <summary>Virial W = -dE/dstrain = sum over pairs of r_ij (x) f_ij, eV.</summary>
    public Matrix3 Virial { get; set; }

    /// <summary>Energies of the owned atoms in the order of the atom state, eV.</summary>
    public Span<double> AtomEnergies => _atomEnergies;

    /// <summary>Virials of the owned atoms in the order of the atom state, eV.</summary>
    public Span<Matrix3> AtomVirials => _atomVirials;

    /// <summary>
    /// Uncertainties of the owned atoms in the order of the atom state, in the unit of the potential's
    /// <see cref="UncertaintyMeasure"/>.
    /// </summary>
    public Span<double> AtomUncertainties => _atomUncertainties;

    /// <summary>Makes room for the per-atom values of <paramref name="owned"/> atoms.</summary>
    public void Reserve(int owned, ForceNeeds needs)
    {
        if ((needs & ForceNeeds.AtomEnergies) != 0 && _atomEnergies.Length != owned)
        {
            _atomEnergies = new double[owned];
        }

        if ((needs & ForceNeeds.AtomVirials) != 0 && _atomVirials.Length != owned)
        {
            _atomVirials = new Matrix3[owned];
        }

        if ((needs & ForceNeeds.AtomUncertainties) != 0 && _atomUncertainties.Length != owned)
        {
            _atomUncertainties = new double[owned];
        }
    }

    /// <inheritdoc/>
    /// <remarks>Energy and virial only; per-atom values are made anew when they are asked for.</remarks>
    public void Save(StateBag into)
    {
        into.Set("valid", (long)(Valid & (ForceNeeds.Energy | ForceNeeds.Virial)));
        into.Set("energy", Energy);
        into.Set("virial", Virial);
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        Valid = (ForceNeeds)from.Integer("valid");
        Energy = from.Real("energy");
        Virial = from.Matrix("virial");
    }
}
