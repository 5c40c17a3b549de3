using System;

namespace MdEngine.Tests.Compare.Soundness;

/// <summary>The sound potential of <see cref="Laboratory"/>, each broken in one way.</summary>
internal static class BrokenPotentials
{
    /// <summary>A well at 1.9 Angstrom, its force the derivative.</summary>
    public static PairLaw Hole() => Laboratory.With(r => Gaussian(r, -30.0, 1.9, 0.12));

    /// <summary>A well into which a crystal falls that is compressed.</summary>
    public static PairLaw NearHole() => Laboratory.With(r => Gaussian(r, -10.0, 2.2, 0.08));

    /// <summary>A well in the wall, below which it is a wall again.</summary>
    public static PairLaw DeepHole() => Laboratory.With(r => Gaussian(r, -600.0, 1.5, 0.12));

    /// <summary>A hill that the crystal crosses under compression.</summary>
    public static PairLaw Hill() => Laboratory.With(r => Gaussian(r, 0.3, 2.42, 0.03));

    /// <summary>A force of the wrong sign between 2.4 and 2.8 Angstrom, where the neighbours are.</summary>
    public static PairLaw ForceFlip() => Laboratory.With(r =>
    {
        (_, double slope) = Gaussian(r, 1.0, 2.8, 0.1);
        return (0.0, 10.0 * slope);
    });

    /// <summary>0.1 eV more within 2.6 Angstrom, of which the force knows nothing.</summary>
    public static PairLaw Jump() => Laboratory.With(r => (r < 2.6 ? 0.1 : 0.0, 0.0));

    /// <summary>A force that is not the energy's derivative.</summary>
    public static PairLaw WrongForce() => Laboratory.With(r => (0.0, 3.0 * (r - 2.4) * Math.Exp(-(r - 2.4) * (r - 2.4))));

    /// <summary>Attraction at close range, as a fit without data there may have it.</summary>
    public static PairLaw AttractiveCore() => Laboratory.With(r =>
    {
        double wall = Math.Pow(1.7 / r, 20.0);
        return (-25.0 * wall, 500.0 * wall / r);
    });

    /// <summary>Not a number within 2.2 Angstrom.</summary>
    public static PairLaw NotFinite() => Laboratory.With(r => r < 2.2 ? (double.NaN, double.NaN) : (0.0, 0.0));

    private static (double Energy, double Slope) Gaussian(double r, double height, double at, double width)
    {
        double x = (r - at) / width, g = height * Math.Exp(-x * x);
        return (g, -2.0 * x * g / width);
    }
}
