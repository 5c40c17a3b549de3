using System;

namespace MdEngine.Potentials.Meam;

/// <summary>
/// Reference structures: their background densities, and the pair energies which make each of them follow Rose's equation.
/// </summary>
/// <remarks>
/// One type: E_Rose(r) = F(rho(r)) + Z1/2 phi(r), with second neighbours + Z2 S/2 phi(a r), solved by recursion: B.-J. Lee,
/// M. I. Baskes, Phys. Rev. B 62, 8564 (2000), equation 21. Two types: H. Huang, N. M. Ghoniem, J. K. Wong, M. I. Baskes,
/// Modelling Simul. Mater. Sci. Eng. 3, 615 (1995).
/// </remarks>
internal sealed class MeamReference
{
    // Below this a density counts as none.
    private const double Nothing = 1e-14;

    // Terms of the recursion: each is smaller by the screening and by the decay over the next distance.
    private const int Terms = 10;

    private readonly MeamParameters _p;
    private readonly double[] _background;

    public MeamReference(MeamParameters parameters)
    {
        _p = parameters;
        _background = new double[parameters.Count];
        for (int a = 0; a < _background.Length; a++)
        {
            MeamPair pair = _p.Pair(a, a);
            double density = _p.Densities[a] * MeamLattices.Neighbors(pair.Lattice);
            if (pair.SecondNeighbors)
            {
                double ratio = MeamLattices.Ratio(pair.Lattice);
                density += MeamLattices.SecondNeighbors(pair.Lattice) * Screening(pair.Lattice, a, a, a)
                    * _p.Densities[a] * Math.Exp(-_p.Entry(a).Beta.Zero * (ratio - 1.0));
            }

            _background[a] = density * BackgroundWeight(a, Weights(a), out _);
        }
    }

    /// <summary>The density to which that of a site of a type is related, with weights as averaged at the site.</summary>
    /// <param name="type">Type.</param>
    /// <param name="t">Averaged weights.</param>
    /// <param name="slope">Its derivative by the sum of weights times shape factors, if it depends on them.</param>
    public double Background(int type, (double First, double Second, double Third) t, out double slope)
    {
        slope = 0.0;
        double plain = _p.Densities[type] * MeamLattices.Neighbors(_p.Pair(type, type).Lattice);
        if (_p.MixedReference)
        {
            double g = BackgroundWeight(type, t, out double g1);
            slope = plain * g1;
            return plain * g;
        }

        return _p.PlainBackground ? plain : _background[type];
    }

    /// <summary>Shape factors of the reference structure of a type over the square of its coordination.</summary>
    public (double First, double Second, double Third) Shape(int type)
    {
        MeamLattice lattice = _p.Pair(type, type).Lattice;
        double z = MeamLattices.Neighbors(lattice);
        (double a, double b, double c) = MeamLattices.Shape(lattice);
        return (a / (z * z), b / (z * z), c / (z * z));
    }

    /// <summary>Weights of a type, not averaged.</summary>
    public (double First, double Second, double Third) Weights(int type) =>
        (_p.T1[type], _p.Entry(type).T.Second, _p.Entry(type).T.Third);

    /// <summary>Energy of a pair at a distance, screening and cutoff left out, eV.</summary>
    public double PairEnergy(MeamPair pair, double r)
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

    private double BackgroundWeight(int type, (double First, double Second, double Third) t, out double slope)
    {
        slope = 0.0;
        int form = _p.Entry(type).Form;
        (double a, double b, double c) = Shape(type);
        return form <= 0
            ? 1.0
            : MeamFunctions.Weight((t.First * a) + (t.Second * b) + (t.Third * c), form, _p.Smooth, out slope);
    }

    /// <summary>Screening of second neighbours of type i and j by first ones of type k in a structure.</summary>
    private double Screening(MeamLattice lattice, int i, int j, int k) => lattice == MeamLattice.Dim
        ? 0.0
        : Math.Pow(Screen(MeamLattices.Ellipse(lattice), i, j, k), MeamLattices.Screeners(lattice));

    private double Screen(double c, int i, int j, int k) => MeamFunctions.Step(
        (c - _p.Smallest(i, j, k)) / (_p.Largest(i, j, k) - _p.Smallest(i, j, k)), out _);

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
        int z = MeamLattices.Neighbors(pair.Lattice);
        switch (pair.Lattice)
        {
            case MeamLattice.C11 when _p.Pair(a, a).Lattice == MeamLattice.Dia:
                return ((3.0 * rose) - embedB - (2.0 * embedA) - (5.0 * FirstNeighbors(_p.Pair(a, a), r))) / z;
            case MeamLattice.C11:
                return ((3.0 * rose) - embedA - (2.0 * embedB) - (5.0 * FirstNeighbors(_p.Pair(b, b), r))) / z;
            case MeamLattice.L12:
                // With the second neighbours of the first element by itself.
                MeamPair like = _p.Pair(a, a);
                double aa = FirstNeighbors(like, r) + Series(like, like.Lattice, Screening(like.Lattice, a, a, a), r);
                return (rose / 3.0) - (embedA / 4.0) - (embedB / 12.0) - aa;
            default:
                return ((2.0 * rose) - embedA - embedB) / z;
        }
    }

    private double SecondNeighbors(MeamPair pair, double r)
    {
        int a = pair.First, b = pair.Second;
        MeamLattice lattice = pair.Lattice;
        if (lattice is not (MeamLattice.B1 or MeamLattice.B2 or MeamLattice.L12 or MeamLattice.Dia))
        {
            return Series(pair, lattice, Screening(lattice, a, a, b), r);
        }

        // Second neighbours are like pairs, whose energies have their own second neighbours.
        double far = r * MeamLattices.Ratio(lattice);
        double aa = Like(a, far), bb = Like(b, far);
        if (lattice == MeamLattice.L12)
        {
            // Two of the first element are screened by two of either, two of the second by four of the first.
            double s111 = Screen(1.0, a, a, a), s112 = Screen(1.0, a, a, b), s221 = Screen(1.0, b, b, a);
            return (-0.75 * s111 * s111 * s112 * s112 * aa) - (0.25 * Math.Pow(s221, 4) * bb);
        }

        double share = MeamLattices.SecondNeighbors(lattice) / (2.0 * MeamLattices.Neighbors(lattice));
        return -share * ((Screening(lattice, a, a, b) * aa) + (Screening(lattice, b, b, a) * bb));

        double Like(int type, double distance)
        {
            MeamPair like = _p.Pair(type, type);
            return FirstNeighbors(like, distance) + Series(like, like.Lattice, Screening(like.Lattice, type, type, type), distance);
        }
    }

    /// <summary>Sum over n from 1 of (-Z2 S/Z1)^n times the pair energy at the n-th power of the ratio times r.</summary>
    private double Series(MeamPair pair, MeamLattice lattice, double screening, double r)
    {
        double factor = -MeamLattices.SecondNeighbors(lattice) * screening / MeamLattices.Neighbors(lattice);
        double ratio = MeamLattices.Ratio(lattice), power = 1.0, sum = 0.0;
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
            at.Zero / Background(type, t, out _)
            * MeamFunctions.Weight(at.Gamma(t), _p.Entry(type).Form, _p.Smooth, out _);
    }

    /// <summary>Weights averaged over the neighbours of either site, with density 0 for weight.</summary>
    private ((double, double, double) A, (double, double, double) B) Averages(MeamPair pair, double r)
    {
        int a = pair.First, b = pair.Second;
        (double, double, double) ta = Weights(a), tb = Weights(b);
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
        (double, double, double) ta = Weights(pair.First), tb = Weights(pair.Second);
        (double t1, double t2, double t3) = _p.Averaging != 2 ? Mean(ta, tb, a.Zero, b.Zero) : pairOfFirst ? ta : tb;
        // The four are densities of single neighbours here, not squares.
        double sum = z / 2 * (a.Zero + b.Zero);
        double two = Math.Sqrt(
            (sum * sum)
            + (t1 * Square(a.First - b.First))
            + (t2 / 6.0 * Square(a.Second + b.Second))
            + (121.0 / 40.0 * t3 * Square(a.Third - b.Third)));
        MeamDensities neighbors = pairOfFirst ? a : b;
        double one = Math.Sqrt(Square(z * neighbors.Zero) + (2.0 / 3.0 * t2 * Square(neighbors.Second)));
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
            int z = MeamLattices.Neighbors(lattice);
            (double s1, double s2, double s3) = MeamLattices.Shape(lattice);
            atA = new(z * zb, s1 * Square(Density(b, r, 1)), s2 * Square(Density(b, r, 2)), s3 * Square(Density(b, r, 3)));
            atB = new(z * za, s1 * Square(Density(a, r, 1)), s2 * Square(Density(a, r, 2)), s3 * Square(Density(a, r, 3)));
        }

        return pair.SecondNeighbors ? WithSecondNeighbors(pair, r, atA, atB) : (atA, atB);
    }

    private (MeamDensities A, MeamDensities B) WithSecondNeighbors(MeamPair pair, double r, MeamDensities atA, MeamDensities atB)
    {
        int a = pair.First, b = pair.Second;
        double far = r * MeamLattices.Ratio(pair.Lattice), ofA = Density(a, far, 0), ofB = Density(b, far, 0);
        double sa, sb;
        if (pair.Lattice == MeamLattice.L12)
        {
            double s111 = Screen(1.0, a, a, a), s112 = Screen(1.0, a, a, b), s221 = Screen(1.0, b, b, a);
            sa = s111 * s111 * s112 * s112;
            sb = Math.Pow(s221, 4);
        }
        else
        {
            // Second neighbours are of the site's own type.
            sa = Screening(pair.Lattice, a, a, b);
            sb = Screening(pair.Lattice, b, b, a);
        }

        int z = MeamLattices.SecondNeighbors(pair.Lattice);
        return (atA with { Zero = atA.Zero + (z * sa * ofA) }, atB with { Zero = atB.Zero + (z * sb * ofB) });
    }
}
