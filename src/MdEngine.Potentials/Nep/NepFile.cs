using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// Reads neuroevolution potentials in the text format of GPUMD: NEP3, NEP4 and NEP5 with or without ZBL, old and new lines
/// of cutoffs and l_max.
/// </summary>
public static class NepFile
{
    // A model of a hundred elements takes twenty megabytes.
    private const long MostBytes = 1L << 28;

    /// <summary>Reads a file.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InputException">
    /// There is no such file, it is no potential of a supported kind, or its numbers are not those that its header asks for.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static NepModel Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputException("is a directory; expected a potential file of GPUMD (nep.txt)", path);
        }

        if (!File.Exists(path))
        {
            throw new InputException("no such file; expected a potential file of GPUMD (nep.txt)", path);
        }

        long bytes = new FileInfo(path).Length;
        if (bytes > MostBytes)
        {
            throw new InputException($"holds {bytes} bytes; expected a potential file of at most {MostBytes}", path);
        }

        using var scanner = new NepScanner(path);
        NepHeader header = NepHeaderReader.Read(scanner);
        return ReadBody(scanner, header, bytes);
    }

    private static NepModel ReadBody(NepScanner scanner, NepHeader header, long bytes)
    {
        int headerEnd = scanner.Line;
        long count = header.NumberCount;
        // Each number takes a digit and a blank at least.
        if (count > bytes / 2)
        {
            throw new InputException(
                $"the header asks for {count} numbers, more than a file of {bytes} bytes can hold: it is truncated, or a size in the header is wrong",
                scanner.Path, headerEnd);
        }

        var numbers = new double[count];
        for (long k = 0; k < count; k++)
        {
            if (!scanner.TryNumber(out numbers[k]))
            {
                throw scanner.Fault($"ends after {k} numbers; the header asks for {count}: it is truncated, or a size in the header is wrong");
            }
        }

        if (scanner.TryNumber(out _))
        {
            throw scanner.Fault($"more numbers follow after the {count} that the header asks for: a size in the header is wrong");
        }

        return Divide(header, numbers, scanner.Path);
    }

    private static NepModel Divide(NepHeader header, double[] numbers, string path)
    {
        int m = header.Neurons, d = header.DescriptorLength, pairs = header.Types * header.Types;
        int at = 0;
        ReadOnlySpan<double> Take(int count)
        {
            at += count;
            return numbers.AsSpan(at - count, count);
        }

        var raw = new List<(double[] Weights, double[] Biases, double[] Output, double Bias)>();
        for (int t = 0; t < header.NetworkCount; t++)
        {
            raw.Add((
                Take(m * d).ToArray(), Take(m).ToArray(), Take(m).ToArray(), header.Version == 5 ? Take(1)[0] : 0.0));
        }

        double common = Take(1)[0];
        double[] radial = Take(header.RadialFunctions * header.RadialBasis * pairs).ToArray();
        double[] angular = Take(header.AngularFunctions * header.AngularBasis * pairs).ToArray();
        double[] scale = Take(d).ToArray();
        foreach ((double[] weights, _, _, _) in raw)
        {
            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] *= scale[k % d];
            }
        }

        NepZbl? zbl = header.Zbl switch
        {
            null => null,
            { IsFlexible: true } => NepZbl.Flexible(header, Take(10 * header.Types * (header.Types + 1) / 2), path),
            _ => NepZbl.Universal(header, path),
        };
        return new NepModel(
            header, [.. raw.Select(n => new NepNetwork(n.Weights, n.Biases, n.Output, n.Bias + common))], radial, angular, zbl);
    }
}
