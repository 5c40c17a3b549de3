namespace MdEngine.Core.Persistence;

/// <summary>
/// Something whose state a checkpoint keeps: restored into an object made from the same deck, it goes on bit for bit
/// where the saved one stood. What has no state of its own does nothing.
/// </summary>
public interface IResumable
{
    /// <summary>Writes everything that is not given by the deck.</summary>
    void Save(StateBag into)
    {
    }

    /// <summary>Takes back what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InputException">A value is missing or of another kind.</exception>
    void Restore(StateBag from)
    {
    }
}
