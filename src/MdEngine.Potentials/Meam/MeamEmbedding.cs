namespace MdEngine.Potentials.Meam;

/// <summary>Energy of embedding an atom in the density of its bonds.</summary>
/// <remarks>M. I. Baskes, Phys. Rev. B 46, 2727 (1992); averages and backgrounds as LAMMPS has them.</remarks>
internal static class MeamEmbedding
{
    /// <summary>Embedding energy, eV; the moments become its derivatives by them.</summary>
    public static double Embed(MeamTables tables, int type, ref MeamMoments m)
    {
        if (!(m.Zero > 0.0))
        {
            // No neighbours, no density, no energy.
            m = default;
            return 0.0;
        }

        MeamParameters p = tables.Parameters;
        MeamReference reference = tables.Reference;
        double zero = m.Zero;
        (double q1, double q2, double q3) = m.Squares();
        (double t1, double t2, double t3) = p.Averaging switch
        {
            0 => (m.W1 / zero, m.W2 / zero, m.W3 / zero),
            1 => (Ratio(m.W1, m.N1), Ratio(m.W2, m.N2), Ratio(m.W3, m.N3)),
            _ => reference.Weights(type),
        };
        MeamElement entry = p.Entry(type);
        double gamma = ((t1 * q1) + (t2 * q2) + (t3 * q3)) / (zero * zero);
        double g = MeamFunctions.Weight(gamma, entry.Form, p.Smooth, out double slope);
        double background = reference.Background(type, (t1, t2, t3), out double backgroundSlope);
        double density = zero * g / background;
        double energy = MeamFunctions.Embedding(
            entry.Embedding * p.Pair(type, type).Cohesion, density, p.LinearBelowZero, out double force);
        // d rho/d rho_0 at fixed weights, d rho/d(sum of weights times squares), and by the weights themselves.
        double byZero = force * (g - (2.0 * gamma * slope)) / background;
        double bySquares = force * slope / (zero * background);
        double byShape = -force * density * backgroundSlope / background;
        (double s1, double s2, double s3) = reference.Shape(type);
        double d1 = (bySquares * q1) + (byShape * s1), d2 = (bySquares * q2) + (byShape * s2), d3 = (bySquares * q3) + (byShape * s3);
        m.Differentiate(bySquares * t1, bySquares * t2, bySquares * t3);
        (m.W1, m.N1) = ByAverage(d1, t1, m.N1);
        (m.W2, m.N2) = ByAverage(d2, t2, m.N2);
        (m.W3, m.N3) = ByAverage(d3, t3, m.N3);
        // With weights over density 0, that density stands in their denominators too.
        m.Zero = byZero - (p.Averaging == 0 ? ((d1 * t1) + (d2 * t2) + (d3 * t3)) / zero : 0.0);
        return energy;

        (double ByWeight, double ByNorm) ByAverage(double d, double t, double norm) => p.Averaging switch
        {
            0 => (d / zero, 0.0),
            1 when norm > 0.0 => (d / norm, -d * t / norm),
            _ => (0.0, 0.0),
        };
    }

    private static double Ratio(double a, double b) => b == 0.0 ? 0.0 : a / b;
}
