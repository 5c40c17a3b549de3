namespace MdEngine.Training.Nep;

/// <summary>The neighbours of all atoms of a frame within one cutoff, by central atom and type of the neighbour.</summary>
internal sealed class NepPairs
{
    public NepPairs(int[] starts, int[] neighbor, double[] x, double[] y, double[] z)
    {
        Starts = starts;
        Neighbor = neighbor;
        X = x;
        Y = y;
        Z = z;
    }

    /// <summary>First pair of central atom i with neighbours of type t, at i times the types + t; the end follows.</summary>
    public int[] Starts { get; }

    /// <summary>The neighbour's index in the frame.</summary>
    public int[] Neighbor { get; }

    /// <summary>From the central atom to the neighbour along x, Angstrom.</summary>
    public double[] X { get; }

    /// <summary>Along y.</summary>
    public double[] Y { get; }

    /// <summary>Along z.</summary>
    public double[] Z { get; }

    /// <summary>Number of pairs.</summary>
    public int Count => Neighbor.Length;
}
