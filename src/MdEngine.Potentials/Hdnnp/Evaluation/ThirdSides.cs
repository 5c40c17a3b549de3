using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Evaluation;

/// <summary>
/// The shapes of the sides between two neighbours, for cutoff functions without compact support and Gaussians that are not
/// shifted: everything in one pass, so that roots and quotients are computed beside polynomials.
/// </summary>
internal unsafe struct ThirdSides<TLanes, TReal> : ICoreLoop
    where TLanes : unmanaged, IRealLanes<TLanes, TReal>
    where TReal : unmanaged
{
    /// <summary>The cutoff function.</summary>
    public RadialShape Shape;

    /// <summary>Squares of the lengths.</summary>
    public TReal* Square;

    /// <summary>Products of the shapes of the other sides; multiplied with that of the third.</summary>
    public TReal* Shapes;

    /// <summary>Set to the products with the derivative of the third over its length.</summary>
    public TReal* Slopes;

    /// <summary>Sums of squares of the other sides; that of the third is added.</summary>
    public TReal* Exponents;

    /// <summary>Number of pairs.</summary>
    public int Count;

    /// <inheritdoc/>
    public readonly void Run<TCore>()
        where TCore : struct, ICore
    {
        // Nothing beyond the cutoff is masked: pairs lie within, and those that fill up have other shapes of zero.
        TReal* square = Square, shapes = Shapes, slopes = Slopes, exponents = Exponents;
        double width = 1.0 / (Shape.Cutoff - Shape.Inner), norm = Shape.Norm;
        TLanes inner = TLanes.Create(Shape.Inner), scale = TLanes.Create(width), one = TLanes.Create(1.0);
        TLanes factor = TLanes.Create(norm), slopeFactor = TLanes.Create(norm * width);
        for (int v = 0; v < Count; v += TLanes.Count)
        {
            TLanes s = TLanes.Load(square + v), d = TLanes.Sqrt(s), inverse = one / d;
            TLanes x = TLanes.Max((d - inner) * scale, TLanes.Zero);
            TCore.At<TLanes, TReal>(x, out TLanes value, out TLanes slope);
            TLanes both = TLanes.Load(shapes + v);
            TLanes.Store(shapes + v, both * (value * factor));
            TLanes.Store(slopes + v, (both * inverse) * (slope * slopeFactor));
            TLanes.Store(exponents + v, TLanes.Load(exponents + v) + s);
        }
    }
}
