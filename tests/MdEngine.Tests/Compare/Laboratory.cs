using System;
using System.Linq;
using System.Threading;
using MdEngine.Compare.Properties;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Potentials.StillingerWeber;
using MdEngine.Tests.Potentials.StillingerWeber;

namespace MdEngine.Tests.Compare;

/// <summary>Potentials and crystals that properties are tested on.</summary>
internal static class Laboratory
{
    /// <summary>Diamond silicon near its lattice constant.</summary>
    public static StructureOptions Silicon { get; } = Crystal(CrystalLattice.Diamond, "Si", 5.4);

    /// <summary>Face-centred cubic copper near the lattice constant of <see cref="Sound"/>.</summary>
    public static StructureOptions Copper { get; } = Crystal(CrystalLattice.FaceCentredCubic, "Cu", 3.5);

    /// <summary>Silicon of Stillinger and Weber.</summary>
    public static IPotential StillingerWeber() => new StillingerWeberPotential(StillingerWeberSystems.Silicon());

    /// <summary>Lennard-Jones "copper" whose energy and force vanish at the cutoff.</summary>
    public static PairLaw Sound() => new(PeriodicTable.Get("Cu"), 6.0, LennardJones);

    /// <summary>The same with more energy and slope at each distance.</summary>
    public static PairLaw With(Func<double, (double Energy, double Slope)> more) => new(PeriodicTable.Get("Cu"), 6.0, r =>
    {
        (double energy, double slope) = LennardJones(r);
        (double energy2, double slope2) = more(r);
        return (energy + energy2, slope + slope2);
    });

    public static StructureOptions Crystal(CrystalLattice lattice, string element, double a) =>
        new() { Lattice = lattice, Elements = [element], A = a };

    public static PropertyResult Compute(PropertyOptions options, IPotential potential, CancellationToken stop = default)
    {
        using var workers = new WorkerPool(1);
        return options.Create().Compute(potential, new PropertyContext(workers, _ => { }, stop));
    }

    public static double Value(this PropertyResult result, string name) => result.Values.Single(v => v.Name == name).Value;

    private static (double Energy, double Slope) LennardJones(double r)
    {
        (double u, double du) = Plain(r);
        (double end, double endSlope) = Plain(6.0);
        return (u - end - ((r - 6.0) * endSlope), du - endSlope);
    }

    private static (double Energy, double Slope) Plain(double r)
    {
        const double epsilon = 0.4, sigma = 2.3;
        double s6 = Math.Pow(sigma / r, 6.0);
        return (4.0 * epsilon * ((s6 * s6) - s6), -24.0 * epsilon * ((2.0 * s6 * s6) - s6) / r);
    }
}
