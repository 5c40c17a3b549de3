using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Tersoff;

/// <summary>
/// Two neighbours s and t of each atom: the derivatives of what t adds to zeta of s, and s to zeta of t.
/// </summary>
internal struct TersoffAngle<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    /// <summary>Cosine of the angle.</summary>
    public TLanes Cos;

    /// <summary>Derivatives of zeta of s by the cosine, by the distance of t, and by that of s.</summary>
    public TLanes ByCos, ByOther, ByOwn;

    /// <summary>Derivatives of zeta of t by the cosine, by the distance of s, and by that of t.</summary>
    public TLanes BackByCos, BackByOther, BackByOwn;
}
