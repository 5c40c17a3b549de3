using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;

namespace MdEngine.Core.Motion;

/// <summary>Everything that moves: atoms, cell and clock, with the latest forces.</summary>
public sealed class SimulationState : IResumable
{
    /// <summary>Makes a state at step 0, time 0.</summary>
    public SimulationState(AtomState atoms, SimulationCell cell)
    {
        Atoms = atoms;
        Cell = cell;
    }

    /// <summary>The atoms.</summary>
    public AtomState Atoms { get; }

    /// <summary>The cell; barostats replace it.</summary>
    public SimulationCell Cell { get; set; }

    /// <summary>Steps done since the beginning of the run, over all stages.</summary>
    public long Step { get; set; }

    /// <summary>Simulated time since the beginning of the run, fs.</summary>
    public double Time { get; set; }

    /// <summary>Energy and virial of the latest force evaluation.</summary>
    public ForceResult Forces { get; } = new();

    /// <inheritdoc/>
    /// <remarks>Atoms with their forces, cell, clock, the latest energy and virial.</remarks>
    public void Save(StateBag into)
    {
        into.Set("step", Step);
        into.Set("time", Time);
        SaveCell(into, "cell", Cell);
        Atoms.Save(into.Section("atoms"));
        Forces.Save(into.Section("forces"));
    }

    /// <inheritdoc/>
    /// <remarks>Atoms come back in the order that they had. <see cref="ForceLoop.Restore"/> comes next.</remarks>
    public void Restore(StateBag from)
    {
        Atoms.Restore(from.Section("atoms"));
        Cell = RestoreCell(from, "cell", Cell);
        Forces.Restore(from.Section("forces"));
        Step = from.Integer("step");
        Time = from.Real("time");
    }

    internal static void SaveCell(StateBag into, string name, SimulationCell cell) => into.Set(name, cell.Vectors);

    internal static SimulationCell RestoreCell(StateBag from, string name, SimulationCell like)
    {
        Matrix3 vectors = from.Matrix(name);
        return vectors == like.Vectors ? like : like.WithVectors(vectors);
    }
}
