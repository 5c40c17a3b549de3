using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Nep;

/// <summary>Arrays of one thread for a frame at a time: a row for each atom where nothing else is said.</summary>
internal sealed unsafe class NepWorkspace
{
    private readonly NepShape _shape;
    private readonly AlignedBuffer<double>[] _buffers = new AlignedBuffer<double>[20];

    public NepWorkspace(NepShape shape)
    {
        _shape = shape;
        for (int k = 0; k < _buffers.Length; k++)
        {
            _buffers[k] = new AlignedBuffer<double>();
        }

        Tables = new NepPairTables(shape);
    }

    /// <summary>Tables of the frame if it does not keep its own.</summary>
    public NepPairTables Tables { get; }

    /// <summary>Descriptors q.</summary>
    public double* Q => _buffers[0].Pointer;

    /// <summary>What enters the network, x.</summary>
    public double* X => _buffers[1].Pointer;

    /// <summary>tanh of the neurons.</summary>
    public double* H => _buffers[2].Pointer;

    /// <summary>dU/dz of the neurons, w1 (1 - h^2).</summary>
    public double* Y => _buffers[3].Pointer;

    /// <summary>dU/dq.</summary>
    public double* Phi => _buffers[4].Pointer;

    /// <summary>dU of the radial features.</summary>
    public double* RadialGradient => _buffers[5].Pointer;

    /// <summary>A[lm][n].</summary>
    public double* A => _buffers[6].Pointer;

    /// <summary>dU/dA[lm][n].</summary>
    public double* Z => _buffers[7].Pointer;

    /// <summary>Changes of the radial features in the direction of the residuals.</summary>
    public double* RadialChange => _buffers[8].Pointer;

    /// <summary>Changes of the angular features.</summary>
    public double* AngularChange => _buffers[9].Pointer;

    /// <summary>Changes of A.</summary>
    public double* DA => _buffers[10].Pointer;

    /// <summary>Changes of q.</summary>
    public double* DQ => _buffers[11].Pointer;

    /// <summary>Changes of x.</summary>
    public double* DX => _buffers[12].Pointer;

    /// <summary>Changes of the neurons' inputs.</summary>
    public double* DZ => _buffers[13].Pointer;

    /// <summary>Derivatives of the loss by q.</summary>
    public double* Psi => _buffers[14].Pointer;

    /// <summary>Of one atom: derivatives by A.</summary>
    public double* AGradient => _buffers[15].Pointer;

    /// <summary>Of one atom: dU/dA transposed, then dU by the angular features.</summary>
    public double* FeatureGradient => _buffers[16].Pointer;

    /// <summary>Of one atom: two rows of harmonics for each pair.</summary>
    public double* PairRows => _buffers[17].Pointer;

    /// <summary>Forces and then weights of the forces, three numbers an atom.</summary>
    public double* Forces => _buffers[18].Pointer;

    /// <summary>Makes room for a frame.</summary>
    public void Reserve(NepFrame frame)
    {
        NepShape s = _shape;
        int n = frame.Count, sums = s.HarmonicsRow * s.AngularRow;
        int[] sizes =
        [
            n * s.DescriptorRow, n * s.DescriptorRow, n * s.PaddedNeurons, n * s.PaddedNeurons, n * s.DescriptorRow,
            n * s.RadialFeatures, n * sums, n * sums, n * s.RadialFeatures, n * s.AngularFeatures * s.HarmonicsRow, n * sums,
            n * s.DescriptorRow, n * s.DescriptorRow, n * s.PaddedNeurons, n * s.DescriptorRow, sums,
            sums + (s.AngularFeatures * s.HarmonicsRow), 2 * MostNeighbors(frame) * s.HarmonicsRow, 3 * n,
        ];
        for (int k = 0; k < sizes.Length; k++)
        {
            _buffers[k].Grow(sizes[k]);
        }
    }

    private int MostNeighbors(NepFrame frame)
    {
        int most = 0;
        int[] starts = frame.Angular.Starts;
        for (int run = 0; run + 1 < starts.Length; run++)
        {
            most = int.Max(most, starts[run + 1] - starts[run]);
        }

        return most;
    }
}
