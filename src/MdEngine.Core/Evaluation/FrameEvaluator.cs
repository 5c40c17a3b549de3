using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;

namespace MdEngine.Core.Evaluation;

/// <summary>
/// Single points: energy, forces and stress of structures by one potential. The force loop with its lists and
/// workspaces serves every structure, whatever its cell and composition.
/// </summary>
public sealed class FrameEvaluator
{
    /// <summary>Name of the column of uncertainties.</summary>
    public const string UncertaintyColumn = "uncertainty";

    private readonly SpeciesTable _species;
    private readonly ForceLoop _forces;
    private readonly bool _uncertainty;

    /// <summary>Makes an evaluator.</summary>
    /// <param name="potential">Potential.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="uncertainty">Whether to compute uncertainties, which the potential must be able to tell.</param>
    public FrameEvaluator(IPotential potential, WorkerPool workers, bool uncertainty = false)
    {
        _uncertainty = uncertainty;
        _species = new SpeciesTable(potential.Elements);

        // Nothing moves: a skin would only list pairs that are of no use.
        _forces = new ForceLoop(potential, _species, workers, new NeighborPolicy { Skin = 0.0 });
    }

    /// <summary>What the potential has to tell of all frames so far.</summary>
    public IEnumerable<string> Report() => _forces.Report();

    /// <summary>A structure of the same atoms with the potential's energy, forces and, where there is a volume, stress.</summary>
    /// <param name="structure">Structure; not changed.</param>
    /// <exception cref="InputException">An element is not covered, or atoms stand on top of each other.</exception>
    /// <exception cref="PhysicsException">Energy or a force is not finite.</exception>
    public Structure Evaluate(Structure structure)
    {
        CheckElements(structure);
        CloseAtoms.Refuse(structure, AtomState.From(structure, _species));
        AtomState atoms = AtomState.From(structure, _species);
        var state = new SimulationState(atoms, structure.Cell);
        _forces.UpdateNeighbors(state);
        _forces.Compute(
            state, ForceNeeds.Energy | ForceNeeds.Virial | (_uncertainty ? ForceNeeds.AtomUncertainties : ForceNeeds.None));
        var result = new Structure(structure.Cell, structure.Elements, structure.Positions)
        {
            Energy = state.Forces.Energy,
            Forces = ForcesOf(atoms),
            Stress = structure.Cell.HasVolume ? (-1.0 / structure.Cell.Volume) * state.Forces.Virial : null,
        };
        CheckFinite(result);
        if (_uncertainty)
        {
            var values = new double[atoms.Owned];
            for (int i = 0; i < values.Length; i++)
            {
                values[atoms.Id[i]] = state.Forces.AtomUncertainties[i];
            }

            result.Extra.Add(new AtomColumn(UncertaintyColumn, 1, values));
        }

        foreach (KeyValuePair<string, string> info in structure.Info)
        {
            // Another name of the reference energy, which readers would take for that of these forces.
            if (!info.Key.Equals("free_energy", StringComparison.OrdinalIgnoreCase))
            {
                result.Info.Add(info);
            }
        }

        return result;
    }

    private static Double3[] ForcesOf(AtomState atoms)
    {
        var forces = new Double3[atoms.Owned];
        for (int i = 0; i < forces.Length; i++)
        {
            forces[atoms.Id[i]] = new Double3(atoms.Fx[i], atoms.Fy[i], atoms.Fz[i]);
        }

        return forces;
    }

    private static void CheckFinite(Structure result)
    {
        for (int i = 0; i < result.Count; i++)
        {
            Double3 f = result.Forces![i];
            if (!double.IsFinite(f.X + f.Y + f.Z))
            {
                throw new PhysicsException(
                    $"the force on atom {i + 1} ({result.Elements[i]}) is not finite; is another atom too close to it?");
            }
        }

        if (!double.IsFinite(result.Energy!.Value))
        {
            throw new PhysicsException("the energy is not finite; are atoms too close to each other?");
        }
    }

    private void CheckElements(Structure structure)
    {
        foreach (Element element in structure.Elements)
        {
            if (_species.IndexOf(element) < 0)
            {
                throw new InputException(
                    $"the structure holds {element}, but the potential covers only {string.Join(", ", _species.Elements)}");
            }
        }
    }
}
