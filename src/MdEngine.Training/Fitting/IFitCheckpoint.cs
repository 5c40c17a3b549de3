using MdEngine.Core.Persistence;

namespace MdEngine.Training.Fitting;

/// <summary>Keeps the state of a fit between sessions.</summary>
public interface IFitCheckpoint
{
    /// <summary>State of an earlier session of the same deck, or null to begin at the beginning.</summary>
    StateBag? Saved { get; }

    /// <summary>True when enough time has passed since the last one that a fit should save.</summary>
    bool IsDue { get; }

    /// <summary>Writes the state, atomically.</summary>
    void Save(StateBag state);
}
