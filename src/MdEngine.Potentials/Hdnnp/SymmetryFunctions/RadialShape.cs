using System;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>
/// The function of a distance that makes a symmetry function vanish at its cutoff: a cutoff function, or a compact core
/// between its ends. Symmetry functions that agree in it share it.
/// </summary>
internal readonly record struct RadialShape(
    bool IsCompact, CutoffFunction Kind, double Inner, double Cutoff, bool Asymmetric)
{
    /// <summary>The shape of a symmetry function in a model with a cutoff function and its alpha.</summary>
    public static RadialShape Of(SymmetryFunction f, CutoffFunction kind, double alpha) => f.IsCompact
        ? new RadialShape(true, KindOf(f.Core), f.Inner, f.Cutoff, f.Asymmetric)
        : new RadialShape(false, kind, HasInner(kind) ? alpha * f.Cutoff : 0.0, f.Cutoff, false);

    /// <summary>The cutoff function of the same form.</summary>
    public static CutoffFunction KindOf(CompactCore core) =>
        core == CompactCore.Exponential ? CutoffFunction.Exponential : CutoffFunction.Poly1 + (int)core;

    /// <summary>
    /// Values f and derivatives over distance g = f'/r at a number of distances, a multiple of the lanes; zero outside the
    /// support.
    /// </summary>
    public unsafe void Evaluate<TLanes, TReal>(TReal* r, TReal* inverse, int count, TReal* f, TReal* g)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        var loop = new ShapeLoop<TLanes, TReal> { Shape = this, R = r, Inverse = inverse, Count = count, F = f, G = g };
        With(ref loop);
    }

    /// <summary>Runs a loop that is compiled for the function.</summary>
    public void With<TLoop>(ref TLoop loop)
        where TLoop : struct, ICoreLoop
    {
        switch (Kind)
        {
            case CutoffFunction.Hard:
                loop.Run<HardCore>();
                break;
            case CutoffFunction.Cosine:
                loop.Run<CosineCore>();
                break;
            case CutoffFunction.CubedTanh:
            case CutoffFunction.NormalizedCubedTanh:
                loop.Run<CubedTanhCore>();
                break;
            case CutoffFunction.Exponential:
                loop.Run<ExponentialCore>();
                break;
            case CutoffFunction.Poly1:
                loop.Run<Poly1Core>();
                break;
            case CutoffFunction.Poly2:
                loop.Run<Poly2Core>();
                break;
            case CutoffFunction.Poly3:
                loop.Run<Poly3Core>();
                break;
            default:
                loop.Run<Poly4Core>();
                break;
        }
    }

    /// <summary>The greatest value of a function without compact support.</summary>
    public double Norm => Kind == CutoffFunction.NormalizedCubedTanh ? Math.Pow(Math.Tanh(1.0), -3.0) : 1.0;

    private static bool HasInner(CutoffFunction kind) => kind is CutoffFunction.Cosine or >= CutoffFunction.Exponential;

    private unsafe void Loop<TLanes, TReal, TCore>(TReal* r, TReal* inverse, int count, TReal* f, TReal* g)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
        where TCore : struct, ICore
    {
        if (IsCompact)
        {
            CompactLoop<TLanes, TReal, TCore>(r, inverse, count, f, g);
            return;
        }

        double norm = Norm, width = 1.0 / (Cutoff - Inner);
        TLanes inner = TLanes.Create(Inner), scale = TLanes.Create(width), cutoff = TLanes.Create(Cutoff);
        TLanes factor = TLanes.Create(norm), slopeFactor = TLanes.Create(norm * width);
        for (int k = 0; k < count; k += TLanes.Count)
        {
            TLanes d = TLanes.Load(r + k);
            TLanes x = TLanes.Max((d - inner) * scale, TLanes.Zero), inside = TLanes.Less(d, cutoff);
            TCore.At<TLanes, TReal>(x, out TLanes value, out TLanes slope);
            TLanes.Store(f + k, TLanes.And(value * factor, inside));
            TLanes.Store(g + k, TLanes.And(slope * slopeFactor * TLanes.Load(inverse + k), inside));
        }
    }

    private unsafe void CompactLoop<TLanes, TReal, TCore>(TReal* r, TReal* inverse, int count, TReal* f, TReal* g)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
        where TCore : struct, ICore
    {
        double half = 0.5 * (Cutoff - Inner);
        TLanes centre = TLanes.Create(0.5 * (Cutoff + Inner)), scale = TLanes.Create(1.0 / half);
        TLanes low = TLanes.Create(Inner), high = TLanes.Create(Cutoff), two = TLanes.Create(2.0);
        for (int k = 0; k < count; k += TLanes.Count)
        {
            TLanes d = TLanes.Load(r + k), offset = d - centre, y = TLanes.Abs(offset) * scale;
            TLanes slopeOfY = TLanes.Select(TLanes.Less(offset, TLanes.Zero), -scale, scale);
            if (Asymmetric)
            {
                slopeOfY *= two - (y + y);
                y *= two - y;
            }

            TLanes inside = TLanes.And(TLanes.Less(low, d), TLanes.Less(d, high));
            TCore.At<TLanes, TReal>(y, out TLanes value, out TLanes slope);
            TLanes.Store(f + k, TLanes.And(value, inside));
            TLanes.Store(g + k, TLanes.And(slope * slopeOfY * TLanes.Load(inverse + k), inside));
        }
    }

    private unsafe struct ShapeLoop<TLanes, TReal> : ICoreLoop
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        public RadialShape Shape;
        public TReal* R, Inverse, F, G;
        public int Count;

        public readonly void Run<TCore>()
            where TCore : struct, ICore => Shape.Loop<TLanes, TReal, TCore>(R, Inverse, Count, F, G);
    }
}
