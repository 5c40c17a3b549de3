namespace MdEngine.Potentials.StillingerWeber;

/// <summary>Options of the type "stillinger-weber"; the file is that of LAMMPS's pair_style sw.</summary>
public sealed record StillingerWeberOptions : TripletOptions;
