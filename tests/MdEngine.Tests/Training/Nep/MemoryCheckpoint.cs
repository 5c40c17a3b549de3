using MdEngine.Core.Persistence;
using MdEngine.Training.Fitting;

namespace MdEngine.Tests.Training.Nep;

/// <summary>Keeps the last state that a fit saved.</summary>
internal sealed class MemoryCheckpoint(StateBag? saved = null) : IFitCheckpoint
{
    public StateBag? Saved { get; } = saved;

    public StateBag? Written { get; private set; }

    public bool IsDue => false;

    public void Save(StateBag state) => Written = state;
}
