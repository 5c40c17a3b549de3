using System;
using MdEngine.Core.Options;

namespace MdEngine.IO.Xyz;

/// <summary>Columns of a written XYZ file after the species and the position; they stand in this order.</summary>
[Flags]
public enum XyzColumns
{
    /// <summary>Species and position alone.</summary>
    None = 0,

    /// <summary>forces:R:3, eV/Angstrom.</summary>
    [Choice("forces")]
    Forces = 1,

    /// <summary>
    /// velo:R:3, Angstrom/fs: the name and unit of libAtoms; OVITO shows it as velocity and ASE keeps it unchanged as
    /// the array "velo" (its own momenta and velocities have another unit).
    /// </summary>
    [Choice("velocities")]
    Velocities = 2,

    /// <summary>masses:R:1, u.</summary>
    [Choice("masses")]
    Masses = 4,

    /// <summary>initial_charges:R:1, e: ASE's name for charges that belong to the atoms.</summary>
    [Choice("charges")]
    Charges = 8,

    /// <summary>id:I:1, identity of the atom, from 1.</summary>
    [Choice("id")]
    Id = 16,

    /// <summary>image:I:3, lattice vectors to add to a wrapped position to follow the atom's path.</summary>
    [Choice("image")]
    Image = 32,

    /// <summary>energies:R:1, energy of the atom, eV.</summary>
    [Choice("energies")]
    Energies = 64,

    /// <summary>uncertainty:R:1, uncertainty of the atom in the unit of the potential's measure.</summary>
    [Choice("uncertainty")]
    Uncertainties = 128,

    /// <summary>Everything that a structure may hold: forces, velocities, masses and charges.</summary>
    Structure = Forces | Velocities | Masses | Charges,
}
