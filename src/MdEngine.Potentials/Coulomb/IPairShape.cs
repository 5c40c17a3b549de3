using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Coulomb;

/// <summary>What two unit charges exert on each other, u(r): a value type, so that kernels are compiled for each.</summary>
internal interface IPairShape
{
    /// <summary>-(du/dr)/r in 1/Angstrom^3 of four distances; beyond the cutoff any number.</summary>
    /// <typeparam name="TEnergy">On: u is wanted too; the force is the same bit for bit.</typeparam>
    /// <param name="r2">Squared distances, Angstrom^2.</param>
    /// <param name="energy">u(r) in 1/Angstrom, if wanted.</param>
    Vector256<double> Force<TEnergy>(Vector256<double> r2, out Vector256<double> energy)
        where TEnergy : struct, IFlag;
}
