using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>Energy and virial of a part of reciprocal space, eV.</summary>
internal struct MeshSums
{
    /// <summary>Sum of influence times squared structure factors.</summary>
    public double Energy;

    /// <summary>Virial -dE/dstrain.</summary>
    public Matrix3 Virial;
}
