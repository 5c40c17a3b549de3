namespace MdEngine.Potentials.Pace;

/// <summary>Sizes that no sensible model exceeds, so that a damaged file asks for no endless memory.</summary>
internal static class PaceLimits
{
    /// <summary>Densities of an atom.</summary>
    public const int Densities = 16;

    /// <summary>Angular momentum.</summary>
    public const int AngularMomentum = 20;

    /// <summary>Radial functions of a bond.</summary>
    public const int RadialFunctions = 256;

    /// <summary>Factors of a product.</summary>
    public const int Rank = 12;

    /// <summary>Elements.</summary>
    public const int Elements = 120;

    /// <summary>Cells of a table of radial functions.</summary>
    public const int TableCells = 10_000_000;
}
