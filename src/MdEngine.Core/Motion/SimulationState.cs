using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;

namespace MdEngine.Core.Motion;

/// <summary>Everything that moves: atoms, cell and clock, with the latest forces.</summary>
public sealed class SimulationState
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
}
