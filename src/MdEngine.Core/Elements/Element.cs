namespace MdEngine.Core.Elements;

/// <summary>A chemical element.</summary>
/// <param name="AtomicNumber">Z.</param>
/// <param name="Symbol">As in the periodic table, for example "Ar".</param>
/// <param name="StandardMass">Standard atomic weight, u.</param>
public sealed record Element(int AtomicNumber, string Symbol, double StandardMass)
{
    /// <inheritdoc/>
    public override string ToString() => Symbol;
}
