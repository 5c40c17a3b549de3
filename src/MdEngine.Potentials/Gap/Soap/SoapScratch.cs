using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Gap.Soap;

/// <summary>What a thread needs to compute a batch of SOAP environments.</summary>
internal sealed class SoapScratch
{
    /// <summary>Atoms of a batch: enough for the matrix products to reach their pace.</summary>
    public const int Batch = 32;

    public SoapScratch(SoapParameters parameters, SoapRadialBasis basis, SoapLayout layout, int stride, int chunk)
    {
        int coefficients = (parameters.Degree + 1) * (parameters.Degree + 1) * layout.Channels;
        CoefficientStride = coefficients;
        Neighbors = new SoapNeighbors(Batch, parameters.Species.Count);
        Expansion = new SoapExpansion(parameters, basis);
        Coefficients = new AlignedBuffer<double>(Batch * coefficients);
        Derivatives = new AlignedBuffer<double>(coefficients);
        Products = new AlignedBuffer<double>((parameters.Degree + 1) * layout.Channels * layout.Channels);
        Spread = new AlignedBuffer<double>((parameters.Degree + 1) * layout.Channels * layout.Channels);
        Descriptors = new AlignedBuffer<double>(Batch * stride);
        Gradients = new AlignedBuffer<double>(Batch * stride);
        Norms = new AlignedBuffer<double>(Batch);
        Energies = new AlignedBuffer<double>(Batch);
        Kernels = new AlignedBuffer<double>(Batch * chunk);
        IsOwn = new bool[parameters.Species.Count];
    }

    public int CoefficientStride { get; }

    public SoapNeighbors Neighbors { get; }

    public SoapExpansion Expansion { get; }

    /// <summary>Expansion coefficients, atom by atom.</summary>
    public AlignedBuffer<double> Coefficients { get; }

    /// <summary>Derivatives of the energy by the coefficients of one atom.</summary>
    public AlignedBuffer<double> Derivatives { get; }

    /// <summary>Products of coefficients summed over m: a matrix for each l.</summary>
    public AlignedBuffer<double> Products { get; }

    /// <summary>The same for derivatives; what no descriptor holds stays zero.</summary>
    public AlignedBuffer<double> Spread { get; }

    public AlignedBuffer<double> Descriptors { get; }

    public AlignedBuffer<double> Gradients { get; }

    /// <summary>Norms of the power spectra before they were divided by them.</summary>
    public AlignedBuffer<double> Norms { get; }

    public AlignedBuffer<double> Energies { get; }

    public AlignedBuffer<double> Kernels { get; }

    public bool[] IsOwn { get; }

    /// <summary>For variances: kernel values with all points, and the solution of a triangular system.</summary>
    public AlignedBuffer<double> AllKernels { get; } = new();
}
