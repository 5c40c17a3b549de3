namespace MdEngine.Core.Mathematics.Lanes;

/// <summary>
/// What many-body kernels need beside <see cref="ILanes{TSelf, TReal}"/>: quotients, choices, exponentials, and tables of
/// quadruples that are read and added to by index.
/// </summary>
/// <typeparam name="TSelf">The register type itself.</typeparam>
/// <typeparam name="TReal">Number: double or float.</typeparam>
public unsafe interface IRealLanes<TSelf, TReal> : ILanes<TSelf, TReal>
    where TSelf : unmanaged, IRealLanes<TSelf, TReal>
    where TReal : unmanaged
{
    /// <summary>a / b.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>-a.</summary>
    static abstract TSelf operator -(TSelf a);

    /// <summary>Magnitude.</summary>
    static abstract TSelf Abs(TSelf a);

    /// <summary>One bit a lane of a mask, the first lane lowest.</summary>
    static abstract uint Bits(TSelf mask);

    /// <summary>e^a as <see cref="VectorMath.Exp{TLanes, TReal}"/> gives it.</summary>
    static abstract TSelf Exp(TSelf a);

    /// <summary>
    /// Reads four consecutive numbers for each lane, from <paramref name="table"/> + <paramref name="index"/>[lane] on:
    /// all first ones into a, all second ones into b, and so on.
    /// </summary>
    static abstract void LoadQuads(TReal* table, int* index, out TSelf a, out TSelf b, out TSelf c, out TSelf d);

    /// <summary>
    /// The converse of <see cref="LoadQuads"/>, in double precision: adds four numbers a lane to those from
    /// <paramref name="table"/> + <paramref name="index"/>[lane] on, lane after lane: an index may occur more than once.
    /// </summary>
    static abstract void AddQuads(double* table, int* index, TSelf a, TSelf b, TSelf c, TSelf d);
}
