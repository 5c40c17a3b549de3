namespace MdEngine.Core.Neighbors;

/// <summary>A box of linked cells, both ends included.</summary>
/// <param name="X0">First cell along x.</param>
/// <param name="X1">Last cell along x.</param>
/// <param name="Y0">First cell along y.</param>
/// <param name="Y1">Last cell along y.</param>
/// <param name="Z0">First cell along z.</param>
/// <param name="Z1">Last cell along z.</param>
public readonly record struct CellRange(int X0, int X1, int Y0, int Y1, int Z0, int Z1);
