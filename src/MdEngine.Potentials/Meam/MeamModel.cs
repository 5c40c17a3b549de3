
namespace MdEngine.Potentials.Meam;

/// <summary>What sites are computed from: parameters, reference densities and tables of pair energies; does not change.</summary>
internal sealed class MeamModel
{
    private readonly MeamPairTable[] _tables;

    public MeamModel(MeamParameters parameters)
    {
        Parameters = parameters;
        Reference = new MeamReference(parameters);
        int n = parameters.Count;
        _tables = new MeamPairTable[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = i; j < n; j++)
            {
                MeamPair pair = parameters.Pair(i, j);
                _tables[(i * n) + j] = _tables[(j * n) + i] =
                    new MeamPairTable(r => Reference.PairEnergy(pair, r), parameters.Cutoff);
            }
        }
    }

    public MeamParameters Parameters { get; }

    public MeamReference Reference { get; }

    /// <summary>Pair energy of two types, in either order.</summary>
    public MeamPairTable Pair(int i, int j) => _tables[(i * Parameters.Count) + j];
}
