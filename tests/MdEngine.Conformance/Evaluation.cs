using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;

namespace MdEngine.Conformance;

/// <summary>What a potential gives for a structure, atoms in the structure's order.</summary>
public sealed class Evaluation
{
    /// <summary>Everything that can be asked for.</summary>
    public const ForceNeeds All =
        ForceNeeds.Energy | ForceNeeds.Virial | ForceNeeds.AtomEnergies | ForceNeeds.AtomVirials;

    private Evaluation(SimulationState state, IPotential potential)
    {
        AtomState atoms = state.Atoms;
        ForceResult result = state.Forces;
        int n = atoms.Owned;
        ForceNeeds valid = result.Valid;
        Energy = valid.HasFlag(ForceNeeds.Energy) ? result.Energy : double.NaN;
        Virial = valid.HasFlag(ForceNeeds.Virial) ? result.Virial : null;
        Stress = Virial is { } w && state.Cell.HasVolume ? (-1.0 / state.Cell.Volume) * w : null;
        Forces = new Double3[n];
        AtomEnergies = new double[valid.HasFlag(ForceNeeds.AtomEnergies) ? n : 0];
        AtomUncertainties = valid.HasFlag(ForceNeeds.AtomUncertainties) ? new double[n] : [];
        AtomVirials = new Matrix3[valid.HasFlag(ForceNeeds.AtomVirials) ? n : 0];
        var composition = new int[potential.Elements.Count];
        int[] map = atoms.Species.MapTo(potential.Elements);
        for (int i = 0; i < n; i++)
        {
            int id = atoms.Id[i];
            Forces[id] = new Double3(atoms.Fx[i], atoms.Fy[i], atoms.Fz[i]);
            composition[map[atoms.Type[i]]]++;
            if (AtomEnergies.Length > 0)
            {
                AtomEnergies[id] = result.AtomEnergies[i];
            }

            if (AtomUncertainties.Length > 0)
            {
                AtomUncertainties[id] = result.AtomUncertainties[i];
            }

            if (AtomVirials.Length > 0)
            {
                AtomVirials[id] = result.AtomVirials[i];
            }
        }

        Tail = potential.Tail(composition, state.Cell.Volume);
    }

    /// <summary>Potential energy with its tail, eV; NaN when it was not asked for.</summary>
    public double Energy { get; }

    /// <summary>Forces, eV/Angstrom.</summary>
    public Double3[] Forces { get; }

    /// <summary>Virial W = -dE/dstrain with its tail, eV; null when it was not asked for.</summary>
    public Matrix3? Virial { get; }

    /// <summary>Stress +dE/dstrain/volume, eV/Angstrom^3; null without a volume or when no virial was asked for.</summary>
    public Matrix3? Stress { get; }

    /// <summary>Energies of the atoms, without tail, eV; empty when not asked for.</summary>
    public double[] AtomEnergies { get; }

    /// <summary>Virials of the atoms, without tail, eV; empty when not asked for.</summary>
    public Matrix3[] AtomVirials { get; }

    /// <summary>
    /// Uncertainties of the atoms in the unit of the potential's measure; empty when not asked for.
    /// </summary>
    public double[] AtomUncertainties { get; }

    /// <summary>The tail correction that is in energy and virial.</summary>
    public TailCorrection Tail { get; }

    /// <summary>Energy without tail, eV.</summary>
    public double PairEnergy => Energy - Tail.Energy;

    /// <summary>Virial without tail, eV.</summary>
    /// <exception cref="InvalidOperationException">The virial was not asked for.</exception>
    public Matrix3 PairVirial =>
        (Virial ?? throw new InvalidOperationException("the virial was not asked for"))
        - ((Tail.VirialTrace / 3.0) * Matrix3.Identity);

    /// <summary>Evaluates a structure from scratch.</summary>
    /// <param name="potential">Potential; must cover the structure's elements.</param>
    /// <param name="structure">Structure; not changed.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="needs">What to compute beside forces.</param>
    /// <param name="skin">Skin of the lists, Angstrom.</param>
    /// <exception cref="MdEngine.Core.InputException">The potential does not cover an element.</exception>
    public static Evaluation Of(
        IPotential potential, Structure structure, int threads = 1, ForceNeeds needs = All, double skin = 0.5)
    {
        using var workers = new WorkerPool(threads);
        SimulationState state = StateOf(structure);
        var loop = new ForceLoop(potential, state.Atoms.Species, workers, new NeighborPolicy { Skin = skin });
        loop.UpdateNeighbors(state);
        loop.Compute(state, needs);
        return Of(state, potential);
    }

    /// <summary>What the latest force evaluation of a running simulation gave, by atom identity.</summary>
    public static Evaluation Of(SimulationState state, IPotential potential) => new(state, potential);

    /// <summary>A fresh simulation state; species in the order in which the structure first names them.</summary>
    public static SimulationState StateOf(Structure structure)
    {
        var species = new SpeciesTable(structure.Elements.Distinct());
        return new SimulationState(AtomState.From(structure, species), structure.Cell);
    }
}
