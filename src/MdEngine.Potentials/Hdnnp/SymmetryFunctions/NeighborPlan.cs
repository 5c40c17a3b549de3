namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>What is computed of every neighbour of one element.</summary>
/// <param name="Shapes">Functions of its distance.</param>
/// <param name="Sets">Radial symmetry functions.</param>
internal sealed record NeighborPlan(RadialShape[] Shapes, RadialSet[] Sets);
