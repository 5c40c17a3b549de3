using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MdEngine.Core.Elements;

namespace MdEngine.Training.Data;

/// <summary>Finds the energies of isolated atoms: given, in frames of one atom, or by least squares.</summary>
internal static class IsolatedAtoms
{
    /// <summary>An atom is isolated when its periodic images are this far away at least, Angstrom.</summary>
    public const double LeastHeight = 6.0;

    /// <summary>The energy of each element.</summary>
    /// <param name="elements">Elements, by atomic number.</param>
    /// <param name="options">Where they are to come from.</param>
    /// <param name="atoms">Frames of one isolated atom.</param>
    /// <param name="training">Frames of the training part.</param>
    /// <param name="faults">Where faults go.</param>
    public static List<AtomEnergy> Find(
        IReadOnlyList<Element> elements,
        IsolatedAtomOptions options,
        IReadOnlyList<SourceFrame> atoms,
        IReadOnlyList<SourceFrame> training,
        DataFaults faults)
    {
        var known = new List<AtomEnergy>();
        foreach (Element element in elements)
        {
            if (options.Method is IsolatedAtomMethod.Auto or IsolatedAtomMethod.Given
                && options.Energies.TryGetValue(element.Symbol, out double given))
            {
                known.Add(new AtomEnergy(element, given, AtomEnergySource.Given));
            }
            else if (options.Method is IsolatedAtomMethod.Auto or IsolatedAtomMethod.Frames
                && atoms.FirstOrDefault(f => f.Element == element && f.Structure.Energy is not null) is { } frame)
            {
                known.Add(new AtomEnergy(element, frame.Structure.Energy!.Value, AtomEnergySource.Frame, frame.Place));
            }
            else if (options.Method == IsolatedAtomMethod.Given)
            {
                faults.Add($"no energy is given for the isolated atom of {element}; add it to \"isolated_atoms\": "
                    + "{\"energies_eV\": ...}, or choose the method \"auto\"");
            }
            else if (options.Method == IsolatedAtomMethod.Frames)
            {
                faults.Add($"no frame holds a single atom of {element} with its energy (in an open cell, or one {LeastHeight} Angstrom "
                    + "wide at least); add one, or choose the method \"auto\" for \"isolated_atoms\"");
            }
        }

        Element[] open = [.. elements.Where(e => known.All(k => k.Element != e))];
        if (open.Length == 0 || options.Method is IsolatedAtomMethod.Given or IsolatedAtomMethod.Frames)
        {
            return known;
        }

        AtomEnergy[] fitted = Fit(open, known, training, faults);
        return [.. elements.Select(e => known.Find(k => k.Element == e) ?? fitted[Array.IndexOf(open, e)])];
    }

    /// <summary>
    /// The energies that leave the least sum of squares of the rest per atom; of several such (one composition only) the
    /// shortest, which shares the energy evenly.
    /// </summary>
    private static AtomEnergy[] Fit(
        Element[] open, List<AtomEnergy> known, IReadOnlyList<SourceFrame> training, DataFaults faults)
    {
        SourceFrame[] frames = [.. training.Where(f => f.Structure.Energy is not null)];
        if (frames.Length == 0)
        {
            faults.Add("without an energy in any training frame those of isolated atoms cannot be fitted; give them as "
                + "\"isolated_atoms\": {\"energies_eV\": ...}");
            return [.. open.Select(e => new AtomEnergy(e, 0.0, AtomEnergySource.Fitted))];
        }

        var products = Matrix<double>.Build.Dense(open.Length, open.Length);
        var sums = Vector<double>.Build.Dense(open.Length);
        foreach (SourceFrame frame in frames)
        {
            double n = frame.Structure.Count;
            double rest = (frame.Structure.Energy!.Value
                - known.Sum(k => k.Energy * frame.Structure.Elements.Count(e => e == k.Element))) / n;
            double[] fraction = [.. open.Select(e => frame.Structure.Elements.Count(x => x == e) / n)];
            for (int a = 0; a < open.Length; a++)
            {
                sums[a] += fraction[a] * rest;
                for (int b = 0; b < open.Length; b++)
                {
                    products[a, b] += fraction[a] * fraction[b];
                }
            }
        }

        Vector<double> energies = products.PseudoInverse() * sums;
        return [.. open.Select((e, k) => new AtomEnergy(e, energies[k], AtomEnergySource.Fitted))];
    }
}
