namespace MdEngine.IO.Xyz;

/// <summary>What a column of an XYZ file holds.</summary>
internal enum ColumnTarget
{
    Species,
    AtomicNumber,
    Position,
    Velocity,
    Momentum,
    Force,
    Mass,
    Charge,
    Extra,
    Skipped,
}
