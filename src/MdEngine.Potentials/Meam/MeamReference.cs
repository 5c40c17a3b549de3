using System;

namespace MdEngine.Potentials.Meam;

/// <summary>What the reference structures of single elements say of sites: background densities, weights and shapes.</summary>
/// <remarks>B.-J. Lee, M. I. Baskes, Phys. Rev. B 62, 8564 (2000).</remarks>
internal sealed class MeamReference
{
    private readonly MeamParameters _p;
    private readonly double[] _background;

    public MeamReference(MeamParameters parameters)
    {
        _p = parameters;
        _background = new double[parameters.Count];
        for (int a = 0; a < _background.Length; a++)
        {
            MeamPair pair = _p.Pair(a, a);
            MeamStructure structure = pair.Structure;
            double density = _p.Densities[a] * structure.Neighbors;
            if (pair.SecondNeighbors)
            {
                density += structure.SecondNeighbors * _p.Screening(structure, a, a, a)
                    * _p.Densities[a] * Math.Exp(-_p.Entry(a).Beta.Zero * (structure.Ratio - 1.0));
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
        double plain = _p.Densities[type] * _p.Pair(type, type).Structure.Neighbors;
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
        MeamStructure structure = _p.Pair(type, type).Structure;
        double z = structure.Neighbors;
        (double a, double b, double c) = structure.Shape;
        return (a / (z * z), b / (z * z), c / (z * z));
    }

    /// <summary>Weights of a type, not averaged.</summary>
    public (double First, double Second, double Third) Weights(int type) =>
        (_p.T1[type], _p.Entry(type).T.Second, _p.Entry(type).T.Third);

    private double BackgroundWeight(int type, (double First, double Second, double Third) t, out double slope)
    {
        slope = 0.0;
        int form = _p.Entry(type).Form;
        (double a, double b, double c) = Shape(type);
        return form <= 0
            ? 1.0
            : MeamFunctions.Weight((t.First * a) + (t.Second * b) + (t.Third * c), form, _p.Smooth, out slope);
    }
}
