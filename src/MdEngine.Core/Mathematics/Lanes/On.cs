namespace MdEngine.Core.Mathematics.Lanes;

/// <summary>The variant with a feature.</summary>
public readonly struct On : IFlag
{
    /// <inheritdoc/>
    public static bool Value => true;
}
