using System;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Meam;

/// <summary>Energy of one site and its derivatives; scratch memory of one thread.</summary>
internal sealed class MeamSite(MeamModel model)
{
    private readonly MeamParameters _p = model.Parameters;
    private MeamBond[] _bonds = new MeamBond[32];

    /// <summary>Energy of a site, eV; adds its derivatives by the neighbours' displacements.</summary>
    public double Compute(SiteNeighbors site)
    {
        int type = site.CenterType;
        int count = FindBonds(site);
        Span<MeamBond> bonds = _bonds.AsSpan(0, count);
        var moments = default(MeamMoments);
        double pairs = 0.0;
        foreach (ref MeamBond bond in bonds)
        {
            Add(ref moments, in bond, site.Type[bond.Place]);
            pairs += 0.5 * bond.Screening * bond.Cut * bond.Pair;
        }

        double energy = pairs + Embed(type, ref moments);
        foreach (ref MeamBond bond in bonds)
        {
            Differentiate(site, in bond, in moments);
        }

        return energy;
    }

    /// <summary>The neighbours that count, with screening, densities and pair energies.</summary>
    private int FindBonds(SiteNeighbors site)
    {
        int n = site.Count, count = 0, center = site.CenterType;
        if (_bonds.Length < n)
        {
            _bonds = new MeamBond[n + (n / 4)];
        }

        ReadOnlySpan<double> dx = site.Dx, dy = site.Dy, dz = site.Dz, r = site.R;
        for (int j = 0; j < n; j++)
        {
            double cut = MeamFunctions.Step((_p.Cutoff - r[j]) / _p.Width, out double slope);
            double screening = cut > 0.0 ? Screening(site, j) : 0.0;
            if (screening == 0.0)
            {
                continue;
            }

            int type = site.Type[j];
            MeamElement entry = _p.Entry(type);
            double inverse = 1.0 / r[j], x = 1.0 - (r[j] / _p.Bond(type)), scale = _p.Densities[type];
            ref MeamBond bond = ref _bonds[count++];
            bond = new MeamBond
            {
                Place = j,
                Ux = dx[j] * inverse,
                Uy = dy[j] * inverse,
                Uz = dz[j] * inverse,
                R = r[j],
                Screening = screening,
                Cut = cut,
                CutSlope = -slope / _p.Width,
                A0 = scale * Math.Exp(entry.Beta.Zero * x),
                A1 = scale * Math.Exp(entry.Beta.First * x),
                A2 = scale * Math.Exp(entry.Beta.Second * x),
                A3 = scale * Math.Exp(entry.Beta.Third * x),
            };
            if (_p.Averaging == 1)
            {
                (double t1, double t2, double t3) = model.Reference.Weights(type);
                bond.A1 *= t1;
                bond.A2 *= t2;
                bond.A3 *= t3;
            }

            bond.Pair = model.Pair(center, type).Evaluate(r[j], out bond.PairSlope);
        }

        return count;
    }

    /// <summary>The product over all other neighbours k of how little each screens the bond to neighbour j.</summary>
    private double Screening(SiteNeighbors site, int j)
    {
        double product = 1.0;
        for (int k = 0; k < site.Count && product > 0.0; k++)
        {
            if (k != j && Ellipse(site, j, k, out MeamEllipse e))
            {
                product *= MeamFunctions.Step(e.X, out _);
            }
        }

        return product;
    }

    /// <summary>The ellipse of bond j through neighbour k; false where k cannot screen it.</summary>
    private bool Ellipse(SiteNeighbors site, int j, int k, out MeamEllipse ellipse)
    {
        ellipse = default;
        int center = site.CenterType, type = site.Type[j], other = site.Type[k];
        double rij2 = site.R[j] * site.R[j], bound = _p.Bound(center, type) * rij2;
        double rik2 = site.R[k] * site.R[k];
        if (rik2 > bound)
        {
            return false;
        }

        double x = site.Dx[k] - site.Dx[j], y = site.Dy[k] - site.Dy[j], z = site.Dz[k] - site.Dz[j];
        double rjk2 = (x * x) + (y * y) + (z * z);
        return rjk2 <= bound
            && MeamEllipse.Through(rij2, rik2, rjk2, _p.Smallest(center, type, other), _p.Largest(center, type, other), out ellipse);
    }

    private void Add(ref MeamMoments m, in MeamBond b, int type)
    {
        double w = b.Screening * b.Cut, a0 = w * b.A0, a1 = w * b.A1, a2 = w * b.A2, a3 = w * b.A3;
        (double t1, double t2, double t3) = model.Reference.Weights(type);
        m.Zero += a0;
        m.W1 += t1 * a0;
        m.W2 += t2 * a0;
        m.W3 += t3 * a0;
        m.N1 += t1 * t1 * a0;
        m.N2 += t2 * t2 * a0;
        m.N3 += t3 * t3 * a0;
        double x = b.Ux, y = b.Uy, z = b.Uz;
        m.X += a1 * x;
        m.Y += a1 * y;
        m.Z += a1 * z;
        m.XX += a2 * x * x;
        m.XY += a2 * x * y;
        m.XZ += a2 * x * z;
        m.YY += a2 * y * y;
        m.YZ += a2 * y * z;
        m.ZZ += a2 * z * z;
        m.Second += a2;
        m.Xxx += a3 * x * x * x;
        m.Xxy += a3 * x * x * y;
        m.Xxz += a3 * x * x * z;
        m.Xyy += a3 * x * y * y;
        m.Xyz += a3 * x * y * z;
        m.Xzz += a3 * x * z * z;
        m.Yyy += a3 * y * y * y;
        m.Yyz += a3 * y * y * z;
        m.Yzz += a3 * y * z * z;
        m.Zzz += a3 * z * z * z;
        m.Px += a3 * x;
        m.Py += a3 * y;
        m.Pz += a3 * z;
    }

    /// <summary>Embedding energy; the moments become its derivatives by them.</summary>
    private double Embed(int type, ref MeamMoments m)
    {
        if (!(m.Zero > 0.0))
        {
            // No neighbours, no density, no energy.
            m = default;
            return 0.0;
        }

        double zero = m.Zero;
        (double q1, double q2, double q3) = m.Squares();
        (double t1, double t2, double t3) = _p.Averaging switch
        {
            0 => (m.W1 / zero, m.W2 / zero, m.W3 / zero),
            1 => (Ratio(m.W1, m.N1), Ratio(m.W2, m.N2), Ratio(m.W3, m.N3)),
            _ => model.Reference.Weights(type),
        };
        MeamElement entry = _p.Entry(type);
        double gamma = ((t1 * q1) + (t2 * q2) + (t3 * q3)) / (zero * zero);
        double g = MeamFunctions.Weight(gamma, entry.Form, _p.Smooth, out double slope);
        double background = model.Reference.Background(type, (t1, t2, t3), out double backgroundSlope);
        double density = zero * g / background;
        double energy = MeamFunctions.Embedding(
            entry.Embedding * _p.Pair(type, type).Cohesion, density, _p.LinearBelowZero, out double force);
        // d rho/d rho_0 at fixed weights, d rho/d(sum of weights times squares), and by the weights themselves.
        double byZero = force * (g - (2.0 * gamma * slope)) / background;
        double bySquares = force * slope / (zero * background);
        double byShape = -force * density * backgroundSlope / background;
        (double s1, double s2, double s3) = model.Reference.Shape(type);
        double d1 = (bySquares * q1) + (byShape * s1), d2 = (bySquares * q2) + (byShape * s2), d3 = (bySquares * q3) + (byShape * s3);
        m.Differentiate(bySquares * t1, bySquares * t2, bySquares * t3);
        (m.W1, m.N1) = ByAverage(d1, t1, m.N1);
        (m.W2, m.N2) = ByAverage(d2, t2, m.N2);
        (m.W3, m.N3) = ByAverage(d3, t3, m.N3);
        // With weights over density 0, that density stands in their denominators too.
        m.Zero = byZero - (_p.Averaging == 0 ? ((d1 * t1) + (d2 * t2) + (d3 * t3)) / zero : 0.0);
        return energy;

        (double ByWeight, double ByNorm) ByAverage(double d, double t, double norm) => _p.Averaging switch
        {
            0 => (d / zero, 0.0),
            1 when norm > 0.0 => (d / norm, -d * t / norm),
            _ => (0.0, 0.0),
        };
    }

    private static double Ratio(double a, double b) => b == 0.0 ? 0.0 : a / b;

    /// <summary>Adds the derivatives that come through one bond.</summary>
    private void Differentiate(SiteNeighbors site, in MeamBond b, in MeamMoments m)
    {
        double x = b.Ux, y = b.Uy, z = b.Uz;
        int type = site.Type[b.Place];
        (double t1, double t2, double t3) = model.Reference.Weights(type);
        double h0 = m.Zero + (t1 * m.W1) + (t2 * m.W2) + (t3 * m.W3) + (t1 * t1 * m.N1) + (t2 * t2 * m.N2) + (t3 * t3 * m.N3);
        double h1 = (m.X * x) + (m.Y * y) + (m.Z * z);
        // Contractions with u: of the second moment once and twice, of the third twice and three times.
        double vx = (m.XX * x) + (m.XY * y) + (m.XZ * z);
        double vy = (m.XY * x) + (m.YY * y) + (m.YZ * z);
        double vz = (m.XZ * x) + (m.YZ * y) + (m.ZZ * z);
        double h2 = (vx * x) + (vy * y) + (vz * z) + m.Second;
        double qx = (m.Xxx * x * x) + (m.Xyy * y * y) + (m.Xzz * z * z) + (2.0 * ((m.Xxy * x * y) + (m.Xxz * x * z) + (m.Xyz * y * z)));
        double qy = (m.Xxy * x * x) + (m.Yyy * y * y) + (m.Yzz * z * z) + (2.0 * ((m.Xyy * x * y) + (m.Xyz * x * z) + (m.Yyz * y * z)));
        double qz = (m.Xxz * x * x) + (m.Yyz * y * y) + (m.Zzz * z * z) + (2.0 * ((m.Xyz * x * y) + (m.Xzz * x * z) + (m.Yzz * y * z)));
        double h3 = (qx * x) + (qy * y) + (qz * z) + (m.Px * x) + (m.Py * y) + (m.Pz * z);

        double w = b.Screening * b.Cut;
        (double b0, double b1, double b2, double b3) = _p.Entry(type).Beta;
        double byWeight = (b.A0 * h0) + (b.A1 * h1) + (b.A2 * h2) + (b.A3 * h3) + (0.5 * b.Pair);
        double radial = (w * ((0.5 * b.PairSlope)
            - (((b0 * b.A0 * h0) + (b1 * b.A1 * h1) + (b2 * b.A2 * h2) + (b3 * b.A3 * h3)) / _p.Bond(type))))
            + (byWeight * b.Screening * b.CutSlope);
        double ax = w * ((b.A1 * m.X) + (2.0 * b.A2 * vx) + (b.A3 * ((3.0 * qx) + m.Px)));
        double ay = w * ((b.A1 * m.Y) + (2.0 * b.A2 * vy) + (b.A3 * ((3.0 * qy) + m.Py)));
        double az = w * ((b.A1 * m.Z) + (2.0 * b.A2 * vz) + (b.A3 * ((3.0 * qz) + m.Pz)));
        double inverse = 1.0 / b.R, along = radial - (inverse * ((ax * x) + (ay * y) + (az * z)));
        site.Gx[b.Place] += (along * x) + (inverse * ax);
        site.Gy[b.Place] += (along * y) + (inverse * ay);
        site.Gz[b.Place] += (along * z) + (inverse * az);
        DifferentiateScreening(site, in b, byWeight * b.Cut);
    }

    private void DifferentiateScreening(SiteNeighbors site, in MeamBond b, double byScreening)
    {
        if (b.Screening == 1.0)
        {
            return;
        }

        int j = b.Place;
        for (int k = 0; k < site.Count; k++)
        {
            if (k == j || !Ellipse(site, j, k, out MeamEllipse e))
            {
                continue;
            }

            double step = MeamFunctions.Step(e.X, out double slope);
            double factor = 2.0 * byScreening * b.Screening / step * slope;
            double own = factor * e.ByIj, other = factor * e.ByIk, across = factor * e.ByJk;
            double x = site.Dx[k] - site.Dx[j], y = site.Dy[k] - site.Dy[j], z = site.Dz[k] - site.Dz[j];
            site.Gx[j] += (own * site.Dx[j]) - (across * x);
            site.Gy[j] += (own * site.Dy[j]) - (across * y);
            site.Gz[j] += (own * site.Dz[j]) - (across * z);
            site.Gx[k] += (other * site.Dx[k]) + (across * x);
            site.Gy[k] += (other * site.Dy[k]) + (across * y);
            site.Gz[k] += (other * site.Dz[k]) + (across * z);
        }
    }
}
