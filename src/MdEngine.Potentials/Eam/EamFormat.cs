namespace MdEngine.Potentials.Eam;

/// <summary>File formats of the embedded-atom method.</summary>
public enum EamFormat
{
    /// <summary>One element a file: embedding energy, effective charge, density.</summary>
    Funcfl,

    /// <summary>Any number of elements with a density function each (LAMMPS eam/alloy).</summary>
    Setfl,

    /// <summary>Finnis-Sinclair: as setfl, with a density function for each ordered pair of elements (LAMMPS eam/fs).</summary>
    FinnisSinclair,
}
