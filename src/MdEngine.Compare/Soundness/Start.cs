using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Dynamics.Minimizers;

namespace MdEngine.Compare.Soundness;

/// <summary>What checks of soundness begin with.</summary>
internal static class Start
{
    private const int MostAtoms = 1_000_000;

    /// <summary>The relaxed crystal; the given one, with a fault, where it does not relax.</summary>
    public static Structure Relaxed(StaticSolver solver, Structure crystal, CrystalOptions options, Verdict verdict)
    {
        try
        {
            RelaxedStructure relaxed = solver.Relax(crystal, options, CellRelaxation.Full);
            verdict.Result.NoteOf(relaxed, "The crystal");
            return relaxed.Structure;
        }
        catch (PhysicsException e)
        {
            verdict.Fault($"The crystal does not relax, and is taken as it was given: {e.Message}.");
            return solver.Evaluate(crystal);
        }
    }

    /// <summary>A supercell.</summary>
    /// <param name="crystal">Crystal.</param>
    /// <param name="replicate">Copies along its vectors; null for as many as the length wants.</param>
    /// <param name="leastLength">Least distance between opposite faces, Angstrom.</param>
    /// <exception cref="InputException">It would hold too many atoms.</exception>
    public static Structure Supercell(Structure crystal, IReadOnlyList<int>? replicate, double leastLength)
    {
        int[] n = replicate is not null
            ? [.. replicate]
            : [.. Enumerable.Range(0, 3).Select(axis => (int)Math.Ceiling(leastLength / crystal.Cell.Height(axis)))];
        double atoms = (double)n[0] * n[1] * n[2] * crystal.Count;
        return atoms <= MostAtoms ? StructureOperations.Replicate(crystal, n[0], n[1], n[2]) : throw new InputException(
            FormattableString.Invariant($"the supercell would hold {atoms:G6} atoms; expected at most {MostAtoms}"));
    }
}
