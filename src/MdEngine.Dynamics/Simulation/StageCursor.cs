using MdEngine.Core;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;

namespace MdEngine.Dynamics.Simulation;

/// <summary>Where a run stands: the stage, and the step and time at which that began.</summary>
internal sealed class StageCursor : IResumable
{
    private double _time;

    /// <summary>Index of the stage.</summary>
    public int Index { get; private set; }

    /// <summary>Steps that were done when the stage began.</summary>
    public long Begin { get; private set; }

    /// <summary>Begins a stage at the present step and time.</summary>
    public void Enter(int index, SimulationState state)
    {
        Index = index;
        Begin = state.Step;
        _time = state.Time;
    }

    /// <summary>Moves the clock on by a step.</summary>
    public void Advance(SimulationState state, SimulationStage stage, double timestep)
    {
        state.Step++;

        // Steps of one length are counted, not added up, so that the clock does not gather rounding.
        state.Time = stage.LargestMove is null ? _time + ((state.Step - Begin) * timestep) : state.Time + timestep;
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("stage", Index);
        into.Set("begin", Begin);
        into.Set("time", _time);
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        long index = from.Integer("stage");
        Index = index is >= 0 and < int.MaxValue ? (int)index : throw new InputException($"there is no stage {index}");
        Begin = from.Integer("begin");
        _time = from.Real("time");
    }
}
