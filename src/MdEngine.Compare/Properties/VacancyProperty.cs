using System;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Dynamics.Minimizers;

namespace MdEngine.Compare.Properties;

/// <summary>Formation energy of a vacancy: E(vacancy) + mu - E(crystal), in a supercell with relaxed atoms.</summary>
public sealed class VacancyProperty : IProperty
{
    // So small that it costs no energy to tell, and large enough to leave a stationary point.
    private const double Rattle = 0.01;

    // Neighbours up to this times the nearest distance are the first shell.
    private const double Shell = 1.1;
    private const ulong Seed = 4711;
    private const int MostAtoms = 1_000_000;
    private readonly VacancyOptions _options;
    private readonly Structure _crystal;

    /// <summary>Makes the property; reads or builds the crystal.</summary>
    /// <exception cref="InputException">The structure does not serve.</exception>
    /// <exception cref="System.IO.IOException">The structure file cannot be read.</exception>
    public VacancyProperty(VacancyOptions options)
    {
        _options = options;
        _crystal = options.Structure.CreateCrystal();
        if (options.Atom > _crystal.Count)
        {
            throw new InputException($"atom {options.Atom} is to be taken out, but the structure holds {_crystal.Count}");
        }

        Element first = _crystal.Elements[0];
        if (options.ChemicalPotential is null && Array.Exists(_crystal.Elements, e => e != first))
        {
            throw new InputException("the crystal is a compound: the energy of a vacancy depends on where the atom goes; give "
                + "\"chemical_potential_eV\", the energy per atom of that reservoir");
        }
    }

    /// <inheritdoc/>
    public string Kind => "vacancy";

    /// <inheritdoc/>
    public PropertyResult Compute(IPotential potential, PropertyContext context)
    {
        var solver = new StaticSolver(potential, context);
        RelaxedStructure relaxed = solver.Relax(
            _crystal, _options with { ForceTolerance = Math.Min(1e-6, _options.ForceTolerance) }, CellRelaxation.Full);
        var result = new ResultBuilder(_options);
        result.NoteOf(relaxed, "The crystal");
        int[] n = Copies(relaxed.Structure);
        Structure supercell = StructureOperations.Replicate(relaxed.Structure, n[0], n[1], n[2]);
        context.Progress(0.1);
        Structure vacancy = PointDefects.Remove(supercell, [_options.Atom - 1]);
        double bulk = relaxed.EnergyPerAtom * supercell.Count;
        double reservoir = _options.ChemicalPotential ?? relaxed.EnergyPerAtom;
        double clamped = solver.Evaluate(vacancy).Energy!.Value + reservoir - bulk;

        Double3 place = supercell.Positions[_options.Atom - 1];
        RelaxedStructure final = Relax(solver, vacancy, place, 0.0);
        context.Progress(0.5);
        bool inwards = false;
        if (_options.Inward > 0.0)
        {
            RelaxedStructure other = Relax(solver, vacancy, place, _options.Inward);
            inwards = other.Structure.Energy < final.Structure.Energy - 1e-6;
            final = inwards ? other : final;
        }

        result.NoteOf(final, "The crystal with the vacancy");
        double energy = final.Structure.Energy!.Value + reservoir - bulk;
        result.Value("Vacancy formation energy", energy, "eV");
        result.Value("Vacancy formation energy, unrelaxed", clamped, "eV");
        if (_options.RelaxCell)
        {
            double volume = relaxed.Structure.Cell.Volume / relaxed.Structure.Count;
            result.Value("Relaxation volume", (final.Structure.Cell.Volume - supercell.Cell.Volume) / volume, "atomic volumes");
        }

        if (energy > clamped + 1e-6)
        {
            result.Note("The relaxed vacancy has a higher energy than the unrelaxed one: the forces do not belong to the energy, or the relaxation ended in another minimum.");
        }

        string element = _crystal.Elements[_options.Atom - 1].Symbol;
        return result.Build(Kind, $"Vacancy of {element} in {_options.Structure.Title}", FormattableString.Invariant(
            $"One atom of {supercell.Count} taken out ({n[0]} x {n[1]} x {n[2]} cells of the relaxed crystal), atoms relaxed to forces below {_options.ForceTolerance:G2} eV/Angstrom {(_options.RelaxCell ? "with the cell" : "at constant volume")} ({final.Steps} steps){(inwards ? ", beginning with its neighbours moved inwards, which leads lower" : "")}; the reservoir's energy is {reservoir:F6} eV per atom{(_options.ChemicalPotential is null ? ", that of the crystal" : "")}."));
    }

    private RelaxedStructure Relax(StaticSolver solver, Structure vacancy, Double3 place, double inward)
    {
        var start = new Structure(vacancy.Cell, vacancy.Elements, [.. vacancy.Positions])
        {
            Masses = vacancy.Masses,
            Charges = vacancy.Charges,
        };

        // The ideal vacancy may be a saddle: a slight disorder lets the atoms leave it.
        StructureOperations.Displace(start, Rattle, Seed);
        Double3[] ways = Array.ConvertAll(vacancy.Positions, r => Way(vacancy.Cell, r, place));
        double nearest = ways.Min(way => way.Length);
        for (int i = 0; i < ways.Length; i++)
        {
            if (ways[i].Length < Shell * nearest)
            {
                start.Positions[i] += (inward / ways[i].Length) * ways[i];
            }
        }

        return solver.Relax(start, _options, _options.RelaxCell ? CellRelaxation.Full : CellRelaxation.Fixed);
    }

    private static Double3 Way(SimulationCell cell, Double3 from, Double3 to)
    {
        Double3 s = cell.ToFractional(to - from);
        return cell.ToCartesian(s - new Double3(Math.Round(s.X), Math.Round(s.Y), Math.Round(s.Z)));
    }

    private int[] Copies(Structure crystal)
    {
        int[] copies = _options.Replicate is { } given
            ? [.. given]
            : [.. Enumerable.Range(0, 3).Select(axis => (int)Math.Ceiling(_options.LeastLength / crystal.Cell.Height(axis)))];
        double atoms = (double)copies[0] * copies[1] * copies[2] * crystal.Count;
        return atoms <= MostAtoms && atoms >= 2 ? copies : throw new InputException(FormattableString.Invariant(
            $"the supercell holds {atoms:G6} atoms; expected 2 to {MostAtoms}"));
    }
}
