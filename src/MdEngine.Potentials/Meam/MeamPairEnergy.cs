using System;

namespace MdEngine.Potentials.Meam;

/// <summary>The pair energies which make each reference structure follow Rose's equation.</summary>
/// <remarks>
/// One type: E_Rose(r) = F(rho(r)) + Z1/2 phi(r), with second neighbours + Z2 S/2 phi(a r), solved by recursion: B.-J. Lee,
/// M. I. Baskes, Phys. Rev. B 62, 8564 (2000), equation 21. Two types: H. Huang, N. M. Ghoniem, J. K. Wong, M. I. Baskes,
/// Modelling Simul. Mater. Sci. Eng. 3, 615 (1995).
/// </remarks>
internal sealed class MeamPairEnergy(MeamParameters parameters, MeamReference reference)
{
    // Below this a density counts as none.
    private const double Nothing = 1e-14;

    // Terms of the recursion: each is smaller by the screening and by the decay over the next distance.
    private const int Terms = 10;

    private readonly MeamParameters _p = parameters;

    /// <summary>Energy of a pair at a distance, screening and cutoff left out, eV.</summary>
    public double Of(MeamPair pair, double r)
    {
        double energy = FirstNeighbors(pair, r);
        if (pair.SecondNeighbors)
        {
            energy += SecondNeighbors(pair, r);
        }

        if (!pair.Ziegler)
        {
            return energy;
        }

        // All of ZBL for a* up to -3, none from -1 on.
        double a = pair.Alpha * ((r / pair.Bond) - 1.0);
        double share = MeamFunctions.Step(1.0 - ((a + 1.0) / -2.0), out _);
        return share == 1.0
            ? energy
            : (share * energy) + ((1.0 - share) * MeamFunctions.Ziegler(r, _p.Entry(pair.First).Number, _p.Entry(pair.Second).Number));
    }

    /// <summary>Pair energy if there were no second neighbours.</summary>
    private double FirstNeighbors(MeamPair pair, double r)
    {
        int a = pair.First, b = pair.Second;
        if (r <= 0.0)
        {
            return 0.0;
        }

        (MeamDensities atA, MeamDensities atB) = Densities(pair, r);
        if (atA.Zero <= Nothing && atB.Zero <= Nothing)
        {
            return 0.0;
        }

        (double embedA, double embedB) = Embedding(pair, r, atA, atB);
        double rose = MeamFunctions.Rose(r, pair, _p.RoseForm);
        int z = pair.Structure.Neighbors;
        switch (pair.Lattice)
        {
            case MeamLattice.C11 when _p.Pair(a, a).Lattice == MeamLattice.Dia:
                return ((3.0 * rose) - embedB - (2.0 * embedA) - (5.0 * FirstNeighbors(_p.Pair(a, a), r))) / z;
            case MeamLattice.C11:
                return ((3.0 * rose) - embedA - (2.0 * embedB) - (5.0 * FirstNeighbors(_p.Pair(b, b), r))) / z;
            case MeamLattice.L12:
                // With the second neighbours of the first element by itself; of a chain of it at the angle of the pair.
                MeamPair like = _p.Pair(a, a);
                MeamStructure own = like.Structure with { Sine = pair.Structure.Sine };
                double aa = FirstNeighbors(like, r) + Series(like, own, _p.Screening(own, a, a, a), r);
                return (rose / 3.0) - (embedA / 4.0) - (embedB / 12.0) - aa;
            case MeamLattice.Ch4:
                return ((5.0 * rose) - embedA - (4.0 * embedB)) / z;
            case MeamLattice.Zig:
                return ((2.0 * rose) - embedA - embedB - Across(a, b) - Across(b, a)) / z;
            case MeamLattice.Tri:
                return ((3.0 * rose) - (2.0 * embedA) - embedB - Across(a, b)) / z;
            default:
                return ((2.0 * rose) - embedA - embedB) / z;
        }

        // Two of one element on either side of the other, which screens them with C = 1 at any angle, as LAMMPS has it;
        // an element by itself counts these as its second neighbours instead.
        double Across(int type, int other) => type == other
            ? 0.0
            : _p.Screen(1.0, type, type, other) * FirstNeighbors(_p.Pair(type, type), 2.0 * pair.Structure.Sine * r);
    }

    private double SecondNeighbors(MeamPair pair, double r)
    {
        int a = pair.First, b = pair.Second;
        MeamStructure structure = pair.Structure;
        if (structure.Lattice is not (MeamLattice.B1 or MeamLattice.B2 or MeamLattice.L12 or MeamLattice.Dia))
        {
            return Series(pair, structure, _p.Screening(structure, a, a, b), r);
        }

        // Second neighbours are like pairs, whose energies have their own second neighbours.
        double far = r * structure.Ratio;
        double aa = Like(a, far), bb = Like(b, far);
        if (structure.Lattice == MeamLattice.L12)
        {
            // Two of the first element are screened by two of either, two of the second by four of the first.
            double s111 = _p.Screen(1.0, a, a, a), s112 = _p.Screen(1.0, a, a, b), s221 = _p.Screen(1.0, b, b, a);
            return (-0.75 * s111 * s111 * s112 * s112 * aa) - (0.25 * Math.Pow(s221, 4) * bb);
        }

        double share = structure.SecondNeighbors / (2.0 * structure.Neighbors);
        return -share * ((_p.Screening(structure, a, a, b) * aa) + (_p.Screening(structure, b, b, a) * bb));

        double Like(int type, double distance)
        {
            MeamPair like = _p.Pair(type, type);
            return FirstNeighbors(like, distance)
                + Series(like, like.Structure, _p.Screening(like.Structure, type, type, type), distance);
        }
    }

    /// <summary>Sum over n from 1 of (-Z2 S/Z1)^n times the pair energy at the n-th power of the ratio times r.</summary>
    private double Series(MeamPair pair, MeamStructure structure, double screening, double r)
    {
        double factor = -structure.SecondNeighbors * screening / structure.Neighbors;
        double ratio = structure.Ratio, power = 1.0, sum = 0.0;
        for (int n = 1; n <= Terms && screening > 0.0; n++)
        {
            power *= factor;
            r *= ratio;
            double term = power * FirstNeighbors(pair, r);
            if (term == 0.0)
            {
                break;
            }

            sum += term;
        }

        return sum;
    }

    private (double A, double B) Embedding(MeamPair pair, double r, MeamDensities atA, MeamDensities atB)
    {
        int a = pair.First, b = pair.Second;
        double densityA, densityB;
        if (pair.Lattice == MeamLattice.C11)
        {
            (densityA, densityB) = DensitiesInC11(pair, atA, atB);
        }
        else
        {
            ((double, double, double) tA, (double, double, double) tB) = Averages(pair, r);
            densityA = Relative(a, tA, atA);
            densityB = Relative(b, tB, atB);
        }

        double scaleA = _p.Entry(a).Embedding * _p.Pair(a, a).Cohesion, scaleB = _p.Entry(b).Embedding * _p.Pair(b, b).Cohesion;
        return (MeamFunctions.Embedding(scaleA, densityA, _p.LinearBelowZero, out _),
            MeamFunctions.Embedding(scaleB, densityB, _p.LinearBelowZero, out _));

        double Relative(int type, (double, double, double) t, MeamDensities at) =>
            at.Zero / reference.Background(type, t, out _)
            * MeamFunctions.Weight(at.Gamma(t), _p.Entry(type).Form, _p.Smooth, out _);
    }

    /// <summary>Weights averaged over the neighbours of either site, with density 0 for weight.</summary>
    private ((double, double, double) A, (double, double, double) B) Averages(MeamPair pair, double r)
    {
        int a = pair.First, b = pair.Second;
        (double, double, double) ta = reference.Weights(a), tb = reference.Weights(b);
        if (_p.Averaging == 2)
        {
            return (ta, tb);
        }

        if (pair.Lattice != MeamLattice.L12)
        {
            // All neighbours are of the other type.
            return (tb, ta);
        }

        double wa = 8.0 * Density(a, r, 0), wb = 4.0 * Density(b, r, 0);
        return (Mean(ta, tb, wa, wb), ta);
    }

    private static (double, double, double) Mean((double, double, double) a, (double, double, double) b, double wa, double wb)
    {
        double sum = wa + wb;
        return (((wa * a.Item1) + (wb * b.Item1)) / sum, ((wa * a.Item2) + (wb * b.Item2)) / sum, ((wa * a.Item3) + (wb * b.Item3)) / sum);
    }

    /// <summary>Densities at the sites of C11b, where two of the one element stand to one of the other.</summary>
    private (double A, double B) DensitiesInC11(MeamPair pair, MeamDensities a, MeamDensities b)
    {
        const int z = 10;
        bool pairOfFirst = _p.Pair(pair.First, pair.First).Lattice == MeamLattice.Dia;
        (double, double, double) ta = reference.Weights(pair.First), tb = reference.Weights(pair.Second);
        (double t1, double t2, double t3) = _p.Averaging != 2 ? Mean(ta, tb, a.Zero, b.Zero) : pairOfFirst ? ta : tb;
        // The four are densities of single neighbours here, not squares.
        double sum = z / 2 * (a.Zero + b.Zero);
        // A square below zero is no density, with no energy.
        double two = Math.Sqrt(Math.Max(
            0.0,
            (sum * sum)
            + (t1 * Square(a.First - b.First))
            + (t2 / 6.0 * Square(a.Second + b.Second))
            + (121.0 / 40.0 * t3 * Square(a.Third - b.Third))));
        MeamDensities neighbors = pairOfFirst ? a : b;
        double one = Math.Sqrt(Math.Max(0.0, Square(z * neighbors.Zero) + (2.0 / 3.0 * t2 * Square(neighbors.Second))));
        return pairOfFirst ? (two, one) : (one, two);
    }

    private static double Square(double x) => x * x;

    /// <summary>Partial density of an atom at a distance.</summary>
    private double Density(int type, double r, int l)
    {
        (double b0, double b1, double b2, double b3) = _p.Entry(type).Beta;
        double beta = l switch { 0 => b0, 1 => b1, 2 => b2, _ => b3 };
        return _p.Densities[type] * Math.Exp(-beta * ((r / _p.Bond(type)) - 1.0));
    }

    /// <summary>Densities at the sites of either element of a reference structure.</summary>
    private (MeamDensities A, MeamDensities B) Densities(MeamPair pair, double r)
    {
        int a = pair.First, b = pair.Second;
        MeamLattice lattice = pair.Lattice;
        double za = Density(a, r, 0), zb = Density(b, r, 0);
        MeamDensities atA, atB;
        if (lattice == MeamLattice.C11)
        {
            return (new(za, Density(a, r, 1), Density(a, r, 2), Density(a, r, 3)),
                new(zb, Density(b, r, 1), Density(b, r, 2), Density(b, r, 3)));
        }

        if (lattice == MeamLattice.L12)
        {
            (double t, double u) = (_p.Entry(a).T.Second, _p.Entry(b).T.Second);
            bool weighted = _p.Averaging == 1;
            double second = 8.0 / 3.0 * Square((Density(a, r, 2) * (weighted ? t : 1.0)) - (Density(b, r, 2) * (weighted ? u : 1.0)));
            double zero = (8.0 * za) + (4.0 * zb), norm = (8.0 * za * t * t) + (4.0 * zb * u * u);
            atA = new(zero, 0.0, weighted && norm > 0.0 ? second / norm * zero : second, 0.0);
            atB = new(12.0 * za, 0.0, 0.0, 0.0);
        }
        else
        {
            // Around the first element stand atoms of the second, and the converse.
            (int Count, (double, double, double) Shape) around = (pair.Structure.Neighbors, pair.Structure.Shape), one = (1, MeamStructure.Dimer);
            atA = Around(lattice == MeamLattice.Tri ? one : around, b, zb);
            atB = Around(lattice == MeamLattice.Ch4 ? one : around, a, za);
        }

        return pair.SecondNeighbors ? WithSecondNeighbors(pair, r, atA, atB) : (atA, atB);

        MeamDensities Around((int Count, (double First, double Second, double Third) Shape) at, int type, double zero) => new(
            at.Count * zero,
            at.Shape.First * Square(Density(type, r, 1)),
            at.Shape.Second * Square(Density(type, r, 2)),
            at.Shape.Third * Square(Density(type, r, 3)));
    }

    private (MeamDensities A, MeamDensities B) WithSecondNeighbors(MeamPair pair, double r, MeamDensities atA, MeamDensities atB)
    {
        int a = pair.First, b = pair.Second;
        double far = r * pair.Structure.Ratio, ofA = Density(a, far, 0), ofB = Density(b, far, 0);
        double sa, sb;
        if (pair.Lattice == MeamLattice.L12)
        {
            double s111 = _p.Screen(1.0, a, a, a), s112 = _p.Screen(1.0, a, a, b), s221 = _p.Screen(1.0, b, b, a);
            sa = s111 * s111 * s112 * s112;
            sb = Math.Pow(s221, 4);
        }
        else
        {
            // Second neighbours are of the site's own type.
            sa = _p.Screening(pair.Structure, a, a, b);
            sb = _p.Screening(pair.Structure, b, b, a);
        }

        int z = pair.Structure.SecondNeighbors;
        return (atA with { Zero = atA.Zero + (z * sa * ofA) }, atB with { Zero = atB.Zero + (z * sb * ofB) });
    }
}
