namespace MdEngine.Cli.Decks;

/// <summary>Formats of structure files.</summary>
public enum StructureFormat
{
    /// <summary>Extended XYZ, or plain XYZ.</summary>
    Extxyz,

    /// <summary>LAMMPS data file.</summary>
    LammpsData,

    /// <summary>VASP POSCAR or CONTCAR.</summary>
    Poscar,

    /// <summary>Crystallographic information file.</summary>
    Cif,
}
