using System;

namespace MdEngine.Potentials.Meam;

/// <summary>Two types and their common reference structure.</summary>
/// <param name="First">The lower type: the first element of the structure.</param>
/// <param name="Second">The other one.</param>
/// <param name="Structure">Reference structure.</param>
/// <param name="Cohesion">Cohesive energy an atom, eV.</param>
/// <param name="Alpha">Exponent of Rose's equation.</param>
/// <param name="Bond">Distance of first neighbours at equilibrium, Angstrom.</param>
/// <param name="Attraction">"attrac": cubic term of Rose's equation beyond that distance.</param>
/// <param name="Repulsion">"repuls": the same below it.</param>
/// <param name="SecondNeighbors">Whether second neighbours are counted in the reference structure.</param>
/// <param name="Ziegler">Whether the pair energy goes over to ZBL's at short distances.</param>
internal sealed record MeamPair(
    int First,
    int Second,
    MeamStructure Structure,
    double Cohesion,
    double Alpha,
    double Bond,
    double Attraction,
    double Repulsion,
    bool SecondNeighbors,
    bool Ziegler)
{
    /// <summary>Kind of the reference structure.</summary>
    public MeamLattice Lattice => Structure.Lattice;

    /// <summary>The pairs of all types with all, the lower type first in each.</summary>
    public static MeamPair[] Table(MeamElement[] library, MeamSettings settings)
    {
        int n = library.Length;
        var pairs = new MeamPair[n * n];
        for (int i = 0; i < n; i++)
        {
            pairs[(i * n) + i] = Like(library[i], settings, i);
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                pairs[(i * n) + j] = pairs[(j * n) + i] = Unlike(pairs[(i * n) + i], pairs[(j * n) + j], settings, i, j);
            }
        }

        return pairs;
    }

    private static MeamPair Like(MeamElement entry, MeamSettings settings, int i)
    {
        MeamLattice lattice = settings.Find("lattce", i, i) is { } given ? (MeamLattice)given : entry.Lattice;
        if (!MeamStructure.IsUniform(lattice))
        {
            throw settings.Fault(
                $"lattce({i + 1},{i + 1}) is {lattice.ToString().ToLowerInvariant()}, which takes two elements", "lattce", i, i);
        }

        return Checked(
            settings,
            new MeamPair(
                i,
                i,
                MeamStructure.Of(lattice, Angle(settings, i, i)),
                settings.Find("Ec", i, i) ?? entry.Cohesion,
                settings.Find("alpha", i, i) ?? entry.Alpha,
                settings.Find("re", i, i) ?? MeamStructure.Bond(entry.Lattice, entry.LatticeConstant),
                settings.Find("attrac", i, i) ?? 0.0,
                settings.Find("repuls", i, i) ?? 0.0,
                settings.Find("nn2", i, i) is 1.0,
                settings.Find("zbl", i, i) is null or 1.0));
    }

    private static MeamPair Unlike(MeamPair a, MeamPair b, MeamSettings settings, int i, int j)
    {
        string name = $"({i + 1},{j + 1})";
        MeamLattice lattice = settings.Find("lattce", i, j) is { } given
            ? (MeamLattice)given
            : throw settings.Fault($"lattce{name} is not given; add lattce{name} = and a reference structure", "lattce");
        double delta = settings.Find("delta", i, j) ?? 0.0;
        double mean = lattice switch
        {
            MeamLattice.L12 => ((3.0 * a.Cohesion) + b.Cohesion) / 4.0,
            MeamLattice.C11 when a.Lattice == MeamLattice.Dia => ((2.0 * a.Cohesion) + b.Cohesion) / 3.0,
            MeamLattice.C11 => (a.Cohesion + (2.0 * b.Cohesion)) / 3.0,
            _ => (a.Cohesion + b.Cohesion) / 2.0,
        };
        return Checked(
            settings,
            new MeamPair(
                i,
                j,
                MeamStructure.Of(lattice, Angle(settings, i, j)),
                NotZero("Ec") ?? (mean - delta),
                NotZero("alpha") ?? ((a.Alpha + b.Alpha) / 2.0),
                NotZero("re") ?? ((a.Bond + b.Bond) / 2.0),
                settings.Find("attrac", i, j) ?? 0.0,
                settings.Find("repuls", i, j) ?? 0.0,
                settings.Find("nn2", i, j) is 1.0,
                settings.Find("zbl", i, j) is null or 1.0));

        double? NotZero(string key) => settings.Find(key, i, j) is { } value && value != 0.0 ? value : null;
    }

    private static double Angle(MeamSettings settings, int i, int j) => settings.Find("theta", i, j) ?? 180.0;

    private static MeamPair Checked(MeamSettings settings, MeamPair pair)
    {
        foreach ((string key, double value) in new[] { ("Ec", pair.Cohesion), ("alpha", pair.Alpha), ("re", pair.Bond) })
        {
            if (!(value > 0.0 && value < 1e4))
            {
                throw settings.Fault(FormattableString.Invariant(
                    $"{key}({pair.First + 1},{pair.Second + 1}) is {value:r}; expected a number above 0"), key, pair.First, pair.Second);
            }
        }

        return pair is { SecondNeighbors: true, Lattice: MeamLattice.C11 }
            ? throw settings.Fault(
                $"nn2({pair.First + 1},{pair.Second + 1}) is 1, which the structure c11 is not made for", "nn2", pair.First, pair.Second)
            : pair;
    }
}
