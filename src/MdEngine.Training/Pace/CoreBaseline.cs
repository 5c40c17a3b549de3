using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Radial;
using MdEngine.Training.Data;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Pace;

/// <summary>
/// A repulsion below the distances of the data, where an expansion knows nothing: small where there are data, and taken off the
/// labels before the fit.
/// </summary>
internal static class CoreBaseline
{
    /// <summary>Where the expansion fades out, eV of repulsion of an atom, and over what width.</summary>
    public const double Cutoff = 20.0, Width = 15.0;

    // But for the format's cosine, v is this many eV at 0.95 of the least distance of the data, and 200 times as many at 0.7 of it.
    private const double Value = 0.05, Near = 0.95, Far = 0.7, Growth = 200.0;

    /// <summary>The bond with a repulsion that suits a least distance.</summary>
    /// <param name="bond">Bond.</param>
    /// <param name="closest">Least distance in the data, Angstrom.</param>
    public static PaceBond Add(PaceBond bond, double closest)
    {
        double exponent = Math.Log(Growth * Far / Near) / (((Near * Near) - (Far * Far)) * closest * closest), near = Near * closest;
        return bond with { CoreExponent = exponent, CorePrefactor = Value * near * Math.Exp(exponent * near * near) };
    }

    /// <summary>Frames with the repulsion taken off energies, forces and stresses.</summary>
    /// <param name="frames">Frames.</param>
    /// <param name="elements">Elements.</param>
    /// <param name="bonds">Bonds of all ordered pairs.</param>
    /// <param name="spacing">Greatest width of a cell of tables, Angstrom.</param>
    public static IReadOnlyList<TrainingFrame> TakeOff(
        IReadOnlyList<TrainingFrame> frames, IReadOnlyList<Element> elements, IReadOnlyList<PaceBond> bonds, double spacing)
    {
        HermiteCells[] tables = [.. bonds.Select((bond, k) => new HermiteCells(1, bond.Cutoff, spacing, (r, values, slopes) =>
        {
            values[0] = CoreRepulsion.Evaluate(bond, elements[k / elements.Count], elements[k % elements.Count], r, out double slope);
            slopes[0] = slope;
        }))];
        using var neighbors = new FrameNeighbors(elements, bonds.Max(b => b.Cutoff));
        return [.. frames.Select(f => f with { Structure = Reduce(f.Structure, neighbors, tables, elements.Count) })];
    }

    private static Structure Reduce(Structure structure, FrameNeighbors neighbors, HermiteCells[] tables, int elements)
    {
        neighbors.Set(structure);
        AtomState atoms = neighbors.Atoms;
        double energy = 0.0;
        var forces = new Double3[structure.Count];
        Matrix3 strain = Matrix3.Zero;
        Span<double> value = stackalloc double[1], slope = stackalloc double[1];
        for (int i = 0; i < neighbors.Count; i++)
        {
            foreach (int j in neighbors.Of(i))
            {
                var d = new Double3(atoms.X[j] - atoms.X[i], atoms.Y[j] - atoms.Y[i], atoms.Z[j] - atoms.Z[i]);
                double r = d.Length;
                tables[(atoms.Type[i] * elements) + atoms.Type[j]].Evaluate(r, value, slope);
                Double3 gradient = (slope[0] / r) * d;
                energy += value[0];
                forces[i] += gradient;
                forces[neighbors.Parent(j)] -= gradient;
                strain += Matrix3.Outer(gradient, d);
            }
        }

        return new Structure(structure.Cell, structure.Elements, structure.Positions)
        {
            Energy = structure.Energy - energy,
            Forces = structure.Forces?.Select((f, k) => f - forces[k]).ToArray(),
            Stress = structure.Stress is { } stress ? stress - ((1.0 / structure.Cell.Volume) * strain) : null,
        };
    }
}
