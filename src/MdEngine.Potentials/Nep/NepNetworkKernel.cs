using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// The network of a group of atoms of one type: energies, and their derivatives by the descriptors, as two products of small
/// matrices. It is in double precision always: the energy of an atom is a small difference of large terms.
/// </summary>
internal static unsafe class NepNetworkKernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    // Atoms of a tile of the products.
    private const int Tile = 4;

    /// <summary>Energies and gradients of a group of atoms.</summary>
    public static void Evaluate(NepNetworkTables tables, NepGroup group, int type, int atoms)
    {
        int neurons = tables.PaddedNeurons;
        double* hidden = group.Hidden.Pointer;
        for (int a = 0; a < atoms; a += Tile)
        {
            // Rows beyond the last atom hold those of an earlier group: finite, and of no use.
            Multiply(group.Descriptor(a), group.Stride, tables.Inputs, tables.Forward(type), neurons, hidden + (a * neurons), neurons);
        }

        for (int a = 0; a < atoms; a++)
        {
            group.Energies[a] = Activate(tables, type, hidden + (a * neurons));
        }

        for (int a = 0; a < atoms; a += Tile)
        {
            Multiply(
                hidden + (a * neurons), neurons, tables.Neurons, tables.Backward(type), tables.PaddedInputs, group.Gradient(a),
                group.Stride);
        }
    }

    /// <summary>Four rows times a matrix of padded rows.</summary>
    private static void Multiply(
        double* left, int leftStride, int inner, double* matrix, int columns, double* to, int toStride)
    {
        int w = TLanes.Count;
        double* l1 = left + leftStride, l2 = l1 + leftStride, l3 = l2 + leftStride;
        for (int c = 0; c < columns; c += 2 * w)
        {
            TLanes a0 = TLanes.Zero, a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
            double* m = matrix + c;
            for (int k = 0; k < inner; k++)
            {
                TLanes m0 = TLanes.Load(m), m1 = TLanes.Load(m + w);
                TLanes x = TLanes.Broadcast(left[k]);
                a0 = TLanes.MultiplyAdd(x, m0, a0);
                a1 = TLanes.MultiplyAdd(x, m1, a1);
                x = TLanes.Broadcast(l1[k]);
                b0 = TLanes.MultiplyAdd(x, m0, b0);
                b1 = TLanes.MultiplyAdd(x, m1, b1);
                x = TLanes.Broadcast(l2[k]);
                c0 = TLanes.MultiplyAdd(x, m0, c0);
                c1 = TLanes.MultiplyAdd(x, m1, c1);
                x = TLanes.Broadcast(l3[k]);
                d0 = TLanes.MultiplyAdd(x, m0, d0);
                d1 = TLanes.MultiplyAdd(x, m1, d1);
                m += columns;
            }

            double* row = to + c;
            TLanes.Store(row, a0);
            TLanes.Store(row + w, a1);
            TLanes.Store(row + toStride, b0);
            TLanes.Store(row + toStride + w, b1);
            TLanes.Store(row + (2 * toStride), c0);
            TLanes.Store(row + (2 * toStride) + w, c1);
            TLanes.Store(row + (3 * toStride), d0);
            TLanes.Store(row + (3 * toStride) + w, d1);
        }
    }

    /// <summary>The energy of one atom; its inputs to the neurons are replaced by the derivatives of the energy by them.</summary>
    private static double Activate(NepNetworkTables tables, int type, double* hidden)
    {
        double* biases = tables.Biases(type), output = tables.Output(type);
        Vector256<double> sum = Vector256<double>.Zero;
        for (int mu = 0; mu < tables.PaddedNeurons; mu += Vector256<double>.Count)
        {
            // tanh x = 1 - 2 / (e^2x + 1): exact to the rounding of 1, which is all that a sum of neurons keeps.
            Vector256<double> x = Vector256.Load(hidden + mu) - Vector256.Load(biases + mu);
            Vector256<double> tanh = Vector256<double>.One
                - (Vector256.Create(2.0) / (Vector256.Exp(x + x) + Vector256<double>.One));
            Vector256<double> w = Vector256.Load(output + mu);
            sum = Vector256.MultiplyAddEstimate(w, tanh, sum);
            (w - (w * tanh * tanh)).Store(hidden + mu);
        }

        return Vector256.Sum(sum) - tables.OutputBias(type);
    }
}
