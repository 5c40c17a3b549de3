namespace MdEngine.Core.Mathematics.Lanes;

/// <summary>A constant that selects a variant of a generic kernel when it is compiled.</summary>
public interface IFlag
{
    /// <summary>Its value.</summary>
    static abstract bool Value { get; }
}
