namespace MdEngine.Potentials.Tersoff;

/// <summary>Options of the type "tersoff"; the file is that of LAMMPS's pair_style tersoff.</summary>
public sealed record TersoffOptions : TripletOptions;
