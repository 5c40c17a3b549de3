namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>A degree that is known when a generic kernel is compiled.</summary>
internal interface IDegree
{
    /// <summary>The degree.</summary>
    static abstract int Value { get; }
}

internal readonly struct Degree1 : IDegree
{
    public static int Value => 1;
}

internal readonly struct Degree2 : IDegree
{
    public static int Value => 2;
}

internal readonly struct Degree3 : IDegree
{
    public static int Value => 3;
}

internal readonly struct Degree4 : IDegree
{
    public static int Value => 4;
}
