using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Potentials.Nep;

namespace MdEngine.Training.Nep;

/// <summary>Turns fitted parameters into a file of the original program.</summary>
internal static class NepExport
{
    // tanh of it is 1 in double precision.
    private const double Saturated = 20.0;

    /// <summary>The text of nep.txt.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="scaling">Scaling of descriptors.</param>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="frames">Frames whose numbers of neighbours the file has to announce.</param>
    public static byte[] Write(NepShape shape, NepScaling scaling, double[] parameters, IReadOnlyList<NepFrame> frames)
    {
        NepHeader header = shape.Header;

        // NEP4 has one bias for all types: of several types each takes a neuron that is always on to hold its own.
        bool extra = header.Version == 4 && shape.Types > 1;
        NepNetwork[] networks = [.. Enumerable.Range(0, shape.Types).Select(t => Network(shape, scaling, parameters, t, extra))];
        var content = new NepContent(
            extra ? header with { Neurons = header.Neurons + 1 } : header,
            frames.Max(f => Most(f, f.Radial, shape.Types)),
            frames.Max(f => Most(f, f.Angular, shape.Types)),
            networks,
            header.Version == 4 && !extra ? parameters[shape.Bias(0)] : 0.0,
            parameters[shape.RadialStart..shape.AngularStart],
            parameters[shape.AngularStart..],
            [.. shape.Descriptor.Select(k => scaling.Scale[k])]);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        NepFileWriter.Write(text, content);
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static NepNetwork Network(NepShape shape, NepScaling scaling, double[] parameters, int type, bool extra)
    {
        int d = shape.Descriptor.Length, m = shape.Neurons, from = type * shape.NetworkLength;
        double[] weights = parameters[from..(from + (m * d))];
        double[] biases = parameters[(from + (m * d))..(from + (m * (d + 1)))];
        double[] output = parameters[(from + (m * (d + 1)))..(from + (m * (d + 2)))];
        for (int mu = 0; mu < m; mu++)
        {
            for (int nu = 0; nu < d; nu++)
            {
                biases[mu] += weights[(mu * d) + nu] * scaling.Center[type][shape.Descriptor[nu]];
            }
        }

        double bias = parameters[shape.Bias(type)];
        return extra
            ? new NepNetwork([.. weights, .. new double[d]], [.. biases, -Saturated], [.. output, -bias], 0.0)
            : new NepNetwork(weights, biases, output, bias);
    }

    private static int Most(NepFrame frame, NepPairs pairs, int types)
    {
        int most = 1;
        for (int i = 0; i < frame.Count; i++)
        {
            most = Math.Max(most, pairs.Starts[(i + 1) * types] - pairs.Starts[i * types]);
        }

        return most;
    }
}
