using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Barostats;

/// <summary>Functions of small matrices by their power series.</summary>
public static class MatrixFunctions
{
    // Terms for full double precision up to norms of a half.
    private const int Terms = 14;

    /// <summary>exp(m), for a matrix of norm up to a half.</summary>
    public static Matrix3 Exponential(Matrix3 m) => Matrix3.Identity + (m * Mean(m));

    /// <summary>(exp(m) - 1)/m = 1 + m/2 + m^2/6 + ..., the mean of exp(s m) for s from 0 to 1.</summary>
    public static Matrix3 Mean(Matrix3 m)
    {
        Matrix3 sum = Matrix3.Identity;
        for (int k = Terms; k >= 2; k--)
        {
            sum = Matrix3.Identity + ((1.0 / k) * (m * sum));
        }

        return sum;
    }
}
