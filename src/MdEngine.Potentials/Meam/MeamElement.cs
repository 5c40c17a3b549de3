namespace MdEngine.Potentials.Meam;

/// <summary>An element as a library has it.</summary>
/// <param name="Name">Name of the entry.</param>
/// <param name="Lattice">Reference structure.</param>
/// <param name="Number">Atomic number.</param>
/// <param name="Alpha">Exponent of Rose's equation.</param>
/// <param name="Beta">Decays of the partial densities 0 to 3.</param>
/// <param name="LatticeConstant">Of the reference structure (the bond of hcp, dim, lin, zig and tri), Angstrom.</param>
/// <param name="Cohesion">Cohesive energy, eV.</param>
/// <param name="Embedding">Factor A of the embedding function.</param>
/// <param name="T">Weights of the partial densities 1 to 3.</param>
/// <param name="Density">Scale of the densities.</param>
/// <param name="Form">"ibar": form of the function G.</param>
/// <param name="Line">Line of the library on which the entry begins.</param>
internal sealed record MeamElement(
    string Name,
    MeamLattice Lattice,
    int Number,
    double Alpha,
    (double Zero, double First, double Second, double Third) Beta,
    double LatticeConstant,
    double Cohesion,
    double Embedding,
    (double First, double Second, double Third) T,
    double Density,
    int Form,
    int Line);
