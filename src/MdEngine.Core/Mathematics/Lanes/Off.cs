namespace MdEngine.Core.Mathematics.Lanes;

/// <summary>The variant without a feature.</summary>
public readonly struct Off : IFlag
{
    /// <inheritdoc/>
    public static bool Value => false;
}
